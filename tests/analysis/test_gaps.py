"""The gap table against the raw answers, and what it says when there is little or no expectation."""

import numpy as np
import pytest
from scipy import stats

from mot.analysis.overview import table
from mot.domain.cube import Cube, View
from mot.domain.thresholds import Thresholds
from mot.stats.multiplicity import Status
from tests.analysis.survey_maker import FIVE, NOW, SEVEN, answers, books, cube, institution

RULES = Thresholds()


def gaps(whole, view=None, *, bank=None, rules=RULES):
    return table(books(whole, bank, rules), view or View(NOW), NOW)


def test_with_thirty_answers_it_is_the_paired_t_test():
    e, p = answers(1, 90, shift=[-1.0, -0.2, 0.3], missing=0.15)
    found = gaps(cube(e, p, branch=np.arange(90) % 4 + 1))
    for i, row in found.frame.iterrows():
        pair = ~np.isnan(e[:, i] + p[:, i])
        wanted = stats.ttest_rel(p[pair, i], e[pair, i])
        lo, hi = wanted.confidence_interval(0.95)
        assert row["n"] == pair.sum()
        assert row["gap"] == pytest.approx((p - e)[pair, i].mean(), abs=1e-9)
        assert row["lo"] == pytest.approx(lo, abs=1e-9)
        assert row["hi"] == pytest.approx(hi, abs=1e-9)
        assert row["df"] == wanted.df
        assert row["below"] + row["equal"] + row["above"] == pytest.approx(1)
        assert row["below"] == pytest.approx((p < e)[pair, i].mean())
        assert row["perception"] - row["expectation"] == pytest.approx(row["gap"])


def test_a_small_sample_borrows_the_usual_variance_of_its_touchpoint():
    e, p = answers(2, 75, 1)
    branch = np.where(np.arange(75) < 15, 1, 2)
    found = gaps(cube(e, p, branch=branch), View(NOW, branches=(1,)), bank=institution(2, 1))
    row = found.frame.iloc[0]
    g = (p - e)[:, 0]
    here, there = g[branch == 1], g[branch == 2]
    pooled = (14 * here.var(ddof=1) + 59 * there.var(ddof=1)) / (14 + 59)
    usual = max(pooled, 0.3**2)
    se = np.sqrt((14 * here.var(ddof=1) + 4 * usual) / 18 / 15)
    half = stats.t.ppf(0.975, 18) * se
    assert row["base"] == "small"
    assert row["df"] == 18
    assert row["lo"] == pytest.approx(here.mean() - half, abs=1e-9)
    assert row["hi"] == pytest.approx(here.mean() + half, abs=1e-9)


def test_equal_gaps_are_no_certainty():
    found = gaps(cube(np.full((50, 1), 6.0), np.full((50, 1), 5.0)), bank=institution(1, 1))
    row = found.frame.iloc[0]
    assert row["gap"] == -1
    assert row["lo"] < -1 < row["hi"]
    assert row["status"] == Status.WEAK


def test_fewer_than_the_least_are_hidden_with_every_number():
    e, p = answers(3, 60)
    p[9:, 1] = np.nan
    found = gaps(cube(e, p)).frame
    assert found.loc[1, "hidden"]
    assert found.loc[1, "status"] == Status.SUPPRESSED
    assert found.loc[1, ["gap", "perception", "lo", "hi", "below", "ceiling"]].isna().all()


def test_nobody_answered_is_said_as_such():
    found = gaps(Cube.empty())
    assert found.paired
    assert found.tested == 0
    assert (found.frame["status"] == Status.NO_RESPONSES).all()
    assert not found.frame["hidden"].any()


