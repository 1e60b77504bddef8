"""What the flagged responses would change: a sentence, and on request every number with and without them."""

from typing import Any

import streamlit as st

from mot.analysis.flagged import Compared
from mot.charts.frames.flagged import flagged as rows
from mot.domain.cube import View
from mot.locale.sentences.flagged import flagged as sentence
from mot.services import gaps as service
from mot.ui import session
from mot.ui.chart import Figure, menu
from mot.ui.frame import Page

KEY = "flags"  # in the address: "1" shows the numbers


def compare(page: Page, view: View) -> None:
    """The sentence, as a warning where the difference is noticeable, and a switch for the numbers behind it."""
    found: Compared = page.ask(service.flagged, view)
    said = page.kept("flagged", view, lambda: _said(page, found))
    if not said:
        return
    if found.hidden:
        st.caption(said)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.matters:
            st.warning(said, icon=":material/flag:", width="stretch")
        else:
            st.caption(said, width="stretch")
        shown = _switch(page)
    if shown:
        _table(page, view, found)


def _said(page: Page, found: Compared) -> str:
    return sentence(page.locale, found, {p.id: p.name for p in page.books.institution.touchpoints})


def _switch(page: Page) -> bool:
    key = session.widget_key(KEY)
    return st.toggle(
        page.t("Compare with flagged responses"),
        value=st.session_state.get(KEY) == "1",
        key=key,
        on_change=lambda: _keep(key),
    )


def _keep(key: str) -> None:
    st.session_state[KEY] = "1" if st.session_state[key] else ""
    session.write_address()


def _table(page: Page, view: View, found: Compared) -> None:
    t, points = page.t, page.books.institution.touchpoints
    figure = Figure(
        "flagged",
        t("With and without flagged responses"),
        t(
            "Flagged = one answer throughout and faster than anybody reads. They count in none of the other "
            "numbers; “–” = so few that the difference would tell what they said."
        ),
        about="quality",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(figure.title, figure.caption)
        st.space("stretch")
        menu(page, view, figure, lambda: rows(found, points, page.locale))
    st.dataframe(
        page.kept("flagged_rows", view, lambda: rows(found, points, page.locale, digits=found.unit.digits)),
        column_config=_columns(page, found),
        hide_index=True,
        height="content",
        width="stretch",
        placeholder=page.locale.score(None),
        key=f"flagged_{page.locale.language}",
    )


def _columns(page: Page, found: Compared) -> dict[str, Any]:
    t, digits = page.t, found.unit.digits
    number = st.column_config.NumberColumn
    signed, level = f"%+.{digits}f", f"%.{digits}f"
    of_gaps = (t("Gap"), t("Interval from"), t("Interval to"), t("Gap with flagged"), t("Moved by"))
    return {
        t("Touchpoint"): st.column_config.TextColumn(pinned=True),
        **{name: number(format=signed) for name in (*of_gaps, t("Perceived moved by"))},
        **{name: number(format=level) for name in (t("Perceived"), t("Perceived with flagged"))},
    }
