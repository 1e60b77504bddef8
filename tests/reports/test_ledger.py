"""The ledger of actions that is handed out: real dates and numbers, drop-downs, and nothing that runs."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.domain.access import Scope
from mot.domain.improvements import Action, Again, Content, Learning, Lever, Plan, Stage
from mot.ingest.draft import SourceFile
from mot.ingest.ledger.columns import HEADINGS, Part, part_of
from mot.ingest.ledger.draft import Fate, Known
from mot.ingest.ledger.reading import Ground, read_ledger
from mot.ingest.ledger.sheets import listings
from mot.ingest.ledger.words import AGAINS, LEVERS, STAGES, again_of, lever_of, stage_of, written
from mot.ingest.workbook import read_workbook
from mot.locale.words import Locale
from mot.reports.ledger import ledger
from mot.reports.rejected import marked_copy, rejected_rows
from tests.conftest import BANK, examples

THEN = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
PLAN = Plan(2, frozenset({1, 3}), dt.date(2026, 7, 1), dt.date(2026, 12, 31), target=-5.25)
FULL = Content(
    "=HYPERLINK(\"http://x\")", PLAN, "+1\n-2\x0b", Lever.TRAINING, "", "@王", dt.date(2026, 9, 1), Stage.CLOSED, "柜员",
    dt.date(2026, 8, 1), Learning("|ls", Again.NO),
)  # fmt: skip
EVERYTHING = Scope()
ZH, EN = Locale("zh"), Locale("en")


def action(content: Content = FULL, number: int = 7) -> Action:
    return Action(number, content, (), THEN, "ada", THEN, "ada", 3)


def made(*actions: Action, locale: Locale = ZH, scope: Scope = EVERYTHING, **options) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(ledger(actions, BANK, locale, scope=scope, **options)))


def cells(book: openpyxl.Workbook, row: int = 2) -> dict[str, object]:
    sheet = book.worksheets[0]
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=True)}


@pytest.mark.parametrize("locale", [ZH, EN], ids=["zh", "en"])
def test_days_are_days_and_numbers_are_numbers(locale: Locale) -> None:
    row, named = cells(made(action(), locale=locale)), HEADINGS[locale.language]
    for part, day in ((Part.START, dt.datetime(2026, 7, 1)), (Part.DUE, dt.datetime(2026, 9, 1))):
        assert (row[named[part]].value, row[named[part]].number_format) == (day, "yyyy-mm-dd")
    assert row[named[Part.TARGET]].value == -5.25
    assert (row[named[Part.NUMBER]].value, row[named[Part.VERSION]].value, row[named[Part.WINDOW]].value) == (
        7,
        3,
        3,
    )


def test_nothing_in_it_runs() -> None:
    book = made(action(), verdicts={7: "=2+2"})
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), cell
    told = cells(book)
    for heading in ("行动", "说明", "负责人", "经验", "效果"):
        assert told[heading].quotePrefix, heading
    assert told["说明"].value == "+1\n-2"


def test_the_header_stays_in_sight_and_long_texts_have_room() -> None:
    sheet = made(action()).worksheets[0]
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["C"].width > 40
    assert sheet.auto_filter.ref == "A1:S2"


def test_every_drop_down_offers_the_words_of_the_second_sheet() -> None:
    book = made(action())
    first, second = book.worksheets
    lists = {}
    for rule in first.data_validations.dataValidation:
        name, _, area = rule.formula1.partition("!")
        assert name.strip("'") == second.title
        heading = first[f"{str(rule.sqref).split(':')[0]}"].column
        words = [cell.value for row in second[area.replace("$", "")] for cell in row]
        lists[first.cell(1, heading).value] = words
        assert rule.errorStyle == "warning", "several branches may stand in one cell"
    assert lists["触点"] == ["网点环境", "排队等候", "柜台办理", "理财咨询"]
    assert lists["网点"] == ["北门支行", "老城支行", "南湖支行", "新区支行", "码头支行"]
    assert lists["进度"] == ["待启动", "进行中", "待复测", "已结案", "已取消"]
    assert lists["对比月数"] == [1, 2, 3, 6, 12]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_it_writes_is_read_as_what_it_was(language: str) -> None:
    for table, read in ((STAGES, stage_of), (LEVERS, lever_of), (AGAINS, again_of)):
        for key, words in table.items():
            assert read(written(words, language)) is key
    for part, heading in HEADINGS[language].items():
        assert part_of(heading) is part


def test_the_words_are_those_of_the_pages() -> None:
    from mot.locale.action_words import AGAIN
    from mot.locale.action_words import STAGES as SHOWN
    from mot.ui.questionnaire import LEVERS as PULLED

    for locale in (ZH, EN):
        for table, shown in ((STAGES, SHOWN), (LEVERS, PULLED), (AGAINS, AGAIN)):
            for key, words in table.items():
                assert written(words, locale.language) == locale.t(shown[key])


def test_a_reader_of_the_south_gets_no_name_of_the_north() -> None:
    book = made(action(), scope=Scope(frozenset({3, 4, 5})))
    assert cells(book)["网点"].value == "南湖支行（另有 1 个网点）"
    every = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert not {name for name in every if "北门" in name or "老城" in name}


def test_an_empty_ledger_is_one_to_fill_in() -> None:
    content = ledger((), BANK, ZH, scope=Scope())
    book = read_workbook(SourceFile("台账.xlsx", content))
    (found,) = listings(book)
    assert found.own
    assert [column.part for column in found.columns] == list(HEADINGS["zh"])


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    max_size=40,
)
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    start = draw(DAYS)
    later = st.integers(1, 400).map(lambda days: start + dt.timedelta(days))
    plan = Plan(
        draw(st.sampled_from([1, 2, 3, 4])),
        draw(st.frozensets(st.sampled_from([1, 2, 3, 4, 5]), min_size=1)),
        start,
        draw(later),
        draw(st.sampled_from([1, 2, 3, 6, 12])),
        target=draw(st.none() | st.floats(-100, 100)),
        seasonal=draw(st.booleans()),
    )
    lines = draw(st.lists(TEXTS, max_size=3))
    learning = draw(st.none() | st.builds(Learning, TEXTS.map(str.strip), st.sampled_from(Again)))
    return Content(
        "题" + draw(TEXTS).strip(), plan, "\n".join(lines).strip(), draw(st.sampled_from(Lever)), "",
        draw(TEXTS).strip(), draw(st.none() | later), draw(st.sampled_from(Stage)), draw(TEXTS).strip(),
        draw(st.none() | DAYS), learning,
    )  # fmt: skip


@given(st.lists(contents(), min_size=1, max_size=4), st.sampled_from([ZH, EN]))
@settings(max_examples=examples(40))
def test_whatever_is_handed_out_changes_nothing_when_it_comes_back(
    found: list[Content], locale: Locale
) -> None:
    known = tuple(Known(action(content, number), may_change=True) for number, content in enumerate(found, 1))
    source = SourceFile("台账.xlsx", ledger([one.action for one in known], BANK, locale, scope=EVERYTHING))
    ground = Ground(BANK, known, (), lambda number, version: None, dt.date(2026, 6, 1))
    draft = read_ledger(source, read_workbook(source), ground)
    assert [(row.number, row.fate, row.changed) for row in draft.rows] == [
        (one.action.id, Fate.UNCHANGED, ()) for one in known
    ]
    assert not len(draft.rejects)


def test_what_is_left_out_is_marked_in_her_own_workbook() -> None:
    sheet = openpyxl.Workbook()
    sheet.active.append(["触点", "措施", "网点", "责任人", "开始日期", "完成时限", "状态"])
    sheet.active.append(["排队等候", "增开窗口", "北门支行", "王芳", "2026-07-06", "找时间", "进行中"])
    sheet.active.append(["排队等候", "叫号短信", "北门支行", "王芳", "2026-07-06", "2026-06-30", "进行中"])
    out = io.BytesIO()
    sheet.save(out)
    source = SourceFile("台账.xlsx", out.getvalue())
    ground = Ground(BANK, (), (), lambda number, version: None, dt.date(2026, 6, 1))
    draft = read_ledger(source, read_workbook(source), ground)
    marked = openpyxl.load_workbook(io.BytesIO(marked_copy(source, draft.rejects, ZH))).active
    assert {cell.coordinate: cell.comment.text for row in marked for cell in row if cell.comment} == {
        "F2": "不是可以识别的日期",
        "F3": "截止日期早于开始日期",
    }
    mended = openpyxl.load_workbook(io.BytesIO(rejected_rows(draft.rejects, ZH)))
    assert [cell.value for cell in mended.worksheets[0][2]][:2] == ["排队等候", "叫号短信"]
