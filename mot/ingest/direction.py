"""Is the highest number the best answer? Proven before anything is committed, and turned round where it is not.

The words come first (numbers beside words, a legend, points and stars), then the scale (one that begins at 0 or has
more than seven steps is no list of options), then the answers: nobody expects bad service, praise goes with good
scores, and so does recommending on 0 to 10. A correlation of ratings with each other proves nothing, for both may be
reversed. What the answers say against this, or nothing at all, is asked. `docs/decisions` has the error rates.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from mot.domain.survey import RATINGS, FieldKind, Scale
from mot.ingest import evidence
from mot.ingest.draft import MISSING, Column, Decisions
from mot.ingest.forms import Forms
from mot.ingest.layouts import Table
from mot.ingest.legends import HIGH, LOW, SILENT, beside_numbers, in_points, legend, names_points
from mot.ingest.outcomes import Outcomes
from mot.ingest.scales import Answered
from mot.ingest.values import number

KEY, PROVEN = "direction", "direction_proven"  # what a person said, and what an earlier file proved
HIGH_IS_BEST, LOW_IS_BEST = "high_is_best", "low_is_best"
MOST_OPTIONS = 7  # answer options that a question has at most; longer scales are numeric


class Proof(StrEnum):
    """By what the direction is known."""

    NOT_NEEDED = "not_needed"
    PERSON = "person"
    TEMPLATE = "template"
    WORDS = "words"
    POINTS = "points"
    SCALE = "scale"
    EXPECTATION = "expectation"
    COMMENTS = "comments"
    RECOMMENDATION = "recommendation"
    OVERALL = "overall"
    EARLIER = "earlier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Direction:
    """How the direction is known, and the columns (positions) whose numbers are turned round.

    `example` quotes the words that tell it. `lean` is what the answers alone point to: 1 the highest number is
    the best, -1 the lowest, 0 nothing.
    """

    proof: Proof
    turned: frozenset[int] = frozenset()
    example: str = ""
    lean: int = 0

    @property
    def known(self) -> bool:
        """Whether nobody has to be asked."""
        return self.proof is not Proof.NONE


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer columns of a file whose numbers have a direction to be found, and what words say of each."""

    bare: tuple[int, ...]
    said: Mapping[int, int]
    example: str


def asked(
    table: Table, columns: Sequence[Column], answered: Mapping[int, Answered], ratings: Scale, overall: Scale
) -> Asked:
    """The columns that hold numbers; words alone prove themselves, and an outcome from 0 to 10 is what it is."""
    bare, said, example = [], {}, ""
    for column in columns:
        kind = column.field.kind
        if kind not in RATINGS and kind is not FieldKind.OVERALL:
            continue
        cells, scale = table.columns[column.position], ratings if kind in RATINGS else overall
        used = [not fate for fate in answered[column.position].fate]
        if not any(hit and number(v) is not None for v, hit in zip(cells.values, used, strict=True)):
            continue
        sign, quote = beside_numbers(cells, scale)
        if not sign:
            sign, quote = legend(column.header, scale), column.header
        if sign:
            said[column.position] = sign
            example = quote if sign == LOW or not example else example
        bare.append(column.position)
    return Asked(tuple(bare), said, example)


