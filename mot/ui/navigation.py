"""The pages of the product, in the order of the menu."""

from dataclasses import dataclass

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its slug (file name and address), its title and the permission it needs."""

    slug: str
    title: str
    permission: Permission


PAGES = (
    Entry("overview", N_("Overview"), Permission.VIEW_RESULTS),
    Entry("gaps", N_("Touchpoints"), Permission.VIEW_RESULTS),
    Entry("moments", N_("Moments"), Permission.VIEW_RESULTS),
    Entry("diagnosis", N_("Diagnosis"), Permission.VIEW_RESULTS),
    Entry("actions", N_("Actions"), Permission.VIEW_RESULTS),
    Entry("priorities", N_("Priorities"), Permission.VIEW_RESULTS),
    Entry("branches", N_("Branch comparison"), Permission.VIEW_RESULTS),
    Entry("trends", N_("Trends"), Permission.VIEW_RESULTS),
    Entry("planner", N_("Sample plan"), Permission.VIEW_RESULTS),
    Entry("review", N_("Review"), Permission.VIEW_RESULTS),
    Entry("imports", N_("Import"), Permission.IMPORT),
    Entry("methods", N_("Methods"), Permission.VIEW_RESULTS),
    Entry("settings", N_("Settings"), Permission.EDIT_INSTITUTION),
)


def entry(slug: str) -> Entry:
    """The page with this slug."""
    return next(page for page in PAGES if page.slug == slug)


def open_to(actor: Actor) -> tuple[Entry, ...]:
    """The pages this person may open."""
    return tuple(page for page in PAGES if actor.may(page.permission))
