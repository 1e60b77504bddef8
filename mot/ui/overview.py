"""The parts of the overview page."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mot.analysis.gaps import GapTable
from mot.analysis.overview import Moved, Overview
from mot.charts import frames
from mot.charts import journey as journey_charts
from mot.charts import overview as charts
from mot.charts.frames import downloads
from mot.domain.cube import View
from mot.locale import headlines
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page


def headline(page: Page, view: View, found: Overview) -> None:
    """Kicker and finding."""
    names = {t.id: t.name for t in page.books.institution.touchpoints}
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Overview"), quarter=found.quarters[-1]),
        page.kept(
            "headline",
            view,
            lambda: headlines.overview(page.locale, found.now, found.before, found.moves, names),
        ),
    )


def figures(page: Page, found: Overview) -> None:
    """The strip of four numbers with eight quarters each; a change has a colour only when it is certain."""
    t, locale = page.t, page.locale
    digits = found.unit.digits
    weak, before, last = found.weak[-1], found.weak[-2], found.responses[-2]
    judged = not math.isnan(weak)
    grid = st.grid(4, min_column_width=150)
    with grid.cell():
        _figure(
            t("Overall gap"),
            locale.signed(found.gaps["mean"].iloc[-1], digits),
            _interval(page, found.gaps, digits, signed=True),
            _history(found.gaps["mean"]),
            help=t("Perceived minus expected, over all touchpoints. Below 0 = worse than expected."),
            **_delta(page, found.gap_moved, digits),
        )
    with grid.cell():
        _figure(
            t("Perceived score"),
            locale.score(found.perceptions["mean"].iloc[-1], digits),
            _interval(page, found.perceptions, digits, signed=False),
            _history(found.perceptions["mean"]),
            **_delta(page, found.perception_moved, digits),
        )
    with grid.cell():
        _figure(
            t("Weak moments"),
            t("{weak} of {tested}", weak=int(weak), tested=found.now.tested) if judged else "–",
            locale.tn("{n} touchpoint could be judged", "{n} touchpoints could be judged", found.now.tested),
            [w for w in found.weak if not math.isnan(w)],
            help=t("Touchpoints clearly below expectations, of those with enough answers to judge."),
            **_difference(page, weak - before),
        )
    with grid.cell():
        _figure(
            t("Responses"),
            locale.count(found.responses[-1]),
            t(
                "{enough} of {branches} branches have {n} or more",
                enough=found.coverage.enough,
                branches=found.coverage.branches,
                n=page.books.thresholds.n_plain,
            ),
            _since_first(found.responses),
            **_difference(page, found.responses[-1] - last if last else math.nan),
        )


def _figure(label: str, value: str, rests_on: str, history: list[float] | list[int], **options: Any) -> None:
    """A number, what it rests on, and its eight quarters."""
    with st.container(gap=None):
        st.metric(label, value, chart_data=history if len(history) > 1 else None, **options)
        st.caption(rests_on)


def _history(values: "pd.Series[float]") -> list[float]:
    return [float(v) for v in values if not math.isnan(v)]


def _since_first(counts: Sequence[int]) -> list[int]:
    """The history from the first quarter with anything in it."""
    first = next((i for i, n in enumerate(counts) if n), len(counts))
    return list(counts[first:])


def _difference(page: Page, change: float) -> dict[str, Any]:
    """A change of a count: never coloured, for it has no interval; nothing where there is none to tell."""
    if math.isnan(change):
        return {}
    return {"delta": int(change), "delta_color": "off", "delta_description": page.t("vs last quarter")}


def _delta(page: Page, moved: Moved, digits: int) -> dict[str, Any]:
    if math.isnan(moved.change):
        return {}
    rounded = round(moved.change, digits)
    return {
        "delta": f"{rounded:.{digits}f}" if rounded else 0,
        "delta_color": "normal" if moved.clear else "off",
        "delta_description": page.t("vs last quarter") if moved.clear else page.t("no clear change"),
    }


def _interval(page: Page, series: pd.DataFrame, digits: int, *, signed: bool) -> str:
    last = series.iloc[-1]
    if math.isnan(last["lo"]):
        return page.t("Too few answers to judge")
    write = page.locale.signed if signed else page.locale.score
    return page.t(
        "{confidence} interval {low} to {high} · {n} people",
        confidence=page.locale.share(page.books.thresholds.confidence),
        n=int(last["n"]),
        low=write(last["lo"], digits),
        high=write(last["hi"], digits),
    )


def journey(page: Page, view: View, found: Overview) -> None:
    """The journey strip; a click opens the touchpoint."""
    if found.now.frame.empty:
        return
    t = page.t
    threshold = found.now.unit.shown(page.books.thresholds.delta)
    figure = Figure(
        "journey",
        t("The journey: where expectations are not met"),
        t(
            "Tick = expected, dot = perceived, ribbon = {confidence} interval. Orange band = weak moment: "
            "certainly more than {delta} below. Click a touchpoint for detail.",
            confidence=page.locale.share(page.books.thresholds.confidence),
            delta=page.locale.score(threshold, found.now.unit.digits),
        ),
        t("Expected and perceived score of each touchpoint along the journey"),
        about="gaps",
    )
    if found.now.frame["perception"].isna().all():
        page.section(figure.title, figure.caption)
        page.too_few(int(found.now.frame["n_p"].max()))
        return
    points = page.books.institution.touchpoints
    chosen = chart(
        page,
        view,
        figure,
        journey_charts.journey,
        lambda: frames.gaps(found.now, points, page.locale),
        table=lambda: downloads.gaps(found.now, points, page.locale),
        select="tp",
        decimals=found.now.unit.digits,
    )
    if chosen:
        st.session_state["tp"] = chosen
        st.switch_page("pages/gaps.py")


def trend_and_movements(page: Page, view: View, found: Overview) -> None:
    """Eight quarters beside the largest movements."""
    grid = st.grid(2, min_column_width=300, gap="medium")
    with grid.cell():
        _trend(page, view, found)
    with grid.cell():
        _movements(page, view, found)


def _trend(page: Page, view: View, found: Overview) -> None:
    t = page.t
    figure = Figure(
        "quarters",
        t("Eight quarters"),
        t("Shading is the shortfall; in points of the scale"),
        t("Expected and perceived score over eight quarters"),
        about="rollups",
    )
    if found.perceptions["mean"].isna().all():
        page.section(figure.title, figure.caption)
        st.caption(t("Too few answers to judge"))
        return
    chart(
        page,
        view,
        figure,
        charts.trend,
        lambda: frames.trend(found.quarters, found.perceptions, found.gaps, found.unit.digits, page.locale),
        table=lambda: downloads.quarters(found.quarters, found.perceptions, found.gaps, page.locale),
        decimals=found.unit.digits,
    )


def _movements(page: Page, view: View, found: Overview) -> None:
    t = page.t
    figure = Figure(
        "movements",
        t("Largest movements"),
        t("Change of the gap since last quarter; grey = cannot tell yet"),
        t("Change of each touchpoint's gap since last quarter"),
        about="changes",
    )
    names = {p.id: p.name for p in page.books.institution.touchpoints}
    if found.moves.empty:
        page.section(figure.title, figure.caption)
        st.caption(t("There is no earlier quarter to compare with."))
        return
    chart(
        page,
        view,
        figure,
        charts.movements,
        lambda: frames.movements(found.moves, found.now.unit, names, page.locale),
        table=lambda: downloads.movements(found.moves, names, page.locale),
    )


def footnote(page: Page, table: GapTable, responses: int | None = None) -> None:
    """What the numbers rest on, once at the bottom."""
    t = page.t
    facts = [] if responses is None else [page.locale.tn("{n} response", "{n} responses", responses)]
    facts.append(_unit(page, table))
    facts += [
        t("intervals are {confidence}", confidence=page.locale.share(page.books.thresholds.confidence)),
        t("cells under {n} answers are hidden", n=page.books.thresholds.n_suppress),
        t("describes those who answered; others may differ"),
    ]
    st.caption(" · ".join(facts))


def _unit(page: Page, table: GapTable) -> str:
    """In which unit scores are given."""
    t, scale = page.t, table.unit.scale
    if scale is None:
        return t("gap = perceived − expected, in percent of the scale (several scales mixed)")
    points = scale.code.replace("-", "–")
    if not table.paired:
        return t("perceived score on {scale}", scale=points)
    return t("gap = perceived − expected ({scale})", scale=points)
