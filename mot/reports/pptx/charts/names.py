"""Names of rows and of columns: at which size, in how many lines, cut where nothing else helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from mot.reports.measure import told_apart
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.look import SIZE, SMALLEST
from mot.reports.pptx.charts.marks import Series
from mot.reports.pptx.charts.rows import Rows
from mot.reports.pptx.charts.sheet import Ref

LINE = 1.35


@dataclass(frozen=True, slots=True)
class Names:
    """Names as they are drawn below a chart's columns; `height` is the room they take, in units."""

    cells: Ref
    drawn: Sequence[str]
    size: float
    height: float
    turned: int = 0

    def series(self, rows: Rows, place: Ref, foot: float) -> Series:
        """The names at the foot of the plot."""
        y = rows.add(rows.t("Height of the name"), [foot] * rows.size)
        labels = [Label(name, "b", "ink") if name else None for name in self.drawn]
        return Series(self.cells, place, y, labels=Labels(self.cells, labels, self.size, self.turned))


def below(rows: Rows, cells: Ref, short: Sequence[str], pitch: float, most: float) -> Names:
    """Names in one line, in two, or upright: the first that fits; `most` units high."""
    names = [str(v or "") for v in cells.values]
    for size in (SIZE, SIZE - 1, SIZE - 2):
        if all(letters(name, size) <= pitch - 4 for name in names):
            return Names(cells, names, size, size * LINE + 12)
    pairs = [part.split("|") for part in (s or n for s, n in zip(short, names, strict=True))]
    for size in (SIZE - 0.6, SIZE - 1.5, SIZE - 2.5, SIZE - 4):
        if all(letters(part, size) <= pitch - 2 for pair in pairs for part in pair):
            told = rows.add(rows.t("Name, as drawn"), ["\n".join(pair) for pair in pairs])
            return Names(told, [str(v) for v in told.values], size, 2 * size * LINE + 12)
    size = max(SMALLEST, min(SIZE - 1, pitch * 0.8))
    cut = told_apart(names, size, most)
    tall = max((letters(name, size) for name in cut), default=0.0)
    return Names(cells, cut, size, tall + 16, turned=-90)
