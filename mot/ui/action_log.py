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
    "task_added": N_("{name} added a task: {about}"),
    "task_changed": N_("{name} changed a task: {about}"),
    "task_done": N_("{name} ticked a task off: {about}"),
    "task_open": N_("{name} opened a task again: {about}"),
    "task_removed": N_("{name} removed a task: {about}"),
    "remarked": N_("{name} made a remark"),
    "link_added": N_("{name} added a link: {about}"),
    "link_removed": N_("{name} removed a link: {about}"),
    "file_added": N_("{name} attached a file: {about}"),
    "file_removed": N_("{name} removed a file: {about}"),
}
ABOUT = ("task", "link", "file")  # what a line about a part calls it by
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
    told = [f"{page.locale.time(line.at)}　{page.t(_event(line), name=who, about=_about(line))}"]
    if line.event in ("changed", "undone"):
        told += action_changes.lines(page, line.before, line.after)
    st.caption("  \n".join(told))


def _event(line: Change) -> str:
    """The sentence of a line; ticking a task off is no change of its words."""
    event = line.event
    if event == "task_changed" and line.after.get("done") != line.before.get("done"):
        event = "task_done" if line.after.get("done") else "task_open"
    return EVENTS.get(event, EVENTS["changed"])


def _about(line: Change) -> str:
    """The words of the task, link or file that a line is about."""
    sides = (line.after, line.before)
    return plain(str(next((side[name] for side in sides for name in ABOUT if side.get(name)), "")))


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
