"""Ledgers of actions written cell by cell, and the one that the product itself hands out, with cells changed."""

import io
from collections.abc import Sequence

import openpyxl
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.ingest.draft import SourceFile
from mot.locale.words import Language, Locale
from mot.reports.ledger import ledger
from mot.services import actions, books
from tests.services.service_samples import workbook

HEADER = ("序号", "触点", "整改措施", "责任网点", "责任人", "开始时间", "完成时限", "状态")


def rows(*lines: Sequence[object], header: Sequence[str] = HEADER, name: str = "整改台账.xlsx") -> SourceFile:
    """A ledger as an institution keeps it."""
    return SourceFile(name, workbook(lines, header))


def handed_out(engine: sa.Engine, actor: Actor, language: Language = "zh") -> SourceFile:
    """The ledger that the product hands out to a person."""
    there = books.open_books(engine, actor).institution
    found = actions.actions(engine, actor)
    return SourceFile("台账.xlsx", ledger(found, there, Locale(language), scope=actor.scope))


def edited(source: SourceFile, changes: dict[tuple[int, str], object], *more: Sequence[object]) -> SourceFile:
    """The same ledger with cells changed (by row in Excel and header), and rows added below."""
    book = openpyxl.load_workbook(io.BytesIO(source.content))
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for (row, header), value in changes.items():
        sheet.cell(row, headers.index(header) + 1).value = value
    last = max(cell.row for row in sheet.iter_rows(max_col=2) for cell in row if cell.value is not None)
    for place, values in enumerate(more, start=last + 1):
        for column, value in enumerate(values, start=1):
            sheet.cell(place, column).value = value
    out = io.BytesIO()
    book.save(out)
    return SourceFile(source.name, out.getvalue())
