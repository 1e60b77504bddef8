"""What comes next: the actions that go on, what will be judged, and the weak moments that nobody answers yet."""

from collections.abc import Sequence
from dataclasses import replace

from mot.domain.improvements import Action
from mot.domain.moments import Kind, Moment, Suggestion
from mot.domain.slides import Column, Form, Slide
from mot.reports.slides import action_table, work
from mot.reports.slides.asked import Asked
from mot.reports.slides.moments import tagged
from mot.services import gaps
from mot.services import moments as service
from mot.stats.multiplicity import Status

KEY = "ahead"
NAMED = 3  # moments that a sentence names
ROWS = 7  # actions of a slide, below two sentences


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The open actions with their days of judgement, and what still waits for an action; () where there is neither."""
    t, locale = asked.t, asked.locale
    going = sorted(
        (one for one in work.actions_of(asked) if one.open),
        key=lambda one: (one.content.plan.evaluate, one.id),
    )
    waiting = [one for one in _weak(asked) if not one.actions]
    worth = _worth(asked)
    if not going and not waiting and not worth:
        return ()
    following = asked.view.quarter.shifted(1)
    ready = [one for one in going if one.content.plan.evaluate <= following.last_day]
    lines = [_without(asked, waiting), _untagged(asked, worth)]
    slide = Slide(
        KEY,
        KEY,
        t("What comes next"),
        _title(asked, going, ready, len(waiting)),
        tuple(line for line in lines if line),
        footnote=asked.footnote(t("As of {day}", day=locale.date(asked.today))),
        notes=t(
            "Actions that are planned, under way or to be re-measured, the next to be judged first. An action is "
            "judged on the day that was fixed for it before it began. Moments without an action are weak ones that "
            "were tagged, and to which no action belongs."
        ),
        about="effects",
    )
    if not going:
        return (slide,)
    more = (
        Column("start", t("Start"), Form.DATE, weight=0.9),
        Column("evaluate", t("Evaluation"), Form.DATE, weight=0.9),
    )
    tables, everything = action_table.tables(
        asked,
        "ahead",
        t("Open actions"),
        going,
        more,
        lambda one: (one.content.plan.start.isoformat(), one.content.plan.evaluate.isoformat()),
        rows=ROWS,
    )
    return action_table.spread(replace(slide, data=(everything,)), tables)


def _weak(asked: Asked) -> list[Moment]:
    """The weak moments of the quarter and the older ones that are still open."""
    fresh, older = tagged(asked)
    return [one for one in (*fresh, *older) if one.judgement.kind is Kind.WEAK]


def _worth(asked: Asked) -> list[Suggestion]:
    """Moments of the quarter that nobody has tagged: the weak ones, the widest gap first, then the probably weak."""
    found: tuple[Suggestion, ...] = asked.ask(service.suggestions, asked.view)
    weak = [one for one in found if one.kind is Kind.WEAK]
    return sorted(weak, key=lambda one: one.status != Status.WEAK)


def _title(asked: Asked, going: Sequence[Action], ready: Sequence[Action], waiting: int) -> str:
    """How many actions go on, how many can be judged, and how many weak moments have none."""
    t, tn, following = asked.t, asked.locale.tn, asked.view.quarter.shifted(1)
    if not going:
        return t("No action is under way or planned for {quarter}", quarter=following)
    told = {"ready": len(ready), "quarter": following}
    if waiting:
        return tn(
            "{n} action goes on, {ready} to be judged by the end of {quarter}; weak moments without an action: {waiting}",
            "{n} actions go on, {ready} to be judged by the end of {quarter}; weak moments without an action: {waiting}",
            len(going),
            waiting=waiting,
            **told,
        )
    return tn(
        "{n} action goes on, {ready} to be judged by the end of {quarter}",
        "{n} actions go on, {ready} to be judged by the end of {quarter}",
        len(going),
        **told,
    )


def _without(asked: Asked, waiting: Sequence[Moment]) -> str:
    """Which tagged weak moments have no action yet."""
    if not waiting:
        return ""
    t = asked.t
    named = [
        t(
            "{touchpoint} ({place})",
            touchpoint=work.touchpoint(asked, one.touchpoint),
            place=work.places(asked, one.branches),
        )
        for one in waiting[:NAMED]
    ]
    if len(waiting) > NAMED:
        return t(
            "Without an action yet: {moments} and {n} more.",
            moments=t(", ").join(named),
            n=len(waiting) - NAMED,
        )
    return t("Without an action yet: {moments}.", moments=t(", ").join(named))


def _untagged(asked: Asked, worth: Sequence[Suggestion]) -> str:
    """The weak moments that are not even tagged; without any, those that are probably weak."""
    if not worth:
        return ""
    sure = [one for one in worth if one.status == Status.WEAK]
    certain, worth = bool(sure), sure or worth
    t, digits = asked.t, asked.ask(gaps.gap_table, asked.view).unit.digits
    names = [
        t(
            "{touchpoint} {gap}",
            touchpoint=asked.touchpoints[one.touchpoint],
            gap=asked.locale.signed(one.gap, digits),
        )
        for one in worth[:NAMED]
    ]
    told, more = t(", ").join(names), len(worth) - NAMED
    if more > 0:
        if certain:
            return t("Weak and not tagged yet: {moments} and {n} more.", moments=told, n=more)
        return t("Probably weak and not tagged yet: {moments} and {n} more.", moments=told, n=more)
    if certain:
        return t("Weak and not tagged yet: {moments}.", moments=told)
    return t("Probably weak and not tagged yet: {moments}.", moments=told)
