"""问卷星: both ways to export give the same numbers, and what is no rating stays out of them."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.domain.issues import Severity
from mot.ingest.draft import MISSING, Decisions
from mot.ingest.layouts.wenjuanxing import recognise
from mot.ingest.recipe import remember
from mot.ingest.sheet import Sheet
from tests.conftest import examples
from tests.ingest.ingest_samples import codes, draft, issue, meanings, workbook

META = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
POINTS = ("排队等候", "柜台办理", "手机银行")
WORDS = {
    "期望程度": ("很低", "低", "一般", "高", "很高"),
    "实际感受": ("非常不满意", "不满意", "一般", "满意", "非常满意"),
    "重要程度": ("很不重要", "不重要", "一般", "重要", "很重要"),
}
BRANCHES = ("老城支行", "火车站支行", "高新支行")
NUMBERED = {"branch:1": "old", "branch:2": "rail", "branch:3": "tech", "direction": "high_is_best"}


def meta(place: int) -> list[object]:
    return [
        place,
        f"2026/7/{1 + place % 28} 10:02:{place % 60:02d}",
        "123秒",
        "微信",
        "N/A",
        "203.0.113.9(湖北)",
    ]


def table(header: list[str], answers: list[list[object]]) -> bytes:
    return workbook([[*META, *header], *([*meta(i), *line] for i, line in enumerate(answers, start=1))])


def kept(values: np.ndarray | None) -> list[int] | None:
    return None if values is None else values.tolist()


def numbers(found):
    """Everything that pages compute with."""
    names = [reference.code for reference in found.branches]
    return (
        {
            found.touchpoints[a.touchpoint].name: (
                kept(a.expectation),
                kept(a.perception),
                kept(a.importance),
            )
            for a in found.answers
        },
        [names[i] for i in found.responses.branch],
        found.responses.day.tolist(),
        found.responses.overall.tolist(),
        found.responses.nps.tolist(),
        found.responses.comment.to_pylist(),
        found.responses.duration.tolist(),
        found.scale.code,
        found.counts,
    )


@st.composite
def questionnaires(draw):
    """The header of a questionnaire and answers to it: by text, and by number."""
    kinds = draw(st.lists(st.sampled_from(list(WORDS)), min_size=1, max_size=3, unique=True))
    points = draw(st.lists(st.sampled_from(POINTS), min_size=2, max_size=3, unique=True))
    repeated = draw(st.booleans())
    header = ["1、您办理业务的网点"]
    for number, kind in enumerate(kinds, start=2):
        question = f"请评价以下服务的{kind}—"
        rows = [f"{question if repeated or i == 0 else ''}{name}" for i, name in enumerate(points)]
        header += [f"{number}、{row}" for row in rows]
    last = len(kinds) + 2
    header += [
        f"{last}、您对我行的总体满意度",
        f"{last + 1}、您有多大可能推荐我行给朋友",
        f"{last + 2}、您的意见",
    ]
    size = draw(st.integers(min_value=12, max_value=25))
    by_text, by_number = [], []
    for place in range(size):
        branch = draw(st.integers(1, 3)) if place > 2 else place + 1
        ratings = [
            5 if place == 0 else 1 if place == 1 else draw(st.none() | st.integers(1, 5))
            for _ in range(len(kinds) * len(points))
        ]
        overall = draw(st.integers(1, 5)) if place > 1 else 5 - 4 * place
        nps = draw(st.integers(0, 10)) if place > 0 else 10
        comment = draw(st.sampled_from(["", "等得太久了，希望多开窗口", "员工很热情，办得很快"]))
        words = [
            "(跳过)" if answer is None else WORDS[kinds[at // len(points)]][answer - 1]
            for at, answer in enumerate(ratings)
        ]
        by_text.append([BRANCHES[branch - 1], *words, WORDS["实际感受"][overall - 1], nps, comment or "(空)"])
        missing = draw(st.sampled_from([-2, -3, "-3"]))
        by_number.append(
            [
                branch,
                *(missing if one is None else one for one in ratings),
                overall,
                nps + 1,
                comment or "(空)",
            ]
        )
    return header, by_text, by_number


@settings(max_examples=examples(40), deadline=None)
@given(questionnaires())
def test_by_text_and_by_number_give_the_same_numbers(asked):
    header, by_text, by_number = asked
    one = draft(table(header, by_text))
    other = draft(table(header, by_number), decisions=Decisions(values=NUMBERED))
    assert one.layout == other.layout == "wenjuanxing"
    assert one.counts.ratings > 0
    assert numbers(one) == numbers(other)


def block(number: int, question: str, points=POINTS) -> list[str]:
    return [f"{number}、{question}—{points[0]}", *(f"{number}、{name}" for name in points[1:])]


PAIR = [*block(2, "请评价您对以下服务的期望程度"), *block(3, "请评价您对以下服务的满意程度")]


@pytest.mark.parametrize(
    ("questions", "kinds"),
    [
        (("请评价您对以下服务的期望程度", "请评价您对以下服务的满意程度"), ("expectation", "perception")),
        (("以下服务对您有多重要", "您对以下服务有多满意"), ("importance", "perception")),
        (("您可以接受的最低水平是", "您期望的水平是"), ("minimum", "expectation")),
    ],
)
def test_the_question_of_a_matrix_tells_the_kind_of_every_row(questions, kinds):
    header = ["1、网点", *block(2, questions[0]), *block(3, questions[1])]
    found = draft(table(header, [["老城支行", 5, 4, 5, 3, 4, 1] for _ in range(9)]))
    assert meanings(found)[7:] == [
        f"{kind}:{point}" for kind in kinds for point in ("queue", "counter", "mobile")
    ]


def test_the_tools_own_columns_are_known_by_name_wherever_they_stand():
    header = ["来自IP", "1、网点", "来源", *PAIR, "总分", "所用时间", "提交答卷时间", "序号"]
    line = ["203.0.113.9", "老城支行", "微信", 5, 4, 5, 3, 4, 2, 23, "1:23", "2026/7/3 9:00:00", 7]
    found = draft(workbook([header, *([*line[:3], *([i % 5 + 1] * 6), *line[9:]] for i in range(10))]))
    assert found.layout == "wenjuanxing"
    assert found.counts.responses == 10
    assert set(found.responses.duration.tolist()) == {83}
    assert [m for m in meanings(found) if m in ("ignore", "date", "duration", "branch")] == [
        "ignore", "branch", "ignore", "ignore", "duration", "date", "ignore",
    ]  # fmt: skip


def test_numbers_repeated_in_stacked_exports_are_no_duplicates():
    header = [*META, "1、网点", *PAIR]
    lines = [[*meta(i % 6 + 1), "老城支行", *[1 + (i + j) % 5 for j in range(6)]] for i in range(12)]
    found = draft(workbook([header, *lines[:6], header, *lines[6:]]))
    assert found.counts.responses == 12
    assert found.counts.duplicates == 0
    assert [(one.row, one.reason) for one in found.set_aside] == [(8, "header_repeated")]


def test_a_second_export_with_other_columns_is_read_by_its_own_header():
    header = [*META, "1、网点", *PAIR]
    other = ["提交答卷时间", "序号", "来自IP", "所用时间", "1、网点", "意见", *PAIR[3:], *PAIR[:3], "总分"]
    first = [[*meta(i), "老城支行", 5, 5, 5, 1 + i % 5, 4, 3] for i in range(8)]
    second = [
        [
            "2026/7/9 9:00:00",
            i,
            "203.0.113.9",
            "61秒",
            "高新支行",
            "排队太久了，请多开窗口",
            1,
            2,
            3,
            4,
            4,
            4,
            18,
        ]
        for i in range(8)
    ]
    found = draft(workbook([header, *first, other, *second]))
    assert found.counts.responses == 16
    assert [(one.row, one.reason) for one in found.set_aside] == [(10, "header_repeated")]
    assert [r.code for r in found.branches] == ["old", "tech"]
    queue = next(a for a in found.answers if found.touchpoints[a.touchpoint].code == "queue")
    assert queue.expectation.tolist() == [5] * 8 + [4] * 8
    assert queue.perception.tolist()[8:] == [1] * 8
    assert set(found.responses.duration.tolist()) == {123, 61}
    assert found.responses.comment.to_pylist()[8:] == ["排队太久了，请多开窗口"] * 8
    assert found.columns[-1].letter == "O"


def test_a_row_of_a_matrix_that_nobody_answered_at_first_is_of_its_matrix():
    early = [["老城支行", 5, -3, 5, 4, 1 + i % 5, 3] for i in range(80)]
    late = [["老城支行", 5, 2, 5, 4, 1 + i % 5, 3] for i in range(10)]
    found = draft(table(["1、网点", *PAIR], [*early, *late]))
    assert meanings(found)[8] == "expectation:counter"
    counter = next(a for a in found.answers if found.touchpoints[a.touchpoint].code == "counter")
    assert counter.expectation.tolist() == [MISSING] * 80 + [2] * 10


@pytest.mark.parametrize("mark", [-2, -3, "-2", "-3", "(空)", "(跳过)", "（空）", "（跳过）"])
def test_marks_for_not_answered_are_missing_and_never_scores(mark):
    answers = [["老城支行", *(mark if j == i % 6 else 1 + (i + j) % 5 for j in range(6))] for i in range(30)]
    found = draft(table(["1、网点", *PAIR], answers))
    assert found.counts.ratings == 30 * 5
    assert found.counts.values_missing == 0
    assert found.scale.code == "1-5"
    assert {v for a in found.answers for v in a.perception.tolist()} <= {MISSING, 1, 2, 3, 4, 5}


def test_rankings_and_several_choices_are_left_out_and_it_is_said():
    header = ["1、网点", "2、您用过的服务满意吗【多选题】", "3、请按重要程度排序", *block(4, "满意程度")]
    services = ["存款┋转账", "存款", "存款┋理财┋转账"]
    orders = ["排队等候→柜台办理", "柜台办理→排队等候→手机银行"]
    answers = [["老城支行", services[i % 3], orders[i % 2], 1 + i % 5, 4, 5] for i in range(12)]
    found = draft(table(header, answers))
    assert meanings(found)[7:9] == ["ignore", "ignore"]
    assert issue(found, "choices_left_out").place.column == "H"
    assert issue(found, "ranking_left_out").place.column == "I"
    assert found.counts.ratings == 36


def test_rankings_and_choices_with_a_column_per_option_are_left_out_too():
    places = [(1, 2, 3), (3, 1, 2), (2, 3, 1), (1, 3, 2)]
    header = [
        "1、网点", "2、用过的服务(存款)", "2、(转账)", *block(3, "请按看重程度排序"), *block(4, "满意程度"),
    ]  # fmt: skip
    answers = [["老城支行", i % 2, 1, *places[i % 4], 1 + i % 5, 4, 5] for i in range(12)]
    found = draft(table(header, answers))
    assert meanings(found)[7:12] == ["ignore"] * 5
    assert issue(found, "choices_left_out").count == 2
    assert issue(found, "ranking_left_out").count == 3
    assert [a.importance for a in found.answers] == [None] * 3


def test_a_matrix_whose_rows_happen_to_differ_is_no_ranking_with_few_answers():
    answers = [["老城支行", *line] for line in ((1, 2, 3), (3, 2, 1), (2, 3, 1), (1, 3, 2))]
    found = draft(table(["1、网点", *block(2, "满意程度")], answers))
    assert found.counts.ratings == 12


def test_two_people_who_answer_alike_have_ticked_nothing():
    found = draft(table(["1、网点", *block(2, "满意程度")], [["老城支行", "满意", "一般", "非常满意"]] * 2))
    assert found.counts.ratings == 6


def test_a_large_export_is_read_in_one_pass_and_alike():
    lines = [
        ["老城支行", *(-3 if (i + j) % 7 == 0 else 1 + (i + j) % 5 for j in range(6)), "很好"]
        for i in range(70)
    ]
    content = table(["1、网点", *PAIR, "4、意见"], lines)
    assert numbers(draft(content)) == numbers(draft(content, large=1))


def test_a_branch_given_by_number_is_asked_for_and_remembered():
    answers = [[1 + i % 3, *[1 + (i + j) % 5 for j in range(6)]] for i in range(12)]
    content = table(["1、您办理业务的网点", *PAIR], answers)
    found = draft(content)
    asked = [i for i in found.issues if i.code == "unknown_branch"]
    assert not found.ready
    assert {(i.key, i.severity, i.chosen) for i in asked} == {
        (f"branch:{n}", Severity.BLOCKING, "") for n in (1, 2, 3)
    }
    assert not len(found.responses), "nothing is counted anywhere until it is known where"
    decided = draft(content, decisions=Decisions(values=NUMBERED))
    assert decided.ready
    again = draft(content, recall=lambda _: remember(decided))
    assert again.ready
    assert numbers(again) == numbers(decided)


def test_recommendation_by_number_of_the_option_is_moved_to_0_to_10_and_it_is_said():
    header = ["1、网点", "2、您有多大可能向朋友推荐我行？", *block(3, "满意程度")]
    by_number = draft(table(header, [["老城支行", 1 + i % 11, 4, 5, -2] for i in range(22)]))
    assert sorted(set(by_number.responses.nps.tolist())) == list(range(11))
    assert "from_one" in codes(by_number)
    plain = draft(table(header, [["老城支行", i % 11, 4, 5, 1] for i in range(22)]))
    assert sorted(set(plain.responses.nps.tolist())) == list(range(11))
    assert "from_one" not in codes(plain)


def test_recommendation_without_0_and_11_is_asked_about_where_options_are_numbers():
    header = ["1、网点", "2、您有多大可能向朋友推荐我行？", *block(3, "满意程度")]
    content = table(header, [["老城支行", 1 + i % 10, 4, -3, 1 + i % 5] for i in range(20)])
    asked = issue(draft(content), "maybe_from_one")
    assert (asked.key, asked.choices, asked.chosen) == ("from_one", ("keep", "less_one"), "keep")
    moved = draft(content, decisions=Decisions(values={"from_one": "less_one"}))
    assert sorted(set(moved.responses.nps.tolist())) == list(range(10))
    by_text = draft(table(header, [["老城支行", 1 + i % 10, 4, "(跳过)", 1 + i % 5] for i in range(20)]))
    assert "maybe_from_one" not in codes(by_text)
    assert sorted(set(by_text.responses.nps.tolist())) == list(range(1, 11))


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("12、您对排队等候的满意度", "perception:queue"),
        ("12、您对排队等候的满意度(5分制)", "perception:queue"),
        ("12:您对排队等候的满意程度如何？", "perception:queue"),
        ("12.您对排队等候的期望", "expectation:queue"),
        ("12、排队等候的重要性【量表题】", "importance:queue"),
        ("12、您对我行的总体满意度", "overall"),
        ("12、总体来说，您对我行的服务满意吗？", "overall"),
        ("12、您对网点整体环境的满意度", "perception:+网点整体环境"),
        ("第12题(排队等候的满意度)", "perception:queue"),
    ],
)
def test_single_questions_are_read_by_their_wording(header, meaning):
    lines = [["老城支行", 1 + i % 5, 1 + i % 4, 5, 4] for i in range(12)]
    found = draft(table(["1、网点", header, *block(13, "满意程度", ("手机银行", "柜台办理", "电话"))], lines))
    assert meanings(found)[7] == meaning


@pytest.mark.parametrize("joint", ["—", "——", ":", "：", "-", " - "])
def test_rows_of_a_matrix_may_be_joined_to_the_question_in_many_ways(joint):
    header = [f"2、请评价您的期望{joint}{name}" for name in POINTS]
    found = draft(table(["1、网点", *header], [["老城支行", 5, 4, 1 + i % 5] for i in range(9)]))
    assert meanings(found)[7:] == ["expectation:queue", "expectation:counter", "expectation:mobile"]


def test_rows_may_be_numbered_within_their_question():
    header = [
        "2、请打分：期望程度(1)排队等候",
        "2、(2)柜台办理",
        "3、请打分：实际感受（1）排队等候",
        "3、（2）柜台办理",
    ]
    found = draft(table(["1、网点", *header], [["老城支行", 5, 4, 3, 1 + i % 5] for i in range(9)]))
    assert meanings(found)[7:] == [
        "expectation:queue",
        "expectation:counter",
        "perception:queue",
        "perception:counter",
    ]


def test_kinds_as_rows_ask_about_the_question():
    header = ["2、排队等候—期望", "2、感知", "3、柜台办理—期望", "3、感知"]
    found = draft(table(["1、网点", *header], [["老城支行", 5, 4, 3, 1 + i % 5] for i in range(9)]))
    assert meanings(found)[7:] == [
        "expectation:queue",
        "perception:queue",
        "expectation:counter",
        "perception:counter",
    ]


def test_two_matrices_without_a_question_are_a_pair_and_shown_as_unsure():
    header = [f"第{n}题({name})" for n in (2, 3) for name in POINTS]
    found = draft(table(["第1题(网点)", *header], [["老城支行", 5, 5, 5, 1 + i % 5, 4, 3] for i in range(9)]))
    assert meanings(found)[7:] == [
        f"{kind}:{point}"
        for kind in ("expectation", "perception")
        for point in ("queue", "counter", "mobile")
    ]
    assert max(column.confidence for column in found.columns[7:]) <= 0.5


def test_statements_that_nobody_knows_are_not_taken_for_touchpoints_on_a_guess():
    header = block(2, "", ("我常逛街", "我爱运动", "我早睡早起"))
    second = [name.replace("2、", "3、") for name in header]
    lines = [["老城支行", *(1 + (i + j) % 5 for j in range(7))] for i in range(12)]
    found = draft(table(["1、网点", *header, *second, "4、排队等候的满意度"], lines))
    assert [t.name for t in found.touchpoints] == ["排队等候"]
    assert "column_unassigned" in codes(found)


def test_what_was_seen_is_told():
    grid = [[*META, "1、网点", *PAIR], [*meta(1), "老城支行", 5, 4, 3, 2, 1, 5]]
    seen = recognise(Sheet("Sheet1", grid=grid))
    assert seen.confidence >= 0.98
    assert "提交答卷时间" in seen.saw
    assert any("—" in quote for quote in seen.saw)


def test_without_the_tools_own_columns_the_shape_of_the_questions_gives_it_away():
    header = ["1、网点", "2、日期", *block(3, "期望程度"), *block(4, "满意程度")]
    lines = [["老城支行", dt.date(2026, 7, 3), 5, 4, 3, 2, 1, 5] for _ in range(9)]
    found = draft(workbook([header, *lines]))
    assert found.layout == "wenjuanxing"
    assert found.counts.ratings == 54


def test_what_was_said_about_numbers_of_options_is_remembered():
    header = ["1、网点", "2、您有多大可能向朋友推荐我行？", *block(3, "满意程度")]
    content = table(header, [["老城支行", 1 + i % 10, 4, -3, 1 + i % 5] for i in range(20)])
    decided = draft(content, decisions=Decisions(answers={"from_one": "less_one"}))
    again = draft(content, recall=lambda _: remember(decided))
    assert again.responses.nps.tolist() == decided.responses.nps.tolist()
    assert min(again.responses.nps.tolist()) == 0


def test_what_was_written_beside_an_option_does_not_hide_the_option():
    words = WORDS["实际感受"]
    branches = ["老城支行", "其他〖火车站支行〗"]
    lines = [[branches[i % 2], words[i % 5] + ("〖等得久〗" if i % 3 else ""), "满意"] for i in range(15)]
    found = draft(table(["1、您办理业务的网点", *block(2, "您的实际感受", POINTS[:2])], lines))
    assert [r.code for r in found.branches] == ["old", "rail"]
    queue = next(a for a in found.answers if found.touchpoints[a.touchpoint].code == "queue")
    assert queue.perception.tolist() == [1, 2, 3, 4, 5] * 3
