"""What is said of tagged moments: then, now, and whether the evidence is still what it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from mot.analysis.evidence import PERCENT, digits_of
from mot.domain.moments import Evidence, Kind, Moment, Now, Suggestion
from mot.domain.periods import Quarter
from mot.domain.survey import Name
from mot.locale.standings import month_text
from mot.locale.statuses import STATUS_SHORT
from mot.locale.words import Locale
from mot.stats.multiplicity import Status


def headline(locale: Locale, tagged: Sequence[Moment], suggested: Sequence[Suggestion]) -> str:
    """How much is tagged, and how much of the view stands out and is not."""
    t, n, more = locale.t, len(tagged), len(suggested)
    if not n:
        if not more:
            return t("Nothing is tagged yet, and nothing in this selection stands out for sure")
        return locale.tn(
            "{n} moment of this selection is worth tagging; nothing is tagged yet",
            "{n} moments of this selection are worth tagging; nothing is tagged yet",
            more,
        )
    if more:
        return locale.tn(
            "{n} more moment of this selection is worth tagging; {tagged} tagged so far",
            "{n} more moments of this selection are worth tagging; {tagged} tagged so far",
            more,
            tagged=n,
        )
    weak = sum(one.judgement.kind is Kind.WEAK for one in tagged)
    if weak:
        return locale.tn(
            "{n} moment is tagged, {weak} of them weak; nothing else in this selection stands out for sure",
            "{n} moments are tagged, {weak} of them weak; nothing else in this selection stands out for sure",
            n,
            weak=weak,
        )
    return locale.tn(
        "{n} moment is tagged; nothing else in this selection stands out for sure",
        "{n} moments are tagged; nothing else in this selection stands out for sure",
        n,
    )


def numbers(locale: Locale, told: Mapping[str, Any], unit: str, confidence: float) -> str:
    """Gap, interval, n and finding in one line; why there is none where it is hidden."""
    t, status = locale.t, Status(told["status"])
    if told["n"] == 0:
        return t("Nobody answered on this touchpoint in this quarter and selection.")
    if told["n"] is None:
        return t("Too few answers, or they would give others away: no number is shown.")
    digits = digits_of(unit)
    write = locale.signed if told["gap"] is not None else locale.score
    value = told["gap"] if told["gap"] is not None else told["perception"]
    facts = {
        "value": write(value, digits),
        "confidence": locale.share(confidence),
        "low": write(told["lo"], digits),
        "high": write(told["hi"], digits),
        "n": int(told["n"]),
        "status": t(STATUS_SHORT[status]),
    }
    if told["gap"] is None:
        return t("Perceived {value} ({confidence} interval {low} to {high}) · n = {n} · {status}", **facts)
    return t("Gap {value} ({confidence} interval {low} to {high}) · n = {n} · {status}", **facts)


def signal(locale: Locale, told: Mapping[str, Any], unit: str) -> str:
    """The alarm that a tag was made from: its month, the mean and what was usual; "" for other tags."""
    alarm = told.get("alarm")
    if not alarm:
        return ""
    write, digits = locale.signed if alarm["paired"] else locale.score, digits_of(unit)
    facts = {
        "month": month_text(locale, int(alarm["month"])),
        "value": write(alarm["value"], digits),
        "low": write(alarm["lower"], digits),
        "high": write(alarm["upper"], digits),
        "n": int(alarm["n"]),
    }
    return locale.t("Signal in {month}: {value} (usual {low} to {high}, n = {n})", **facts)


def unit_note(locale: Locale, unit: str) -> str:
    """In which unit the numbers of a tag are."""
    if unit == PERCENT:
        return locale.t("in percent of the scale")
    return locale.t("on the scale {scale}", scale=unit.replace("-", "–"))


def standing(locale: Locale, now: Now) -> str:
    """Whether the evidence is still what it was, and why not; "" when nothing changed."""
    t, listed = locale.t, locale.t(", ").join
    taken = [t("No. {number} by No. {other}", number=old, other=new) for old, new in now.replaced.items()]
    undone = [t("No. {number}", number=b) for b in now.undone if b not in now.replaced]
    said = []
    if taken:
        said.append(t("Of the imports behind it some were replaced: {imports}.", imports=listed(taken)))
    if undone:
        said.append(t("Of the imports behind it some were undone: {imports}.", imports=listed(undone)))
    if now.few:
        said.append(
            t(
                "A few answers have come or gone since. Today's number is left out, so that nobody's answer shows."
            )
        )
    elif now.changed:
        said.append(
            t("The evidence has changed: today's numbers are others.")
            if said
            else t("Answers have come or gone since: today's numbers are others.")
        )
    elif said:
        said.append(t("The numbers are the same as then."))
    return locale.paragraph(said)


def about(locale: Locale, evidence: Evidence, imports: int) -> str:
    """What frozen evidence rests on."""
    quarter = Quarter.parse(evidence.quarter)
    return locale.t(
        "Frozen on {date} · {quarter} · {unit} · {imports} · version {version} · fingerprint {digest}",
        date=locale.date(evidence.frozen_at.astimezone().date()),
        quarter=quarter or evidence.quarter,
        unit=unit_note(locale, evidence.unit),
        imports=locale.tn("{n} import", "{n} imports", imports),
        version=evidence.product_version,
        digest=evidence.digest[:8],
    )


def suggestion(locale: Locale, one: Suggestion, name: Name, digits: int) -> str:
    """One moment that is worth tagging, with its numbers."""
    return locale.t(
        "{touchpoint}: gap {gap} ({low} to {high}), n = {n} · {status}",
        touchpoint=name,
        gap=locale.signed(one.gap, digits),
        low=locale.signed(one.lo, digits),
        high=locale.signed(one.hi, digits),
        n=one.n,
        status=locale.t(STATUS_SHORT[Status(one.status)]),
    )
