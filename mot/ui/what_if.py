"""The panel that tells what a better rating goes along with."""

import streamlit as st

from mot.analysis.drivers import Drivers
from mot.analysis.units import Unit
from mot.domain.cube import View
from mot.domain.survey import Touchpoint
from mot.locale.sentences import what_if as sentences
from mot.services import drivers as service
from mot.ui import ranking
from mot.ui.frame import Page
from mot.ui.session import widget_key, write_address

CHOSEN, RAISED = "what", "raise"  # in the address: codes of touchpoints, and tenths of the step
SMALL = 0.02  # raise for which a single link is worked out, in steps: inside the range of the answers
MOST = 2  # touchpoints at a time
USUAL = 5  # tenths of the step at first


@st.fragment
def panel(page: Page, view: View, found: Drivers) -> None:
    """Choose one or two touchpoints and a raise; read what goes along with it."""
    if not found.state.known:
        return
    t = page.t
    page.section(
        t("What goes along with a better rating"),
        t(
            "From the same answers as the map, other ratings being equal; never beyond the answers that were given."
        ),
    )
    grid = st.grid(5, min_column_width=150, gap="medium")
    with grid.cell(column_span=2):
        chosen = _touchpoints(page, view, found)
        raised = _raise(page, found.unit)
    with grid.cell(column_span=3):
        if chosen:
            st.markdown(
                page.kept("what_if", (view, chosen, raised), lambda: _told(page, view, found, chosen, raised))
            )
        else:
            st.caption(t("Choose one or two touchpoints."))


def _offered(page: Page, found: Drivers) -> tuple[dict[str, Touchpoint], str]:
    """The touchpoints that take part by code, and the one with the highest priority, else the most important."""
    known = found.frame[found.frame["importance"].notna()]
    there = set(known["touchpoint"])
    points = {p.code: p for p in page.books.institution.touchpoints if p.id in there}
    best = known.sort_values(["priority", "importance"], ascending=False)["touchpoint"].iloc[0]
    return points, next(code for code, point in points.items() if point.id == best)


def _touchpoints(page: Page, view: View, found: Drivers) -> tuple[int, ...]:
    """The chosen touchpoints."""
    points, best = page.kept("what_if_offered", view, lambda: _offered(page, found))
    wanted = [c for c in str(st.session_state.get(CHOSEN, "")).split(",") if c in points][:MOST]
    key = widget_key(CHOSEN)

    def keep() -> None:
        st.session_state[CHOSEN] = ",".join(st.session_state[key])
        write_address()

    codes = st.multiselect(
        page.t("One or two touchpoints"),
        list(points),
        default=wanted or [best],
        format_func=lambda code: page.locale.name(points[code].name),
        key=key,
        on_change=keep,
        max_selections=MOST,
        placeholder=page.t("Choose a touchpoint"),
        select_all=False,
    )
    return tuple(points[code].id for code in codes)


def _raise(page: Page, unit: Unit) -> float:
    """By how much they are rated higher, in points of the scale."""
    step, key = sentences.step_of(unit), widget_key(RAISED)
    told = str(st.session_state.get(RAISED, ""))
    tenths = int(told) if told in {str(n) for n in range(1, 11)} else USUAL

    def keep() -> None:
        st.session_state[RAISED] = str(round(st.session_state[key] / step * 10))
        write_address()

    chosen: float = st.slider(
        page.t("Rated higher by (points)"),
        min_value=step / 10,
        max_value=step,
        value=step * tenths / 10,
        step=step / 10,
        format="%.1f" if step == 1 else "%.0f",
        key=key,
        on_change=keep,
    )
    return round(chosen, 2)


def _told(page: Page, view: View, found: Drivers, chosen: tuple[int, ...], raised: float) -> str:
    """The links one by one, the prediction, what held it back, and that it is no proof."""
    locale, names = page.locale, ranking.names(page)
    small = SMALL * sentences.step_of(found.unit)
    lines = [
        sentences.link(locale, page.ask(service.what_if, view, (number,), small), number, names)
        for number in chosen
    ]
    told = page.ask(service.what_if, view, chosen, raised)
    predicted = sentences.prediction(locale, told, raised, names)
    if predicted:
        lines.append(f"**{predicted}**")
    lines += sentences.reservations(locale, told, raised, names) if predicted else []
    lines.append(f":gray[{page.t('This is a link, not proof of cause.')}]")
    return "\n\n".join(lines)
