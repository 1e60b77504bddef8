"""A column of cells as distinct values and codes: a value is parsed once, however often it was given."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_NO_ANSWER = (
    "-;--;—;/;.;n/a;na;nan;null;none;nil;skipped;not applicable;don't know;无;空;(空);(跳过);跳过;未填;未作答;"
    "未回答;不适用;未使用;没有使用;未体验;未办理;未经历;不清楚;不知道;说不清;不了解;"
    "从未使用;没用过;未用过;从未办理;未接触;未涉及;无法评价;拒答;拒绝回答;不愿回答;"
    "blank;never used;not used;no answer;refused;prefer not to say;prefer not to answer;don't know/not applicable;"
    "#n/a;#null!;#div/0!;#value!;#ref!;#name?;#num!"
)
BLANKS = frozenset(_NO_ANSWER.split(";"))
MIDNIGHT = " 00:00:00"  # how a day is written in a column of texts and days
EDGES = " \t\r\n\u3000\xa0\ufeff\u200b"
_ERRORS = (
    "#N/A #NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! "
    "#GETTING_DATA #BUSY! #PYTHON!"
)
ERRORS = frozenset(_ERRORS.split())
# The days from which Excel counts: what is dated so is a time of day without a day.
BEFORE_TIME = frozenset({dt.date(1899, 12, 30), dt.date(1899, 12, 31), dt.date(1904, 1, 1)})
_ESCAPE = re.compile(r"_x(00[0-9A-Fa-f]{2})_")  # how Excel writes a control character
_EDGE = r"[ \t\r\n\x{3000}\x{a0}\x{feff}\x{200b}]"
_ACCIDENT = rf"^$|^{_EDGE}|{_EDGE}$|^#|_x|\x00|{MIDNIGHT}$"  # what `clean` or `of_arrow` would change
LONGEST_BLANK = max(map(len, BLANKS))


@dataclass(frozen=True, slots=True)
class Cells:
    """A column: `codes` (int32, -1 for a blank cell) point into the distinct `values`.

    A value is a text (trimmed), a float or a datetime.
    """

    codes: np.ndarray
    values: tuple[object, ...]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def filled(self) -> np.ndarray:
        """Which cells hold anything (bool)."""
        return self.codes >= 0

    def counts(self) -> np.ndarray:
        """How often each distinct value occurs (int64)."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    def texts(self) -> tuple[str, ...]:
        """The distinct values as a person would write them."""
        return tuple(as_text(value) for value in self.values)

    def says_nothing(self) -> np.ndarray:
        """Which distinct values are words for "not answered" (bool), found without looping over many."""
        import pyarrow.compute as pc  # a process that only reads files starts sooner

        texts = pa.array([value if isinstance(value, str) else "" for value in self.values], pa.string())
        blank = pc.is_in(pc.utf8_lower(texts), pa.array(sorted(BLANKS)))
        found: np.ndarray = blank.to_numpy(zero_copy_only=False)
        return found

    def spread(self, of_values: np.ndarray, blank: Any) -> np.ndarray:
        """Give every cell what was worked out for its distinct value; `blank` for empty cells."""
        spread: np.ndarray = np.append(of_values, np.array([blank], dtype=of_values.dtype))[self.codes]
        return spread

    def kept(self, rows: np.ndarray) -> "Cells":
        """The cells of some rows (a mask or indices); the distinct values stay as they are."""
        return Cells(self.codes[rows], self.values)

    def first(self) -> str:
        """The first value that is there, as text; "" for an empty column."""
        found = np.flatnonzero(self.codes >= 0)
        return as_text(self.values[self.codes[found[0]]]) if len(found) else ""

    @classmethod
    def of(cls, values: Iterable[object]) -> "Cells":
        """Code the values of a column, as a workbook reader gave them."""
        known: dict[object, int] = {}
        codes = [-1 if v is None else known.setdefault(v, len(known)) for v in map(clean, values)]
        return cls(np.array(codes, dtype=np.int32), tuple(known))

    @classmethod
    def of_arrow(cls, column: pa.Array) -> "Cells":
        """Code an Arrow column without looking at single cells."""
        if pa.types.is_null(column.type):
            return cls(np.full(len(column), -1, dtype=np.int32), ())
        coded = column.dictionary_encode()
        codes = coded.indices.to_numpy(zero_copy_only=False)
        if column.null_count:
            codes = np.nan_to_num(codes, nan=-1).astype(np.int32)
        distinct = coded.dictionary
        if _is_clean(distinct):
            return cls(codes.astype(np.int32, copy=False), tuple(distinct.to_pylist()))
        known: dict[object, int] = {}
        cleaned = [clean(value) for value in distinct.to_pylist()]
        cleaned = [v.removesuffix(MIDNIGHT) if isinstance(v, str) else v for v in cleaned]
        merged = [-1 if v is None else known.setdefault(v, len(known)) for v in cleaned]
        return cls(np.array([*merged, -1], dtype=np.int32)[codes], tuple(known))


def _is_clean(distinct: pa.Array) -> bool:
    """Whether a column of texts is as `clean` would leave it, told without looking at single texts."""
    if not pa.types.is_string(distinct.type) and not pa.types.is_large_string(distinct.type):
        return False
    return not pc.any(pc.match_substring_regex(distinct, _ACCIDENT)).as_py()


def clean(value: object) -> object | None:
    """One cell without its accidents: trimmed text, float for every number, datetime for every date."""
    if isinstance(value, str):
        text = value.strip(EDGES)
        if "\0" in text or "_x" in text:
            text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\0", "").strip(EDGES)
        return None if text[:1] == "#" and text in ERRORS else text or None
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, dt.datetime):
        return value.time().isoformat("seconds") if value.date() in BEFORE_TIME else value
    return value.isoformat("seconds") if isinstance(value, dt.time) else str(value)


def as_text(value: object) -> str:
    """A value as a person would write it: 3 and not 3.0, a day without midnight."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return str(value)


def is_blank_word(text: str) -> bool:
    """Whether a text says that nothing was answered (``N/A``, ``不适用``, ``(跳过)``)."""
    return len(text) <= LONGEST_BLANK and text.lower() in BLANKS
