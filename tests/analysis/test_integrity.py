"""The evidence for a gap, worked out anew from the answers themselves."""

import numpy as np

from mot.analysis.integrity import Verdict, integrity
from mot.analysis.overview import table
from mot.domain.cube import Cube, View
from mot.domain.survey import Scale
from tests.analysis.survey_maker import NOW, answers, books, cube


def found(told, view=None):
    there, view = books(told), view or View(NOW)
    return integrity(there, view, table(there, view, NOW)).frame


def test_paired_gap_and_column_means_are_those_of_the_answers():
    e, p = answers(1, 300, missing=0.3)
    rows = found(cube(e, p))
    for t in range(3):
        both = ~np.isnan(e[:, t]) & ~np.isnan(p[:, t])
        np.testing.assert_allclose(rows["gap"][t], (p - e)[both, t].mean())
        np.testing.assert_allclose(rows["columns"][t], np.nanmean(p[:, t]) - np.nanmean(e[:, t]))
        alone = (~np.isnan(e[:, t])).sum() + (~np.isnan(p[:, t])).sum() - 2 * both.sum()
        assert rows["n_alone"][t] == alone
        np.testing.assert_allclose(rows["share_alone"][t], alone / (alone + both.sum()))


def test_flagged_answers_are_told_with_what_they_would_change():
    good, bad = answers(1, 200), answers(2, 40, shift=3.0)
    rows = found(Cube.join([cube(*good), cube(*bad, quality=1)]))
    e, p = (np.vstack([a, b]) for a, b in zip(good, bad, strict=True))
    np.testing.assert_allclose(rows["gap_flagged"], (p - e).mean(axis=0))
    np.testing.assert_allclose(rows["moved"], (p - e).mean(axis=0) - (good[1] - good[0]).mean(axis=0))
    assert (rows["n_flagged"] == 40).all()
    assert rows["flags_matter"].all()


def test_a_few_flagged_answers_or_a_few_without_partner_are_not_told():
    """With and without nine people: the difference of the two means is what they said."""
    e, p = answers(1, 200)
    p[:4] = np.nan
    rows = found(Cube.join([cube(e, p), cube(*answers(2, 9, shift=3.0), quality=1)]))
    for column in ("columns", "n_alone", "share_alone", "n_flagged", "gap_flagged", "moved"):
        assert rows[column].isna().all(), column
    assert rows["partly_hidden"].all()
    assert rows["gap"].notna().all()


def test_few_without_a_partner_in_one_branch_are_not_told_by_leaving_it_out():
    e, p = answers(1, 400)
    branch = np.arange(400) % 4 + 1
    missing = np.r_[np.flatnonzero(branch == 1)[:60], np.flatnonzero(branch == 2)[:3]]
    p[missing] = np.nan
    told = cube(e, p, branch=branch)
    whole = found(told)["columns"].notna().any()
    rest = found(told, View(NOW, branches=(1, 3, 4)))["columns"].notna().any()
    assert not (whole and rest)


def test_paired_and_unpaired_that_disagree_raise_an_alarm():
    e, p = answers(1, 300, shift=0.0)
    happy = np.full((200, 3), 7.0)
    e2 = np.full((200, 3), np.nan)
    rows = found(cube(np.vstack([e, e2]), np.vstack([p, happy])))
    assert rows["disagree"].all()
    assert not found(cube(e, p))["disagree"].any()


def test_the_verdict_follows_the_finding():
    rows = found(cube(*answers(1, 400, shift=[-1.5, 0.0, -0.25])))
    assert rows["verdict"][0] == Verdict.REAL
    assert (found(cube(*answers(1, 5)))["verdict"] == Verdict.TOO_FEW).all()
    unsure = found(cube(*answers(5, 14, scale=Scale(1, 7), shift=-0.3)))
    assert (unsure["verdict"] == Verdict.UNDECIDED).any()


def test_without_expectations_there_is_nothing_to_test():
    _, p = answers(1, 100)
    rows = found(cube(None, p))
    assert rows["gap"].isna().all()
    assert (rows["n"] == 0).all()
