"""The parts of the touchpoint page."""

import pandas as pd
import streamlit as st

from mot.analysis.gaps import GapTable
from mot.charts import frames
from mot.charts import gaps as charts
from mot.charts import overview as overview_charts
from mot.domain.cube import View
from mot.domain.survey import Touchpoint
from mot.locale import headlines
from mot.locale.statuses import STATUS_SHORT, STATUS_WORDS
from mot.services import gaps as service
from mot.stats.multiplicity import Status
from mot.ui.drawing import draw
from mot.ui.frame import Page

BADGES = {
    Status.WEAK: "red",
    Status.LIKELY_WEAK: "orange",
    Status.DELIGHT: "green",
    Status.SLIGHTLY_BELOW: "orange",
}


def headline(page: Page, view: View, table: GapTable) -> None:
    """Kicker and finding."""
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Touchpoints"), quarter=view.quarter),
        headlines.gaps(page.locale, table),
    )


@st.fragment
def dumbbell_with_detail(page: Page, view: View, table: GapTable) -> None:
    """Expected against perceived per touchpoint, and beside it the one that was clicked."""
    if table.frame.empty:
        return
    rows = frames.gaps(table, page.books.institution.touchpoints, page.locale)
    if rows["perception"].isna().all():
        page.too_few(int(table.frame["n_p"].max()))
        return
    grid = st.grid(5, min_column_width=150, gap="medium")
    with grid.cell(column_span=3):
        by_gap = _heading(page)
        key = "gap" if table.paired else "perception"
        ordered = rows.sort_values(key, na_position="last") if by_gap else rows
        chosen = draw(
            charts.dumbbell,
            ordered.assign(order=range(len(ordered))),
            frames.words(page.locale, page.books.thresholds.confidence),
            key=f"dumbbell_{page.locale.language}_{by_gap}",
            description=page.t("Expected and perceived score per touchpoint"),
            select="tp",
            decimals=table.unit.digits,
        )
    if chosen:
        st.session_state["tp"] = chosen
        st.query_params["tp"] = chosen
    with grid.cell(column_span=2):
        _detail(page, view, table, _chosen(page, rows, table))


def _heading(page: Page) -> bool:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(
            page.t("Expected and perceived"),
            page.t(
                "Tick expected · dot perceived · ribbon {confidence} interval · click a row",
                confidence=page.locale.share(page.books.thresholds.confidence),
            ),
        )
        st.space("stretch")
        order = st.segmented_control(
            page.t("Order"),
            ["gap", "journey"],
            default="gap",
            format_func=lambda code: page.t("By gap") if code == "gap" else page.t("By journey"),
            required=True,
            key=f"order_{page.locale.language}",
            label_visibility="collapsed",
        )
    return order != "journey"


def _chosen(page: Page, rows: pd.DataFrame, table: GapTable) -> Touchpoint:
    """The touchpoint clicked or linked to; else the one furthest below expectation."""
    points = {t.code: t for t in page.books.institution.touchpoints}
    wanted = st.session_state.get("tp", "")
    if wanted in set(rows["code"]):
        return points[wanted]
    column = rows["gap"] if table.paired else rows["perception"]
    worst = column.idxmin() if column.notna().any() else rows.index[0]
    return points[str(rows.loc[worst, "code"])]


def _detail(page: Page, view: View, table: GapTable, touchpoint: Touchpoint) -> None:
    t, locale, digits = page.t, page.locale, table.unit.digits
    row = table.frame[table.frame["touchpoint"] == touchpoint.id].iloc[0]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(locale.name(touchpoint.name), anchor=False, width="content")
            st.badge(t(STATUS_SHORT[row["status"]]), color=BADGES.get(row["status"], "gray"))  # type: ignore[arg-type]
        if row["hidden"] or not row["n_p"]:
            st.caption(_why_hidden(page, int(row["n_p"])))
            return
        small = st.grid(4, min_column_width=70, gap="small")
        for label, value in (
            (t("Gap"), locale.signed(row["gap"], digits)),
            (t("Perceived"), locale.score(row["perception"], digits)),
            (t("Expected"), locale.score(row["expectation"], digits)),
            (t("Answers"), locale.count(int(row["n"] if table.paired else row["n_p"]))),
        ):
            with small.cell():
                st.metric(label, value)
        st.caption(_sentence(page, table, row))
        past = page.ask(service.history, view, touchpoint.id)
        draw(
            overview_charts.trend,
            frames.history(past, digits, locale),
            frames.words(locale, page.books.thresholds.confidence),
            key=f"history_{locale.language}",
            description=t(
                "{touchpoint}: expected and perceived over eight quarters", touchpoint=touchpoint.name
            ),
            decimals=digits,
        )