def test_perceptions_alone_are_shown_and_never_as_a_gap():
    _, p = answers(4, 60, missing=0.1)
    found = gaps(cube(None, p))
    assert not found.paired
    assert found.tested == 0
    assert found.frame["gap"].isna().all()
    assert (found.frame["status"] == Status.PERCEPTION_ONLY).all()
    for i, row in found.frame.iterrows():
        rated = p[~np.isnan(p[:, i]), i]
        lo, hi = stats.t.interval(0.95, len(rated) - 1, rated.mean(), stats.sem(rated))
        assert row["perception"] == pytest.approx(rated.mean())
        assert (row["lo"], row["hi"]) == (pytest.approx(lo), pytest.approx(hi))


def test_one_touchpoint_without_expectations_among_others_keeps_its_perception():
    e, p = answers(5, 60)
    e[:, 1] = np.nan
    found = gaps(cube(e, p))
    row = found.frame.loc[1]
    assert found.paired
    assert found.tested == 2
    assert row["perception"] == pytest.approx(p[:, 1].mean())
    assert row["status"] == Status.PERCEPTION_ONLY
    assert not row["hidden"]
    assert np.isnan(row["gap"])


def test_flagged_answers_do_not_count():
    e, p = answers(6, 80)
    flagged = (np.arange(80) < 30).astype(int)
    assert gaps(cube(e, p, quality=flagged)).frame["n"].tolist() == [50, 50, 50]


def test_mixed_scales_are_shown_in_percent():
    (e7, p7), (e5, p5) = answers(7, 60), answers(8, 50, scale=FIVE)
    found = gaps(Cube.join([cube(e7, p7, scale=SEVEN), cube(e5, p5, scale=FIVE, branch=2)]))
    assert found.unit.scale is None
    wanted = np.vstack([(p7 - e7) * 100 / 6, (p5 - e5) * 100 / 4])
    np.testing.assert_allclose(found.frame["gap"], wanted.mean(axis=0), rtol=1e-12)
    lo, hi = stats.ttest_1samp(wanted, 0).confidence_interval(0.95)
    np.testing.assert_allclose(found.frame["lo"], lo, rtol=1e-9)
    np.testing.assert_allclose(found.frame["hi"], hi, rtol=1e-9)


def test_the_unit_does_not_change_with_the_quarter_looked_at():
    old = cube(*answers(7, 60), quarter=NOW.previous, scale=SEVEN)
    new = cube(*answers(8, 50, scale=FIVE), scale=FIVE)
    both = Cube.join([old, new])
    tables = [table(books(both), View(NOW), q) for q in (NOW.previous, NOW)]
    assert tables[0].unit == tables[1].unit
    assert tables[0].unit.scale is None


def test_verdicts_follow_the_table_of_the_method():
    shift = [-1.2, 0.9, 0.0, -0.15]
    e, p = answers(9, 800, 4, shift=shift)
    e = np.minimum(e, 5)
    p = np.clip(np.round(e + np.random.default_rng(1).normal(shift, 0.8, e.shape)), 1, 7)
    found = gaps(cube(e, p), bank=institution(1, 4)).frame
    assert found["status"].tolist() == [Status.WEAK, Status.DELIGHT, Status.MEETS, Status.MEETS]


@pytest.mark.parametrize(
    "rules",
    [Thresholds(n_suppress=50), Thresholds(n_status=60), Thresholds(n_suppress=5, n_status=100, n_plain=10)],
)
def test_limits_may_be_set_in_any_order(rules):
    whole = cube(*answers(1, 55), branch=np.arange(55) % 2 + 1)
    found = gaps(whole, rules=rules).frame
    assert found["gap"].notna().all()
    assert (found["status"] == Status.TOO_FEW).all() == (rules.n_status > 55)


def test_a_gap_never_counts_as_weak_when_it_is_not_below():
    for seed in range(5):
        found = gaps(cube(*answers(seed, 40, 3, shift=0.4))).frame
        above = found[found["gap"] >= 0]
        assert not above["status"].isin([Status.WEAK, Status.LIKELY_WEAK, Status.SLIGHTLY_BELOW]).any()
