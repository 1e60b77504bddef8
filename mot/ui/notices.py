"""What every page says above its content: that these are demonstration data, and how to start empty."""

from typing import TYPE_CHECKING

import streamlit as st

from mot.domain.access import Permission
from mot.services import demonstration as service

if TYPE_CHECKING:
    from mot.ui.frame import Page


def demonstration(page: "Page") -> None:
    """Say that the data are invented, with one click to start empty for whoever may do so."""
    if not page.books.institution.demonstration:
        return
    st.badge(
        page.t("Demonstration data"),
        icon=":material/science:",
        color="yellow",
        help=page.t("{name} and all its feedback are invented.", name=page.books.institution.name),
    )
    if page.actor.may(Permission.EDIT_INSTITUTION) and st.button(
        page.t("Start empty"), type="tertiary", icon=":material/restart_alt:", key="start_empty"
    ):
        st.dialog(page.t("Start empty"), width="small")(_confirm)(page)


def _confirm(page: "Page") -> None:
    st.write(
        page.t(
            "The demonstration bank and its feedback are put away. What you imported yourself stays. "
            "The demonstration can be loaded again on the settings page."
        )
    )
    if st.button(page.t("Put the demonstration away"), type="primary", key="confirm_start_empty"):
        service.put_away(page.engine, page.actor)
        st.rerun()
