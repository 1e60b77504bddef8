"""The answer columns of a file: on which scale they are, and their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mot.domain.survey import RATINGS, Field, FieldKind, Scale
from mot.ingest.cells import Cells
from mot.ingest.draft import Column, Decisions
from mot.ingest.header_words import scale_hint
from mot.ingest.layouts import Table
from mot.ingest.likert import on_scale
from mot.ingest.missing_codes import (
    DROP,
    MISSING_CHOICE,
    WORD,
    Code,
    Decided,
    Reason,
    apart,
    labelled,
    next_to,
)
from mot.ingest.privacy import mask_cell
from mot.ingest.scales import (
    ENOUGH,
    Answered,
    Evidence,
    Reader,
    ScaleGuess,
    evidence,
    guess_scale,
    read_answers,
)

NPS = Scale(0, 10)
USUAL = ScaleGuess(Scale(1, 5), True)
NOTHING = Decisions()
ALIKE, APART = "same_scale", "-"  # ratings of one kind are on the scale of the others, or are left out
MOST_WORDS = 12  # unknown texts of one column that are asked about one by one
FEW_WORDS, WORDY = 3, 12  # more texts than this that are longer than that on average are prose


def rating_scale(table: Table, columns: tuple[Column, ...], decisions: Decisions) -> ScaleGuess | None:
    """The scale of all ratings: decided, else found; None when a file has no answers at all.

    A file of overall satisfaction or recommendation alone gets the usual scale.
    """
    decided = decisions.scale or decisions.answers.get("scale", "")
    rated = [c for c in columns if c.field.kind in RATINGS]
    if decided:
        return ScaleGuess(Scale.parse(decided), True)
    said = Decided.of(decisions)
    cells, headers = [table.columns[c.position] for c in rated], [c.header for c in rated]
    met = evidence(cells)
    codes = set(_before_scale(cells, headers, met.tally)) | said.missing
    hints = [scale_hint(header) for header in headers]
    found = guess_scale(cells, hints, codes=codes - said.answers, answers=said.answers, met=met)
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


def overall_scale(
    table: Table, columns: tuple[Column, ...], ratings: Scale, decisions: Decisions = NOTHING
) -> Scale:
    """The scale of overall satisfaction: its own where the answers show one, else that of the ratings."""
    column = next((c for c in columns if c.field.kind is FieldKind.OVERALL), None)
    if column is None:
        return ratings
    cells = table.columns[column.position]
    hint = scale_hint(column.header)
    codes = set(labelled([column.header])) | Decided.of(decisions).missing
    found = guess_scale([cells], [hint], codes=codes)
    if found is None:
        return ratings
    few = int(cells.counts().sum()) < ENOUGH
    within = ratings.low <= found.scale.low and found.scale.high <= ratings.high
    return ratings if within and few and not hint else found.scale


def answers_in(
    table: Table,
    columns: tuple[Column, ...],
    ratings: Scale,
    overall: Scale,
    decisions: Decisions = NOTHING,
) -> dict[int, Answered]:
    """The answers of every answer column, by its position."""
    decided = Decided.of(decisions)
    found: dict[int, Answered] = {}
    for group in answer_groups(table, columns, ratings, overall):
        met = evidence(list(group.cells.values()))
        codes = set(proposed(group, decided, met)) - decided.answers
        reader = Reader(group.scale, _words(group, ratings, decided, met), codes, _asked, met.shares)
        for position, cells in group.cells.items():
            header = table.headers[position]
            rest_missing = decided.columns.get(header) == MISSING_CHOICE
            found[position] = read_answers(cells, replace(reader, ask=_never) if rest_missing else reader)
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """Answer columns that share a scale, by position, with their headers; `kind` is that of the first."""

    kind: FieldKind
    scale: Scale
    cells: dict[int, Cells]
    headers: tuple[str, ...]


def answer_groups(
    table: Table, columns: tuple[Column, ...], ratings: Scale, overall: Scale
) -> tuple[Group, ...]:
    """The ratings together, and each outcome by itself."""
    scales = {FieldKind.OVERALL: overall, FieldKind.NPS: NPS}
    groups = [(RATINGS[0], ratings, [c for c in columns if c.field.kind in RATINGS])]
    groups += [(kind, scale, [c for c in columns if c.field.kind is kind]) for kind, scale in scales.items()]
    return tuple(
        Group(
            kind,
            scale,
            {c.position: table.columns[c.position] for c in members},
            tuple(table.headers[c.position] for c in members),
        )
        for kind, scale, members in groups
        if members
    )


def proposed(group: Group, decided: Decided, met: Evidence) -> dict[float, Code]:
    """The numbers that seem to stand for no answer in some columns, and those that a person said do.

    `met` is what the answers of those columns are made of.
    """
    cells, tally = list(group.cells.values()), met.tally
    found = apart(tally, group.scale) | _before_scale(cells, group.headers, tally)
    found |= {value: Code(value, Reason.APART) for value in decided.missing if value not in found}
    return {value: code for value, code in sorted(found.items()) if value in tally}


def _before_scale(
    cells: list[Cells], headers: Sequence[str], tally: Mapping[float, int]
) -> dict[float, Code]:
    """The codes that are known before the scale is: named by a header, or told by who gave them."""
    return next_to(cells, tally) | labelled(headers)


def _words(group: Group, ratings: Scale, decided: Decided, met: Evidence) -> dict[str, int | None]:
    """What each word stands for: as decided, else by all words of the group."""
    words: dict[str, int | None] = dict(on_scale(met.words, group.scale))
    prefix = word_key("", group.scale, ratings).removeprefix(WORD)
    for text, code in decided.words.items():
        if not text.startswith(prefix) or (not prefix and code != MISSING_CHOICE and not code.isdigit()):
            continue
        if code == MISSING_CHOICE:
            words[text.removeprefix(prefix)] = None
        elif code.isdigit() and group.scale.low <= int(code) <= group.scale.high:
            words[text.removeprefix(prefix)] = int(code)
    return words


def word_key(text: str, scale: Scale, ratings: Scale) -> str:
    """What a decision about a text is filed under; one on another scale than the ratings' is another question."""
    return WORD + text if scale == ratings else f"{WORD}{scale.code}:{text}"


def _asked(text: str) -> bool:
    """Whether a person may be asked what a text means: not when it holds personal data."""
    return mask_cell(text) == text


def _never(_text: str) -> bool:
    return False


def asked_whole(texts: Sequence[str]) -> bool:
    """Whether the unknown texts of a column are too many, or too long, to be asked about one by one."""
    return len(texts) > MOST_WORDS or (len(texts) > FEW_WORDS and sum(map(len, texts)) > WORDY * len(texts))


def without_dropped(columns: tuple[Column, ...], decisions: Decisions) -> tuple[Column, ...]:
    """The columns, those left out that a person does not want: they hold texts, or are on a shorter scale."""
    dropped = {header for header, code in Decided.of(decisions).columns.items() if code == DROP}
    kinds = {kind for kind in RATINGS if decisions.values.get(top_key(kind)) == APART}
    if not dropped and not kinds:
        return columns
    left_out = Field(FieldKind.IGNORE)
    return tuple(
        replace(c, field=left_out, confidence=1.0) if c.header in dropped or c.field.kind in kinds else c
        for c in columns
    )


def top_key(kind: FieldKind) -> str:
    """What a decision about the scale of one kind of rating is filed under: `ALIKE` or `APART`."""
    return f"top:{kind.value}"
