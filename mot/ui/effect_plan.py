"""A small calculator on the sample plan: what it takes to show that an action worked."""

import pandas as pd
import streamlit as st

from mot.analysis.effect_plan import EffectPlan
from mot.analysis.planner import Plan
from mot.domain.cube import View
from mot.locale.sentences import planner as sentences
from mot.services import planner as service
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key

EFFECTS = ("3", "5", "8", "10", "15")  # POMP
EFFECT = "8"


@st.fragment
def effect(page: Page, view: View, plan: Plan) -> None:
    """Touchpoint and effect in, answers and pilot branches out."""
    t, locale, unit = page.t, page.locale, plan.unit
    page.section(
        t("To show that an action worked"),
        t(
            "The change at the pilot branches less that at the others, where nothing was done. The numbers are "
            "minimums: with them an effect that is there shows in about two of three cases."
        ),
    )
    points = {p.id: p.name for p in page.books.institution.touchpoints}
    codes = {
        p.code: p.id
        for p in page.books.institution.touchpoints
        if p.id in set(plan.touchpoints["touchpoint"])
    }
    tp, eff = st.session_state.get("tp", ""), st.session_state.get("effect", "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        point = st.selectbox(
            t("Touchpoint"),
            list(codes),
            index=list(codes).index(tp) if tp in codes else 0,
            format_func=lambda code: locale.name(points[codes[code]]),
            key=widget_key("plan_tp"),
            on_change=lambda: keep("tp", widget_key("plan_tp")),
            width=220,
        )
        wanted = st.segmented_control(
            t("Effect to show (points of the gap)"),
            EFFECTS,
            default=eff if eff in EFFECTS else EFFECT,
            format_func=lambda code: locale.score(unit.shown(float(code)), unit.digits),
            required=True,
            key=widget_key("effect"),
            on_change=lambda: keep("effect", widget_key("effect")),
        )
    found: EffectPlan = page.ask(service.effect_plan, view, codes[point], float(wanted or EFFECT))
    key = (view, codes[point], wanted)
    st.markdown(page.kept("effect_sentence", key, lambda: _said(page, plan, found, float(wanted or EFFECT))))
    if len(found.frame):
        table = page.kept("effect_table", key, lambda: _pilots(page, found, plan))
        st.dataframe(table, hide_index=True, width="content")
        st.caption(
            t(
                "Each branch moves by about {wobble} by itself; more answers do not quieten that, more pilot branches "
                "do. To see only that one branch changed, not why: {n} answers before and as many after.",
                wobble=locale.score(unit.shown(found.wobble), unit.digits),
                n=found.change_only,
            )
        )


def _said(page: Page, plan: Plan, found: EffectPlan, wanted: float) -> str:
    """What it takes to show the effect, as the page prints it."""
    locale, unit = page.locale, plan.unit
    at_best = found.frame["smallest"].min() if len(found.frame) else float("nan")
    told = (locale.score(unit.shown(x), unit.digits) for x in (wanted, at_best))
    return f"**{sentences.effect(locale, found, *told)}**"


def _pilots(page: Page, found: EffectPlan, plan: Plan) -> pd.DataFrame:
    t, frame = page.t, found.frame
    return pd.DataFrame(
        {
            t("Pilot branches"): frame["pilots"],
            t("Other branches"): frame["comparisons"],
            t("Answers per branch, before and again after"): [
                t("cannot be shown") if pd.isna(n) else page.locale.count(int(n)) for n in frame["answers"]
            ],
            t("Smallest effect that can be shown"): [
                page.locale.score(plan.unit.shown(x), plan.unit.digits) for x in frame["smallest"]
            ],
        }
    )
