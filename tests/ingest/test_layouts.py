"""Each layout on workbooks that are like those people send."""

import datetime as dt

import pytest

from mot.ingest.draft import Decisions
from mot.ingest.layouts import LAYOUTS
from tests.ingest.ingest_samples import BANK, HEADER, codes, draft, issue, meanings, row, rows, workbook

DAY = dt.date(2026, 8, 3)


@pytest.mark.parametrize(
    ("expected", "perceived"),
    [
        ("期望-排队等候", "感知-排队等候"),
        ("排队等候(期望)", "排队等候(感知)"),
        ("排队等候（期望值）", "排队等候（实际感受）"),
        ("Q3a 排队等候(期望)", "Q3b 排队等候(感知)"),
        ("3、您对排队等候的期望程度", "4、您对排队等候的满意度"),
        ("5、期望—排队等候", "6、实际—排队等候"),
        ("Expectation: Queueing", "Perception: Queueing"),
        ("Queueing (expected)", "Queueing (actual)"),
        ("queue_E", "queue_P"),
        ("E_queue", "P_queue"),
        ("期望-排队", "感知-排队"),
        ("排队等候期望(1-5分)", "排队等候感知(1-5分)"),
    ],
)
def test_the_usual_ways_to_name_a_pair_are_read(expected, perceived):
    table = [["网点", "日期", expected, perceived], *(["老城支行", DAY, 5, 4] for _ in range(12))]
    found = draft(workbook(table))
    assert meanings(found)[2:] == ["expectation:queue", "perception:queue"]
    assert min(c.confidence for c in found.columns[2:]) >= 0.85
    assert found.counts.ratings == 24


def test_titles_above_and_empty_columns_beside_do_not_matter():
    shifted = [[None, None, *line] for line in rows(10)]
    found = draft(workbook([["江城银行2026年三季度"], ["内部资料"], [], *shifted]))
    assert found.counts.responses == 10
    assert found.responses.row[0] == 5
    assert found.columns[0].letter == "C"


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("停车满意度", "perception:+停车"),
        ("排队满意度", "perception:queue"),
        ("客户满意度", "overall"),
        ("服务满意度", "overall"),
        ("满意度", "overall"),
        ("总体满意度评分", "overall"),
    ],
)
def test_satisfaction_with_something_short_is_not_overall_satisfaction(header, meaning):
    table = [["网点", "日期", "感知-手机银行", header], *(["老城支行", DAY, 5, 1 + i % 5] for i in range(12))]
    assert meanings(draft(workbook(table)))[3] == meaning


def test_two_header_rows_are_fused_whether_merged_or_filled():
    top = ["网点", "日期", "排队等候", None, "柜台办理", None, "意见"]
    under = [None, None, "期望", "感知", "期望", "感知", None]
    data = [["老城支行", DAY, 5, 4, 4, 3, "还好"] for _ in range(15)]
    found = draft(workbook([top, under, *data]))
    filled = draft(
        workbook([["网点", "日期", "排队等候", "排队等候", "柜台办理", "柜台办理", "意见"], under, *data])
    )
    for one in (found, filled):
        assert one.layout == "two_row"
        assert meanings(one) == [
            "branch", "date", "expectation:queue", "perception:queue",
            "expectation:counter", "perception:counter", "comment",
        ]  # fmt: skip
        assert one.responses.row[0] == 3


def test_kind_over_touchpoints_works_as_well():
    top = ["网点", "日期", "期望", None, "感知", None]
    under = [None, None, "排队等候", "柜台办理", "排队等候", "柜台办理"]
    found = draft(workbook([top, under, *(["老城支行", DAY, 5, 4, 4, 3] for _ in range(15))]))
    assert found.layout == "two_row"
    assert meanings(found)[2:] == [
        "expectation:queue", "expectation:counter", "perception:queue", "perception:counter",
    ]  # fmt: skip


def test_one_row_per_rating_is_put_together_by_respondent():
    header = ["答卷编号", "网点", "日期", "触点", "期望", "感知"]
    table = [header]
    for person in range(10):
        for name in ("排队等候", "柜台办理"):
            table.append([f"P{person}", "老城支行", DAY, name, 5, 4 if name == "排队等候" else 3])
    table.append(["P0", "老城支行", DAY, "排队等候", 1, 1])
    found = draft(workbook(table))
    assert found.layout == "long"
    assert found.counts.rows == found.counts.responses == 10
    assert found.counts.ratings == 40
    assert [t.code for t in found.touchpoints] == ["queue", "counter"]
    assert found.answers[0].perception.tolist() == [4] * 10
    assert issue(found, "rating_repeated").count == 2


