"""The first sheet of the appendix: what the review is, what it rests on, and where everything stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from mot.domain.errors import N_
from mot.domain.reviews import IMPORTS, Basis, Document, State
from mot.locale.threshold_words import THRESHOLD_UNITS, THRESHOLD_WORDS
from mot.locale.words import Locale
from mot.reports.appendix.book import HEAD, SUB, Book, Cell

STATES: dict[State, str] = {
    State.DRAFT: N_("Draft"),
    State.PRESENTED: N_("Presented"),
    State.ARCHIVED: N_("Archived"),
}
MOST = 6  # branches written one by one
TIME, DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet of the workbook: its name, its title and the slide it belongs to ("" for none)."""

    sheet: str
    title: str
    slide: str


def manifest(book: Book, name: str, locale: Locale, document: Document, entries: Sequence[Entry]) -> None:
    """Write the first sheet."""
    page, t = book.sheet(name), locale.t
    book.write(page, 0, 0, document.review.title, bold=True, font_size=16)
    row = 2
    for word, value, picture in _facts(locale, document):
        book.write(page, row, 0, word, font_color=SUB)
        book.write(page, row, 1, value, align="left", num_format=picture or "General")
        row += 1
    row = _head(book, page, row + 1, t("Sheets"), (t("Sheet"), t("Table"), t("Slide")))
    for entry in entries:
        book.link(page, row, 0, entry.sheet, entry.sheet)
        book.write(page, row, 1, entry.title)
        book.write(page, row, 2, entry.slide)
        row += 1
    row = _head(book, page, row + 1, t("Settings"), (t("Setting"), t("Value"), t("Unit")))
    for key, setting in document.basis.settings.items():
        book.write(page, row, 0, t(THRESHOLD_WORDS[key]) if key in THRESHOLD_WORDS else key)
        book.write(page, row, 1, setting, align="left", num_format="General")
        book.write(page, row, 2, t(THRESHOLD_UNITS[key]) if key in THRESHOLD_UNITS else "")
        row += 1
    imports = [one for one in document.basis.sources if one.kind in IMPORTS]
    headings = (
        t("File"), t("Import number"), t("SHA-256"), t("Responses"), t("Imported"), t("Outcome figures"),
    )  # fmt: skip
    row = _head(book, page, row + 1, t("Imports that count"), headings)
    for one in imports:
        book.write(page, row, 0, one.title)
        book.write(page, row, 1, one.number, align="left")
        book.write(page, row, 2, one.digest)
        book.write(page, row, 3 if one.kind == "batch" else 5, one.size, align="left", num_format="#,##0")
        book.write(page, row, 4, _local(one.at), num_format=TIME)
        row += 1
    for column, width in enumerate((34, 52, 68, 14, 18, 14)):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)


def _head(book: Book, page: Worksheet, row: int, title: str, headings: Sequence[str]) -> int:
    """A title and a line of headings; the row below them."""
    book.write(page, row, 0, title, bold=True, font_size=12)
    for column, heading in enumerate(headings):
        book.write(page, row + 1, column, heading, bold=True, bg_color=HEAD, bottom=1)
    return row + 2


def _facts(locale: Locale, document: Document) -> list[tuple[str, Cell, str]]:
    t, review, basis = locale.t, document.review, document.basis
    told: list[tuple[str, Cell, str]] = [
        (t("Institution"), locale.name(basis.institution), ""),
        (t("Snapshot"), review.stamp, ""),
        (t("Digest of the content, SHA-256"), review.digest, ""),
        (t("Period"), locale.quarter(basis.quarter), ""),
        (t("Compared with"), locale.quarter(basis.comparison), ""),
        (t("Branches"), scope_text(locale, basis), ""),
        (t("Responses"), basis.responses, "#,##0"),
        (t("State"), t(STATES[review.state]), ""),
        (t("Frozen"), _local(basis.made_at), TIME),
        (t("Frozen by"), basis.made_by, ""),
        (t("Actions and plans judged as of"), basis.today, DAY),
    ]
    if review.presented_at:
        told += [
            (t("Presented on"), _local(review.presented_at), TIME),
            (t("Presented by"), review.presented_by, ""),
        ]
    told += [
        (t("Product version"), basis.product_version, ""),
        (t("Data version"), basis.data_version, "0"),
        (t("Scale"), basis.unit.replace("-", "–") or t("0 to 100"), ""),
    ]
    if basis.demonstration:
        told.append((t("Data"), t("Demonstration data, not real customers"), ""))
    return told


def scope_text(locale: Locale, basis: Basis) -> str:
    """Whom a review is about: the network, a region, or branches by name; of many the number."""
    if basis.everything:
        return locale.tn("All branches ({n})", "All branches ({n})", len(basis.branches))
    if basis.region:
        return locale.name(basis.region)
    names = [locale.name(place.name) for place in basis.branches]
    if len(names) <= MOST:
        return locale.t(", ").join(names)
    return locale.t("{first} and {n} more", first=names[0], n=len(names) - 1)


def _local(at: dt.datetime) -> dt.datetime:
    """The time on this machine's clock; workbooks know no time zones."""
    return at.astimezone().replace(tzinfo=None, microsecond=0)
