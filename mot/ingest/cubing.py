"""Responses and answers become the cube: whole numbers that add, counted once at the commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    MOMENT_KEYS,
    MOMENT_SUMS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
    Cube,
    Ints,
    Tallies,
)
from mot.domain.survey import UNKNOWN, Against, Group, Measure, Scale
from mot.ingest.draft import MISSING, Answers, Responses

PROMOTER, DETRACTOR = 9, 6  # recommend at least, and at most, this much (Reichheld 2003)
DIMENSIONS = (Group.TANGIBLES, Group.RELIABILITY, Group.RESPONSIVENESS, Group.ASSURANCE, Group.EMPATHY)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Responses numbered by month, branch, channel, segment and quality: `code` per response, `keys` per code."""

    code: Ints
    keys: dict[str, Ints]
    size: int

    def add(self, values: Any) -> Ints:
        """Sum whole numbers per group; exact below 2**53."""
        return np.bincount(self.code, weights=values, minlength=self.size).astype(np.int64)


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
    groups = _number(responses, branch_ids, channel_ids, segment_ids)
    return Cube(
        cells=_cells(groups, answers, touchpoint_ids, scale),
        rollups=_rollups(groups, answers, touchpoint_ids, scale, dimension_of),
        moments=_moments(groups, answers, touchpoint_ids, scale, dimension_of),
        outcomes=_outcomes(groups, responses, overall_scale),
    )


def _number(responses: Responses, branch_ids: Ints, channel_ids: Ints, segment_ids: Ints) -> _Groups:
    months = responses.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    columns = {
        "month": (months // 12 + 1970) * 100 + months % 12 + 1,
        "branch": np.asarray(branch_ids, dtype=np.int64)[responses.branch],
        "channel": np.append(channel_ids, UNKNOWN)[responses.channel].astype(np.int64),
        "segment": np.append(segment_ids, UNKNOWN)[responses.segment].astype(np.int64),
        "quality": responses.quality.astype(np.int64),
    }
    code = np.zeros(len(responses), dtype=np.int64)
    for column in columns.values():
        values, inverse = np.unique(column, return_inverse=True)
        code = code * max(len(values), 1) + inverse
    _, first, code = np.unique(code, return_index=True, return_inverse=True)
    return _Groups(code, {key: column[first] for key, column in columns.items()}, len(first))


def _cells(groups: _Groups, answers: Sequence[Answers], touchpoint_ids: Ints, scale: Scale) -> Tallies:
    parts = []
    for one in answers:
        for against, other in (
            (Against.EXPECTATION, one.expectation),
            (Against.MINIMUM, one.minimum),
            (Against.IMPORTANCE, one.importance),
        ):
            if other is None and (against is not Against.EXPECTATION or one.perception is None):
                continue
            sums = _pairs(groups, other, one.perception, scale, alone=against is Against.EXPECTATION)
            there = (sums["n_e"] > 0) | (sums["n_p"] > 0)
            keys = {key: column[there] for key, column in groups.keys.items()}
            n = int(there.sum())
            keys["touchpoint"] = np.full(n, int(touchpoint_ids[one.touchpoint]), dtype=np.int64)
            keys["scale"] = np.full(n, scale.key, dtype=np.int64)
            keys["against"] = np.full(n, int(against), dtype=np.int64)
            parts.append(Tallies({k: keys[k] for k in CELL_KEYS}, {k: sums[k][there] for k in CELL_SUMS}))
    joined = Tallies.join([Tallies.empty(CELL_KEYS, CELL_SUMS), *parts])
    return joined.group(*CELL_KEYS)


def _pairs(
    groups: _Groups, e: np.ndarray | None, p: np.ndarray | None, scale: Scale, *, alone: bool
) -> dict[str, Ints]:
    """The sums of one touchpoint from the joint histogram of (E, P); the extra slot is for a missing answer.

    `alone`: whether perceptions without a partner are counted here, which one kind of pair does.
    """
    slots = scale.width + 2
    empty = np.full(len(groups.code), MISSING, dtype=np.int16)
    first, second = (
        np.where(a == MISSING, slots - 1, a.astype(np.int64) - scale.low)
        for a in (empty if e is None else e, empty if p is None else p)
    )
    joint = np.bincount((groups.code * slots + first) * slots + second, minlength=groups.size * slots * slots)
    counts = joint.reshape(groups.size, slots, slots).astype(np.int64)
    points = np.arange(scale.low, scale.high + 1, dtype=np.int64)
    pairs, of_e, of_p = counts[:, :-1, :-1], counts[:, :-1, :].sum(axis=2), counts[:, :, :-1].sum(axis=1)
    e_pairs, p_pairs = pairs.sum(axis=2), pairs.sum(axis=1)
    below = np.tril(np.ones((slots - 1, slots - 1), dtype=np.int64), -1)
    if not alone:
        of_p = np.zeros_like(of_p)
    return {
        "n": e_pairs.sum(axis=1),
        "s_e": e_pairs @ points,
        "s_p": p_pairs @ points,
        "s_e2": e_pairs @ points**2,
        "s_p2": p_pairs @ points**2,
        "s_ep": np.einsum("gij,i,j->g", pairs, points, points),
        "n_below": (pairs * below).sum(axis=(1, 2)),
        "n_equal": np.trace(pairs, axis1=1, axis2=2),
        "n_above": (pairs * below.T).sum(axis=(1, 2)),
        "n_e_max": e_pairs[:, -1],
        "n_e": of_e.sum(axis=1),
        "s_e_all": of_e @ points,
        "s_e2_all": of_e @ points**2,
        "n_p": of_p.sum(axis=1),
        "s_p_all": of_p @ points,
        "s_p2_all": of_p @ points**2,
    }


def _person_sums(
    answers: Sequence[Answers],
    touchpoint_ids: Ints,
    size: int,
    wanted: Mapping[int, Group] | None,
    group: Group,
) -> dict[Measure, tuple[Ints, Ints]]:
    """Per person and measure: the sum over the touchpoints of a group, and the number of touchpoints summed."""
    sums = {m: (np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)) for m in Measure}
    for one in answers:
        if wanted is not None and wanted.get(int(touchpoint_ids[one.touchpoint])) is not group:
            continue
        if one.perception is None:
            continue
        p = one.perception.astype(np.int64)
        answered = p != MISSING
        _put(sums[Measure.PERCEPTION_ALL], p, answered)
        if one.expectation is not None:
            e = one.expectation.astype(np.int64)
            both = answered & (e != MISSING)
            _put(sums[Measure.GAP], p - e, both)
            _put(sums[Measure.PERCEPTION], p, both)
    return sums


