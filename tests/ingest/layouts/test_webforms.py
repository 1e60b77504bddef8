"""Form services with one header row."""

from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import draft, meanings, workbook

DAY = "2026-07-23 09:14:11"


def test_questions_of_their_own_are_read_by_their_wording():
    header = [
        "#",
        "Which branch?",
        "What did you expect of queueing?",
        "How satisfied are you with queueing?",
    ]
    header += ["Response Type", "Start Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"]
    rows = [[f"x{i}", "Old Town", 5, 1 + i % 5, "completed", DAY, DAY, "a0b1", None] for i in range(12)]
    found = draft(workbook([header, *rows]))
    assert found.layout == "webforms"
    assert meanings(found) == [
        "respondent", "branch", "expectation:queue", "perception:queue", "ignore", "ignore", "date", "ignore", "ignore",
    ]  # fmt: skip


def test_arrows_lead_from_the_question_to_the_row_and_to_the_column():
    header = [
        "Submission Date",
        "Rate it >> 排队等候 >> 期望",
        "Rate it >> 排队等候 >> 实际",
        "Rate it >> 柜台办理 >> 期望",
    ]
    header += ["Rate it >> 柜台办理 >> 实际", "Submission ID"]
    rows = [["Jul 23, 2026", 5, 4, 3, 1 + i % 5, f"52{i}"] for i in range(12)]
    found = draft(workbook([header, *rows]), decisions=Decisions(branch="old"))
    assert found.layout == "webforms"
    assert meanings(found)[1:5] == [
        "expectation:queue",
        "perception:queue",
        "expectation:counter",
        "perception:counter",
    ]
    assert meanings(found)[0] == "date"


def test_ticks_of_several_choices_are_left_out():
    header = [
        "Submission Date",
        "期望 >> 排队等候",
        "期望 >> 柜台办理",
        "感知 >> 排队等候",
        "感知 >> 柜台办理",
    ]
    header += ["Purpose >> Cash", "Purpose >> A loan", "Submission ID"]
    rows = [[DAY, 5, 4, 3, 1 + i % 5, "Cash", "A loan" if i % 2 else None, f"52{i}"] for i in range(12)]
    found = draft(workbook([header, *rows]), decisions=Decisions(branch="old"))
    assert meanings(found)[5:7] == ["ignore", "ignore"]
    assert found.counts.ratings == 48


def test_a_day_of_submission_alone_makes_no_form_service():
    header = ["Submission Date", "网点", "期望-排队等候", "感知-排队等候"]
    found = draft(workbook([header, *([DAY, "老城支行", 5, 4] for _ in range(9))]))
    assert found.layout == "wide"
