"""All numbers of a review on one sheet: what each is about, its value, interval, n and finding."""

from collections.abc import Mapping

from mot.domain.reviews import Content, Fact
from mot.domain.slides import Column, Form, Table, Value
from mot.locale.sentences.branches import OUTSIDE
from mot.locale.sentences.branches import STATUS_WORDS as BRANCH_WORDS
from mot.locale.sentences.drivers import QUADRANT_WORDS
from mot.locale.sentences.review_subjects import subject
from mot.locale.sentences.reviews import FINDINGS, MEASURES
from mot.locale.words import Locale
from mot.reports.slides import SLIDES

WORDS: dict[str, str] = {**QUADRANT_WORDS, **OUTSIDE, **BRANCH_WORDS, **FINDINGS}
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
    names = _names(locale, content)
    rows = tuple(_row(locale, fact, titles, names) for fact in content.facts)
    return Table("facts", t("All numbers"), columns, rows, note=t("Every number of the review, unrounded."))


def _row(
    locale: Locale, fact: Fact, titles: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Value, ...]:
    t = locale.t
    section = t(titles[fact.section]) if fact.section in titles else fact.section
    measure = t(MEASURES[fact.measure]) if fact.measure in MEASURES else fact.measure
    value = int(fact.value) if fact.value is not None and fact.measure in COUNTED else fact.value
    finding = t(WORDS[fact.status]) if fact.status in WORDS else fact.status
    key = f"{fact.subject} {fact.measure}"
    return section, names[fact.subject], measure, value, fact.lo, fact.hi, fact.n, finding, key


def _names(locale: Locale, content: Content) -> dict[str, str]:
    """Every subject in words; branches and touchpoints looked up once, for there may be a thousand."""
    basis = content.basis
    places = (("touchpoint", basis.touchpoints), ("branch", basis.branches))
    found = {f"{kind}:{one.id}": locale.name(one.name) for kind, some in places for one in some}
    for key in {fact.subject for fact in content.facts} - found.keys():
        found[key] = subject(locale, key, basis)
    return found
