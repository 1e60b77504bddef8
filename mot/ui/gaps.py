"""The parts of the touchpoint page."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mot.analysis.gaps import GapTable
from mot.charts import frames
from mot.charts import gaps as charts
from mot.charts.frames import downloads
from mot.charts.frames.names import rated_words
from mot.domain.cube import View
from mot.domain.survey import Touchpoint
from mot.locale import headlines
from mot.locale.sentences import gaps as sentences
from mot.locale.statuses import STATUS_SHORT
from mot.stats.multiplicity import Status
from mot.ui import details, tagging
from mot.ui.chart import Figure, chart
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
        page.kept("headline", view, lambda: headlines.gaps(page.locale, table)),
    )


@st.fragment
def dumbbell_with_detail(page: Page, view: View, table: GapTable) -> None:
    """Expected against perceived per touchpoint, and beside it the one that was clicked."""
    if table.frame.empty:
        return
    if table.frame["perception"].isna().all():
        page.too_few(int(table.frame["n_p"].max()))
        return
    points = page.books.institution.touchpoints
    figure = _figure(page, paired=table.paired)
    by_gap = st.session_state.get(_order_key(page)) != "journey"
    grid = st.grid(5, min_column_width=150, gap="medium")
    with grid.cell(column_span=3):
        chosen = chart(
            page,
            view,
            figure,
            charts.dumbbell,
            lambda: _ordered(table, points, page, by_gap=by_gap),
            table=lambda: downloads.gaps(table, points, page.locale),
            select="tp",
            beside=lambda: _order(page, paired=table.paired),
            also=by_gap,
            words=None if table.paired else rated_words(page.words),
            decimals=table.unit.digits,
        )
    if chosen:
        st.session_state["tp"] = chosen
        st.query_params["tp"] = chosen
    with grid.cell(column_span=2):
        _detail(page, view, table, _chosen(page, table))


def _figure(page: Page, *, paired: bool) -> Figure:
    t, confidence = page.t, page.locale.share(page.books.thresholds.confidence)
    if not paired:
        return Figure(
            "dumbbell",
            t("Perceived score"),
            t("Dot perceived · ribbon {confidence} interval · click a row", confidence=confidence),
            t("Perceived score per touchpoint"),
            about="gaps",
        )
    return Figure(
        "dumbbell",
        t("Expected and perceived"),
        t(
            "Tick expected · dot perceived · ribbon {confidence} interval · click a row",
            confidence=confidence,
        ),
        t("Expected and perceived score per touchpoint"),
        about="gaps",
    )


def _order_key(page: Page) -> str:
    return f"order_{page.locale.language}"


def _order(page: Page, *, paired: bool) -> None:
    first = page.t("By gap") if paired else page.t("By score")
    st.segmented_control(
        page.t("Order"),
        ["gap", "journey"],
        default="gap",
        format_func=lambda code: first if code == "gap" else page.t("By journey"),
        required=True,
        key=_order_key(page),
        label_visibility="collapsed",
    )


def _ordered(table: GapTable, points: Sequence[Touchpoint], page: Page, *, by_gap: bool) -> pd.DataFrame:
    rows = frames.gaps(table, points, page.locale)
    if by_gap:
        rows = rows.sort_values("gap" if table.paired else "perception", na_position="last")
    return rows.assign(order=range(len(rows)))


def _chosen(page: Page, table: GapTable) -> Touchpoint:
    """The touchpoint clicked or linked to; else the one furthest below expectation."""
    points = {t.code: t for t in page.books.institution.touchpoints}
    there = set(table.frame["touchpoint"])
    wanted = points.get(st.session_state.get("tp", ""))
    if wanted is not None and wanted.id in there:
        return wanted
    column = table.frame["gap"] if table.paired else table.frame["perception"]
    worst = table.frame.loc[column.idxmin() if column.notna().any() else table.frame.index[0], "touchpoint"]
    return next(t for t in points.values() if t.id == worst)


def _detail(page: Page, view: View, table: GapTable, touchpoint: Touchpoint) -> None:
    t, locale = page.t, page.locale
    told: _Told = page.kept("detail", (view, touchpoint.id), lambda: _told(page, table, touchpoint))
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(locale.name(touchpoint.name), anchor=False, width="content")
            st.badge(t(STATUS_SHORT[told.status]), color=BADGES.get(told.status, "gray"))  # type: ignore[arg-type]
            st.space("stretch")
            tagging.tag_button(page, view, touchpoint)
        if not told.figures:
            st.caption(told.sentence)
            return
        small = st.grid(4, min_column_width=70, gap="small")
        for label, value in told.figures:
            with small.cell():
                st.metric(label, value)
        st.caption(told.sentence)
        details.show(page, view, table, touchpoint)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the card says of one touchpoint; no figures where it is hidden."""

    status: Status
    figures: tuple[tuple[str, str], ...]
    sentence: str


def _told(page: Page, table: GapTable, touchpoint: Touchpoint) -> _Told:
    t, locale, digits = page.t, page.locale, table.unit.digits
    row = table.frame[table.frame["touchpoint"] == touchpoint.id].iloc[0]
    status = Status(row["status"])
    if row["hidden"] or not row["n_p"]:
        return _Told(status, (), _why_hidden(page, hidden=bool(row["hidden"])))
    figures = (
        (t("Gap"), locale.signed(row["gap"], digits)),
        (t("Perceived"), locale.score(row["perception"], digits)),
        (t("Expected"), locale.score(row["expectation"], digits)),
        (t("Answers"), locale.count(int(row["n_p"] if pd.isna(row["gap"]) else row["n"]))),
    )
    return _Told(status, figures, sentences.detail(locale, table, row, page.books.thresholds))


def _why_hidden(page: Page, *, hidden: bool) -> str:
    if not hidden:
        return page.t("Nobody answered on this touchpoint in this quarter and selection.")
    return page.t(
        "Fewer than {n} answers, or a number that would give a small one away: hidden to protect privacy. "
        "Choose more branches or another quarter.",
        n=page.books.thresholds.n_suppress,
    )


def perception_only(page: Page, table: GapTable) -> None:
    """Say what a questionnaire without expectations can tell, and what it cannot."""
    if table.paired or not table.frame["n_p"].sum():
        return
    with st.container(border=True, gap="small"):
        st.subheader(page.t("This questionnaire asks for perception only"), anchor=False)
        st.caption(
            page.t(
                "There is no expectation to compare with, so nothing is called weak or a delight. What it can "
                "tell: the level of each touchpoint, how branches compare, and how both move. To see gaps, ask "
                "for each touchpoint what was expected as well; the template has both columns."
            )
        )
