"""The template for outcome figures: what is typed into it is read without a question."""

import datetime as dt
import io

import openpyxl
import pytest

from mot.ingest.choose import NoRowsError
from mot.ingest.draft import SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.template_words import FIGURE_WORDS
from mot.reports.figures_template import INSTRUCTIONS, figures_template
from mot.reports.template import LISTS
from tests.reports.test_template import BANK

TODAY = dt.date(2026, 10, 15)


def read(content):
    return prepare(SourceFile("figures.xlsx", content), BANK, secret=b"k", today=TODAY)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unfilled_template_says_that_it_has_no_rows(language):
    with pytest.raises(NoRowsError):
        read(figures_template(BANK, language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_template_needs_no_decision(language):
    book = openpyxl.load_workbook(io.BytesIO(figures_template(BANK, language)))
    sheet = book[FIGURE_WORDS[language].sheet]
    names = [cell.value for cell in book[LISTS]["B"] if cell.value]
    for row, name in enumerate(names, start=2):
        plain = row == len(names) + 1  # transactions come last
        values = [BANK.branches[row].name.in_language(language), dt.date(2026, 7, 1), name, 12, 400]
        for column, value in enumerate(values[:4] if plain else values, start=1):
            sheet.cell(row, column, value)
    out = io.BytesIO()
    book.save(out)
    draft = read(out.getvalue())
    assert draft.layout == "figures"
    assert draft.issues == ()
    assert all(column.confidence == 1.0 for column in draft.columns)
    assert [r.code for r in draft.figure_names] == ["complaints", "proposals", "applications", "transactions"]
    assert draft.figures.month.tolist() == [202607] * 4
    assert draft.figures.denominator.tolist() == [400, 400, 400, -1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_guides_and_offers_choices(language):
    book = openpyxl.load_workbook(io.BytesIO(figures_template(BANK, language)))
    sheet = book.worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["A2:A2001"].formula1 == f"'{LISTS}'!$A$1:$A$60"
    assert rules["C2:C2001"].formula1 == f"'{LISTS}'!$B$1:$B$4"
    assert rules["C2:C2001"].errorStyle == "warning", "a figure that is not listed may be typed"
    assert rules["D2:E2001"].type == "whole"
    assert sheet["B2"].number_format == "yyyy-mm"
    assert sheet.freeze_panes == "A2"
    sentences = [cell.value for cell in book.worksheets[-1]["A"]]
    assert len(sentences) == len(INSTRUCTIONS)
    assert all(text.isascii() is (language == "en") for text in sentences)
