"""Recommendation, satisfaction and the institution's own figures, quarter by quarter."""

import dataclasses

import numpy as np
import pytest
from scipy.stats import norm

from mot.analysis.books import Books
from mot.analysis.outcomes import NPS, TOP_BOX, Kind, outcomes
from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, OUTCOME_KEYS, OUTCOME_SUMS, Cube, Tallies, View
from mot.domain.survey import Label, Name
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import NOW, institution

BANK = dataclasses.replace(
    institution(),
    figures=(
        Label(7, "complaints", Name("投诉率", "Complaints")),
        Label(8, "transactions", Name("交易", "T")),
    ),
)


def told(rows=(), figures=()) -> Books:
    """Rows: month, branch, responses asked, top answers, promoters, passives, detractors."""
    keys = {k: np.zeros(len(rows), dtype=np.int64) for k in OUTCOME_KEYS}
    sums = {k: np.zeros(len(rows), dtype=np.int64) for k in OUTCOME_SUMS}
    for i, (month, branch, n, top, up, flat, down) in enumerate(rows):
        keys["month"][i], keys["branch"][i] = month, branch
        for name, value in (("responses", n), ("osat_n", n), ("osat_top", top), ("promoters", up), ("passives", flat),
                            ("detractors", down)):  # fmt: skip
            sums[name][i] = value
    columns = list(zip(*figures, strict=True)) or [()] * 5
    numbers = {
        c: np.array(v, dtype=np.int64) for c, v in zip((*FIGURE_KEYS, *FIGURE_SUMS), columns, strict=True)
    }
    cube = dataclasses.replace(
        Cube.empty(),
        outcomes=Tallies(keys, sums),
        figures=Tallies({k: numbers[k] for k in FIGURE_KEYS}, {k: numbers[k] for k in FIGURE_SUMS}),
    )
    return Books(1, BANK, Thresholds(), cube)


FULL = [(202607, b, 100, 40, 50, 30, 20) for b in (1, 2, 3, 4)]


def test_satisfaction_is_the_share_of_the_top_answer_with_wilsons_interval():
    (said,) = [x for x in outcomes(told(FULL), View(NOW)) if x.code == TOP_BOX]
    last = said.frame.iloc[-1]
    n, p, z = 400, 0.4, norm.ppf(0.975)
    centre, half = (
        (p + z**2 / (2 * n)) / (1 + z**2 / n),
        z * np.sqrt(p * 0.6 / n + z**2 / (4 * n**2)) / (1 + z**2 / n),
    )
    np.testing.assert_allclose(last[["value", "lo", "hi"]].astype(float), [p, centre - half, centre + half])
    assert last["n"] == n


def test_recommendation_is_promoters_less_detractors():
    (said,) = [x for x in outcomes(told(FULL), View(NOW, branches=(1, 2))) if x.code == NPS]
    assert said.frame["value"].iloc[-1] == pytest.approx(30)
    assert said.frame["n"].iloc[-1] == 200
    assert said.frame["lo"].iloc[-1] < 30 < said.frame["hi"].iloc[-1]


def test_what_was_not_asked_is_not_there():
    assert outcomes(told(), View(NOW)) == ()
    asked = [(202607, 1, 50, 20, 0, 0, 0)]
    assert [x.code for x in outcomes(told(asked), View(NOW))] == [TOP_BOX]


def test_a_small_branch_is_hidden_and_cannot_be_worked_out_from_the_others():
    rows = [*FULL[:3], (202607, 4, 4, 4, 4, 0, 0)]
    alone = outcomes(told(rows), View(NOW, branches=(4,)))
    assert len(alone) == 2
    assert all(x.frame["value"].isna().all() for x in alone)
    whole = outcomes(told(rows), View(NOW))
    rest = outcomes(told(rows), View(NOW, branches=(1, 2, 3)))
    for one, other in zip(whole, rest, strict=True):
        assert np.isnan(one.frame["value"].iloc[-1]) or np.isnan(other.frame["value"].iloc[-1])


def test_a_change_is_clear_only_when_its_interval_excludes_none():
    before = [(202604, b, 100, 40, 50, 30, 20) for b in (1, 2)]
    little = [(202607, b, 100, 43, 52, 30, 18) for b in (1, 2)]
    much = [(202607, b, 100, 80, 90, 5, 5) for b in (1, 2)]
    assert not any(x.clear for x in outcomes(told([*before, *little]), View(NOW)))
    assert all(x.clear for x in outcomes(told([*before, *much]), View(NOW)))


def test_figures_add_up_over_months_and_branches_and_counts_have_no_interval():
    figures = [
        (202607, 1, 7, 3, 1000),
        (202608, 1, 7, 5, 1500),
        (202607, 2, 7, 2, 500),
        (202607, 1, 8, 900, 0),
    ]
    rate, count = outcomes(told(figures=figures), View(NOW))
    assert (rate.kind, count.kind) == (Kind.SHARE, Kind.COUNT)
    assert rate.frame["value"].iloc[-1] == pytest.approx(10 / 3000)
    assert rate.frame["n"].iloc[-1] == 3000
    assert count.frame["value"].iloc[-1] == 900
    assert np.isnan(count.frame["lo"].iloc[-1])
    (only,) = [x for x in outcomes(told(figures=figures), View(NOW, branches=(2,))) if x.code == "complaints"]
    assert only.frame["value"].iloc[-1] == pytest.approx(2 / 500)


def test_a_quarter_without_figures_is_a_gap():
    (rate,) = outcomes(told(figures=[(202604, 1, 7, 3, 1000)]), View(NOW))
    assert np.isnan(rate.frame["value"].iloc[-1])
    assert rate.frame["value"].iloc[-2] == pytest.approx(0.003)
    assert not rate.clear


def test_a_channel_of_few_people_is_not_told_by_leaving_it_out():
    rows = [(202607, b, 100, 40, 50, 30, 20) for b in (1, 2, 3, 4)] + [(202607, 1, 4, 4, 4, 0, 0)]
    books = told(rows)
    books.cube.outcomes.keys["channel"][:] = [1, 1, 1, 1, 2]
    shown = {c: outcomes(books, View(NOW, channels=c)) for c in ((), (1,), (2,))}
    value = {c: [x.frame["value"].iloc[-1] for x in found] for c, found in shown.items()}
    assert not np.isnan(value[()]).any()
    assert np.isnan(value[(1,)]).all()
    assert np.isnan(value[(2,)]).all()
