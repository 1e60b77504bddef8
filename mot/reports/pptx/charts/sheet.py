"""The workbook inside a chart: what a double click opens, and the references and caches that the chart draws from."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from mot.domain.slides import Value
from mot.reports.pptx.charts.look import escaped
from mot.reports.pptx.theme import colour

NAME = "Sheet1"  # as PowerPoint calls it; needs no quotation marks in a reference
MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # the same chart is the same bytes
GENERAL = "General"
LETTER_WIDTH, WIDEST = 2.0, 42.0  # of columns, in letters


@dataclass(frozen=True, slots=True)
class Ref:
    """A column of the workbook: its place from 0, heading, values and number format.

    formulas: per row "" or a formula whose result is the value, so that a derived column follows what it is
    derived from.
    """

    place: int
    heading: str
    values: tuple[Value, ...]
    format: str = GENERAL
    formulas: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """The column as spreadsheets name it.

        >>> Ref(27, "", ()).letters
        'AB'
        """
        name, left = "", self.place + 1
        while left:
            left, rest = divmod(left - 1, 26)
            name = chr(65 + rest) + name
        return name

    def down_to(self, height: int) -> "Ref":
        """The column with empty cells below, so that it is as long as others."""
        more = (None,) * (height - len(self.values))
        return replace(self, values=self.values + more)

    def cell(self, row: int) -> str:
        """Address of a value by its number from 0."""
        return f"{self.letters}{row + 2}"

    @property
    def area(self) -> str:
        """Reference to all values."""
        return f"{NAME}!${self.letters}$2:${self.letters}${len(self.values) + 1}"

    def title(self) -> str:
        """XML `c:tx` of a series that is called like the column."""
        return (
            f'<c:tx><c:strRef><c:f>{NAME}!${self.letters}$1</c:f><c:strCache><c:ptCount val="1"/>'
            f'<c:pt idx="0"><c:v>{escaped(self.heading)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        )

    def numbers(self) -> str:
        """XML `c:numRef` with its cache; what is missing has no point."""
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{value!r}</c:v></c:pt>'
            for i, value in enumerate(self.values)
            if value is not None
        )
        return (
            f"<c:numRef><c:f>{self.area}</c:f><c:numCache><c:formatCode>{escaped(self.format)}</c:formatCode>"
            f'<c:ptCount val="{len(self.values)}"/>{points}</c:numCache></c:numRef>'
        )

    def texts(self) -> str:
        """XML `c:strRef` with its cache."""
        return f"<c:strRef><c:f>{self.area}</c:f><c:strCache>{self.points()}</c:strCache></c:strRef>"

    def points(self, written: Sequence[str] | None = None) -> str:
        """XML of a cache of texts: the values, or how they are written; an empty text has no point."""
        texts = self.values if written is None else written
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{escaped(str(text))}</c:v></c:pt>'
            for i, text in enumerate(texts)
            if text not in (None, "")
        )
        return f'<c:ptCount val="{len(texts)}"/>{points}'


@dataclass(slots=True)
class Sheet:
    """Columns side by side, in the order in which they were added.

    across: how the places along x are called beside those along y, which bear the name of what is drawn.
    """

    across: Callable[[str], str] = str
    columns: list[Ref] = field(default_factory=list)
    measured: int | None = None

    def draw(self) -> None:
        """What is added from here on only says how the columns before are drawn: its headings are grey."""
        self.measured = len(self.columns)

    def add(self, heading: str, values: Sequence[Value], format: str = GENERAL) -> Ref:
        """A column of values."""
        return self._keep(Ref(len(self.columns), heading, tuple(values), format))

    def derive(
        self, heading: str, values: Sequence[Value], formulas: Sequence[str], format: str = GENERAL
    ) -> Ref:
        """A column of values that follow others: the formula of a row, without `=`, gives the same value."""
        told = tuple(f"={formula}" if formula else "" for formula in formulas)
        return self._keep(Ref(len(self.columns), heading, tuple(values), format, told))

    def _keep(self, ref: Ref) -> Ref:
        self.columns.append(ref)
        return ref

    def to_xlsx(self) -> bytes:
        """The workbook: one sheet, headings on top, texts that are never formulas."""
        out = io.BytesIO()
        book = xlsxwriter.Workbook(
            out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet(NAME, worksheet_class=_Exact)
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        grey = book.add_format({"text_wrap": True, "valign": "top", "font_color": f"#{colour('faint')}"})
        formats = {f: book.add_format({"num_format": f}) for f in {c.format for c in self.columns}}
        sheet.freeze_panes(1, 1)
        for ref in self.columns:
            look = formats[ref.format]
            drawn = self.measured is not None and ref.place >= self.measured
            sheet.write_string(0, ref.place, ref.heading, grey if drawn else heading)
            longest = max((len(v) for v in ref.values if isinstance(v, str)), default=0)
            sheet.set_column(ref.place, ref.place, min(WIDEST, max(12.0, LETTER_WIDTH * longest)))
            for row, value in enumerate(ref.values, start=1):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    sheet.write_string(row, ref.place, value)
                elif ref.formulas and ref.formulas[row - 1]:
                    sheet.write_formula(row, ref.place, ref.formulas[row - 1], look, value)
                else:
                    sheet.write_number(row, ref.place, value, look)
        book.close()
        return out.getvalue()


class _Exact(Worksheet):  # type: ignore[misc]
    """Writes numbers to the last bit, where the library keeps 16 digits."""

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        told = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{told}><v>{number!r}</v></c>")
