"""The five service dimensions of SERVQUAL, and the two overall scores made of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.lens import focus, rollups, scales_of
from mot.analysis.units import Unit, common_moments
from mot.domain.cube import CLEAN, View
from mot.domain.survey import Dimension, Group, Measure
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.rollups import servqual

FIVE = tuple(d for d in Dimension if d is not Dimension.NONE)


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Gap per dimension and overall.

    `frame`: one row per dimension and then ``unweighted`` and ``weighted``: key, gap, lo, hi (unit shown), n
    (people), touchpoints (number answered), weight (importance, 0 to 1), why: "" where shown, ``empty`` (no
    touchpoint of this dimension was answered), ``hidden`` (a touchpoint of it is hidden), ``missing`` (an
    overall score lacks a dimension). `missing`: the dimensions that the overall scores lack.
    """

    frame: pd.DataFrame
    unit: Unit
    missing: tuple[Dimension, ...]


def dimensions(books: Books, view: View) -> Dimensions:
    """Gaps of the dimensions over a view's quarter and selection, people as the unit.

    A dimension is shown only when all of its answered touchpoints are: otherwise its sum less those shown
    would tell what is hidden. An overall score needs all five; the others are never re-weighted unseen.
    """
    lens = focus(books, view, view.quarter)
    rows = books.cube.moments.select(
        month=view.quarter.months,
        quality=CLEAN,
        branch=view.branches or None,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    n, moment, unit = common_moments(rows, scales_of(books.cube, view))
    people, sum_s, sum_k = _sums(books, view, unit)
    weights = np.array(books.thresholds.weights)
    found = servqual(n, sum_s, sum_k, moment, weights, conf=books.thresholds.confidence)
    base = lens.grid.tally[:, lens.selected].n.sum(axis=1)
    answered, shut = _touchpoints(books, lens.grid.touchpoints, base, lens.hidden_totals)
    shut |= people < books.thresholds.n_suppress
    why = np.select([sum_k == 0, shut], ["empty", "hidden"], "").tolist()
    lo, hi = t_bounds(Estimate(found.dim_gap, found.dim_se, np.full(5, n - 1.0)), books.thresholds.confidence)
    lacking = tuple(d for d, reason in zip(FIVE, why, strict=True) if reason)
    records = [
        {"key": str(d), "gap": g, "lo": a, "hi": b, "n": m, "touchpoints": int(t), "weight": w, "why": reason}
        for d, g, a, b, m, t, w, reason in zip(
            FIVE, found.dim_gap, lo, hi, people, answered, weights, why, strict=True
        )
    ]
    for name in ("unweighted", "weighted"):
        ends = {end: getattr(found, f"{name}_{end}") for end in ("lo", "hi")}
        records.append(
            {"key": name, "gap": getattr(found, name), **ends, "n": n, "touchpoints": int(answered.sum()),
             "weight": 1.0, "why": "missing" if lacking else ""}
        )  # fmt: skip
    frame = pd.DataFrame(records)
    numbers = ["gap", "lo", "hi"]
    frame[numbers] = (frame[numbers] * unit.factor).where(frame["why"] == "")
    frame["n"] = frame["n"].where(frame["why"] == "")
    return Dimensions(frame, unit, lacking)


def _sums(books: Books, view: View, unit: Unit) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """People, sum of gaps and number of gaps per dimension, in the unit's points."""
    tallies, own = rollups(books, view, Measure.GAP)
    if (own.low, own.high) != (unit.low, unit.high):
        raise ValueError(f"roll-ups and their products are in different units: {own} and {unit}")
    chosen = tallies.select(month=view.quarter.months)
    pairs = [chosen.select(group=int(Group[d.name])).group() for d in FIVE]
    people, s, k = (np.array([p.sums[c][0] for p in pairs], dtype=np.int64) for c in ("n_resp", "s", "k"))
    return people, s, k


def _touchpoints(
    books: Books, ids: np.ndarray, n: np.ndarray, hidden: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Per dimension: how many of its touchpoints were answered, and whether one of those is hidden."""
    of = {t.id: t.dimension for t in books.institution.touchpoints}
    mine = np.array([[of[int(i)] is d for i in ids] for d in FIVE], dtype=bool).reshape(5, len(ids))
    there = mine & (n > 0)[None, :]
    return there.sum(axis=1), (there & hidden[None, :]).any(axis=1)
