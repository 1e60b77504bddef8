"""The numbers named in the sentences about drivers are those by which the statistics decide."""

import inspect

import pytest

from mot.locale.sentences import driver_gates
from mot.stats import importance
from mot.stats.correlations import pairwise_corr


@pytest.mark.parametrize(
    ("function", "option", "told"),
    [
        (importance.drivers, "least", driver_gates.LEAST),
        (importance.drivers, "per_driver", driver_gates.PER_TOUCHPOINT),
        (importance.drivers, "firm", driver_gates.FIRM),
        (pairwise_corr, "min_pairs", driver_gates.LEAST),
    ],
)
def test_what_is_said_to_be_needed_is_needed(function, option, told):
    assert inspect.signature(function).parameters[option].default == told
