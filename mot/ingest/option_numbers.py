"""Recommendations that may stand in a file as the numbers of eleven options: 1 to 11 for 0 to 10."""

from dataclasses import replace

from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells
from mot.ingest.draft import Decisions
from mot.ingest.layouts import Table
from mot.ingest.layouts.codes import changed
from mot.ingest.layouts.table import FROM_ONE, MAYBE_FROM_ONE
from mot.ingest.values import number

KEY = "from_one"
AS_IT_IS, LESS_ONE = "keep", "less_one"
LAST = 11


def settled(table: Table, decisions: Decisions) -> Table:
    """The table with such answers as answers from 0 to 10.

    An 11 without any 0 proves that options were counted. Without either it cannot be known, and is as decided.
    """
    columns, told = list(table.columns), list(table.told)
    for place, one in enumerate(told):
        if one is None or one.kind is not FieldKind.NPS or one.topic != MAYBE_FROM_ONE:
            continue
        there = _there(columns[place])
        proven = LAST in there and there <= set(map(float, range(1, LAST + 1)))
        open_to_doubt = bool(there) and there <= set(map(float, range(1, LAST)))
        told[place] = replace(one, topic=FROM_ONE if proven else MAYBE_FROM_ONE if open_to_doubt else "")
        if proven or (open_to_doubt and chosen(decisions) == LESS_ONE):
            columns[place] = changed(columns[place], _less_one)
    return replace(table, columns=tuple(columns), told=tuple(told))


def chosen(decisions: Decisions) -> str:
    """What was decided where it cannot be known; without a decision the numbers stay as they are."""
    said = decisions.values.get(KEY) or decisions.answers.get(KEY, "")
    return said if said in (AS_IT_IS, LESS_ONE) else AS_IT_IS


def _there(cells: Cells) -> set[float | None]:
    counts = cells.counts().tolist()
    return {number(value) for value, count in zip(cells.values, counts, strict=True) if count}


def _less_one(value: object) -> object:
    found = number(value)
    return value if found is None else found - 1
