"""Answers still needed: against an independent reckoning, and where there is little to reckon with."""

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t as student

from mot.analysis.needs import USUAL_SD, corrected
from mot.analysis.planner import WEEKS, Season, Wish, plan, season_of
from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, Cube, Tallies, View
from mot.domain.periods import Quarter
from mot.domain.survey import Label, Name
from mot.domain.thresholds import Thresholds
from mot.stats.samples import n_for_mean
from tests.analysis.survey_maker import FIVE, NOW, answers, books, cube, institution

TODAY = dt.date(2026, 9, 20)
HIDDEN = ("few", "protected")


def survey(people=240, seed=3, **options):
    e, p = answers(seed, people, **options)
    return e, p, np.arange(people) % 4 + 1


def small_branch(few=6, seed=11):
    """A branch with a few answers, three with many."""
    e, p = answers(seed, 300)
    return cube(e, p, branch=np.where(np.arange(300) < few, 1, np.arange(300) % 3 + 2))


def cell(found, touchpoint, branch):
    rows = found.cells
    return rows[(rows["touchpoint"] == touchpoint) & (rows["branch"] == branch)].iloc[0]


def test_the_need_is_that_of_the_margin_with_the_spread_within_branches():
    e, p, branch = survey()
    found = plan(books(cube(e, p, branch=branch)), View(NOW), Wish(), TODAY)
    gap = (p - e)[:, 0] * 100 / 6
    within = sum(((gap[branch == b] - gap[branch == b].mean()) ** 2).sum() for b in range(1, 5))
    sd = math.sqrt(within / (len(gap) - 4))
    n = 2
    while student.ppf(0.975, n - 1) * sd / math.sqrt(n) > 5:
        n += 1
    mine = cell(found, 101, 2)
    assert mine["required"] == n
    assert mine["so_far"] == mine["counted"] == 60
    assert mine["still"] == max(0, n - 60)
    assert mine["margin"] == pytest.approx(student.ppf(0.975, 59) * sd / math.sqrt(60) * 6 / 100)
    assert found.touchpoints["sd"].iloc[0] == pytest.approx(sd * 6 / 100)
    assert found.touchpoints["own"].all()
    assert found.half_width == pytest.approx(0.3)


def test_the_margin_of_the_answers_needed_is_the_one_that_was_wanted():
    e, p, branch = survey()
    there = books(cube(e, p, branch=branch))
    for half in (3.0, 8.0):
        found = plan(there, View(NOW), Wish(half), TODAY)
        sd = found.touchpoints["sd"].iloc[0] * 100 / 6
        n = int(found.touchpoints["required"].iloc[0])
        assert student.ppf(0.975, n - 1) * sd / math.sqrt(n) <= half
        assert student.ppf(0.975, n - 2) * sd / math.sqrt(n - 1) > half


def test_eight_quarters_tell_how_far_answers_lie_apart():
    e, p, branch = survey()
    old = cube(e, p, branch=branch, quarter=NOW.shifted(-7))
    few = cube(*answers(4, 12), branch=np.arange(12) % 4 + 1)
    found = plan(books(Cube.join([old, few])), View(NOW), Wish(), TODAY)
    alone = plan(books(old), View(NOW.shifted(-7)), Wish(), TODAY)
    assert found.touchpoints["sd"].tolist() == alone.touchpoints["sd"].tolist()
    forgotten = cube(e, p, branch=branch, quarter=NOW.shifted(-8))
    found = plan(books(Cube.join([forgotten, few])), View(NOW), Wish(), TODAY)
    assert not found.touchpoints["own"].any()


def test_without_answers_of_its_own_a_usual_spread_is_taken():
    found = plan(books(cube(*answers(4, 12), branch=np.arange(12) % 4 + 1)), View(NOW), Wish(), TODAY)
    assert not found.touchpoints["own"].any()
    assert found.touchpoints["sd"].tolist() == pytest.approx([USUAL_SD * 6 / 100] * 3)
    assert (found.cells["required"] == n_for_mean(USUAL_SD, 5).answers).all()
    assert found.cells["margin"].isna().all()


