"""What an author writes against the data gets a gentle note; what is unsure gets none."""

import time
from dataclasses import replace

import pytest

from mot.analysis.contradictions import Reason, objections
from mot.domain.periods import Quarter
from mot.domain.reviews import Fact, Place
from mot.domain.survey import Name
from tests.analysis.claim_samples import LABELLED
from tests.analysis.review_samples import BRANCHES, FACTS, PLACES, content

FROZEN = content()


def found(language: str, text: str) -> set[str]:
    return {f"{one.reason} {one.claim.subject}" for one in objections(text, FROZEN, language)}


@pytest.mark.parametrize(("language", "text", "expected"), LABELLED, ids=[text for _, text, _ in LABELLED])
def test_a_sentence_gets_the_note_it_deserves(language: str, text: str, expected: set[str]) -> None:
    assert found(language, text) == expected


def test_notes_are_precise_and_find_most_of_what_the_data_do_not_support() -> None:
    wanted = {(text, note) for _, text, notes in LABELLED for note in notes}
    given = {(text, note) for language, text, _ in LABELLED for note in found(language, text)}
    precision, recall = len(given & wanted) / len(given), len(given & wanted) / len(wanted)
    assert len(LABELLED) >= 60
    assert precision >= 0.95
    assert recall >= 0.9


def test_the_note_rests_on_the_frozen_fact() -> None:
    (one,) = objections("取号排队的差距为 −0.5", FROZEN, "zh")
    assert (one.reason, one.claim.number, one.fact.value) == (Reason.NUMBER, -0.5, -0.86)
    (one,) = objections("柜台办理是最弱的环节", FROZEN, "zh")
    assert one.other is not None
    assert one.other.subject == "touchpoint:1"


@pytest.mark.parametrize(
    ("said", "noted"), [("-0.86", False), ("−0.9", False), ("-0.85", True), ("0.86", False)]
)
def test_a_number_is_compared_as_exactly_as_it_was_given(said: str, noted: bool) -> None:
    assert bool(objections(f"取号排队的差距为 {said}", FROZEN, "zh")) is noted


def test_a_number_with_the_wrong_sign_is_noted() -> None:
    assert objections("手机银行的差距为 -0.35", FROZEN, "zh")
    assert objections("手机银行的差距为 +0.35", FROZEN, "zh") == ()


def test_last_quarter_is_no_claim_when_the_review_compares_with_another_one() -> None:
    year_before = content(comparison=Quarter(2025, 3))
    assert objections("取号排队较上季改善", year_before, "zh") == ()
    assert objections("Queueing improved since last quarter", year_before, "en") == ()
    assert objections("取号排队较2025年第三季度改善", year_before, "zh")


def test_the_gap_of_a_delight_does_not_improve_by_narrowing() -> None:
    assert objections("手机银行的差距缩小", FROZEN, "zh") == ()


def test_a_name_that_two_things_have_names_neither() -> None:
    twice = (*PLACES, Place(8, "queue2", Name("取号排队", "Second queue")))
    frozen = content()
    frozen = replace(frozen, basis=replace(frozen.basis, touchpoints=twice))
    assert objections("取号排队明显改善", frozen, "zh") == ()


def test_the_only_branch_of_a_review_is_the_whole_of_it() -> None:
    alone = content(branches=BRANCHES[1:])
    (one,) = objections("南湖支行明显改善", alone, "zh")
    assert one.fact.subject == "overall"
    assert objections("南湖支行明显改善", FROZEN, "zh") == ()


def test_a_branch_is_judged_by_its_own_numbers() -> None:
    own = Fact("branches", "branch:3", "change", 0.01, -0.1, 0.12, 200, "unclear")
    (one,) = objections("南湖明显改善", content((*FACTS, own)), "zh")
    assert one.fact == own


@pytest.mark.parametrize(
    "text",
    [
        "没有" * 1000,
        "取号排队" + "没有" * 1000,
        "queueing " + "not " * 500,
        "取" * 2000,
        "((" * 900,
        "\ue000改善\uf8fd",
    ],
)
def test_long_texts_are_read_quickly(text: str) -> None:
    begun = time.perf_counter()
    for language in ("zh", "en"):
        assert objections(text, FROZEN, language) == ()
    assert time.perf_counter() - begun < 2
