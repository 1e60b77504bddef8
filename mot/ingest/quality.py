"""Signs that a form was filled in without reading, or sent twice: one answer throughout, too fast, alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import FLAGGED
from mot.ingest.draft import MISSING, Answers

ENOUGH = (
    8  # ratings from which one answer throughout, or the same answers as another form, is a sign of anything
)
PACE = 2  # seconds per rating below which nobody reads
WITHIN = 600  # seconds within which two forms with the same answers about one branch look like one

# What is kept of each response: `FLAGGED` when the results leave it out, and these signs beside it.
STRAIGHT, FAST, REPEATED = 2, 4, 8


@dataclass(frozen=True, slots=True)
class Flags:
    """Per kept form: one answer throughout, too fast, the same answers at the same branch shortly before or after.

    `straight`, `fast`, `repeated` bool; `ratings` the number of answers. `quality` int8 is the sum of
    `STRAIGHT`, `FAST` and `REPEATED` as far as they hold, and of `FLAGGED` when the first two hold together:
    only then is a form left out of results.
    """

    straight: np.ndarray
    fast: np.ndarray
    repeated: np.ndarray
    quality: np.ndarray
    ratings: np.ndarray


def flag(
    answers: Sequence[Answers],
    duration: np.ndarray,
    size: int,
    *,
    moment: np.ndarray | None = None,
    branch: np.ndarray | None = None,
) -> Flags:
    """Judge every form by its ratings, by the seconds it took and by when it was sent.

    Parameters
    ----------
    duration
        Seconds per form, `MISSING` when unknown.
    moment
        Seconds since 1970-01-01 per form, `MISSING` when unknown; without it no form counts as repeated.
    branch
        The branch of each form; without it all are of one branch.
    """
    count = np.zeros(size, dtype=np.int32)
    core = np.zeros(size, dtype=np.int32)
    low, high = np.full(size, np.iinfo(np.int16).max, np.int16), np.full(size, MISSING, np.int16)
    for one in answers:
        for values in (one.expectation, one.perception):
            if values is None:
                continue
            there = values != MISSING
            core += there
            np.minimum(low, values, out=low, where=there)
            np.maximum(high, values, out=high)
        for values in (one.minimum, one.importance):
            if values is not None:
                count += values != MISSING
    count += core
    straight = (core >= ENOUGH) & (low == high)
    fast = (duration != MISSING) & (count > 0) & (duration < PACE * count)
    repeated = np.zeros(size, dtype=bool)
    if moment is not None:
        at = np.flatnonzero((moment != MISSING) & (core >= ENOUGH))
        places = np.zeros(size, dtype=np.int64) if branch is None else branch
        repeated[at] = _close(_spoken(answers, at), places[at], moment[at])
    left_out = np.where(straight & fast, FLAGGED, 0)
    quality = (left_out + STRAIGHT * straight + FAST * fast + REPEATED * repeated).astype(np.int8)
    return Flags(straight, fast, repeated, quality, count)


def _spoken(answers: Sequence[Answers], at: np.ndarray) -> np.ndarray:
    """All answers of some forms as one number each (uint64): equal for equal answers, by hardly any chance else."""
    told = np.zeros(len(at), dtype=np.uint64)
    for one in answers:
        for values in (one.expectation, one.perception, one.minimum, one.importance):
            if values is not None:
                told = (told ^ (values[at] + 2).astype(np.uint64)) * np.uint64(0x100000001B3)  # FNV-1a
                told ^= told >> np.uint64(29)
    return told


def _close(told: np.ndarray, branch: np.ndarray, moment: np.ndarray) -> np.ndarray:
    """Which forms have another one with the same answers about the same branch within `WITHIN` seconds (bool)."""
    order = np.lexsort((moment, told, branch))
    told, branch, moment = told[order], branch[order], moment[order]
    near = (told[1:] == told[:-1]) & (branch[1:] == branch[:-1]) & (np.diff(moment) <= WITHIN)
    found = np.zeros(len(order), dtype=bool)
    found[order[1:]] |= near
    found[order[:-1]] |= near
    return found
