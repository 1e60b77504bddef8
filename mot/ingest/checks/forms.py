"""Issues of whole rows, of respondents and of the file."""

from collections.abc import Iterator

import numpy as np

from mot.domain.issues import Issue, Place, Severity
from mot.domain.survey import FieldKind
from mot.ingest.draft import MISSING, Answers
from mot.ingest.fates import DUPLICATE, FATES
from mot.ingest.labels import CREATE
from mot.ingest.reading import SHOWN, Placed, Reading
from mot.ingest.template_words import GUIDES

MOST = 0.8  # share of touchpoints above which expectation and perception seem exchanged
PAIRS = 10  # pairs from which a touchpoint counts for that
TOUCHPOINTS = 3
SHEETS = 6  # sheets named in an issue


def check_sheets(reading: Placed) -> Iterator[Issue]:
    """Sheets that are not read."""
    others, layout = reading.choice.left_out, reading.choice.layout.name
    of_template = layout == "template" or (layout == "figures" and set(others) <= set(GUIDES))
    if others and not of_template:
        params: dict[str, object] = {"sheet": reading.sheet, "others": ", ".join(others)}
        choices = (reading.sheet, *others)
        yield Issue(
            "sheets_left_out",
            Severity.NOTE,
            Place(reading.sheet),
            params,
            len(others),
            "sheet",
            choices,
            reading.sheet,
        )


def check_together(reading: Placed) -> Iterator[Issue]:
    """Sheets that are read together, or could be."""
    choice = reading.choice
    if not choice.alike:
        return
    names = (choice.sheet.name, *choice.alike)
    code = "sheets_alike" if not choice.more else "sheets_joined" if choice.joined else "sheets_stacked"
    yield Issue(
        code,
        Severity.DECIDE,
        Place(reading.sheet),
        {"count": len(names), "sheets": ", ".join(names[:SHEETS]) + (", …" if len(names) > SHEETS else "")},
        len(names),
        "sheets",
        ("together", "one"),
        "together" if choice.more else "one",
    )


def check_hidden(reading: Placed) -> Iterator[Issue]:
    """Rows and columns that are hidden in Excel, and formulas whose value the file does not hold."""
    sheets = (reading.choice.sheet, *(sheet for sheet, _ in reading.choice.more))
    rows = sum(len(sheet.hidden_rows) for sheet in sheets)
    columns = sum(len(sheet.hidden_columns) for sheet in sheets)
    if rows or columns:
        left_out = reading.decisions.answers.get("hidden") == "leave_out"
        first = next(sheet for sheet in sheets if sheet.hidden_rows or sheet.hidden_columns)
        numbers = tuple(first.first_row + row for row in sorted(first.hidden_rows)[:SHOWN])
        yield Issue(
            "hidden_left_out" if left_out else "hidden_read",
            Severity.DECIDE,
            Place(first.name, numbers),
            {"rows": rows, "columns": columns},
            max(rows, 1),
            "hidden",
            ("read", "leave_out"),
            "leave_out" if left_out else "read",
        )
    uncached = sum(sheet.uncached for sheet in sheets)
    if uncached:
        yield Issue("uncached", Severity.NOTE, Place(reading.sheet), {"count": uncached}, uncached)


def check_rows(reading: Placed) -> Iterator[Issue]:
    """Rows that are no feedback."""
    for reason in ("totals_row", "header_repeated"):
        rows = tuple(one.row for one in reading.rows.set_aside if one.reason == reason)
        if rows:
            place = Place(reading.sheet, rows[:SHOWN])
            yield Issue(reason, Severity.NOTE, place, {"count": len(rows)}, len(rows))
    if reading.rows.blank:
        params: dict[str, object] = {"count": reading.rows.blank}
        yield Issue("empty_rows", Severity.NOTE, Place(reading.sheet), params, reading.rows.blank)
    forms = np.flatnonzero(reading.fate == FATES.index("no_answers"))
    if len(forms):
        params = {"count": len(forms)}
        yield Issue("no_answers", Severity.NOTE, reading.place_of_forms(forms), params, len(forms))


def check_respondents(reading: Reading) -> Iterator[Issue]:
    """Respondents met again, ratings given twice, and signs of answering without reading."""
    again = np.flatnonzero(reading.fate == DUPLICATE)
    column = reading.column(FieldKind.RESPONDENT)
    if len(again):
        place = reading.place_of_forms(again, column)
        yield Issue("duplicate_respondent", Severity.NOTE, place, {"count": len(again)}, len(again))
    if reading.forms.repeated:
        count = reading.forms.repeated
        yield Issue("rating_repeated", Severity.NOTE, reading.place(), {"count": count}, count)
    flags = reading.flags
    both = flags.straight & flags.fast
    for code, hit in (
        ("flagged", both),
        ("straight_lines", flags.straight & ~both),
        ("too_fast", flags.fast & ~both),
        ("repeated_forms", flags.repeated),
    ):
        forms = reading.kept[hit]
        if len(forms):
            place = reading.place_of_forms(forms)
            yield Issue(code, Severity.NOTE, place, {"count": len(forms)}, len(forms))


def check_swap(reading: Reading) -> Iterator[Issue]:
    """Expectation below perception almost everywhere: the columns may have been exchanged."""
    signs = [sign for one in reading.answers if (sign := _sign(one)) is not None]
    lower = sum(sign < 0 for sign in signs)
    decided = reading.decisions.answers.get("swap", "")
    if decided or (len(signs) >= TOUCHPOINTS and lower > MOST * len(signs)):
        yield Issue(
            "maybe_swapped",
            Severity.DECIDE,
            reading.place(),
            {"count": lower if decided != "swap" else len(signs) - lower, "total": len(signs)},
            key="swap",
            choices=("keep", "swap"),
            chosen=decided or "keep",
        )


def _sign(one: Answers) -> int | None:
    """Whether expectation lies below (-1) or not below (1) perception on average; None with few pairs."""
    if one.expectation is None or one.perception is None:
        return None
    both = (one.expectation != MISSING) & (one.perception != MISSING)
    if int(both.sum()) < PAIRS:
        return None
    return -1 if int(one.expectation[both].sum()) < int(one.perception[both].sum()) else 1


def check_cell_touchpoints(reading: Reading) -> Iterator[Issue]:
    """Names of touchpoints in cells that are only alike to known ones."""
    for name in reading.forms.unknown:
        if not name.chosen.startswith(CREATE):
            yield Issue(
                "touchpoint_alike",
                Severity.DECIDE,
                reading.place(column=reading.column(FieldKind.TOUCHPOINT)),
                {"name": name.text, "chosen": name.chosen},
                key=name.key,
                choices=name.choices,
                chosen=name.chosen,
            )
