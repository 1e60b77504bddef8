"""The institution's own figures month by month: shares with Wilson's interval, counts without."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from scipy.stats import norm

from mot.analysis.books import Books
from mot.analysis.figure_trends import Better, better, figure_trends
from mot.analysis.judging import Standing
from mot.analysis.outcomes import Kind
from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, Cube, Tallies, View
from mot.domain.packs import PACKS, load_pack
from mot.domain.survey import Label, Name
from mot.domain.thresholds import Thresholds
from mot.stats.monitoring import Signal, TrendState
from mot.stats.proportions_over_time import laney_p
from tests.analysis.month_samples import LATER, MONTHS, VIEW
from tests.analysis.survey_maker import NOW, institution

BANK = dataclasses.replace(
    institution(),
    figures=(
        Label(7, "complaints", Name("投诉率", "Complaint rate")),
        Label(8, "transactions", Name("交易量", "Transactions")),
        Label(9, "proposals", Name("方案接受率", "Acceptance rate")),
    ),
)


def told(rows) -> Books:
    """Rows: month, branch, figure, numerator, denominator."""
    columns = np.array(list(rows), dtype=np.int64).reshape(-1, 5).T
    numbers = dict(zip((*FIGURE_KEYS, *FIGURE_SUMS), columns, strict=True))
    figures = Tallies({k: numbers[k] for k in FIGURE_KEYS}, {k: numbers[k] for k in FIGURE_SUMS})
    return Books(1, BANK, Thresholds(), dataclasses.replace(Cube.empty(), figures=figures))


def rates(
    *, last: int | None = None, months=MONTHS, branches=(1, 2), figure: int = 7, n: int = 2000, seed: int = 1
):
    """Complaints out of `n` cases at every branch and month, about one in a hundred; `last` in the last month."""
    rng = np.random.default_rng(seed)
    for at, month in enumerate(months):
        for branch in branches:
            events = last if last is not None and at == len(months) - 1 else rng.binomial(n, 0.01)
            yield month, branch, figure, events, n


def test_a_rate_adds_up_over_branches_with_wilsons_interval():
    rows = list(rates())
    (found,) = figure_trends(told(rows), VIEW, LATER)
    events = np.array([sum(r[3] for r in rows if r[0] == m) for m in MONTHS])
    n, p, z = 4000, events / 4000, norm.ppf(0.975)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    np.testing.assert_allclose(found.frame["value"], p)
    np.testing.assert_allclose(found.frame["lo"], centre - half)
    np.testing.assert_allclose(found.frame["hi"], centre + half)
    assert (found.frame["n"] == n).all()
    assert (found.frame["places"] == 2).all()
    assert (found.kind, found.better, found.baseline) == (Kind.SHARE, Better.LOW, 12)


def test_the_limits_are_laneys_and_never_narrower():
    rows = list(rates())
    (found,) = figure_trends(told(rows), VIEW, LATER)
    plain = laney_p([sum(r[3] for r in rows if r[0] == m) for m in MONTHS], [4000] * 24)
    assert found.centre == pytest.approx(float(plain.centre))
    floor = 3 * np.sqrt(found.centre * (1 - found.centre) / 4000)
    wide = found.frame["upper"] - found.centre
    assert (wide >= max(1.0, float(plain.sigma_z)) * floor * 0.999).all()
    assert (wide < 2 * max(1.0, float(plain.sigma_z)) * floor).all()
    assert (found.frame["lower"] >= 0).all()


def test_a_month_of_many_complaints_is_named():
    (found,) = figure_trends(told(rates(last=80)), VIEW, LATER)
    assert (found.standing, found.sure) == (Standing.HIGH, True)
    assert found.frame["signal"].iloc[-1] == Signal.HIGH
    (running,) = figure_trends(told(rates(last=80)), VIEW, dt.date(2026, 9, 3))
    assert running.standing is Standing.NORMAL
    assert running.frame["running"].tolist() == [False] * 23 + [True]


def test_one_branch_is_its_own_chart():
    rows = [*rates(branches=(1,)), *rates(branches=(2,), last=90, seed=2)]
    (one,) = figure_trends(told(rows), VIEW, LATER, 1)
    (two,) = figure_trends(told(rows), VIEW, LATER, 2)
    assert (one.standing, two.standing) == (Standing.NORMAL, Standing.HIGH)
    assert (two.frame["n"] == 2000).all()
    (chosen,) = figure_trends(told(rows), View(NOW, branches=(1,)), LATER)
    np.testing.assert_array_equal(chosen.frame["value"], one.frame["value"])
    assert figure_trends(told(rows), View(NOW, branches=(1,)), LATER, 2) == (), "outside the selection"
    assert figure_trends(told(rows), VIEW, LATER, 99) == ()


def test_a_count_has_neither_interval_nor_limits():
    rows = [(m, b, 8, 900 + b, 0) for m in MONTHS for b in (1, 2) if (m, b) != (202609, 2)]
    (found,) = figure_trends(told(rows), VIEW, LATER)
    assert (found.kind, found.better) == (Kind.COUNT, Better.UNKNOWN)
    assert found.frame["value"].tolist() == [1803] * 23 + [901]
    assert found.frame["places"].tolist() == [2] * 23 + [1]
    assert found.frame[["lo", "hi", "lower", "upper"]].isna().all(axis=None)
    assert found.state is TrendState.NO_DATA


def test_months_without_figures_are_gaps_and_few_months_no_history():
    rows = [r for r in rates() if r[0] not in (MONTHS[5], MONTHS[6])]
    (found,) = figure_trends(told(rows), VIEW, LATER)
    assert found.frame["value"].isna().tolist() == [at in (5, 6) for at in range(24)]
    assert found.frame["month"].tolist() == list(MONTHS)
    (short,) = figure_trends(told(rates(months=MONTHS[-7:])), VIEW, LATER)
    assert (short.state, short.standing) == (TrendState.NOT_ENOUGH_HISTORY, Standing.HISTORY)
    assert short.frame["lo"].notna().all()
    assert short.frame["upper"].isna().all()


def test_a_figure_that_never_happens_has_no_limits():
    (found,) = figure_trends(told((m, 1, 7, 0, 500) for m in MONTHS), VIEW, LATER)
    assert found.standing is Standing.NO_VARIATION
    assert (found.frame["value"] == 0).all()
    assert (found.frame["hi"] > 0).all()


def test_a_month_of_a_handful_of_cases_is_shown_but_not_judged():
    rows = [*rates(months=MONTHS[:23], figure=9), (202609, 1, 9, 3, 3)]
    (found,) = figure_trends(told(rows), VIEW, LATER)
    last = found.frame.iloc[-1]
    assert (last["value"], last["tested"], last["signal"]) == (1.0, False, "none")


def test_a_rate_that_some_report_as_a_count_is_a_rate_of_the_others():
    rows = [*rates(branches=(1,)), *((m, 2, 7, 500, 0) for m in MONTHS)]
    (found,) = figure_trends(told(rows), VIEW, LATER)
    assert found.kind is Kind.SHARE
    assert (found.frame["n"] == 2000).all()
    assert (found.frame["value"] < 0.05).all()


def test_a_baseline_begun_anew_and_several_figures_at_once():
    rows = [*rates(), *rates(figure=9, n=400), *((m, 1, 8, 5, 0) for m in MONTHS)]
    found = figure_trends(told(rows), VIEW, LATER, baseline_from=MONTHS[9])
    assert [one.code for one in found] == ["complaints", "transactions", "proposals"]
    assert not found[0].frame["in_baseline"].iloc[:9].any()
    assert found[0].restarts == MONTHS


def test_without_figures_there_are_none():
    assert figure_trends(told([]), VIEW, LATER) == ()
    assert figure_trends(told([(202001, 1, 7, 1, 100)]), VIEW, LATER) == ()


def test_of_every_usual_figure_it_is_known_which_way_is_good():
    usual = {figure.code for industry in PACKS for figure in load_pack(industry).figures}
    counts = {"transactions", "visits", "guests"}
    assert {code for code in usual if better(code) is Better.UNKNOWN} == counts
    assert better("returned_dishes") is Better.LOW
    assert better("something_of_ours") is Better.UNKNOWN
