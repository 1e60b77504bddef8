import numpy as np
import pytest

from mot.stats.correlations import complete_pairs, pairwise_corr
from mot.stats.importance import shares
from mot.stats.resampling import places, resample, share_intervals
from tests.stats.test_correlations import pairs_of, survey

GROUPS = 50


def grouped(rows, groups=GROUPS):
    """Pair sums per group of people, who are dealt out in turn."""
    parts = [pairs_of(rows[start::groups]) for start in range(groups)]
    return [np.array(part) for part in zip(*parts, strict=True)]


def population(people, weights=(0.5, 0.2, 0.1), seed=1):
    """Answers whose outcome follows the drivers with these weights."""
    rng = np.random.default_rng(seed)
    x = rng.normal(5, 1, (people, 1)) * 0.6 + rng.normal(2, 1, (people, len(weights)))
    x = np.clip(np.round(x), 1, 9)
    y = np.round(x @ weights + rng.normal(0, 0.8, people) + 2)
    return np.column_stack([y, x])


def test_every_draw_is_that_of_the_drawn_people():
    rows = survey(400)
    sums = grouped(rows)
    found = resample(*sums, resamples=5, seed=3)
    times = np.random.default_rng(3).multinomial(GROUPS, np.full(GROUPS, 1 / GROUPS), size=5)
    for draw, count in enumerate(times):
        people = np.concatenate([np.repeat(rows[g::GROUPS], count[g], axis=0) for g in range(GROUPS)])
        want = pairwise_corr(*pairs_of(people), min_pairs=2)
        np.testing.assert_allclose(found.r[draw], want.r, atol=1e-12)
        np.testing.assert_allclose(found.sd[draw], want.sd)
    assert found.groups == GROUPS


def test_the_same_seed_tells_the_same():
    sums = grouped(survey())
    one, other = (share_intervals(resample(*sums, seed=4)) for _ in range(2))
    np.testing.assert_array_equal(one.resampled, other.resampled)
    third = share_intervals(resample(*sums, seed=5))
    assert (third.lo != one.lo).any()


def test_the_interval_lies_around_the_share():
    rows = survey(600)
    found = share_intervals(resample(*grouped(rows)))
    share = shares(pairwise_corr(*pairs_of(rows)).r)
    assert (found.lo < share).all()
    assert (share < found.hi).all()
    np.testing.assert_allclose(found.resampled.sum(axis=1), 1)
    assert ((found.hi - found.lo) / found.se > 3).all()
    assert ((found.hi - found.lo) / found.se < 5).all()


@pytest.mark.parametrize("conf", [0.8, 0.95])
def test_the_interval_leaves_out_as_many_draws_as_it_should(conf):
    found = share_intervals(resample(*grouped(survey(600))), conf=conf)
    beyond = (found.resampled < found.lo) | (found.resampled > found.hi)
    np.testing.assert_allclose(beyond.mean(axis=0), 1 - conf, atol=0.01)


def test_most_intervals_hold_the_share_of_the_population():
    true = shares(np.corrcoef(population(200_000).T))
    hits = 0
    for seed in range(60):
        found = share_intervals(resample(*grouped(population(300, seed=seed + 10)), resamples=300))
        hits += ((found.lo <= true) & (true <= found.hi)).sum()
    assert 0.88 <= hits / 180 <= 1


def test_more_people_narrow_the_interval():
    few, many = (share_intervals(resample(*grouped(population(n)))) for n in (150, 2400))
    assert ((many.hi - many.lo) < 0.5 * (few.hi - few.lo)).all()


def test_groups_without_anybody_are_not_drawn():
    sums = grouped(survey(90))
    empty = [np.concatenate([table, np.zeros_like(table)]) for table in sums]
    np.testing.assert_array_equal(resample(*empty).r, resample(*sums).r)


def test_a_variable_that_does_not_vary_in_a_draw_explains_nothing_there():
    rows = survey(100, (0, 0, 0))
    rows[:, 2] = 6
    rows[0, 2] = 1
    found = share_intervals(resample(*grouped(rows)))
    assert np.isfinite([found.lo, found.hi]).all()
    assert (found.resampled[:, 1] == 0).any()


def test_when_no_draw_explains_anything_there_is_no_interval():
    rows = np.array([[1, 1], [1, 3], [3, 1], [3, 3]])
    one = complete_pairs(4, rows.sum(axis=0), rows.T @ rows)
    found = share_intervals(resample(*(np.array([table] * 6) for table in one), resamples=20))
    assert np.isnan([found.lo, found.hi, found.se]).all()


def test_one_driver_has_it_all():
    found = share_intervals(resample(*grouped(survey(missing=(0, 0.2)))))
    assert (found.lo, found.hi, found.se) == (1, 1, 0)


def test_huge_sums_stay_exact():
    sums = [table * 10**12 for table in grouped(survey(60), groups=6)]
    np.testing.assert_allclose(
        resample(*sums, resamples=4).r, resample(*grouped(survey(60), groups=6), resamples=4).r, atol=1e-9
    )


def test_nobody_cannot_be_drawn():
    with pytest.raises(ValueError, match="nobody answered"):
        resample(*[np.zeros((3, 2, 2), dtype=int)] * 4)


def test_a_confidence_outside_0_and_1_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        share_intervals(resample(*grouped(survey()), resamples=2), conf=95)


def test_a_place_is_told_only_where_intervals_are_apart():
    found = places([0.5, 0.3, 0.1, 0.12], [0.6, 0.4, 0.2, 0.3])
    np.testing.assert_array_equal(found, [1, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(places([0.1, 0.5, 0.3], [0.2, 0.6, 0.4]), [3, 1, 2])
    np.testing.assert_array_equal(places([0.4], [0.6]), [1])
    assert places([], []).shape == (0,)


def test_a_missing_interval_gives_nobody_a_place():
    assert np.isnan(places([0.5, np.nan], [0.6, np.nan])).all()
