"""Outcome figures: recognised for what they are, never for feedback, and every odd row is told."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.domain.issues import Severity
from mot.domain.survey import Label, Name
from mot.ingest import figures
from mot.ingest.choose import NoRowsError
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.recipe import remember
from tests.conftest import examples
from tests.ingest.ingest_samples import BANK, TODAY, codes, draft, issue, meanings, rows, workbook

HEADER = ["网点", "月份", "指标", "分子", "分母"]
JULY = dt.date(2026, 7, 1)
GOOD = [
    ["老城支行", "2026-07", "投诉率", 12, 4210],
    ["火车站支行", "2026-07", "投诉率", 9, 3900],
    ["老城支行", "2026-07", "业务量", 4210, None],
    ["火车站支行", "2026-07", "业务量", 3900, None],
]


def sheet(*lines, header=HEADER) -> bytes:
    return workbook([header, *lines])


def told(found: Draft) -> list[tuple[object, ...]]:
    """The kept figures in words: branch, month, figure, numerator, denominator."""
    kept = found.figures
    return [
        (
            found.branches[kept.branch[i]].code or "+" + found.branches[kept.branch[i]].name,
            int(kept.month[i]),
            found.figure_names[kept.figure[i]].code or "+" + found.figure_names[kept.figure[i]].name,
            int(kept.numerator[i]),
            int(kept.denominator[i]),
        )
        for i in range(len(kept))
    ]


def reasons(found: Draft) -> list[tuple[int, str]]:
    return [(aside.row, aside.reason) for aside in found.set_aside]


# --- what it is


def test_a_sheet_of_figures_is_read_without_a_question():
    found = draft(sheet(*GOOD))
    assert (found.layout, found.ready, found.issues) == ("figures", True, ())
    assert meanings(found) == ["branch", "date", "figure", "numerator", "denominator"]
    assert all(column.confidence == 1.0 for column in found.columns)
    assert told(found) == [
        ("old", 202607, "complaints", 12, 4210),
        ("rail", 202607, "complaints", 9, 3900),
        ("old", 202607, "transactions", 4210, -1),
        ("rail", 202607, "transactions", 3900, -1),
    ]
    assert found.figures.row.tolist() == [2, 3, 4, 5]
    assert [getattr(found.figures, name).dtype for name in ("row", "month", "branch", "figure")] == ["i4"] * 4
    assert found.figures.numerator.dtype == found.figures.denominator.dtype == np.int64
    assert (found.counts.rows, found.counts.figures, found.counts.responses) == (4, 4, 0)
    assert (len(found.responses), found.answers, found.touchpoints) == (0, (), ())


@pytest.mark.parametrize(
    "header",
    [
        ["支行名称", "统计月份", "指标名称", "分子（件）", "分母（笔）"],
        ["门店", "期间", "项目", "数量", "总数"],
        ["Branch", "Month", "Figure", "Numerator", "Denominator"],
        ["Store", "Reporting month", "Metric", "Count", "Out of"],
        ["Location", "Date", "KPI", "Number", "Total"],
        ["所属网点", "日期", "名称", "发生数", "基数"],
        ["机构", "年月", "考核指标", "分子：投诉件数", "分母：交易笔数"],
    ],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_its_columns_are_known_by_many_words_and_in_any_order(header, order):
    found = draft(sheet(*([line[i] for i in order] for line in GOOD), header=[header[i] for i in order]))
    assert found.layout == "figures"
    assert told(found) == told(draft(sheet(*GOOD)))
    assert all(column.confidence >= 0.8 for column in found.columns)


def test_titles_above_numbers_in_front_and_percent_beside_do_not_matter():
    table = [["江城银行2026年7月结果指标"], ["填报单位：总行", None, None, "单位：件"], []]
    table.append(["序号", *HEADER, "比率", "占比(%)", "完成率"])
    table += [[n, *line, 0.0029, "0.29%", "0.29%"] for n, line in enumerate(GOOD, start=1)]
    found = draft(workbook(table))
    assert told(found) == told(draft(sheet(*GOOD)))
    assert found.figures.row.tolist() == [5, 6, 7, 8]
    assert meanings(found)[6:] == ["ignore"] * 3
    assert found.issues == ()


def test_plain_counts_need_no_denominator_column():
    found = draft(sheet(*(line[:4] for line in GOOD[2:]), header=HEADER[:4]))
    assert (found.layout, found.ready) == ("figures", True)
    assert [line[2:] for line in told(found)] == [("transactions", 4210, -1), ("transactions", 3900, -1)]


def test_a_branch_merged_over_its_rows_counts_in_each_of_them():
    lines = [["老城支行", *GOOD[0][1:]], [None, *GOOD[2][1:]], [None, "2026-06", "投诉率", 8, 4000]]
    found = draft(workbook([HEADER, *lines], merged=[("A2:A4", "老城支行")]))
    assert [line[0] for line in told(found)] == ["old"] * 3
    assert found.counts.set_aside == 0


def test_a_sheet_without_branches_asks_for_the_branch():
    found = draft(sheet(*(line[1:] for line in GOOD[::2]), header=HEADER[1:]))
    assert (found.layout, found.ready) == ("figures", False)
    assert issue(found, "branch_needed").severity is Severity.BLOCKING
    decided = draft(
        sheet(*(line[1:] for line in GOOD[::2]), header=HEADER[1:]), decisions=Decisions(branch="tech")
    )
    assert [line[0] for line in told(decided)] == ["tech", "tech"]


def test_the_branch_is_told_by_the_cells_where_the_header_says_something_else():
    lines = [[*line, "已核"] for line in GOOD]
    found = draft(sheet(*lines, header=["单位", *HEADER[1:], "备注"]))
    assert meanings(found) == ["branch", "date", "figure", "numerator", "denominator", "ignore"]
    assert found.columns[0].confidence < 0.8
    assert told(found) == told(draft(sheet(*GOOD)))


# --- and what it is not


FEEDBACK = [
    path
    for path in sorted((Path(__file__).parents[2] / "sample_data").glob("*/*.[xc]*"))
    if path.suffix != ".json"
]
FEEDBACK = [path for path in FEEDBACK if not path.name.startswith(("bad_", "figures"))]


@pytest.mark.parametrize("path", FEEDBACK[-30:], ids=lambda path: path.name)
def test_no_feedback_file_is_taken_for_figures(path):
    source = SourceFile(path.name, path.read_bytes())
    assert prepare(source, BANK, secret=b"key", today=TODAY).layout != "figures"


@pytest.mark.parametrize(
    "header",
    [
        ["网点", "日期", "项目", "期望", "感知", "次数"],
        ["网点", "日期", "指标", "得分", "数量", "总数"],
        ["Branch", "Date", "Item", "Expectation", "Perception", "Count"],
        ["Branch", "Date", "Name", "Expectation-Queueing", "Perception-Queueing", "Number"],
    ],
)
def test_words_that_figures_share_with_feedback_do_not_turn_feedback_into_figures(header):
    lines = [["老城支行", JULY, "排队等候", 5, 4, 3] for _ in range(12)]
    assert draft(sheet(*lines, header=header)).layout != "figures"


def test_target_and_actual_in_percent_do_not_turn_figures_into_feedback():
    lines = [[*line, 0.3, 0.29] for line in GOOD]
    found = draft(sheet(*lines, header=[*HEADER, "目标", "实际"]))
    assert found.layout == "figures"
    assert told(found) == told(draft(sheet(*GOOD)))


def test_beside_feedback_the_feedback_is_read_and_the_figures_on_request():
    content = workbook([HEADER, *GOOD], rows(20), names=("结果指标", "反馈"))
    both = draft(content)
    assert (both.layout, both.sheet) == ("wide", "反馈")
    assert issue(both, "sheets_left_out").params["others"] == "结果指标"
    chosen = draft(content, decisions=Decisions(sheet="结果指标"))
    assert (chosen.layout, chosen.counts.figures) == ("figures", 4)


def test_a_form_that_nobody_filled_in_has_no_rows():
    with pytest.raises(NoRowsError):
        draft(sheet())


# --- months


@pytest.mark.parametrize(
    "month",
    [
        "2026年7月", "2026-07", "2026/7", "2026.07", "2026年07月份", 202607, "202607", "２０２６－０７", JULY,
        dt.date(2026, 7, 31), "2026年7月15日", "Jul 2026", "July 2026", "2026Q3", "2026年第三季度",
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(month):
    found = draft(sheet(["老城支行", month, "投诉率", 12, 4210]))
    assert found.figures.month.tolist() == [202607]


def test_months_that_cannot_be_are_set_aside_and_told():
    later = [["老城支行", month, "投诉率", 1, 100] for month in ("7月", None, "待定", "2026-11", 199912)]
    found = draft(sheet(*GOOD, *later, ["老城支行", "2026-10", "投诉率", 1, 100]))
    assert reasons(found) == [
        (6, "no_month"), (7, "no_month"), (8, "no_month"), (9, "date_implausible"), (10, "date_implausible"),
    ]  # fmt: skip
    assert issue(found, "no_month").place.rows == (6, 7, 8)
    assert issue(found, "date_implausible").place.column == "B"
    assert found.counts.figures == 5, "the month that is under way counts"


# --- numbers


def test_numbers_are_read_with_separators_and_counting_words():
    lines = [
        ["老城支行", "2026-01", "投诉率", "1,234", "56，789"],
        ["老城支行", "2026-02", "投诉率", " 12 件", "4 210笔"],
        ["老城支行", "2026-03", "投诉率", "１２", 4210.0000000001],
        ["老城支行", "2026-04", "投诉率", 0, "1,234,567.00"],
    ]
    found = draft(sheet(*lines))
    assert found.figures.numerator.tolist() == [1234, 12, 12, 0]
    assert found.figures.denominator.tolist() == [56789, 4210, 4210, 1234567]


@pytest.mark.parametrize(
    ("numerator", "denominator", "reason"),
    [
        (2.5, 100, "numerator_unusable"),
        (-1, 100, "numerator_unusable"),
        ("0.29%", 100, "numerator_unusable"),
        ("1.2万", 100, "numerator_unusable"),
        (10**13, None, "numerator_unusable"),
        (None, 100, "no_numerator"),
        ("-", 100, "no_numerator"),
        (101, 100, "numerator_above"),
        (0, 0, "denominator_zero"),
        (5, "约100", "denominator_unusable"),
        (5, -100, "denominator_unusable"),
        (5, None, "no_denominator"),
        (5, "/", "no_denominator"),
    ],
)
def test_a_row_whose_numbers_cannot_be_is_set_aside_with_the_reason(numerator, denominator, reason):
    found = draft(sheet(*GOOD, ["高新支行", "2026-07", "投诉率", numerator, denominator]))
    assert reasons(found) == [(6, reason)]
    noted = issue(found, reason)
    assert (noted.severity, noted.count, noted.place.rows) == (Severity.NOTE, 1, (6,))
    assert noted.place.column == ("E" if "denominator" in reason else "D")
    assert told(found) == told(draft(sheet(*GOOD)))


def test_a_figure_without_any_denominator_is_a_plain_count():
    found = draft(sheet(["老城支行", "2026-07", "开卡数", 5, None], ["高新支行", "2026-07", "投诉率", 5, 90]))
    assert [line[2:] for line in told(found)] == [("+开卡数", 5, -1), ("complaints", 5, 90)]


def test_the_same_branch_month_and_figure_again_is_set_aside():
    again = [["老城", "2026年7月", "客户投诉率", 99, 4210], ["老城支行", 202607, "投诉率", 12, 4210]]
    found = draft(sheet(*GOOD, *again))
    assert reasons(found) == [(6, "figure_repeated"), (7, "figure_repeated")]
    assert issue(found, "figure_repeated").count == 2
    assert told(found)[0] == ("old", 202607, "complaints", 12, 4210)
    assert found.counts.duplicates == 0


def test_totals_stand_in_any_column():
    totals = [
        ["合计", None, None, 21, 8110],
        ["全行", "2026-07", "投诉率", 21, 8110],
        ["中心城区小计", "2026-07", "投诉率", 21, 8110],
        ["老城支行", "2026-07", "合计", 21, 8110],
        ["Total", "2026-07", "投诉率", 21, 8110],
    ]
    found = draft(sheet(*GOOD, *totals))
    assert reasons(found) == [(row, "totals_row") for row in range(6, 11)]
    assert issue(found, "totals_row").count == 5
    assert [i.code for i in found.issues] == ["totals_row"]


# --- names


def test_branches_that_are_not_known_are_decided_as_in_feedback():
    found = draft(
        sheet(*GOOD, ["江湾支行", "2026-07", "投诉率", 1, 100], ["高新", "2026-07", "投诉率", 2, 200])
    )
    asked = {i.params["name"]: i for i in found.issues if i.code == "unknown_branch"}
    assert asked["江湾支行"].chosen == "+江湾支行"
    assert asked["高新"].chosen == "tech"
    assert told(found)[4:] == [
        ("+江湾支行", 202607, "complaints", 1, 100),
        ("tech", 202607, "complaints", 2, 200),
    ]
    refused = Decisions(values={"branch:江湾支行": "-"})
    found = draft(sheet(*GOOD, ["江湾支行", "2026-07", "投诉率", 1, 100]), decisions=refused)
    assert reasons(found) == [(6, "branch_refused")]


def test_a_misspelt_branch_waits_for_a_decision():
    found = draft(sheet(*GOOD, ["火车支行", "2026-07", "投诉率", 1, 100]))
    assert issue(found, "unknown_branch").severity is Severity.BLOCKING
    assert not found.ready
    assert draft(
        sheet(*GOOD, ["火车支行", "2026-07", "投诉率", 1, 100]),
        decisions=Decisions(values={"branch:火车支行": "-"}),
    ).ready


def test_rows_without_branch_or_figure_are_set_aside():
    found = draft(sheet(*GOOD, [None, "2026-07", "投诉率", 1, 100], ["老城支行", "2026-06", None, 1, 100]))
    assert reasons(found) == [(6, "no_branch"), (7, "no_figure")]
    assert {"no_branch", "no_figure"} == codes(found)


def test_a_new_figure_is_created_unless_something_else_is_decided():
    content = sheet(*GOOD, ["老城支行", "2026-07", "手机银行投诉率", 3, 900])
    asked = issue(draft(content), "unknown_figure")
    assert (asked.severity, asked.key, asked.chosen) == (
        Severity.DECIDE, "figure:手机银行投诉率", "+手机银行投诉率",
    )  # fmt: skip
    assert asked.choices[0] == "complaints", "the most alike comes first, and is not taken for granted"
    assert told(draft(content))[4][2] == "+手机银行投诉率"
    as_known = draft(content, decisions=Decisions(values={asked.key: "proposals"}))
    assert told(as_known)[4][2] == "proposals"
    refused = draft(content, decisions=Decisions(values={asked.key: "-"}))
    assert reasons(refused) == [(6, "figure_refused")]


def test_an_institution_of_no_industry_creates_every_figure():
    found = draft(sheet(*GOOD), institution=replace(BANK, industry=""))
    assert [reference.code for reference in found.figure_names] == ["", ""]
    own = replace(BANK, industry="", figures=(Label(4, "f001", Name("投诉率"), ("客诉",)),))
    assert draft(sheet(*GOOD), institution=own).figure_names[0].code == "f001"


def test_columns_that_are_needed_are_asked_for():
    found = draft(sheet(*GOOD), decisions=Decisions(fields={2: "ignore"}))
    assert issue(found, "figure_columns_needed").severity is Severity.BLOCKING
    assert not found.ready
    twice = draft(sheet(*GOOD), decisions=Decisions(fields={3: "denominator", 4: "denominator"}))
    assert {"figure_columns_needed", "column_twice"} <= codes(twice)


def test_what_was_decided_is_remembered_for_the_same_header():
    content = sheet(*GOOD, ["老城支行", "2026-07", "客诉比", 3, 900])
    first = draft(content, decisions=Decisions(values={"figure:客诉比": "proposals"}))
    memory = {first.fingerprint: remember(first)}
    later = sheet(["老城支行", "2026-08", "客诉比", 3, 900])
    again = draft(later, recall=memory.get)
    assert told(again) == [("old", 202608, "proposals", 3, 900)]


# --- laws

ANYTHING = st.one_of(
    st.none(),
    st.integers(-3, 40),
    st.floats(0, 3, allow_nan=False).map(lambda x: round(x, 1)),
    st.sampled_from(
        ["老城支行", "高新支行", "合计", "2026-07", "7月", "投诉率", "业务量", "1,200", "-", "12笔"]
    ),
)


@given(st.lists(st.lists(ANYTHING, min_size=5, max_size=5), max_size=10))
@settings(max_examples=examples(40), deadline=None)
def test_every_row_is_a_figure_or_set_aside_and_no_key_comes_twice(table):
    for large in (0, 5_000_000):
        found = draft(sheet(*GOOD, *table), large=large)
        counts = found.counts
        assert found.layout == "figures"
        assert counts.rows == counts.figures + counts.set_aside
        assert (counts.figures, counts.set_aside) == (len(found.figures), len(found.set_aside))
        keys = [line[:3] for line in told(found)]
        assert len(set(keys)) == len(keys)
        kept = found.figures
        assert ((kept.denominator == -1) | (kept.denominator > 0)).all()
        assert ((kept.denominator == -1) | (kept.numerator <= kept.denominator)).all()
        assert (kept.numerator >= 0).all()
        for place in range(len(found.figure_names)):
            assert len(set((kept.denominator[kept.figure == place] == -1).tolist())) == 1


def test_the_tally_of_a_draft_has_ids_and_no_denominator_below_0():
    found = draft(sheet(*GOOD))
    tallies = figures.tally(
        found.figures, branch_ids=np.array([11, 12]), figure_ids=np.array([5, 6], dtype=np.int64)
    )
    assert {name: column.tolist() for name, column in (tallies.keys | tallies.sums).items()} == {
        "month": [202607] * 4,
        "branch": [11, 12, 11, 12],
        "figure": [5, 5, 6, 6],
        "numerator": [12, 9, 4210, 3900],
        "denominator": [4210, 3900, 0, 0],
    }
    assert all(column.dtype == np.int64 for column in (tallies.keys | tallies.sums).values())


def test_the_issues_can_be_kept_as_json():
    found = draft(sheet(*GOOD, ["江湾支行", "7月", "开卡率", 2.5, 0]))
    assert json.dumps([i.params for i in found.issues])
