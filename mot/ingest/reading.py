"""All that was found out about a file before it is judged: what checks look at."""

from dataclasses import dataclass

import numpy as np

from mot.domain.issues import Place
from mot.domain.survey import FieldKind, Institution, Scale
from mot.ingest.changes import Changes
from mot.ingest.choose import Choice
from mot.ingest.counts import Counted
from mot.ingest.days import Days, Months
from mot.ingest.direction import Direction
from mot.ingest.draft import Answers, Column, Decisions, Reference
from mot.ingest.forms import Forms
from mot.ingest.labels import Labels, Resolved
from mot.ingest.layouts import Table
from mot.ingest.outcomes import Outcomes
from mot.ingest.pairing import Refusal
from mot.ingest.quality import Flags
from mot.ingest.reverse_items import ReverseItem
from mot.ingest.rows import Sorted
from mot.ingest.scales import Answered, ScaleGuess

SHOWN = 8  # rows named in an issue


@dataclass(frozen=True, slots=True)
class Placed:
    """The rows of a file of any kind, each with its place in Excel, its branch and its fate.

    `forms` are filled-in questionnaires, or the rows of a sheet of outcome figures. By form, `fate` is a
    position in `mot.ingest.fates.FATES`; `kept` are the indices of the kept forms.
    """

    file_name: str
    institution: Institution
    decisions: Decisions
    quarters: tuple[str, ...]
    choice: Choice
    rows: Sorted
    columns: tuple[Column, ...]
    forms: Forms
    labels: Labels
    fate: np.ndarray
    kept: np.ndarray

    @property
    def table(self) -> Table:
        """The rows that are neither blank nor totals nor headers."""
        return self.rows.table

    @property
    def sheet(self) -> str:
        """The name of the sheet that is read."""
        return self.choice.sheet.name

    def column(self, kind: FieldKind) -> Column | None:
        """The first column of a kind."""
        return next((c for c in self.columns if c.field.kind is kind), None)

    def place(self, rows: np.ndarray | None = None, column: Column | None = None) -> Place:
        """A place in Excel: the first of some table rows (indices), a column, or both."""
        letter, header = (column.letter, column.header) if column else ("", "")
        if rows is None or not len(rows):
            return Place(self.sheet, (), letter, header)
        together = rows[self.table.sheet[rows] == self.table.sheet[rows[0]]]
        numbers = tuple(int(row) for row in self.table.rows[together[:SHOWN]])
        return Place(self.table.sheet_of(int(rows[0])), numbers, letter, header)

    def place_of_forms(self, forms: np.ndarray, column: Column | None = None) -> Place:
        """The place of some forms (indices)."""
        return self.place(self.forms.first[forms], column)


@dataclass(frozen=True, slots=True)
class Reading(Placed):
    """One file of feedback, read. `answers` and `flags` are about the kept forms."""

    scale: ScaleGuess
    overall_scale: Scale
    answered: dict[int, Answered]
    direction: Direction
    reverse: tuple[ReverseItem, ...]
    changes: Changes | None
    refusal: Refusal | None
    wordings: tuple[str, ...]
    days: Days
    outcomes: Outcomes
    touchpoints: tuple[Reference, ...]
    answers: tuple[Answers, ...]
    flags: Flags


@dataclass(frozen=True, slots=True)
class FigureReading(Placed):
    """One sheet of outcome figures, read: by form its month, figure, numerator and denominator."""

    months: Months
    names: Resolved
    numerator: Counted
    denominator: Counted
