"""Single values: numbers, words, days, durations, scales, personal data."""

import datetime as dt
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.survey import Scale
from mot.ingest.cells import Cells, as_text
from mot.ingest.dates import Order, day, quarter_in
from mot.ingest.likert import level, points
from mot.ingest.privacy import hash_respondents, mask
from mot.ingest.scales import guess_scale
from mot.ingest.values import duration, number


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("非常满意 满意 一般 不满意 非常不满意", [5, 4, 3, 2, 1]),
        ("非常满意 比较满意 一般 不太满意 很不满意", [5, 4, 3, 2, 1]),
        ("非常满意 满意 基本满意 不满意 非常不满意", [5, 4, 3, 2, 1]),
        ("非常满意 满意 比较满意 一般 比较不满意 不满意 非常不满意", [7, 6, 5, 4, 3, 2, 1]),
        ("非常同意 同意 中立 不同意 非常不同意", [5, 4, 3, 2, 1]),
        ("非常好 好 一般 差 非常差", [5, 4, 3, 2, 1]),
        ("非常重要 重要 一般 不重要 非常不重要", [5, 4, 3, 2, 1]),
    ],
)
def test_words_stand_for_the_answers_they_mean(words, answers):
    names = words.split()
    high, found = points(names)
    assert high == max(answers)
    assert [found[name] for name in names] == answers


def test_english_words_are_read_on_seven_points():
    names = [
        "Strongly agree", "Agree", "Somewhat agree", "Neither agree nor disagree",
        "Somewhat disagree", "Disagree", "Strongly disagree",
    ]  # fmt: skip
    high, found = points(names)
    assert high == 7
    assert [found[name] for name in names] == [7, 6, 5, 4, 3, 2, 1]


def test_prose_is_no_answer():
    assert [level(text) for text in ("排队太久了", "满意的服务", "very", "")] == [None] * 4


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2060, 12, 31)))
def test_a_day_is_read_however_it_is_written(when):
    serial = float((when - dt.date(1899, 12, 30)).days)
    y, m, d = when.year, when.month, when.day
    forms = [
        serial, str(int(serial)), dt.datetime(y, m, d, 14, 30), when.isoformat(), f"{y}/{m}/{d}", f"{y}年{m}月{d}日",
        f"{y}.{m:02d}.{d:02d}", f"{y}{m:02d}{d:02d}", float(f"{y}{m:02d}{d:02d}"), f"{y}-{m:02d}-{d:02d} 14:30:05",
        f"{y}-{m:02d}-{d:02d}T14:30:05Z", when.strftime("%d %b %Y"), when.strftime("%B %d, %Y"),
    ]  # fmt: skip
    assert {day(form) for form in forms} == {when}


def test_months_and_quarters_start_on_their_first_day():
    assert [str(day(text)) for text in ("2026年8月", "2026-08", "2026Q3", "2026年第三季度", "Q3 2026")] == [
        "2026-08-01", "2026-08-01", "2026-07-01", "2026-07-01", "2026-07-01",
    ]  # fmt: skip
    assert quarter_in("回访记录.xlsx") is None


def test_a_date_that_can_only_be_read_one_way_is_read_so():
    assert day("03/07/2026", order=Order.DAY_FIRST) == dt.date(2026, 7, 3)
    assert day("07/23/2026", order=Order.DAY_FIRST) == dt.date(2026, 7, 23)
    assert day("23/07/2026", order=Order.MONTH_FIRST) == dt.date(2026, 7, 23)


@pytest.mark.parametrize("text", ["昨天", "2026-13-01", "2026年2月30日", "", "5", "老城支行", "12345678901"])
def test_what_is_no_day_is_none(text):
    assert day(text) is None


def test_numbers_and_durations():
    assert [number(v) for v in ("１０", " 7 ", "4分", "4 - 满意", "满意(4)", "4=满意", "三", "1-3次", "R2")] == [
        10, 7, 4, 4, 4, 4, 3, None, None,
    ]  # fmt: skip
    assert [duration(v) for v in ("45", "1分", "1小时2分3秒", "1:02:03", "3min 5s", dt.datetime(1899, 12, 31, 0, 2))] == [
        45, 60, 3723, 3723, 185, 120,
    ]  # fmt: skip


@given(
    st.lists(st.one_of(st.none(), st.text(), st.floats(allow_nan=False, allow_infinity=False), st.dates()))
)
def test_a_column_of_cells_keeps_every_value(values):
    cells = Cells.of(values)
    assert len(cells) == len(values)
    assert len(set(cells.values)) == len(cells.values)
    assert all(as_text(value) for value in cells.values)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1, 2, 3, 4, 5] * 20, Scale(1, 5)),
        ([1, 2, 3, 4, 5] * 20 + [9] * 8 + [0] * 3 + [99], Scale(1, 5)),
        ([1, 2, 3, 4, 5, 6, 7] * 20, Scale(1, 7)),
        ([3, 5, 6, 7] * 20 + [99], Scale(1, 7)),
        (list(range(1, 11)) * 10, Scale(1, 10)),
        (list(range(11)) * 10, Scale(0, 10)),
        ([0, 25, 50, 75, 100] * 10, Scale(0, 100)),
        (["非常满意", "一般", "不满意"] * 10, Scale(1, 5)),
    ],
)
def test_the_smallest_scale_that_holds_the_answers_is_found(values, scale):
    assert guess_scale([Cells.of(values)], [None]).scale == scale


def test_a_header_that_names_the_scale_decides():
    assert guess_scale([Cells.of([1, 2, 3])], [(1, 7)]).scale == Scale(1, 7)


def test_the_hash_is_the_standard_one_and_depends_on_the_key():
    wanted = hmac.new(b"key", b"R1", hashlib.sha256).hexdigest()[:32]
    assert hash_respondents(["R1"], b"key") == [wanted]
    long = hmac.new(b"k" * 80, b"R1", hashlib.sha256).hexdigest()[:32]
    assert hash_respondents(["R1"], b"k" * 80) == [long]
    assert hash_respondents(["R1"], b"key") != hash_respondents(["R1"], b"other")


@pytest.mark.parametrize(
    "secret",
    [
        "13812345678", "138-1234-5678", "+86 138 1234 5678", "0571-88123456", "110101199003078515",
        "11010119900307851X", "6222 0212 3456 7890 123", "6222021234567890", "li.wei@example.com.cn", "400-800-1234",
    ],
)  # fmt: skip
def test_personal_data_in_comments_is_blotted_out(secret):
    text = mask(f"请联系{secret}，谢谢")
    assert text.startswith("请联系***")
    assert text.endswith("，谢谢")


@pytest.mark.parametrize(
    "text", ["等了45分钟，办了3笔", "2026-07-03 下午来的", "利率3.85，金额120000元", "第1024号窗口"]
)
def test_ordinary_numbers_stay(text):
    assert mask(text) == text
