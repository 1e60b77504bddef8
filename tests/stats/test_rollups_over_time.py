from dataclasses import fields

import numpy as np
import pytest

from mot.stats.monitoring import Signal, TrendState, trend
from mot.stats.rollups_over_time import rollup_trend
from mot.stats.tally import RollupTally


def people(rng, size, *, level=-0.4, mood=0.8, most=8, scatter=1.0):
    """Gaps of `size` people, each at 1 to `most` touchpoints, who are content or not as persons: S and K."""
    k = rng.integers(1, most + 1, size)
    mine = rng.normal(level, mood, size)
    s = np.array([np.rint(rng.normal(m, scatter, n)).sum() for m, n in zip(mine, k, strict=True)])
    return s.astype(np.int64), k


def tally(periods) -> RollupTally:
    columns = {
        "n_resp": [len(s) for s, _ in periods],
        "s": [s.sum() for s, _ in periods],
        "k": [k.sum() for _, k in periods],
        "s2": [(s * s).sum() for s, _ in periods],
        "k2": [(k * k).sum() for _, k in periods],
        "sk": [(s * k).sum() for s, k in periods],
    }
    return RollupTally.from_columns({name: np.array(column) for name, column in columns.items()})


def test_with_one_rating_each_it_is_the_chart_of_means():
    rng = np.random.default_rng(1)
    periods = [people(rng, int(n), most=1) for n in rng.integers(20, 60, 20)]
    sums = tally(periods)
    found, plain = rollup_trend(sums), trend(sums.n_resp, sums.s, sums.s2)
    for field in fields(plain):
        one, other = getattr(found, field.name), getattr(plain, field.name)
        if one.dtype == object:
            np.testing.assert_array_equal(one, other)
        else:
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12, err_msg=field.name)


def test_the_deviation_is_that_of_the_residuals_person_by_person():
    rng = np.random.default_rng(2)
    periods = [people(rng, int(n)) for n in rng.integers(60, 120, 18)]
    found = rollup_trend(tally(periods))
    base = periods[:12]
    ratio = sum(s.sum() for s, _ in base) / sum(k.sum() for _, k in base)
    residuals = [s - ratio * k for s, k in periods]
    scatter = sum((u.var(ddof=1) * (len(u) - 1)) for u in residuals[:12]) / sum(
        len(u) - 1 for u in residuals[:12]
    )
    assert float(found.centre) == pytest.approx(ratio)
    for t, ((s, k), u) in enumerate(zip(periods, residuals, strict=True)):
        assert found.mean[t] == pytest.approx(s.sum() / k.sum())
        assert found.z[t] == pytest.approx(u.mean() / np.sqrt(scatter / len(u)), abs=0.02)
        half = 3 * found.sigma * found.kappa * np.sqrt(scatter / len(u)) * len(u) / k.sum()
        assert found.upper[t] - ratio == pytest.approx(half, rel=0.01)
        assert ratio - found.lower[t] == pytest.approx(half, rel=0.01)


def test_counting_ratings_as_people_would_cry_wolf():
    """The true level never moves; people answer several touchpoints in one mood."""
    rng = np.random.default_rng(3)
    series = [[people(rng, 40, scatter=0.4) for _ in range(24)] for _ in range(150)]
    sums = [tally(periods) for periods in series]
    many = RollupTally.from_columns(
        {name: np.array([getattr(s, name) for s in sums]) for name in RollupTally.names()}
    )
    quiet = (rollup_trend(many).signal == Signal.NONE).all(axis=-1)
    loud = trend(many.k, many.s, np.array([[(s * s / k).sum().round() for s, k in p] for p in series]))
    width = np.nanmedian((loud.upper - loud.centre[:, None]) / loud.sigma[:, None])
    honest = np.nanmedian(rollup_trend(many).upper - rollup_trend(many).centre[:, None])
    assert quiet.mean() > 0.85
    assert width < 0.75 * honest


def test_a_change_of_how_many_touchpoints_are_answered_is_no_signal():
    rng = np.random.default_rng(4)
    periods = [people(rng, 80, most=8 if t < 12 else 3) for t in range(20)]
    assert (rollup_trend(tally(periods)).signal == Signal.NONE).all()


def test_a_real_drop_is_found():
    rng = np.random.default_rng(5)
    periods = [people(rng, 80, level=-0.4 if t < 19 else -1.2) for t in range(20)]
    found = rollup_trend(tally(periods))
    assert found.signal[-1] == Signal.LOW
    assert found.mean[-1] < found.lower[-1]


def test_many_series_at_once_are_the_same_as_one_by_one():
    rng = np.random.default_rng(6)
    sums = [tally([people(rng, int(n)) for n in rng.integers(0, 30, 16)]) for _ in range(5)]
    many = RollupTally.from_columns(
        {name: np.array([getattr(s, name) for s in sums]) for name in RollupTally.names()}
    )
    together = rollup_trend(many, min_n=10)
    for i, one in enumerate(sums):
        alone = rollup_trend(one, min_n=10)
        np.testing.assert_allclose(together.lower[i], alone.lower)
        np.testing.assert_array_equal(together.signal[i], alone.signal)


def test_without_answers_or_variation_there_are_no_limits():
    nobody = rollup_trend(RollupTally.zeros(12))
    assert nobody.state == TrendState.NO_DATA
    assert np.isnan(nobody.mean).all()
    same = RollupTally(*(np.full(12, x) for x in (20, -40, 40, 80, 80, -80)))
    alike = rollup_trend(same)
    assert alike.state == TrendState.NO_VARIATION
    assert np.isnan(alike.lower).all()
    assert (alike.mean == -1).all()
    short = rollup_trend(tally([people(np.random.default_rng(7), 30) for _ in range(7)]))
    assert short.state == TrendState.NOT_ENOUGH_HISTORY
    assert np.isfinite(short.mean).all()


def test_the_period_that_still_runs_has_a_mean_but_no_verdict():
    rng = np.random.default_rng(8)
    periods = [people(rng, 60) for _ in range(15)]
    periods[-1] = people(rng, 60, level=-3)
    found = rollup_trend(tally(periods), unfinished=True)
    assert np.isfinite(found.mean[-1])
    assert not found.tested[-1]
    assert found.signal[-1] == Signal.NONE
