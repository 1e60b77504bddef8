"""The mean over all touchpoints counts people, and a movement is named only when it is certain."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from mot.analysis.gaps import GapTable
from mot.analysis.lens import quarters_of, rollups
from mot.analysis.overview import table
from mot.analysis.trends import movements, overall
from mot.analysis.units import Unit, of_one_scale
from mot.domain.cube import Cube, View
from mot.domain.survey import Measure
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import NOW, SEVEN, answers, books, cube

RULES = Thresholds()
UNIT = of_one_scale(SEVEN)


def judged(gaps, se, *, n=100, unit=UNIT) -> GapTable:
    size = len(gaps)
    frame = pd.DataFrame(
        {
            "touchpoint": np.arange(101, 101 + size),
            "n": np.broadcast_to(n, size),
            "gap": np.asarray(gaps, dtype=float),
            "se": np.broadcast_to(np.asarray(se, dtype=float), size),
            "df": 1e6,
        }
    )
    return GapTable(frame, unit, size, True)


def test_the_overall_gap_counts_people_not_ratings():
    e, p = answers(1, 60, 5, missing=0.4, shift=-0.5)
    view = View(NOW)
    tallies, unit = rollups(books(cube(e, p)), view, Measure.GAP)
    found = overall(tallies, unit, quarters_of(view), RULES, Measure.GAP).iloc[-1]
    g = p - e
    k = (~np.isnan(g)).sum(axis=1)
    s = np.nansum(g, axis=1)
    s, k = s[k > 0], k[k > 0]
    n, mean = len(k), s.sum() / k.sum()
    se = np.sqrt(n / (n - 1) * ((s - mean * k) ** 2).sum()) / k.sum()
    assert found["n"] == n
    assert found["mean"] == pytest.approx(mean, abs=1e-12)
    assert found["se"] == pytest.approx(se, rel=1e-9)
    assert found["lo"] == pytest.approx(mean - stats.t.ppf(0.975, n - 1) * se, rel=1e-9)


def test_quarters_come_in_order_across_the_year_and_few_people_are_hidden():
    sizes = {NOW.shifted(-3): 30, NOW.shifted(-2): 9, NOW: 40}
    whole = Cube.join(cube(*answers(i, n), quarter=q) for i, (q, n) in enumerate(sizes.items()))
    view = View(NOW)
    tallies, unit = rollups(books(whole), view, Measure.GAP)
    found = overall(tallies, unit, quarters_of(view), RULES, Measure.GAP)
    assert found["quarter"].tolist()[-4:] == ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    assert found["n"].tolist()[-4:] == [30, 9, 0, 40]
    assert found["mean"].notna().tolist()[-4:] == [True, False, False, True]


def test_what_is_hidden_stays_hidden():
    view = View(NOW)
    tallies, unit = rollups(books(cube(*answers(1, 50))), view, Measure.GAP)
    hidden = [False] * 7 + [True]
    found = overall(tallies, unit, quarters_of(view), RULES, Measure.GAP, hidden=hidden).iloc[-1]
    assert found[["mean", "se", "df", "lo", "hi"]].isna().all()


def test_a_movement_is_the_welch_difference_of_two_quarters():
    (e0, p0), (e1, p1) = answers(1, 80), answers(2, 60, shift=-1.0)
    both = Cube.join([cube(e0, p0, quarter=NOW.previous), cube(e1, p1)])
    before, now = (table(books(both), View(NOW), q) for q in (NOW.previous, NOW))
    found = movements(now, before, RULES)
    for i, row in found.iterrows():
        a, b = (p0 - e0)[:, i], (p1 - e1)[:, i]
        wanted = stats.ttest_ind(b, a, equal_var=False).confidence_interval(0.95)
        assert row["change"] == pytest.approx(b.mean() - a.mean())
        assert (row["lo"], row["hi"]) == (pytest.approx(wanted.low), pytest.approx(wanted.high))
        assert (row["n_before"], row["n"]) == (80, 60)
        assert row["clear"]


def test_the_largest_of_ten_idle_touchpoints_does_not_cry_wolf():
    """One p of .04 among ten is luck: its own interval excludes 0, and still it is not clear."""
    z = stats.norm.ppf(1 - 0.04 / 2)
    found = movements(judged([z, *[0.0] * 9], np.sqrt(0.5)), judged([0.0] * 10, np.sqrt(0.5)), RULES)
    assert found.loc[0, "lo"] > 0
    assert not found["clear"].any()
    alone = movements(judged([z], np.sqrt(0.5)), judged([0.0], np.sqrt(0.5)), RULES)
    assert alone["clear"].all()


def test_many_moving_together_are_believed():
    z = stats.norm.ppf(1 - 0.04 / 2)
    assert movements(judged([z] * 10, np.sqrt(0.5)), judged([0.0] * 10, np.sqrt(0.5)), RULES)["clear"].all()


def test_a_handful_of_answers_is_never_a_clear_movement():
    rules = Thresholds(n_suppress=5)
    found = movements(judged([3.0], 0.1, n=7), judged([0.0], 0.1, n=90), rules)
    assert not found["clear"].any()


def test_a_touchpoint_without_a_gap_in_both_quarters_has_no_movement():
    found = movements(judged([1.0, np.nan], 0.1), judged([np.nan, 1.0], 0.1), RULES)
    assert found.empty
    assert found["clear"].dtype == bool


def test_gaps_in_different_units_are_not_subtracted():
    with pytest.raises(ValueError, match="different units"):
        movements(judged([1.0], 0.1), judged([1.0], 0.1, unit=Unit(0, 12, 100 / 12, None)), RULES)
