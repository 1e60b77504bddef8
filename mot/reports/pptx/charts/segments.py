"""Straight pieces: intervals, ticks, the lines between two marks, bands.

Each is a line from a start to an end with a gap behind it, and both ends are cells of the chart's workbook that
follow what was measured. They are lines and not error bars: programs draw caps at the ends of error bars, or leave
them out, as each of them likes, and a thick one would look longer than the interval is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mot.domain.slides import Value
from mot.reports.pptx.charts.marks import Series
from mot.reports.pptx.charts.sheet import Ref, Sheet


@dataclass(frozen=True, slots=True)
class End:
    """Where a piece begins or ends on one axis: the value of a column, moved by so much; or the same everywhere."""

    ref: Ref | None
    moved: float = 0.0

    def value(self, row: int) -> float | None:
        """The value in a row; None where it is not known."""
        if self.ref is None:
            return self.moved
        found = self.ref.values[row]
        return float(found) + self.moved if isinstance(found, (int, float)) else None

    def formula(self, row: int) -> str:
        """What gives that value in the workbook; "" for a plain number."""
        if self.ref is None:
            return ""
        return f"{self.ref.cell(row)}{self.moved:+}" if self.moved else self.ref.cell(row)


def segments(
    sheet: Sheet,
    heading: str,
    x: tuple[End, End],
    y: tuple[End, End],
    keep: Sequence[bool],
    look: str,
) -> Series | None:
    """One piece per row that is kept and whose ends are known; None when there is none at all.

    The column of the y-axis carries the gaps: three cells per row, start, end and an empty one.
    """
    known = [kept and all(end.value(row) is not None for end in (*x, *y)) for row, kept in enumerate(keep)]
    if not any(known):
        return None
    up = _cells(sheet, heading, (*y, None), known)
    across = _cells(sheet, sheet.across(heading), (*x, x[1]), known)
    return Series(up, across, up, path=look)


def _cells(sheet: Sheet, heading: str, ends: tuple[End, End, End | None], known: Sequence[bool]) -> Ref:
    values: list[Value] = []
    formulas: list[str] = []
    for row, drawn in enumerate(known):
        for end in ends:
            there = end if drawn else None
            values.append(there.value(row) if there else None)
            formulas.append(there.formula(row) if there else "")
    return sheet.derive(heading, values, formulas)
