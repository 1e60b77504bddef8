"""What was not imported, to take away and mend: her own workbook with marks, or just the rows and the reasons.

Nothing in these workbooks runs: macros are dropped, formulas come as their values, texts stay texts.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from mot.domain.errors import N_
from mot.ingest.cells import as_text
from mot.ingest.choice_texts import REASON_TEXTS
from mot.ingest.draft import SourceFile
from mot.ingest.ledger.texts import LEDGER_REASONS
from mot.ingest.privacy import mask
from mot.ingest.rejects import PLACE, Head, Rejects
from mot.ingest.sheet import Sheet
from mot.ingest.workbook import read_workbook
from mot.locale.words import Locale
from mot.reports.tables import RISKY

MOST_CELLS = (
    500_000  # of a workbook that is copied as a whole; of larger ones only the rejected rows are written
)
MOST_COMMENTS = 5_000  # cells with a comment; every cell in question is coloured
FILL = PatternFill("solid", start_color="FFE0B2", end_color="FFE0B2")
HEADINGS = (
    N_("Sheet"), N_("Row in Excel"), N_("Column in Excel"), N_("Column name"), N_("What is there"), N_("Reason"),
    N_("What became of it"),
)  # fmt: skip
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_NO_TITLE = re.compile(r"[\[\]:*?/\\\0]")
_UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile, ParseError,
    InvalidFileException,
)  # fmt: skip
Mark = tuple[str, int, str, str]  # sheet, row, column letters, reason


def marked_copy(source: SourceFile, rejects: Rejects, locale: Locale, *, encoding: str = "") -> bytes:
    """Her own workbook (.xlsx) with every cell in question coloured, and commented with the reason.

    Text files and old formats become a fresh workbook; of one too large to be copied, `rejected_rows` is given.
    `encoding` is the one that was chosen for a text file.

    Raises
    ------
    MotError
        When the file cannot be read (any more), as when its password is missing.
    """
    read = read_workbook(source, encoding=encoding)
    if sum(sheet.n_rows * sheet.n_columns for sheet in read.sheets) > MOST_CELLS:
        return rejected_rows(rejects, locale)
    book = _own(source) or _fresh(read.sheets)
    names = {mask(name): name for name in book.sheetnames}
    for n, (name, row, column, why) in enumerate(_marks(rejects, locale)):
        sheet = book[names[name]] if name in names else book.worksheets[0]
        at = column_index_from_string(column) if column else _first_filled(sheet, row)
        _mark(sheet, row, at, why, comment=n < MOST_COMMENTS)
    return _saved(book)


def rejected_rows(rejects: Rejects, locale: Locale) -> bytes:
    """A workbook (.xlsx) of the rows that can be mended and uploaded again, and a sheet that lists all reasons.

    The rows stand below what stood above them in the file, in the same columns, so that they are read as the
    same questionnaire.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    marks: dict[tuple[str, int], list[Mark]] = {}
    for mark in _marks(rejects, locale):
        marks.setdefault((mark[0], mark[1]), []).append(mark)
    for head in rejects.heads:
        rows = [row for row in rejects.rows.to_pylist() if row["sheet"] == head.sheet]
        if rows:
            _rows(book.create_sheet(_title(head.sheet)), head, rows, marks)
    _list(book.create_sheet(_title(locale.t("Reasons"))), rejects, locale)
    return _saved(book)


def _marks(rejects: Rejects, locale: Locale) -> Iterator[Mark]:
    """Every cell in question, "" as column for a whole row, with the reason in the reader's language."""
    names = ("sheet", "row", "column", "reason")
    for sheet, row, column, reason in zip(*(rejects.cells[n].to_pylist() for n in names), strict=True):
        letters = re.match(r"[A-Z]{0,3}", column or "")
        yield sheet, row, letters.group() if letters else "", _reason(locale, reason)


