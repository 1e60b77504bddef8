"""The parts of the sample plan."""

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from mot.analysis.planner import Plan, Wish
from mot.charts import columns
from mot.charts import planner as charts
from mot.charts.frames import MOST_PLACES
from mot.charts.frames import planner as rows
from mot.domain.cube import View
from mot.domain.survey import Name
from mot.locale.sentences import planner as sentences
from mot.reports.sample_sheet import file_name
from mot.ui import sample_sheets
from mot.ui.chart import Figure, chart, menu
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key

WIDTHS = ("3", "5", "8")  # POMP; the gap that matters is the one preset
RATES = ("5", "10", "20", "30", "50")  # percent of those invited


def wish() -> Wish:
    """What the controls ask for, as it stands in the address."""
    half, rate = st.session_state.get("half", ""), st.session_state.get("rate", "")
    return Wish(
        float(half) if half in WIDTHS else None,
        int(rate) / 100 if rate in RATES else 1.0,
    )


def headline(page: Page, view: View, plan: Plan) -> None:
    """Kicker and finding."""
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Sample plan"), quarter=view.quarter),
        page.kept(
            "headline", (view, plan_key(plan)), lambda: sentences.headline(page.locale, plan, _points(page))
        ),
    )


def plan_key(plan: Plan) -> tuple[object, ...]:
    """What a plan depends on besides the view and the data."""
    return plan.half_width, plan.response_rate, plan.season, plan.weeks


def controls(page: Page, plan: Plan) -> None:
    """How precise it shall be, and how many of those invited answer; below, what that takes."""
    t = page.t
    own = page.books.thresholds.delta
    choices = {"": own} | {code: float(code) for code in WIDTHS if float(code) != own}
    order = sorted(choices, key=lambda code: choices[code])
    half, rate = widget_key("half"), widget_key("rate")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            t("Precision wanted (±, points of the gap)"),
            order,
            default=st.session_state.get("half", "") if st.session_state.get("half", "") in order else "",
            format_func=lambda code: page.locale.score(plan.unit.shown(choices[code]), plan.unit.digits),
            required=True,
            key=half,
            on_change=lambda: keep("half", half),
        )
        st.selectbox(
            t("Response rate"),
            ["", *RATES],
            index=["", *RATES].index(
                st.session_state.get("rate", "") if st.session_state.get("rate", "") in RATES else ""
            ),
            format_func=lambda code: f"{code}%" if code else t("count answers only"),
            key=rate,
            on_change=lambda: keep("rate", rate),
            width=190,
            filter_mode=None,
        )


def heatmap(page: Page, view: View, plan: Plan) -> None:
    """Answers still needed, touchpoints by branches."""
    t, there = page.t, page.books.institution
    least = page.books.thresholds.n_suppress
    figure = Figure(
        "still_needed",
        t("Answers still needed"),
        t(
            "Number = answers still needed (0 = enough), the stronger the colour, the larger the part that is "
            "missing, dotted with “≤” = hidden, at most so many."
        ),
        t("Answers still needed per touchpoint and branch"),
        about="planner",
    )
    key, names = (view, plan_key(plan)), _branches(page)
    total = len(plan.branches)
    chart(
        page,
        view,
        figure,
        charts.still_needed,
        lambda: rows.still_needed(plan, there.touchpoints, names, page.locale, least=least),
        table=lambda: rows.download(plan, there.touchpoints, names, page.locale),
        also=plan_key(plan),
        least_width=columns.width_of(min(total, MOST_PLACES)),
        still=t("Still needed"),
        so_far=t("So far"),
        required=t("Answers needed"),
        margin=t("Precision so far"),
    )
    st.caption(page.kept("target", key, lambda: _explained(page, plan)))


def _explained(page: Page, plan: Plan) -> str:
    told = [
        sentences.target(page.locale, plan, page.books.thresholds.confidence),
        sentences.detectable(page.locale, plan, _points(page), _branches(page)),
    ]
    total = len(plan.branches)
    if total > MOST_PLACES:
        told.append(
            page.t(
                "Drawn are the {n} that need most of {total}; the download has all.",
                n=MOST_PLACES,
                total=total,
            )
        )
    return page.locale.paragraph(filter(None, told))


def branches(page: Page, view: View, plan: Plan, today: dt.date) -> None:
    """What each branch still has to collect, and its sheet to print."""
    t, there = page.t, page.books.institution
    figure = Figure(
        "branches_needed",
        t("By branch"),
        page.kept("season", plan_key(plan), lambda: sentences.season(page.locale, plan)),
        about="planner",
    )
    table: pd.DataFrame = page.kept(
        "branches",
        (view, plan_key(plan)),
        lambda: rows.branches_table(plan, there.touchpoints, _branches(page), page.locale),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(figure.title, figure.caption)
        st.space("stretch")
        menu(page, view, figure, lambda: table)
    st.dataframe(table, hide_index=True, height="auto" if len(table) > 15 else "content")
    _sheets(page, view, plan, today)


def _sheets(page: Page, view: View, plan: Plan, today: dt.date) -> None:
    t, names = page.t, _branches(page)
    there = plan.branches["branch"].tolist()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("Sheet to print"),
            there,
            format_func=lambda branch: page.locale.name(names[branch]),
            key=widget_key("sheet"),
            width=260,
        )
        st.download_button(
            t("Sheet of this branch"),
            data=partial(sample_sheets.one, page, view, plan, chosen, today),
            file_name=file_name(
                t("Sample plan"), page.locale.name(names[chosen]), view.quarter.code, kind="html"
            ),
            mime="text/html",
            key=widget_key("sheet_one"),
            icon=":material/print:",
            on_click="ignore",
        )
        if len(there) > 1:
            st.download_button(
                t("All sheets (.zip)"),
                data=partial(sample_sheets.everyone, page, view, plan, today),
                file_name=file_name(t("Sample plan"), view.quarter.code, kind="zip"),
                mime="application/zip",
                key=widget_key("sheet_all"),
                icon=":material/folder_zip:",
                on_click="ignore",
            )


def footnote(page: Page) -> None:
    """What the plan rests on, once at the bottom."""
    t = page.t
    st.caption(
        " · ".join(
            (
                t("cells under {n} answers are hidden", n=page.books.thresholds.n_suppress),
                t("describes those who answered; others may differ"),
            )
        )
    )


def _points(page: Page) -> dict[int, Name]:
    return {p.id: p.name for p in page.books.institution.touchpoints}


def _branches(page: Page) -> dict[int, Name]:
    return {b.id: b.name for b in page.books.institution.branches}
