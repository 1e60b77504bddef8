"""Responses that are stored already are left out: of the same respondent and day, or the very same form."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.domain.issues import Issue, Place, Severity
from mot.ingest.draft import MISSING, Answers, Draft, Responses

REPEATED = "already_imported"
SKIP, COUNT = "skip", "count"
_DAYS = 1_000_000  # more than there are days to be told apart
SHOWN = 5  # rows and imports named in an issue


@dataclass(frozen=True, slots=True)
class Known:
    """Who answered on which day in which import: who (keyed hash), day (days since 1970-01-01), number."""

    who: pa.Array
    day: np.ndarray
    number: np.ndarray

    def __len__(self) -> int:
        return len(self.day)

    def without(self, number: int | None) -> "Known":
        """What other imports than this one know."""
        other = self.number != (0 if number is None else number)
        return Known(self.who.filter(pa.array(other)), self.day[other], self.number[other])

    def owners(self, who: pa.Array, day: np.ndarray) -> np.ndarray:
        """By respondent and day the number of the first import that has both, else 0 (int64)."""
        if not len(self):
            return np.zeros(len(day), dtype=np.int64)
        people = self.who.unique()
        mine = pc.index_in(who, people).fill_null(-1).to_numpy(zero_copy_only=False)
        theirs = pc.index_in(self.who, people).to_numpy(zero_copy_only=False)
        keys = theirs.astype(np.int64) * _DAYS + self.day
        order = np.lexsort((self.number, keys))
        wanted = mine.astype(np.int64) * _DAYS + day
        place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
        at = order[place]
        found: np.ndarray = np.where((keys[at] == wanted) & (mine >= 0), self.number[at], 0).astype(np.int64)
        return found


NOBODY = Known(pa.array([], pa.string()), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Origin:
    """An earlier import as it is named to a person; `file_name` is "" when they may not know it."""

    number: int
    date: str
    file_name: str


def leave_out(draft: Draft, owner: np.ndarray, origins: Mapping[int, Origin], *, choice: str = SKIP) -> Draft:
    """The draft without the responses that are stored already, unless `choice` is to count them once more.

    `owner` holds by response the number of the import that has it, else 0. Rows left out are counted as
    duplicates, so that the counts still add up.
    """
    repeated = owner > 0
    n = int(repeated.sum())
    if not n:
        return draft
    issues = (*draft.issues, _issue(draft, owner, origins, choice))
    if choice == COUNT:
        return replace(draft, issues=issues)
    keep = ~repeated
    answers = tuple(_kept(a, keep) for a in draft.answers)
    counts = replace(
        draft.counts,
        responses=draft.counts.responses - n,
        duplicates=draft.counts.duplicates + n,
        ratings=sum(_ratings(a) for a in answers),
    )
    kept = {
        f.name: column.filter(pa.array(keep))
        if isinstance(column, pa.Array | pa.ChunkedArray)
        else column[keep]
        for f in fields(Responses)
        for column in (getattr(draft.responses, f.name),)
    }
    numbers, rows = np.unique(owner[repeated], return_counts=True)
    skipped = tuple(zip(numbers.tolist(), rows.tolist(), strict=True))
    return replace(
        draft, responses=Responses(**kept), answers=answers, counts=counts, issues=issues, skipped=skipped
    )


def _issue(draft: Draft, owner: np.ndarray, origins: Mapping[int, Origin], choice: str) -> Issue:
    """What is there already, naming the import that has most of it."""
    numbers, counts = np.unique(owner[owner > 0], return_counts=True)
    most = origins[int(numbers[np.argmax(counts)])]
    count = int(counts.sum())
    params: dict[str, object] = {
        "count": count,
        "number": most.number,
        "date": most.date,
        "file": most.file_name,
        "imports": len(numbers),
        "numbers": ", ".join(str(number) for number in numbers[:SHOWN])
        + (" …" if len(numbers) > SHOWN else ""),
    }
    code = (
        f"{REPEATED}_several" if len(numbers) > 1 else REPEATED if most.file_name else f"{REPEATED}_elsewhere"
    )
    rows = tuple(int(row) for row in draft.responses.row[owner > 0][:SHOWN])
    place = Place(draft.sheet, rows)
    return Issue(code, Severity.DECIDE, place, params, count, REPEATED, (SKIP, COUNT), choice)


def _kinds(answers: Answers) -> dict[str, np.ndarray | None]:
    return {f.name: getattr(answers, f.name) for f in fields(Answers) if f.name != "touchpoint"}


def _kept(answers: Answers, keep: np.ndarray) -> Answers:
    return Answers(
        answers.touchpoint, **{k: None if v is None else v[keep] for k, v in _kinds(answers).items()}
    )


def _ratings(answers: Answers) -> int:
    return sum(int((v != MISSING).sum()) for v in _kinds(answers).values() if v is not None)