def _reason(locale: Locale, code: str) -> str:
    return locale.t(REASON_TEXTS.get(code) or LEDGER_REASONS.get(code, code))


def _rows(
    sheet: Worksheet,
    head: Head,
    rows: Sequence[Mapping[str, object]],
    marks: Mapping[tuple[str, int], Sequence[Mark]],
) -> None:
    """The head as it stood, and the rows below it with what is wrong in them."""
    for r, texts in enumerate(head.rows):
        for c, text in enumerate(texts):
            if text:
                _write(sheet, head.first_row + r, head.first_column + c + 1, text)
    for top, left, bottom, right in head.merged:
        sheet.merge_cells(
            start_row=head.first_row + top,
            start_column=head.first_column + left + 1,
            end_row=head.first_row + bottom,
            end_column=head.first_column + right + 1,
        )
    start = head.first_row + len(head.rows)
    for r, row in enumerate(rows, start=start):
        for name, value in row.items():
            if name not in PLACE and value is not None:
                _write(sheet, r, column_index_from_string(name), _number(str(value)))
        for _, _, column, why in marks.get((head.sheet, int(str(row["row"]))), ()):
            at = column_index_from_string(column) if column else head.first_column + 1
            _mark(sheet, r, at, why, comment=r - start < MOST_COMMENTS)
    sheet.freeze_panes = sheet.cell(start, 1)


def _list(sheet: Worksheet, rejects: Rejects, locale: Locale) -> None:
    """Every reason with its place."""
    lost, missing = locale.t("The row is not imported"), locale.t("The row is imported without this answer")
    for c, heading in enumerate(HEADINGS, start=1):
        cell = _write(sheet, 1, c, locale.t(heading))
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(c)].width = 24 if c > 3 else 14
    names = ("sheet", "row", "column", "header", "value", "reason", "aside")
    for r, found in enumerate(zip(*(rejects.cells[n].to_pylist() for n in names), strict=True), start=2):
        *place, code, aside = found
        for c, value in enumerate((*place, _reason(locale, code), lost if aside else missing), start=1):
            if value not in (None, ""):
                _write(sheet, r, c, value)
    sheet.freeze_panes = "A2"


def _own(source: SourceFile) -> Workbook | None:
    """Her workbook without macros and formulas; None when it is no such workbook, or locked."""
    if not source.content.startswith(b"PK"):
        return None
    try:
        return load_workbook(io.BytesIO(source.content), data_only=True, keep_links=False)
    except _UNREADABLE:
        return None


def _fresh(sheets: Sequence[Sheet]) -> Workbook:
    """A workbook with the cells of some sheets where they were."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        target = book.create_sheet(_title(sheet.name))
        for r, row in enumerate(sheet.head(sheet.n_rows), start=sheet.first_row):
            for c, value in enumerate(row, start=sheet.first_column + 1):
                if value is not None:
                    _write(target, r, c, value if isinstance(value, float) else _number(as_text(value)))
    return book


def _write(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    """Write a value; a text stays a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(RISKY)
    else:
        cell.value = value
    return cell


def _mark(sheet: Worksheet, row: int, column: int, why: str, *, comment: bool) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(a for a in sheet.merged_cells.ranges if cell.coordinate in a)
        cell = sheet.cell(area.min_row, area.min_col)
    cell.fill = FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if comment:
        before = cell.comment.text + "\n" if cell.comment else ""
        if why not in before:
            cell.comment = Comment(before + why, "Moments of Truth", height=90, width=260)


def _first_filled(sheet: Worksheet, row: int) -> int:
    """The first column of a row that holds anything, 1 in an empty one."""
    return next((c for c in range(1, sheet.max_column + 1) if sheet.cell(row, c).value is not None), 1)


def _number(text: str) -> object:
    """A text that is a number, as a number."""
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _title(name: str) -> str:
    return _NO_TITLE.sub(" ", name).strip("' ")[:31] or "1"


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
