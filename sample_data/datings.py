"""Dates written in every way that people write them, and those that only a name tells."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from mot.domain.survey import Institution
from sample_data.people import Survey, survey
from sample_data.sheets import AUTHOR, BORN, Cell, Row, write_xlsx

Expected = dict[str, Any]


def _dated(path: Path, asked: Survey, write: Callable[[dt.date, int], Cell], **more: Any) -> Expected:
    """One sheet whose dates are as `write` has them, in order of the days."""
    rows = [asked.row(person) for person in asked.people]
    for number, (person, row) in enumerate(zip(asked.people, rows, strict=True)):
        row[2] = write(person.day, number)
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide", **more)


def day_first(path: Path, bank: Institution) -> Expected:
    """Days before months, which the days after the twelfth show."""
    return _dated(path, survey(bank, path.stem, 110), lambda d, _: f"{d.day}/{d.month}/{d.year}")


def month_first(path: Path, bank: Institution) -> Expected:
    """Months before days and years of two digits."""
    return _dated(
        path, survey(bank, path.stem, 110), lambda d, _: f"{d.month}/{d.day}/{d:%y} 14:0{d.day % 10}"
    )


def in_turn(path: Path, bank: Institution) -> Expected:
    """No day after the twelfth; the rows run through time when the day comes first."""
    asked = _early_days(bank, path.stem)
    asked.people.sort(key=lambda person: person.day)
    return _dated(path, asked, lambda d, _: f"{d.day:02d}/{d.month:02d}/{d.year}")


def day_or_month(path: Path, bank: Institution) -> Expected:
    """No day after the twelfth, in no order: only a person knows."""
    asked = _early_days(bank, path.stem)
    return _dated(
        path, asked, lambda d, _: f"{d.day}/{d.month}/{d.year}", decisions={"answers": {"dates": "day_first"}}
    )


def _early_days(bank: Institution, seed: str) -> Survey:
    """People who answered on one of the first twelve days of July, August or September."""
    asked = survey(bank, seed, 110)
    for person in asked.people:
        person.day = person.day.replace(day=(person.day.day - 1) % 9 + 1)
    return asked


def exchanged(path: Path, bank: Institution) -> Expected:
    """Days first, opened by an Excel that expects months first: it took the early days for months."""

    def write(d: dt.date, _: int) -> Cell:
        return d.replace(month=d.day, day=d.month) if d.day <= 12 else f"{d.day}/{d.month}/{d.year}"

    return _dated(path, survey(bank, path.stem, 110), write)


def written_out(path: Path, bank: Institution) -> Expected:
    """Zones, weekdays, names of months, Chinese clocks, short years, all in one column."""
    forms: tuple[Callable[[dt.date], Cell], ...] = (
        lambda d: f"{d:%Y-%m-%d}T23:30:11+08:00",
        lambda d: f"{d:%Y-%m-%d}T09:30:11Z",
        lambda d: f"{d.year}年{d.month}月{d.day}日 下午3:05",
        lambda d: f"{d.year}年{d.month}月{d.day}日 星期{'一二三四五六日'[d.weekday()]}",
        lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
        lambda d: f"{d.day}-{d:%b}-{d:%y}",
        lambda d: f"{d:%a} {d:%b} {d.day:02d} {d.year} 14:02:11 GMT+0800",
        lambda d: f"{d:%y}年{d.month}月{d.day}号",
        lambda d: f"{d:%Y%m%d}143005",
        lambda d: f"{d.month}月{d.day}日",
    )
    return _dated(path, survey(bank, path.stem, 110), lambda d, n: forms[n % len(forms)](d))


def quarters_as_sheets(path: Path, bank: Institution) -> Expected:
    """One sheet per quarter, named after it, and no dates in them; the year stands in the title of the book."""
    parts = [
        (f"{name}季度", survey(bank, f"{path.stem}/{name}", 50, first=dt.date(2026, month, 1), days=1))
        for name, month in (("一", 1), ("二", 4), ("三", 7))
    ]
    sheets: list[tuple[str, list[Row]]] = []
    for name, asked in parts:
        header = asked.header()
        sheets.append((name, [[*header[:2], *header[3:]], *([*row[:2], *row[3:]] for row in asked.rows())]))
    write_xlsx(path, sheets)
    first = parts[0][1]
    together = Survey(
        bank,
        first.points,
        first.kinds,
        first.low,
        first.high,
        [p for _, asked in parts for p in asked.people],
    )
    return together.expected("wide")


def month_in_name(path: Path, bank: Institution) -> Expected:
    """No date column; the month stands in the file name."""
    asked = survey(bank, path.stem, 90, first=dt.date(2026, 7, 1), days=1)
    header = asked.header()
    write_xlsx(path, [("反馈", [[*header[:2], *header[3:]], *([*r[:2], *r[3:]] for r in asked.rows())])])
    return asked.expected("wide")


def times_only(path: Path, bank: Institution) -> Expected:
    """The column of times holds the time of day alone; the quarter stands in the file name."""
    asked = survey(bank, path.stem, 90, first=dt.date(2026, 4, 1), days=1)
    header = asked.header()
    header[2] = "提交时间"
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    book.set_properties({"author": AUTHOR, "created": BORN})
    sheet, clock = book.add_worksheet("反馈"), book.add_format({"num_format": "hh:mm"})
    sheet.write_row(0, 0, header)
    for number, row in enumerate(asked.rows(), start=1):
        for column, value in enumerate(row):
            if column == 2:
                sheet.write_number(number, column, (540 + number * 5) / 1440, clock)
            elif value is not None:
                sheet.write(number, column, value)
    book.close()
    path.write_bytes(memory.getvalue())
    return asked.expected("wide")


FILES = (
    ("dates_day_first.xlsx", day_first),
    ("dates_month_first.xlsx", month_first),
    ("dates_in_turn.xlsx", in_turn),
    ("dates_day_or_month.xlsx", day_or_month),
    ("dates_exchanged.xlsx", exchanged),
    ("dates_written_2026.xlsx", written_out),
    ("sheets_2026.xlsx", quarters_as_sheets),
    ("month_202607.xlsx", month_in_name),
    ("times_2026Q2.xlsx", times_only),
)
