"""One unit for a view: exact, whatever scales are mixed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.analysis.units import common, common_rollups, of_one_scale
from mot.domain.cube import Cube
from mot.domain.survey import Group, Measure, Scale
from tests.analysis.survey_maker import FIVE, SEVEN, answers, cube
from tests.conftest import examples


def pomp(x, scale):
    return (np.asarray(x, dtype=float) - scale.low) * 100 / scale.width


def test_one_scale_stays_as_it_was_asked():
    e, p = answers(1, 40)
    cells = cube(e, p).cells
    same, unit = common(cells)
    assert same is cells
    assert unit == of_one_scale(SEVEN)
    assert unit.digits == 2
    assert unit.shown(5) == pytest.approx(0.3)


def test_an_empty_view_takes_the_scale_of_its_other_quarters():
    none = Cube.empty()
    assert common(none.cells, [SEVEN.key])[1] == of_one_scale(SEVEN)
    assert common_rollups(none.rollups, [SEVEN.key], signed=True)[1] == of_one_scale(SEVEN)


def test_a_scale_met_in_another_quarter_makes_the_unit_percent():
    e, p = answers(1, 40)
    cells, unit = common(cube(e, p).cells, [FIVE.key])
    assert unit.scale is None
    assert unit.digits == 1
    assert (unit.shown_low, unit.shown_high) == (0, 100)
    total = cells.group("touchpoint")
    shown = total.sums["s_p"] * unit.factor / total.sums["n"]
    np.testing.assert_allclose(shown, pomp(p, SEVEN).mean(axis=0), rtol=1e-12)


@given(
    seed=st.integers(0, 10_000),
    sizes=st.tuples(st.integers(1, 12), st.integers(1, 12)),
    scales=st.tuples(*[st.sampled_from([Scale(1, 5), Scale(1, 7), Scale(1, 10), Scale(0, 10)])] * 2),
)
@settings(max_examples=examples(40), deadline=None)
def test_mixed_scales_give_the_mean_and_spread_of_the_percentages(seed, sizes, scales):
    parts = [
        answers(seed + i, n, 2, scale=s, missing=0.2)
        for i, (n, s) in enumerate(zip(sizes, scales, strict=True))
    ]
    both = Cube.join(cube(e, p, scale=s) for (e, p), s in zip(parts, scales, strict=True))
    cells, unit = common(both.cells, [SEVEN.key, FIVE.key])
    total = cells.group("touchpoint")
    e = np.vstack([pomp(part[0], s) for part, s in zip(parts, scales, strict=True)])
    p = np.vstack([pomp(part[1], s) for part, s in zip(parts, scales, strict=True)])
    for i, touchpoint in enumerate(total.keys["touchpoint"] - 101):
        pair = ~np.isnan(e[:, touchpoint] + p[:, touchpoint])
        assert total.sums["n"][i] == pair.sum()
        for column, values in (
            ("s_e", e[pair, touchpoint]),
            ("s_p", p[pair, touchpoint]),
            ("s_p_all", p[~np.isnan(p[:, touchpoint]), touchpoint]),
        ):
            assert total.sums[column][i] * unit.factor == pytest.approx(values.sum(), abs=1e-6)
        for column, values in (
            ("s_e2", e[pair, touchpoint] ** 2),
            ("s_ep", e[pair, touchpoint] * p[pair, touchpoint]),
        ):
            assert total.sums[column][i] * unit.factor**2 == pytest.approx(values.sum(), abs=1e-6)


def test_parts_add_up_to_the_whole_on_mixed_scales():
    north = cube(*answers(1, 30), branch=1, scale=SEVEN)
    south = cube(*answers(2, 50, scale=FIVE), branch=2, scale=FIVE)
    whole, unit = common(Cube.join([north, south]).cells)
    parts = [common(part.cells, [SEVEN.key, FIVE.key]) for part in (north, south)]
    assert [one for _, one in parts] == [unit, unit]
    for column, total in whole.group().sums.items():
        assert total[0] == sum(cells.group().sums[column][0] for cells, _ in parts), column


@pytest.mark.parametrize(("measure", "signed"), [(Measure.GAP, True), (Measure.PERCEPTION_ALL, False)])
def test_roll_ups_of_mixed_scales_are_those_of_the_percentages(measure, signed):
    parts = [(answers(3, 20, missing=0.3), SEVEN), (answers(4, 25, scale=FIVE, missing=0.3), FIVE)]
    both = Cube.join(cube(e, p, scale=s) for (e, p), s in parts)
    chosen = both.rollups.select(measure=int(measure), group=int(Group.ALL))
    moved, unit = common_rollups(chosen, signed=signed)
    total = moved.group()
    s, k = [], []
    for (e, p), scale in parts:
        x = pomp(p, scale) - pomp(e, scale) if signed else pomp(p, scale)
        s += np.nansum(x, axis=1).tolist()
        k += (~np.isnan(x)).sum(axis=1).tolist()
    s, k = np.array(s), np.array(k)
    assert total.sums["n_resp"][0] == (k > 0).sum()
    assert total.sums["s"][0] * unit.factor == pytest.approx(s.sum())
    assert total.sums["s2"][0] * unit.factor**2 == pytest.approx((s**2).sum())
    assert total.sums["sk"][0] * unit.factor == pytest.approx((s * k).sum())
