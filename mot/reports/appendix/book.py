"""A workbook that a review is taken away in: texts stay texts, nothing is hidden, nothing runs."""

import datetime as dt
import io
import math
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mot.domain.slides import Column, Form, Table, Tone, Value
from mot.reports.tables import RISKY

LONGEST = 31  # letters of a sheet's name
MOST_TEXT = 32_767  # letters of a cell
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " ") | {"'": "’"})
NARROWEST, WIDEST, NUMBERS = 9, 46, 12  # widths of columns, in digits; of those of numbers at most
WORDED = (Form.TEXT, Form.MARK, Form.DATE)  # forms that begin at the left
COLOURS = {Tone.WEAK: "#B8400F", Tone.BELOW: "#B8400F", Tone.ABOVE: "#1A66A8", Tone.HIDDEN: "#5F6B76"}
INK, SUB, HEAD, BRAND = "#1D2731", "#55616C", "#F4F3EF", "#0E4A5B"
PAPER = 190  # digits that a page can be wide and still be read
Cell = Value | dt.date | dt.datetime


class Book:
    """Sheets in order, each name unique whatever the case."""

    def __init__(self, *, title: str, author: str, created: dt.datetime) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"title": title, "author": author, "created": created.replace(tzinfo=None)})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._names: set[str] = {"history"}  # Excel keeps that one for itself

    def named(self, wanted: str) -> str:
        """A name for a sheet as near to the wanted one as Excel allows, and not given before."""
        clean = " ".join(wanted.translate(FORBIDDEN).split()).strip("’ ") or "1"
        for number in range(1, 100_000):
            tail = f" {number}" if number > 1 else ""
            name = _short(clean, LONGEST - len(tail)) + tail
            if name.lower() not in self._names:
                self._names.add(name.lower())
                return name
        raise ValueError("a workbook has no room for so many sheets of one name")

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, printed across one page's width in landscape."""
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.set_footer("&L&8&A&R&8&P / &N")
        return page

    def format(self, **wanted: object) -> Format:
        """A format, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_color": INK, "valign": "vcenter", **wanted})
        return self._formats[key]

    def write(self, page: Worksheet, row: int, column: int, value: Cell, **wanted: object) -> None:
        """Write a value as what it is; nothing where there is none."""
        if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
            return
        if isinstance(value, str):
            quoted = {"quote_prefix": True} if value.lstrip(" \u3000").startswith(RISKY) else {}
            page.write_string(row, column, value[:MOST_TEXT], self.format(**wanted, **quoted))
        elif isinstance(value, (dt.datetime, dt.date)):
            page.write_datetime(row, column, value, self.format(**{**wanted, "align": "left"}))
        else:
            page.write_number(row, column, value, self.format(**wanted))

    def link(self, page: Worksheet, row: int, column: int, name: str, text: str) -> None:
        """A link to another sheet of this workbook."""
        target = f"internal:'{name}'!A1"
        page.write_url(row, column, target, self.format(font_color=BRAND, underline=1), text[:255])

    def table(self, name: str, table: Table, above: Sequence[str], *, back: tuple[str, str]) -> None:
        """A sheet with a table, its title and some lines above, and a link to the sheet `back` (name, text)."""
        page = self.sheet(name)
        self.write(page, 0, 0, table.title, bold=True, font_size=14)
        row = 1
        for line in (line for line in above if line):
            self.write(page, row, 0, line, font_color=SUB)
            row += 1
        self.link(page, row, 0, *back)
        head = row + 2
        widths = [
            _width(column.title) if column.form in WORDED else min(_width(column.title), NUMBERS)
            for column in table.columns
        ]
        for number, column in enumerate(table.columns):
            side = "left" if column.form in (Form.TEXT, Form.MARK, Form.DATE) else "right"
            self.write(
                page,
                head,
                number,
                column.title,
                bold=True,
                bg_color=HEAD,
                text_wrap=True,
                align=side,
                bottom=1,
            )
        self._rows(page, head + 1, table, widths)
        widths = [min(max(width + 3, NARROWEST), WIDEST) for width in widths]
        for number, width in enumerate(widths):
            page.set_column(number, number, width)
        lines = [-(-_width(c.title) // (w - 2)) for c, w in zip(table.columns, widths, strict=True)]
        page.set_row(head, 15.5 * max(lines, default=1))
        page.freeze_panes(head + 1, 1 if len(table.columns) > 3 else 0)
        page.repeat_rows(head)
        if sum(widths) > PAPER:
            page.fit_to_pages(-(-sum(widths) // PAPER), 0)
            page.repeat_columns(0)

    def _rows(self, page: Worksheet, first: int, table: Table, widths: list[int]) -> None:
        known: dict[str, int] = {}
        for number, column in enumerate(table.columns):
            picture, numbers = _look(column, number), column.form not in WORDED
            plain, least = self.format(**picture), 0.0
            if column.form in (Form.SIGNED, Form.SCORE):  # what is written as 0 has no sign
                least = 0.5 * 10.0**-column.decimals
            for place, values in enumerate(table.rows):
                value, tone = values[number], table.tones[place][number] if table.tones else ""
                look = {"font_color": COLOURS[Tone(tone)]} if tone in COLOURS else {}
                if numbers and isinstance(value, (int, float)) and math.isfinite(value):
                    if abs(value) < least:
                        look["num_format"] = _digits(column)
                    chosen = self.format(**picture | look) if look else plain
                    page.write_number(first + place, number, value, chosen)
                    continue
                self.write(page, first + place, number, _typed(value, column), **picture | look)
                if isinstance(value, str):
                    if value not in known:
                        known[value] = _width(value)
                    widths[number] = max(widths[number], known[value])

    def content(self) -> bytes:
        """The file."""
        self._book.close()
        return self._out.getvalue()


def _look(column: Column, number: int) -> dict[str, object]:
    """Format and side of a column; texts after numbers stand a little apart from them."""
    if column.form not in WORDED:
        return {"num_format": picture_of(column), "align": "right"}
    picture = {"num_format": picture_of(column)} if column.form is Form.DATE else {}
    return {**picture, "align": "left", "indent": 1 if number else 0}


def picture_of(column: Column) -> str:
    """How Excel writes the numbers of a column, as the slides do.

    >>> picture_of(Column("gap", "Gap", Form.SIGNED, 2))
    '+0.00;"−"0.00;0.00'
    """
    digits = _digits(column)
    if column.form is Form.COUNT:
        return "#,##0"
    if column.form is Form.SIGNED:
        return f'+{digits};"\u2212"{digits};{digits}'
    if column.form is Form.SHARE:
        return "0%"
    return "yyyy-mm-dd" if column.form is Form.DATE else f'{digits};"\u2212"{digits}'


def _digits(column: Column) -> str:
    return "0" + ("." + "0" * column.decimals if column.decimals else "")


def _typed(value: Value, column: Column) -> Cell:
    """ISO 8601 text of a column of dates as a date; what is none stays text."""
    if column.form is not Form.DATE or not isinstance(value, str):
        return value
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return value
    return day if day.year > 1900 else value


def _width(text: str) -> int:
    """About how many digits wide a text is; Chinese letters count twice."""
    return max(sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in text.split("\n"))


def _short(text: str, most: int) -> str:
    """The beginning of a text in so many letters as Excel counts them (UTF-16)."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.rstrip()
