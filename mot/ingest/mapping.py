"""Column headers and contents become fields, with an honest confidence."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mot.domain.survey import OF_FIGURES, RATINGS, Field, FieldKind, Institution
from mot.ingest.cells import Cells
from mot.ingest.contents import Contents, bears_out, contents_of, fits
from mot.ingest.draft import Column, Decisions
from mot.ingest.header_words import rating_of, role_of
from mot.ingest.layouts import Table
from mot.ingest.layouts.servqual import item_number
from mot.ingest.names import Directory, normal
from mot.ingest.privacy import mask_numbers
from mot.ingest.privacy.columns import personal_kind
from mot.ingest.whole_words import OVERALL, SATISFIED

NEW = "+"
UNIQUE = (
    FieldKind.RESPONDENT, FieldKind.BRANCH, FieldKind.DATE, FieldKind.CHANNEL, FieldKind.SEGMENT,
    FieldKind.OVERALL, FieldKind.NPS, FieldKind.DURATION, FieldKind.TOUCHPOINT, *OF_FIGURES,
)  # fmt: skip
IGNORED = Field(FieldKind.IGNORE)
HINT = 0.5  # a kind of rating that is hardly more than guessed creates no touchpoint


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to mean; `rest` names the touchpoint as the header has it."""

    field: Field
    confidence: float
    rest: str = ""


def map_columns(
    table: Table, institution: Institution, decisions: Decisions, *, long: bool = False
) -> tuple[Column, ...]:
    """What each column means: decided, else said by the header, else guessed by the cells.

    With `long`, ratings carry no touchpoint: a column of its own names it.
    """
    contents = [contents_of(cells, institution) for cells in table.columns]
    guesses = [
        Guess(Field(told.kind), told.sure, told.topic if told.kind in RATINGS else "")
        if told
        else _by_header(header, seen, long=long)
        for told, header, seen in zip(table.told, table.headers, contents, strict=True)
    ]
    guesses = [
        _not_personal(guess, header, cells, institution, rates=seen.rates)
        for guess, header, cells, seen in zip(guesses, table.headers, table.columns, contents, strict=True)
    ]
    directory = Directory.of(institution.touchpoints)
    if not long:
        guesses = _bare_touchpoints(table, contents, guesses, directory)
        guesses = _name_touchpoints(guesses, directory, institution)
        guesses = [_renamed(guess, decisions) for guess in guesses]
    guesses = [
        Guess(_decided(decisions.fields[i], directory), 1.0, guess.rest) if i in decisions.fields else guess
        for i, guess in enumerate(guesses)
    ]
    guesses = once(guesses, [seen.rates for seen in contents], decided=decisions.fields.keys())
    taken = {guess.field.kind for guess in guesses}
    for i, guess in enumerate(guesses):
        if guess.field == IGNORED and not guess.confidence:
            guesses[i] = _by_content(contents[i], taken)
            taken.add(guesses[i].field.kind)
    return tuple(
        Column(
            i,
            table.letters[i],
            table.headers[i],
            table.columns[i].first()[:80],
            g.field,
            round(g.confidence, 2),
            g.rest if g.field.kind in RATINGS else "",
        )
        for i, g in enumerate(guesses)
    )


def _decided(code: str, directory: Directory) -> Field:
    """The field that was decided; a touchpoint that was to be created may exist by now."""
    field = Field.parse(code)
    if not field.touchpoint.startswith(NEW):
        return field
    return Field(field.kind, directory.exact(field.touchpoint.removeprefix(NEW)) or field.touchpoint)


def _by_header(header: str, seen: Contents, *, long: bool) -> Guess:
    """What the header says, as far as the cells do not contradict it; confidence 0 when it says nothing."""
    role, rating = role_of(header), rating_of(header)
    if role and role[0] is FieldKind.IGNORE:
        return Guess(IGNORED, 0.95)
    if long:
        if rating and not rating[1] and seen.rates:
            return Guess(Field(rating[0]), rating[2])
        return Guess(Field(role[0]), role[1]) if role and fits(role[0], seen) else Guess(IGNORED, 0.0)
    if role and role[1] == 1.0 and fits(role[0], seen):
        if role[0] is FieldKind.RESPONDENT and seen.counts_up and normal(header) in ("编号", "id"):
            return Guess(IGNORED, 0.9)
        return Guess(Field(role[0]), 1.0)
    if rating and seen.rates_partly and rating[1]:
        if normal(rating[1]) in OVERALL:
            overall = rating[0] is FieldKind.PERCEPTION
            return Guess(Field(FieldKind.OVERALL), 0.95) if overall else Guess(IGNORED, 0.7)
        sure = role is not None and role[1] >= 0.9 and role[0] in (FieldKind.NPS, FieldKind.OVERALL)
        if not sure or (role and role[0] is FieldKind.OVERALL and normal(rating[1]) not in SATISFIED):
            return Guess(Field(rating[0]), rating[2], rating[1])
    if role and role[1] < 1.0 and fits(role[0], seen):
        return Guess(Field(role[0]), max(role[1], 0.9) if bears_out(role[0], seen, header) else role[1])
    return Guess(IGNORED, 0.0)


