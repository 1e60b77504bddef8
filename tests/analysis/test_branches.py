"""Branches side by side: against figures worked out from the answers, and never more than chance allows."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mot.analysis.branches import Branches, branches
from mot.analysis.overview import overview, table
from mot.domain.cube import Cube, View
from mot.domain.thresholds import Thresholds
from mot.stats.funnels import FunnelSignal
from mot.stats.ranks import rank_ranges
from mot.stats.shrinkage import shrink
from mot.stats.standing import BranchStatus
from tests.analysis.survey_maker import FIVE, NOW, SEVEN, answers, books, cube, institution
from tests.conftest import examples

NUMBERS = [
    "value", "lo", "hi", "fair", "fair_lo", "fair_hi", "rank", "rank_lo", "rank_hi", "moved",
    "responses", "transactions", "coverage",
]  # fmt: skip
POMP = 100 / 6  # per point of the scale from 1 to 7


def dealt(people, count):
    """Branches 1, 2, … for people in turn."""
    return np.arange(people) % count + 1


def planted(shifts, each=120, seed=3):
    """A survey in which branch b lies `shifts[b]` points of the scale from what was expected."""
    people = each * len(shifts)
    where = dealt(people, len(shifts))
    e, p = answers(seed, people, shift=np.array(shifts)[where - 1][:, None])
    return e, p, where


def compared(shifts, touchpoint=0, **options) -> Branches:
    e, p, where = planted(shifts, **options)
    return branches(books(cube(e, p, branch=where), institution(len(shifts))), View(NOW), touchpoint)


def by_hand(e, p):
    """Mean gap per rating and its error, people as the unit."""
    gap = p - e
    s, k = np.nansum(gap, axis=1), (~np.isnan(gap)).sum(axis=1)
    s, k = s[k > 0], k[k > 0]
    r = s.sum() / k.sum()
    n = len(k)
    se = np.sqrt(n / (n - 1) * ((s - r * k) ** 2).sum()) / k.sum()
    return n, r, se


def test_over_all_touchpoints_people_are_counted_not_ratings():
    e, p = answers(5, 400, missing=0.3)
    where = dealt(400, 4)
    found = branches(books(cube(e, p, branch=where)), View(NOW)).frame
    for b in range(1, 5):
        n, r, se = by_hand(e[where == b], p[where == b])
        row = found[found["branch"] == b].iloc[0]
        half = stats.t.ppf(0.975, n - 1) * se
        assert row["n"] == n
        np.testing.assert_allclose(row[["value", "lo", "hi"]].astype(float), [r, r - half, r + half])


def test_the_fair_scores_ranks_and_limits_are_those_of_the_statistics_in_percent_of_the_scale():
    e, p, where = planted([-1.0, -0.3, 0.1, -0.4, -0.2])
    found = branches(books(cube(e, p, branch=where), institution(5)), View(NOW))
    n, y, var = (np.zeros(5) for _ in range(3))
    for b in range(5):
        n[b], y[b], se = by_hand(e[where == b + 1], p[where == b + 1])
        var[b] = n[b] * se**2
    s2 = ((n - 1) @ var) / (n - 1).sum() * POMP**2
    fair = shrink(y * POMP, s2 / n)
    np.testing.assert_allclose(found.frame["fair"], fair.theta / POMP, rtol=1e-9)
    np.testing.assert_allclose(found.frame["fair_hi"], fair.hi / POMP, rtol=1e-9)
    ranks = rank_ranges(fair)
    assert found.league == bool(ranks.league)
    np.testing.assert_array_equal(found.frame["rank_lo"], ranks.lo)
    centre = n @ y / n.sum()
    assert found.centre == pytest.approx(centre)
    w = n / s2
    q = w @ (y * POMP - centre * POMP) ** 2
    tau2 = max(0, (q - 4) / (w.sum() - w @ w / w.sum()))
    last = found.limits.iloc[-1]
    half = stats.norm.ppf(0.999) * np.sqrt(s2 / last["n"] + tau2) / POMP
    np.testing.assert_allclose([last["lo998"], last["hi998"]], [centre - half, centre + half])
    alone = stats.norm.ppf(0.999) * np.sqrt(s2 / last["n"]) / POMP
    np.testing.assert_allclose([last["lo_chance"], last["hi_chance"]], [centre - alone, centre + alone])
    assert found.overdispersed == (tau2 > 0)


def test_one_touchpoint_reads_as_on_its_own_page():
    e, p = answers(6, 300, missing=0.2)
    there = books(cube(e, p, branch=dealt(300, 4)))
    found = branches(there, View(NOW), 102).frame
    for b in range(1, 5):
        alone = table(there, View(NOW, branches=(b,)), NOW).frame.iloc[1]
        row = found[found["branch"] == b].iloc[0]
        np.testing.assert_allclose(
            row[["n", "value", "lo", "hi"]].astype(float), alone[["n", "gap", "lo", "hi"]].astype(float)
        )


def test_all_touchpoints_read_as_on_the_overview():
    there = books(cube(*answers(6, 300, missing=0.2), branch=dealt(300, 4)))
    found = branches(there, View(NOW)).frame
    for b in range(1, 5):
        alone = overview(there, View(NOW, branches=(b,))).gaps.iloc[-1]
        row = found[found["branch"] == b].iloc[0]
        np.testing.assert_allclose(
            row[["value", "lo", "hi"]].astype(float), alone[["mean", "lo", "hi"]].astype(float)
        )


def test_branches_that_differ_are_told_and_the_others_are_not():
    found = compared([-1.5, -0.4, -0.4, -0.4, -0.4, -0.4, 0.7], each=200)
    status = found.frame["status"].tolist()
    assert (status[0], status[-1]) == (BranchStatus.BELOW, BranchStatus.ABOVE)
    assert (found.below, found.above) == (1, 1)
    assert found.alike == 5
    assert not found.league, "five of seven could stand at any of five places"


def test_branches_that_all_differ_get_ranks_with_their_range():
    found = compared([-1.5, -0.8, -0.1, 0.6], each=300)
    assert found.league
    assert found.frame["rank"].idxmin() == 3
    assert found.frame["rank"].idxmax() == 0
    assert (found.frame["rank_lo"] <= found.frame["rank"].round()).all()


def test_branches_that_are_alike_are_called_so_and_get_no_league_table():
    found = compared([-0.4] * 12, each=40, seed=8)
    assert found.judged == found.alike == 12
    assert (found.above, found.below) == (0, 0)
    assert not found.league
    assert found.frame[["rank", "rank_lo", "rank_hi"]].isna().all(axis=None)
    assert set(found.frame["status"]) == {BranchStatus.IN_LINE}


def test_among_many_branches_one_far_away_stands_outside_the_funnel():
    found = compared([-2.5, *[-0.4] * 29], each=60)
    assert found.frame["signal"].tolist() == [FunnelSignal.BELOW, *[FunnelSignal.INSIDE] * 29]


def test_every_branch_judged_is_alike_or_differs():
    found = compared([-1.5, -0.4, -0.3, -0.4, 0.9, -0.4, -0.2, -0.5])
    outside = found.frame["signal"].isin([FunnelSignal.ABOVE, FunnelSignal.BELOW])
    sure = ~found.frame["status"].isin([BranchStatus.IN_LINE])
    assert found.alike == found.judged - int((outside | sure).sum())


def test_a_branch_filter_chooses_what_is_shown_and_nothing_else():
    e, p, where = planted([-1.0, -0.3, 0.1, -0.4])
    there = books(cube(e, p, branch=where))
    whole, some = branches(there, View(NOW)), branches(there, View(NOW, branches=(2, 3)))
    assert some.frame["selected"].tolist() == [False, True, True, False]
    assert whole.frame["selected"].all()
    assert some.frame.drop(columns="selected").equals(whole.frame.drop(columns="selected"))
    assert (some.centre, some.alike, some.compared) == (whole.centre, whole.alike, whole.compared)


def test_channels_choose_what_is_measured():
    e, p, where = planted([-1.0, -0.3, 0.1])
    channel = np.arange(len(where)) // 3 % 2 + 1
    there = books(cube(e, p, branch=where, channel=channel), institution(3))
    found = branches(there, View(NOW, channels=(2,))).frame
    for b in (1, 2, 3):
        here = (where == b) & (channel == 2)
        n, r, _ = by_hand(e[here], p[here])
        row = found[found["branch"] == b].iloc[0]
        assert (row["n"], row["value"]) == (n, pytest.approx(r))


def small_branch(flip=False):
    """Six people at branch 1, plenty elsewhere; `flip` turns what the six said."""
    e, p = answers(11, 300)
    if flip:
        p[:6] = 8 - p[:6]
    where = np.where(np.arange(300) < 6, 1, np.arange(300) % 4 + 2)
    return books(cube(e, p, branch=where), institution(5))


@pytest.mark.parametrize("touchpoint", [0, 102])
def test_a_hidden_branch_tells_no_number(touchpoint):
    found = branches(small_branch(), View(NOW), touchpoint).frame
    unseen = found[found["why_hidden"] != "no"]
    assert set(unseen["why_hidden"]) == {"few", "protected"}
    assert unseen[NUMBERS].isna().all(axis=None)
    assert (unseen["n"] == 0).all()
    assert (unseen[["status", "signal"]] == "").all(axis=None)


@pytest.mark.parametrize("touchpoint", [0, 102])
def test_what_the_few_said_moves_nothing_that_is_shown(touchpoint):
    """Otherwise the network mean or the fair scores of the others would tell it."""
    one, two = (branches(small_branch(flip), View(NOW), touchpoint) for flip in (False, True))
    assert one.compared == 3
    for name in ("centre", "alike", "above", "below", "judged", "strata"):
        assert getattr(one, name) == getattr(two, name), name
    if touchpoint == 0:
        assert one.frame.equals(two.frame)
        assert one.limits.equals(two.limits)
    numbers = ["value", "fair", "fair_lo", "fair_hi", "rank", "moved"]
    assert one.frame[numbers].equals(two.frame[numbers])


def test_a_branch_with_too_few_answers_for_a_verdict_gets_none():
    e, p, where = planted([-2.0, -0.3, -0.3, -0.3], each=60)
    keep = (where != 1) | (np.arange(len(where)) < 60)
    told = cube(e[keep], p[keep], branch=where[keep])
    found = branches(books(told, rules=Thresholds(n_status=40)), View(NOW))
    first = found.frame.iloc[0]
    assert first["n"] == 15
    assert first["status"] == BranchStatus.TOO_FEW
    assert first["signal"] == ""
    assert found.judged == 3
    assert found.compared == 4


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_branches_have_their_intervals_and_no_comparison(count):
    e, p = answers(4, 90)
    found = branches(books(cube(e, p, branch=dealt(90, count)), institution(count)), View(NOW))
    assert found.frame[["value", "lo", "hi"]].notna().all(axis=None)
    assert (found.compared, found.judged, found.alike) == (0, 0, 0)
    assert found.frame[["fair", "fair_lo", "fair_hi", "rank", "moved"]].isna().all(axis=None)
    assert (found.frame[["status", "signal"]] == "").all(axis=None)
    assert np.isnan(found.centre)
    assert found.limits.empty
    assert not found.league
    assert found.by == ()


def test_two_that_are_left_beside_hidden_ones_are_not_compared():
    e, p = answers(4, 200)
    where = np.where(np.arange(200) < 4, 1, np.where(np.arange(200) < 30, 2, np.arange(200) % 2 + 3))
    found = branches(books(cube(e, p, branch=where)), View(NOW))
    assert (found.frame["why_hidden"] == "no").sum() == 2
    assert found.compared == 0


@pytest.mark.parametrize("touchpoint", [0, 101])
def test_perception_alone_is_compared_on_its_own_scale(touchpoint):
    p = np.clip(answers(3, 400)[1], 1, 7)
    p[::4] = np.clip(p[::4] - 2, 1, 7)
    where = dealt(400, 4)
    found = branches(books(cube(None, p, branch=where)), View(NOW), touchpoint)
    assert not found.signed
    for b in range(1, 5):
        mean = p[where == b].mean() if touchpoint == 0 else p[where == b, 0].mean()
        assert found.frame.loc[found.frame["branch"] == b, "value"].iloc[0] == pytest.approx(mean)
    assert found.frame["fair"].between(1, 7).all()
    assert found.frame["status"].iloc[0] == BranchStatus.BELOW
    assert 1 < found.centre < 7


def test_everybody_saying_the_same_is_no_certainty():
    e = np.full((120, 3), 6.0)
    p = np.full((120, 3), 5.0)
    p[::3] = 4.0
    found = branches(books(cube(e, p, branch=dealt(120, 3)), institution(3)), View(NOW))
    assert found.frame["value"].tolist() == pytest.approx([-2, -1, -1])
    assert (found.frame["lo"] < found.frame["value"]).all()
    assert (found.frame["hi"] > found.frame["value"]).all()
    assert np.isfinite(found.frame[["fair", "fair_lo", "fair_hi"]]).all(axis=None)


@pytest.mark.parametrize("touchpoint", [0, 101])
def test_scales_that_differ_are_compared_in_percent(touchpoint):
    e, p = answers(7, 200)
    other_e, other_p = answers(8, 200, scale=FIVE)
    told = Cube.join(
        [
            cube(e, p, branch=dealt(200, 4), scale=SEVEN),
            cube(other_e, other_p, branch=dealt(200, 4), scale=FIVE),
        ]
    )
    found = branches(books(told), View(NOW), touchpoint)
    assert found.unit.scale is None
    here, there = (dealt(200, 4) == 2 for _ in range(2))
    gaps = np.concatenate(
        [
            ((p - e)[here] if touchpoint == 0 else (p - e)[here, :1]).ravel() * 100 / 6,
            ((other_p - other_e)[there] if touchpoint == 0 else (other_p - other_e)[there, :1]).ravel() * 25,
        ]
    )
    assert found.frame.loc[found.frame["branch"] == 2, "value"].iloc[0] == pytest.approx(gaps.mean())


@pytest.mark.parametrize("touchpoint", [0, 101, 999])
def test_nobody_answered_is_a_state_of_its_own(touchpoint):
    found = branches(books(Cube.empty()), View(NOW), touchpoint)
    assert set(found.frame["why_hidden"]) == {"none"}
    assert found.frame[NUMBERS].isna().all(axis=None)
    assert (found.judged, found.compared) == (0, 0)


def test_a_branch_without_answers_is_left_out():
    e, p, where = planted([-1.0, -0.3, 0.1])
    found = branches(books(cube(e, p, branch=where), institution(4)), View(NOW))
    assert found.compared == 3
    assert found.frame["why_hidden"].tolist() == ["no", "no", "no", "none"]


@st.composite
def surveys(draw):
    people, count = draw(st.integers(0, 260)), draw(st.integers(1, 6))
    seed = draw(st.integers(0, 99))
    dice = np.random.default_rng(seed)
    e, p = answers(seed, people, missing=draw(st.sampled_from([0.0, 0.4])))
    if draw(st.booleans()):
        p[:] = 4
    if draw(st.booleans()) and people:
        e[:] = np.nan
    where = dice.choice(count, people, p=dice.dirichlet(np.ones(count))) + 1
    channel = dice.integers(1, 3, people)
    return cube(e, p, branch=where, channel=channel), institution(count)


@given(surveys(), st.sampled_from([0, 101, 103]))
@settings(max_examples=examples(60), deadline=None)
def test_nothing_infinite_nothing_hidden_and_every_score_between_its_ends(survey, touchpoint):
    told, bank = survey
    found = branches(books(told, bank), View(NOW), touchpoint)
    frame, shown = found.frame, found.frame["why_hidden"] == "no"
    assert not np.isinf(frame[NUMBERS].to_numpy(float)).any()
    assert frame.loc[~shown, NUMBERS].isna().all(axis=None)
    assert (frame.loc[shown, "n"] >= 10).all()
    assert (frame.loc[shown, "lo"] <= frame.loc[shown, "value"] + 1e-9).all()
    assert (frame.loc[shown, "hi"] >= frame.loc[shown, "value"] - 1e-9).all()
    assert found.alike + found.above + found.below <= found.judged <= found.compared
    assert found.compared in (0, shown.sum())
    if found.compared:
        assert (
            frame.loc[shown, "value"].min() - 1e-9 <= found.centre <= frame.loc[shown, "value"].max() + 1e-9
        )
    assert set(frame.loc[shown, "status"]) <= ({str(s) for s in BranchStatus} if found.compared else {""})


def test_asking_again_with_other_branches_does_not_compare_anew(monkeypatch):
    there = books(cube(*answers(1, 200), branch=dealt(200, 4)))
    first = branches(there, View(NOW))
    monkeypatch.setattr("mot.analysis.branches.shrink", None)
    again = branches(there, View(NOW, branches=(1,)))
    assert replace(again, frame=first.frame).centre == first.centre
