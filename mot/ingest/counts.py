"""Numerators and denominators: whole numbers, however they are written."""

from dataclasses import dataclass

import numpy as np

from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.draft import MISSING
from mot.ingest.values import whole

THERE, ABSENT, UNUSABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Counted:
    """`value` (int64, `MISSING` where there is none to use) and `state` (int8) per row."""

    value: np.ndarray
    state: np.ndarray


def counts_in(cells: Cells | None, size: int) -> Counted:
    """The counts of a column; all absent when there is no such column."""
    if cells is None:
        return Counted(np.full(size, MISSING, dtype=np.int64), np.full(size, ABSENT, dtype=np.int8))
    read = [whole(value) for value in cells.values]
    values = np.array([MISSING if count is None else count for count in read], dtype=np.int64)
    states = [
        THERE if count is not None else ABSENT if is_blank_word(as_text(value)) else UNUSABLE
        for value, count in zip(cells.values, read, strict=True)
    ]
    return Counted(cells.spread(values, MISSING), cells.spread(np.array(states, dtype=np.int8), ABSENT))
