"""Signs that a form was filled in without reading: one answer throughout, or too fast."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import CLEAN, FLAGGED
from mot.ingest.draft import MISSING, Answers

ENOUGH = 8  # ratings from which one answer throughout is a sign of anything
PACE = 2  # seconds per rating below which nobody reads


@dataclass(frozen=True, slots=True)
class Flags:
    """Per kept form: one answer throughout, too fast (bool); `quality` int8 is flagged when both hold."""

    straight: np.ndarray
    fast: np.ndarray
    quality: np.ndarray
    ratings: np.ndarray


def flag(answers: Sequence[Answers], duration: np.ndarray, size: int) -> Flags:
    """Judge every form by its ratings and by the seconds it took (`MISSING` when unknown)."""
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
    quality = np.where(straight & fast, FLAGGED, CLEAN).astype(np.int8)
    return Flags(straight, fast, quality, count)
