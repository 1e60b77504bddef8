"""Tables in text form: which encoding, which delimiter, which cells."""

import codecs
import csv
import io

MAX_FIELD = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(content: bytes) -> list[list[str]] | None:
    """The rows of a .csv or .tsv file; None when the bytes are no text or hold no table."""
    text = decode(content)
    if text is None:
        return None
    delimiter = _delimiter(text)
    if delimiter is None:
        return None
    csv.field_size_limit(MAX_FIELD)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None


def decode(content: bytes) -> str | None:
    """The text of the bytes, decoded strictly: by its mark, else UTF-8, UTF-16, GB18030.

    GB18030 accepts much that is no text, so control characters and private signs rule it out.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    candidates = ["utf-8", "gb18030", "big5"]
    sample = content[:4000]
    if sample.count(0) * 4 > len(sample):
        candidates = ["utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"]
    for encoding in candidates:
        text = _strict(content, encoding)
        if text is not None and _plausible(text):
            return text
    return None


def _strict(content: bytes, encoding: str) -> str | None:
    """The text, or None at the first byte that does not fit."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether a text reads like one: hardly any control or private-use characters."""
    sample = text[:20000]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\r\n") or "\ue000" <= c <= "\uf8ff" or c == "\x7f"
    )
    return odd * 1000 <= len(sample)


def _delimiter(text: str) -> str | None:
    """The delimiter that splits the first lines most often and most evenly; None when none splits any."""
    lines = [line for line in text[:50000].splitlines() if line.strip()][:30]
    best, score = None, 0.0
    for delimiter in ",\t;|，":
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        common = max(set(widths), key=widths.count) if widths else 1
        worth = (common - 1) * widths.count(common) / len(widths) if widths else 0.0
        if worth > score:
            best, score = delimiter, worth
    return best