def test_perception_only_is_read_as_what_it_is():
    table = [["网点", "日期", "排队等候", "柜台办理"], *(["老城支行", DAY, 4, 5] for _ in range(12))]
    found = draft(workbook(table))
    assert meanings(found)[2:] == ["perception:queue", "perception:counter"]
    assert all(a.expectation is None for a in found.answers)
    assert "half_pair" not in codes(found)


def test_importance_and_minimum_are_kinds_of_their_own():
    header = [
        "网点",
        "日期",
        "重要性-排队等候",
        "满意度-排队等候",
        "最低可接受-柜台办理",
        "期望-柜台办理",
        "感知-柜台办理",
    ]
    found = draft(workbook([header, *(["老城支行", DAY, 5, 4, 3, 5, 4] for _ in range(12))]))
    assert meanings(found)[2:] == [
        "importance:queue", "perception:queue", "minimum:counter", "expectation:counter", "perception:counter",
    ]  # fmt: skip


def test_totals_and_averages_at_the_bottom_are_set_aside():
    averages = [None] * 8 + [4.8, 3.1, 4.9, 4.2, 4.0, 3.3]
    total = ["合计", *[None] * 7, 48, 31, 49, 42, 40, 33]
    found = draft(workbook([*rows(10), averages, total]))
    assert found.counts.responses == 10
    assert [(a.row, a.reason) for a in found.set_aside] == [(12, "totals_row"), (13, "totals_row")]
    assert found.scale.code == "1-5"


def test_the_sheet_that_looks_like_data_is_chosen_and_the_others_are_named():
    notes = [["说明"], ["本表由网点填写"], ["有问题请联系"]]
    summary = [["网点", "平均分"], ["老城支行", 4.2]]
    content = workbook(notes, summary, rows(20), names=("说明页", "汇总", "数据"))
    found = draft(content)
    assert found.sheet == "数据"
    assert found.sheets == ("说明页", "汇总", "数据")
    assert set(issue(found, "sheets_left_out").params["others"].split(", ")) == {"说明页", "汇总"}


def test_another_sheet_can_be_chosen():
    content = workbook(rows(20), rows(7), names=("一月", "二月"))
    assert draft(content).sheet == "一月"
    assert draft(content, decisions=Decisions(sheet="二月")).counts.rows == 7


def test_repeated_column_names_ask_instead_of_overwriting():
    header = ["网点", "日期", "期望-排队等候", "感知-排队等候", "感知-排队等候"]
    found = draft(workbook([header, *(["老城支行", DAY, 5, 4, 1] for _ in range(12))]))
    assert meanings(found)[2:] == ["expectation:queue", "perception:queue", "ignore"]
    assert found.columns[4].confidence < 0.8
    assert found.answers[0].perception.tolist() == [4] * 12


def test_a_repeated_header_between_the_rows_is_set_aside():
    table = rows(6)
    found = draft(workbook([*table[:4], list(HEADER), *table[4:]]))
    assert found.counts.responses == 6
    assert [(a.row, a.reason) for a in found.set_aside] == [(5, "header_repeated")]


def test_every_layout_has_a_name_of_its_own():
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


def test_touchpoints_nobody_knows_are_created_unless_another_is_chosen():
    table = [["网点", "日期", "期望-停车", "感知-停车"], *(["老城支行", DAY, 5, 4] for _ in range(12))]
    found = draft(workbook(table))
    assert [(t.code, t.name) for t in found.touchpoints] == [("", "停车")]
    asked = issue(found, "new_touchpoint")
    assert asked.key == "touchpoint:停车"
    chosen = draft(workbook(table), decisions=Decisions(values={asked.key: "queue"}))
    assert [t.code for t in chosen.touchpoints] == ["queue"]
    left_out = draft(
        workbook([[*HEADER, "期望-停车"], *([*row(i), 3] for i in range(9))]),
        decisions=Decisions(values={asked.key: "-"}),
    )
    assert len(left_out.touchpoints) == len(BANK.touchpoints)
