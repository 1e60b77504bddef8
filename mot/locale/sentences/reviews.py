"""What is said of a review beside its slides: what changed since it was frozen, and why."""

from collections.abc import Mapping

from mot.analysis.outcomes import TOP_BOX
from mot.analysis.review_differences import (
    Carried,
    FactChange,
    PlaceChange,
    SettingChange,
    SourceChange,
    Turn,
)
from mot.domain.errors import N_
from mot.domain.improvements import Stage
from mot.domain.reviews import Basis, Fact, Source
from mot.locale.action_words import STAGES
from mot.locale.sentences.contradictions import objection as objection
from mot.locale.sentences.effects import SHORT
from mot.locale.sentences.review_subjects import subject
from mot.locale.statuses import STATUS_SHORT
from mot.locale.threshold_words import THRESHOLD_WORDS
from mot.locale.words import NO_VALUE, Locale

MEASURES: dict[str, str] = {
    "gap": N_("gap"),
    "perception": N_("perception"),
    "expectation": N_("expectation"),
    "change": N_("change since the comparison quarter"),
    "answers": N_("number of answers"),
    "weak": N_("number of weak moments"),
    "score": N_("score"),
    "effect": N_("effect"),
    "importance": N_("importance"),
}
_SIGNED = ("gap", "change", "effect")
FINDINGS: Mapping[str, str] = {
    **{str(verdict): word for verdict, word in SHORT.items()},
    **{str(status): word for status, word in STATUS_SHORT.items()},
    "up": N_("Clearly better"),
    "down": N_("Clearly worse"),
    "unclear": N_("Not clear yet"),
    "reworded": N_("Asked in other words"),
}
_SOURCES: dict[tuple[str, Turn], str] = {
    ("moment", Turn.NEW): N_("“{title}” was tagged (No. {number})"),
    ("moment", Turn.CHANGED): N_("The tag “{title}” (No. {number}) was changed"),
    ("moment", Turn.GONE): N_("The tag “{title}” (No. {number}) was withdrawn"),
    ("action", Turn.NEW): N_("The action “{title}” (No. {number}) was added"),
    ("action", Turn.CHANGED): N_("The action “{title}” (No. {number}) was changed"),
    ("action", Turn.GONE): N_("The action “{title}” (No. {number}) is not at these branches any more"),
}
_PLACES: dict[tuple[str, Turn], str] = {
    ("branch", Turn.NEW): N_("The branch {new} was added"),
    ("branch", Turn.CHANGED): N_("The branch {old} is now called {new}"),
    ("branch", Turn.GONE): N_("The branch {old} was removed"),
    ("touchpoint", Turn.NEW): N_("The touchpoint {new} was added"),
    ("touchpoint", Turn.CHANGED): N_("The touchpoint {old} is now called {new}"),
    ("touchpoint", Turn.GONE): N_("The touchpoint {old} was removed"),
}


def fact_change(locale: Locale, change: FactChange, basis: Basis) -> str:
    """A number in the old snapshot and in the new one, with the people behind it.

    `basis` is that of the new snapshot, or of the old one for what the new one has no more.
    """
    t, old, new = locale.t, change.old, change.new
    told = {
        "subject": subject(locale, change.fact.subject, basis),
        "measure": t(MEASURES.get(change.fact.measure, change.fact.measure)),
    }
    if change.held:
        return t(
            "{subject}: only a few answers came or went between both snapshots, so the {measure} is not put side by side",
            **told,
        )
    if old is None or old.value is None:
        if new is None or new.value is None:
            return t("{subject}: the {measure} is shown in neither snapshot", **told)
        return t("{subject}: {measure} {new}, not shown before", new=_written(locale, new, basis), **told)
    before = _written(locale, old, basis)
    if new is None or new.value is None:
        return t("{subject}: the {measure} was {old} and is not shown any more", old=before, **told)
    after = _written(locale, new, basis)
    told |= {"old": before, "new": after}
    if old.n is None or new.n is None or old.n == new.n:
        if before == after:
            return t("{subject}: the {measure} stays at {new}", **told)
        return t("{subject}: the {measure} went from {old} to {new}", **told)
    people = {"before": locale.count(old.n), "after": locale.count(new.n)}
    if before == after:
        return t("{subject}: the {measure} stays at {new} ({before} → {after} people)", **told, **people)
    return t(
        "{subject}: the {measure} went from {old} to {new} ({before} → {after} people)", **told, **people
    )


