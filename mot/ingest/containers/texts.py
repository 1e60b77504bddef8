"""Tables in text form: which delimiter, which cells. NUL bytes and a first line such as ``sep=;`` are no cells."""

import csv
import io
import re

from mot.ingest.containers.encodings import decode, guess
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.refusals import CellTooLongError, NotAWorkbookError, TooLargeError

DELIMITERS = ",\t;|，；"
_TOLD = re.compile(r'"?sep=([^\r\n"])"?\r?\n?', re.I)
PEEK, LINES = 50_000, 30


def read_text(
    content: bytes, name: str, limits: Limits, encoding: str = ""
) -> tuple[list[list[str]], tuple[str, ...]]:
    """The rows of a table in text form, and the encodings that are plausible, the one in use first.

    Raises
    ------
    NotAWorkbookError, TooLargeError, CellTooLongError
    """
    encodings = guess(content)
    if encoding and encoding in encodings:
        encodings = (encoding, *(other for other in encodings if other != encoding))
    if not encodings:
        raise NotAWorkbookError(name=name)
    text = decode(content, encodings[0]).replace("\0", "")
    delimiter, start = delimiter_of(text)
    if not delimiter:
        raise NotAWorkbookError(name=name)
    return _rows(text[start:], delimiter, name, limits), encodings


def delimiter_of(text: str) -> tuple[str, int]:
    """The delimiter, and where the table begins: the one that the first line tells, else the one that splits the
    first lines most often and most evenly; "" when none splits any.

    >>> delimiter_of("sep=;\\na;b"), delimiter_of("a,b;c,d"), delimiter_of("hello")
    ((';', 6), (',', 0), ('', 0))
    """
    told = _TOLD.match(text)
    if told:
        return told[1], told.end()
    lines = [line for line in text[:PEEK].splitlines() if line.strip()][:LINES]
    best, score = "", 0.0
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        common = max(set(widths), key=widths.count) if widths else 1
        worth = (common - 1) * widths.count(common) / len(widths) if widths else 0.0
        if worth > score:
            best, score = delimiter, worth
    return best, 0


def _rows(text: str, delimiter: str, name: str, limits: Limits) -> list[list[str]]:
    """All rows; quoted cells may hold delimiters and line breaks."""
    csv.field_size_limit(limits.longest_cell)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            rows.append(row)
            cells += len(row)
            if len(rows) > limits.rows or len(row) > limits.columns or cells > limits.cells:
                raise TooLargeError(name=name)
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLongError(name=name, row=len(rows) + 1, count=limits.longest_cell) from error
        raise NotAWorkbookError(name=name) from error
    return rows
