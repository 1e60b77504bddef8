"""What the flagged responses would change is told where it matters, shown on request, and hides the few."""

import re

import pandas as pd
import pytest

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services import gaps
from mot.services.people import local_actor
from mot.ui import session
from tests.pages.conftest import LANGUAGES, PAGES, Visit, address, texts

HEADINGS = {"zh": ("被标记", "计入后差距"), "en": ("Flagged", "Gap with flagged")}
SCORE = re.compile(r"\d\.\d")


def compared_table(app, language: str) -> pd.DataFrame | None:
    """The table with and without flagged responses, if the page shows it."""
    found = [table.value for table in app.dataframe if HEADINGS[language][0] in table.value.columns]
    return found[0] if found else None


def warnings(app) -> list[str]:
    return [str(element.value) for element in app.warning]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_a_noticeable_difference_is_a_warning_with_both_numbers(
    visit: Visit, page: str, language: str
) -> None:
    app = visit(page, data="hasty", language=language)
    (said,) = warnings(app)
    assert "24" in said
    assert ("若计入，总体差距为", "With them the overall gap would be")[language == "en"] in said
    assert compared_table(app, language) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_the_switch_shows_the_numbers_of_the_service_and_goes_into_the_address(
    visit: Visit, page: str, language: str
) -> None:
    app = visit(page, data="hasty", language=language)
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert address(app)["flags"] == ["1"]
    shown = compared_table(app, language)
    assert shown is not None
    told = gaps.flagged(session.engine(), local_actor(), View(Quarter(2026, 3))).frame
    assert len(shown) == len(told) == 5
    assert shown[HEADINGS[language][1]].to_numpy() == pytest.approx(told["gap_with"].to_numpy(), abs=0.006)
    assert (shown[HEADINGS[language][0]] == 24).all()
    app.toggle[0].set_value(False).run()
    assert "flags" not in address(app)
    assert compared_table(app, language) is None


def test_a_link_with_the_switch_opens_with_the_numbers(visit: Visit) -> None:
    assert compared_table(visit("gaps", data="hasty", flags="1"), "zh") is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_a_few_flagged_people_are_told_by_no_number(visit: Visit, page: str, language: str) -> None:
    app = visit(page, data="few_hasty", language=language, flags="1")
    (said,) = [
        text
        for text in texts(app)
        if ("因质量存疑被标记", "flagged for their quality")[language == "en"] in text
    ]
    assert not SCORE.search(said)
    assert "3" not in said
    assert not app.toggle
    assert compared_table(app, language) is None
    assert not warnings(app)


def test_nothing_is_said_where_nothing_is_flagged(visit: Visit) -> None:
    for page in ("overview", "gaps"):
        for data in ("small_branch", "perception", "mixed", "empty"):
            app = visit(page, data=data, flags="1")
            assert not app.toggle
            assert not any("被标记" in text for text in texts(app))


@pytest.mark.parametrize("state", ["hasty", "few_hasty"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_with_flagged_responses(visit: Visit, state: str, language: str) -> None:
    for page in PAGES:
        app = visit(page, data=state, language=language, flags="1")
        assert not app.exception, page
        assert not app.error, page
