"""The quarter in one slide: the finding, what it rests on, and the numbers to remember."""

import math
from dataclasses import replace

import pandas as pd

from mot.analysis import comparing
from mot.analysis.comparing import Comparison
from mot.analysis.gaps import GapTable
from mot.analysis.overview import Moved, Overview, weak_moments
from mot.domain.slides import Slide, Takeaway, Tone
from mot.locale import headlines
from mot.reports.slides import findings, resting
from mot.reports.slides.asked import Asked
from mot.services import branches, comparison, overview

KEY = "summary"


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The widest weak moment, the strongest certain change, the branches and the promises; four numbers beside."""
    t = asked.t
    told: Overview = asked.ask(overview.overview, asked.view)
    found: Comparison = asked.ask(comparison.comparison, asked.view, asked.earlier)
    own = resting.within(asked)
    lines = (
        findings.weak_moment(asked, found),
        findings.movement(asked, found),
        findings.places(own, own.ask(branches.branches, own.view)),
        findings.promises(asked),
    )
    return (
        Slide(
            KEY,
            KEY,
            t("The quarter at a glance · compared with {quarter}", quarter=asked.earlier),
            headlines.overview(asked.locale, found.now, _before(found), found.moves, asked.touchpoints),
            tuple(line for line in lines if line),
            takeaways=_numbers(asked, told, found),
            footnote=resting.footnote(asked, found.now.unit, signed=found.now.paired),
            notes=_notes(asked),
            about="gaps",
        ),
    )


def _before(found: Comparison) -> GapTable:
    """The table whose widest gap may "still" be the widest: that of the quarter just before, no earlier one."""
    if found.earlier == found.quarter.previous:
        return found.before
    return replace(found.before, frame=found.before.frame.iloc[:0])


def _numbers(asked: Asked, told: Overview, found: Comparison) -> tuple[Takeaway, ...]:
    t, locale, digits = asked.t, asked.locale, told.unit.digits
    gap, perception = comparing.overall(told, asked.earlier, asked.books.thresholds)
    numbers = [
        Takeaway(
            locale.score(told.perceptions["mean"].iloc[-1], digits),
            t("Perceived score"),
            _rests_on(asked, told.perceptions, perception, digits, signed=False),
        )
    ]
    if found.now.paired:
        value = locale.signed(told.gaps["mean"].iloc[-1], digits)
        rests_on = _rests_on(asked, told.gaps, gap, digits, signed=True)
        numbers.insert(0, Takeaway(value, t("Overall gap"), rests_on))
    if found.now.tested:
        numbers.append(_weak(asked, found))
    return (*numbers, _responses(asked, told))


def _rests_on(asked: Asked, series: pd.DataFrame, moved: Moved, digits: int, *, signed: bool) -> str:
    """Interval and people; then the change, its size only where it is certain."""
    t, locale, last = asked.t, asked.locale, series.iloc[-1]
    if math.isnan(last["lo"]):
        return t("Too few answers to judge")
    write = locale.end if signed else locale.score
    interval = t(
        "{confidence} interval {low} to {high} · {n} people",
        confidence=resting.confidence(asked),
        n=int(last["n"]),
        low=write(last["lo"], digits),
        high=write(last["hi"], digits),
    )
    if math.isnan(moved.change):
        return interval
    if not moved.clear:
        return resting.joined(interval, t("no clear change"))
    change = locale.signed(moved.change, digits)
    return resting.joined(interval, t("{change} since {quarter}", change=change, quarter=asked.earlier))


def _weak(asked: Asked, found: Comparison) -> Takeaway:
    """Weak moments of the touchpoints judged, now and then; a count has no interval, so no change is told."""
    t, then = asked.t, found.before
    weak = int(weak_moments(found.now))
    text = t("touchpoints clearly below expectations")
    if then.tested:
        earlier = t(
            "{weak} of {tested} in {quarter}",
            weak=int(weak_moments(then)),
            tested=then.tested,
            quarter=asked.earlier,
        )
        text = resting.joined(text, earlier)
    value = t("{weak} of {tested}", weak=weak, tested=found.now.tested)
    return Takeaway(value, t("Weak moments"), text, Tone.WEAK if weak else Tone.PLAIN)


def _responses(asked: Asked, told: Overview) -> Takeaway:
    t, locale = asked.t, asked.locale
    enough = t(
        "{enough} of {branches} branches have {n} or more",
        enough=told.coverage.enough,
        branches=told.coverage.branches,
        n=asked.books.thresholds.n_plain,
    )
    then = dict(zip(told.quarters, told.responses, strict=True)).get(asked.earlier, 0)
    earlier = t("{n} in {quarter}", n=then, quarter=asked.earlier) if then else ""
    return Takeaway(locale.count(told.responses[-1]), t("Responses"), resting.joined(enough, earlier))


def _notes(asked: Asked) -> str:
    return asked.t(
        "The overall gap is the mean over all touchpoints of what a person perceived less what the same person "
        "expected; people, not ratings, are counted. A change is called one only where its {confidence} interval "
        "leaves out 0; those of the touchpoints are corrected for looking at all of them at once. Whoever answered is "
        "described; others may differ.",
        confidence=resting.confidence(asked),
    )
