"""Files that cannot be imported, and the reason that a person must be told."""

from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.containers import encrypted_workbook
from sample_data.people import survey
from sample_data.sheets import write_xlsx

Expected = dict[str, Any]


def encrypted(path: Path, _bank: Institution) -> Expected:
    """A workbook whose lock is damaged, so that no password opens it."""
    path.write_bytes(encrypted_workbook(path.stem))
    return {"error": "unknown_lock"}


def empty(path: Path, _bank: Institution) -> Expected:
    """A workbook in which nothing was ever typed."""
    write_xlsx(path, [("Sheet1", []), ("Sheet2", [])])
    return {"error": "empty"}


def no_bytes(path: Path, _bank: Institution) -> Expected:
    """A file of no bytes, as a broken download leaves it."""
    path.write_bytes(b"")
    return {"error": "empty"}


def text(path: Path, _bank: Institution) -> Expected:
    """A note that somebody renamed."""
    path.write_text("请各支行于十月十五日前报送三季度客户反馈\n逾期不候\n", encoding="utf-8")
    return {"error": "not_a_workbook"}


def cut_short(path: Path, bank: Institution) -> Expected:
    """A workbook of which only the first half arrived."""
    asked = survey(bank, path.stem, 60)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return {"error": "not_a_workbook"}


def no_ratings(path: Path, bank: Institution) -> Expected:
    """A list of visits: whom, where, when, but no rating."""
    asked = survey(bank, path.stem, 60)
    rows = [[*asked.row(person)[:5], "已电话通知"] for person in asked.people]
    write_xlsx(path, [("登记表", [["客户编号", "网点", "日期", "渠道", "客群", "备注"], *rows])])
    return {"error": "no_ratings"}


def header_only(path: Path, bank: Institution) -> Expected:
    """A form that nobody filled in."""
    write_xlsx(path, [("反馈", [survey(bank, path.stem, 2).header()])])
    return {"error": "no_rows"}