def _why_hidden(page: Page, n: int) -> str:
    if not n:
        return page.t("Nobody answered on this touchpoint in this quarter and selection.")
    return page.t(
        "Fewer than {n} answers, or a number that would give a small one away: hidden to protect privacy. "
        "Choose more branches or another quarter.",
        n=page.books.thresholds.n_suppress,
    )


def _sentence(page: Page, table: GapTable, row: "pd.Series[float]") -> str:
    """What the interval says, whole sentences only."""
    t, locale, digits = page.t, page.locale, table.unit.digits
    if not table.paired:
        return t(
            "{confidence} interval {low} to {high}. Expectations were not asked, so there is no gap.",
            confidence=locale.share(page.books.thresholds.confidence),
            low=locale.score(row["lo"], digits),
            high=locale.score(row["hi"], digits),
        )
    ends = {
        "confidence": locale.share(page.books.thresholds.confidence),
        "low": locale.signed(row["lo"], digits),
        "high": locale.signed(row["hi"], digits),
    }
    if row["hi"] < 0:
        edge = locale.score(-row["hi"], digits)
        said = t(
            "{confidence} interval {low} to {high}: even at its better end {edge} below what was expected.",
            edge=edge,
            **ends,
        )
    elif row["lo"] > 0:
        edge = locale.score(row["lo"], digits)
        said = t(
            "{confidence} interval {low} to {high}: even at its lower end {edge} above what was expected.",
            edge=edge,
            **ends,
        )
    else:
        said = t(
            "{confidence} interval {low} to {high}: it cannot be told yet whether expectations are met.",
            **ends,
        )
    shares = t(
        "{below} below, {equal} as expected, {above} above.",
        below=locale.share(row["below"]),
        equal=locale.share(row["equal"]),
        above=locale.share(row["above"]),
    )
    notes = [said, shares]
    if row["ceiling"] > 0.6:
        notes.append(
            t(
                "{share} expect the maximum, so the gap can hardly be positive.",
                share=locale.share(row["ceiling"]),
            )
        )
    if row["base"] == "small":
        notes.append(t("Small sample: the interval is made wider to stay honest."))
    return locale.paragraph([*notes, t(STATUS_WORDS[str(row["status"])]) + t(".")])


@st.fragment
def heatmap(page: Page, view: View) -> None:
    """Touchpoint × branch, small cells hidden."""
    found, unit = page.ask(service.heatmap, view)
    if found["branch"].nunique() < 2 or found["gap"].isna().all():
        return
    t = page.t
    page.section(
        t("Touchpoint × branch"),
        t(
            "Numbers are gaps; bold = the interval excludes 0, faint = cannot tell yet, hatched = hidden (under {n} "
            "answers, or it would give such a cell away). Branches from the lowest gap to the highest.",
            n=page.books.thresholds.n_suppress,
        ),
    )
    institution = page.books.institution
    rows = frames.heatmap(found, unit, institution.touchpoints, institution.branches, page.locale)
    width = charts.heatmap_width(rows["branch"].nunique())
    clamp = (unit.shown_high - unit.shown_low) / 4
    with st.grid(1, wrap=False, min_column_width=min(width, 4000)).cell():
        draw(
            charts.heatmap,
            rows,
            frames.words(page.locale, page.books.thresholds.confidence),
            key=f"heatmap_{page.locale.language}",
            description=t("Gap per touchpoint and branch"),
            clamp=clamp,
        )
