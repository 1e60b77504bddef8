"""What of the personal data in a file is not kept, told column by column."""

from collections.abc import Iterator

from mot.domain.issues import Issue, Severity
from mot.domain.survey import FieldKind
from mot.ingest.contents import contents_of
from mot.ingest.draft import Column
from mot.ingest.privacy import Personal
from mot.ingest.privacy.columns import personal_kind
from mot.ingest.reading import Placed, Reading

LEFT_OUT, MASKED, HASHED = "left_out", "masked", "hashed"
Removed = tuple[str, str, str, int]


def check_personal(reading: Reading) -> Iterator[Issue]:
    """Columns left out, what was blotted out in comments, and a column that tells who answered."""
    comments = [c for c in reading.columns if c.field.kind is FieldKind.COMMENT]
    masked = [
        (column.letter, MASKED, str(kind), count)
        for column, found in zip(comments, reading.outcomes.masked, strict=True)
        for kind, count in found.items()
        if count
    ]
    yield from _told(reading, [*_columns(reading), *masked])


def check_personal_columns(reading: Placed) -> Iterator[Issue]:
    """The same for a sheet of outcome figures, which has no comments."""
    yield from _told(reading, _columns(reading))


def _told(reading: Placed, removed: list[Removed]) -> Iterator[Issue]:
    if not removed:
        return
    count = sum(number for *_, number in removed)
    ways = {way for _, way, _, _ in removed}
    yield Issue(
        "personal_data",
        Severity.NOTE,
        reading.place(),
        {
            "count": count,
            "removed": sorted(removed, key=_place),
            "ways": [w for w in (LEFT_OUT, MASKED, HASHED) if w in ways],
        },
        count,
    )


def _place(one: Removed) -> tuple[int, str, str]:
    """The order of columns in Excel."""
    letter, _, kind, _ = one
    return len(letter), letter, kind


def _columns(reading: Placed) -> list[Removed]:
    """Letter, what becomes of it, kind and number of filled cells of each column of personal data."""
    found = []
    for column in reading.columns:
        kind = column.field.kind
        if kind not in (FieldKind.IGNORE, FieldKind.RESPONDENT):
            continue
        filled = int(reading.table.columns[column.position].filled.sum())
        personal = _kind(reading, column)
        if personal and filled:
            way = LEFT_OUT if kind is FieldKind.IGNORE else HASHED
            found.append((column.letter, way, str(personal), filled))
    return found


def _kind(reading: Placed, column: Column) -> Personal | None:
    cells, there = reading.table.columns[column.position], reading.institution
    rates = contents_of(cells, there).rates
    return personal_kind(column.header, cells, there, field=FieldKind.IGNORE, sure=0.0, rates=rates)
