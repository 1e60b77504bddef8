"""The same kind of feedback in every kind of file, and in files that were saved in unlucky ways."""

import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import xlsxwriter

from mot.domain.survey import Institution
from sample_data.binary import pack, unpack, write_xlsb
from sample_data.forms import old_excel
from sample_data.locks import lock, lock_old
from sample_data.open_sheets import write_ods
from sample_data.people import KEYS, E, survey
from sample_data.sheets import BORN, Cell, Row, write_csv, write_xlsx

Expected = dict[str, Any]
PASSWORD = "moments-2026"
SHEET1 = "xl/worksheets/sheet1.xml"


def locked(path: Path, bank: Institution) -> Expected:
    """A workbook behind a password."""
    asked = survey(bank, path.stem, 90)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    lock(path, PASSWORD)
    return {"password": PASSWORD, **asked.expected("wide")}


def locked_old(path: Path, bank: Institution) -> Expected:
    """A workbook of Excel 97 behind a password."""
    expected = old_excel(path, bank)
    lock_old(path, PASSWORD)
    return {"password": PASSWORD, **expected}


def binary(path: Path, bank: Institution) -> Expected:
    """The binary package of Excel, with a title over the table and two hidden rows."""
    asked = survey(bank, path.stem, 100)
    width = len(asked.header())
    title: Row = ["2026 年第三季度客户反馈", *[None] * (width - 1)]
    rows = [title, asked.header(), *asked.rows()]
    write_xlsb(path, "反馈", rows, hidden_rows=(5, 6), merges=((0, 0, 0, width - 1),))
    return asked.expected("wide")


def open_document(path: Path, bank: Institution) -> Expected:
    """As LibreOffice saves it: a title over the table, rows that a filter hides, a million empty rows."""
    asked = survey(bank, path.stem, 100)
    write_ods(path, "反馈", [asked.header(), *asked.rows()], hidden_rows=range(10, 90), title="客户反馈汇总")
    return asked.expected("wide")


def spss(path: Path, bank: Institution) -> Expected:
    """SPSS: questions as labels of variables, branches and the overall mark as labels of codes, 99 as missing."""
    asked = survey(bank, path.stem, 100)
    header = [str(title) for title in asked.header()]
    frame = pd.DataFrame(asked.rows(), columns=[f"v{place}" for place in range(len(header))])
    codes = {branch.name.zh: float(place) for place, branch in enumerate(bank.branches, start=1)}
    frame["v1"] = frame["v1"].map(codes)
    ratings = [f"v{place}" for place in range(len(KEYS), len(KEYS) + len(asked.pairs()))]
    frame[ratings] = frame[ratings].astype(float).fillna(99.0)
    satisfied = {1.0: "非常不满意", 2.0: "不满意", 3.0: "一般", 4.0: "满意", 5.0: "非常满意"}
    ends = {1.0: "很差", 5.0: "很好", 99.0: "未体验"}
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=header,
        variable_value_labels={
            "v1": {code: name for name, code in codes.items()},
            f"v{len(header) - 4}": satisfied,
            **dict.fromkeys(ratings, ends),
        },
        missing_ranges={name: [99.0] for name in ratings},
    )
    content = bytearray(path.read_bytes())
    content[92:109] = f"{BORN:%d %b %y%H:%M:%S}".encode()  # when it was written
    path.write_bytes(content)
    return asked.expected("wide")


def _text(
    encoding: str, delimiter: str = "\t", start: bytes = b""
) -> Callable[[Path, Institution], Expected]:
    def write(path: Path, bank: Institution) -> Expected:
        asked = survey(bank, path.stem, 90)
        write_csv(path, [asked.header(), *asked.rows()], encoding=encoding, delimiter=delimiter)
        path.write_bytes(start + path.read_bytes())
        return asked.expected("wide")

    return write


tabs = _text("utf-8")
unicode_text = _text("utf-16-le", start=b"\xff\xfe")
unicode_unmarked = _text("utf-16-be", ",")
told_delimiter = _text("gb18030", "|", b"sep=|\r\n")
full_width = _text("utf-8-sig", "，")


def western(path: Path, bank: Institution) -> Expected:
    """Western Windows: every byte of it is a letter in Chinese Windows too."""
    asked = survey(bank, path.stem, 90)
    header: list[Cell] = ["Respondent", "Branch", "Date", "Channel", "Segment"]
    header += [
        f"{'Expectation' if kind == E else 'Perception'} - {asked.name(point).en}"
        for point, kind in asked.pairs()
    ]
    header += ["Overall satisfaction", "Recommend (0-10)", "Duration (seconds)", "Comment"]
    remarks = (
        "Très satisfait",
        "Zu lange gewartet – schöne Filiale",
        "¿Por qué tan caro?",
        "“très cher” 25 €",
    )
    rows = []
    for place, person in enumerate(asked.people):
        row = asked.row(person)
        row[1], row[3], row[4] = (
            asked.name(code).en for code in (person.branch, person.channel, person.segment)
        )
        row[-1] = remarks[place % 4] if person.comment else None
        rows.append(row)
    write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")
    return asked.expected("wide")