def _put(total: tuple[Ints, Ints], values: Ints, where: np.ndarray) -> None:
    total[0][where] += values[where]
    total[1][where] += 1


def _rollups(
    groups: _Groups,
    answers: Sequence[Answers],
    touchpoint_ids: Ints,
    scale: Scale,
    dimension_of: Mapping[int, Group],
) -> Tallies:
    parts = [Tallies.empty(ROLLUP_KEYS, ROLLUP_SUMS)]
    for group in Group:
        wanted = None if group is Group.ALL else dimension_of
        for measure, (s, k) in _person_sums(answers, touchpoint_ids, len(groups.code), wanted, group).items():
            sums = {
                "n_resp": groups.add(k > 0),
                "s": groups.add(s),
                "k": groups.add(k),
                "s2": groups.add(s * s),
                "k2": groups.add(k * k),
                "sk": groups.add(s * k),
            }
            there = sums["n_resp"] > 0
            n = int(there.sum())
            keys = {key: column[there] for key, column in groups.keys.items()}
            keys["scale"] = np.full(n, scale.key, dtype=np.int64)
            keys["group"] = np.full(n, int(group), dtype=np.int64)
            keys["measure"] = np.full(n, int(measure), dtype=np.int64)
            parts.append(
                Tallies({key: keys[key] for key in ROLLUP_KEYS}, {c: v[there] for c, v in sums.items()})
            )
    return Tallies.join(parts)


def _moments(
    groups: _Groups,
    answers: Sequence[Answers],
    touchpoint_ids: Ints,
    scale: Scale,
    dimension_of: Mapping[int, Group],
) -> Tallies:
    """Cross-products of the five dimensions' gap sums and counts, for weighted scores."""
    size = len(groups.code)
    found = [
        _person_sums(answers, touchpoint_ids, size, dimension_of, group)[Measure.GAP] for group in DIMENSIONS
    ]
    columns = [s for s, _ in found] + [k for _, k in found]
    anyone = np.sum([k for _, k in found], axis=0) > 0
    sums = {"n_resp": groups.add(anyone)}
    for i, left in enumerate(columns):
        for j in range(i, len(columns)):
            sums[f"m{i}_{j}"] = groups.add(left * columns[j])
    there = sums["n_resp"] > 0
    keys = {key: column[there] for key, column in groups.keys.items()}
    keys["scale"] = np.full(int(there.sum()), scale.key, dtype=np.int64)
    return Tallies({k: keys[k] for k in MOMENT_KEYS}, {c: sums[c][there] for c in MOMENT_SUMS})


def _outcomes(groups: _Groups, responses: Responses, scale: Scale) -> Tallies:
    osat, nps = responses.overall.astype(np.int64), responses.nps.astype(np.int64)
    rated, asked = osat != MISSING, nps != MISSING
    kept = np.where(rated, osat, 0)
    said = np.array([bool(text) for text in responses.comment.to_pylist()], dtype=bool)
    sums = {
        "responses": groups.add(np.ones(len(responses))),
        "osat_n": groups.add(rated),
        "osat_s": groups.add(kept),
        "osat_s2": groups.add(kept * kept),
        "osat_top": groups.add(rated & (osat == scale.high)),
        "promoters": groups.add(asked & (nps >= PROMOTER)),
        "passives": groups.add(asked & (nps < PROMOTER) & (nps > DETRACTOR)),
        "detractors": groups.add(asked & (nps <= DETRACTOR)),
        "comments": groups.add(said),
    }
    scales = {"scale": np.full(groups.size, scale.key, dtype=np.int64)}
    keys = groups.keys | scales
    order = ("month", "branch", "channel", "segment", "scale", "quality")
    return Tallies({k: keys[k] for k in order}, {c: sums[c] for c in OUTCOME_SUMS})
