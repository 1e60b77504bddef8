"""The table of the branch page."""

from typing import Any

import streamlit as st

from mot.analysis.branches import Branches
from mot.charts.frames.branch_table import (
    adjusted_name,
    branch_table,
    branches_download,
    fair_name,
    score_name,
)
from mot.domain.cube import View
from mot.locale.sentences import branches as sentences
from mot.ui.branches import names_of
from mot.ui.chart import Figure, menu
from mot.ui.frame import Page

SHORT, TALL, ROW = 14, 520, 34  # rows that need no scrolling; pixels


def table(page: Page, view: View, found: Branches) -> None:
    """Every branch in view: measured and fair, where it stands, its range of places, adjusted, coverage."""
    t, locale, names = page.t, page.locale, names_of(page)
    if found.frame.empty or (found.frame["n"] == 0).all():
        return
    figure = Figure(
        "branch_table",
        t("Branch by branch"),
        t(
            "Compared with all branches you may see; the filter of branches only chooses which are shown. Hidden "
            "branches take no part."
        ),
        about="branches",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(figure.title, figure.caption)
        st.space("stretch")
        menu(page, view, figure, lambda: branches_download(found, names, locale))
    shown = page.kept(
        "branch_table",
        (view, found.touchpoint),
        lambda: branch_table(found, names, locale, page.books.thresholds.confidence),
    )
    st.dataframe(
        shown,
        column_config=_columns(page, found),
        hide_index=True,
        row_height=ROW,
        height="content" if len(shown) <= SHORT else TALL,
        width="stretch",
        placeholder=locale.score(None),
        key=f"branch_table_{locale.language}",
    )
    said = page.kept(
        "branch_notes",
        (view, found.touchpoint),
        lambda: locale.paragraph(
            s for s in (sentences.mix(locale, found), sentences.covered(locale, found)) if s
        ),
    )
    st.caption(said)


def _columns(page: Page, found: Branches) -> dict[str, Any]:
    t, locale, digits = page.t, page.locale, found.unit.digits
    level = f"%+.{digits}f" if found.signed else f"%.{digits}f"
    number = st.column_config.NumberColumn
    return {
        t("Branch"): st.column_config.TextColumn(pinned=True),
        "n": number(format="localized"),
        score_name(found, locale): number(format=level),
        fair_name(found, locale): number(
            format=level, help=t("Pulled towards the network mean, the more the fewer answers there are.")
        ),
        adjusted_name(found, locale): number(format=level),
        t("Coverage"): number(format="%.1f%%"),
    }
