"""The institution's own template for slides: uploaded and mapped once, then used for every deck."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from mot.domain.deck_templates import LARGEST, DeckTemplate, Layouts
from mot.domain.errors import MotError
from mot.reports.pptx import templates
from mot.services import deck_templates as service
from mot.ui.frame import Page
from mot.ui.import_texts import plain

_ROUND = "deck_template_round"  # a new upload field after each upload


def show(page: Page) -> None:
    """The templates there are, which one is in use, and a place for another one."""
    t = page.t
    page.section(
        t("Template for slides"),
        t(
            "Decks for PowerPoint and WPS are made on it, with your colours, fonts and logo. Numbers stay the same."
        ),
    )
    known = service.templates(page.engine, page.actor)
    _own(page, any(one.active for one in known))
    for one in known:
        _template(page, one)
    _upload(page)


def _own(page: Page, other: bool) -> None:
    """The product's template, which is always there."""
    t = page.t
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="deck_template_own"):
        st.markdown(f"**{t('Template of the product')}** {'' if other else _in_use(page)}", width="content")
        st.space("stretch")
        if other and st.button(t("Use it"), key="use_own_template"):
            _do(page, lambda: service.use(page.engine, page.actor, None))


def _template(page: Page, one: DeckTemplate) -> None:
    t, layouts = page.t, one.layouts
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"deck_template_{one.id}"
    ):
        with st.container(gap=None):
            st.markdown(f"**{plain(one.name)}** {_in_use(page) if one.active else ''}")
            st.caption(
                t(
                    "First slide on “{first}”, all others on “{rest}” · {day}",
                    first=plain(layouts.layout(layouts.title).name),
                    rest=plain(layouts.layout(layouts.content).name),
                    day=page.locale.date(one.created_at.astimezone().date()),
                )
            )
        st.space("stretch")
        if not one.active and st.button(t("Use it"), key=f"use_template_{one.id}"):
            _do(page, lambda: service.use(page.engine, page.actor, one.id))
        if st.button(t("Delete"), key=f"remove_template_{one.id}", type="tertiary", icon=":material/delete:"):
            _do(page, lambda: service.remove(page.engine, page.actor, one.id))


def _in_use(page: Page) -> str:
    return f":blue-badge[{page.t('Template in use')}]"


def _upload(page: Page) -> None:
    t, turn = page.t, st.session_state.get(_ROUND, 0)
    with st.container(key="template_upload"):
        sent = st.file_uploader(
            t("Another template (.pptx or .potx)"),
            ["pptx", "potx"],
            key=f"upload_template_{turn}",
            max_upload_size=LARGEST // 1_000_000,
        )
    if sent is None:
        return
    content = sent.getvalue()
    try:
        found = templates.inspect(content, sent.name)
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    _map(page, sent.name, content, found, turn)


def _map(page: Page, file: str, content: bytes, found: Layouts, turn: int) -> None:
    """Choose the layouts, beginning with those proposed, and keep the template."""
    t = page.t
    known = {one.number: one.name for one in found.layouts if one.holder("title")}
    for key in found.left_out:
        st.caption(f":material/info: {t(templates.LEFT_OUT[key])}")
    grid = st.grid(3, min_column_width=220)
    with grid.cell():
        name = st.text_input(
            t("Name of the template"), file.rpartition(".")[0] or file, key=f"template_name_{turn}"
        )
    chosen = []
    for place, (label, proposed) in enumerate(
        ((t("Layout of the first slide"), found.title), (t("Layout of all other slides"), found.content))
    ):
        with grid.cell():
            chosen.append(
                st.selectbox(
                    label,
                    list(known),
                    index=list(known).index(proposed),
                    format_func=lambda number: known.get(number, str(number)),
                    key=f"template_layout_{place}_{turn}",
                )
            )
    layouts = replace(found, title=chosen[0], content=chosen[1])
    if st.button(t("Keep and use this template"), type="primary", key="add_template"):
        _do(page, lambda: service.add(page.engine, page.actor, name, content, layouts))


def _do(page: Page, job: Callable[[], object]) -> None:
    """Do what was clicked, or say why it cannot be."""
    try:
        job()
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()
