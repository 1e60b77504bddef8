"""The pooled error is never too small, and right where all answer alike."""

import numpy as np
import pytest

from mot.stats.pooling import pooled


def _measured(answers):
    n = np.full(answers.shape[1], answers.shape[0])
    return n, answers.mean(axis=0), answers.std(axis=0, ddof=1) / np.sqrt(n), n - 1


def test_it_is_exact_when_everybody_answers_every_question_alike():
    one = np.random.default_rng(3).normal(-0.5, 1, 80)
    found = pooled(*_measured(np.column_stack([one, one, one])))
    assert found.mean == pytest.approx(one.mean())
    assert found.se == pytest.approx(one.std(ddof=1) / np.sqrt(80))
    assert found.df == pytest.approx(79)


def test_it_is_never_narrower_than_what_the_people_themselves_tell():
    rng = np.random.default_rng(4)
    for shared in (0.0, 0.3, 0.8):
        answers = shared * rng.normal(size=(200, 1)) + rng.normal(size=(200, 4))
        per_person = answers.mean(axis=1)
        found = pooled(*_measured(answers))
        assert found.mean == pytest.approx(per_person.mean())
        assert found.se >= per_person.std(ddof=1) / np.sqrt(200)


def test_degrees_of_freedom_lie_between_those_of_the_parts():
    found = pooled([30, 10], [0, 0], [0.1, 0.2], [29, 9])
    assert 9 < found.df < 29
    assert pooled([30, 30], [0, 0], [0.1, 0.1], [29, 29]).df == pytest.approx(29)


def test_nothing_answered_is_no_number():
    found = pooled([0], [np.nan], [np.nan], [np.nan])
    assert np.isnan([found.mean, found.se, found.df]).all()


def test_no_spread_gives_a_mean_without_degrees_of_freedom():
    found = pooled([12], [-1.0], [0.0], [11])
    assert (found.mean, np.isnan(found.df)) == (-1.0, True)


def test_counts_are_counts():
    with pytest.raises(ValueError, match="negative"):
        pooled([-1], [0], [1], [1])
