"""Columns of answers that are no ratings, and answers that a layout moved: what became of them."""

from collections.abc import Iterator

from mot.domain.issues import Issue, Place, Severity
from mot.domain.survey import FieldKind
from mot.ingest.layouts.table import FROM_ONE, MAYBE_FROM_ONE, RANKING, SEVERAL
from mot.ingest.option_numbers import AS_IT_IS, KEY, LESS_ONE, chosen
from mot.ingest.reading import SHOWN, Reading

LEFT_OUT = {RANKING: "ranking_left_out", SEVERAL: "choices_left_out"}


def check_choices(reading: Reading) -> Iterator[Issue]:
    """Rankings and questions with several answers, which are left out, and recommendations counted from 1."""
    told = {column: one for column in reading.columns if (one := reading.table.told[column.position])}
    for why, code in LEFT_OUT.items():
        columns = [c for c, one in told.items() if one.topic == why and c.field.kind is FieldKind.IGNORE]
        if columns:
            letters = ", ".join(column.letter for column in columns[:SHOWN])
            place = Place(reading.sheet, (), letters, columns[0].header)
            params: dict[str, object] = {"count": len(columns), "header": columns[0].header}
            yield Issue(code, Severity.NOTE, place, params, len(columns))
    for column, one in told.items():
        if one.topic == FROM_ONE and column.field.kind is FieldKind.NPS:
            yield Issue("from_one", Severity.NOTE, reading.place(column=column), {"header": column.header})
        if one.topic == MAYBE_FROM_ONE and column.field.kind is FieldKind.NPS:
            yield Issue(
                "maybe_from_one",
                Severity.DECIDE,
                reading.place(column=column),
                {"header": column.header},
                key=KEY,
                choices=(AS_IT_IS, LESS_ONE),
                chosen=chosen(reading.decisions),
            )
