"""Columns that their header names are believed unless the cells speak against it."""

from mot.ingest.values import number
from tests.ingest.ingest_samples import draft, meanings, rows, workbook


def test_a_telephone_number_after_a_word_is_no_rating():
    assert number("很好 13812345678") is None
    assert number("满意 5") == 5


def test_a_column_of_suggestions_is_read_though_few_people_wrote_anything():
    table = rows(20)
    table[0][7] = "7、您的宝贵意见："
    for i, line in enumerate(table[1:]):
        line[7] = ("(空)", "无", "很好 13812345678", "排队太久")[i % 4]
    found = draft(workbook(table))
    assert meanings(found)[7] == "comment"
    said = set(found.responses.comment.to_pylist())
    assert said == {"", "很好 ***", "排队太久"}