def finding_change(locale: Locale, change: FactChange, basis: Basis) -> str:
    """The finding that became another one; "" when it is the same or there is none."""
    old, new = (one.status if one else "" for one in (change.old, change.new))
    if old == new or old not in FINDINGS or new not in FINDINGS:
        return ""
    return locale.t(
        "{subject}: “{old}” became “{new}”",
        subject=subject(locale, change.fact.subject, basis),
        old=locale.t(FINDINGS[old]),
        new=locale.t(FINDINGS[new]),
    )


def source_change(locale: Locale, change: SourceChange) -> str:
    """An import, tag or action that came, went or changed."""
    one, t = change.source, locale.t
    if one.kind == "figures":
        return _figures_change(locale, change)
    if one.kind != "batch":
        stages = [_stage(part.state) for part in (change.earlier, one) if part is not None]
        if one.kind == "action" and change.turn is Turn.CHANGED and stages[0] != stages[-1] and all(stages):
            return t(
                "The action “{title}” (No. {number}) went from “{old}” to “{new}”",
                title=one.title,
                number=one.number,
                old=t(stages[0]),
                new=t(stages[-1]),
            )
        return t(_SOURCES[one.kind, change.turn], title=one.title, number=one.number)
    told = {"file": _file(locale, one), "number": one.number}
    if change.turn is Turn.NEW:
        return locale.tn(
            "{file} (import number {number}) came in with {n} more response",
            "{file} (import number {number}) came in with {n} more responses",
            one.size,
            **told,
        )
    if change.turn is Turn.CHANGED and change.earlier is not None:
        return t(
            "{file} (import number {number}): {old} responses counted, now {new} do",
            old=locale.count(change.earlier.size),
            new=locale.count(one.size),
            **told,
        )
    if change.replaced_by is not None:
        return locale.tn(
            "{file} (import number {number}, {n} response) was replaced by import number {other}",
            "{file} (import number {number}, {n} responses) was replaced by import number {other}",
            one.size,
            other=change.replaced_by,
            **told,
        )
    return locale.tn(
        "{file} (import number {number}) was undone: {n} response fewer",
        "{file} (import number {number}) was undone: {n} responses fewer",
        one.size,
        **told,
    )


def _figures_change(locale: Locale, change: SourceChange) -> str:
    """An import of outcome figures that came, went or counts with others than before."""
    one = change.source
    told = {"file": _file(locale, one), "number": one.number}
    if change.turn is Turn.NEW:
        return locale.tn(
            "{file} (import number {number}) came in with {n} outcome figure",
            "{file} (import number {number}) came in with {n} outcome figures",
            one.size,
            **told,
        )
    if change.turn is Turn.CHANGED:
        return locale.t(
            "{file} (import number {number}) counts with other outcome figures than before", **told
        )
    return locale.t("{file} (import number {number}) was undone: its outcome figures count no more", **told)


def _file(locale: Locale, one: Source) -> str:
    """The name of an import's file, where all who read the review may know it."""
    return one.title or locale.t("A file that also holds other branches")


def setting_change(locale: Locale, change: SettingChange) -> str:
    """A threshold, as it was and as it is."""
    old, new = (NO_VALUE if value is None else f"{value:g}" for value in (change.old, change.new))
    name = THRESHOLD_WORDS.get(change.name)
    return locale.t(
        "The setting “{name}” went from {old} to {new}",
        name=locale.t(name) if name else change.name,
        old=old,
        new=new,
    )


def place_change(locale: Locale, change: PlaceChange) -> str:
    """A branch or a touchpoint that came, went or has another name."""
    return locale.t(_PLACES[change.kind, change.turn], old=change.old, new=change.new)


def product_change(locale: Locale, product: tuple[str, str]) -> str:
    """Another version of the product."""
    old, new = product
    return locale.t("The product went from version {old} to {new}", old=old, new=new)


def carried(locale: Locale, one: Carried) -> str:
    """What became of the original of a sentence that came along."""
    if one.new is None:
        return locale.t("Written over a sentence that the new snapshot does not have; it is not shown")
    return locale.t("Written over a sentence that is another one now; it stays as it was written")


def _written(locale: Locale, fact: Fact, basis: Basis) -> str:
    if fact.value is None:
        return NO_VALUE
    if fact.measure in ("answers", "weak"):
        return locale.count(round(fact.value))
    if fact.measure == "importance" or fact.subject == f"outcome:{TOP_BOX}":
        return locale.share(fact.value)
    if fact.measure in _SIGNED:
        return locale.signed(fact.value, basis.decimals)
    return locale.score(fact.value, basis.decimals)


def _stage(state: str) -> str:
    return STAGES[Stage(state)] if state in {str(stage) for stage in Stage} else ""
