"""Workbooks in the XML of Excel 2003, which some systems still export and call .xls."""

import datetime as dt
from typing import Any
from xml.parsers import expat

from mot.ingest.containers.books import check_cells
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.packages import DoctypeError
from mot.ingest.containers.refusals import NotAWorkbookError, TooLargeError, UnsafeFileError
from mot.ingest.sheet import Sheet

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_HIDDEN = "urn:schemas-microsoft-com:office:excel Visible"
MOST = 1_048_576


class _Reader:
    """Keeps the place in the current sheet while elements begin and end."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.sheets: list[dict[str, Any]] = []
        self.row = self.column = self.cells = 0
        self.text: list[str] = []
        self.kind, self.formula, self.inside, self.after = "", False, "", 0

    def begin(self, tag: str, values: dict[str, str]) -> None:
        """An element begins."""
        if tag == _SS + "Worksheet":
            self.sheets.append({
                "name": values.get(_SS + "Name", ""), "grid": [], "merged": [], "uncached": 0, "hidden": False,
                "hidden_rows": set(), "hidden_columns": set(),
            })  # fmt: skip
            self.row = self.column = -1
        elif not self.sheets:
            return
        elif tag == _SS + "Column":
            self.column = _number(values, "Index", self.column + 2) - 1
            last = self.column + _number(values, "Span", 0)
            if values.get(_SS + "Hidden") == "1":
                self.sheets[-1]["hidden_columns"].update(range(self.column, min(last + 1, 16_384)))
            self.column = last
        elif tag == _SS + "Row":
            self.row, self.column = _number(values, "Index", self.row + 2) - 1, -1
            if values.get(_SS + "Hidden") == "1":
                self.sheets[-1]["hidden_rows"].add(self.row)
        elif tag == _SS + "Cell":
            self._cell(values)
        elif tag == _SS + "Data":
            self.kind, self.text = values.get(_SS + "Type", "String"), []
            self.inside = "data"
        elif tag == _HIDDEN:
            self.text, self.inside = [], "visible"

    def _cell(self, values: dict[str, str]) -> None:
        self.column = _number(values, "Index", self.column + 2) - 1
        self.formula = _SS + "Formula" in values
        self.sheets[-1]["uncached"] += self.formula
        down, across = _number(values, "MergeDown", 0), _number(values, "MergeAcross", 0)
        if (down or across) and self.row >= 0:
            area = (self.row, self.column, self.row + down, self.column + across)
            self.sheets[-1]["merged"].append(area)
        self.after = across

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == _SS + "Data" and self.sheets:
            self._put("".join(self.text))
            self.inside = ""
        elif tag == _SS + "Cell" and self.sheets:
            self.column += self.after
        elif tag == _HIDDEN and self.sheets:
            self.sheets[-1]["hidden"] = "".join(self.text).strip() != "SheetVisible"
            self.inside = ""

    def read(self, data: str) -> None:
        """Letters of a cell."""
        if self.inside:
            self.text.append(data)

    def _put(self, text: str) -> None:
        self.sheets[-1]["uncached"] -= self.formula
        grid, limits = self.sheets[-1]["grid"], self.limits
        if self.row < 0 or self.column < 0:
            return
        if self.row >= limits.rows or self.column >= limits.columns:
            raise TooLargeError(name=self.name)
        added = max(self.row + 1 - len(grid), 0)
        grid.extend([] for _ in range(added))
        line = grid[self.row]
        wider = max(self.column + 1 - len(line), 0)
        self.cells += added + wider
        if self.cells > limits.cells:
            raise TooLargeError(name=self.name)
        line.extend([None] * wider)
        line[self.column] = _value(text, self.kind)


def _number(values: dict[str, str], key: str, usual: int) -> int:
    text = values.get(_SS + key, "")
    told = text.isascii() and text.isdecimal() and len(text) < 10
    return min(max(int(text), key == "Index"), MOST) if told else usual


def _value(text: str, kind: str) -> object:
    if kind == "Error":
        return None
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text


def read_2003(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets in their order.

    Raises
    ------
    NotAWorkbookError, TooLargeError, CellTooLongError, UnsafeFileError
    """
    reader = _Reader(name, limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.read, _refuse
    try:
        parser.Parse(content, True)
    except DoctypeError as error:
        raise UnsafeFileError(name=name) from error
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise NotAWorkbookError(name=name) from error
    for sheet in reader.sheets:
        check_cells(sheet["grid"], 1, name, limits)
    return tuple(
        Sheet(**{
            **sheet,
            "merged": tuple(sheet["merged"]),
            "hidden_rows": frozenset(row for row in sheet["hidden_rows"] if 0 <= row < len(sheet["grid"])),
            "hidden_columns": frozenset(sheet["hidden_columns"]),
        })
        for sheet in reader.sheets
    )  # fmt: skip


def _refuse(name: str, *_rest: object) -> None:
    raise DoctypeError(name)
