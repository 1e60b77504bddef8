"""Touchpoint × place on the touchpoint page, and the dimensions and zones beside it."""

from typing import Any

import streamlit as st

from mot.analysis.heat import HeatTable
from mot.analysis.levels import NETWORK_ID, Level
from mot.charts import columns, frames
from mot.charts import details as detail_charts
from mot.charts import gaps as charts
from mot.charts.frames import details as detail_rows
from mot.charts.frames import downloads
from mot.charts.frames.names import rated_words
from mot.domain.cube import View
from mot.domain.errors import N_
from mot.domain.survey import Name
from mot.locale.sentences import gaps as sentences
from mot.services import answers as on_request
from mot.services import gaps as service
from mot.stats.multiplicity import Status
from mot.ui import heat_cell, tagging
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key

LEVELS = {Level.BRANCH: N_("Branches"), Level.REGION: N_("Regions"), Level.NETWORK: N_("Network")}


@st.fragment
def heatmap(page: Page, view: View) -> None:
    """Touchpoint × branch, region or network; small cells hidden."""
    level = _level()
    found: HeatTable = page.ask(service.heatmap, view, level)
    if found.frame["value"].isna().all() or len(page.books.institution.branches) < 2:
        return
    t, there = page.t, page.books.institution
    rated = bool((found.frame["status"] == Status.PERCEPTION_ONLY).any())
    figure = _figure(page, rated=rated)
    places = _places(page, level)
    total = int(found.frame["place"].nunique())
    width = columns.width_of(min(total, frames.MOST_PLACES))
    chosen = chart(
        page,
        view,
        figure,
        charts.heatmap,
        lambda: frames.heatmap(found, there.touchpoints, places, page.locale),
        table=lambda: downloads.heatmap(found, there.touchpoints, places, page.locale),
        select="cell",
        beside=lambda: _choose_level(page),
        also=level,
        least_width=min(width, 4000),
        words=rated_words(page.words) if rated else None,
        clamp=(found.unit.shown_high - found.unit.shown_low) / 4,
    )
    said = page.kept("heat_sentence", (view, level), lambda: sentences.heat(page.locale, found))
    notes = [said] if said else []
    if total > frames.MOST_PLACES:
        shown = frames.MOST_PLACES
        notes.append(t("Drawn are the {n} lowest of {total}; the download has all.", n=shown, total=total))
    if not chosen and tagging.may_tag(page):
        notes.append(t("Click a cell to see it in numbers and to tag it."))
    if notes:
        st.caption(page.locale.paragraph(notes))
    if chosen:
        heat_cell.show(page, view, found, chosen, places)


def _figure(page: Page, *, rated: bool) -> Figure:
    t, n = page.t, page.books.thresholds.n_suppress
    caption = t(
        "Number = gap, colour = fair gap (few answers: drawn towards the other places), bold = weak or delight "
        "for sure, faint = cannot tell yet, hatched = hidden (under {n} answers, or it would give such a cell "
        "away).",
        n=n,
    )
    if rated:
        caption = t(
            "Number = perceived score, colour = how far the fair score lies from the average of the places, "
            "hatched = hidden (under {n} answers, or it would give such a cell away).",
            n=n,
        )
    return Figure(
        "heatmap", t("Touchpoint × place"), caption, t("Score per touchpoint and place"), about="heatmap"
    )


def _level() -> Level:
    wanted = st.session_state.get("level", "")
    return Level(wanted) if wanted in set(Level) else Level.BRANCH


def _choose_level(page: Page) -> None:
    if len(page.books.institution.branches) < 2:
        return
    key = widget_key("level")
    st.segmented_control(
        page.t("Level"),
        list(LEVELS),
        default=_level(),
        format_func=lambda level: page.t(LEVELS[level]),
        required=True,
        key=key,
        on_change=lambda: keep("level", key),
        label_visibility="collapsed",
    )


def _places(page: Page, level: Level) -> dict[int, Name]:
    there = page.books.institution
    if level is Level.NETWORK:
        everything = page.t("All branches")
        return {NETWORK_ID: Name(everything, everything)}
    if level is Level.REGION:
        return {r.id: r.name for r in there.regions}
    return {b.id: b.name for b in there.branches}


def dimensions_and_zones(page: Page, view: View) -> None:
    """The five service dimensions; beside them the zone of tolerance where the acceptable level was asked."""
    found = page.ask(service.dimensions, view)
    zones = page.ask(on_request.tolerance, view)
    show_dimensions = found.frame["gap"].notna().any()
    if not show_dimensions and zones is None:
        return
    both = show_dimensions and zones is not None
    grid = st.grid(2 if both else 5, min_column_width=300 if both else 150, gap="medium")
    if show_dimensions:
        with grid.cell(column_span=1 if both else 3):
            _dimensions(page, view, found)
    if zones is not None:
        with grid.cell(column_span=1 if both else 3):
            _zones(page, view, zones)


def _dimensions(page: Page, view: View, found: Any) -> None:
    t, locale = page.t, page.locale
    names = {key: t(word) for key, word in detail_rows.DIMENSION_WORDS.items()}
    figure = Figure(
        "dimensions",
        t("Service dimensions"),
        t("Gap with its interval; people, not ratings, are counted."),
        t("Gap of the five service dimensions and overall"),
        about="dimensions",
    )
    chart(
        page,
        view,
        figure,
        detail_charts.dimensions,
        lambda: detail_rows.dimensions(found, locale),
        table=lambda: detail_rows.dimensions_table(found, locale),
    )
    st.caption(page.kept("dimension_sentence", view, lambda: sentences.dimensions(locale, found, names)))


def _zones(page: Page, view: View, found: Any) -> None:
    t, locale = page.t, page.locale
    names = {p.id: p.name for p in page.books.institution.touchpoints}
    figure = Figure(
        "zones",
        t("Zone of tolerance"),
        t("Band = from the least acceptable to the expected, dot = perceived"),
        t("Acceptable, expected and perceived level per touchpoint"),
        about="zones",
    )
    chart(
        page,
        view,
        figure,
        detail_charts.zones,
        lambda: detail_rows.zones(found, names, locale),
        table=lambda: detail_rows.zones_table(found, names, locale),
        decimals=found.unit.digits,
    )
    st.caption(page.kept("zone_sentence", view, lambda: sentences.zones(locale, found, names)))
