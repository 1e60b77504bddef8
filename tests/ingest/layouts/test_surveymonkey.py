"""SurveyMonkey exports, expanded and condensed."""

from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import draft, meanings, workbook

META = [
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
]
BLANK = [None] * len(META)
DAY = "07/23/2026 09:14:11 AM"
BRANCHES = ["老城支行", "火车站支行", "高新支行"]


def meta(number: int) -> list[object]:
    return [118_000_000_001 + number, 446, DAY, DAY, "192.0.2.1", None, None]


def chosen(number: int) -> list[object]:
    return [name if number % 3 == place else None for place, name in enumerate(BRANCHES)]


def test_questions_reach_over_the_columns_of_their_options_and_rows():
    upper = [*META, "您的期望有多高？", None, "您的满意度如何？", None]
    lower = [*BLANK, "排队等候", "柜台办理", "排队等候", "柜台办理"]
    found = draft(
        workbook([upper, lower, *([*meta(i), 5, 4, 3, 1 + i % 5] for i in range(12))]),
        decisions=Decisions(branch="old"),
    )
    assert found.layout == "surveymonkey"
    assert meanings(found)[-4:] == [
        "expectation:queue",
        "expectation:counter",
        "perception:queue",
        "perception:counter",
    ]
    assert meanings(found)[:4] == ["respondent", "ignore", "ignore", "date"]
    assert found.responses.row[0] == 3


def test_the_options_of_a_question_with_one_answer_become_one_column():
    upper = [*META, "您办理业务的网点是？", None, None, "您的满意度", None]
    lower = [*BLANK, *BRANCHES, "排队等候", "柜台办理"]
    found = draft(workbook([upper, lower, *([*meta(i), *chosen(i), 5, 1 + i % 5] for i in range(12))]))
    assert [c.field.code for c in found.columns if c.header == "您办理业务的网点是？"] == ["branch"]
    assert [r.code for r in found.branches] == ["old", "rail", "tech"]
    assert found.counts.responses == 12
    assert [c.letter for c in found.columns][-3:] == ["H", "K", "L"], "letters are those of the file"


def test_options_of_which_several_may_be_ticked_are_left_out_and_stay_apart():
    upper = [*META, "您办过哪些业务？", None, "您的满意度", None]
    lower = [*BLANK, "存款", "贷款", "排队等候", "柜台办理"]
    rows = [[*meta(i), "存款", "贷款" if i % 2 else None, 5, 1 + i % 5] for i in range(12)]
    found = draft(workbook([upper, lower, *rows]), decisions=Decisions(branch="old"))
    assert meanings(found)[7:9] == ["ignore", "ignore"]
    assert len(found.columns) == 11


def test_a_grid_may_have_columns_of_its_own():
    upper = [*META, "请评价每个环节", None, None, None]
    lower = [*BLANK, "排队等候 - 期望", "排队等候 - 实际", "柜台办理 - 期望", "柜台办理 - 实际"]
    rows = [[*meta(i), 5, 4, 3, 1 + i % 5] for i in range(12)]
    found = draft(workbook([upper, lower, *rows]), decisions=Decisions(branch="old"))
    assert meanings(found)[-4:] == [
        "expectation:queue",
        "perception:queue",
        "expectation:counter",
        "perception:counter",
    ]


def test_one_header_row_alone_is_read_as_well():
    header = [*META, "网点", "期望 - 排队等候", "感知 - 排队等候"]
    found = draft(workbook([header, *([*meta(i), "老城支行", 5, 1 + i % 5] for i in range(12))]))
    assert found.layout == "surveymonkey"
    assert meanings(found)[-3:] == ["branch", "expectation:queue", "perception:queue"]
    assert found.responses.row[0] == 2


def test_a_respondent_number_alone_makes_no_export_of_this_tool():
    header = ["Respondent ID", "网点", "日期", "期望-排队等候", "感知-排队等候"]
    found = draft(workbook([header, *([i, "老城支行", "2026-07-03", 5, 4] for i in range(9))]))
    assert found.layout == "wide"


def test_options_of_which_somebody_further_down_chose_two_are_left_out():
    upper = [*META, "您办过哪些业务？", None, "您的满意度", None]
    lower = [*BLANK, "存款和其他的储蓄业务", "贷款和其他的借款业务", "排队等候", "柜台办理"]
    rows = [
        [*meta(i), lower[7] if i % 2 else None, None if i % 2 else lower[8], 5, 1 + i % 5] for i in range(80)
    ]
    rows[79][7:9] = lower[7:9]
    found = draft(workbook([upper, lower, *rows]), decisions=Decisions(branch="old"))
    assert meanings(found)[7:9] == ["ignore", "ignore"]
    assert found.counts.responses == 80
