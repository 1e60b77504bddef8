"""The parts of the branch page."""

import streamlit as st

from mot.analysis.branches import Branches
from mot.analysis.measured import ALL_TOUCHPOINTS
from mot.domain.cube import View
from mot.domain.survey import Name, Touchpoint
from mot.locale.sentences import branches as sentences
from mot.stats.funnels import FunnelSignal
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key


def touchpoint(page: Page) -> int:
    """The id of the touchpoint that the address asks for, or `ALL_TOUCHPOINTS`."""
    wanted = st.session_state.get("tp", "")
    return next((t.id for t in page.books.institution.touchpoints if t.code == wanted), ALL_TOUCHPOINTS)


def headline(page: Page, view: View, found: Branches) -> None:
    """Kicker and finding."""
    chosen = _chosen(page, found)
    told = {"page": page.t("Branch comparison"), "quarter": view.quarter}
    page.headline(
        page.t("{page} · {touchpoint} · {quarter}", touchpoint=chosen.name, **told)
        if chosen
        else page.t("{page} · {quarter}", **told),
        sentences.headline(page.locale, found),
    )


def _chosen(page: Page, found: Branches) -> Touchpoint | None:
    return next((t for t in page.books.institution.touchpoints if t.id == found.touchpoint), None)


def choose(page: Page, found: Branches) -> None:
    """What is compared: all touchpoints together, or one of them."""
    known = {
        t.code: page.locale.name(t.name)
        for t in page.books.institution.touchpoints
        if t.id in found.touchpoints or t.id == found.touchpoint
    }
    chosen = _chosen(page, found)
    options = ["", *known]
    key = widget_key("tp")
    st.selectbox(
        page.t("What is compared"),
        options,
        index=options.index(chosen.code) if chosen else 0,
        format_func=lambda code: known.get(code) or page.t("All touchpoints together"),
        key=key,
        on_change=lambda: keep("tp", key),
        label_visibility="collapsed",
        width=260,
    )


def figures(page: Page, found: Branches) -> None:
    """How many branches cannot be told apart, how many can, and how many customers were heard."""
    if not found.judged:
        return
    t, signal = page.t, found.frame["signal"]
    grid = st.grid(4, min_column_width=150)
    with grid.cell():
        _figure(
            t("Cannot be told apart"),
            t("{n} of {total}", n=found.alike, total=found.judged),
            t("branches that may lie on either side of the network mean"),
        )
    for label, count, side in (
        (t("Below the network"), found.below, FunnelSignal.BELOW),
        (t("Above the network"), found.above, FunnelSignal.ABOVE),
    ):
        out = int((signal == side).sum())
        with grid.cell():
            _figure(
                label,
                page.locale.count(count),
                t("for sure; outside the funnel: {n}", n=out),
            )
    with grid.cell():
        _answered(page, found)


def _figure(label: str, value: str, rests_on: str) -> None:
    with st.container(gap=None):
        st.metric(label, value)
        st.caption(rests_on)


def _answered(page: Page, found: Branches) -> None:
    """Coverage of the branches in view where transactions are known, else the number of answers."""
    t, seen = page.t, found.frame[found.frame["selected"]]
    known = seen[seen["coverage"].notna()]
    if not known.empty:
        part, whole = int(known["responses"].sum()), int(known["transactions"].sum())
        _figure(
            t("Coverage"),
            t("{percent}%", percent=f"{part / whole * 100:.1f}"),
            t(
                "{part} responses ÷ {whole} transactions, {n} branches",
                part=part,
                whole=whole,
                n=len(known),
            ),
        )
        return
    n = int(seen["n"].sum())
    _figure(t("Answers"), page.locale.count(n) if n else page.locale.score(None), t("of the branches shown"))


def names_of(page: Page) -> dict[int, Name]:
    """Branch id → name."""
    return {b.id: b.name for b in page.books.institution.branches}


def footnote(page: Page, found: Branches) -> None:
    """What the numbers rest on, once at the bottom."""
    t, scale = page.t, found.unit.scale
    points = scale.code.replace("-", "–") if scale else ""
    if scale is None:
        unit = t("gap = perceived − expected, in percent of the scale (several scales mixed)")
    elif found.signed:
        unit = t("gap = perceived − expected ({scale})", scale=points)
    else:
        unit = t("perceived score on {scale}", scale=points)
    rules = page.books.thresholds
    st.caption(
        " · ".join(
            [
                unit,
                t("intervals are {confidence}", confidence=page.locale.share(rules.confidence)),
                t("branches under {n} answers are hidden", n=rules.n_suppress),
                t("describes those who answered; others may differ"),
            ]
        )
    )
