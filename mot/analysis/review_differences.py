"""What became of a review since it was frozen, and what a new snapshot of it has that the old one had not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mot.analysis import few_others
from mot.domain.reviews import Basis, Content, Fact, Source
from mot.domain.slides import Texts, fields_of


class Turn(StrEnum):
    """What became of something that a review rests on."""

    NEW = "new"  # it was not there
    CHANGED = "changed"  # it is there in another version, or with other answers
    GONE = "gone"  # undone or withdrawn


@dataclass(frozen=True, slots=True)
class SourceChange:
    """An import, tag or action that came, went or changed.

    source: as it is now, or as it was when it is gone · earlier: as it was, None when it is new ·
    replaced_by: the import that took an import's place.
    """

    turn: Turn
    source: Source
    earlier: Source | None = None
    replaced_by: int | None = None

    @property
    def answers(self) -> int:
        """How many answers more (or, below 0, fewer) an import brings."""
        before = self.earlier.size if self.earlier else 0
        return (0 if self.turn is Turn.GONE else self.source.size) - before


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A threshold by its name, as it was and as it is; None where it was not or is no more."""

    name: str
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A branch or a touchpoint that came, went or has another name. kind: ``branch`` or ``touchpoint``."""

    turn: Turn
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a review was frozen. False when nothing did.

    product: version of the product then and now, None when it is the same.
    """

    sources: tuple[SourceChange, ...] = ()
    settings: tuple[SettingChange, ...] = ()
    places: tuple[PlaceChange, ...] = ()
    product: tuple[str, str] | None = None

    def __bool__(self) -> bool:
        return bool(self.sources or self.settings or self.places or self.product)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One number in the old snapshot and in the new one; None where it is not among the numbers of one.

    held: both are without their numbers, for so few answers lie between them that the difference would tell those.
    """

    old: Fact | None
    new: Fact | None
    held: bool = False

    @property
    def fact(self) -> Fact:
        """The newer of both: whose number it is and what was measured."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change has an old fact or a new one")
        return found

    @property
    def turn(self) -> Turn:
        """Whether the number appeared, disappeared or changed."""
        return Turn.NEW if self.old is None else Turn.GONE if self.new is None else Turn.CHANGED


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that the product wrote otherwise; "" where a snapshot has no such sentence.

    Its numbers are left out where numbers of the snapshots are held back.
    """

    language: str
    slide: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Carried:
    """An author's sentence over an original that changed; `new` is None when the slide has it no more."""

    language: str
    slide: str
    field: str
    text: str
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Differences:
    """A snapshot against the one before: numbers, sentences, and why. False when nothing differs.

    earlier, later: the numbers of both reviews.
    """

    earlier: int
    later: int
    facts: tuple[FactChange, ...]
    sentences: tuple[SentenceChange, ...]
    carried: tuple[Carried, ...]
    why: News

    def __bool__(self) -> bool:
        return bool(self.facts or self.sentences or self.carried or self.why)


def news(
    old: Basis,
    *,
    sources: Sequence[Source],
    settings: Mapping[str, float],
    product: str,
    places: Mapping[str, Mapping[int, str]],
    replaced: Mapping[int, int],
) -> News:
    """What differs between a basis and how things are.

    places: names of the branches and touchpoints by kind and id · replaced: by the number of an import the one
    that took its place.
    """
    then = named(old)
    return News(
        tuple(_sources(old.sources, sources, replaced)),
        tuple(
            SettingChange(name, old.settings.get(name), settings.get(name))
            for name in dict.fromkeys((*old.settings, *settings))
            if old.settings.get(name) != settings.get(name)
        ),
        tuple(change for kind, now in places.items() for change in _places(kind, then[kind], now)),
        None if old.product_version == product else (old.product_version, product),
    )


def named(basis: Basis) -> dict[str, dict[int, str]]:
    """The names of the branches and touchpoints of a basis, as `news` takes them."""
    kinds = {"branch": basis.branches, "touchpoint": basis.touchpoints}
    return {kind: {p.id: p.name.zh or p.name.en for p in places} for kind, places in kinds.items()}


def differences(
    old: Content, new: Content, texts: Mapping[str, Texts], *, numbers: tuple[int, int], why: News
) -> Differences:
    """The new content against the old one; `texts` are the author's sentences that came along unchanged."""
    facts = tuple(_facts(old, new))
    blank = any(one.held for one in facts)
    return Differences(
        *numbers, facts, tuple(_sentences(old, new, blank=blank)), tuple(_carried(old, new, texts)), why
    )


def _sources(
    old: Sequence[Source], new: Sequence[Source], replaced: Mapping[int, int]
) -> Iterator[SourceChange]:
    was = {(one.kind, one.number): one for one in old}
    now = {(one.kind, one.number): one for one in new}
    for key, one in was.items():
        if key not in now:
            taker = replaced.get(one.number) if one.kind == "batch" else None
            yield SourceChange(Turn.GONE, one, one, taker)
    for key, one in now.items():
        before = was.get(key)
        if before is None:
            yield SourceChange(Turn.NEW, one)
        elif (before.version, before.state, before.size) != (one.version, one.state, one.size):
            yield SourceChange(Turn.CHANGED, one, before)


def _places(kind: str, old: Mapping[int, str], new: Mapping[int, str]) -> Iterator[PlaceChange]:
    for number in dict.fromkeys((*old, *new)):
        before, after = old.get(number), new.get(number)
        if before != after:
            turn = Turn.NEW if before is None else Turn.GONE if after is None else Turn.CHANGED
            yield PlaceChange(turn, kind, before or "", after or "")


def _facts(old: Content, new: Content) -> Iterator[FactChange]:
    was, now = (
        {(one.section, one.subject, one.measure): one for one in content.facts} for content in (old, new)
    )
    held = few_others.held_back(was, now, few_others.least_of(old.basis.settings, new.basis.settings))
    for key in dict.fromkeys((*now, *was)):
        before, after = was.get(key), now.get(key)
        one = after or before
        if before == after or one is None:
            continue
        if few_others.is_of(one, held):
            yield FactChange(few_others.without_value(before), few_others.without_value(after), held=True)
        else:
            yield FactChange(before, after)


def _originals(content: Content, language: str) -> dict[tuple[str, str], str]:
    slides = content.decks[language].slides if language in content.decks else ()
    return {(one.key, field): text for one in slides for field, text in fields_of(one).items()}


def _sentences(old: Content, new: Content, *, blank: bool) -> Iterator[SentenceChange]:
    written = few_others.without_numbers if blank else str
    for language in dict.fromkeys((*new.decks, *old.decks)):
        was, now = _originals(old, language), _originals(new, language)
        for slide, field in dict.fromkeys((*now, *was)):
            before, after = (written(told.get((slide, field), "")) for told in (was, now))
            if before != after:
                yield SentenceChange(language, slide, field, before, after)


def _carried(old: Content, new: Content, texts: Mapping[str, Texts]) -> Iterator[Carried]:
    for language, written in texts.items():
        was, now = _originals(old, language), _originals(new, language)
        for (slide, field), text in written.items():
            before, after = was.get((slide, field), ""), now.get((slide, field))
            if before != after:
                yield Carried(language, slide, field, text, before, after)
