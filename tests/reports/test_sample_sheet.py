"""Sheets of paper: they carry what they are given and nothing that a browser would run or fetch."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from mot.reports.sample_sheet import Row, Sheet, file_name, to_html, to_zip

SHEET = Sheet(
    language="zh",
    kicker="江城银行　样本计划",
    branch="老城支行",
    sentences=("目的。", "还需 40 份。"),
    headings=("触点", "已有", "需要", "还需收集", "登记"),
    rows=(Row("排队等候", "少于 10", "80", "≤80"), Row("柜台办理", "91", "80", "0")),
    blanks=("负责人：", "完成日期："),
    notes=("误差范围不包含未答复者带来的偏差。",),
)
NASTY = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Tags, attributes and texts of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_every_word_stands_on_the_sheet_in_its_order() -> None:
    found = Reader(to_html(SHEET))
    told = [text for text in found.texts if "{" not in text]
    cells = ["排队等候", "少于 10", "80", "≤80", "柜台办理", "91", "80", "0"]
    assert [text for text in told if text in cells] == cells
    for text in (SHEET.branch, *SHEET.sentences, *SHEET.headings, *SHEET.blanks, *SHEET.notes):
        assert text in told
    assert found.tags.count("tr") == 3


def test_names_are_text_whatever_they_contain() -> None:
    sheet = replace(
        SHEET, branch=NASTY, kicker=NASTY, sentences=(NASTY,), rows=(Row(NASTY, NASTY, NASTY, NASTY),),
        headings=(NASTY,) * 5, blanks=(NASTY,), notes=(NASTY,),
    )  # fmt: skip
    found = Reader(to_html(sheet))
    assert {"script", "img"} & set(found.tags) == set()
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("src", "href")]
    assert "".join(found.texts).count("alert(1)") == 2 * 16


def test_a_sheet_fetches_nothing() -> None:
    page = to_html(SHEET).decode()
    assert not re.search(r"https?:|url\(|@import|<link|<script|src=", page)
    assert "@page { size: A4 portrait" in page


def test_the_language_of_the_sheet_is_told() -> None:
    assert '<html lang="zh-CN">' in to_html(SHEET).decode()
    assert '<html lang="en">' in to_html(replace(SHEET, language="en")).decode()


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("样本计划", "老城支行", "2026Q3"), "样本计划 老城支行 2026Q3.html"),
        (("../../etc/passwd",), "_.._etc_passwd.html"),
        (("a:b*c?", 'd"<e>|'), "a_b_c_ d_e_.html"),
        (("con\x00trol\n",), "con_trol_.html"),
        (("",), "_.html"),
        (("名" * 300,), "名" * 120 + ".html"),
    ],
)
def test_a_file_name_is_one_on_every_system(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts, kind="html") == name


def test_all_sheets_go_into_one_archive_and_none_replaces_another() -> None:
    written = dt.datetime(2026, 8, 1)
    files = [("a.html", lambda: b"1"), ("A.html", lambda: b"2"), ("b.html", lambda: b"3")]
    made = to_zip(files, written=written)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["a.html", "A (2).html", "b.html"]
        assert [archive.read(name) for name in archive.namelist()] == [b"1", b"2", b"3"]
        assert archive.testzip() is None
    assert made == to_zip(files, written=written), "the same sheets make the same file"
