"""Google Forms: the time in any language, grids, and kinds in square brackets."""

import pytest

from tests.ingest.ingest_samples import codes, draft, issue, meanings, workbook

DAY = "2026/7/3 9:10:11"


@pytest.mark.parametrize(
    "first",
    ["Timestamp", "时间戳记", "時間戳記", "Zeitstempel", "Horodateur", "Marca temporal", "타임스탬프"],
)
def test_the_first_column_gives_it_away_in_any_language(first):
    header = [
        first,
        "网点",
        "How well should we do? Your expectation [Queueing]",
        "How satisfied are you? [Queueing]",
    ]
    found = draft(workbook([header, *([DAY, "老城支行", 5, 1 + i % 5] for i in range(9))]))
    assert found.layout == "google_forms"
    assert meanings(found) == ["date", "branch", "expectation:queue", "perception:queue"]


def test_kinds_in_brackets_ask_about_the_question():
    header = ["Timestamp", "Branch"]
    header += [
        f"{point} [{kind}]" for point in ("Queueing", "Mobile banking") for kind in ("EXPECTATION", "ACTUAL")
    ]
    found = draft(workbook([header, *([DAY, "Old Town", 5, 4, 3, 1 + i % 5] for i in range(9))]))
    assert meanings(found)[2:] == [
        "expectation:queue", "perception:queue", "expectation:mobile", "perception:mobile",
    ]  # fmt: skip


def test_a_row_that_nobody_answered_at_first_is_of_its_grids_kind():
    header = ["Timestamp", "网点", "您的期望 [排队等候]", "您的期望 [手机银行]", "您的感受 [排队等候]"]
    early = [[DAY, "老城支行", 5, None, 1 + i % 5] for i in range(80)]
    late = [[DAY, "老城支行", 5, 4, 3] for _ in range(9)]
    found = draft(workbook([header, *early, *late]))
    assert meanings(found)[3] == "expectation:mobile"
    assert found.counts.ratings == 80 * 2 + 9 * 3


def test_several_choices_joined_by_commas_are_left_out_and_prose_is_not():
    header = ["Timestamp", "Branch", "Which services?", "How satisfied are you? [Queueing]", "Comments"]
    services = ["Deposits, Loans", "Loans", "Deposits, Cards, Loans", "Cards"]
    remarks = [
        "The wait was long, as always",
        "Friendly staff, thank you",
        "All fine, nothing to add",
        "Too slow, sorry",
    ]
    lines = [
        [DAY, "Old Town", services[i % 4], 1 + i % 5, remarks[i % 4] if i < 4 else None] for i in range(12)
    ]
    found = draft(workbook([header, *lines]))
    assert meanings(found) == ["date", "branch", "ignore", "perception:queue", "comment"]
    assert issue(found, "choices_left_out").place.column == "C"


def test_the_same_rows_under_questions_without_a_kind_are_an_unsure_pair():
    header = [
        "Timestamp",
        "网点",
        *(f"{q} [{name}]" for q in ("第一部分", "第二部分") for name in ("排队等候", "柜台办理")),
    ]
    found = draft(workbook([header, *([DAY, "老城支行", 5, 4, 3, 1 + i % 5] for i in range(9))]))
    assert meanings(found)[2:] == [
        "expectation:queue", "expectation:counter", "perception:queue", "perception:counter",
    ]  # fmt: skip
    assert max(column.confidence for column in found.columns[2:]) <= 0.5
    assert "half_pair" not in codes(found)
