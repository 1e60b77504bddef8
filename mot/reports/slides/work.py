"""Tags and actions that a review is about, and how they are called on its slides.

Everybody who sees the branches of a review may read it: no more is told of a tag or an action than they all may see.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from mot.analysis.effects import Judged
from mot.domain.improvements import Action
from mot.domain.moments import Moment
from mot.domain.periods import first_day_of
from mot.domain.survey import Name
from mot.locale.words import NO_VALUE
from mot.reports.slides.asked import Asked
from mot.reports.slides.resting import within
from mot.services import actions, moments, verdicts
from mot.services.review_basis import whole_regions

NAMED = 2  # branches that are named one by one


def seen(asked: Asked) -> frozenset[int]:
    """The branches that the review is about."""
    return frozenset(asked.branches)


def tags(asked: Asked) -> tuple[Moment, ...]:
    """The tags whose evidence is about branches of the review alone, up to its quarter, newest first.

    Their numbers are hidden as they are from people who see these branches alone.
    """
    mine, own = seen(asked), within(asked)
    return tuple(
        one
        for one in own.ask(moments.moments)
        if one.evidence is not None
        and one.branches
        and one.branches <= mine
        and one.evidence.quarter <= asked.view.quarter.code
    )


def actions_of(asked: Asked) -> tuple[Action, ...]:
    """The actions that are done at any branch of the review, earliest start first."""
    mine = seen(asked)
    found = [one for one in asked.ask(actions.actions) if one.content.plan.branches & mine]
    return tuple(sorted(found, key=lambda one: (one.content.plan.start, one.id)))


def whole(asked: Asked, one: Action) -> bool:
    """Whether all who read the review see every branch of the action, so that its numbers may be told."""
    return not asked.view.branches or one.content.plan.branches <= seen(asked)


def judged(asked: Asked) -> Mapping[int, Judged]:
    """What the answers say of each action, by number, as of the day of the review.

    The comparison is the one that all who read the review may know of.
    """
    own = within(asked)
    found: Mapping[int, Judged] = own.ask(verdicts.verdicts, own.today) if actions_of(asked) else {}
    return found


def promised(asked: Asked) -> tuple[Action, ...]:
    """The actions that had begun or were due by the end of the quarter, and were open in it."""
    quarter = asked.view.quarter
    begin = first_day_of(quarter.months[0])
    return tuple(
        one
        for one in actions_of(asked)
        if _first(one) <= quarter.last_day and (one.closed_at is None or one.closed_at.date() >= begin)
    )


def _first(one: Action) -> dt.date:
    """The day from which on something of it was to be seen."""
    plan, due = one.content.plan, one.content.due
    return plan.start if due is None else min(plan.start, due)


def touchpoint(asked: Asked, number: int) -> str:
    """The name of a touchpoint, by its id."""
    name = asked.touchpoints.get(number)
    return asked.locale.name(name) if name is not None else NO_VALUE


def owner(asked: Asked, one: Action) -> str:
    """Who is in charge."""
    return one.content.owner_name or one.content.owner or asked.t("no owner")


def places(asked: Asked, branches: Collection[int]) -> str:
    """Where a tag or an action is: all, a region, or the names of the review's branches and how many others."""
    there, t, locale = asked.books.institution, asked.t, asked.locale
    active = {b.id for b in there.branches if b.active}
    if asked.actor.scope.everything and active <= set(branches):
        return t("All branches")
    mine, whole = asked.branches, asked.ask(whole_regions)
    for region in there.regions:
        own = whole.get(region.id, frozenset())
        if own and own == set(branches) and own <= mine.keys():
            return locale.name(region.name)
    known = [number for number in mine if number in branches]
    if not known or (len(known) > NAMED and len(known) < len(branches)):
        return locale.tn("{n} branch", "{n} branches", len(branches))
    told = listed(asked, [mine[number] for number in known])
    if len(known) == len(branches):
        return told
    return locale.tn(
        "{seen} and {n} other branch", "{seen} and {n} other branches", len(branches) - len(known), seen=told
    )


def listed(asked: Asked, names: Sequence[Name], most: int = NAMED) -> str:
    """Names in a row; of more than `most`, the first and how many there are besides."""
    told = [asked.locale.name(name) for name in names]
    if len(told) <= most:
        return asked.t(", ").join(told)
    return asked.t("{first} and {n} more", first=told[0], n=len(told) - 1)


def cut(text: str, most: int) -> str:
    """A text in one line, cut with … where it is longer than `most`; Chinese letters count twice.

    >>> cut("好  的", 8), cut("一二三四五", 8), cut("Not very long", 8)
    ('好 的', '一二三…', 'Not ver…')
    """
    line, room = " ".join(text.split()), most
    for place, letter in enumerate(line):
        room -= 2 if ord(letter) > 0x2E7F else 1
        if room < 0:
            kept = line[:place]
            while kept and sum(2 if ord(x) > 0x2E7F else 1 for x in kept) > most - 1:
                kept = kept[:-1]
            return f"{kept.rstrip()}…"
    return line
