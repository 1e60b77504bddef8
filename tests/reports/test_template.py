"""The product's own template: it opens, it guides, and what is typed into it is read without a question."""

import datetime as dt
import io

import openpyxl
import pytest

from mot.domain.survey import Branch, Institution, Label, Name, Touchpoint
from mot.ingest.choose import NoRowsError
from mot.ingest.draft import SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.template_words import WORDS
from mot.reports.template import LISTS, template

TODAY = dt.date(2026, 10, 15)
BANK = Institution(
    name=Name("江城银行", "Riverside Bank"),
    industry="bank",
    branches=tuple(Branch(i, f"b{i}", Name(f"第{i}支行", f"Branch no. {i}"), 1) for i in range(1, 61)),
    touchpoints=(
        Touchpoint(1, "queue", Name("排队等候", "Queueing"), Name("到店")),
        Touchpoint(2, "follow", Name("满意度回访", "Satisfaction call"), Name("回访")),
    ),
    channels=(Label(0, "unknown", Name("未注明")), Label(1, "desk", Name("柜面", "Desk"))),
    segments=(Label(0, "unknown", Name("未注明")), Label(1, "retail", Name("个人", "Retail"))),
)


def read(content):
    return prepare(SourceFile("template.xlsx", content), BANK, secret=b"k", today=TODAY)


def filled(language):
    book = openpyxl.load_workbook(io.BytesIO(template(BANK, language)))
    sheet = book[WORDS[language].sheet]
    for i in range(20):
        name = BANK.branches[i].name.in_language(language)
        channel, segment = BANK.channels[1].name, BANK.segments[1].name
        values = [name, TODAY, channel.in_language(language), segment.in_language(language)]
        for column, value in enumerate([*values, 5, 3, 4, 4, 4, 9, "ok"], start=1):
            sheet.cell(i + 2, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unfilled_template_says_that_it_has_no_rows(language):
    with pytest.raises(NoRowsError):
        read(template(BANK, language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_template_needs_no_decision(language):
    draft = read(filled(language))
    assert draft.layout == "template"
    assert draft.layout_confidence == 1.0
    assert all(column.confidence == 1.0 for column in draft.columns)
    assert draft.issues == ()
    assert draft.counts.responses == 20
    assert [t.code for t in draft.touchpoints] == ["queue", "follow"]
    assert draft.answers[1].expectation.tolist() == [4] * 20
    assert draft.responses.nps.tolist() == [9] * 20
    assert draft.scale.code == "1-5"


def test_choices_come_from_a_hidden_sheet_and_the_header_is_frozen():
    book = openpyxl.load_workbook(io.BytesIO(template(BANK, "zh")))
    sheet = book["反馈"]
    assert book[LISTS].sheet_state == "hidden"
    assert sheet.freeze_panes == "A2"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["A2:A2001"] == f"'{LISTS}'!$A$1:$A$60"
    assert all(len(rule) < 255 for rule in rules.values())
    assert book["说明"]["A1"].value
