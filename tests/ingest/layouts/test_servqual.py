"""Items by number: blocks of E and P, item by item, on two sheets, with and without wording."""

import datetime as dt

import pytest

from mot.domain.issues import Severity
from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import draft, issue, meanings, workbook

DAY = dt.date(2026, 8, 3)
KEYS = ["客户编号", "网点", "日期"]


def table(header, lines=9):
    rows = [[f"K{i}", "老城支行", DAY, *(1 + (i + j) % 5 for j in range(len(header)))] for i in range(lines)]
    return [[*KEYS, *header], *rows]


@pytest.mark.parametrize(
    ("expected", "perceived"),
    [
        ("E{}", "P{}"), ("E0{}", "P0{}"), ("E_{}", "P_{}"), ("e-{}", "p-{}"), ("Q{}E", "Q{}P"), ("Q{}_E", "Q{}_P"),
        ("{}(E)", "{}(P)"), ("期望{}", "感知{}"), ("第{}题期望", "第{}题实际"),
    ],
)  # fmt: skip
def test_as_many_items_as_touchpoints_follow_the_journey(expected, perceived):
    found = draft(workbook(table([form.format(n) for form in (expected, perceived) for n in (1, 2, 3)])))
    assert meanings(found)[3:] == [
        f"{kind}:{point}"
        for kind in ("expectation", "perception")
        for point in ("queue", "counter", "mobile")
    ]
    assert max(column.confidence for column in found.columns[3:]) <= 0.5, "the order is worth a look"


def test_item_by_item_is_the_same():
    found = draft(workbook(table(["E1", "P1", "E2", "P2", "E3", "P3"])))
    assert found.layout == "servqual"
    assert meanings(found)[3:5] == ["expectation:queue", "perception:queue"]


def test_more_items_than_touchpoints_are_created_under_their_headers():
    found = draft(workbook(table([f"{letter}{n}" for letter in "EP" for n in range(1, 23)])))
    assert [t.name for t in found.touchpoints] == [f"E{n}/P{n}" for n in range(1, 23)]
    assert all(a.expectation is not None and a.perception is not None for a in found.answers)
    asked = [i for i in found.issues if i.code == "new_touchpoint"]
    assert len(asked) == 22
    assert {i.severity for i in asked} == {Severity.DECIDE}


def test_fewer_items_than_touchpoints_are_not_matched_by_their_order():
    found = draft(workbook(table(["E1", "E2", "E4", "P1", "P2", "P4"])))
    assert [t.code for t in found.touchpoints] == ["", "", ""]


def test_blocks_of_unequal_length_are_no_pairs_unless_somebody_says_so():
    content = workbook(table(["E1", "E2", "E3", "E4", "P1", "P2", "P3"]))
    found = draft(content)
    assert issue(found, "pairs_refused_counts").chosen == "apart"
    assert all(a.expectation is None for a in found.answers)
    paired = draft(content, decisions=Decisions(answers={"pairs": "pair"}))
    assert issue(paired, "half_pair").params["name"] == "E4"


def test_the_wording_of_perceptions_names_the_item():
    header = [
        "E1 好银行排队不应太久",
        "E2 好银行柜台应当快",
        "E3 好银行应当有停车位",
        "P1 排队等候",
        "P2 柜台办理",
        "P3 停车位",
    ]
    found = draft(workbook(table(header)))
    assert meanings(found)[3:6] == ["expectation:queue", "expectation:counter", "expectation:+停车位"]


def test_two_sheets_with_the_same_items_are_joined_by_person():
    header = [f"Q{n}" for n in range(1, 23)]
    expected, perceived = table(header, 8), table(header, 8)
    perceived[1:] = [[*row[:3], *(6 - value for value in row[3:])] for row in reversed(perceived[1:])]
    found = draft(workbook(expected, perceived, names=("E", "P")))
    assert "sheets_joined" in {i.code for i in found.issues}
    assert found.counts.responses == 8
    assert len(found.touchpoints) == 22
    first = found.answers[0]
    assert (first.expectation + first.perception).tolist() == [6] * 8
