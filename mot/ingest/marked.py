"""Rows that a survey tool marks: previews, tests and refused ones are no feedback, unfinished ones are a choice."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mot.domain.issues import SetAside
from mot.ingest.draft import Decisions
from mot.ingest.layouts import Table
from mot.ingest.names import normal
from mot.ingest.rows import Sorted, take_out

PREVIEW, REFUSED, UNFINISHED = "preview", "refused", "unfinished"
COUNT, LEAVE = "count_them", "leave_them"
USUALLY = {PREVIEW: LEAVE, REFUSED: LEAVE, UNFINISHED: COUNT}


@dataclass(frozen=True, slots=True)
class Marked:
    """The rows (indices of the table) that carry a mark, the column that says so, and its distinct values."""

    mark: str
    column: int
    rows: np.ndarray


def marked(table: Table) -> Iterator[Marked]:
    """All rows that carry a mark, by mark and column."""
    for column, told in enumerate(table.told):
        cells = table.columns[column]
        for mark in USUALLY if told else ():
            words = {word for word, one in told.marks if one == mark} if told else set()
            hits = np.array([normal(text) in words for text in cells.texts()], dtype=bool)
            rows = np.flatnonzero(cells.spread(hits, "" in words))
            if len(rows):
                yield Marked(mark, column, rows)


def chosen(mark: str, decisions: Decisions) -> str:
    """What is done with the rows of a mark."""
    said = decisions.answers.get(mark) or decisions.values.get(mark, "")
    return said if said in (COUNT, LEAVE) else USUALLY[mark]


def leave_out(found: Sorted, decisions: Decisions) -> Sorted:
    """Set aside the rows whose mark says that they are not to count."""
    reasons: dict[int, SetAside] = {}
    table = found.table
    for one in marked(table):
        if chosen(one.mark, decisions) == COUNT:
            continue
        cells = table.columns[one.column]
        texts = (*cells.texts(), "")
        for row in one.rows.tolist():
            text = texts[cells.codes[row]]
            place = table.sheet_of(row), int(table.rows[row])
            reasons.setdefault(row, SetAside(*place, one.mark, table.letters[one.column], text))
    return take_out(found, np.array(sorted(reasons), dtype=np.int64), reasons.values())
