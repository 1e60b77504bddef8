"""The strip of outcomes on the overview: recommendation, satisfaction and the institution's own figures."""

import math
from typing import Any

import streamlit as st

from mot.analysis.outcomes import Kind, Outcome
from mot.charts.frames.outcomes import outcome_name, outcome_value, outcomes_table
from mot.domain.cube import View
from mot.services import outcomes as service
from mot.ui.chart import Figure, menu
from mot.ui.frame import Page


def strip(page: Page, view: View) -> None:
    """One figure per outcome with its interval and eight quarters; nothing where none was asked or imported."""
    found: tuple[Outcome, ...] = page.ask(service.outcomes, view)
    if not found:
        return
    t = page.t
    figure = Figure(
        "outcomes",
        t("Outcomes"),
        t(
            "What customers say they will do, and what the institution counts; a colour only where a change is clear."
        ),
        about="outcomes",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(figure.title, figure.caption)
        menu(page, view, figure, lambda: outcomes_table(found, page.locale))
    grid = st.grid(max(4, min(6, len(found))), min_column_width=150)
    told = page.kept("outcome_strip", view, lambda: [_told(page, outcome) for outcome in found])
    for options, rests_on in told:
        with grid.cell(), st.container(gap=None):
            st.metric(**options)
            st.caption(rests_on)


def _told(page: Page, outcome: Outcome) -> tuple[dict[str, Any], str]:
    """What one figure shows, and what it rests on."""
    history = [float(v) for v in outcome.frame["value"] if not math.isnan(v)]
    options = {
        "label": outcome_name(outcome, page.locale),
        "value": outcome_value(outcome.frame["value"].iloc[-1], outcome.kind, page.locale),
        "chart_data": history if len(history) > 1 else None,
        **_delta(page, outcome),
    }
    return options, _rests_on(page, outcome)


def _delta(page: Page, outcome: Outcome) -> dict[str, Any]:
    """The change since last quarter. Which way is good depends on the figure, so only certainty is told."""
    if math.isnan(outcome.change):
        return {}
    by = {Kind.NPS: 1.0, Kind.SHARE: 100.0, Kind.COUNT: 1.0}[outcome.kind]
    rare = outcome.kind is Kind.SHARE and outcome.frame["value"].iloc[-1] < 0.01
    digits = (2 if rare else 1) if outcome.kind is Kind.SHARE else 0
    rounded = round(outcome.change * by, digits)
    unit = page.t(" pp") if outcome.kind is Kind.SHARE else ""
    told = outcome.clear or outcome.kind is Kind.COUNT
    survey = outcome.name is None
    return {
        "delta": f"{rounded:.{digits}f}{unit}" if rounded else 0,
        "delta_color": "normal" if outcome.clear and survey else "off",
        "delta_description": page.t("vs last quarter") if told else page.t("no clear change"),
    }


def _rests_on(page: Page, outcome: Outcome) -> str:
    last = outcome.frame.iloc[-1]
    if math.isnan(last["value"]):
        return page.t("No figure for this quarter") if outcome.name else page.t("Too few answers to judge")
    if outcome.kind is Kind.COUNT:
        return page.locale.tn("{n} month", "{n} months", int(last["n"]))
    return page.t(
        "{confidence} interval {low} to {high} · n = {n}",
        confidence=page.locale.share(page.books.thresholds.confidence),
        low=outcome_value(last["lo"], outcome.kind, page.locale),
        high=outcome_value(last["hi"], outcome.kind, page.locale),
        n=int(last["n"]),
    )
