"""The sheets of a workbook that hold a ledger: where the header is, and what each column holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mot.ingest.cells import as_text
from mot.ingest.header_words import pure_kind, rating_of
from mot.ingest.ledger.columns import LONGEST, Part, is_own, told_by
from mot.ingest.sheet import Sheet, letter
from mot.ingest.workbook import Workbook

HEAD = 30  # rows in which a header is looked for
WORK = frozenset({Part.TITLE, Part.DESCRIPTION})
WHO_WHEN = frozenset({Part.OWNER, Part.DUE, Part.STAGE})
TELLING = WHO_WHEN | {Part.START, Part.BRANCHES, Part.LEVER, Part.TOUCHPOINT, Part.PROBLEM, Part.EVALUATE}
MOST_COLUMNS = 100
RATED = 2  # headers of ratings from which a sheet is one of feedback
SECOND = {Part.TITLE: Part.DESCRIPTION}  # what a second column of a part holds; others are told beside
FREE = frozenset({Part.MORE, Part.IGNORE, Part.VERDICT, Part.PLACE})  # parts that several columns may be

Texts = list[str]


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: its position in the used area (0-based), its letters in Excel, header, and what it holds."""

    position: int
    letter: str
    header: str
    part: Part


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet that holds a ledger, the last row of its header (0-based in the used area) and its columns.

    `own` tells that the product wrote it: then the numbers in it are those of actions.
    """

    sheet: Sheet
    header_row: int
    columns: tuple[LedgerColumn, ...]
    own: bool
    titles: tuple[str, ...]

    def column(self, part: Part) -> LedgerColumn | None:
        """The column that holds a part."""
        return next((column for column in self.columns if column.part is part), None)


def listings(book: Workbook, sheet: str = "", fields: Mapping[int, str] | None = None) -> tuple[Listing, ...]:
    """Every sheet that holds a ledger, or the one of a name; `fields` are meanings that a person chose."""
    shown = [one for one in book.sheets if (one.name == sheet if sheet else not one.hidden)]
    found = [listing for one in shown if (listing := recognise(one, fields or {})) is not None]
    return tuple(found)


def recognise(sheet: Sheet, fields: Mapping[int, str] | None = None) -> Listing | None:
    """The ledger of a sheet; None when it holds something else, or ratings as well."""
    if sheet.n_columns > MOST_COLUMNS:
        return None
    rows = [_texts(row) for row in sheet.head()[: HEAD + 1]]
    best, chosen = 0, None
    for number in range(min(HEAD, len(rows))):
        lines = [(number, rows[number])]
        if number + 1 < len(rows):
            lines.append((number + 1, _fused(sheet, number, rows[number], rows[number + 1])))
        for last, headers in lines:
            score = _score(headers)
            if score > best:
                best, chosen = score, (last, headers)
    if chosen is None:
        return None
    row, headers = chosen
    columns = _columns(sheet, headers, fields or {})
    titles = tuple(text for above in rows[:row] for text in dict.fromkeys(above) if text)
    own = any(c.part is Part.NUMBER and is_own(c.header, Part.NUMBER) for c in columns)
    return Listing(sheet, row, columns, own, titles)


def _texts(row: Iterable[object | None]) -> Texts:
    return [as_text(value) if isinstance(value, str) else "" for value in row]


def _fused(sheet: Sheet, number: int, upper: Texts, lower: Texts) -> Texts:
    """Two rows as one header: a name below counts, else the one above, which may be merged over several columns."""
    above = upper.copy()
    for top, left, bottom, right in sheet.merged:
        if top <= number <= bottom and top == bottom:
            for place in range(max(left, 0), min(right + 1, len(above))):
                above[place] = ""  # it only brackets those below
    return [under or over for over, under in zip(above, lower, strict=True)]


def _score(headers: Texts) -> int:
    """How many parts of a ledger a row of headers names; 0 when it is none."""
    known = [found[0] if (found := told_by(text)) else None for text in headers]
    parts = {part for part in known if part}
    strange = [
        h for h, part in zip(headers, known, strict=True) if h and part is None and len(h) <= LONGEST * 2
    ]
    if sum(rating_of(h) is not None or pure_kind(h) is not None for h in strange) >= RATED:
        return 0
    listed = bool(parts & WORK) and bool(parts & WHO_WHEN) and len(parts & TELLING) >= 2
    if not listed and not (Part.PROBLEM in parts and parts >= WHO_WHEN):
        return 0
    return len(parts - FREE)


def _columns(sheet: Sheet, headers: Texts, fields: Mapping[int, str]) -> tuple[LedgerColumn, ...]:
    """What each column holds; of several with one part the one whose name is the most usual has it."""
    told = {place: found for place, text in enumerate(headers) if text and (found := told_by(text))}
    parts: dict[int, Part] = {place: Part(code) for place, code in fields.items() if place < len(headers)}
    for place, (part, _) in sorted(told.items(), key=lambda one: (one[1][1], one[0])):
        if place in parts:
            continue
        taken = set(parts.values())
        if part in taken and part not in FREE:
            second = SECOND.get(part, Part.MORE)
            part = Part.MORE if second in taken else second
        parts[place] = part
    return tuple(
        LedgerColumn(place, letter(sheet.first_column + place), text, parts.get(place, Part.IGNORE))
        for place, text in enumerate(headers)
        if text
    )
