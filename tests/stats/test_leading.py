"""A leader is named only where chance would seldom make one."""

import numpy as np
import pytest
from scipy.stats import binomtest

from mot.stats.leading import leading, sign_p


@pytest.mark.parametrize(
    ("more", "less"), [(0, 0), (1, 0), (5, 0), (6, 0), (8, 1), (9, 2), (10, 2), (40, 41)]
)
def test_the_sign_test_is_that_of_scipy(more, less):
    expected = binomtest(more, more + less).pvalue if more + less else 1.0
    assert sign_p(more, less) == pytest.approx(expected)


def test_it_must_lead_every_other_answer():
    votes = np.repeat(np.eye(3, dtype=bool), [12, 11, 0], axis=0)
    assert leading(votes) is None
    assert leading(np.repeat(np.eye(3, dtype=bool), [12, 2, 1], axis=0)) == 0


def test_voices_that_name_both_decide_nothing():
    both = np.array([[True, True]] * 50 + [[True, False]] * 5)
    assert leading(both) is None
    assert leading(np.array([[True, True]] * 50 + [[True, False]] * 6)) == 0


def test_no_voice_names_no_leader():
    assert leading(np.zeros((0, 4), dtype=bool)) is None
    assert leading(np.zeros((3, 4), dtype=bool)) is None


def test_among_equal_answers_a_leader_is_rarely_named():
    rng = np.random.default_rng(11)
    votes = rng.integers(0, 4, size=(800, 24))
    named = sum(leading(np.eye(4, dtype=bool)[v]) is not None for v in votes)
    assert named / 800 < 0.05
    led = rng.choice(4, p=[0.7, 0.1, 0.1, 0.1], size=(200, 24))
    assert sum(leading(np.eye(4, dtype=bool)[v]) == 0 for v in led) / 200 > 0.8


def test_alpha_is_a_risk():
    with pytest.raises(ValueError, match="alpha"):
        leading([[True]], alpha=0)
