"""What belongs to an action on its page: tasks to tick, remarks, links and files."""

from collections.abc import Callable

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.improvements import LARGEST_ATTACHMENT, Action, Attachment, Hyperlink, Task
from mot.services import action_parts as service
from mot.services import actions
from mot.services.action_parts import Parts
from mot.ui import action_words
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.typed import Fields

KINDS = ("pdf", "png", "jpg", "jpeg", "gif", "webp", "docx", "xlsx", "pptx", "txt", "csv", "md")

MEGABYTES = LARGEST_ATTACHMENT // 1_000_000


def show(page: Page, one: Action) -> None:
    """All of it, one under the other."""
    there = service.parts(page.engine, page.actor, one.id)
    may = actions.may_change(page.actor, one)
    _tasks(page, one, there, may=may)
    _remarks(page, one, there, may=may)
    _links(page, one, there, may=may)
    _files(page, one, there, may=may)


def _tasks(page: Page, one: Action, there: Parts, *, may: bool) -> None:
    t = page.t
    done = sum(task.done for task in there.tasks)
    page.section(t("Tasks"), t("{done} of {n} done", done=done, n=len(there.tasks)) if there.tasks else "")
    for task in there.tasks:
        _task(page, one, task, may=may)
    if may:
        _add(
            page,
            one,
            "task",
            t("New task"),
            lambda text: service.add_task(page.engine, page.actor, one.id, text),
        )
    elif not there.tasks:
        st.caption(t("none"))


def _task(page: Page, one: Action, task: Task, *, may: bool) -> None:
    key = f"task_{task.id}_{task.done}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        ticked = st.checkbox(plain(task.text), value=task.done, key=key, disabled=not may)
        if ticked != task.done:
            _do(page, lambda: service.set_task(page.engine, page.actor, one.id, task.id, done=ticked))
        if may:
            st.space("stretch")
            _remove(
                page,
                f"drop_task_{task.id}",
                lambda: service.remove_task(page.engine, page.actor, one.id, task.id),
            )


def _remarks(page: Page, one: Action, there: Parts, *, may: bool) -> None:
    t = page.t
    page.section(t("Remarks"))
    names = {person.login: person.name for person in actions.people_to_own(page.engine, page.actor)}
    for remark in there.remarks:
        who = plain(names.get(remark.login, remark.login))
        st.markdown(f":gray[{page.locale.time(remark.at)}　{who}]  \n{action_words.paragraphs(remark.text)}")
    if may:
        _add(
            page,
            one,
            "remark",
            t("New remark"),
            lambda text: service.remark(page.engine, page.actor, one.id, text),
            long=True,
        )
    elif not there.remarks:
        st.caption(t("none"))


def _links(page: Page, one: Action, there: Parts, *, may: bool) -> None:
    t = page.t
    if not there.links and not may:
        return
    page.section(t("Links"))
    for link in there.links:
        _link(page, one, link, may=may)
    if may:
        _add(
            page,
            one,
            "link",
            t("New link"),
            lambda text: service.add_link(page.engine, page.actor, one.id, text),
            placeholder="https://",
        )


def _link(page: Page, one: Action, link: Hyperlink, *, may: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        address = link.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        st.markdown(f"[{plain(link.title or link.url)}]({address})", width="content")
        if may:
            st.space("stretch")
            _remove(
                page,
                f"drop_link_{link.id}",
                lambda: service.remove_link(page.engine, page.actor, one.id, link.id),
            )


def _files(page: Page, one: Action, there: Parts, *, may: bool) -> None:
    t = page.t
    if not there.attachments and not may:
        return
    page.section(t("Files"))
    for file in there.attachments:
        _file(page, one, file, may=may)
    if not may:
        return
    key = f"upload_{one.id}_{len(there.attachments)}_{page.locale.language}"
    with st.container(key="attachments"):  # by this name the Chinese page says which files it takes
        sent = st.file_uploader(
            t("Attach a file"), KINDS, key=key, label_visibility="collapsed", max_upload_size=MEGABYTES
        )
    if sent is not None:
        _do(page, lambda: service.attach(page.engine, page.actor, one.id, sent.name, sent.getvalue()))


def _file(page: Page, one: Action, file: Attachment, *, may: bool) -> None:
    size = f"{max(1, round(file.size / 1000)):,} kB"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            f"{plain(file.name)} · {size}",
            data=lambda: service.fetch(page.engine, page.actor, one.id, file.id)[1],
            file_name=file.name,
            mime="application/octet-stream",  # to be saved, never shown by the browser
            key=f"file_{file.id}",
            icon=":material/attach_file:",
            type="tertiary",
            on_click="ignore",
        )
        if may:
            st.space("stretch")
            _remove(
                page,
                f"drop_file_{file.id}",
                lambda: service.detach(page.engine, page.actor, one.id, file.id),
            )


def _add(
    page: Page,
    one: Action,
    kind: str,
    label: str,
    job: Callable[[str], object],
    *,
    long: bool = False,
    placeholder: str = "",
) -> None:
    """A field and a button; what was typed stays when it cannot be stored."""
    fields = Fields(f"new_{kind}_{one.id}")
    with st.container(horizontal=not long, vertical_alignment="bottom", gap="small"):
        text = fields.text(
            "text", label, "", long=long, placeholder=placeholder or label, label_visibility="collapsed"
        )
        if st.button(page.t("Add"), key=f"add_{kind}_{one.id}") and text.strip():
            _do(page, lambda: job(text.strip()), fields)


def _remove(page: Page, key: str, job: Callable[[], object]) -> None:
    if st.button(page.t("Remove"), type="tertiary", icon=":material/close:", key=key):
        _do(page, job)


def _do(page: Page, job: Callable[[], object], fields: Fields | None = None) -> None:
    try:
        job()
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    if fields is not None:
        fields.done()
    st.rerun()
