import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.funnels import FunnelSignal, funnel, funnel_limits

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "10_funnel.json").read_text("utf-8"))["cases"]
UNIT = st.tuples(st.integers(0, 400), st.floats(-40, 40))


def close(found, want, message=""):
    np.testing.assert_allclose(found, want, rtol=1e-6, atol=1e-9, err_msg=message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_funnel_agrees_with_r(case):
    given, want = case["input"], case["expected"]
    found = funnel(given["n"], given["y"], given["pooled_var"])
    close(found.centre, want["centre"])
    close(found.tau2, want["tau2_dl"])
    for name, key in (("z", "z"), ("z_over", "z_over"), ("lo998", "lo998_over"), ("hi998", "hi998_over")):
        close(getattr(found, name), want[key], key)
    assert found.signal.tolist() == want["signal"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_limits_of_chance_alone_agree_with_r(case):
    given, want = case["input"], case["expected"]
    found = funnel(given["n"], given["y"], given["pooled_var"])
    for conf, name in ((0.95, "95"), (0.998, "998")):
        lo, hi = funnel_limits(given["n"], found.centre, given["pooled_var"], conf=conf)
        close(lo, want[f"lo{name}"])
        close(hi, want[f"hi{name}"])


def test_a_curve_passes_through_the_limits_of_the_units():
    n, y = [400, 30, 90, 8], [-4.0, 9.0, -7.0, 3.0]
    found = funnel(n, y, 484)
    lo, hi = funnel_limits(n, found.centre, found.pooled_var, tau2=found.tau2)
    close(lo, found.lo998)
    close(hi, found.hi998)
    lo, hi = funnel_limits(n, found.centre, found.pooled_var, tau2=found.tau2, conf=0.95)
    close(lo, found.lo95)
    close(hi, found.hi95)


def test_only_what_lies_outside_the_outer_limits_is_called_out():
    n = np.full(40, 100)
    y = np.zeros(40)
    y[:3] = -9.9, 9.9, 5.9  # one standard error is 2
    found = funnel(n, y, 400)
    assert found.signal.tolist() == [FunnelSignal.BELOW, FunnelSignal.ABOVE] + [FunnelSignal.INSIDE] * 38
    assert y[2] > found.hi95[2]


def test_units_that_differ_less_than_chance_have_no_spread_of_their_own():
    found = funnel([50, 50, 50], [60.0, 60.1, 59.9], 484)
    assert found.tau2 == 0
    close(found.z, found.z_over)


@given(st.lists(UNIT, max_size=12), st.floats(25, 900))
def test_no_number_is_infinite_and_every_unit_with_answers_has_its_limits(units, pooled_var):
    n, y = ([row[i] for row in units] for i in (0, 1))
    found = funnel(n, y, pooled_var)
    assert not any(np.isinf(getattr(found, f.name)).any() for f in fields(found) if f.name != "signal")
    assert found.tau2 >= 0
    for i, count in enumerate(n):
        if count:
            assert found.lo998[i] < found.lo95[i] < found.centre < found.hi95[i] < found.hi998[i]
            assert (found.signal[i] is FunnelSignal.INSIDE) == (abs(found.z_over[i]) <= 3.0902323)
        else:
            assert found.signal[i] is None
            assert np.isnan([found.lo95[i], found.z[i]]).all()


def test_units_without_answers_do_not_count():
    found, alone = funnel([40, 0, 30, 20], [1.0, 5.0, 3.0, np.nan], 100), funnel([40, 30], [1.0, 3.0], 100)
    assert (found.centre, found.tau2) == (alone.centre, alone.tau2)
    assert found.signal.tolist() == [FunnelSignal.INSIDE, None, FunnelSignal.INSIDE, None]


def test_nobody_at_all_is_no_mistake():
    found = funnel([], [], 400)
    assert np.isnan(found.centre)
    assert found.signal.shape == (0,)
    assert np.isnan(funnel([0, 0], [np.nan, np.nan], 400).centre)


def test_one_unit_is_its_own_centre():
    found = funnel([40], [-7.0], 400)
    assert (found.centre, found.tau2, found.z[0]) == (-7, 0, 0)


def test_the_limits_of_no_answers_are_unknown():
    assert np.isnan(funnel_limits([0], 50.0, 400.0)).all()


@pytest.mark.parametrize("pooled_var", [0, -1, np.nan])
def test_answers_that_do_not_vary_have_no_funnel(pooled_var):
    with pytest.raises(ValueError, match="positive"):
        funnel([30, 40], [1.0, 2.0], pooled_var)


def test_a_confidence_outside_0_and_1_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        funnel_limits([30], 1.0, 400.0, conf=3.09)
