"""The parts of the page of priorities: the map, where it is divided, and how far the answers carry."""

import streamlit as st

from mot.analysis.drivers import Drivers
from mot.analysis.priorities import PriorityState
from mot.analysis.units import Unit
from mot.charts import drivers as charts
from mot.charts.frames import drivers as frames
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.locale.sentences import driver_gates
from mot.locale.sentences import drivers as sentences
from mot.services import drivers as service
from mot.services import gaps as gaps_service
from mot.services.startup import Engine
from mot.stats.quadrants import Quadrant
from mot.ui import ranking
from mot.ui.chart import Figure, chart, menu
from mot.ui.frame import Page
from mot.ui.session import widget_key, write_address

AIM = "aim"  # in the address: performance at which the map is divided, in percent of the scale
CROWDED = 12  # touchpoints from which some names may find no room
USUAL = 80.0  # percent of the scale at which a target begins


def ask(page: Page, view: View) -> Drivers:
    """Importance, performance and priority, divided at the target of the address or at the means."""
    found: Drivers = page.ask(_aimed, view, aim())
    return found


def _aimed(engine: Engine, actor: Actor, view: View, target: float | None) -> Drivers:
    return service.drivers(engine, actor, view, target=target)


def aim() -> float | None:
    """The target in percent of the scale; None when the map is divided at the means."""
    try:
        wanted = float(st.session_state.get(AIM) or "nan")
    except ValueError:
        wanted = float("nan")
    if not 0 <= wanted <= 100:
        st.session_state[AIM] = ""
        return None
    return wanted


def headline(page: Page, view: View, found: Drivers) -> None:
    """Kicker and finding."""
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Priorities"), quarter=view.quarter),
        page.kept(
            "finding",
            (view, aim()),
            lambda: sentences.headline(page.locale, found, ranking.names(page), page.books.thresholds),
        ),
    )


def map_and_ranking(page: Page, view: View, found: Drivers) -> None:
    """The map with the list at its right; where nothing may be told, why."""
    if not found.frame["n"].sum():
        if found.frame["hidden"].any():
            page.too_few(int(page.ask(gaps_service.gap_table, view).frame["n_p"].max()))
        else:
            _unanswered(page)
        return
    grid = st.grid(5, min_column_width=150, gap="medium")
    with grid.cell(column_span=3):
        if found.state.known:
            _map(page, view, found)
        else:
            _why_no_map(page, view, found)
    with grid.cell(column_span=2):
        ranking.show(page, view, found, aim())


def _unanswered(page: Page) -> None:
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.subheader(page.t("No answers to look at"), anchor=False, text_alignment="center")
        st.caption(
            page.t("Choose another quarter, more branches, or all channels and segments."),
            text_alignment="center",
        )


def figure(page: Page) -> Figure:
    """What is said about the map."""
    t = page.t
    confidence = page.locale.share(page.books.thresholds.confidence)
    if aim() is None:
        caption = t(
            "Cross = {confidence} intervals, dashed = means. Coloured where the quadrant is sure, hollow where "
            "it cannot be told.",
            confidence=confidence,
        )
    else:
        caption = t(
            "Cross = {confidence} intervals, dashed = target and mean importance. Coloured where the quadrant is "
            "sure, hollow where it cannot be told.",
            confidence=confidence,
        )
    return Figure(
        "priorities",
        t("Importance and performance"),
        caption,
        t("How much each touchpoint matters against how well it is rated"),
        about="drivers",
    )


