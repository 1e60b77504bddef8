"""The parts of the overview page."""

import math
from typing import Any

import pandas as pd
import streamlit as st

from mot.analysis.gaps import GapTable
from mot.analysis.overview import Moved, Overview
from mot.charts import frames
from mot.charts import journey as journey_charts
from mot.charts import overview as charts
from mot.locale import headlines
from mot.ui.drawing import draw
from mot.ui.frame import Page


def headline(page: Page, found: Overview) -> None:
    """Kicker and finding."""
    names = {t.id: t.name for t in page.books.institution.touchpoints}
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Overview"), quarter=found.quarters[-1]),
        headlines.overview(page.locale, found.now, found.before, found.moves, names),
    )


def figures(page: Page, found: Overview) -> None:
    """The strip of four numbers with eight quarters each; a change has a colour only when it is certain."""
    t, locale = page.t, page.locale
    digits = found.unit.digits
    gap, level = found.gaps["mean"].iloc[-1], found.perceptions["mean"].iloc[-1]
    weak, before = found.weak[-1], found.weak[-2]
    with st.container(key="figures"):
        grid = st.grid(4, min_column_width=150)
        with grid.cell():
            st.metric(
                t("Overall gap"),
                locale.signed(gap, digits),
                **_delta(page, found.gap_moved, digits),
                help=_interval_help(page, found.gaps, digits, signed=True),
                chart_data=_history(found.gaps["mean"]),
            )
        with grid.cell():
            st.metric(
                t("Perceived score"),
                locale.score(level, digits),
                **_delta(page, found.perception_moved, digits),
                help=_interval_help(page, found.perceptions, digits, signed=False),
                chart_data=_history(found.perceptions["mean"]),
            )
        with grid.cell():
            st.metric(
                t("Weak moments"),
                t("{weak} of {tested}", weak=int(weak), tested=found.now.tested)
                if not math.isnan(weak)
                else "–",
                delta=None if math.isnan(weak) or math.isnan(before) else int(weak - before),
                delta_color="off",
                delta_description=t("vs last quarter"),
                help=t("Touchpoints clearly below expectations, of those with enough answers to judge."),
                chart_data=[0 if math.isnan(w) else w for w in found.weak],
            )
        with grid.cell():
            last = found.responses[-2]
            st.metric(
                t("Responses"),
                locale.count(found.responses[-1]),
                delta=found.responses[-1] - last if last else None,
                delta_color="off",
                delta_description=t("vs last quarter"),
                help=t(
                    "{enough} of {branches} branches have {n} responses or more.",
                    enough=found.coverage.enough,
                    branches=found.coverage.branches,
                    n=page.books.thresholds.n_plain,
                ),
                chart_data=list(found.responses),
            )


def _history(values: "pd.Series[float]") -> list[float]:
    return [float(v) for v in values if not math.isnan(v)]


def _delta(page: Page, moved: Moved, digits: int) -> dict[str, Any]:
    if math.isnan(moved.change):
        return {}
    rounded = round(moved.change, digits)
    return {
        "delta": f"{rounded:.{digits}f}" if rounded else 0,
        "delta_color": "normal" if moved.clear else "off",
        "delta_description": page.t("vs last quarter") if moved.clear else page.t("no clear change"),
    }


def _interval_help(page: Page, series: pd.DataFrame, digits: int, *, signed: bool) -> str:
    last = series.iloc[-1]
    if math.isnan(last["lo"]):
        return page.t("Too few answers to judge")
    write = page.locale.signed if signed else page.locale.score
    return page.t(
        "From {n} people; 95% interval {low} to {high}. Allows for people who answered on several touchpoints.",
        n=int(last["n"]),
        low=write(last["lo"], digits),
        high=write(last["hi"], digits),
    )


def journey(page: Page, found: Overview) -> None:
    """The journey strip; a click opens the touchpoint."""
    if found.now.frame.empty:
        return
    t = page.t
    threshold = found.now.unit.shown(page.books.thresholds.delta)
    page.section(
        t("The journey: where expectations are not met"),
        t(
            "Tick = expected, dot = perceived, ribbon = 95% interval. Orange band = weak moment: certainly "
            "more than {delta} below. Click a touchpoint for detail.",
            delta=page.locale.score(threshold, found.now.unit.digits),
        ),
    )
    rows = frames.gaps(found.now, page.books.institution.touchpoints, page.locale)
    chosen = draw(
        journey_charts.journey,
        rows,
        frames.words(page.locale),
        key=f"journey_{page.locale.language}",
        description=t("Expected and perceived score of each touchpoint along the journey"),
        select="tp",
        decimals=found.now.unit.digits,
    )
    if chosen:
        st.session_state["tp"] = chosen
        st.switch_page("pages/gaps.py")


def trend_and_movements(page: Page, found: Overview) -> None:
    """Eight quarters beside the largest movements."""
    t = page.t
    words = frames.words(page.locale)
    grid = st.grid(2, min_column_width=300, gap="medium")
    with grid.cell():
        page.section(t("Eight quarters"), t("Shading is the shortfall; in points of the scale"))
        draw(
            charts.trend,
            frames.trend(found.quarters, found.perceptions, found.gaps, page.locale),
            words,
            key=f"trend_{page.locale.language}",
            description=t("Expected and perceived score over eight quarters"),
            decimals=found.unit.digits,
        )
    with grid.cell():
        page.section(
            t("Largest movements"), t("Change of the gap since last quarter; grey = cannot tell yet")
        )
        names = {p.id: p.name for p in page.books.institution.touchpoints}
        if found.moves.empty:
            st.caption(t("There is no earlier quarter to compare with."))
            return
        draw(
            charts.movements,
            frames.movements(found.moves, found.now.unit, names, page.locale),
            words,
            key=f"movements_{page.locale.language}",
            description=t("Change of each touchpoint's gap since last quarter"),
        )


def footnote(page: Page, table: GapTable, responses: int | None = None) -> None:
    """What the numbers rest on, once at the bottom."""
    t = page.t
    facts = [] if responses is None else [page.locale.tn("{n} response", "{n} responses", responses)]
    scale = table.unit.scale
    facts.append(
        t("gap = perceived − expected ({scale})", scale=scale.code.replace("-", "–"))
        if scale
        else t("gap = perceived − expected, in percent of the scale (several scales mixed)")
    )
    facts += [
        t("intervals are 95%"),
        t("cells under {n} answers are hidden", n=page.books.thresholds.n_suppress),
        t("describes those who answered; others may differ"),
    ]
    st.caption(" · ".join(facts))
