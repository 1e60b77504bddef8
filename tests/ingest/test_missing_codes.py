"""Numbers that stand for no answer, and texts whose meaning somebody must tell."""

import numpy as np
import pytest

from mot.domain.issues import Severity
from mot.domain.survey import Scale
from mot.ingest.cells import Cells
from mot.ingest.draft import MISSING, Decisions
from mot.ingest.missing_codes import Decided, key_of, labels_in, next_to
from mot.ingest.recipe import combined, remember
from mot.ingest.scales import Reader, evidence, guess_scale, read_answers
from tests.ingest.ingest_samples import HEADER, codes, draft, issue, rows, workbook

FIRST = "期望-排队等候"
SURVEY = 40


def table(*columns, size=SURVEY):
    """A workbook of good rows; each column is a header and the values that stand in its first rows."""
    made = rows(size)
    for header, values in columns:
        for row, value in zip(made[1:], values, strict=False):
            row[HEADER.index(header)] = value
    return workbook(made)


def people(count=300, unused=0.4):
    """Answers of many people to four questions on 1 to 5; the last could not be answered by many, who gave 6."""
    rng = np.random.default_rng(5)
    mood = rng.normal(3.4, 0.9, count)
    answers = np.clip(np.rint(mood[:, None] + rng.normal(0, 0.7, (count, 4))), 1, 5)
    could_not = answers.copy()
    could_not[rng.random(count) < unused, 3] = 6
    six_points = np.clip(np.rint(mood[:, None] * 1.3 - 0.2 + rng.normal(0, 0.7, (count, 4))), 1, 6)
    return could_not, six_points


@pytest.mark.parametrize(
    ("header", "labels"),
    [
        ("手机银行（1-5分，6=未使用）", {6: "未使用"}),
        ("排队 9：不清楚", {9: "不清楚"}),
        ("Queue (1=bad, 5=good, 9 = not applicable)", {9: "not applicable"}),
        ("99 - N/A", {99: "N/A"}),
        ("0 for never used", {0: "never used"}),
        ("感知-排队(1-5)", {}),
        ("24小时自助", {}),
        ("5=非常满意 1=非常不满意", {}),
    ],
)
def test_a_header_may_name_the_code_for_no_answer(header, labels):
    assert labels_in(header) == labels


def test_a_six_of_people_who_answer_the_rest_like_everybody_else_is_no_answer():
    could_not, six_points = people()
    columns = [Cells.of(column.tolist()) for column in could_not.T]
    assert set(next_to(columns, evidence(columns).tally)) == {6.0}
    columns = [Cells.of(column.tolist()) for column in six_points.T]
    assert next_to(columns, evidence(columns).tally) == {}


def test_a_code_outside_the_scale_is_proposed_as_missing_with_what_it_would_change():
    found = draft(table((FIRST, [9] * 10)))
    told = issue(found, "missing_code")
    assert (told.severity, told.key, told.choices, told.chosen) == (
        Severity.DECIDE, "missing:9", ("missing", "answer"), "missing",
    )  # fmt: skip
    assert (told.params["count"], told.params["columns"]) == (10, 1)
    assert float(told.params["left_in"]) == pytest.approx((5 * 30 + 9 * 10) / 40, abs=0.005)
    assert told.params["without"] == "5.00"
    assert found.ready
    assert found.counts.values_missing == 10
    assert "out_of_scale" not in codes(found)
    assert found.answers[0].expectation[:10].tolist() == [MISSING] * 10


def test_who_says_that_it_is_an_answer_gets_a_scale_that_holds_it():
    content = table((FIRST, [6] * 10))
    assert draft(content).scale.code in ("1-5", "1-7")
    decided = draft(content, decisions=Decisions(values={"missing:6": "answer"}))
    assert decided.scale == Scale(1, 6)
    assert decided.answers[0].expectation[:2].tolist() == [6, 6]
    missing = draft(content, decisions=Decisions(values={"missing:6": "missing"}))
    assert missing.scale == Scale(1, 5)
    assert missing.answers[0].expectation[:2].tolist() == [MISSING] * 2
    assert issue(missing, "missing_code").chosen == "missing"


def test_a_number_called_no_answer_by_its_header_or_by_its_own_word_is_none():
    made = rows(SURVEY)
    made[0][HEADER.index(FIRST)] = f"{FIRST}（6=未使用）"
    for row in made[1:11]:
        row[HEADER.index(FIRST)] = 6
    for row in made[11:14]:
        row[HEADER.index(FIRST)] = "3 - 不适用"
    found = draft(workbook(made))
    assert issue(found, "missing_code_label").params["label"] == "未使用"
    assert found.scale == Scale(1, 5)
    assert found.answers[0].expectation[:14].tolist()[:13] == [MISSING] * 13
    assert issue(found, "no_answer_words").count == 3


def test_eleven_is_no_recommendation():
    found = draft(table(("推荐意愿(0-10)", [11] * 4)))
    told = issue(found, "missing_code")
    assert (told.severity, told.key) == (Severity.NOTE, "")
    assert found.responses.nps[:5].tolist() == [MISSING] * 4 + [9]


