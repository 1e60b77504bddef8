"""The ledger of actions (台账) to take away, fill in and bring back: one row per action, and the words it knows."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mot.domain.access import Scope
from mot.domain.errors import N_
from mot.domain.improvements import WINDOWS, Action
from mot.domain.survey import Branch, Institution
from mot.ingest.ledger.columns import HEADINGS, Part
from mot.ingest.ledger.words import AGAINS, LEVERS, STAGES, written
from mot.locale.words import Locale
from mot.reports.tables import HEAD, RISKY

SPARE = 500  # rows below the actions that have drop-downs too
LONGEST = 32_000  # characters; a cell of Excel holds 32,767
WIDTHS: dict[Part, int] = {
    Part.TITLE: 32, Part.DESCRIPTION: 44, Part.TOUCHPOINT: 16, Part.BRANCHES: 26, Part.LEVER: 14, Part.AUDIENCE: 18,
    Part.WORKED: 32, Part.VERDICT: 24, Part.TARGET: 12, Part.VERSION: 10,
}  # fmt: skip
DAYS = (Part.START, Part.DUE, Part.EVALUATE, Part.TRAINED)
RULES = (
    N_("One row is one action. Several branches in a cell are kept apart by a comma."),
    N_("A new row needs at least an action, a touchpoint and a branch. Leave its number empty."),
    N_("Write dates as 2026-07-03. From its start on, what an action is judged by does not change any more."),
    N_("Change the words here or in the product; then upload the ledger on the page “Actions”."),
)
Told = Mapping[int, str]


def ledger(
    actions: Sequence[Action],
    institution: Institution,
    locale: Locale,
    *,
    scope: Scope,
    verdicts: Told | None = None,
) -> bytes:
    """An .xlsx workbook with a row per action, in the reader's language; uploaded again it changes nothing.

    `scope` is the reader's: branches outside it are counted, never named. `verdicts` are words on the effect by
    number of the action.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet, words = (
        book.create_sheet(locale.t("Actions")[:31]),
        book.create_sheet(locale.t("Allowed words")[:31]),
    )
    headings = HEADINGS[locale.language]
    _header(sheet, list(headings.values()))
    for row, action in enumerate(sorted(actions, key=lambda one: one.id), start=2):
        told = _values(action, institution, locale, scope, (verdicts or {}).get(action.id, ""))
        for column, part in enumerate(headings, start=1):
            _write(sheet, row, column, told[part], day=part in DAYS)
    _shape(sheet, list(headings), len(actions))
    _words(words, sheet, list(headings), institution, locale, scope, len(actions))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _values(
    action: Action, institution: Institution, locale: Locale, scope: Scope, verdict: str
) -> dict[Part, object]:
    content, plan, learning = action.content, action.content.plan, action.content.learning
    language = locale.language
    touchpoints = {t.id: locale.name(t.name) for t in institution.touchpoints}
    return {
        Part.NUMBER: action.id,
        Part.TITLE: content.title,
        Part.DESCRIPTION: content.description,
        Part.TOUCHPOINT: touchpoints.get(plan.touchpoint, ""),
        Part.BRANCHES: branches_text(plan.branches, institution.branches, locale, scope),
        Part.LEVER: written(LEVERS[content.lever], language),
        Part.OWNER: content.owner_name,
        Part.START: plan.start,
        Part.DUE: content.due,
        Part.EVALUATE: plan.evaluate,
        Part.WINDOW: plan.window,
        Part.TARGET: plan.target,
        Part.STAGE: written(STAGES[content.stage], language),
        Part.AUDIENCE: content.audience,
        Part.TRAINED: content.trained,
        Part.WORKED: learning.worked if learning else "",
        Part.AGAIN: written(AGAINS[learning.again], language) if learning else "",
        Part.VERDICT: verdict,
        Part.VERSION: action.version,
    }


def branches_text(ids: frozenset[int], branches: Sequence[Branch], locale: Locale, scope: Scope) -> str:
    """The branches of an action that the reader sees, in the order of the institution, and how many others."""
    named = [locale.name(one.name) for one in branches if one.id in ids and scope.allows(one.id)]
    text, hidden = locale.t(", ").join(named), len(ids) - len(named)
    if not hidden:
        return text
    return text + locale.tn(" (and {n} more branch)", " (and {n} more branches)", hidden)


def _header(sheet: Worksheet, headings: Sequence[str]) -> None:
    for column, text in enumerate(headings, start=1):
        cell = _write(sheet, 1, column, text)
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _shape(sheet: Worksheet, parts: Sequence[Part], count: int) -> None:
    for column, part in enumerate(parts, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(part, 12)
    for row in range(2, count + SPARE + 2):
        for column, part in enumerate(parts, start=1):
            if part in DAYS:
                sheet.cell(row, column).number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(parts))}{max(2, count + 1)}"


def _words(
    words: Worksheet,
    sheet: Worksheet,
    parts: Sequence[Part],
    institution: Institution,
    locale: Locale,
    scope: Scope,
    count: int,
) -> None:
    """The words that each column knows, drop-downs fed from them, and how to fill the ledger in."""
    language = locale.language
    lists: dict[Part, list[object]] = {
        Part.TOUCHPOINT: [locale.name(t.name) for t in institution.touchpoints if t.active],
        Part.BRANCHES: [locale.name(b.name) for b in institution.branches if b.active and scope.allows(b.id)],
        Part.LEVER: [written(one, language) for one in LEVERS.values()],
        Part.STAGE: [written(one, language) for one in STAGES.values()],
        Part.AGAIN: [written(one, language) for one in AGAINS.values()],
        Part.WINDOW: list(WINDOWS),
    }
    _header(words, [*(HEADINGS[language][part] for part in lists), locale.t("How to fill in the ledger")])
    for column, (part, allowed) in enumerate(lists.items(), start=1):
        letter = get_column_letter(column)
        words.column_dimensions[letter].width = 22
        for row, value in enumerate(allowed, start=2):
            _write(words, row, column, value)
        if allowed:
            source = f"'{words.title}'!${letter}$2:${letter}${len(allowed) + 1}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
            rule.errorStyle = "warning"  # several branches may stand in one cell
            sheet.add_data_validation(rule)
            target = get_column_letter(list(parts).index(part) + 1)
            rule.add(f"{target}2:{target}{count + SPARE + 1}")
    last = len(lists) + 1
    words.column_dimensions[get_column_letter(last)].width = 70
    for row, rule_text in enumerate(RULES, start=2):
        _write(words, row, last, locale.t(rule_text)).alignment = Alignment(wrap_text=True, vertical="top")
    words.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, value: object, *, day: bool = False) -> Cell:
    """Write a value; a text stays a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        if value:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(RISKY)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif value is not None:
        cell.value = value
        if day and isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
    return cell
