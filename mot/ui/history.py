"""What was imported before, and the way back."""

import streamlit as st

from mot.domain.access import Permission
from mot.domain.batches import Batch, BatchStatus
from mot.domain.errors import MotError
from mot.services import imports as service
from mot.ui import import_texts
from mot.ui.frame import Page


def show(page: Page) -> None:
    """Earlier imports, each to be undone as a whole."""
    t = page.t
    page.section(t("Import history"), t("Undoing removes the whole import; the record stays"))
    batches = service.history(page.engine, page.actor)
    if not batches:
        st.caption(t("Nothing imported yet."))
    for batch in batches:
        _batch(page, batch)


def _batch(page: Page, batch: Batch) -> None:
    t, locale = page.t, page.locale
    counts = batch.counts
    rows = (
        locale.tn("+{n} outcome figure", "+{n} outcome figures", counts.figures)
        if counts.figures
        else locale.tn("+{n} response", "+{n} responses", counts.responses)
    )
    undone = batch.status is BatchStatus.UNDONE
    with st.container(border=True, gap=None, key=f"batch_{batch.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"~~{rows}~~ {t('undone')}" if undone else f"**{rows}**")
            st.space("stretch")
            allowed = page.actor.may(Permission.UNDO_IMPORT) and not undone
            if allowed and st.button(
                t("Undo"), type="tertiary", icon=":material/undo:", key=f"undo_{batch.id}"
            ):
                st.dialog(t("Undo import {number}", number=batch.id), width="small")(_confirm_undo)(
                    page, batch
                )
        st.caption(
            t("No. {number}", number=batch.id)
            + f" · {locale.time(batch.created_at)}　{import_texts.plain(batch.file_name)}"
        )


def _confirm_undo(page: Page, batch: Batch) -> None:
    if batch.counts.figures:
        said = page.t(
            "All {n} outcome figures of {file} stop counting; where they replaced earlier ones, those count again. "
            "The file is kept and can be imported again.",
            n=page.locale.exact(batch.counts.figures),
            file=batch.file_name,
        )
    else:
        said = page.t(
            "All {n} responses of {file} stop counting and every number goes back to what it was. "
            "The file is kept and can be imported again.",
            n=page.locale.exact(batch.counts.responses),
            file=batch.file_name,
        )
    st.write(said)
    if st.button(page.t("Undo this import"), type="primary", key=f"confirm_undo_{batch.id}"):
        try:
            service.undo(page.engine, page.actor, batch.id)
        except MotError as error:  # a dialog runs by itself, past the edge in the frame
            st.error(page.locale.error(error), icon=":material/error:")
            return
        st.session_state.pop("draft_in_hand", None)
        st.rerun()