def _map(page: Page, view: View, found: Drivers) -> None:
    t, points, locale = page.t, page.books.institution.touchpoints, page.locale
    quadrants = tuple(t(sentences.QUADRANT_WORDS[q]) for q in Quadrant)
    concentrate, keep, low, overkill, _ = quadrants
    chart(
        page,
        view,
        figure(page),
        charts.importance_map,
        lambda: frames.importance_map(found, points, locale),
        table=lambda: frames.priorities_table(found, points, locale),
        also=aim(),
        corners=(concentrate, keep, low, overkill),
        across=_across(page, found.unit),
        up=t("↑ Importance (share of what is explained)"),
        importance=t("Importance"),
        priority=t("Priority score"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        _divide(page, found.unit)
    st.caption(page.kept("map_sentences", (view, aim()), lambda: _said(page, found)))


def _across(page: Page, unit: Unit) -> str:
    if unit.scale is None:
        return page.t("Perceived score (percent of the scale) →")
    return page.t("Perceived score ({scale}) →", scale=unit.scale.code.replace("-", "–"))


def _said(page: Page, found: Drivers) -> str:
    """What the map shows, and what has to be borne in mind, one line each."""
    locale, names = page.locale, ranking.names(page)
    crowded = len(frames.placed(found)) > CROWDED
    lines = [
        sentences.importance_map(locale, found, names),
        page.t("Where it is crowded, names are left out: point at a dot to read it.") if crowded else "",
        *driver_gates.notes(locale, found, names),
        sentences.rests_on(locale, found),
    ]
    return "\n\n".join(line for line in lines if line)


def _divide(page: Page, unit: Unit) -> None:
    """Where the map is divided: at the means, or at a target in points of the scale."""
    t, key, number = page.t, widget_key(AIM), widget_key(f"{AIM}_points")
    at = aim()

    def choose() -> None:
        st.session_state[AIM] = "" if st.session_state[key] == "mean" else f"{USUAL:g}"
        write_address()

    def set_target() -> None:
        st.session_state[AIM] = f"{_percent(unit, st.session_state[number]):g}"
        write_address()

    st.segmented_control(
        t("Divide the map at"),
        ["mean", "target"],
        default="mean" if at is None else "target",
        format_func=lambda code: t("Dashed at the means") if code == "mean" else t("Dashed at a target"),
        required=True,
        key=key,
        on_change=choose,
        label_visibility="collapsed",
    )
    if at is not None:
        st.number_input(
            t("Target"),
            min_value=unit.shown_low,
            max_value=unit.shown_high,
            value=_points(unit, at),
            step=0.1 if unit.digits == 2 else 1.0,
            format=f"%.{unit.digits}f" if unit.digits == 2 else "%.0f",
            key=number,
            on_change=set_target,
            label_visibility="collapsed",
            width=120,
        )


def _points(unit: Unit, percent: float) -> float:
    return float(round(unit.shown_low + unit.shown(percent), unit.digits))


def _percent(unit: Unit, points: float) -> float:
    return (points - unit.shown_low) / (unit.shown_high - unit.shown_low) * 100


def _why_no_map(page: Page, view: View, found: Drivers) -> None:
    """In the place of the map: what is missing for it, and what can be done."""
    title, sentence = driver_gates.why_unknown(page.locale, found)
    about = figure(page)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(about.title)
        st.space("stretch")
        points = page.books.institution.touchpoints
        menu(page, view, about, lambda: frames.priorities_table(found, points, page.locale))
    with st.container(border=True, gap="small"):
        st.subheader(title, anchor=False)
        st.caption(sentence)
        notes = driver_gates.notes(page.locale, found, ranking.names(page))
        if notes:
            st.caption(page.locale.paragraph(notes))


def footnote(page: Page, found: Drivers) -> None:
    """What the numbers rest on, once at the bottom."""
    t, rules = page.t, page.books.thresholds
    facts = [
        t("intervals are {confidence}", confidence=page.locale.share(rules.confidence)),
        t("cells under {n} answers are hidden", n=rules.n_suppress),
        t("describes those who answered; others may differ"),
    ]
    if found.priorities is PriorityState.WEIGHTED:
        facts = [t("priority score = importance × shortfall, in percent of the sum"), *facts]
    st.caption(" · ".join(facts))
