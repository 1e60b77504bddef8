"""Which forms become responses, and why the others do not."""

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from mot.domain.issues import SetAside
from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells, as_text
from mot.ingest.days import IMPLAUSIBLE, KNOWN, Days
from mot.ingest.draft import MISSING, Column
from mot.ingest.forms import Forms
from mot.ingest.labels import ASIDE, NOT_STATED, Resolved
from mot.ingest.layouts import Table
from mot.ingest.outcomes import Outcomes

FATES = (
    "", "no_answers", "branch_refused", "no_branch", "date_implausible", "no_date", "duplicate",
    "no_figure", "figure_refused", "no_month", "no_numerator", "numerator_unusable", "no_denominator",
    "denominator_unusable", "denominator_zero", "numerator_above", "figure_repeated",
)  # fmt: skip
KEPT, DUPLICATE = 0, FATES.index("duplicate")
_COLUMNS = {
    "branch_refused": FieldKind.BRANCH,
    "no_branch": FieldKind.BRANCH,
    "date_implausible": FieldKind.DATE,
    "no_date": FieldKind.DATE,
    "no_month": FieldKind.DATE,
    "no_figure": FieldKind.FIGURE,
    "figure_refused": FieldKind.FIGURE,
    "figure_repeated": FieldKind.FIGURE,
    "no_numerator": FieldKind.NUMERATOR,
    "numerator_unusable": FieldKind.NUMERATOR,
    "numerator_above": FieldKind.NUMERATOR,
    "no_denominator": FieldKind.DENOMINATOR,
    "denominator_unusable": FieldKind.DENOMINATOR,
    "denominator_zero": FieldKind.DENOMINATOR,
}


def fates_of(forms: Forms, branch: Resolved, days: Days, outcomes: Outcomes) -> np.ndarray:
    """Per form a position in `FATES` (int8): kept, or the first reason that holds why not.

    Forms without a day are kept when no form of the file has one: then the quarter is asked for.
    """
    answered = pc.not_equal(outcomes.comment, "").to_numpy(zero_copy_only=False).copy()
    for values in (*forms.ratings.values(), outcomes.overall, outcomes.nps):
        answered |= values != MISSING
    some_dates = bool((days.state == KNOWN).any())
    fate = np.zeros(len(forms), dtype=np.int8)
    for hit, reason in (
        (~answered, "no_answers"),
        (branch.position == ASIDE, "branch_refused"),
        (branch.position == NOT_STATED, "no_branch"),
        (days.state == IMPLAUSIBLE, "date_implausible"),
        (~days.usable & some_dates, "no_date"),
    ):
        fate[(fate == KEPT) & hit] = FATES.index(reason)
    fate[_again(fate == KEPT, days, outcomes.who)] = DUPLICATE
    return fate


def _again(kept: np.ndarray, days: Days, who: Cells | None) -> np.ndarray:
    """The forms (indices) whose respondent answered earlier in the file on the same day."""
    none = np.zeros(0, dtype=np.int64)
    if who is None or not len(who.values):
        return none
    at = np.flatnonzero(kept & who.spread(~who.says_nothing(), False))
    if not len(at):
        return none
    key = who.codes[at].astype(np.int64) * 1_000_000 + days.day[at]
    _, first = np.unique(key, return_index=True)
    later = np.ones(len(at), dtype=bool)
    later[first] = False
    return at[later]


def set_aside(
    fate: np.ndarray, forms: Forms, table: Table, columns: Sequence[Column]
) -> tuple[SetAside, ...]:
    """The forms that are neither kept nor duplicates, with their place and what stood there."""
    by_kind = {c.field.kind: c for c in reversed(columns)}
    result = []
    for form in np.flatnonzero((fate != KEPT) & (fate != DUPLICATE)).tolist():
        reason, row = FATES[fate[form]], int(forms.first[form])
        column = by_kind.get(_COLUMNS[reason]) if reason in _COLUMNS else None
        code = table.columns[column.position].codes[row] if column else -1
        value = as_text(table.columns[column.position].values[code]) if column and code >= 0 else ""
        sheet = table.sheet_of(row)
        result.append(SetAside(sheet, int(table.rows[row]), reason, column.letter if column else "", value))
    return tuple(result)
