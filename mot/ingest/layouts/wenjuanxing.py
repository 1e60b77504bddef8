"""问卷星: exports by the text of options or by their number, with its own columns before numbered questions."""

import re
from dataclasses import replace

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells, as_text
from mot.ingest.header_words import role_of
from mot.ingest.layouts.choices import SKIPPED, single_choice
from mot.ingest.layouts.codes import changed, without
from mot.ingest.layouts.numbered import blocks, number_of, told_of
from mot.ingest.layouts.questions import Line, column_of, own_columns
from mot.ingest.layouts.stacked import realigned
from mot.ingest.layouts.table import (
    MAYBE_FROM_ONE,
    SEVERAL,
    Layout,
    Recognition,
    Table,
    header_row,
    header_texts,
    read_table,
)
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: ("提交答卷时间", "答卷提交时间", "提交时间"),
    FieldKind.DURATION: ("所用时间", "答题所用时间"),
    FieldKind.IGNORE: (
        "序号", "答卷序号", "来源", "来源详情", "来自IP", "来自 IP", "来自ip地址", "总分", "用户ID", "昵称", "微信昵称",
        "省份", "城市", "地理位置", "设备", "浏览器", "操作系统", "审核状态", "答卷状态", "自定义字段",
    ),
}  # fmt: skip
_BESIDE = re.compile(r"([^〖〗]+)〖([^〖〗]+)〗")  # an option, and what was written beside it
SIGNS = frozenset(map(normal, ("提交答卷时间", "所用时间", "来源详情", "来自IP")))


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when numbered questions follow the tool's own columns; without these, by the shape of the questions."""
    head = sheet.head()
    for row, values in enumerate(head[:30]):
        headers = header_texts(values)
        signs = [header for header in headers if header and normal(header) in SIGNS]
        if len(signs) >= 2 and blocks(headers):
            return _recognition(head, row, headers, signs, 0.99 if len(signs) > 2 else 0.98)
    best = header_row(head)
    if best is None:
        return None
    headers = header_texts(head[best])
    numbered = blocks(headers)
    told = _shape(headers, numbered, head[best + 1 :])
    if len(numbered) < 2 or not told:
        return None
    return _recognition(head, best, headers, told, 0.96)


def _shape(headers: tuple[str, ...], numbered: list[tuple[int, ...]], below: list[Line]) -> list[str]:
    """What only this tool writes: matrices whose first row alone carries the question, choices joined by ┋."""
    for columns in numbered:
        first, *others = (number_of(headers[column])[1] for column in columns)
        if others and "—" in first and not any("—" in text for text in others):
            return [headers[column] for column in columns[:2]]
        if any(single_choice(column_of(below, column)) == SEVERAL for column in columns):
            return [headers[columns[0]], "┋"]
    return []


def _recognition(
    head: list[Line], row: int, headers: tuple[str, ...], saw: list[str], sure: float
) -> Recognition:
    below = head[row + 1 :]
    own = own_columns(headers, OWN, below)
    told = [mine or other for mine, other in zip(own, told_of(headers, below), strict=True)]
    matrix = next((headers[columns[0]] for columns in blocks(headers) if len(columns) > 1), "")
    return Recognition(sure, (row,), headers, tuple(told), (*saw[:3], *([matrix] if matrix else [])))


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header; what was skipped or not shown is blank.

    In an export by the number of the options, recommendations may count these from 1.
    """
    table = realigned(read_table(sheet, seen), SIGNS)
    mark = MAYBE_FROM_ONE if _by_number(table) else ""
    told = [replace(one, topic=mark) if one and one.kind is FieldKind.NPS else one for one in table.told]
    table = replace(without(table, SKIPPED), told=tuple(told))
    columns = [_as_chosen(cells, header) for cells, header in zip(table.columns, table.headers, strict=True)]
    return replace(table, columns=tuple(columns))


def _as_chosen(cells: Cells, header: str) -> Cells:
    """The option that was chosen, without what was written beside it; of a branch, the name that was written."""
    written = {
        value: hit for value in cells.values if isinstance(value, str) and (hit := _BESIDE.fullmatch(value))
    }
    if not written:
        return cells
    role = role_of(number_of(header)[1])
    part = 2 if role is not None and role[0] is FieldKind.BRANCH else 1
    return changed(cells, lambda value: written[value][part] if value in written else value)


def _by_number(table: Table) -> bool:
    """Whether options are given by number: codes for skipped, ticks, or a branch or channel that is a number."""
    for header, cells, told in zip(table.headers, table.columns, table.told, strict=True):
        number, text = number_of(header)
        found = {as_text(value) for value in cells.values}
        role = role_of(text) if number else None
        named = role is not None and role[0] in (FieldKind.BRANCH, FieldKind.CHANNEL, FieldKind.SEGMENT)
        options = found - SKIPPED - {header}
        if found & {"-2", "-3"} or (named and options and all(one.isdecimal() for one in options)):
            return True
        if told and told.topic == SEVERAL and options == {"0", "1"}:
            return True
    return False


LAYOUT = Layout(
    "wenjuanxing",
    N_("Wenjuanxing export"),
    N_("The tool's own columns before numbered questions; by the text or by the number of the options."),
    recognise,
    read,
)
