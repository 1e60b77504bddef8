"""Few alarms are luck, however many charts are watched, and real ones are found."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from mot.analysis.books import Books
from mot.analysis.family import alarms
from mot.analysis.judging import SIGNALS, Standing
from mot.analysis.monitoring import branch_board, control_chart, touchpoint_board
from mot.domain.cube import CELL_KEYS, CELL_SUMS, CLEAN, ROLLUP_KEYS, ROLLUP_SUMS, Cube, Tallies, View
from mot.domain.survey import Against, Group, Measure
from mot.domain.thresholds import Thresholds
from mot.stats.multiplicity import bh
from tests.analysis.month_samples import LATER, MONTHS, VIEW, books_of, steady
from tests.analysis.survey_maker import NOW, SEVEN, institution
from tests.conftest import THOROUGH

LOW_LAST = lambda at, branch: -2.8 if (at, branch) == (23, 2) else -0.5  # noqa: E731


def network(rng, touchpoints: int, branches: int, *, people: int = 30, months=MONTHS, moved=None) -> Books:
    """Sums of normal gaps: every touchpoint at every branch has a level of its own that goes up and down a little.

    `moved`: (touchpoint, branch) → points added in the last month.
    """
    shape = (len(months), branches, touchpoints)
    level = rng.normal(-0.4, 0.3, shape[1:]) + rng.normal(0, 0.1, shape)
    for (t, b), by in (moved or {}).items():
        level[-1, b, t] += by
    gaps = np.rint(rng.normal(level[..., None], 1.0, (*shape, people))).astype(np.int64)
    month, branch, touchpoint = (
        a.ravel()
        for a in np.meshgrid(months, np.arange(1, branches + 1), 101 + np.arange(touchpoints), indexing="ij")
    )
    s, s2, size = gaps.sum(-1).ravel(), (gaps**2).sum(-1).ravel(), np.prod(shape)
    zero = np.zeros(size, dtype=np.int64)
    n = zero + people
    keys = dict.fromkeys(CELL_KEYS, zero) | {
        "month": month, "branch": branch, "touchpoint": touchpoint, "scale": zero + SEVEN.key,
        "channel": zero + 1, "against": zero + int(Against.EXPECTATION), "quality": zero + CLEAN,
    }  # fmt: skip
    # Gaps are written as perceptions against expectations of 0: only their differences are looked at.
    sums = dict.fromkeys(CELL_SUMS, zero) | {
        "n": n, "s_p": s, "s_p2": s2, "n_p": n, "s_p_all": s, "s_p2_all": s2, "n_e": n,
    }  # fmt: skip
    cells = Tallies({k: keys[k] for k in CELL_KEYS}, {k: sums[k] for k in CELL_SUMS})
    cube = dataclasses.replace(Cube.empty(), cells=cells, rollups=_rollups(cells, people))
    return Books(1, institution(branches, touchpoints), Thresholds(), cube)


def _rollups(cells: Tallies, people: int) -> Tallies:
    parts = []
    for measure in Measure:
        rows = cells.group("month", "branch")
        zero = np.zeros(len(rows), dtype=np.int64)
        keys = dict.fromkeys(ROLLUP_KEYS, zero) | rows.keys | {
            "scale": zero + SEVEN.key, "channel": zero + 1, "group": zero + int(Group.ALL),
            "measure": zero + int(measure),
        }  # fmt: skip
        k = rows.sums["n"]
        sums = dict.fromkeys(ROLLUP_SUMS, zero) | {
            "n_resp": zero + people, "s": rows.sums["s_p"], "k": k, "s2": rows.sums["s_p2"] * 9, "k2": k * k,
        }  # fmt: skip
        parts.append(Tallies({x: keys[x] for x in ROLLUP_KEYS}, {x: sums[x] for x in ROLLUP_SUMS}))
    return Tallies.join(parts)


def test_an_alarm_names_where_when_and_how_far():
    books = books_of(steady(branches=(1, 2, 3), shift=LOW_LAST))
    found = alarms(books, VIEW, LATER)
    assert {(a.touchpoint, a.branch) for a in found.points} >= {(101, 2), (102, 2), (103, 2)}
    mine = next(a for a in found.points if (a.touchpoint, a.branch) == (101, 2))
    chart = control_chart(books, VIEW, LATER, 101, 2)
    last = chart.frame.iloc[-1]
    assert (mine.standing, mine.month, mine.paired) == (Standing.LOW, 202609, True)
    assert (mine.n, mine.value, mine.lower, mine.upper) == pytest.approx(
        tuple(last[["n", "value", "lower", "upper"]])
    )
    assert found.last == 202609


def test_the_selection_comes_before_its_branches_and_the_furthest_first():
    books = books_of(steady(branches=(1, 2, 3), shift=lambda at, b: -0.5 - (0.8 + 0.4 * b) * (at == 23)))
    found = alarms(books, VIEW, LATER)
    places = [a.branch is not None for a in found.points]
    assert places == sorted(places)
    assert not places[0]
    assert places[-1]


def test_every_touchpoint_over_the_selection_and_at_every_branch_is_watched():
    books = books_of(steady(branches=(1, 2, 3)))
    assert alarms(books, VIEW, LATER).watched == 3 * (1 + 3)
    assert alarms(books, View(NOW, branches=(1, 2)), LATER).watched == 3 * (1 + 2)
    assert alarms(books, View(NOW, branches=(3,)), LATER).watched == 3, "one branch is its own selection"


def test_charts_without_a_recent_month_or_enough_history_are_not_watched():
    parts = [
        *steady(branches=(1,)),
        *steady(MONTHS[:12], branches=(2,)),
        *steady(MONTHS[-6:], branches=(3,)),
    ]
    found = alarms(books_of(parts), VIEW, LATER)
    assert found.short == 3
    assert found.watched == 6, "the selection and branch 1"
    assert not any(a.branch in (2, 3) for a in (*found.points, *found.drifts))


def test_the_month_that_is_not_over_raises_no_alarm():
    books = books_of(steady(branches=(1, 2, 3), shift=LOW_LAST))
    found = alarms(books, VIEW, dt.date(2026, 9, 30))
    assert found.points == ()
    assert found.last == 202608


def test_a_slow_decline_is_listed_apart():
    parts = steady(branches=(1, 2), people=80, shift=lambda at, b: -0.4 - 0.035 * max(0, at - 12) * (b == 1))
    found = alarms(books_of(parts), VIEW, LATER)
    assert any(a.branch == 1 and a.standing is Standing.DRIFTING_DOWN for a in found.drifts)
    assert all(a.standing in (Standing.LOW, Standing.HIGH) for a in found.points)
    assert not {(a.touchpoint, a.branch) for a in found.points} & {
        (a.touchpoint, a.branch) for a in found.drifts
    }


def test_a_baseline_begun_anew_silences_what_was_dealt_with():
    books = books_of(steady(branches=(1, 2), people=80, shift=lambda at, _: -2.0 if at >= 12 else -0.3))
    assert alarms(books, VIEW, LATER).points
    again = alarms(books, VIEW, LATER, baseline_from=MONTHS[12])
    assert again.points == again.drifts == ()
    assert again.watched == 9


def test_nothing_to_watch_is_a_result_too():
    found = alarms(books_of([Cube.empty()]), VIEW, LATER)
    assert (found.watched, found.short, found.last, found.points, found.drifts) == (0, 0, None, (), ())


def test_an_alarm_is_one_by_benjamini_and_hochberg_and_by_its_own_chart():
    rng = np.random.default_rng(5)
    books = network(rng, 6, 20, moved={(1, 3): -1.6, (2, 5): -0.7, (4, 7): 1.6, (5, 9): 0.6})
    found = alarms(books, VIEW, LATER)
    charts = [
        (t, b, control_chart(books, VIEW, LATER, t, b))
        for t in range(101, 107)
        for b in (None, *range(1, 21))
    ]
    assert found.watched == len(charts)
    out = [c for c in charts if c[2].frame["signal"].iloc[-1] in ("low", "high")]
    sure = {(t, b) for t, b, chart in charts if chart.sure}
    assert {(a.touchpoint, a.branch) for a in (*found.points, *found.drifts)} == sure
    assert {(a.touchpoint, a.branch) for a in found.points} <= {(t, b) for t, b, _ in out}
    assert {(102, 4), (105, 8)} <= {(a.touchpoint, a.branch) for a in found.points}


def test_boards_and_charts_call_sure_what_the_overview_lists():
    rng = np.random.default_rng(6)
    books = network(rng, 5, 12, moved={(1, 3): -1.6, (2, 5): 1.6})
    found = alarms(books, VIEW, LATER)
    listed = {(a.touchpoint, a.branch) for a in (*found.points, *found.drifts)}
    over = touchpoint_board(books, VIEW, LATER).frame.iloc[1:]
    shown = {(int(key), None) for key in over.loc[over["sure"], "key"]}
    for touchpoint in range(101, 106):
        at = branch_board(books, VIEW, LATER, touchpoint).frame
        shown |= {(touchpoint, int(key)) for key in at.loc[at["sure"], "key"]}
    assert shown == listed


@pytest.mark.parametrize(("touchpoints", "branches"), [(10, 1), (10, 30)])
def test_where_nothing_happens_few_pages_raise_an_alarm(touchpoints, branches):
    rng = np.random.default_rng(7)
    tries = 40 if branches > 1 else 120 if THOROUGH else 60
    points = drifts = 0
    for _ in range(tries):
        found = alarms(network(rng, touchpoints, branches), VIEW, LATER)
        points += bool(found.points)
        drifts += bool(found.drifts)
    assert points / tries <= 0.06
    assert drifts / tries <= 0.08


def test_a_real_drop_at_one_of_three_hundred_charts_is_found():
    rng = np.random.default_rng(8)
    hits = [
        any(
            (a.touchpoint, a.branch) == (104, 8)
            for a in alarms(network(rng, 10, 30, moved={(3, 7): -2.0}), VIEW, LATER).points
        )
        for _ in range(10)
    ]
    assert sum(hits) >= 9


def test_a_family_of_many_needs_more_than_one_chart_alone():
    assert SIGNALS == (Standing.LOW, Standing.HIGH, Standing.DRIFTING_DOWN, Standing.DRIFTING_UP)
    assert bh([0.002, *[0.9] * 300])[0] > 0.05
