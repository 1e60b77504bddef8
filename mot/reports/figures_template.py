"""The product's own workbook for typing outcome figures by hand."""

import io

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from mot.domain.errors import N_
from mot.domain.packs import known_figures
from mot.domain.survey import Institution
from mot.ingest.template_words import FIGURE_WORDS, WORDS
from mot.reports.template import LISTS, ROWS, drop_down, header, instructions

INSTRUCTIONS = (
    N_("One row is one figure of one branch in one month."),
    N_("Write months as 2026-07. Figures of a quarter go to its first month."),
    N_(
        "The numerator is how often it happened, the denominator out of how many: complaints out of transactions, "
        "accepted proposals out of proposals made. Both are whole numbers."
    ),
    N_("For a plain count, such as transactions, leave the denominator empty."),
    N_("A figure imported again replaces the earlier one of the same branch and month."),
    N_("Keep the column names as they are. Then save the file and drop it on the import page."),
)


def figures_template(institution: Institution, language: str) -> bytes:
    """An .xlsx workbook for this institution: one row per branch, month and figure.

    `language` is ``zh`` or ``en``. The figures to choose from are the institution's own and those usual in its
    industry; others may be typed.
    """
    code = "zh" if language.startswith("zh") else "en"
    words = FIGURE_WORDS[code]
    book = Workbook()
    sheet = book.active
    sheet.title = words.sheet
    header(sheet, [*words.keys, words.numerator, words.denominator])
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    branches = [b.name.in_language(language) for b in institution.branches if b.active]
    drop_down(sheet, lists, 1, 1, branches)
    drop_down(sheet, lists, 2, 3, [f.name.in_language(language) for f in known_figures(institution)])
    counts = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    sheet.add_data_validation(counts)
    counts.add(f"D2:E{ROWS + 1}")
    for row in range(2, ROWS + 2):
        sheet.cell(row, 2).number_format = "yyyy-mm"
    instructions(book.create_sheet(WORDS[code].instructions), INSTRUCTIONS, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