def test_answers_that_never_differ_still_need_what_a_verdict_needs():
    p = np.full((200, 3), 5.0)
    found = plan(books(cube(p, p, branch=np.arange(200) % 4 + 1)), View(NOW), Wish(25.0), TODAY)
    assert (found.cells["required"] == 10).all()
    strict = Thresholds(n_status=40)
    found = plan(books(cube(p, p, branch=np.arange(200) % 4 + 1), rules=strict), View(NOW), Wish(25.0), TODAY)
    assert (found.cells["required"] == 40).all()


def test_hidden_cells_tell_no_number_and_count_only_what_is_certain():
    found = plan(books(small_branch()), View(NOW), Wish(), TODAY)
    cells = found.cells
    assert set(cells["why_hidden"]) == {"few", "protected", "no"}
    few, protected = (cells[cells["why_hidden"] == why] for why in HIDDEN)
    assert cells.loc[cells["why_hidden"].isin(HIDDEN), ["so_far", "margin"]].isna().all(axis=None)
    assert (few["counted"] == 0).all()
    assert (few["still"] == few["required"]).all()
    assert (protected["counted"] % 10 == 0).all()
    assert not found.branches.loc[found.branches["branch"] == 1, "exact"].any()


def test_the_few_answers_of_a_hidden_cell_move_nothing():
    """Were they pooled, the numbers of the others would tell how far they lie apart."""
    e, p = answers(11, 300)
    other = p.copy()
    other[:6] = 8 - other[:6]
    branch = np.where(np.arange(300) < 6, 1, np.arange(300) % 3 + 2)
    one, two = (plan(books(cube(e, x, branch=branch)), View(NOW), Wish(), TODAY) for x in (p, other))
    for name in ("cells", "branches", "touchpoints"):
        assert getattr(one, name).equals(getattr(two, name))


def test_one_few_more_or_less_moves_nothing_either():
    found = [plan(books(small_branch(few)), View(NOW, (1,)), Wish(), TODAY).cells for few in (5, 8)]
    assert found[0]["counted"].equals(found[1]["counted"])
    assert found[0]["so_far"].isna().all()
    assert found[1]["so_far"].isna().all()


def test_the_largest_need_is_that_of_the_branch_and_rare_touchpoints_are_asked_for_directly():
    e, p, branch = survey(seed=5)
    e[40:, 1], p[40:, 1] = np.nan, np.nan  # hardly anybody
    e[:, 2][np.arange(240) % 10 < 3] = np.nan  # most
    found = plan(books(cube(e, p, branch=branch)), View(NOW), Wish(3.0), TODAY)
    assert found.touchpoints["rare"].tolist() == [False, True, False]
    for row in found.branches.itertuples():
        mine = found.cells[found.cells["branch"] == row.branch].set_index("touchpoint")["still"]
        usual = math.ceil(mine[103] / ((~np.isnan(e[:, 2])).sum() / 240) - 1e-9)
        assert row.still == max(mine[101], mine[102], usual)
        assert row.per_week == math.ceil(row.still / 2)
        assert row.enough == (mine == 0).sum()


def test_a_response_rate_makes_invitations_of_questionnaires():
    e, p, branch = survey()
    there = books(cube(e, p, branch=branch))
    found = plan(there, View(NOW), Wish(3.0, 0.2), TODAY).branches
    assert (found["still"] > 0).all()
    assert (found["invitations"] == found["still"] * 5).all()


def test_few_customers_need_fewer_answers_where_they_are_counted():
    e, p, branch = survey()
    told = cube(e, p, branch=branch)
    whole, part = NOW.previous.months, NOW.months[:2]
    rows = [(m, b, 7, 40 * b, 0) for b in (1, 2, 3) for m in whole] + [(m, 1, 7, 9, 0) for m in part]
    columns = [np.array(c, dtype=np.int64) for c in zip(*rows, strict=True)]
    figures = Tallies(
        dict(zip(FIGURE_KEYS, columns[:3], strict=True)), dict(zip(FIGURE_SUMS, columns[3:], strict=True))
    )
    bank = replace(institution(), figures=(Label(7, "transactions", Name("交易笔数")),))
    there = books(replace(told, figures=figures), bank)
    found = plan(there, View(NOW), Wish(), TODAY)
    sd = found.touchpoints["sd"].iloc[0] * 100 / 6
    for b in (1, 2, 3):
        assert cell(found, 101, b)["required"] == n_for_mean(sd, 5, population=120 * b).answers
    assert cell(found, 101, 4)["required"] == n_for_mean(sd, 5).answers, "nobody counted there"
    assert not found.known
    assert plan(there, View(NOW, (1, 2)), Wish(), TODAY).known
    of_a_channel = plan(there, View(NOW, channels=(1,)), Wish(), TODAY)
    assert cell(of_a_channel, 101, 1)["required"] == cell(of_a_channel, 101, 4)["required"]


