"""Filled-in questionnaires out of table rows: one row each, or in the long layout several rows each."""

from dataclasses import dataclass

import numpy as np

from mot.domain.survey import RATINGS, FieldKind, Institution
from mot.ingest.cells import Cells
from mot.ingest.draft import MISSING, Answers, Column, Decisions, Reference
from mot.ingest.labels import Unknown, reference_for, resolve
from mot.ingest.layouts import Table

ATTRIBUTES = {
    FieldKind.EXPECTATION: "expectation",
    FieldKind.PERCEPTION: "perception",
    FieldKind.MINIMUM: "minimum",
    FieldKind.IMPORTANCE: "importance",
}


@dataclass(frozen=True, slots=True)
class Forms:
    """Questionnaires: `first` is the table row that starts each, `of_row` the form of each table row.

    `ratings` maps (touchpoint code or ``+name``, kind) to int16 answers by form. `repeated` counts ratings
    that a form gave twice to one touchpoint, `unknown` lists touchpoint names met in cells only.
    """

    first: np.ndarray
    of_row: np.ndarray
    ratings: dict[tuple[str, FieldKind], np.ndarray]
    repeated: int = 0
    unknown: tuple[Unknown, ...] = ()

    def __len__(self) -> int:
        return len(self.first)


def wide_forms(columns: tuple[Column, ...], answers: dict[int, np.ndarray], size: int) -> Forms:
    """Each row is a form; `answers` holds the int16 answers of the rating columns by position."""
    ratings = {
        (c.field.touchpoint, c.field.kind): answers[c.position] for c in columns if c.field.kind in RATINGS
    }
    rows = np.arange(size)
    return Forms(rows, rows, ratings)


def long_forms(
    table: Table,
    columns: tuple[Column, ...],
    answers: dict[int, np.ndarray],
    institution: Institution,
    decisions: Decisions,
) -> Forms:
    """Rows of the same respondent on the same day make a form; a row without respondent makes its own."""
    cells = {c.field.kind: table.columns[c.position] for c in columns}
    first, of_row = _group(cells.get(FieldKind.RESPONDENT), cells.get(FieldKind.DATE), len(table.rows))
    names = cells.get(FieldKind.TOUCHPOINT)
    if names is None:
        return Forms(first, of_row, {})
    found = resolve(names, institution.touchpoints, decisions, "touchpoint")
    ratings: dict[tuple[str, FieldKind], np.ndarray] = {}
    repeated = 0
    for c in columns:
        if c.field.kind not in RATINGS:
            continue
        values = answers[c.position]
        for place, reference in enumerate(found.references):
            rows = np.flatnonzero((found.position == place) & (values != MISSING))
            filled = np.full(len(first), MISSING, dtype=np.int16)
            filled[of_row[rows[::-1]]] = values[rows[::-1]]  # the first of several wins
            repeated += len(rows) - int((filled != MISSING).sum())
            ratings[reference.code or "+" + reference.name, c.field.kind] = filled
    return Forms(first, of_row, ratings, repeated, found.unknown)


def _group(who: Cells | None, when: Cells | None, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The first row of each form, in file order, and the form of each row."""
    if who is None:
        rows = np.arange(size)
        return rows, rows
    key = np.where(who.codes >= 0, who.codes.astype(np.int64), len(who.values) + np.arange(size))
    if when is not None:
        key = key * (len(when.values) + 1) + when.codes + 1
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return first[order], rank[inverse]


def answers_of(
    forms: Forms, kept: np.ndarray, institution: Institution
) -> tuple[tuple[Reference, ...], tuple[Answers, ...]]:
    """References and answers of the kept forms, in journey order, new touchpoints last."""
    order = {t.code: i for i, t in enumerate(institution.touchpoints)}
    by_code = {t.code: t for t in institution.touchpoints}
    codes = sorted(dict.fromkeys(code for code, _ in forms.ratings), key=lambda c: order.get(c, len(order)))
    everything = len(kept) == len(forms)
    answers = []
    for place, code in enumerate(codes):
        given = {
            ATTRIBUTES[kind]: values if everything else values[kept]
            for (owner, kind), values in forms.ratings.items()
            if owner == code
        }
        answers.append(Answers(place, **given))
    return tuple(reference_for(code, by_code) for code in codes), tuple(answers)