def nul_bytes(path: Path, bank: Institution) -> Expected:
    """Bytes of value zero behind some texts, as a terminal of a till leaves them."""
    asked = survey(bank, path.stem, 90)
    rows = [[*row[:1], f"{row[1]}\0", *row[2:]] for row in asked.rows()]
    write_csv(path, [asked.header(), *rows], encoding="utf-8")
    return asked.expected("wide")


def another_ending(path: Path, bank: Institution) -> Expected:
    """A workbook whose name says that it is text."""
    asked = survey(bank, path.stem, 90)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    return asked.expected("wide")


def with_macros(path: Path, bank: Institution) -> Expected:
    """A workbook with macros, which nobody looks at."""
    expected = another_ending(path, bank)
    types = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    members = unpack(path) | {"xl/vbaProject.bin": b'Attribute VB_Name = "Module1"\r\n' * 20}
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(plain, types)
    pack(path, members)
    return expected


def filtered(path: Path, bank: Institution) -> Expected:
    """A filter hides all rows but one, and a column is hidden; nothing of it is lost."""
    asked = survey(bank, path.stem, 120)
    write_xlsx(
        path, [("反馈", [asked.header(), *asked.rows()])], hidden_rows=[("反馈", r) for r in range(2, 121)]
    )
    edit(
        path,
        rb"<sheetData>",
        rb'<cols><col min="4" max="4" width="9" hidden="1" customWidth="1"/></cols><sheetData>',
    )
    return {"hidden_rows": 119, "hidden_columns": 1, **asked.expected("wide")}


def far_size(path: Path, bank: Institution) -> Expected:
    """The sheet declares, and formats, cells as far as the column XEC."""
    asked = survey(bank, path.stem, 100)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    edit(path, rb'<dimension ref="[^"]*"/>', rb'<dimension ref="A1:XEC101"/>')
    edit(path, rb'(<row r="(\d+)"[^>]*>.*?)</row>', rb'\1<c r="XEC\2" s="1"/></row>')
    return asked.expected("wide")


def since_1904(path: Path, bank: Institution) -> Expected:
    """A workbook of an old Macintosh: days count from 1904."""
    asked = survey(bank, path.stem, 90)
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "date_1904": True, "default_date_format": "yyyy-mm-dd"}
    )
    book.set_properties({"created": BORN})
    sheet = book.add_worksheet("反馈")
    for number, row in enumerate([asked.header(), *asked.rows()]):
        for column, value in enumerate(row):
            if value is not None:
                day = isinstance(value, dt.date)
                sheet.write(number, column, dt.datetime(value.year, value.month, value.day) if day else value)
    book.close()
    path.write_bytes(memory.getvalue())
    return asked.expected("wide")


def uncached(path: Path, bank: Institution) -> Expected:
    """Formulas that no program has worked out yet, in a column beside the answers."""
    expected = another_ending(path, bank)
    edit(path, rb'(<row r="([2-9]|\d\d+)"[^>]*>.*?)</row>', rb'\1<c r="V\2"><f>SUM(F\2:Q\2)</f></c></row>')
    return {"uncached": 90, **expected}


def odd_headers(path: Path, bank: Institution) -> Expected:
    """Headers with line breaks, tabs, full-width digits, and radicals as copies from .pdf files hold."""
    asked = survey(bank, path.stem, 90)
    header = [str(title) for title in asked.header()]
    header = [f"{title[:2]}\n{title[2:]}" if "-" in title else title for title in header]
    header[-1], header[-3] = "意⻅与建议", "推荐\t意愿（０－１０）"
    write_xlsx(path, [("反馈", [header, *asked.rows()])])
    return asked.expected("wide")


def edit(path: Path, pattern: bytes, by: bytes) -> None:
    """Replace something in the XML of the first sheet."""
    members = unpack(path)
    pack(path, members | {SHEET1: re.sub(pattern, by, members[SHEET1], flags=re.S)})


FILES = (
    ("locked.xlsx", locked),
    ("locked_old.xls", locked_old),
    ("binary.xlsb", binary),
    ("open_document.ods", open_document),
    ("spss.sav", spss),
    ("tabs.tsv", tabs),
    ("unicode_text.txt", unicode_text),
    ("unicode_unmarked.csv", unicode_unmarked),
    ("told_delimiter.csv", told_delimiter),
    ("full_width.txt", full_width),
    ("western.csv", western),
    ("nul_bytes.csv", nul_bytes),
    ("another_ending.csv", another_ending),
    ("with_macros.xlsm", with_macros),
    ("filtered.xlsx", filtered),
    ("far_size.xlsx", far_size),
    ("since_1904.xlsx", since_1904),
    ("uncached.xlsx", uncached),
    ("odd_headers.xlsx", odd_headers),
)
