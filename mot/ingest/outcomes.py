"""What a form holds besides ratings: comments, durations, who answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.draft import MISSING
from mot.ingest.names import normal
from mot.ingest.privacy import hash_respondents, mask
from mot.ingest.values import duration

NOTHING = frozenset(
    (
        "没有",
        "暂无",
        "无意见",
        "没有意见",
        "暂无意见",
        "无建议",
        "没有建议",
        "无无",
        "none",
        "no",
        "nothing",
        "nocomment",
    )
)
LONGEST = 100_000  # seconds; a form left open for longer tells nothing


@dataclass(frozen=True, slots=True)
class Outcomes:
    """By form: int16 `overall` and `nps`, int32 `duration` in seconds, all `MISSING` when unknown; texts; who."""

    overall: np.ndarray
    nps: np.ndarray
    duration: np.ndarray
    comment: pa.Array
    who: Cells | None


def comments_of(columns: Sequence[Cells], size: int) -> pa.Array:
    """One text per form, personal data masked; several comment columns are put below each other."""
    texts = [_texts(cells) for cells in columns]
    if not texts:
        return pa.array([""] * size, pa.string())
    if len(texts) == 1:
        return texts[0]
    rows = zip(*(column.to_pylist() for column in texts), strict=True)
    return pa.array(["\n".join(part for part in row if part) for row in rows], pa.string())


def _texts(cells: Cells) -> pa.Array:
    """The comments of one column; words that say "no comment" are none."""
    masked = ["" if _is_nothing(text) else mask(text) for text in cells.texts()]
    return _take(masked, cells.codes)


def _is_nothing(text: str) -> bool:
    return is_blank_word(text) or normal(text) in NOTHING or not normal(text)


def _take(distinct: list[str], codes: np.ndarray) -> pa.Array:
    """Spread distinct texts over rows; "" where there is none."""
    at = np.where(codes >= 0, codes, len(distinct))
    return pa.array([*distinct, ""], pa.string()).take(pa.array(at))


def durations_of(cells: Cells | None, size: int) -> np.ndarray:
    """Seconds per form as int32, `MISSING` when unknown."""
    if cells is None:
        return np.full(size, MISSING, dtype=np.int32)
    seconds = [duration(value) for value in cells.values]
    known = [s if s is not None and 0 < s <= LONGEST else MISSING for s in seconds]
    return cells.spread(np.array(known, dtype=np.int32), MISSING)


def respondents_of(cells: Cells | None, secret: bytes, kept: np.ndarray) -> pa.Array:
    """The keyed hash of who answered each kept form, "" when unknown."""
    if cells is None:
        return pa.array([""] * len(kept), pa.string())
    texts = [value if isinstance(value, str) else as_text(value) for value in cells.values]
    hashed = hash_respondents(texts, secret)
    for blank in np.flatnonzero(cells.says_nothing()).tolist():
        hashed[blank] = ""
    return _take(hashed, cells.codes[kept])
