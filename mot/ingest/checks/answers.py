"""Issues of single answers and of the scale they are on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mot.domain.issues import Issue, Place, Severity
from mot.domain.survey import RATINGS, SCALES, Field, FieldKind
from mot.ingest.answers import NPS, unassigned
from mot.ingest.cells import as_text
from mot.ingest.draft import Column
from mot.ingest.fates import KEPT
from mot.ingest.labels import CREATE
from mot.ingest.privacy import mask_cell
from mot.ingest.reading import SHOWN, Placed, Reading

CODES = {"outside": "out_of_scale", "fraction": "fraction", "unreadable": "unreadable"}
ELSEWHERE = ("code", "unmapped")  # told by checks of their own
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Unusable:
    """Answers of one column that share a fate: the table rows (indices) of kept forms, and examples."""

    column: Column
    fate: str
    rows: np.ndarray
    examples: tuple[str, ...]


def unusable(reading: Reading) -> tuple[Unusable, ...]:
    """The answers that are there and cannot be used, by column and fate, in kept forms only."""
    kept = (reading.fate == KEPT)[reading.forms.of_row]
    found = []
    for position, answered in reading.answered.items():
        cells, fates = reading.table.columns[position], np.array([*answered.fate, ""])
        for fate in (*CODES, *ELSEWHERE):
            bad = fates == fate
            if not bad.any():
                continue
            rows = np.flatnonzero(bad[cells.codes] & kept)
            if len(rows):
                values = [cells.values[code] for code in dict.fromkeys(cells.codes[rows].tolist())]
                texts = tuple(mask_cell(as_text(value))[:20] for value in values[:EXAMPLES])
                found.append(Unusable(reading.columns[position], fate, rows, texts))
    return tuple(found)


def check_answers(reading: Reading) -> Iterator[Issue]:
    """Answers off the scale, broken or unreadable; the ratings together, each outcome by itself."""
    scales = {FieldKind.OVERALL: reading.overall_scale, FieldKind.NPS: NPS}
    groups: dict[tuple[str, str], list[Unusable]] = {}
    for found in unusable(reading):
        if found.fate in ELSEWHERE:
            continue
        kind = found.column.field.kind
        groups.setdefault((found.fate, "" if kind in RATINGS else kind.value), []).append(found)
    for (fate, _), parts in groups.items():
        first = parts[0].column
        rows = np.unique(np.concatenate([part.rows for part in parts]))
        numbers = tuple(int(row) for row in reading.table.rows[rows[:SHOWN]])
        letters = ", ".join(part.column.letter for part in parts[:SHOWN])
        count = sum(len(part.rows) for part in parts)
        examples = list(dict.fromkeys(text for part in parts for text in part.examples))[:EXAMPLES]
        scale = scales.get(first.field.kind, reading.scale.scale)
        yield Issue(
            CODES[fate],
            Severity.NOTE,
            Place(reading.sheet, numbers, letters, first.header if len(parts) == 1 else ""),
            {"count": count, "scale": scale.code, "examples": ", ".join(examples)},
            count,
        )


def check_scale(reading: Reading) -> Iterator[Issue]:
    """A scale that had to be assumed, and an overall satisfaction on a scale of its own."""
    guess = reading.scale
    rated = any(c.field.kind in RATINGS for c in reading.columns)
    if not guess.sure and rated:
        others = [*guess.others, *(s for s in SCALES if s.high <= 10)]
        choices = tuple(dict.fromkeys(s.code for s in (guess.scale, *others)))
        yield Issue(
            "scale_assumed",
            Severity.DECIDE,
            reading.place(),
            {"scale": guess.scale.code},
            key="scale",
            choices=choices,
            chosen=guess.scale.code,
        )
    if reading.overall_scale != guess.scale and rated:
        params: dict[str, object] = {"overall": reading.overall_scale.code, "scale": guess.scale.code}
        place = reading.place(column=reading.column(FieldKind.OVERALL))
        yield Issue("overall_scale", Severity.NOTE, place, params)


def check_columns(reading: Reading) -> Iterator[Issue]:
    """Columns that look like ratings and have no meaning yet; no rating column at all."""
    for column in reading.columns:
        if unassigned(column):
            params: dict[str, object] = {"header": column.header or column.letter}
            yield Issue("column_unassigned", Severity.NOTE, reading.place(column=column), params)
    yield from check_twice(reading)
    kinds = {c.field.kind for c in reading.columns}
    if FieldKind.PERCEPTION in kinds and FieldKind.EXPECTATION not in kinds:
        yield Issue("perception_only", Severity.NOTE, reading.place())
    outcomes = (*RATINGS, FieldKind.OVERALL, FieldKind.NPS)
    if not any(c.field.kind in outcomes for c in reading.columns):
        yield Issue("ratings_needed", Severity.BLOCKING, reading.place(), key="fields")


def check_twice(reading: Placed) -> Iterator[Issue]:
    """Columns that were given one meaning by hand: only one of them could be read."""
    several = (FieldKind.IGNORE, FieldKind.COMMENT)
    holders: dict[Field, Column] = {}
    for column in reading.columns:
        if column.field.kind in several:
            continue
        first = holders.setdefault(column.field, column)
        if first is not column:
            params: dict[str, object] = {"first": first.letter, "second": column.letter}
            yield Issue("column_twice", Severity.BLOCKING, reading.place(column=column), params, key="fields")


def check_touchpoints(reading: Reading) -> Iterator[Issue]:
    """Touchpoints to be created, and those of which one half of the pair is missing."""
    decisions = {f"touchpoint:{r.name}": r for r in reading.touchpoints if not r.code}
    known = tuple(t.code for t in reading.institution.touchpoints)
    for key, reference in decisions.items():
        chosen = CREATE + reference.name
        column = next((c for c in reading.columns if c.field.touchpoint == chosen), None)
        yield Issue(
            "new_touchpoint",
            Severity.DECIDE,
            reading.place(column=column),
            {"name": reference.name},
            key=key,
            choices=(chosen, *known, "-"),
            chosen=chosen,
        )
    pairs = [(a.expectation is not None, a.perception is not None) for a in reading.answers]
    if any(expected for expected, _ in pairs):
        for reference, (expected, perceived) in zip(reading.touchpoints, pairs, strict=True):
            if expected != perceived:
                yield Issue("half_pair", Severity.NOTE, reading.place(), {"name": reference.name})
