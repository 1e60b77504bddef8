"""Actions in words: stages, where they are done, when they are due, what they aim at, and how they stand."""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache

import numpy as np

from mot.analysis.units import Unit, of_one_scale
from mot.domain.improvements import Action, Plan, Stage
from mot.domain.moments import Moment
from mot.domain.survey import Scale
from mot.locale.action_words import number as number  # the pages call it by this module
from mot.locale.words import NO_VALUE, Locale
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.selection import names_text


def title(one: Action) -> str:
    """Its title, with nothing in it that would be taken for formatting."""
    return plain(one.content.title)


def touchpoint(page: Page, number: int) -> str:
    """The name of a touchpoint, by its id."""
    return _names(page)[0].get(number, NO_VALUE)


def places(page: Page, branches: Collection[int], *, most: int = 2) -> str:
    """Where it is done: the names within the reader's scope, and how many others there are; `most` 1 for a word."""
    _, names, active = _names(page)
    count = len(branches)
    if page.actor.scope.everything and count >= len(active) and active <= frozenset(branches):
        return page.t("All branches")
    if most == 1 and count > 1:
        return page.locale.tn("{n} branch", "{n} branches", count)
    seen = [names[number] for number in sorted(branches) if number in names]
    if not seen:
        return page.locale.tn("{n} branch", "{n} branches", count)
    told = names_text(page, seen, most=most)
    if len(seen) == count:
        return told
    return page.locale.tn(
        "{seen} and {n} other branch", "{seen} and {n} other branches", count - len(seen), seen=told
    )


def _names(page: Page) -> tuple[dict[int, str], dict[int, str], frozenset[int]]:
    """Touchpoints and branches by id, the latter within the reader's scope; and the branches in use."""

    def make() -> tuple[dict[int, str], dict[int, str], frozenset[int]]:
        there, scope = page.books.institution, page.actor.scope
        return (
            {p.id: page.locale.name(p.name) for p in there.touchpoints},
            {b.id: page.locale.name(b.name) for b in there.branches if scope.allows(b.id)},
            frozenset(b.id for b in there.branches if b.active),
        )

    found: tuple[dict[int, str], dict[int, str], frozenset[int]] = page.kept("action_names", (), make)
    return found


def unit(page: Page) -> Unit:
    """The unit in which targets are written: that of the questionnaire, or percent when scales are mixed."""

    def make() -> Unit:
        keys = np.unique(page.books.cube.cells.keys["scale"])
        if len(keys) > 1:
            return Unit(0, 100, 1.0, None)
        return of_one_scale(Scale.from_key(int(keys[0])) if len(keys) else Scale(1, 5))

    found: Unit = page.kept("action_unit", (), make)
    return found


def tag(page: Page, one: Moment) -> str:
    """What a tagged moment is about: touchpoint and branches."""
    where = places(page, one.branches if one.branch is None else (one.branch,))
    return f"{touchpoint(page, one.touchpoint)} · {where}"


def target(page: Page, plan: Plan) -> str:
    """The gap aimed at, or "" without one."""
    if plan.target is None:
        return ""
    there = unit(page)
    return page.t("target {gap}", gap=page.locale.signed(there.shown(plan.target), there.digits))


def about(page: Page, one: Action) -> str:
    """Number, touchpoint, branches and target in one line."""
    plan = one.content.plan
    parts = (touchpoint(page, plan.touchpoint), places(page, plan.branches, most=1), target(page, plan))
    return f"{number(one)}　{' · '.join(plain(part) for part in parts if part)}"


def day(page: Page, when: dt.date, today: dt.date) -> str:
    """A day, without its year when that is the present one."""
    return _day(page.locale, when, today.year)


@lru_cache(maxsize=4096)
def _day(locale: Locale, when: dt.date, year: int) -> str:
    text = locale.date(when)
    return text.removeprefix(f"{year}-").removesuffix(f" {year}") if when.year == year else text


def due(page: Page, one: Action, today: dt.date) -> str:
    """When it is due, or when it will be judged once it is done; overdue said in words."""
    content = one.content
    if one.overdue(today) and content.due is not None:
        return page.t("{day} overdue", day=day(page, content.due, today))
    if one.ready(today):
        return page.t("{day} to be judged", day=day(page, content.plan.evaluate, today))
    if content.stage is Stage.REMEASURE:
        return page.t("{day} evaluation", day=day(page, content.plan.evaluate, today))
    return day(page, content.due, today) if content.due else ""


def who_and_when(page: Page, one: Action, today: dt.date) -> str:
    """Owner and date as a small line of markdown; what is late stands out."""
    when, who = due(page, one, today), plain(owner(page, one))
    if one.overdue(today) or one.ready(today):
        return f":small[:gray[{who}]　:red[**{when}**]]"
    return f":small[:gray[{who}　{when}]]"


def owner(page: Page, one: Action) -> str:
    """Who is in charge."""
    return one.content.owner_name or one.content.owner or page.t("no owner")


def paragraphs(text: str) -> str:
    """A text of several lines, with nothing in it that would be taken for formatting."""
    return plain(text).replace("\n", "  \n")
