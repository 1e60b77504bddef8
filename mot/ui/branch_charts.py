"""The two charts of the branch page: branches with their intervals, and the funnel."""

import streamlit as st

from mot.analysis.branches import Branches
from mot.analysis.heat import PROTECTED, SHOWN
from mot.charts import branches as charts
from mot.charts import funnel as funnel_charts
from mot.charts.frames import branches as rows
from mot.charts.frames import funnel as funnel_rows
from mot.charts.frames.branch_table import (
    adjusted_name,
    branches_download,
    fair_name,
    score_name,
)
from mot.domain.cube import View
from mot.locale.sentences import branches as sentences
from mot.ui.branches import names_of
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page


def ranked_and_funnel(page: Page, view: View, found: Branches) -> None:
    """Each branch with its interval; beside it the funnel, where branches are compared."""
    seen = found.frame[found.frame["selected"]]
    if not (seen["why_hidden"] == SHOWN).any():
        _nothing_shown(page, found)
        return
    grid = st.grid(2, min_column_width=300, gap="medium")
    with grid.cell():
        _ranked(page, view, found)
    if found.compared:
        with grid.cell():
            _funnel(page, view, found)


def _nothing_shown(page: Page, found: Branches) -> None:
    """Why there is no chart, and what can be done."""
    t, seen = page.t, found.frame[found.frame["selected"]]
    if (seen["why_hidden"] == PROTECTED).any():
        page.too_few(page.books.thresholds.n_suppress)
        return
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.subheader(
            t("Fewer than {n} answers at every branch shown", n=page.books.thresholds.n_suppress),
            anchor=False,
            text_alignment="center",
        )
        st.caption(
            t(
                "With so few answers no score is shown, so that nobody can be recognised and nothing is "
                "misjudged. Choose another quarter or more branches, or collect more feedback."
            ),
            text_alignment="center",
        )


def _ranked(page: Page, view: View, found: Branches) -> None:
    t, locale, names = page.t, page.locale, names_of(page)
    caption = (
        t(
            "Dot = measured, ribbon = {confidence} interval, diamond = fair score (few answers: drawn towards the "
            "others), dashed = network mean. Bold = differs for sure, colour = outside the funnel.",
            confidence=locale.share(page.books.thresholds.confidence),
        )
        if found.compared
        else t(
            "Dot = measured, ribbon = {confidence} interval.",
            confidence=locale.share(page.books.thresholds.confidence),
        )
    )
    chart(
        page,
        view,
        Figure(
            "branches",
            t("Branches with their intervals"),
            caption,
            t("Score of each branch with its interval and its fair score"),
            about="branches",
        ),
        charts.ranked,
        lambda: rows.ranked(found, names, locale),
        table=lambda: branches_download(found, names, locale),
        also=found.touchpoint,
        signed=found.signed,
        value=score_name(found, locale),
        fair=fair_name(found, locale),
        place=t("Range of places"),
        adjusted=adjusted_name(found, locale),
    )
    key = (view, found.touchpoint)
    st.caption(page.kept("standing", key, lambda: sentences.standing(locale, found, names)))


def _funnel(page: Page, view: View, found: Branches) -> None:
    t, locale, names = page.t, page.locale, names_of(page)
    caption = (
        t(
            "Bands: 95% and 99.8%, with the usual differences between branches; dotted: chance alone. Colour = "
            "outside the outer band."
        )
        if found.overdispersed
        else t("Bands: 95% and 99.8% of what chance allows. Colour = outside the outer band.")
    )
    chart(
        page,
        view,
        Figure(
            "funnel",
            t("How many answers a conclusion needs"),
            caption,
            t("Score of each branch by its number of answers, with the limits of chance"),
            about="branches",
        ),
        funnel_charts.funnel,
        lambda: funnel_rows.funnel(found, names, locale),
        table=lambda: branches_download(found, names, locale),
        also=found.touchpoint,
        signed=found.signed,
        value=score_name(found, locale),
        fair=fair_name(found, locale),
    )
    st.caption(
        page.kept("outside", (view, found.touchpoint), lambda: sentences.outside(locale, found, names))
    )
