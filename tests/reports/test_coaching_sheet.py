"""A printed card carries all of its texts and nothing that a browser would run or fetch."""

import pytest

from mot.domain.coaching import card_of
from mot.domain.survey import Step
from mot.reports.coaching_sheet import CoachingSheet, to_html
from tests.reports.test_sample_sheet import NASTY, Reader

CARD = card_of("hospital", Step.CONFIRM)


def sheet(language: str, title: str = "确认行动") -> CoachingSheet:
    lists = [
        [text.in_language(language) for text in texts] for texts in (CARD.good, CARD.questions, CARD.slips)
    ]
    return CoachingSheet(
        language,
        "江城医院",
        title,
        CARD.aim.in_language(language),
        list(zip(("A", "B", "C"), lists, strict=True)),
        ("D", [(f"{turn.minutes}", turn.text.in_language(language)) for turn in CARD.exercise.turns]),
        "E",
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_of_the_card_is_on_the_sheet(language):
    page = Reader(to_html(sheet(language)))
    written = "".join(page.texts)
    missing = [
        text
        for text in CARD.texts()
        if text != CARD.exercise.name and text.in_language(language) not in written
    ]
    assert not missing
    assert ("lang", "zh-CN" if language == "zh" else "en") in page.attributes


def test_what_people_wrote_is_text_and_nothing_is_fetched():
    page = Reader(to_html(sheet("zh", NASTY)))
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert not {"src", "href", "onerror"} & {name for name, _ in page.attributes}
    assert NASTY in page.texts
