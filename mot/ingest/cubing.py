"""Responses and answers become the cube: whole numbers that add, counted once at the commit."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow.compute as pc

from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    MOMENT_KEYS,
    MOMENT_SUMS,
    OUTCOME_KEYS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
    Cube,
    Ints,
    Tallies,
)
from mot.domain.survey import Against, Group, Measure, Scale
from mot.ingest.bins import Bins, bins_of
from mot.ingest.draft import MISSING, Answers, Responses

PROMOTER, DETRACTOR = 9, 6  # recommend at least, and at most, this much (Reichheld 2003)
DIMENSIONS = tuple(group for group in Group if group is not Group.ALL)
DENSE = 2_000_000  # slots of a histogram up to which every slot is counted

Pair = tuple[np.ndarray, np.ndarray]


def tally(
    responses: Responses,
    answers: Sequence[Answers],
    *,
    scale: Scale,
    overall_scale: Scale,
    branch_ids: Ints,
    touchpoint_ids: Ints,
    channel_ids: Ints,
    segment_ids: Ints,
    dimension_of: Mapping[int, Group],
) -> Cube:
    """Count a batch.

    Rows of `Against.EXPECTATION` exist wherever there is an expectation or a perception and carry the sums of
    all of them. Rows of `MINIMUM` and `IMPORTANCE` carry the other answer as `e` and leave the sums of all
    perceptions at 0, so that nothing is counted twice.

    Parameters
    ----------
    responses, answers
        As in a draft.
    scale, overall_scale
        Of the ratings, and of overall satisfaction.
    branch_ids, touchpoint_ids, channel_ids, segment_ids
        Database id by position among the draft's references.
    dimension_of
        Touchpoint id → the dimension it belongs to; touchpoints without one are left out of the dimensions.

    Returns
    -------
    Cube
        `osat_top` counts answers at the very top of the overall scale.
    """
    bins = bins_of(responses, branch_ids, channel_ids, segment_ids)
    ids = [int(touchpoint_ids[one.touchpoint]) for one in answers]
    sums = _person_sums(bins, answers, [dimension_of.get(number) for number in ids])
    return Cube(
        cells=_cells(bins, answers, ids, scale),
        rollups=_rollups(bins, sums, scale),
        moments=_moments(bins, sums, scale),
        outcomes=_outcomes(bins, responses, overall_scale),
    )


def _cells(bins: Bins, answers: Sequence[Answers], ids: Sequence[int], scale: Scale) -> Tallies:
    """Pair sums of each touchpoint, against each kind of answer that was asked."""
    parts = [Tallies.empty(CELL_KEYS, CELL_SUMS)]
    for number, one in zip(ids, answers, strict=True):
        for against, other in (
            (Against.EXPECTATION, one.expectation),
            (Against.MINIMUM, one.minimum),
            (Against.IMPORTANCE, one.importance),
        ):
            alone = against is Against.EXPECTATION
            if other is None and (one.perception is None or not alone):
                continue
            sums = _pairs(bins, other, one.perception, scale, alone=alone)
            keys = {"touchpoint": number, "scale": scale.key, "against": int(against)}
            parts.append(bins.tallies(CELL_KEYS, keys, sums, sums["n_e"] + sums["n_p"] > 0))
    joined = Tallies.join(parts)
    return joined.group(*CELL_KEYS) if len(set(ids)) < len(ids) else joined


def _pairs(
    bins: Bins, other: np.ndarray | None, perception: np.ndarray | None, scale: Scale, *, alone: bool
) -> dict[str, Ints]:
    """The sums of one touchpoint from the joint histogram of bin, E and P; slot 0 is for a missing answer.

    `alone`: whether perceptions without a partner are counted here, which one kind of pair does.
    """
    width = scale.high + 2
    code = bins.code
    for values in (other, perception):
        code = code * width + (0 if values is None else values.astype(np.int64) - MISSING)
    if len(bins) * width * width <= DENSE:
        counts = np.bincount(code, minlength=len(bins) * width * width)
        code = np.flatnonzero(counts)
        counts = counts[code]
    else:
        code, counts = np.unique(code, return_counts=True)
    place, e, p = code // (width * width), code // width % width + MISSING, code % width + MISSING
    of_e, of_p = e != MISSING, p != MISSING
    both = of_e & of_p
    if not alone:
        of_p = np.zeros_like(of_p)

    def add(mask: np.ndarray, values: np.ndarray | int = 1) -> Ints:
        weights = np.where(mask, counts * values, 0)
        return np.bincount(place, weights=weights, minlength=len(bins)).astype(np.int64)

    return {
        "n": add(both),
        "s_e": add(both, e),
        "s_p": add(both, p),
        "s_e2": add(both, e * e),
        "s_p2": add(both, p * p),
        "s_ep": add(both, e * p),
        "n_below": add(both & (p < e)),
        "n_equal": add(both & (p == e)),
        "n_above": add(both & (p > e)),
        "n_e_max": add(both & (e == scale.high)),
        "n_e": add(of_e),
        "s_e_all": add(of_e, e),
        "s_e2_all": add(of_e, e * e),
        "n_p": add(of_p),
        "s_p_all": add(of_p, p),
        "s_p2_all": add(of_p, p * p),
    }


def _person_sums(
    bins: Bins, answers: Sequence[Answers], dimensions: Sequence[Group | None]
) -> dict[tuple[Group, Measure], Pair]:
    """Per group of touchpoints, measure and person: the sum of the answers, and their number."""
    size = len(bins.code)
    sums = {
        (g, m): (np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64))
        for g in Group
        for m in Measure
    }
    for one, dimension in zip(answers, dimensions, strict=True):
        if one.perception is None:
            continue
        there = one.perception != MISSING
        found = [(Measure.PERCEPTION_ALL, one.perception, there)]
        if one.expectation is not None:
            both = there & (one.expectation != MISSING)
            found.append((Measure.PERCEPTION, one.perception, both))
            found.append((Measure.GAP, one.perception - one.expectation, both))
        for group in (Group.ALL,) if dimension is None else (Group.ALL, dimension):
            for measure, values, mask in found:
                total, number = sums[group, measure]
                np.add(total, values, out=total, where=mask)
                np.add(number, 1, out=number, where=mask)
    return sums


def _rollups(bins: Bins, person_sums: Mapping[tuple[Group, Measure], Pair], scale: Scale) -> Tallies:
    """Persons rolled up over all touchpoints, and over those of each dimension."""
    parts = [Tallies.empty(ROLLUP_KEYS, ROLLUP_SUMS)]
    for (group, measure), (s, k) in person_sums.items():
        if not k.any():
            continue
        sums = {
            "n_resp": bins.add(k > 0),
            "s": bins.add(s),
            "k": bins.add(k),
            "s2": bins.add(s * s),
            "k2": bins.add(k * k),
            "sk": bins.add(s * k),
        }
        keys = {"scale": scale.key, "group": int(group), "measure": int(measure)}
        parts.append(bins.tallies(ROLLUP_KEYS, keys, sums, sums["n_resp"] > 0))
    return Tallies.join(parts)


def _moments(bins: Bins, person_sums: Mapping[tuple[Group, Measure], Pair], scale: Scale) -> Tallies:
    """Sums of products of (S_1..S_5, K_1..K_5) of gaps, over the people with any pair."""
    pairs = [person_sums[dimension, Measure.GAP] for dimension in DIMENSIONS]
    columns = [s for s, _ in pairs] + [k for _, k in pairs]
    alive = [bool(column.any()) for column in columns]
    none = np.zeros(len(bins), dtype=np.int64)
    sums = {"n_resp": bins.add(person_sums[Group.ALL, Measure.GAP][1] > 0)}
    for i, left in enumerate(columns):
        for j in range(i, len(columns)):
            sums[f"m{i}_{j}"] = bins.add(left * columns[j]) if alive[i] and alive[j] else none
    ordered = {name: sums[name] for name in MOMENT_SUMS}
    return bins.tallies(MOMENT_KEYS, {"scale": scale.key}, ordered, sums["n_resp"] > 0)


def _outcomes(bins: Bins, responses: Responses, scale: Scale) -> Tallies:
    """Overall satisfaction, recommendation and counts."""
    overall, nps = responses.overall.astype(np.int64), responses.nps
    rated, asked = overall != MISSING, nps != MISSING
    kept = np.where(rated, overall, 0)
    said = pc.not_equal(responses.comment, "").to_numpy(zero_copy_only=False).astype(bool)
    sums = {
        "responses": bins.add(np.ones(len(responses))),
        "osat_n": bins.add(rated),
        "osat_s": bins.add(kept),
        "osat_s2": bins.add(kept * kept),
        "osat_top": bins.add(rated & (overall == scale.high)),
        "promoters": bins.add(asked & (nps >= PROMOTER)),
        "passives": bins.add(asked & (nps < PROMOTER) & (nps > DETRACTOR)),
        "detractors": bins.add(asked & (nps <= DETRACTOR)),
        "comments": bins.add(said),
    }
    ordered = {name: sums[name] for name in OUTCOME_SUMS}
    return bins.tallies(OUTCOME_KEYS, {"scale": scale.key}, ordered, sums["responses"] > 0)
