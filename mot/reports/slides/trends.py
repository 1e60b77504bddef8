"""Eight quarters, what is out of the ordinary in the last month, and what moved since the comparison quarter."""

import math

from mot.analysis.comparing import overall
from mot.analysis.family import Alarms
from mot.analysis.outcomes import Kind, Outcome
from mot.analysis.overview import Moved, Overview
from mot.charts import frames
from mot.charts.frames import downloads
from mot.charts.frames.boards import alarms_table
from mot.charts.frames.outcomes import outcome_name, outcome_value, outcomes_table
from mot.domain.slides import Drawing, Form, Slide, Takeaway
from mot.locale.sentences import trends as sentences
from mot.locale.standings import month_text
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.rescaled import rescaled
from mot.reports.slides.resting import answered, within
from mot.reports.slides.tables import from_download
from mot.reports.slides.trends_moves import movements
from mot.services import outcomes, overview
from mot.services import trends as service

KEY = "trends"
OUTCOMES = 4  # that stand beside the chart


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The quarters with the alarms of the last month; then the movements since the comparison quarter."""
    return (*_quarters(asked), *movements(asked))


def _quarters(asked: Asked) -> tuple[Slide, ...]:
    t, locale = asked.t, asked.locale
    found: Overview = asked.ask(overview.overview, asked.view)
    if found.perceptions["mean"].isna().all():
        return ()
    digits = found.unit.digits
    gap, perception = overall(found, asked.earlier, asked.books.thresholds)
    own = within(asked)
    alarms: Alarms = own.ask(service.alarms, own.view, own.today)
    points = asked.touchpoints
    places = asked.branches
    lines = [_now(asked, found, perception, paired=False)]
    if found.now.paired:
        lines.insert(0, _now(asked, found, gap, paired=True))
    if not math.isnan(perception.change) and (note := rescaled(asked)):
        lines.append(note)
    loud = bool(alarms.points or alarms.drifts)
    if alarms.watched and alarms.last is not None:
        finding = sentences.headline(locale, alarms, points, places)
        lines.append(t("{month}: {finding}.", month=month_text(locale, alarms.last), finding=finding))
    figures: tuple[Outcome, ...] = asked.ask(outcomes.outcomes, asked.view)
    table = downloads.quarters(found.quarters, found.perceptions, found.gaps, locale)
    signed = dict.fromkeys((t("Gap"), t("Gap, interval from"), t("Gap, interval to")), Form.SIGNED)
    data = [from_download("quarters", t("Eight quarters"), table, digits=digits, forms=signed)]
    if loud:
        told = alarms_table(alarms, locale, points, places)
        data.append(from_download("alarms", t("Out of the ordinary"), told, digits=digits))
    if figures:
        data.append(from_download("outcomes", t("Outcomes"), outcomes_table(figures, locale), digits=4))
    return (
        Slide(
            KEY,
            KEY,
            t("Trends"),
            _title(asked, found, gap, perception),
            tuple(lines),
            _takeaways(asked, figures),
            chart(
                Drawing.TREND,
                frames.trend(found.quarters, found.perceptions, found.gaps, digits, locale),
                asked.words,
                caption=t("Dashed = expected, line = perceived with its interval; shading is the shortfall."),
                description=t("Expected and perceived score over eight quarters"),
                decimals=digits,
            ),
            data=tuple(data),
            footnote=asked.footnote(
                answered(asked),
                t("compared with {quarter}", quarter=asked.earlier),
            ),
            notes=t(
                "The scores are means over all touchpoints, with intervals that allow for people who rated several. "
                "A change is told only where its interval excludes no change. Months are compared with what is usual "
                "for each chart, strictly, because many charts are looked at."
            ),
            about="rollups",
        ),
    )


def _title(asked: Asked, found: Overview, gap: Moved, perception: Moved) -> str:
    """The certain movement over all touchpoints, or that there is none."""
    t, earlier = asked.t, asked.earlier
    if earlier not in found.quarters:
        return t(
            "{quarter} lies before the eight quarters shown, so no overall change is told", quarter=earlier
        )
    if math.isnan(gap.change) and math.isnan(perception.change):
        return t("There is nothing to compare with from {quarter}", quarter=earlier)
    if found.now.paired and gap.clear:
        if gap.change > 0:
            return t("The overall gap improved since {quarter}", quarter=earlier)
        return t("The overall gap slipped since {quarter}", quarter=earlier)
    if perception.clear:
        if found.now.paired:
            if perception.change > 0:
                return t("Perception rose since {quarter}; the gap shows no certain change", quarter=earlier)
            return t("Perception fell since {quarter}; the gap shows no certain change", quarter=earlier)
        if perception.change > 0:
            return t("Perception rose since {quarter}", quarter=earlier)
        return t("Perception fell since {quarter}", quarter=earlier)
    return t("No certain change overall since {quarter}", quarter=earlier)


def _now(asked: Asked, found: Overview, moved: Moved, *, paired: bool) -> str:
    """Where the quarter stands; how far it is from the comparison quarter, where that is certain."""
    t, locale, digits = asked.t, asked.locale, found.unit.digits
    frame, write = (found.gaps, locale.signed) if paired else (found.perceptions, locale.score)
    last = frame.iloc[-1]
    if math.isnan(last["mean"]):
        return t("Too few answers to judge this quarter.")
    told: dict[str, object] = {
        "value": write(last["mean"], digits),
        "low": write(last["lo"], digits),
        "high": write(last["hi"], digits),
    }
    if math.isnan(moved.change) or math.isnan(moved.lo):
        if paired:
            return t("Overall gap {value} ({low} to {high}).", **told)
        return t("Perceived score {value} ({low} to {high}).", **told)
    if not moved.clear:
        told["quarter"] = asked.earlier
        if paired:
            return t("Overall gap {value} ({low} to {high}); no clear change since {quarter}.", **told)
        return t("Perceived score {value} ({low} to {high}); no clear change since {quarter}.", **told)
    told |= {
        "change": locale.signed(moved.change, digits),
        "interval": locale.interval(moved.lo, moved.hi, digits),
    }
    if paired:
        return t("Overall gap {value} ({low} to {high}), a change of {change} ({interval}).", **told)
    return t("Perceived score {value} ({low} to {high}), a change of {change} ({interval}).", **told)


def _takeaways(asked: Asked, figures: tuple[Outcome, ...]) -> tuple[Takeaway, ...]:
    """The outcomes that are known of the quarter, each with its interval."""
    t, locale = asked.t, asked.locale
    known = [one for one in figures if not math.isnan(one.frame["value"].iloc[-1])]
    told = []
    for one in known[:OUTCOMES]:
        last = one.frame.iloc[-1]
        rests_on = (
            locale.tn("{n} month", "{n} months", int(last["n"]))
            if one.kind is Kind.COUNT
            else t(
                "{confidence} interval {low} to {high} · n = {n}",
                confidence=locale.share(asked.books.thresholds.confidence),
                low=outcome_value(last["lo"], one.kind, locale),
                high=outcome_value(last["hi"], one.kind, locale),
                n=int(last["n"]),
            )
        )
        told.append(
            Takeaway(outcome_value(last["value"], one.kind, locale), outcome_name(one, locale), rests_on)
        )
    return tuple(told)