def direction_of(
    table: Table,
    columns: Sequence[Column],
    answered: Mapping[int, Answered],
    forms: Forms,
    outcomes: Outcomes,
    ratings: Scale,
    overall: Scale,
    decisions: Decisions,
    *,
    layout: str,
    titles: Iterable[str],
) -> Direction:
    """Find out which end of the scale is the best one."""
    found = asked(table, columns, answered, ratings, overall)
    alike = tuple(p for p in found.bare if columns[p].field.kind in RATINGS or overall == ratings)
    told = decisions.values.get(KEY) or decisions.answers.get(KEY, "")
    if told in (HIGH_IS_BEST, LOW_IS_BEST):
        turned = frozenset(alike or found.bare) if told == LOW_IS_BEST else frozenset()
        return Direction(Proof.PERSON, turned)
    if not found.bare:
        return Direction(Proof.NOT_NEEDED)
    if layout == "template":
        return Direction(Proof.TEMPLATE)
    by_words = _by_words(found, alike or found.bare, columns, titles, ratings)
    if by_words is not None:
        return by_words
    turned = frozenset(p for p, sign in found.said.items() if sign == LOW)
    open_columns = [columns[p] for p in found.bare if p not in found.said]
    scales = [ratings if c.field.kind in RATINGS else overall for c in open_columns]
    if all(_numeric(scale) for scale in scales):
        return Direction(Proof.SCALE, turned, found.example)
    if all(
        _numeric(scale) or names_points(c.header) or in_points(table.columns[c.position])
        for c, scale in zip(open_columns, scales, strict=True)
    ):
        return Direction(Proof.POINTS, turned, open_columns[0].header)
    leans = _leans(columns, found, forms, outcomes, ratings, overall)
    lean = LOW if LOW in leans.values() else HIGH if leans else SILENT
    if lean == HIGH:
        return Direction(next(iter(leans)), turned, found.example, HIGH)
    if lean == SILENT and decisions.values.get(PROVEN) == HIGH_IS_BEST:
        return Direction(Proof.EARLIER, turned, found.example)
    return Direction(Proof.NONE, turned, found.example, lean)


def _numeric(scale: Scale) -> bool:
    """Whether a scale can be no list of options, numbered from the first."""
    return scale.low == 0 or scale.high > MOST_OPTIONS


def _by_words(
    found: Asked, alike: Sequence[int], columns: Sequence[Column], titles: Iterable[str], scale: Scale
) -> Direction | None:
    """What words prove for all columns: each by its own, the others by those that agree, or by a title."""
    said, example = dict(found.said), found.example
    signs = {said[p] for p in alike if p in said}
    if not signs:
        for title in titles:
            if sign := legend(title, scale):
                signs, example = {sign}, title
                break
    if len(signs) == 1:
        said |= {p: min(signs) for p in alike if p not in said}
    rated = [p for p in found.bare if columns[p].field.kind in RATINGS]
    if any(p not in said for p in rated or found.bare):
        return None
    return Direction(Proof.WORDS, frozenset(p for p, sign in said.items() if sign == LOW), example[:60])


def _leans(
    columns: Sequence[Column], found: Asked, forms: Forms, outcomes: Outcomes, ratings: Scale, overall: Scale
) -> dict[Proof, int]:
    """What the answers point to, by kind of evidence; kinds that tell nothing are left out."""
    level = evidence.levels(forms)
    general = evidence.answered(outcomes.overall)
    rated = bool(np.isfinite(level.perceived).any())
    mine = level.perceived if rated else general
    signs = {
        Proof.EXPECTATION: evidence.votes(level.wanted, ratings),
        Proof.COMMENTS: evidence.together(mine, evidence.tones(outcomes.comment), few=evidence.FEWEST),
        Proof.RECOMMENDATION: evidence.together(mine, evidence.answered(outcomes.nps)),
    }
    own = next((c for c in columns if c.field.kind is FieldKind.OVERALL), None)
    if rated and own is not None:
        word = found.said.get(own.position, SILENT)
        sure = word or (HIGH if _numeric(overall) or names_points(own.header) else SILENT)
        signs[Proof.OVERALL] = sure * evidence.together(mine, general)
    return {proof: sign for proof, sign in signs.items() if sign}


def turn(
    table: Table, answered: Mapping[int, Answered], direction: Direction, scales: Mapping[int, Scale]
) -> dict[int, Answered]:
    """The answers with the numbers of the turned columns read from the other end; words stay what they say."""
    result = dict(answered)
    for position in direction.turned:
        cells, given, scale = table.columns[position], answered[position], scales[position]
        numeric = np.array([number(value) is not None for value in cells.values], dtype=bool)
        mine = cells.spread(numeric, False) & (given.values != MISSING)
        values = np.where(mine, scale.low + scale.high - given.values, given.values).astype(np.int16)
        result[position] = replace(given, values=values)
    return result
