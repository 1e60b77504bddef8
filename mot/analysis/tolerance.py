"""The zone of tolerance: between the least that is acceptable and what is expected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.integrity import hidden_rest
from mot.analysis.lens import focus
from mot.analysis.units import Unit
from mot.domain.cube import Ints, View
from mot.domain.survey import Against, Scale
from mot.stats.scales import stretched
from mot.stats.tally import PAIR_FIELDS, PairTally
from mot.stats.zone import zone_of_tolerance


@dataclass(frozen=True, slots=True)
class Triples:
    """People who gave all three answers, per touchpoint and branch: tallies (A, P) and (E, P), people with A > E.

    Attributes
    ----------
    acceptable, expected : PairTally (touchpoints, branches)
    inverted : int array (touchpoints, branches)
    """

    acceptable: PairTally
    expected: PairTally
    inverted: Ints


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Zone per touchpoint.

    `frame`: touchpoint, n (people who answered all three), acceptable, expected, perceived (means), above_least,
    above_least_lo, above_least_hi (perceived less acceptable), above_expected and its ends, zone
    (`mot.stats.zone.Zone`), inverted (share of people whose least lies above what they expect). Unit shown; NaN
    and n = 0 where hidden.
    """

    frame: pd.DataFrame
    unit: Unit


def asked(books: Books, view: View) -> bool:
    """Whether anybody was asked for the least acceptable level in this view's quarter."""
    return len(books.cells(view.quarter, Against.MINIMUM)) > 0


def count_triples(a: Ints, e: Ints, p: Ints, place: Ints, places: int, scale: Scale, missing: int) -> Triples:
    """Count the people who gave all three answers, per place (a position from 0 to `places` - 1)."""
    there = (a != missing) & (e != missing) & (p != missing)
    at = place[there]
    least, want, seen = (values[there].astype(np.int64) for values in (a, e, p))

    def add(values: np.ndarray) -> Ints:
        return np.bincount(at, weights=values, minlength=places).astype(np.int64)

    return Triples(_pairs(least, seen, scale, add), _pairs(want, seen, scale, add), add(least > want))


def _pairs(x: Ints, p: Ints, scale: Scale, add: Callable[[np.ndarray], Ints]) -> PairTally:
    one = np.ones_like(x)
    sums = {
        "n": one, "s_e": x, "s_p": p, "s_e2": x * x, "s_p2": p * p, "s_ep": x * p,
        "n_below": p < x, "n_equal": p == x, "n_above": p > x, "n_e_max": x == scale.high,
        "n_e": one, "s_e_all": x, "s_e2_all": x * x, "n_p": one, "s_p_all": p, "s_p2_all": p * p,
    }  # fmt: skip
    return PairTally.from_columns({name: add(sums[name]) for name in PAIR_FIELDS})


def pooled(parts: Sequence[tuple[Scale, Triples]], unit: Unit) -> Triples:
    """Add triples of several scales in the points of a unit."""
    if unit.scale is not None:
        moved = [found for _, found in parts]
    else:
        moved = []
        for scale, found in parts:
            stretch = (unit.high - unit.low) // scale.width
            moved.append(
                Triples(
                    stretched(found.acceptable, scale.low, stretch),
                    stretched(found.expected, scale.low, stretch),
                    found.inverted,
                )
            )
    first, *rest = moved
    for more in rest:
        first = Triples(
            first.acceptable + more.acceptable, first.expected + more.expected, first.inverted + more.inverted
        )
    return first


def tolerance(books: Books, view: View, triples: Triples) -> Tolerance:
    """Place each touchpoint in its zone, over the view's selection.

    Parameters
    ----------
    triples : Triples
        Laid out as the grid of the view's lens, in the points of its unit.
    """
    lens = focus(books, view, view.quarter)
    unit, grid = lens.unit, lens.grid
    found = zone_of_tolerance(
        triples.acceptable[:, lens.selected].sum(axis=1),
        triples.expected[:, lens.selected].sum(axis=1),
        n_inverted=triples.inverted[:, lens.selected].sum(axis=1),
        conf=books.thresholds.confidence,
    )
    shut = lens.hidden_totals | hidden_rest(books, view, lens, grid.tally.n, triples.expected.n)
    shut |= found.n < books.thresholds.n_suppress
    columns = {
        "acceptable": found.mean_a, "expected": found.mean_d, "perceived": found.mean_p,
        "above_least": found.msa, "above_least_lo": found.msa_lo, "above_least_hi": found.msa_hi,
        "above_expected": found.mss, "above_expected_lo": found.mss_lo, "above_expected_hi": found.mss_hi,
    }  # fmt: skip
    frame = pd.DataFrame({"touchpoint": grid.touchpoints, "n": np.where(shut, 0, found.n)})
    for name, values in columns.items():
        frame[name] = np.where(shut, np.nan, values * unit.factor)
    frame["inverted"] = np.where(shut, np.nan, found.share_adequate_above_desired)
    frame["zone"] = ["undefined" if hidden else str(z) for hidden, z in zip(shut, found.zone, strict=True)]
    return Tolerance(frame, unit)
