"""All numbers of a review on one sheet: what each is about, its value, interval, n and finding."""

from collections.abc import Mapping

from mot.domain.errors import N_
from mot.domain.reviews import Content, Fact
from mot.domain.slides import Column, Form, Table, Value
from mot.domain.survey import Name, Step
from mot.locale.sentences.branches import OUTSIDE
from mot.locale.sentences.branches import STATUS_WORDS as BRANCH_WORDS
from mot.locale.sentences.effects import SHORT
from mot.locale.statuses import STATUS_WORDS
from mot.locale.words import Locale
from mot.reports.slides import SLIDES

MEASURES: dict[str, str] = {
    "gap": N_("Gap"),
    "perception": N_("Perceived"),
    "expectation": N_("Expected"),
    "change": N_("Change of the gap"),
    "answers": N_("Answers"),
    "weak": N_("Weak moments"),
    "score": N_("Score"),
    "effect": N_("Effect of the action"),
    "importance": N_("Importance"),
}
CHANGES: dict[str, str] = {
    "up": N_("Clearly up"),
    "down": N_("Clearly down"),
    "unclear": N_("Cannot tell yet"),
}
STEPS: dict[str, str] = {
    Step.EXPLORE: N_("Explore needs"),
    Step.PROPOSE: N_("Offer a proposal"),
    Step.CONFIRM: N_("Confirm the action"),
    Step.FOLLOW_UP: N_("Follow up"),
}
FINDINGS: dict[str, str] = {
    **{str(verdict): word for verdict, word in SHORT.items()},
    **OUTSIDE,
    **BRANCH_WORDS,
    **STATUS_WORDS,
}
COUNTED = ("answers", "weak")


def fact_table(locale: Locale, content: Content) -> Table:
    """One row per fact, as they were frozen; hidden values are empty."""
    t, digits = locale.t, content.basis.decimals
    columns = (
        Column("section", t("Section")),
        Column("subject", t("Subject")),
        Column("measure", t("Measure")),
        Column("value", t("Value"), Form.SCORE, digits),
        Column("lo", t("Interval from"), Form.SCORE, digits),
        Column("hi", t("Interval to"), Form.SCORE, digits),
        Column("n", "n", Form.COUNT),
        Column("finding", t("Finding"), Form.MARK),
        Column("key", t("Key")),
    )
    titles = {section.key: section.title for section in SLIDES}
    names = _names(content)
    rows = tuple(_row(locale, fact, titles, names) for fact in content.facts)
    return Table("facts", t("All numbers"), columns, rows, note=t("Every number of the review, unrounded."))


def _row(
    locale: Locale, fact: Fact, titles: Mapping[str, str], names: Mapping[str, Name]
) -> tuple[Value, ...]:
    t = locale.t
    section = t(titles[fact.section]) if fact.section in titles else fact.section
    measure = t(MEASURES[fact.measure]) if fact.measure in MEASURES else fact.measure
    value = int(fact.value) if fact.value is not None and fact.measure in COUNTED else fact.value
    key = f"{fact.subject} {fact.measure}"
    return (
        section, _subject(locale, fact.subject, names), measure, value, fact.lo, fact.hi, fact.n,
        _finding(locale, fact), key,
    )  # fmt: skip


def _subject(locale: Locale, subject: str, names: Mapping[str, Name]) -> str:
    if subject == "overall":
        return locale.t("Overall")
    if subject in names:
        return locale.name(names[subject])
    kind, _, rest = subject.partition(":")
    return locale.t(STEPS[rest]) if kind == "step" and rest in STEPS else subject


def _finding(locale: Locale, fact: Fact) -> str:
    words = CHANGES if fact.measure == "change" else FINDINGS
    return locale.t(words[fact.status]) if fact.status in words else fact.status


def _names(content: Content) -> dict[str, Name]:
    basis = content.basis
    found = {f"touchpoint:{place.id}": place.name for place in basis.touchpoints}
    found |= {f"branch:{place.id}": place.name for place in basis.branches}
    return found | {f"{one.kind}:{one.number}": Name(one.title) for one in basis.sources}
