"""Microsoft Forms: who answered, when, and statements that occur twice."""

import pytest

from tests.ingest.ingest_samples import draft, issue, meanings, workbook

ENGLISH = ["ID", "Start time", "Completion time", "Email", "Name"]
CHINESE = ["ID", "开始时间", "完成时间", "电子邮件", "名称"]
GERMAN = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"]


def line(place: int, who: str, *answers: object) -> list[object]:
    return [place, "2026-06-30 23:58:00", "2026-07-01 00:02:00", who, None, *answers]


@pytest.mark.parametrize("own", [ENGLISH, CHINESE, GERMAN])
def test_the_tools_own_columns_are_known_in_several_languages(own):
    header = [*own, "网点\xa0", "排队等候的期望\xa0", "您对排队等候是否满意\xa0"]
    found = draft(
        workbook([header, *(line(i, f"a{i}@example.com", "老城支行", 5, 1 + i % 5) for i in range(9))])
    )
    assert found.layout == "microsoft_forms"
    assert meanings(found) == [
        "ignore", "ignore", "date", "respondent", "ignore", "branch", "expectation:queue", "perception:queue",
    ]  # fmt: skip
    assert str(found.responses.day.astype("datetime64[D]")[0]) == "2026-07-01"


@pytest.mark.parametrize("nobody", ["anonymous", "匿名"])
def test_anonymous_answers_of_one_day_are_not_one_person(nobody):
    header = [*ENGLISH, "网点", "排队等候的满意度"]
    found = draft(workbook([header, *(line(i, nobody, "老城支行", 1 + i % 5) for i in range(9))]))
    assert found.counts.responses == 9
    assert found.counts.duplicates == 0
    assert set(found.responses.respondent.to_pylist()) == {""}


def test_statements_that_occur_twice_are_a_pair_and_shown_as_unsure():
    header = [*ENGLISH, "Branch", "Queueing", "Mobile banking", "Queueing2", "Mobile banking2"]
    found = draft(
        workbook([header, *(line(i, "anonymous", "Old Town", 5, 4, 3, 1 + i % 5) for i in range(9))])
    )
    assert meanings(found)[6:] == [
        "expectation:queue", "expectation:mobile", "perception:queue", "perception:mobile",
    ]  # fmt: skip
    assert max(column.confidence for column in found.columns[6:]) <= 0.5


def test_a_statement_about_a_branch_is_no_branch():
    words = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
    header = [*ENGLISH, "Which branch did you visit?", "The branch was clean"]
    found = draft(workbook([header, *(line(i, "anonymous", "Old Town", words[i % 5]) for i in range(10))]))
    assert meanings(found)[5:] == ["branch", "perception:+The branch was clean"]
    assert found.answers[0].perception.tolist() == [1, 2, 3, 4, 5] * 2


def test_several_choices_end_with_a_semicolon_and_are_left_out():
    header = [*ENGLISH, "网点", "Services", "排队等候的满意度"]
    services = ["Deposits;Loans;", "Loans;", "Deposits;Cards;Loans;", "Cards;"]
    found = draft(
        workbook([header, *(line(i, "anonymous", "老城支行", services[i % 4], 1 + i % 5) for i in range(12))])
    )
    assert meanings(found)[6] == "ignore"
    assert issue(found, "choices_left_out").count == 1


def test_overall_satisfaction_and_statements_in_the_first_person_are_what_they_are():
    words = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
    header = [*ENGLISH, "Branch", "Overall, how satisfied are you?", "I waited long", "P was polite"]
    found = draft(
        workbook(
            [
                header,
                *(line(i, "anonymous", "Old Town", 1 + i % 5, words[i % 5], words[i % 4]) for i in range(10)),
            ]
        )
    )
    assert meanings(found)[6:8] == ["overall", "perception:+I waited long"]
