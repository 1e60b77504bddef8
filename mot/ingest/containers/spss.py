"""SPSS files: variable labels are headers, value labels are cells where they are words, missings are empty."""

import io
from collections import Counter
from typing import Any

import pyreadstat

from mot.ingest.containers.books import check_cells
from mot.ingest.containers.encodings import CODECS, guess
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.packages import BROKEN
from mot.ingest.containers.refusals import NotAWorkbookError, TooLargeError
from mot.ingest.sheet import Sheet

ERRORS = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, *BROKEN)
BYTE_FOR_BYTE = "ISO-8859-1"  # every byte is one letter, so nothing of the text is lost


def read_spss(content: bytes, name: str, limits: Limits, encoding: str = "") -> tuple[Sheet, tuple[str, ...]]:
    """The cases below a row of headers, and the encodings that are plausible; () where the file tells its own.

    Raises
    ------
    NotAWorkbookError, TooLargeError, CellTooLongError
    """
    try:
        found = _plausible(content)
        if encoding in found:
            found = (encoding, *(other for other in found if other != encoding))
        codec = CODECS.get(found[0], found[0]) if found else None
        about = _read(content, codec, metadata=True)[1]
        if about.number_columns > limits.columns or (about.number_rows or 0) > limits.rows:
            raise TooLargeError(name=name)
        if about.number_columns * (about.number_rows or 0) > limits.cells:
            raise TooLargeError(name=name)
        columns, about = _read(content, codec, rows=limits.rows + 1)
    except ERRORS as error:
        raise NotAWorkbookError(name=name) from error
    cells = [_column(about, variable, columns[variable]) for variable in about.column_names]
    grid: list[list[Any]] = [_headers(about), *(list(row) for row in zip(*cells, strict=True))]
    check_cells(grid, 1, name, limits)
    return Sheet(name=name.rsplit(".", 1)[0], grid=grid if about.column_names else []), found


def _read(
    content: bytes, encoding: str | None, *, metadata: bool = False, rows: int = 0
) -> tuple[dict[str, list[Any]], Any]:
    found: tuple[dict[str, list[Any]], Any] = pyreadstat.read_sav(
        io.BytesIO(content), encoding=encoding, metadataonly=metadata, output_format="dict", row_limit=rows
    )
    return found


def _plausible(content: bytes) -> tuple[str, ...]:
    """The encodings of the texts, judged by what they say, when the file does not tell that it is in UTF-8."""
    about = _read(content, BYTE_FOR_BYTE, metadata=True)[1]
    labels = [*about.column_names, *(label or "" for label in about.column_labels)]
    labels += [word for words in about.variable_value_labels.values() for word in words.values()]
    columns = _read(content, BYTE_FOR_BYTE, rows=200)[0]
    texts = [value for column in columns.values() for value in column if isinstance(value, str)]
    raw = "\n".join([*labels, *texts]).encode("latin-1", "replace")
    return () if raw.isascii() else guess(raw)


def _headers(about: Any) -> list[str]:
    """The label of every variable, its name where it has none; with its name where several share a label."""
    labels = [
        (label or "").strip() or name
        for name, label in zip(about.column_names, about.column_labels, strict=True)
    ]
    often = Counter(labels)
    return [
        label if often[label] == 1 else f"{label} {name}"
        for name, label in zip(about.column_names, labels, strict=True)
    ]


def _column(about: Any, variable: str, values: list[Any]) -> list[Any]:
    """The cells of a variable. A scale whose ends alone are labelled stays in numbers."""
    words = {
        code: text.strip()
        for code, text in about.variable_value_labels.get(variable, {}).items()
        if isinstance(text, str) and text.strip()
    }
    if not words or all(text.replace(".", "", 1).isdecimal() for text in words.values()):
        return values
    bare = {value for value in values if value is not None and value not in words}
    numbers = [code for code in words if isinstance(code, (int, float))]
    if numbers and any(isinstance(v, (int, float)) and min(numbers) < v < max(numbers) for v in bare):
        return values
    return [words.get(value, value) for value in values]
