"""Names of variables in one row, labels in the next."""

from tests.ingest.ingest_samples import draft, meanings, workbook

NAMES = ["caseid", "branch", "intdate", "q1", "q2", "q3", "q4"]
LABELS = ["答卷编号", "网点", "调查日期", "期望-排队等候", "感知-排队等候", "期望-柜台办理", "感知-柜台办理"]
PAIRED = ["expectation:queue", "perception:queue", "expectation:counter", "perception:counter"]


def rows(count: int = 12) -> list[list[object]]:
    return [[f"K{i}", "老城支行", "2026-07-23", 5, 4, 3, 1 + i % 5] for i in range(count)]


def test_the_labels_are_the_headers():
    found = draft(workbook([NAMES, LABELS, *rows()]))
    assert found.layout == "labelled"
    assert meanings(found) == ["respondent", "branch", "date", *PAIRED]
    assert found.counts.responses == 12
    assert found.responses.row[0] == 3


def test_a_title_may_stand_above():
    found = draft(workbook([["2026年客户体验调查"], [], NAMES, LABELS, *rows()]))
    assert found.layout == "labelled"
    assert found.responses.row[0] == 5


def test_the_names_tell_the_kind_where_the_labels_do_not():
    names = [*NAMES[:3], "q1_e", "q1_p", "q2_e", "q2_p"]
    labels = [*LABELS[:3], "排队等候", "排队等候", "柜台办理", "柜台办理"]
    found = draft(workbook([names, labels, *rows()]))
    assert meanings(found)[3:] == PAIRED


def test_a_first_answer_in_words_is_no_row_of_labels():
    names = ["respondent", "branch", "date", "queue_E", "queue_P", "counter_E", "counter_P"]
    words = [[f"K{i}", "老城支行", "2026-07-23", "很高", "满意", "高", "非常满意"] for i in range(12)]
    found = draft(workbook([names, *words]))
    assert found.layout != "labelled"
    assert found.counts.responses == 12


def test_kinds_below_names_are_two_header_rows_and_no_labels():
    upper = ["branch", "date", "queue", None, "counter", None]
    lower = [None, None, "期望", "感知", "期望", "感知"]
    found = draft(
        workbook([upper, lower, *(["老城支行", "2026-07-23", 5, 4, 3, 1 + i % 5] for i in range(12))])
    )
    assert found.layout == "two_row"
