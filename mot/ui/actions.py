"""The frame of the actions page: what there is, which view is open, and which action."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from mot.analysis.effects import Judged
from mot.domain.access import Permission
from mot.domain.errors import N_, MotError
from mot.domain.improvements import Action, Content
from mot.locale.sentences import actions as sentences
from mot.services import actions as service
from mot.services import verdicts
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key

VIEWS = {
    "board": N_("Board"),
    "list": N_("List"),
    "mine": N_("Mine"),
    "calendar": N_("Calendar"),
    "training": N_("Training plan"),
    "library": N_("What helped"),
}
OPENED = "open_action"
_SAID = "action_said"
_TURN = "actions_opened"  # how many were opened from tables


@dataclass(frozen=True, slots=True)
class Found:
    """The actions a person may see, what the answers say of each by number, and the day it is."""

    actions: tuple[Action, ...]
    judged: Mapping[int, Judged]
    today: dt.date

    def of(self, number: int) -> Action | None:
        """The action of this number, None when it is not among them."""
        return next((one for one in self.actions if one.id == number), None)


def find(page: Page) -> Found:
    """Everything the page shows, as it is now."""
    today = dt.date.today()
    there = service.actions(page.engine, page.actor)
    judged = verdicts.verdicts(page.engine, page.actor, today) if there else {}
    return Found(there, judged, today)


def headline(page: Page, found: Found) -> None:
    """Kicker and finding, and what came of the last click."""
    standing = sentences.standing(found.actions, found.judged, found.today)
    page.headline(page.t("Improvement actions"), sentences.headline(page.locale, standing))
    said = st.session_state.pop(_SAID, None)
    if said:
        st.error(said, icon=":material/error:")


def view(page: Page) -> str:
    """The view that is open; chosen in a row of buttons, kept in the address."""
    key = widget_key("work")
    now = st.session_state.get("work", "")
    st.segmented_control(
        page.t("View"),
        list(VIEWS),
        default=now if now in VIEWS else "board",
        format_func=lambda code: page.t(VIEWS[code]),
        required=True,
        key=key,
        on_change=lambda: keep("work", key),
        label_visibility="collapsed",
    )
    return str(st.session_state[key])


def may_start(page: Page) -> bool:
    """Whether this person may start actions at all, and there is something they could be about."""
    there = page.books.institution
    return (
        page.actor.may(Permission.MANAGE_ACTIONS)
        and any(p.active for p in there.touchpoints)
        and any(b.active for b in there.branches)
    )


def opened() -> int:
    """The number of the action that is open by link or click, 0 for none."""
    told = str(st.session_state.pop(OPENED, "") or st.query_params.get("action", ""))
    number = int(told) if told.isdigit() and len(told) < 10 else 0
    if number:
        st.query_params["action"] = told
    elif "action" in st.query_params:
        del st.query_params["action"]
    return number


def open_action(number: int) -> None:
    """Open an action, from this page or from another."""
    st.session_state[OPENED] = number
    st.switch_page("pages/actions.py")


def table_key(name: str) -> str:
    """The key of a table whose rows open actions: a new one each time, so that no row stays chosen."""
    return f"{widget_key(name)}_{st.session_state.get(_TURN, 0)}"


def open_row(number: int) -> None:
    """Open the action of a row that was chosen."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    open_action(number)


def close_action() -> None:
    """Back to all actions."""
    if "action" in st.query_params:
        del st.query_params["action"]
    st.rerun()


def save(page: Page, one: Action, content: Content) -> bool:
    """Store a change made by one click; when it cannot be, the reason is said on top of the page."""
    try:
        service.change(page.engine, page.actor, one.id, content, version=one.version)
    except MotError as error:
        st.session_state[_SAID] = page.locale.error(error)
        return False
    return True


def nothing_yet(page: Page, start: Callable[[Page], None]) -> None:
    """An empty page: how actions come about, and the way to the first one."""
    t = page.t
    if not any(p.active for p in page.books.institution.touchpoints):
        page.nothing_here(
            t("No feedback yet"), t("Import the first file; then actions can be started at its touchpoints.")
        )
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.space("medium")
        st.subheader(t("Nothing is being improved yet"), anchor=False, text_alignment="center")
        st.caption(
            t(
                "Tag a weak moment and start an action from it, or start one from nothing. Who does what until when "
                "stands here then, and later whether it worked."
            ),
            text_alignment="center",
        )
        start(page)
        st.space("medium")


def footnote(page: Page) -> None:
    """What the verdicts rest on, once at the bottom."""
    t, rules = page.t, page.books.thresholds
    facts = (
        t("gap = perceived − expected"),
        t("intervals are {confidence}", confidence=page.locale.share(rules.confidence)),
        t("cells under {n} answers are hidden", n=rules.n_suppress),
        t("describes those who answered; others may differ"),
    )
    st.caption(" · ".join(facts))
