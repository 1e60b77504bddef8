"""Snapshots between which a few answers lie: their numbers are not put side by side."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from mot.analysis.few_others import held_back
from mot.analysis.review_differences import Differences
from mot.domain.access import Actor, Role
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.reviews import Fact
from mot.locale.sentences import reviews as said
from mot.locale.words import LANGUAGES, Locale
from mot.reports import composing
from mot.services import imports, review_changes, reviews
from tests.conftest import SOUTH
from tests.services.review_samples import bank_with_feedback
from tests.services.service_samples import bring_in, feedback

ADA = Actor("ada", "Ada", Role.ADMIN)
LEAST = 10


def _told(**n: int) -> dict[tuple[str, str, str], Fact]:
    """A gap of each subject with so many answers; `_` stands for the colon."""
    subjects = {name.replace("_", ":"): size for name, size in n.items()}
    return {
        ("s", who, "gap"): Fact("s", who, "gap", -0.5, -0.6, -0.4, size) for who, size in subjects.items()
    }


@pytest.mark.parametrize(
    ("old", "new", "held"),
    [
        ({"branch_3": 40, "branch_4": 50}, {"branch_3": 49, "branch_4": 50}, {"branch:3"}),
        ({"branch_3": 40}, {"branch_3": 50}, set()),
        ({"branch_3": 40}, {"branch_3": 40}, set()),
        ({"branch_3": 40}, {"branch_3": 37}, {"branch:3"}),
        (
            {"overall": 100, "branch_3": 40, "branch_4": 60, "touchpoint_1": 100, "quarter_2026Q2": 90},
            {"overall": 123, "branch_3": 43, "branch_4": 80, "touchpoint_1": 123, "quarter_2026Q2": 90},
            {"overall", "branch:3", "touchpoint:1", "quarter:2026Q2"},
        ),
        (
            {"overall": 100, "touchpoint_1": 90, "touchpoint_2": 90, "step_show": 95},
            {"overall": 120, "touchpoint_1": 93, "touchpoint_2": 107, "step_show": 115},
            {"overall", "touchpoint:1", "step:show"},
        ),
    ],
)
def test_what_the_rest_would_tell_is_held_back_too(
    old: dict[str, int], new: dict[str, int], held: set[str]
) -> None:
    assert held_back(_told(**old), _told(**new), LEAST) == held


def _renewed(there: sa.Engine, branch: str, each: int, seed: int) -> Differences:
    view = View(Quarter(2026, 3), tuple(sorted(SOUTH)))
    first = composing.make(there, ADA, view)
    late = bring_in(there, ADA, feedback((branch,), seed=seed, month=9, each=each))
    second = composing.renew(there, ADA, first.id)
    imports.undo(there, ADA, late.id)
    return review_changes.differences(there, ADA, second.id)


@pytest.fixture(scope="module")
def there(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> sa.Engine:
    return bank_with_feedback(sqlite_template, tmp_path_factory.mktemp("few"), ADA)


def test_the_page_of_differences_does_not_tell_what_three_late_people_answered(there: sa.Engine) -> None:
    told = _renewed(there, "南湖支行", 3, 31)
    basis = reviews.content(there, ADA, told.later).basis
    kinds = {one.fact.subject.partition(":")[0] for one in told.facts if one.held}
    assert {"overall", "touchpoint", "branch"} <= kinds
    for change in told.facts:
        if change.fact.measure in ("answers", "weak"):
            assert not change.held
            continue
        touched = change.fact.subject == "branch:3" or change.fact.subject.split(":")[0] in (
            "overall", "touchpoint", "step",
        )  # fmt: skip
        assert change.held or not touched, change
        if change.held:
            for one in (change.old, change.new):
                assert one is None or one == replace(one, value=None, lo=None, hi=None, n=None)
            for language in LANGUAGES:
                words = said.fact_change(Locale(language), change, basis)
                assert not any(letter.isdigit() for letter in words), words
    assert not any(letter.isdigit() for one in told.sentences for letter in one.old + one.new)
    (source,) = told.why.sources
    assert source.answers == 3


def test_many_late_people_are_told_of_with_their_numbers(there: sa.Engine) -> None:
    told = _renewed(there, "南湖支行", 19, 32)
    assert told.facts
    assert not any(one.held for one in told.facts)
    assert any(letter.isdigit() for one in told.sentences for letter in one.old)
