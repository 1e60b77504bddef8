"""Ratings of one kind that were perhaps asked on a shorter scale than the others are asked about."""

import numpy as np
import pytest

from mot.domain.issues import Severity
from mot.domain.survey import Scale
from mot.ingest.draft import Decisions
from mot.ingest.recipe import remember
from tests.ingest.ingest_samples import codes, draft, issue, workbook

WORDS = {"importance": "重要性", "expectation": "期望", "minimum": "最低可接受"}


def survey(first: str, top: int, *, high: int = 10, people: int = 60) -> bytes:
    """Two kinds of ratings of three touchpoints: one up to `top`, the perceptions up to `high`."""
    rng = np.random.default_rng(3)
    names = ("取号排队", "柜台办理", "手机银行")
    header = ["网点", "日期", *(f"{kind}-{name}" for name in names for kind in (first, "感知"))]
    table: list[list[object]] = [header]
    for number in range(people):
        low, full = rng.integers(max(1, top - 2), top + 1, 3), rng.integers(1, high + 1, 3)
        ratings = [int(v) for pair in zip(low, full, strict=True) for v in pair]
        table.append(["老城支行", f"2026-08-{1 + number % 28:02d}", *ratings])
    return workbook(table)


@pytest.mark.parametrize(("kind", "word"), WORDS.items())
def test_it_blocks_until_somebody_says_which_scale_it_was(kind, word):
    found = draft(survey(word, 5))
    asked = issue(found, f"shorter_{kind}")
    assert asked.severity is Severity.BLOCKING
    assert (asked.params["top"], asked.params["highest"]) == (5, 10)
    assert not found.ready


def test_the_same_scale_is_taken_at_a_persons_word():
    found = draft(survey("重要性", 5), decisions=Decisions(values={"top:importance": "same_scale"}))
    assert issue(found, "shorter_importance").severity is Severity.DECIDE
    assert found.ready
    assert found.scale == Scale(1, 10)
    assert all(answers.importance is not None for answers in found.answers)


def test_a_shorter_scale_is_left_out_and_that_is_said():
    found = draft(survey("重要性", 5), decisions=Decisions(values={"top:importance": "-"}))
    assert issue(found, "shorter_importance_left_out").chosen == "-"
    assert all(answers.importance is None for answers in found.answers)
    assert all(answers.perception is not None for answers in found.answers)


def test_what_was_said_of_a_questionnaire_is_remembered():
    found = draft(survey("重要性", 5), decisions=Decisions(values={"top:importance": "same_scale"}))
    assert remember(found).values["top:importance"] == "same_scale"


@pytest.mark.parametrize(("top", "high", "people"), [(9, 10, 60), (5, 5, 60), (3, 5, 60), (5, 10, 9)])
def test_a_top_that_may_be_chance_is_not_asked_about(top, high, people):
    found = draft(survey("重要性", top, high=high, people=people))
    assert not {code for code in codes(found) if code.startswith("shorter_")}
