"""Which sheet holds the feedback, and in which layout."""

from dataclasses import dataclass

from mot.domain.errors import N_, MotError
from mot.ingest import gather
from mot.ingest.draft import Decisions
from mot.ingest.layouts import LAYOUTS, Layout, Recognition
from mot.ingest.layouts.figures import LAYOUT as FIGURES
from mot.ingest.layouts.table import header_row
from mot.ingest.ledger.sheets import recognise
from mot.ingest.ledger.texts import LedgerOnlyError
from mot.ingest.sheet import Sheet
from mot.ingest.workbook import Workbook


class NoHeaderError(MotError):
    """No row looks like a header."""

    message = N_(
        "No row with column names was found in {name}. Put one row of names above the answers, "
        "or use the template."
    )


class NoRatingsError(MotError):
    """No column looks like ratings."""

    message = N_(
        "No column with ratings was found in {name}. "
        "Name them such as Expectation-Queue and Perception-Queue, or use the template."
    )


class NoRowsError(MotError):
    """There is a header and nothing below it."""

    message = N_(
        "{name} has column names but no answers below them. Fill in the answers and upload it again."
    )


class SheetNotFoundError(MotError):
    """The chosen sheet is not in the file."""

    message = N_("{name} has no sheet named {sheet}. Choose one of its sheets.")


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheet that is read, how, and the names of the other sheets that hold something.

    `more` are sheets that are read with it: of the same form (`stacked`), or, with `joined`, other answers of
    the same people. `alike` names the sheets that are or could be read together with the first one, `layouts`
    the formats that fit the sheet, the surest first.
    """

    sheet: Sheet
    layout: Layout
    seen: Recognition
    left_out: tuple[str, ...]
    more: tuple[tuple[Sheet, Recognition], ...] = ()
    joined: bool = False
    alike: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()


def choose(book: Workbook, decisions: Decisions) -> Choice:
    """The sheet and layout that were decided, else the surest; among equally sure sheets the longest.

    A sheet of outcome figures is nothing else, and comes after one that surely holds feedback.

    Raises
    ------
    NoHeaderError, NoRatingsError, NoRowsError, SheetNotFoundError
    LedgerOnlyError
        When it is a ledger of actions, which is brought in elsewhere.
    """
    filled = [sheet for sheet in book.sheets if sheet.n_rows]
    wanted = decisions.sheet or decisions.answers.get("sheet", "")
    candidates = [sheet for sheet in filled if sheet.name == wanted] if wanted else []
    if wanted and not candidates:
        raise SheetNotFoundError(name=book.name, sheet=wanted)
    candidates = candidates or [sheet for sheet in filled if not sheet.hidden] or filled
    ledgers = [] if decisions.layout else [sheet for sheet in candidates if recognise(sheet) is not None]
    candidates = [sheet for sheet in candidates if not any(sheet is one for one in ledgers)] or candidates
    every_way = [
        (seen.confidence, sheet.n_rows, -order, sheet, layout, seen)
        for sheet in candidates
        for order, layout in enumerate(LAYOUTS)
        if (seen := layout.recognise(sheet)) is not None
    ]
    decided = [entry for entry in every_way if entry[4].name == decisions.layout]
    found = decided if decided else every_way
    if (
        ledgers
        and max((entry[0] for entry in found if not any(entry[3] is one for one in ledgers)), default=0.0)
        <= 0.5
    ):
        raise LedgerOnlyError(name=book.name)
    if not found:
        raise _reason(candidates)(name=book.name)
    figures = {id(entry[3]) for entry in found if entry[4] is FIGURES}
    found = [e for e in found if decided or e[4] is FIGURES or id(e[3]) not in figures]
    best = max(
        found,
        key=lambda entry: (
            entry[0] > 0.5, min(entry[1], 3), entry[4] is not FIGURES, entry[0], entry[1], entry[2]
        ),
    )  # fmt: skip
    sheet, layout, seen = best[3:]
    fitting = tuple(e[4].name for e in sorted(every_way, key=lambda e: -e[0]) if e[3] is sheet)
    shown = [other for other in filled if other is not sheet and not other.hidden]
    partners = _partners(sheet, layout, seen, shown)
    asked = decisions.answers.get("sheets", "one" if wanted else "together")
    order = {id(one): place for place, one in enumerate(book.sheets)}
    every = sorted(((sheet, seen), *partners), key=lambda one: order[id(one[0])])
    more = tuple(every[1:]) if asked == "together" else ()
    if more:
        sheet, seen = every[0]
    read = {id(sheet), *(id(other) for other, _ in more)}
    return Choice(
        sheet,
        layout,
        seen,
        left_out=tuple(other.name for other in filled if not other.hidden and id(other) not in read),
        more=more,
        joined=bool(more) and not _stacks(sheet, more),
        layouts=fitting,
        alike=tuple(other.name for other, _ in every if other is not sheet),
    )


def _partners(
    sheet: Sheet, layout: Layout, seen: Recognition, others: list[Sheet]
) -> tuple[tuple[Sheet, Recognition], ...]:
    """The other sheets that are to be read with the chosen one."""
    found = [(other, told) for other in others if (told := layout.recognise(other)) is not None]
    found = [(other, told) for other, told in found if gather.same_form(seen, told)][: gather.MOST_SHEETS]
    if _stacks(sheet, tuple(found)):
        return tuple(found)
    kinds = {gather.rating_of_sheet(sheet)}
    pairs = []
    for other, told in found:
        kind = gather.rating_of_sheet(other)
        if kind not in kinds and gather.respondent_in(told.headers) is not None:
            kinds.add(kind)
            pairs.append((other, told))
    return tuple(pairs) if gather.respondent_in(seen.headers) is not None else ()


def _stacks(sheet: Sheet, more: tuple[tuple[Sheet, Recognition], ...]) -> bool:
    """Whether the sheets are of one form; sheets named after different kinds of ratings are not."""
    kinds = [gather.rating_of_sheet(one) for one in (sheet, *(other for other, _ in more))]
    return None in kinds or len(set(kinds)) == 1


def _reason(sheets: list[Sheet]) -> type[MotError]:
    """Why no sheet was recognised: no header, nothing below it, or no ratings."""
    rows = [(sheet, header_row(sheet.head())) for sheet in sheets]
    if any(row is not None for _, row in rows):
        return NoRatingsError
    return NoRowsError if any(_is_lonely_header(sheet) for sheet in sheets) else NoHeaderError


def _is_lonely_header(sheet: Sheet) -> bool:
    """Whether the sheet ends with its only rows being texts, two at least in a row."""
    head = [[v for v in row if v is not None] for row in sheet.head()]
    rows = [row for row in head if row]
    return len(rows) <= 3 and len(rows[-1]) >= 2 and all(isinstance(v, str) for v in rows[-1])