def test_a_slip_is_no_code():
    found = draft(table((FIRST, [9])))
    assert "missing_code" not in codes(found)
    assert issue(found, "out_of_scale").count == 1


def test_a_text_that_nobody_knows_blocks_until_it_is_decided_and_is_remembered():
    content = table((FIRST, ["没得说", "没得说", "看缘分"]))
    found = draft(content)
    asked = {i.key: i for i in found.issues if i.code == "unmapped_text"}
    assert set(asked) == {"word:没得说", "word:看缘分"}
    assert asked["word:没得说"].choices == ("1", "2", "3", "4", "5", "missing")
    assert asked["word:没得说"].place.rows == (2, 3)
    assert not found.ready
    decided = draft(content, decisions=Decisions(values={"word:没得说": "5", "word:看缘分": "missing"}))
    assert decided.ready
    assert decided.answers[0].expectation[:3].tolist() == [5, 5, MISSING]
    again = draft(content, recall=lambda _: remember(decided))
    assert again.ready
    assert again.answers[0].expectation[:3].tolist() == [5, 5, MISSING]


def test_a_word_of_the_outcome_is_decided_on_the_outcomes_own_scale():
    made = rows(SURVEY)
    for row in made[1:]:
        row[HEADER.index("总体满意度")] = 8
    for row in made[1:6]:
        row[HEADER.index("总体满意度")] = "没得说"
    for row in made[6:9]:
        row[HEADER.index("总体满意度")] = 10
    found = draft(workbook(made))
    assert issue(found, "unmapped_text").key == f"word:{found.overall_scale.code}:没得说"
    decided = draft(
        workbook(made), decisions=Decisions(values={f"word:{found.overall_scale.code}:没得说": "10"})
    )
    assert decided.responses.overall[:2].tolist() == [10, 10]


def test_a_column_of_many_texts_is_asked_about_once():
    texts = [f"第{n}个人写的话" for n in range(14)]
    content = table((FIRST, texts))
    found = draft(content)
    told = issue(found, "text_column")
    assert (told.key, told.choices) == (f"text_column:{FIRST}", ("drop", "missing"))
    assert "unmapped_text" not in codes(found)
    rest = draft(content, decisions=Decisions(values={told.key: "missing"}))
    assert rest.ready
    assert rest.answers[0].expectation[14] == 5
    assert rest.counts.values_missing == 14
    dropped = draft(content, decisions=Decisions(values={told.key: "drop"}))
    assert dropped.ready
    assert dropped.answers[0].expectation is None


def test_a_column_of_words_that_nobody_knows_is_left_out_with_a_word_about_it():
    content = table((FIRST, ["没得说", "看缘分"] * 20))
    found = draft(content)
    assert issue(found, "column_words").params["header"] == FIRST
    assert found.answers[0].expectation is None
    assigned = draft(content, decisions=Decisions(fields={HEADER.index(FIRST): "expectation:queue"}))
    assert {i.key for i in assigned.issues if i.code == "unmapped_text"} == {"word:没得说", "word:看缘分"}


def test_personal_data_among_the_ratings_is_never_asked_about_nor_shown():
    found = draft(table((FIRST, ["13912345678 张"])))
    assert "unmapped_text" not in codes(found)
    assert not any("12345678" in str(i.params) for i in found.issues)


def test_what_was_decided_about_values_is_found_again():
    said = Decided.of(
        Decisions(values={"missing:-99": "missing", "missing:6": "answer", "word:好耶": "5", "branch:x": "-"})
    )
    assert (said.missing, said.answers, said.words) == ({-99.0}, {6.0}, {"好耶": "5"})
    assert key_of(-99.0) == "missing:-99"
    kept = combined(Decisions(values={"missing:6": "missing"}), Decisions(values={"missing:9": "missing"}))
    assert Decided.of(kept).missing == {6.0, 9.0}


def test_percentages_of_excel_are_read_on_a_hundred_points():
    cells = Cells.of([0.8, 0.85, 1.0, "70%", 0.0] * 10)
    assert guess_scale([cells], [None]).scale == Scale(0, 100)
    found = read_answers(cells, Reader(Scale(0, 100), shares=True))
    assert found.values[:5].tolist() == [80, 85, 100, 70, 0]
    assert guess_scale([Cells.of([0, 1] * 20)], [None]).scale != Scale(0, 100)


def test_a_share_of_another_whole_is_off_the_scale():
    cells = Cells.of(["4/5", "4/10", "80%", "4"])
    assert read_answers(cells, Reader(Scale(1, 5))).fate == ("", "outside", "outside", "")
    assert guess_scale([Cells.of(["4/10", "7/10"] * 20)], [None]).scale == Scale(1, 10)


def test_not_clear_is_an_answer_beside_clear_and_none_elsewhere():
    clear = draft(table((FIRST, ["非常清楚", "清楚", "一般", "不清楚"] * 10)))
    assert clear.answers[0].expectation[:4].tolist() == [5, 4, 3, 2]
    unsure = draft(table((FIRST, ["不清楚"])))
    assert unsure.answers[0].expectation[0] == MISSING
    assert issue(unsure, "no_answer_words").params["examples"] == "不清楚"
