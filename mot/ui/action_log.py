"""What happened to an action: who changed what when, in words."""

from collections.abc import Mapping

import streamlit as st

from mot.domain.errors import N_, MotError
from mot.domain.improvements import Action, Change
from mot.services import actions as service
from mot.ui import action_changes
from mot.ui.frame import Page
from mot.ui.import_texts import plain

EVENTS: dict[str, str] = {
    "created": N_("{name} started this action"),
    "changed": N_("{name} changed it"),
    "undone": N_("{name} took a change back"),
    "imported": N_("{name} imported it"),
    "task_added": N_("{name} added a task"),
    "task_changed": N_("{name} changed a task"),
    "task_removed": N_("{name} removed a task"),
    "remarked": N_("{name} made a remark"),
    "link_added": N_("{name} added a link"),
    "link_removed": N_("{name} removed a link"),
    "attached": N_("{name} attached a file"),
    "detached": N_("{name} removed a file"),
}
FEW = 10  # lines at first


def show(page: Page, one: Action) -> None:
    """The log, newest first, and the way back from the last change."""
    t = page.t
    lines = service.log(page.engine, page.actor, one.id)
    page.section(t("What happened"))
    if service.may_change(page.actor, one):
        _undo(page, one)
    names = _names(page)
    every = f"every_line_{one.id}"
    for line in lines if st.session_state.get(every) else lines[:FEW]:
        _line(page, line, names)
    more = len(lines) > FEW and not st.session_state.get(every)
    if more and st.button(t("Show all {n}", n=len(lines)), key=f"w_{every}", type="tertiary"):
        st.session_state[every] = True
        st.rerun()


def _line(page: Page, line: Change, names: Mapping[str, str]) -> None:
    who = plain(names.get(line.login, line.login))
    said = page.t(EVENTS.get(line.event, EVENTS["changed"]), name=who)
    told = [f"{page.locale.time(line.at)}　{said}"]
    if line.event != "created":
        told += action_changes.lines(page, line.before, line.after)
        told += [_of_part(line)] if _of_part(line) else []
    st.caption("  \n".join(told))


def _of_part(line: Change) -> str:
    """The words of a task, remark, link or file that a line is about."""
    side = line.after or line.before
    found = next((side[name] for name in ("text", "name", "title", "url") if side.get(name)), "")
    return "" if "stage" in side or line.event in ("changed", "undone") else plain(str(found))


def _undo(page: Page, one: Action) -> None:
    last = service.can_undo(page.engine, page.actor, one.id)
    if last is None:
        return
    told = "\n\n".join(action_changes.lines(page, last.after, last.before))
    if not st.button(
        page.t("Undo the last change"),
        icon=":material/undo:",
        type="tertiary",
        key=f"undo_{one.id}_{one.version}",
        help=told or None,
    ):
        return
    try:
        service.undo_change(page.engine, page.actor, one.id, version=one.version)
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.rerun()


def _names(page: Page) -> dict[str, str]:
    people = service.people_to_own(page.engine, page.actor)
    return {person.login: person.name for person in people} | {page.actor.login: page.actor.name}