def _not_personal(guess: Guess, header: str, cells: Cells, institution: Institution, *, rates: bool) -> Guess:
    """A column of personal data is left out, unless it tells who answered: of that only a hash is kept."""
    kind, sure = guess.field.kind, guess.confidence
    if kind is FieldKind.RESPONDENT:
        return guess
    found = personal_kind(header, cells, institution, field=kind, sure=sure, rates=rates)
    return Guess(IGNORED, 0.95) if found else guess


def _bare_touchpoints(
    table: Table, contents: list[Contents], guesses: list[Guess], directory: Directory
) -> list[Guess]:
    """Headers that are nothing but a touchpoint's name: its perception; twice the same name: a pair."""
    named = Counter(guess.rest and normal(guess.rest) for guess in guesses)
    same = Counter(normal(header) for header in table.headers if header)
    met: Counter[str] = Counter()
    result = []
    for header, seen, guess in zip(table.headers, contents, guesses, strict=True):
        code = directory.exact(header) or directory.exact(re.sub(r"^\W*q?\d+\W*", "", header, flags=re.I))
        unsure = guess.confidence < 1.0 and guess.field.kind not in RATINGS
        if code and seen.rates and unsure and not named[normal(header)]:
            twice = same[normal(header)] == 2
            met[code] += 1
            kind = FieldKind.EXPECTATION if twice and met[code] == 1 else FieldKind.PERCEPTION
            guess = Guess(Field(kind), 0.5 if twice else 0.9, header)
        result.append(guess)
    return result


def _name_touchpoints(guesses: list[Guess], directory: Directory, institution: Institution) -> list[Guess]:
    """Match the names of touchpoints; two different names never become one touchpoint."""
    rests = {normal(g.rest): g.rest for g in reversed(guesses) if g.rest}
    kinds: dict[str, set[FieldKind]] = {}
    for guess in guesses:
        if guess.rest:
            kinds.setdefault(normal(guess.rest), set()).add(guess.field.kind)
    found: dict[str, tuple[str, float]] = {}
    owners: dict[str, tuple[float, str]] = {}
    journey = [t.code for t in institution.touchpoints if t.active]
    numbers = {key: number for key, rest in rests.items() if (number := item_number(rest))}
    in_order = sorted(numbers.values()) == list(range(1, len(journey) + 1))
    for key, rest in rests.items():
        exact = directory.exact(rest)
        match = directory.find(rest) if exact or key not in numbers else None
        if key in numbers and match is None and in_order:
            found[key] = journey[numbers[key] - 1], 0.5
        elif match:
            found[key] = match.code, match.confidence
            if match.confidence > owners.get(match.code, (0.0, ""))[0]:
                owners[match.code] = match.confidence, key
    result = []
    for guess in guesses:
        key = normal(guess.rest)
        code, sure = found.get(key, ("", 0.0))
        strange = guess.rest and (not code or owners.get(code, (0.0, key))[1] != key)
        if strange and guess.confidence <= HINT:
            guess = Guess(IGNORED, HINT)
        elif strange:
            code, sure = NEW + mask_numbers(rests[key]), 0.8 if len(kinds[key]) > 1 else 0.65
        if guess.rest:
            guess = replace(guess, field=Field(guess.field.kind, code), confidence=guess.confidence * sure)
        result.append(guess)
    return result


def _renamed(guess: Guess, decisions: Decisions) -> Guess:
    """A touchpoint's name for which something else was decided: another one, a new one, or leaving it out."""
    name = guess.field.touchpoint
    said = name.removeprefix(NEW) if name.startswith(NEW) else guess.rest
    code = decisions.values.get(f"touchpoint:{said}", "") if name else ""
    if code == "-":
        return Guess(IGNORED, 1.0)
    return Guess(Field(guess.field.kind, code), 1.0, guess.rest) if code else guess


def once(guesses: list[Guess], rates: Sequence[bool], *, decided: Iterable[int]) -> list[Guess]:
    """A role, and a kind of rating of one touchpoint, is held by one column: the decided one, the surest, the first."""
    chosen = set(decided)
    order = sorted(range(len(guesses)), key=lambda i: (i not in chosen, -guesses[i].confidence, i))
    holders: set[Field] = set()
    result = list(guesses)
    for i in order:
        field = guesses[i].field
        if field.kind not in UNIQUE and field.kind not in RATINGS:
            continue
        if field in holders and i not in chosen:
            result[i] = Guess(IGNORED, 0.4 if rates[i] or field.kind not in UNIQUE else 0.85)
        holders.add(field)
    return result


def _by_content(seen: Contents, taken: set[FieldKind]) -> Guess:
    """What the cells look like when the header says nothing."""
    for kind, sure, hit in (
        (FieldKind.DATE, 0.6, seen.dates),
        (FieldKind.BRANCH, 0.75, seen.branches),
        (FieldKind.CHANNEL, 0.7, seen.channels),
        (FieldKind.SEGMENT, 0.7, seen.segments),
        (FieldKind.COMMENT, 0.6, seen.prose),
    ):
        if hit and (kind not in taken or kind is FieldKind.COMMENT):
            return Guess(Field(kind), sure)
    return Guess(IGNORED, 0.5 if seen.rates else 0.85)


def swapped(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with expectation and perception exchanged."""
    other = {
        FieldKind.EXPECTATION: FieldKind.PERCEPTION,
        FieldKind.PERCEPTION: FieldKind.EXPECTATION,
    }
    return tuple(
        replace(c, field=Field(other.get(c.field.kind, c.field.kind), c.field.touchpoint)) for c in columns
    )
