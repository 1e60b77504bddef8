"""Which column of a sheet of outcome figures holds what."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mot.domain.packs import known_figures
from mot.domain.survey import Field, FieldKind, Institution
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.dates import month
from mot.ingest.draft import Column, Decisions
from mot.ingest.figure_words import figure_role
from mot.ingest.layouts import Table
from mot.ingest.mapping import IGNORED, Guess, once
from mot.ingest.names import Directory
from mot.ingest.values import whole

SAMPLE = 300  # distinct values looked at
MOST = 0.6  # share of cells that must look like what a header only hints at

Test = Callable[[object], bool]


def map_figures(table: Table, institution: Institution, decisions: Decisions) -> tuple[Column, ...]:
    """What each column means: decided, else said by the header, else told by names and months in its cells."""
    looks = _looks(institution)
    guesses = [
        _guess(header, cells, looks) for header, cells in zip(table.headers, table.columns, strict=True)
    ]
    for place, code in decisions.fields.items():
        if place < len(guesses):
            guesses[place] = Guess(Field.parse(code), 1.0)
    guesses = once(guesses, [False] * len(guesses), decided=decisions.fields.keys())
    for kind, looks_so in looks.items():
        if all(guess.field.kind is not kind for guess in guesses):
            for i in [i for i in _free(guesses) if _mostly(table.columns[i], looks_so)][:1]:
                guesses[i] = Guess(Field(kind), 0.75)
    if all(guess.field.kind is not FieldKind.DENOMINATOR for guess in guesses):
        for i in _free(guesses):  # it may be the denominator under an unusual name
            if _mostly(table.columns[i], lambda value: whole(value) is not None):
                guesses[i] = replace(guesses[i], confidence=0.5)
    return tuple(
        Column(i, table.letters[i], table.headers[i], table.columns[i].first()[:80], g.field, g.confidence)
        for i, g in enumerate(guesses)
    )


def _looks(institution: Institution) -> dict[FieldKind, Test]:
    """By kind of column, how to tell from a value that it belongs there."""
    branches, figures = Directory.of(institution.branches), Directory.of(known_figures(institution))
    return {
        FieldKind.BRANCH: lambda value: bool(branches.exact(as_text(value))),
        FieldKind.FIGURE: lambda value: bool(figures.exact(as_text(value))),
        FieldKind.DATE: lambda value: month(value) is not None,
    }


def _guess(header: str, cells: Cells, looks: dict[FieldKind, Test]) -> Guess:
    """What the header says; a hint counts for more when the cells bear it out."""
    role = figure_role(header) if header else None
    if role is None:
        return Guess(IGNORED, 0.85)
    kind, sure = role
    if sure < 0.95 and kind in looks and _mostly(cells, looks[kind]):
        sure = 0.95
    return Guess(Field(kind), sure)


def _free(guesses: list[Guess]) -> list[int]:
    """The columns of which nothing is known."""
    return [i for i, guess in enumerate(guesses) if guess.field == IGNORED and guess.confidence == 0.85]


def _mostly(cells: Cells, looks_so: Test) -> bool:
    """Whether most of the cells look as they should, judged by the most frequent distinct values."""
    counts = cells.counts()
    often = np.argsort(-counts, kind="stable")[:SAMPLE]
    sample = [(cells.values[i], int(counts[i])) for i in often if counts[i]]
    sample = [(value, n) for value, n in sample if not is_blank_word(as_text(value))]
    total = sum(n for _, n in sample)
    return total > 0 and sum(n for value, n in sample if looks_so(value)) >= MOST * total
