"""The steps from bytes to a reading, in order."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mot.domain.survey import FieldKind, Institution, Scale
from mot.ingest import fates, gather, option_numbers
from mot.ingest.answers import answers_in, overall_scale, rating_scale, without_dropped
from mot.ingest.cells import Cells
from mot.ingest.changes import Similar, nearest, taken_over
from mot.ingest.choose import Choice, NoRatingsError, NoRowsError
from mot.ingest.clocks import moments
from mot.ingest.days import recent_quarters, resolve_days
from mot.ingest.direction import direction_of, turn
from mot.ingest.draft import MISSING, Column, Decisions
from mot.ingest.forms import Forms, answers_of, long_forms, wide_forms
from mot.ingest.labels import labels_of
from mot.ingest.layouts import Table
from mot.ingest.mapping import map_columns, swapped
from mot.ingest.marked import leave_out
from mot.ingest.outcomes import Outcomes, comments_of, durations_of
from mot.ingest.pairing import refuse
from mot.ingest.quality import flag
from mot.ingest.reading import Reading
from mot.ingest.recipe import combined, fingerprint
from mot.ingest.reverse_items import reverse_items, turned_items
from mot.ingest.rows import sort_rows
from mot.ingest.scales import Answered
from mot.ingest.wordings import wordings_of
from mot.ingest.workbook import Workbook

Recall = Callable[[str], Decisions | None]


def read(
    book: Workbook,
    choice: Choice,
    institution: Institution,
    decisions: Decisions,
    today: dt.date,
    recall: Recall | None,
    similar: Similar | None = None,
) -> Reading:
    """Everything that can be found out about a file, given what was decided now and for its like before.

    Raises
    ------
    MotError
        A subclass of `mot.ingest.choose` when nothing can be made of the file.
    """
    table = filled_table(book, choice, decisions)
    headers = gather.of_the_file(table.headers)
    remembered = recall(fingerprint(choice.layout.name, headers)) if recall else None
    changes = nearest(headers, similar(choice.layout.name)) if similar and remembered is None else None
    if changes is not None:
        remembered = taken_over(changes)
    only_remembered = remembered is not None and bool(remembered.scale) and not decisions.scale
    decisions = combined(remembered, decisions) if remembered else decisions
    table = option_numbers.settled(table, decisions)
    long = choice.layout.name == "long"
    columns = without_dropped(map_columns(table, institution, decisions, long=long), decisions)
    if decisions.answers.get("swap") == "swap":
        columns = swapped(columns)
    columns, refusal = (columns, None) if long else refuse(columns, decisions)
    rows = leave_out(sort_rows(table, columns), decisions)
    table = rows.table
    if not len(table.rows):
        raise NoRowsError(name=book.name)
    scale = rating_scale(table, columns, decisions)
    if only_remembered:
        told = rating_scale(table, columns, replace(decisions, scale=""))
        if told is not None and told.scale.high > Scale.parse(decisions.scale).high:
            scale, decisions = told, replace(decisions, scale="")  # it has answers beyond the remembered one
    if scale is None:
        raise NoRatingsError(name=book.name)
    overall = overall_scale(table, columns, scale.scale, decisions)
    answered = answers_in(table, columns, scale.scale, overall, decisions)

    def filled_in() -> Forms:
        values = {position: found.values for position, found in answered.items()}
        if long:
            return long_forms(table, columns, values, institution, decisions)
        return wide_forms(columns, values, len(table.rows))

    forms = filled_in()

    def cells(kind: FieldKind) -> Cells | None:
        return next(
            (table.columns[c.position].kept(forms.first) for c in columns if c.field.kind is kind), None
        )

    names = (choice.sheet.name, *titles(choice), book.name)
    by_kind = (cells(FieldKind.BRANCH), cells(FieldKind.CHANNEL), cells(FieldKind.SEGMENT))
    labels = labels_of(*by_kind, len(forms), institution, decisions, names)
    of_sheet = table.sheet[forms.first], table.sheet_names
    days = resolve_days(cells(FieldKind.DATE), len(forms), decisions, names, today, sheets=of_sheet)
    comments = [
        table.columns[c.position].kept(forms.first) for c in columns if c.field.kind is FieldKind.COMMENT
    ]
    comment, masked = comments_of(comments, len(forms))
    outcomes = Outcomes(
        overall=_outcome(columns, answered, forms, FieldKind.OVERALL),
        nps=_outcome(columns, answered, forms, FieldKind.NPS),
        duration=durations_of(cells(FieldKind.DURATION), len(forms)),
        comment=comment,
        who=cells(FieldKind.RESPONDENT),
        masked=masked,
    )
    direction = direction_of(
        table, columns, answered, forms, outcomes, scale.scale, overall, decisions,
        layout=choice.layout.name, titles=titles(choice),
    )  # fmt: skip
    if direction.turned:
        own = {c.position: overall for c in columns if c.field.kind is FieldKind.OVERALL}
        answered = turn(table, answered, direction, dict.fromkeys(direction.turned, scale.scale) | own)
        forms = filled_in()
        outcomes = replace(outcomes, overall=_outcome(columns, answered, forms, FieldKind.OVERALL))
    reverse = reverse_items(forms, columns, decisions)
    forms = turned_items(forms, reverse, scale.scale)
    fate = fates.fates_of(forms, labels.branch, days, outcomes)
    kept = np.flatnonzero(fate == fates.KEPT)
    touchpoints, answers = answers_of(forms, kept, institution)
    return Reading(
        file_name=book.name,
        institution=institution,
        decisions=decisions,
        quarters=recent_quarters(today),
        choice=choice,
        rows=rows,
        columns=columns,
        scale=scale,
        overall_scale=overall,
        answered=answered,
        direction=direction,
        reverse=reverse,
        changes=changes,
        refusal=refusal,
        wordings=wordings_of(columns, [r.code or f"+{r.name}" for r in touchpoints], decisions, changes),
        forms=forms,
        labels=labels,
        days=days,
        outcomes=outcomes,
        fate=fate,
        kept=kept,
        touchpoints=touchpoints,
        answers=answers,
        flags=flag(
            answers,
            outcomes.duration[kept],
            len(kept),
            moment=moments(cells(FieldKind.DATE), days.day)[kept],
            branch=labels.branch.position[kept],
        ),
    )


def filled_table(book: Workbook, choice: Choice, decisions: Decisions) -> Table:
    """The table of the chosen sheet, and of those that are read with it.

    Raises
    ------
    NoRowsError
        When nothing stands below its header.
    """
    parts = []
    for sheet, seen in ((choice.sheet, choice.seen), *choice.more):
        part = choice.layout.read(sheet, seen)
        parts.append(gather.visible(part, sheet) if decisions.answers.get("hidden") == "leave_out" else part)
    if choice.joined:
        kinds = [gather.rating_of_sheet(sheet) for sheet in (choice.sheet, *(s for s, _ in choice.more))]
        table = gather.joined(parts, [kind for kind in kinds if kind is not None])
    else:
        table = gather.stacked(parts) if choice.more else parts[0]
    if not any(cells.filled.any() for cells in table.columns):
        raise NoRowsError(name=book.name)
    return table


def titles(choice: Choice) -> tuple[str, ...]:
    """The texts above the header, which may name branch and quarter."""
    first = min(choice.seen.header_rows, default=0)
    above = choice.sheet.head(first) if first else []
    return tuple(value for row in above for value in row if isinstance(value, str))


def _outcome(
    columns: tuple[Column, ...], answered: dict[int, Answered], forms: Forms, kind: FieldKind
) -> np.ndarray:
    """The answers of an outcome column by form, `MISSING` where there is no such column."""
    for column in columns:
        if column.field.kind is kind:
            return np.asarray(answered[column.position].values[forms.first])
    return np.full(len(forms), MISSING, dtype=np.int16)
