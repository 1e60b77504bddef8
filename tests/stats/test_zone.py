import json
from pathlib import Path

import numpy as np
import pytest

from mot.stats.tally import PairTally
from mot.stats.zone import Zone, zone_of_tolerance

ORACLE = Path(__file__).parents[1] / "oracles" / "19_zone_of_tolerance.json"


def place(rows, **options):
    a, d, p = np.reshape(rows, (-1, 3)).T
    adequate, desired = (PairTally.from_pairs(e, p, 1, 9) for e in (a, d))
    return zone_of_tolerance(adequate, desired, n_inverted=(a > d).sum(), **options)


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_the_zone_agrees_with_r(case):
    found, want = place(case["input"]["rows"]), dict(case["expected"])
    assert found.zone == want.pop("zone")
    for key, value in want.items():
        np.testing.assert_allclose(getattr(found, key.lower()), value, rtol=1e-6, atol=1e-9, err_msg=key)


def test_people_who_accept_more_than_they_desire_are_counted():
    found = place([[8, 6, 5], [5, 7, 6], [4, 7, 5], [5, 8, 7]])
    assert found.share_adequate_above_desired == 0.25


@pytest.mark.parametrize("rows", [[], [[5, 7, 6]], [[5, 7, 6]] * 9])
def test_nobody_one_person_and_perfect_agreement_have_no_zone(rows):
    found = place(rows)
    assert found.zone == Zone.UNDEFINED
    assert np.isnan([found.msa_lo, found.mss_hi]).all()


def test_many_cells_are_placed_at_once():
    p = np.array([6, 7, 6, 6])
    cell = PairTally.from_pairs(p - [1, 2, 1, 1], p, 1, 9)[np.newaxis]
    far = PairTally.from_pairs(p - [-1, -2, -1, -1], p, 1, 9)[np.newaxis]
    found = zone_of_tolerance(cell, far)
    assert found.zone.tolist() == [Zone.WITHIN_ZONE]
    assert np.isnan(found.share_adequate_above_desired).all()


def test_tallies_of_different_people_are_refused():
    with pytest.raises(ValueError, match="same people"):
        zone_of_tolerance(PairTally.zeros(()), PairTally.from_pairs([1], [1], 1, 9))
