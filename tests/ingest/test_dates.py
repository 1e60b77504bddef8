"""Days, their order of day and month, and the periods that names speak of."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.issues import Severity
from mot.ingest.cells import Cells
from mot.ingest.date_order import exchanged, order_of
from mot.ingest.dates import Order, day, lacks_year, month
from mot.ingest.draft import Decisions
from mot.ingest.name_periods import Period, period_in, periods_in
from mot.ingest.recipe import remember
from tests.ingest.ingest_samples import HEADER, codes, draft, issue, rows, workbook

LAST = dt.date(2026, 10, 16)
DATE = HEADER.index("日期")
BOTH = (Order.DAY_FIRST, Order.MONTH_FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-03T23:30:00Z", "2026-07-03T23:30:00+08:00", "2026年7月3日下午3:05", "2026年7月3号", "26年7月3日",
        "星期五 2026-07-03", "2026/7/3(周五)", "2026年7月3日 星期五", "Friday, July 3, 2026", "Fri, 3 Jul 2026 14:02:11 +0800",
        "3-Jul-26", "July 3rd, 2026", "3rd of July 2026", "Fri Jul 03 2026 14:02:11 GMT+0800 (CST)",
        "Fri Jul  3 14:02:11 CST 2026", "20260703140211", "202607031402", "2026.07.03 14时", "２０２６－０７－０３",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling(text):
    assert day(text) == dt.date(2026, 7, 3)


@pytest.mark.parametrize(
    "value", ["14:02", "14:02:00", dt.datetime(1899, 12, 31, 14, 2), 0.58, "下午3:05", "7月", "Q3"]
)
def test_a_time_of_day_or_a_month_without_year_is_no_day(value):
    assert day(value) is None


def test_a_year_from_elsewhere_completes_a_month():
    assert day("7月3日", year=2026) == dt.date(2026, 7, 3)
    assert month("7月", year=2026) == 202607
    assert day("三季度", year=2026) == dt.date(2026, 7, 1)
    assert [lacks_year(text) for text in ("7月", "三季度", "Q3", "5", "2026年7月")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/7/2026", "23/7/2026"], Order.DAY_FIRST),
        (["3/7/2026", "7/23/2026"], Order.MONTH_FIRST),
        (["5/11/2026", "3/7/2026"], Order.MONTH_FIRST),  # the fifth of November has not been yet
        (["26-03-05", "26-03-28"], Order.YEAR_FIRST),
    ],
)
def test_the_column_tells_what_comes_first(texts, order):
    found = order_of(Cells.of(texts), LAST)
    assert (found.order, found.orders) == (order, ())


def test_dates_that_are_the_same_either_way_are_not_asked_about():
    assert order_of(Cells.of(["5/5/2026", "6/6/2026"]), LAST).orders == ()


def test_the_period_of_the_file_tells_what_comes_first():
    cells = Cells.of(["5/8/2026", "6/9/2026", "7/8/2026"])
    assert order_of(cells, LAST).orders == BOTH
    assert order_of(cells, LAST, period_in("2026Q3")).order is Order.DAY_FIRST
    assert order_of(cells, LAST, period_in("2026Q3")).orders == ()


def test_rows_in_turn_tell_what_comes_first():
    days = [dt.date(2026, month, number) for month in (7, 8, 9) for number in (1, 4, 7, 9)]
    written = [f"{d.day}/{d.month}/{d.year}" for d in days]
    assert order_of(Cells.of(written), LAST).order is Order.DAY_FIRST
    assert order_of(Cells.of(written), LAST).orders == ()
    mixed = written[::2] + written[1::2][::-1]
    assert order_of(Cells.of([mixed[i] for i in (3, 0, 7, 5, 1, 11, 2, 8, 4)]), LAST).orders == BOTH


@given(st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2026, 10, 1)), min_size=1), st.sampled_from(BOTH))
def test_days_written_in_one_order_are_read_back_or_asked_about(days, order):
    form = "{0.day}/{0.month}/{0.year}" if order is Order.DAY_FIRST else "{0.month}/{0.day}/{0.year}"
    texts = [form.format(d) for d in days]
    found = order_of(Cells.of(texts), LAST)
    unsure = bool(found.orders)
    steady = sorted(days) in (days, days[::-1])
    if not unsure and not steady and any(d.day > 12 for d in days):
        assert [day(text, order=found.order) for text in texts] == days
    if unsure:
        assert order in found.orders
        assert len({day(found.texts[0], order=one) for one in found.orders}) > 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2026Q3.xlsx", "2026Q3"), ("2026年三季度满意度", "2026Q3"), ("26年三季度", "2026Q3"), ("回访2026年7月.xlsx", "2026-07"),
        ("survey_202607", "2026-07"), ("2026-07 feedback.csv", "2026-07"), ("2026年7-9月", "2026Q3"), ("2026年7月-9月", "2026Q3"),
    ],
)  # fmt: skip
def test_a_name_tells_its_month_or_quarter(name, code):
    assert period_in(name).code == code


@pytest.mark.parametrize(
    "name", ["导出20261008.xlsx", "2026-10-08", "feedback.xlsx", "7月", "2026年6月-7月", "Q12", "1234567"]
)
def test_a_day_of_export_and_other_numbers_name_no_period(name):
    assert period_in(name) is None


def test_the_year_may_stand_in_another_name():
    assert [p.code for p in periods_in(("7月", "三季度"), ("2026年调查.xlsx",))] == ["2026-07", "2026Q3"]
    assert periods_in(("7月",), ("2025与2026.xlsx",)) == (None,)
    assert (Period.of_month(dt.date(2026, 2, 1)).last, period_in("2026Q3").last) == (
        dt.date(2026, 2, 28), dt.date(2026, 9, 30),
    )  # fmt: skip


def early(size=40):
    """Good rows whose dates never come after the twelfth and are in no order."""
    made = rows(size)
    for number, row in enumerate(made[1:]):
        row[DATE] = f"{(number * 7) % 9 + 1}/{(number * 5) % 3 + 7}/2026"
    return workbook(made)


def test_what_nothing_tells_is_asked_with_two_of_the_persons_own_values_and_remembered():
    content = early()
    found = draft(content)
    told = issue(found, "day_or_month")
    assert (told.severity, told.key, told.choices) == (
        Severity.BLOCKING,
        "dates",
        ("day_first", "month_first"),
    )
    assert told.params["one"] != told.params["two"]
    assert told.params["one_day"] != told.params["one_month"]
    assert not found.ready
    decided = draft(content, decisions=Decisions(answers={"dates": "day_first"}))
    assert decided.ready
    months = {str(d)[:7] for d in decided.responses.day.astype("datetime64[D]")}
    assert months == {"2026-07", "2026-08", "2026-09"}
    again = draft(content, recall=lambda _: remember(decided))
    assert again.ready
    assert issue(again, "day_or_month").severity is Severity.DECIDE


def test_the_quarter_in_the_file_name_decides_the_order():
    assert "day_or_month" not in codes(draft(early(), name="2026Q3.xlsx"))


def test_dates_that_excel_took_for_others_are_exchanged_and_said():
    made = rows(40)
    for number, row in enumerate(made[1:]):
        real = dt.date(2026, 7, 1) + dt.timedelta(days=number * 2)
        turned = real.day <= 12
        row[DATE] = (
            real.replace(month=real.day, day=real.month) if turned else f"{real.day}/{real.month}/{real.year}"
        )
    found = draft(workbook(made))
    assert issue(found, "dates_exchanged").chosen == "exchange"
    days = sorted(found.responses.day.astype("datetime64[D]").astype(str))
    assert (days[0], days[-1]) == ("2026-07-01", "2026-09-17")
    kept = draft(workbook(made), decisions=Decisions(answers={"dates_exchanged": "keep"}))
    assert issue(kept, "dates_kept").chosen == "keep"
    assert not exchanged(Cells.of([dt.datetime(2026, 7, 20)] + ["23/7/2026"] * 9), Order.DAY_FIRST)


def test_a_month_in_the_file_name_stands_in_for_missing_dates():
    made = [[*row[:DATE], *row[DATE + 1 :]] for row in rows(30)]
    found = draft(workbook(made), name="老城支行202608.xlsx")
    assert issue(found, "month_assumed").chosen == "2026-08"
    assert {str(d) for d in found.responses.day.astype("datetime64[D]")} == {"2026-08-01"}
    other = draft(workbook(made), name="老城支行202608.xlsx", decisions=Decisions(quarter="2026Q1"))
    assert {str(d) for d in other.responses.day.astype("datetime64[D]")} == {"2026-01-01"}


def test_sheets_named_after_months_date_their_own_rows():
    made = [[*row[:DATE], *row[DATE + 1 :]] for row in rows(20)]
    second = [made[0], *([f"S{i}", *row[1:]] for i, row in enumerate(made[1:]))]
    found = draft(workbook(made, second, names=("7月", "8月")), name="2026年.xlsx")
    assert found.ready
    assert sorted({str(d) for d in found.responses.day.astype("datetime64[D]")}) == [
        "2026-07-01",
        "2026-08-01",
    ]


def test_months_of_outcome_figures_are_asked_about_as_well():
    lines = [["网点", "日期", "指标", "分子", "分母"]]
    lines += [
        ["老城支行", f"{day}/{month}/2026", "投诉率", 3, 100] for day, month in ((5, 3), (4, 6), (1, 2))
    ]
    found = draft(workbook(lines))
    told = issue(found, "day_or_month")
    assert (told.severity, found.ready) == (Severity.BLOCKING, False)
    months = {
        order: sorted(
            draft(workbook(lines), decisions=Decisions(answers={"dates": order})).figures.month.tolist()
        )
        for order in told.choices
    }
    assert months == {"day_first": [202602, 202603, 202606], "month_first": [202601, 202604, 202605]}
