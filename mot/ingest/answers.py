"""The answer columns of a file: on which scale they are, and their answers."""

from mot.domain.survey import RATINGS, FieldKind, Scale
from mot.ingest.draft import Column, Decisions
from mot.ingest.header_words import scale_hint
from mot.ingest.layouts import Table
from mot.ingest.scales import ENOUGH, Answered, ScaleGuess, guess_scale, read_answers, word_answers

NPS = Scale(0, 10)
USUAL = ScaleGuess(Scale(1, 5), True)


def rating_scale(table: Table, columns: tuple[Column, ...], decisions: Decisions) -> ScaleGuess | None:
    """The scale of all ratings: decided, else found; None when a file has no answers at all.

    A file of overall satisfaction or recommendation alone gets the usual scale.
    """
    decided = decisions.scale or decisions.answers.get("scale", "")
    rated = [c for c in columns if c.field.kind in RATINGS]
    found = guess_scale([table.columns[c.position] for c in rated], [scale_hint(c.header) for c in rated])
    if decided:
        return ScaleGuess(Scale.parse(decided), True)
    if found is None and any(_may_answer(c) for c in columns):
        return USUAL
    return found


def _may_answer(column: Column) -> bool:
    """Whether a column holds an outcome, or looks like ratings that nobody has assigned yet."""
    kind = column.field.kind
    return kind in (FieldKind.OVERALL, FieldKind.NPS) or unassigned(column)


def unassigned(column: Column) -> bool:
    """Whether a column holds numbers or words like ratings, and no meaning was found for it."""
    return column.field.kind is FieldKind.IGNORE and column.confidence < 0.8


def overall_scale(table: Table, columns: tuple[Column, ...], ratings: Scale) -> Scale:
    """The scale of overall satisfaction: its own where the answers show one, else that of the ratings."""
    column = next((c for c in columns if c.field.kind is FieldKind.OVERALL), None)
    if column is None:
        return ratings
    cells = table.columns[column.position]
    hint = scale_hint(column.header)
    found = guess_scale([cells], [hint])
    if found is None:
        return ratings
    few = int(cells.counts().sum()) < ENOUGH
    within = ratings.low <= found.scale.low and found.scale.high <= ratings.high
    return ratings if within and few and not hint else found.scale


def answers_in(
    table: Table, columns: tuple[Column, ...], ratings: Scale, overall: Scale
) -> dict[int, Answered]:
    """The answers of every answer column, by its position."""
    rated = {c.position: table.columns[c.position] for c in columns if c.field.kind in RATINGS}
    words = word_answers(list(rated.values()), ratings)
    found = {position: read_answers(cells, ratings, words) for position, cells in rated.items()}
    for c in columns:
        cells = table.columns[c.position]
        if c.field.kind is FieldKind.OVERALL:
            found[c.position] = read_answers(cells, overall, word_answers([cells], overall))
        if c.field.kind is FieldKind.NPS:
            found[c.position] = read_answers(cells, NPS, {})
    return found
