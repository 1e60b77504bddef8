"""Coverage: responses against transactions of the same months, and nothing where one of them is not known."""

from dataclasses import replace

import numpy as np
import pytest

from mot.analysis.branches import branches
from mot.analysis.coverage import coverage
from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, Cube, Tallies, View
from mot.domain.survey import Label, Name
from tests.analysis.survey_maker import NOW, answers, books, cube, institution

FIGURES = (Label(7, "complaints", Name("投诉率")), Label(8, "transactions", Name("业务量")))
BRANCHES = np.array([1, 2, 3, 4])
JULY, AUGUST, SEPTEMBER = NOW.months


def served(*rows):
    """(month, branch, transactions) rows, complaints beside them."""
    table = [(m, b, f, n, d) for m, b, n in rows for f, n, d in ((8, n, 0), (7, 5, n))]
    columns = np.array(table, dtype=np.int64).reshape(-1, 5).T
    return Tallies(
        dict(zip(FIGURE_KEYS, columns[:3], strict=True)), dict(zip(FIGURE_SUMS, columns[3:], strict=True))
    )


def bank_books(figures, people=200, where=None, channel=1, figures_known=FIGURES):
    e, p = answers(1, people)
    told = cube(e, p, branch=np.arange(people) % 4 + 1 if where is None else where, channel=channel)
    with_figures = Cube(told.cells, told.rollups, told.moments, told.outcomes, figures)
    return books(with_figures, replace(institution(), figures=figures_known))


def test_coverage_is_responses_by_transactions():
    """Everybody of these surveys answers in the last month of the quarter."""
    rows = [(m, b, 1000 * b) for m in NOW.months for b in (1, 2, 3, 4)]
    found = coverage(bank_books(served(*rows)), NOW, BRANCHES)
    assert found.imported
    assert found.responses.tolist() == [50] * 4
    assert found.transactions.tolist() == [3000, 6000, 9000, 12000]
    np.testing.assert_allclose(found.share, 50 / found.transactions)


def test_a_month_with_answers_and_without_transactions_makes_it_unknown():
    found = coverage(
        bank_books(served((JULY, 1, 500), (SEPTEMBER, 2, 400), (SEPTEMBER, 3, 0))), NOW, BRANCHES
    )
    assert np.isnan(found.share[[0, 2, 3]]).all()
    assert np.isnan(found.responses[[0, 2, 3]]).all()
    assert found.share[1] == pytest.approx(50 / 400)


def test_other_quarters_and_other_figures_do_not_count():
    earlier = served((202606, 1, 900))
    found = coverage(bank_books(earlier), NOW, BRANCHES)
    assert not found.imported
    assert np.isnan(found.share).all()
    complaints = bank_books(served((SEPTEMBER, 1, 900)), figures_known=FIGURES[:1])
    assert not coverage(complaints, NOW, BRANCHES).imported


def test_no_figures_at_all_is_no_coverage():
    found = branches(books(cube(*answers(1, 200), branch=np.arange(200) % 4 + 1)), View(NOW))
    assert not found.covered
    assert found.frame[["responses", "transactions", "coverage"]].isna().all(axis=None)


def test_all_channels_count_whatever_is_looked_at():
    rows = [(SEPTEMBER, b, 1000) for b in (1, 2, 3, 4)]
    there = bank_books(served(*rows), channel=np.arange(200) // 4 % 2 + 1)
    found = branches(there, View(NOW, channels=(1,))).frame
    assert (found["n"] < 50).all()
    assert (found["responses"] == 50).all()
    np.testing.assert_allclose(found["coverage"], 0.05)


def test_a_hidden_branch_tells_neither_responses_nor_coverage():
    where = np.where(np.arange(200) < 6, 1, np.arange(200) % 3 + 2)
    found = branches(
        bank_books(served(*[(SEPTEMBER, b, 800) for b in (1, 2, 3, 4)]), where=where), View(NOW)
    ).frame
    hidden = found["why_hidden"] != "no"
    assert hidden.sum() == 2
    assert found.loc[hidden, ["responses", "transactions", "coverage"]].isna().all(axis=None)
    assert found.loc[~hidden, "coverage"].notna().all()


def test_a_branch_hidden_over_all_is_hidden_and_uncovered_in_every_channel():
    """Branch 2 protects the small branch 1 over all channels; channel 2, in which branch 1 has nobody, hides alike."""
    where = np.where(np.arange(200) < 6, 1, np.arange(200) % 3 + 2)
    channel = np.where(np.arange(200) < 6, 1, 2)
    there = bank_books(served(*[(SEPTEMBER, b, 800) for b in (1, 2, 3, 4)]), where=where, channel=channel)
    everywhere, of_two = branches(there, View(NOW)).frame, branches(there, View(NOW, channels=(2,))).frame
    protected = everywhere.index[everywhere["why_hidden"] == "protected"]
    assert len(protected) == 1
    assert (of_two.loc[protected, "why_hidden"] == "protected").all()
    assert of_two.loc[protected, "coverage"].isna().all()


def test_coverage_itself_leaves_hidden_branches_out():
    where = np.where(np.arange(200) < 6, 1, np.arange(200) % 3 + 2)
    there = bank_books(served(*[(SEPTEMBER, b, 800) for b in (1, 2, 3, 4)]), where=where)
    hidden = branches(there, View(NOW)).frame["why_hidden"] != "no"
    assert np.isnan(coverage(there, NOW, BRANCHES).responses[hidden]).all()


def test_a_row_that_is_hidden_at_one_touchpoint_tells_nothing_about_all_of_them():
    e, p = answers(1, 200)
    where = np.arange(200) % 4 + 1
    p[(where == 1) & (np.arange(200) > 20), 1] = np.nan
    told = cube(e, p, branch=where)
    figures = served(*[(SEPTEMBER, b, 800) for b in (1, 2, 3, 4)])
    with_figures = Cube(told.cells, told.rollups, told.moments, told.outcomes, figures)
    there = books(with_figures, replace(institution(), figures=FIGURES))
    found = branches(there, View(NOW), 102).frame
    assert found["why_hidden"].iloc[0] == "few"
    assert (
        found.loc[found["why_hidden"] != "no", ["responses", "transactions", "coverage"]]
        .isna()
        .all(axis=None)
    )
    assert branches(there, View(NOW)).frame["responses"].notna().all()
