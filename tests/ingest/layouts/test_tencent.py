"""腾讯问卷: the tool's own columns, and matrices with the question before each row."""

import pytest

from tests.ingest.ingest_samples import draft, meanings, workbook

META = ["编号", "开始答题时间", "结束答题时间", "答题时长", "自定义字段1", "地理位置国家和地区", "地理位置省"]


def line(place: int, *answers: object) -> list[object]:
    return [
        place,
        "2026-06-30 23:58:00",
        "2026-07-01 00:02:00",
        "4分",
        f"K{place}",
        "中国",
        "湖北省",
        *answers,
    ]


@pytest.mark.parametrize("joint", ["-", ":", "：", "—"])
def test_the_question_before_each_row_tells_the_kind(joint):
    header = [
        *META, "1.网点", f"2.您的期望{joint}排队等候", f"2.您的期望{joint}柜台办理",
        f"3.您的实际感受{joint}排队等候", f"3.您的实际感受{joint}柜台办理",
    ]  # fmt: skip
    found = draft(workbook([header, *(line(i, "老城支行", 5, 4, 3, 1 + i % 5) for i in range(10))]))
    assert found.layout == "tencent"
    assert meanings(found)[8:] == [
        "expectation:queue", "expectation:counter", "perception:queue", "perception:counter",
    ]  # fmt: skip


def test_the_day_is_that_of_the_end_and_numbers_of_answers_are_nobody():
    header = [*META, "1.网点", "2.排队等候的满意度"]
    found = draft(workbook([header, *(line(1, "老城支行", 1 + i % 5) for i in range(10))]))
    assert meanings(found)[:8] == [
        "ignore",
        "ignore",
        "date",
        "duration",
        "ignore",
        "ignore",
        "ignore",
        "branch",
    ]
    assert found.counts.responses == 10
    assert set(found.responses.duration.tolist()) == {240}
    assert str(found.responses.day.astype("datetime64[D]")[0]) == "2026-07-01"
