"""Dimensions, spread of answers and zone of tolerance, against the answers themselves."""

import dataclasses

import numpy as np
import pytest

from mot.analysis.dimensions import FIVE, dimensions
from mot.analysis.distribution import distribution, joint_counts
from mot.analysis.lens import focus
from mot.analysis.tolerance import Triples, count_triples, pooled, tolerance
from mot.analysis.units import Unit
from mot.domain.cube import Cube, View
from mot.domain.survey import Dimension, Group, Scale
from mot.domain.thresholds import Thresholds
from mot.ingest.draft import MISSING
from mot.stats.tally import PairTally
from tests.analysis import survey_maker
from tests.analysis.survey_maker import FIVE as FIVE_POINTS
from tests.analysis.survey_maker import NOW, SEVEN, answers, books, cube, institution

BANK = dataclasses.replace(
    institution(touchpoints=5),
    touchpoints=tuple(
        dataclasses.replace(t, dimension=d)
        for t, d in zip(institution(touchpoints=5).touchpoints, FIVE, strict=True)
    ),
)


def survey(e, p, monkeypatch, **options) -> Cube:
    """As `cube`, each of the five touchpoints in a dimension of its own."""
    real = survey_maker.tally
    groups = {101 + i: Group[d.name] for i, d in enumerate(FIVE)}
    monkeypatch.setattr(survey_maker, "tally", lambda *a, **k: real(*a, **(k | {"dimension_of": groups})))
    return cube(e, p, **options)


def test_dimension_gaps_and_both_overall_scores_are_those_of_the_answers(monkeypatch):
    e, p = answers(1, 300, 5, shift=[-1.0, -0.5, 0.0, 0.2, -0.8], missing=0.2)
    rules = Thresholds(weight_tangibles=50, weight_reliability=50, weight_responsiveness=0, weight_assurance=0,
                       weight_empathy=0)  # fmt: skip
    found = dimensions(books(survey(e, p, monkeypatch), BANK, rules), View(NOW)).frame.set_index("key")
    gap = np.nanmean(p - e, axis=0)
    np.testing.assert_allclose(found.loc[[str(d) for d in FIVE], "gap"], gap)
    np.testing.assert_allclose(found.loc["unweighted", "gap"], gap.mean())
    np.testing.assert_allclose(found.loc["weighted", "gap"], gap[:2].mean())
    np.testing.assert_array_equal(found.loc[[str(d) for d in FIVE], "n"], (~np.isnan(p - e)).sum(axis=0))


def test_an_overall_score_that_lacks_a_dimension_is_not_shown_and_says_which(monkeypatch):
    e, p = answers(1, 300, 5)
    e[:, 3] = np.nan
    found = dimensions(books(survey(e, p, monkeypatch), BANK), View(NOW))
    rows = found.frame.set_index("key")
    assert found.missing == (Dimension.ASSURANCE,)
    assert rows.loc["assurance", "why"] == "empty"
    assert rows.loc[["unweighted", "weighted"], "gap"].isna().all()
    assert rows.loc["tangibles", "gap"] == pytest.approx(np.mean(p[:, 0] - e[:, 0]))


def test_a_dimension_with_a_hidden_touchpoint_is_hidden(monkeypatch):
    e, p = answers(1, 300, 5)
    e[5:, 2] = np.nan
    rows = dimensions(books(survey(e, p, monkeypatch), BANK), View(NOW)).frame.set_index("key")
    assert rows.loc["responsiveness", "why"] == "hidden"
    assert np.isnan(rows.loc["responsiveness", "gap"])
    assert np.isnan(rows.loc["responsiveness", "n"])


def test_two_scales_become_one_in_the_dimensions(monkeypatch):
    one = answers(1, 200, 5)
    two = answers(2, 100, 5, scale=FIVE_POINTS)
    both = Cube.join([survey(*one, monkeypatch), survey(*two, monkeypatch, scale=FIVE_POINTS)])
    found = dimensions(books(both, BANK), View(NOW)).frame
    want = np.vstack([(one[1] - one[0]) * 100 / 6, (two[1] - two[0]) * 100 / 4]).mean(axis=0)
    np.testing.assert_allclose(found["gap"][:5], want)


def test_nobody_answered_leaves_the_dimensions_empty():
    found = dimensions(books(Cube.empty(), BANK), View(NOW))
    assert (found.frame["why"][:5] == "empty").all()
    assert found.frame["gap"].isna().all()


def test_shares_of_the_spread_are_those_of_the_pairs():
    e = np.array([5, 5, 4, 3, MISSING, 5])
    p = np.array([4, 5, 4, MISSING, 2, 1])
    joint = joint_counts(e, p, FIVE_POINTS, MISSING)
    found = distribution(joint, FIVE_POINTS, paired=True)
    assert found.n == 4
    np.testing.assert_allclose(found.frame["expected"], [0, 0, 0, 0.25, 0.75])
    np.testing.assert_allclose(found.frame["perceived"], [0.25, 0, 0, 0.5, 0.25])
    alone = distribution(joint, FIVE_POINTS, paired=False)
    assert alone.n == 1
    assert alone.frame["expected"].isna().all()


def triples(a, e, p, place, places, scale=SEVEN) -> Triples:
    lines = [
        count_triples(a[:, t], e[:, t], p[:, t], place, places, scale, MISSING) for t in range(a.shape[1])
    ]
    stack = lambda name: PairTally.from_columns(  # noqa: E731
        {f: np.stack([getattr(getattr(line, name), f) for line in lines]) for f in PairTally.names()}
    )
    return Triples(stack("acceptable"), stack("expected"), np.stack([line.inverted for line in lines]))


def test_the_zone_is_that_of_the_people_who_gave_all_three_answers():
    e, p = answers(1, 400, shift=-0.8)
    a = np.clip(e - 2, 1, 7)
    branch = np.arange(400) % 4 + 1
    there = books(cube(e, p, branch=branch))
    found = tolerance(there, View(NOW), triples(*(x.astype(int) for x in (a, e, p)), branch - 1, 4)).frame
    np.testing.assert_allclose(found["above_least"], (p - a).mean(axis=0))
    np.testing.assert_allclose(found["above_expected"], (p - e).mean(axis=0))
    assert (found["zone"] == "within_zone").all()
    assert (found["n"] == 400).all()


def test_a_zone_that_lacks_a_few_of_the_pairs_is_hidden():
    """Pairs and triples that differ by three people would tell what the three said."""
    e, p = answers(1, 100)
    a = np.clip(e - 2, 1, 7)
    a[:3] = MISSING
    there = books(cube(e, p))
    found = tolerance(
        there, View(NOW), triples(*(x.astype(int) for x in (a, e, p)), np.zeros(100, dtype=int), 4)
    ).frame
    assert found["perceived"].isna().all()
    assert (found["zone"] == "undefined").all()
    assert (found["n"] == 0).all()


def test_zones_of_two_scales_are_added_in_percent():
    small = triples(*(np.array([[x]]) for x in (1, 5, 3)), np.array([0]), 1, FIVE_POINTS)
    large = triples(*(np.array([[x]]) for x in (1, 7, 4)), np.array([0]), 1, SEVEN)
    both = pooled([(FIVE_POINTS, small), (SEVEN, large)], Unit(0, 12, 100 / 12, None))
    assert both.expected.s_e.tolist() == [[24]]
    assert both.expected.s_p.tolist() == [[12]]


def test_the_lens_and_the_triples_count_the_same_branches():
    e, p = answers(1, 40)
    assert len(focus(books(cube(e, p)), View(NOW), NOW).grid.branches) == 4
    assert Scale(1, 7) == SEVEN
