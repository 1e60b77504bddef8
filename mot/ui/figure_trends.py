"""Outcome figures on the trend page: one as a control chart, the others a click away."""

import streamlit as st

from mot.analysis.figure_trends import FigureTrend
from mot.analysis.judging import SIGNALS
from mot.analysis.outcomes import Kind
from mot.charts import trends as charts
from mot.charts.frames import boards as board_frames
from mot.charts.frames import trends as frames
from mot.charts.trend_words import Axis
from mot.domain.cube import View
from mot.domain.survey import Branch
from mot.locale.sentences import trends as sentences
from mot.services import trends as service
from mot.ui import trend_choice as choices
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key


def show(page: Page, view: View, branch: Branch | None) -> None:
    """The monthly figure of the selection, or of the branch that is open."""
    t, locale = page.t, page.locale
    today, base = choices.asked()
    found: tuple[FigureTrend, ...] = page.ask(
        service.figures, view, branch.id if branch else None, today, base
    )
    if not found:
        if not len(page.books.cube.figures):
            page.section(t("Outcome figures"))
            st.caption(
                t(
                    "No complaint, acceptance or success rates have been imported yet. Import a sheet with one row "
                    "per branch, month and figure, and each rate is watched here month by month."
                )
            )
        return
    one = next((f for f in found if f.code == st.session_state.get("fig")), found[0])
    share = one.kind is Kind.SHARE
    name = locale.name(one.name)
    title = t("{touchpoint} at {branch}", touchpoint=name, branch=branch.name) if branch else name
    figure = Figure(
        "figure_trend",
        title,
        t(
            "Share per month with its {confidence} interval, as reported by the institution; grey = usual range.",
            confidence=locale.share(page.books.thresholds.confidence),
        )
        if share
        else t("Count per month, as reported by the institution"),
        t("Control chart of {chart}", chart=title),
        about="trends",
    )
    also = (one.code, branch, today, base)
    chart(
        page,
        view,
        figure,
        charts.control,
        lambda: frames.figure_rows(one, locale),
        table=lambda: board_frames.months_table(one, locale, {}),
        also=also,
        beside=lambda: _choose(page, found, one),
        words=frames.trend_words(
            locale, page.books.thresholds.confidence, t("Share") if share else t("Count")
        ),
        axis=Axis.PERCENT if share else Axis.COUNT,
        smoothed=bool(one.frame["ewma"].notna().any()),
    )
    said = page.kept("figure_sentence", (view, also), lambda: sentences.figure(locale, one))
    st.markdown(f"**{said}**" if one.sure and one.standing in SIGNALS else said)


def _choose(page: Page, found: tuple[FigureTrend, ...], one: FigureTrend) -> None:
    if len(found) < 2:
        return
    names = {f.code: page.locale.name(f.name) for f in found}
    key = widget_key("fig")
    st.selectbox(
        page.t("Outcome figure"),
        list(names),
        index=list(names).index(one.code),
        format_func=lambda code: names.get(code, code),
        key=key,
        on_change=lambda: keep("fig", key),
        label_visibility="collapsed",
        width=210,
    )
