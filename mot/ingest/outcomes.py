"""What a form holds besides ratings: comments, durations, who answered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.draft import MISSING
from mot.ingest.names import normal
from mot.ingest.privacy import Personal, hash_respondents, mask_all
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
MOST = 24  # signs from which a text with a word in it says something
_WORD = re.compile(r"[^\W_]")
Masked = Mapping[Personal, int]
LONGEST = 100_000  # seconds; a form left open for longer tells nothing


@dataclass(frozen=True, slots=True)
class Outcomes:
    """By form: int16 `overall` and `nps`, int32 `duration` in seconds, all `MISSING` when unknown; texts; who.

    `masked` tells for each column of comments how often each kind of personal data was blotted out.
    """

    overall: np.ndarray
    nps: np.ndarray
    duration: np.ndarray
    comment: pa.Array
    who: Cells | None
    masked: tuple[Masked, ...] = ()


def comments_of(columns: Sequence[Cells], size: int) -> tuple[pa.Array, tuple[Masked, ...]]:
    """One text per form, personal data masked, and what was masked in each column.

    Several comment columns are put below each other.
    """
    found = [_texts(cells) for cells in columns]
    texts, masked = [text for text, _ in found], tuple(kinds for _, kinds in found)
    if not texts:
        return pa.array([""] * size, pa.string()), ()
    if len(texts) == 1:
        return texts[0], masked
    rows = zip(*(column.to_pylist() for column in texts), strict=True)
    return pa.array(["\n".join(part for part in row if part) for row in rows], pa.string()), masked


def _texts(cells: Cells) -> tuple[pa.Array, Masked]:
    """The comments of one column; words that say "no comment" are none."""
    masked, told = mask_all(["" if _is_nothing(text) else text for text in cells.texts()])
    counts = cells.counts()
    return _take(masked, cells.codes), {kind: int(often @ counts) for kind, often in told.items()}


def _is_nothing(text: str) -> bool:
    if len(text) > MOST and _WORD.search(text):
        return False
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
