"""A chart's rows as columns of its workbook: first what was measured, then what is drawn from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mot.charts.theme import State
from mot.domain.errors import N_
from mot.domain.slides import Chart, Value
from mot.locale.words import Locale
from mot.reports.pptx.charts.look import level, signed
from mot.reports.pptx.charts.marks import Series
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref, Sheet

STATES: Mapping[str, str] = {
    State.WEAK: N_("weak"),
    State.BELOW: N_("below"),
    State.UNCLEAR: N_("cannot tell"),
    State.ABOVE: N_("above"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a chart beside the workbook that is made of them, in a reader's language."""

    chart: Chart
    locale: Locale
    sheet: Sheet

    @property
    def size(self) -> int:
        """The number of rows."""
        return self.chart.size

    def t(self, message: str, **params: object) -> str:
        """Translate a heading."""
        return self.locale.t(message, **params)

    def word(self, name: str) -> str:
        """A word that stands in the chart itself."""
        return self.chart.words.get(name, "")

    def told(self, name: str) -> str:
        """A text among the chart's options."""
        return str(self.chart.options.get(name, ""))

    @property
    def digits(self) -> int:
        """Decimals of scores: as many as the author was told, else as many as the texts of the rows have."""
        if "decimals" in self.chart.options:
            return int(str(self.chart.options["decimals"]))
        for name in ("change_text", "value_text", "gap_text"):
            for text in self.texts(name):
                if any(letter.isdigit() for letter in text):
                    return len(text.partition(".")[2])
        return 2

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of a column; None in every row where the chart has no such column."""
        return self.chart.columns.get(name) or (None,) * self.size

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a column; "" where there is none."""
        return tuple(str(v) if v not in (None, "") else "" for v in self.column(name))

    def figures(self, name: str) -> tuple[float | None, ...]:
        """The numbers of a column."""
        return tuple(
            float(v) if isinstance(v, (int, float)) and not isinstance(v, bool) else None
            for v in self.column(name)
        )

    @property
    def states(self) -> tuple[str, ...]:
        """What each row says by its colour."""
        return self.texts("state")

    def present(self) -> list[str]:
        """The colours of the rows that show a value, from weak to above."""
        return [state for state in STATES if state in self.states]

    def add(self, heading: str, values: Sequence[Value], form: str = "General") -> Ref:
        """A column of values as they are."""
        return self.sheet.add(heading, values, form)

    def gaps(self) -> Ref:
        """The numbers beside tick and dot: gaps, or what was perceived where nobody was asked what they expect."""
        values = self.figures("gap")
        if any(v is not None for v in values):
            return self.add(self.word("gap"), values, signed(self.digits))
        return self.add(self.word("gap"), self.figures("perception"), level(self.digits))

    def part(self, source: Ref, known: Sequence[bool], heading: str) -> Ref:
        """The values of a column in some rows only."""
        kept = [v if there else None for v, there in zip(source.values, known, strict=True)]
        formulas = ["" if v is None else source.cell(i) for i, v in enumerate(kept)]
        return self.sheet.derive(heading, kept, formulas, source.format)

    def coloured(self, heading: str, state: str) -> str:
        """Heading of the part of a column that is drawn in the colour of a state."""
        return self.t("{column} ({state})", column=heading, state=self.t(STATES[state]))

    def segments(
        self, heading: str, x: tuple[End, End], y: tuple[End, End], look: str, state: str | None = None
    ) -> list[Series]:
        """Straight pieces in all rows, or in those of a state."""
        if state is not None:
            heading = self.coloured(heading, state)
        keep = [state is None or s == state for s in self.states]
        found = segments(self.sheet, heading, x, y, keep, look)
        return [found] if found else []


def sheet_for(locale: Locale) -> Sheet:
    """An empty workbook in a reader's language."""
    return Sheet(lambda heading: locale.t("{column}, across", column=heading))
