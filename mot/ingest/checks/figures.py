"""What is wrong in a sheet of outcome figures."""

from collections.abc import Iterator

from mot.domain.issues import Issue, Severity
from mot.domain.survey import FieldKind
from mot.ingest.checks.answers import check_twice
from mot.ingest.checks.dating import check_order_of_months
from mot.ingest.checks.forms import check_hidden, check_rows, check_sheets, check_together
from mot.ingest.checks.places import check_branch, check_fate, check_names
from mot.ingest.layouts.figures import NEEDED
from mot.ingest.reading import FigureReading

OF_ROWS = {
    "no_figure": FieldKind.FIGURE,
    "date_implausible": FieldKind.DATE,
    "no_month": FieldKind.DATE,
    "no_numerator": FieldKind.NUMERATOR,
    "numerator_unusable": FieldKind.NUMERATOR,
    "no_denominator": FieldKind.DENOMINATOR,
    "denominator_unusable": FieldKind.DENOMINATOR,
    "denominator_zero": FieldKind.DENOMINATOR,
    "numerator_above": FieldKind.NUMERATOR,
    "figure_repeated": FieldKind.FIGURE,
}


def check_figures(reading: FigureReading) -> Iterator[Issue]:
    """All issues of a sheet of outcome figures."""
    there = {column.field.kind for column in reading.columns}
    if not there >= NEEDED:
        yield Issue("figure_columns_needed", Severity.BLOCKING, reading.place(), key="fields")
    yield from check_twice(reading)
    yield from check_branch(reading)
    yield from check_names(reading, reading.names, FieldKind.FIGURE)
    yield from check_order_of_months(reading)
    for reason, kind in OF_ROWS.items():
        yield from check_fate(reading, reason, kind)
    yield from check_rows(reading)
    yield from check_sheets(reading)
    yield from check_together(reading)
    yield from check_hidden(reading)
