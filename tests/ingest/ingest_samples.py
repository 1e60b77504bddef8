"""A small institution, and workbooks built cell by cell."""

import datetime as dt
import io

import xlsxwriter

from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Touchpoint
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare

TODAY = dt.date(2026, 10, 15)
NONE = Decisions()
BANK = Institution(
    name=Name("江城银行", "Riverside Bank"),
    industry="bank",
    branches=(
        Branch(1, "old", Name("老城支行", "Old Town"), 1, aliases=("老城",)),
        Branch(2, "rail", Name("火车站支行", "Railway Station"), 1),
        Branch(3, "tech", Name("高新支行", "Tech Park"), 1),
    ),
    touchpoints=(
        Touchpoint(
            1,
            "queue",
            Name("排队等候", "Queueing"),
            Name("到店"),
            Dimension.RESPONSIVENESS,
            aliases=("排队",),
        ),
        Touchpoint(2, "counter", Name("柜台办理", "Counter service"), Name("办理"), Dimension.RELIABILITY),
        Touchpoint(3, "mobile", Name("手机银行", "Mobile banking"), Name("线上"), Dimension.EMPATHY),
    ),
    channels=(
        Label(0, "unknown", Name("未注明", "Not stated")),
        Label(1, "desk", Name("柜面", "Desk")),
        Label(2, "app", Name("手机", "App")),
    ),
    segments=(
        Label(0, "unknown", Name("未注明", "Not stated")),
        Label(1, "retail", Name("个人客户", "Retail")),
    ),
)
PAIRS = ("期望-排队等候", "感知-排队等候", "期望-柜台办理", "感知-柜台办理", "期望-手机银行", "感知-手机银行")
HEADER = ("答卷编号", "网点", "日期", "渠道", "客群", "总体满意度", "推荐意愿(0-10)", "意见", *PAIRS)


def row(number: int = 1, **changes):
    """One good row below `HEADER`; changes by header."""
    day = dt.date(2026, 7, 1) + dt.timedelta(days=number % 60)
    values = dict(
        zip(
            HEADER,
            (
                f"R{number:05d}",
                "老城支行",
                day,
                "柜面",
                "个人客户",
                4,
                9,
                f"第{number}条",
                5,
                3,
                5,
                4,
                4,
                1 + number % 5,
            ),
            strict=True,
        )
    )
    return [changes.get(header, value) for header, value in values.items()]


def rows(count: int):
    """A header and good rows."""
    return [list(HEADER), *(row(i) for i in range(1, count + 1))]


def workbook(*tables, names=("Sheet1", "Sheet2", "Sheet3"), first_row=0, merged=()) -> bytes:
    """An .xlsx file; each table is a list of rows. `merged` are ranges such as ``D1:E1``."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, table in zip(names, tables, strict=False):
        sheet = book.add_worksheet(name)
        for r, values in enumerate(table):
            for c, value in enumerate(values):
                if value is not None:
                    sheet.write(first_row + r, c, value)
        for area, text in merged:
            sheet.merge_range(area, text)
    book.close()
    return out.getvalue()


def draft(content: bytes, *, name="feedback.xlsx", decisions=NONE, institution=BANK, **options) -> Draft:
    """The draft of some bytes."""
    source = SourceFile(name, content)
    return prepare(source, institution, decisions=decisions, secret=b"secret", today=TODAY, **options)


def codes(found: Draft) -> set[str]:
    """The codes of all issues."""
    return {issue.code for issue in found.issues}


def issue(found: Draft, code: str):
    """The one issue with that code."""
    (one,) = [i for i in found.issues if i.code == code]
    return one


def meanings(found: Draft) -> list[str]:
    """The field codes of the columns."""
    return [column.field.code for column in found.columns]
