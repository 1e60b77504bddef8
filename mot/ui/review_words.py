"""Reviews in words: what they are about, where they stand, who did what when."""

from collections.abc import Collection
from datetime import datetime

from mot.domain.errors import N_
from mot.domain.reviews import Review, State
from mot.services import actions
from mot.services.people import LOCAL_LOGIN
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.selection import names_text

STATES: dict[State, tuple[str, str, str]] = {
    State.DRAFT: (N_("Draft review"), "gray", ":material/edit_note:"),
    State.PRESENTED: (N_("Presented"), "blue", ":material/co_present:"),
    State.ARCHIVED: (N_("Archived"), "gray", ":material/inventory_2:"),
}


def badge(page: Page, one: Review) -> str:
    """Its state as a badge, in Markdown."""
    word, colour, icon = STATES[one.state]
    return f":{colour}-badge[{icon} {page.t(word)}]"


def places(page: Page, branches: Collection[int]) -> str:
    """The branches it is about, with nothing in it that would be taken for formatting."""
    return plain(places_plain(page, branches))


def places_plain(page: Page, branches: Collection[int]) -> str:
    """The branches it is about: all, a region, or by name; long lists are counted."""
    there, held = page.books.institution, frozenset(branches)
    everyone = {b.id for b in there.branches if b.active}
    if page.actor.scope.everything and len(everyone) > 1 and everyone <= held:
        return page.t("All branches")
    for region in there.regions:
        own = {b.id for b in there.branches if b.region == region.id and b.active}
        if own and own == held:
            return page.locale.name(region.name)
    return names_text(page, [page.locale.name(b.name) for b in there.branches if b.id in held])


def about(page: Page, one: Review) -> str:
    """Quarter and places in one line."""
    return f"{page.locale.quarter(one.quarter)} · {places(page, one.branches)}"


def names(page: Page) -> dict[str, str]:
    """Names of people by login, as far as they are known."""
    known = page.ask(actions.people_to_own)
    return {person.login: person.name for person in known} | {page.actor.login: page.actor.name}


def who_and_when(page: Page, one: Review) -> str:
    """Who brought it to its present state, and when; only when, for whoever works without signing in."""
    t, known = page.t, names(page)
    if one.state is State.ARCHIVED and one.archived_at:
        at, by = one.archived_at, one.archived_by
        named, unnamed = N_("archived by {name}, {day}"), N_("archived {day}")
    elif one.state is State.PRESENTED and one.presented_at:
        at, by = one.presented_at, one.presented_by
        named, unnamed = N_("presented by {name}, {day}"), N_("presented {day}")
    else:
        at, by = one.created_at, one.created_by
        named, unnamed = N_("made by {name}, {day}"), N_("made {day}")
    day = page.locale.date(at.astimezone().date())
    return t(unnamed, day=day) if by == LOCAL_LOGIN else t(named, name=plain(known.get(by, by)), day=day)


def said_by(page: Page, login: str, at: datetime, known: dict[str, str]) -> str:
    """Who said something and when; only when, for whoever works without signing in."""
    when = page.locale.time(at)
    return when if login == LOCAL_LOGIN else f"{plain(known.get(login, login))} · {when}"
