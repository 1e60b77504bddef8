"""The product's own workbook for typing feedback by hand."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mot.domain.errors import N_
from mot.domain.survey import UNKNOWN, Institution, Scale
from mot.ingest.template_words import WORDS
from mot.locale.catalogue import messages

ROWS = 2000  # rows with drop-downs
LISTS = "_lists"
SCALE = Scale(1, 5)
INSTRUCTIONS = (
    N_("One row is one respondent. Only the branch and the date are needed in every row."),
    N_(
        "Rate expectation and perception from 1 (lowest) to 5 (highest). Leave a cell empty when nobody answered."
    ),
    N_("Write dates as 2026-07-03. The willingness to recommend goes from 0 to 10."),
    N_("Leave names and telephone numbers out of the comments."),
    N_("Keep the column names as they are. Then save the file and drop it on the import page."),
)


def template(institution: Institution, language: str) -> bytes:
    """An .xlsx workbook for this institution: one row per respondent, with drop-downs and instructions.

    `language` is ``zh`` or ``en``; names that exist in one language only appear in that one.
    """
    words = WORDS["zh" if language.startswith("zh") else "en"]
    touchpoints = [t.name.in_language(language) for t in institution.touchpoints if t.active]
    pairs = [form.format(name=n) for n in touchpoints for form in (words.expectation, words.perception)]
    headers = [*words.keys, *pairs, words.overall, words.nps, words.comment]
    book = Workbook()
    sheet = book.active
    sheet.title = words.sheet
    header(sheet, headers)
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    branches = [b.name.in_language(language) for b in institution.branches if b.active]
    channels = [c.name.in_language(language) for c in institution.channels if c.id != UNKNOWN]
    segments = [s.name.in_language(language) for s in institution.segments if s.id != UNKNOWN]
    for place, (column, names) in enumerate(((1, branches), (3, channels), (4, segments)), start=1):
        drop_down(sheet, lists, place, column, names)
    first, last = len(words.keys) + 1, len(words.keys) + len(pairs) + 1
    _whole_numbers(sheet, first, last, SCALE.low, SCALE.high)
    _whole_numbers(sheet, last + 1, last + 1, 0, 10)
    for row in range(2, ROWS + 2):
        sheet.cell(row, 2).number_format = "yyyy-mm-dd"
    instructions(book.create_sheet(words.instructions), INSTRUCTIONS, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def header(sheet: Worksheet, headers: Sequence[str]) -> None:
    """One frozen row of column names."""
    for column, text in enumerate(headers, start=1):
        cell = sheet.cell(1, column, text)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 14 if column < len(headers) else 40
    sheet.freeze_panes = "A2"


def drop_down(sheet: Worksheet, lists: Worksheet, place: int, column: int, names: Sequence[str]) -> None:
    """A drop-down fed from the hidden sheet, as lists in the cell may not exceed 255 characters."""
    if not names:
        return
    for row, name in enumerate(names, start=1):
        lists.cell(row, place, name)
    letter = get_column_letter(place)
    rule = DataValidation(
        type="list", formula1=f"'{LISTS}'!${letter}$1:${letter}${len(names)}", allow_blank=True
    )
    rule.errorStyle = "warning"
    _apply(sheet, rule, column, column)


def _whole_numbers(sheet: Worksheet, first: int, last: int, low: int, high: int) -> None:
    """A drop-down of whole numbers."""
    choices = ",".join(str(number) for number in range(low, high + 1))
    rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    _apply(sheet, rule, first, last)


def _apply(sheet: Worksheet, rule: DataValidation, first: int, last: int) -> None:
    sheet.add_data_validation(rule)
    rule.add(f"{get_column_letter(first)}2:{get_column_letter(last)}{ROWS + 1}")


def instructions(sheet: Worksheet, sentences: Sequence[str], language: str) -> None:
    """A few sentences, one below the other, in the language of the template."""
    known = messages(language[:2])
    sheet.column_dimensions["A"].width = 90
    for row, sentence in enumerate(sentences, start=1):
        cell = sheet.cell(row, 1, known.get(sentence, sentence))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