def test_the_correction_is_that_of_one_need_at_a_time():
    required, people = np.array([[30], [165], [800]]), np.array([[50.0, 4000.0, np.nan]])
    found = corrected(required, people)
    for r, n in enumerate((30, 165, 800)):
        for c, total in enumerate((50, 4000, None)):
            want = n if total is None else math.ceil(n / (1 + (n - 1) / total) - 1e-9)
            assert found[r, c] == want


@pytest.mark.parametrize(
    ("today", "season", "weeks"),
    [
        (dt.date(2026, 6, 30), Season.AHEAD, WEEKS),
        (dt.date(2026, 7, 1), Season.RUNNING, WEEKS),
        (dt.date(2026, 9, 23), Season.RUNNING, 2),
        (dt.date(2026, 9, 24), Season.RUNNING, 1),
        (dt.date(2026, 9, 30), Season.RUNNING, 1),
        (dt.date(2026, 10, 1), Season.OVER, 0),
    ],
)
def test_the_weeks_that_are_left(today, season, weeks):
    assert season_of(Quarter(2026, 3), today) == (season, weeks)


def test_a_quarter_that_is_over_tells_the_pace_of_a_whole_one():
    e, p, branch = survey()
    found = plan(books(cube(e, p, branch=branch)), View(NOW), Wish(3.0), dt.date(2026, 11, 1))
    assert found.season is Season.OVER
    most = found.cells.groupby("branch")["required"].max().to_numpy()
    assert found.branches["per_week"].tolist() == [math.ceil(n / 13) for n in most]


def test_perception_alone_is_planned_by_its_own_spread():
    _, p, branch = survey()
    found = plan(books(cube(None, p, branch=branch)), View(NOW), Wish(), TODAY)
    assert found.touchpoints["own"].all()
    assert (found.cells["so_far"] == 60).all()


def test_mixed_scales_are_planned_in_percent_of_the_scale():
    e, p, branch = survey()
    other = cube(*answers(8, 80, scale=FIVE), branch=np.arange(80) % 4 + 1, scale=FIVE)
    found = plan(books(Cube.join([cube(e, p, branch=branch), other])), View(NOW), Wish(), TODAY)
    assert found.unit.scale is None
    assert found.half_width == pytest.approx(5)
    assert (found.cells["so_far"] == 80).all()


def test_nothing_in_use_is_nothing_to_plan():
    e, p, branch = survey()
    bank = institution()
    idle = replace(bank, touchpoints=tuple(replace(t, active=False) for t in bank.touchpoints))
    found = plan(books(cube(e, p, branch=branch), idle), View(NOW), Wish(), TODAY)
    assert found.cells.empty
    assert (found.branches["still"] == 0).all()
    closed = replace(bank, branches=tuple(replace(b, active=False) for b in bank.branches))
    found = plan(books(cube(e, p, branch=branch), closed), View(NOW), Wish(), TODAY)
    assert found.cells.empty
    assert found.branches.empty


def test_a_branch_without_answers_needs_the_full_number():
    e, p = answers(3, 180)
    found = plan(books(cube(e, p, branch=np.arange(180) % 3 + 1)), View(NOW), Wish(), TODAY)
    mine = found.cells[found.cells["branch"] == 4]
    assert (mine["why_hidden"] == "none").all()
    assert (mine["so_far"] == 0).all()
    assert (mine["still"] == mine["required"]).all()


def test_what_is_surely_missing_holds_whatever_the_hidden_cells_are():
    e, p = answers(11, 300)
    for few in (3, 9):
        branch = np.where(np.arange(300) < few, 1, np.arange(300) % 3 + 2)
        found = plan(books(cube(e, p, branch=branch)), View(NOW), Wish(3.0), TODAY)
        n = np.array([(branch == b).sum() for b in (1, 2, 3, 4)])
        for row in found.touchpoints.itertuples():
            needed = found.cells.loc[found.cells["touchpoint"] == row.touchpoint, "required"].to_numpy()
            truth = np.maximum(needed - n, 0).sum()
            assert row.surely <= truth <= row.still
            assert not row.exact
