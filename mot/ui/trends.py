"""The parts of the trend page."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from mot.analysis.family import Alarms
from mot.analysis.judging import Standing
from mot.analysis.monitoring import ALL, Board, ControlChart
from mot.charts import boards as board_charts
from mot.charts import trends as charts
from mot.charts.frames import boards as board_frames
from mot.charts.frames import trends as frames
from mot.charts.trend_words import Axis, TrendWords
from mot.domain.cube import View
from mot.domain.moments import Origin
from mot.domain.survey import Name
from mot.locale.sentences import trends as sentences
from mot.services import trends as service
from mot.ui import figure_trends, tagging
from mot.ui import trend_choice as choices
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page
from mot.ui.trend_choice import Choice

OUTSIDE = (Standing.LOW, Standing.HIGH, Standing.DRIFTING_DOWN, Standing.DRIFTING_UP)


def headline(page: Page, view: View, found: Alarms) -> None:
    """Kicker and finding, and how many charts were looked at."""
    touchpoints, branches = names(page)
    key = (view, *choices.asked())
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Trends"), quarter=view.quarter),
        page.kept("headline", key, lambda: sentences.headline(page.locale, found, touchpoints, branches)),
    )
    st.caption(page.kept("watched", key, lambda: sentences.watched(page.locale, found)))


def names(page: Page) -> tuple[Mapping[int, Name], Mapping[int, Name]]:
    """Names of touchpoints and of branches by id."""
    there = page.books.institution
    return {t.id: t.name for t in there.touchpoints}, {b.id: b.name for b in there.branches}


@st.fragment
def months(page: Page, view: View, found: Alarms) -> None:
    """All touchpoints side by side, the chosen one as a control chart, its branches, and the outcome figures."""
    choices.take_click("touchpoint_trends", "tp")
    choices.take_click("branch_trends", "at")
    over: Board = page.ask(service.touchpoint_board, view, *choices.asked())
    choice = choices.chosen(page, view, _first(found))
    grid = st.grid(5, min_column_width=150, gap="medium")
    several = bool(choices.selectable(page, view))
    if over.frame["value"].isna().all():
        page.too_few(_most(page, view))
        several = False
    else:
        with grid.cell(column_span=2):
            _touchpoint_board(page, view, over)
        with grid.cell(column_span=3):
            _control(page, view, choice)
    if several:
        with grid.cell(column_span=2):
            _branch_board(page, view, choice)
    with grid.cell(column_span=3 if several else 5):
        figure_trends.show(page, view, choice.branch)


def _most(page: Page, view: View) -> int:
    """The most people who answered in any quarter of the view, in any branch."""
    rows = page.books.cube.outcomes.select(month=view.quarter.months, branch=view.branches or None).group()
    return int(rows.sums["responses"][0])


def _first(found: Alarms) -> int | None:
    """The touchpoint that opens: that of the first alarm, else all of them together."""
    listed = [*found.points, *found.drifts]
    return listed[0].touchpoint if listed else None


def _words(page: Page, board: Board) -> TrendWords:
    paired = bool(board.frame["paired"].any())
    return frames.trend_words(
        page.locale, page.books.thresholds.confidence, page.words.gap if paired else page.words.perception
    )


def _touchpoint_board(page: Page, view: View, over: Board) -> None:
    t, locale = page.t, page.locale
    points = {p.id: p for p in page.books.institution.touchpoints}
    labels = [t("All touchpoints") if k == ALL else locale.name(points[k].name) for k in over.frame["key"]]
    codes = [choices.EVERY if k == ALL else points[k].code for k in over.frame["key"]]
    order = list(range(len(labels)))
    figure = Figure(
        "touchpoint_trends",
        t("Every touchpoint, month by month"),
        t("Grey = usual range, triangle = outside it; last month at the right. Click a row.")
        if np.isfinite(over.lower).any()
        else t("Last month at the right. Click a row."),
        t("Small line of months per touchpoint"),
        about="trends",
    )
    chart(
        page,
        view,
        figure,
        board_charts.board,
        lambda: board_frames.board_rows(over, locale, labels, codes, order),
        table=lambda: board_frames.board_table(over, locale, t("Touchpoint"), labels),
        select="tp",
        also=choices.asked(),
        words=_words(page, over),
        count=len(order),
    )


def _branch_board(page: Page, view: View, choice: Choice) -> None:
    t, locale = page.t, page.locale
    point = choice.touchpoint
    asked = choices.asked()
    found: Board = page.ask(service.branch_board, view, point.id if point else None, *asked)
    if found.frame["value"].isna().all():
        return
    branches = {b.id: b for b in page.books.institution.branches}
    labels = [locale.name(branches[k].name) for k in found.frame["key"]]
    codes = [branches[k].code for k in found.frame["key"]]
    order = page.kept("branch_order", (view, choice.touchpoint, asked), lambda: board_frames.ranked(found))
    name = locale.name(point.name) if point else t("All touchpoints")
    figure = Figure(
        "branch_trends",
        t("{touchpoint}: branch by branch", touchpoint=name),
        t("Signals first. Click a row to open its chart above.")
        if len(order) == len(labels)
        else t(
            "Signals first; {n} of {most} branches are drawn, the others can be chosen above.",
            n=len(order),
            most=len(labels),
        ),
        t("Small line of months per branch"),
        about="trends",
    )
    chart(
        page,
        view,
        figure,
        board_charts.board,
        lambda: board_frames.board_rows(found, locale, board_frames.short_names(labels), codes, order),
        table=lambda: board_frames.board_table(found, locale, t("Branch"), labels),
        select="at",
        also=(choice.touchpoint, *asked),
        words=_words(page, found),
        count=len(order),
        select_name="at",
    )


def _control(page: Page, view: View, choice: Choice) -> None:
    t, locale = page.t, page.locale
    point, branch = choice.touchpoint, choice.branch
    found: ControlChart = page.ask(
        service.control_chart,
        view,
        point.id if point else None,
        branch.id if branch else None,
        *choices.asked(),
    )
    touchpoint_names, _ = names(page)
    channels = {c.id: c.name for c in page.books.institution.channels}
    name = locale.name(point.name) if point else t("All touchpoints together")
    title = t("{touchpoint} at {branch}", touchpoint=name, branch=branch.name) if branch else name
    figure = Figure(
        "control",
        title,
        _marks(page, found),
        t("Control chart of {chart}", chart=title),
        about="trends",
    )
    choices.selectors(page, view, choice, found.restarts)
    if found.frame["value"].isna().all():
        page.section(figure.title)
        st.caption(sentences.chart(locale, found))
        return
    also = (point, branch, *choices.asked())
    chart(
        page,
        view,
        figure,
        charts.control,
        lambda: frames.control_rows(found, locale, touchpoint_names, channels),
        table=lambda: board_frames.months_table(
            found, locale, frames.cut_texts(found.breaks, locale, touchpoint_names, channels)
        ),
        also=also,
        words=frames.trend_words(
            locale,
            page.books.thresholds.confidence,
            page.words.gap if found.paired else page.words.perception,
        ),
        axis=Axis.SIGNED if found.paired else Axis.SCORE,
        smoothed=bool(found.frame["ewma"].notna().any()),
        breaks=min(frames.LINES, len({cut.month for cut in found.breaks})),
    )
    said = page.kept("control_sentence", (view, also), lambda: sentences.chart(locale, found))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{said}**" if found.sure and found.standing is not Standing.NORMAL else said, width="stretch"
        )
        if point is not None and found.standing in OUTSIDE:
            tagging.tag_button(page, view, point, branch=branch, origin=Origin.ALARM)


def _marks(page: Page, found: ControlChart) -> str:
    """What the marks of the control chart mean."""
    t, confidence = page.t, page.locale.share(page.books.thresholds.confidence)
    said = [t("Dot = month, bar = {confidence} interval.", confidence=confidence)]
    if found.frame["lower"].notna().any():
        said.append(t("Grey = usual range, triangle = outside it."))
    if found.frame["ewma"].notna().any():
        said.append(t("Below: recent level; outside the grey it is drifting."))
    if found.frame["running"].any():
        said.append(t("Hollow = month not over yet."))
    return page.locale.paragraph(said)


def footnote(page: Page, found: Alarms) -> None:
    """What the numbers rest on, once at the bottom."""
    t, scale = page.t, found.unit.scale
    facts = [
        t("gap = perceived − expected ({scale})", scale=scale.code.replace("-", "–"))
        if scale
        else t("gap = perceived − expected, in percent of the scale (several scales mixed)"),
        t("intervals are {confidence}", confidence=page.locale.share(page.books.thresholds.confidence)),
        t("months under {n} answers are hidden", n=page.books.thresholds.n_suppress),
        t("describes those who answered; others may differ"),
    ]
    st.caption(" · ".join(facts))
