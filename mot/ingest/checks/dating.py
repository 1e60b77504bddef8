"""Issues of dates that can be read in two ways, and of dates told by names."""

import datetime as dt
from collections.abc import Iterator

import numpy as np

from mot.domain.issues import Issue, Severity
from mot.domain.survey import FieldKind
from mot.ingest import days
from mot.ingest.cells import Cells
from mot.ingest.days import Days, Months
from mot.ingest.reading import FigureReading, Placed, Reading


def check_order(reading: Reading) -> Iterator[Issue]:
    """Day and month that nothing tells apart: two values of the column, each read both ways."""
    yield from _of_order(reading, reading.days)


def check_order_of_months(reading: FigureReading) -> Iterator[Issue]:
    """The same in a sheet of outcome figures."""
    yield from _of_order(reading, reading.months)


def _of_order(reading: Placed, found: Days | Months) -> Iterator[Issue]:
    column = reading.column(FieldKind.DATE)
    if column is None or not found.order.orders:
        return
    cells = reading.table.columns[column.position]
    rows = _rows_of(cells, found.order.texts[0])
    texts = (*found.order.texts, *found.order.texts)[:2]
    shown = [days.shown_in(found.order, text) for text in texts]
    first, second = found.order.orders[:2]
    params: dict[str, object] = {
        "one": texts[0],
        "two": texts[1],
        "one_day": _text(shown[0][first]),
        "one_month": _text(shown[0][second]),
        "two_day": _text(shown[1][first]),
        "two_month": _text(shown[1][second]),
    }
    yield Issue(
        "day_or_month",
        Severity.DECIDE if found.said else Severity.BLOCKING,
        reading.place(rows, column),
        params,
        len(rows),
        days.ORDER,
        tuple(order.value for order in found.order.orders),
        found.said,
    )


def _rows_of(cells: Cells, text: str) -> np.ndarray:
    """The rows that hold a text."""
    hit = [i for i, value in enumerate(cells.values) if isinstance(value, str) and text in value]
    return np.flatnonzero(np.isin(cells.codes, hit))


def _text(day: dt.date | None) -> str:
    return day.isoformat() if day else "–"


def check_exchanged(reading: Reading) -> Iterator[Issue]:
    """Real dates of which Excel took the day for the month."""
    found, column = reading.days, reading.column(FieldKind.DATE)
    if column is None or found.exchanged is None:
        return
    cells = reading.table.columns[column.position]
    real = [i for i, value in enumerate(cells.values) if isinstance(value, dt.datetime)]
    rows = np.flatnonzero(np.isin(cells.codes, real))
    value = cells.values[cells.codes[rows[0]]]
    if not isinstance(value, dt.datetime):
        return
    as_it_is = value.date()
    turned = as_it_is.replace(month=as_it_is.day, day=as_it_is.month)
    yield Issue(
        "dates_exchanged" if found.exchanged else "dates_kept",
        Severity.DECIDE,
        reading.place(rows, column),
        {"count": len(rows), "one": as_it_is.isoformat(), "turned": turned.isoformat()},
        len(rows),
        days.EXCHANGED,
        ("exchange", "keep"),
        "exchange" if found.exchanged else "keep",
    )


def check_names_of_sheets(reading: Reading) -> Iterator[Issue]:
    """Responses without a date whose sheet is named after a month or quarter."""
    found = reading.days
    if found.dated is None:
        return
    forms = np.flatnonzero((found.state == days.ABSENT) & found.dated)
    if len(forms):
        place = reading.place_of_forms(forms)
        yield Issue("dated_by_sheet", Severity.NOTE, place, {"count": len(forms)}, len(forms))
