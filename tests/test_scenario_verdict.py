"""The planted improvement comes out of an action's verdict, and nothing else does."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mot.analysis.before_after import compare, countable
from mot.analysis.effects import Judged, Stand, Verdict, judge
from mot.analysis.spans import spans
from mot.domain.improvements import Plan
from mot.domain.periods import first_day_of
from mot.services.books import open_books
from mot.stats.effects import Effect
from tests.scenario_book import (
    ADA,
    BRANCHES,
    MOMENTS,
    MONTHS,
    PLANTED,
    POMP,
    REFERENCE,
    Imported,
    as_dated,
    branches_of,
    imported,
    moments_of,
)

ACTED = PLANTED["action"]
START = first_day_of(MONTHS[ACTED["start_month_index"]])
LATER = dt.date(2025, 12, 31)


@pytest.fixture(scope="module")
def dated(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """The workbook with its own dates: eighteen months."""
    home = tmp_path_factory.mktemp("acted") / "mot.db"
    shutil.copyfile(sqlite_template, home)
    yield from imported(home, as_dated)


def plan(one: Imported, branch: str, moment: str = ACTED["touchpoint"]) -> Plan:
    (touchpoint,) = (number for number, name in moments_of(one.engine).items() if name == moment)
    (place,) = (number for number, code in branches_of(one.engine).items() if code == branch)
    return Plan(touchpoint, frozenset({place}), START, dt.date(2025, 8, 1), window=6)


def judged(one: Imported, branch: str) -> Judged:
    books = open_books(one.engine, ADA)
    return judge(books, books, plan(one, branch), LATER)


def compared(one: Imported, branch: str, moment: str) -> Effect:
    """The same comparison before anything is hidden."""
    books, wanted = open_books(one.engine, ADA), plan(one, branch, moment)
    when = spans(wanted)
    others = countable(books, wanted, when, frozenset(branches_of(one.engine)))
    return compare(books, wanted, when, others).found


def test_the_planted_action_is_said_to_have_improved_the_moment(dated):
    found = judged(dated, ACTED["branch"])
    assert found.stand is Stand.JUDGED
    assert found.verdict is Verdict.IMPROVED
    assert found.controls == len(BRANCHES) - 1
    assert found.lo * POMP < REFERENCE["action"]["true"] < found.hi * POMP
    assert found.lo > 0
    assert not found.interim


def test_where_nobody_acted_nothing_is_said_to_have_improved(dated):
    for branch in BRANCHES:
        if branch != ACTED["branch"]:
            assert judged(dated, branch).verdict in {Verdict.NO_EVIDENCE_YET, Verdict.TOO_FEW}


def test_what_comes_back_by_itself_is_not_called_an_improvement(dated):
    """At every moment the three branches that had been lowest: most rise, and none is called improved."""
    rose = []
    for moment in MOMENTS:
        found = {branch: compared(dated, branch, moment) for branch in BRANCHES}
        for branch in sorted(found, key=lambda b: found[b].before)[:3]:
            if (moment, branch) != (ACTED["touchpoint"], ACTED["branch"]):
                rose.append(found[branch].change.difference > 0)
                assert found[branch].verdict is not Verdict.IMPROVED
                assert found[branch].expected_bounce > 0
    assert sum(rose) > len(rose) / 2
