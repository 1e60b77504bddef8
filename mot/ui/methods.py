"""The parts of the method page: one open section, the contents beside it, and the way back."""

import pandas as pd
import streamlit as st

from mot.charts.frames.details import DIMENSION_WORDS
from mot.domain.cube import View
from mot.locale.methods import SECTIONS, section
from mot.locale.methods.section import Section
from mot.locale.settings_words import THRESHOLDS
from mot.services import reliability as service
from mot.ui import navigation
from mot.ui.frame import Page
from mot.ui.method_facts import facts, number
from mot.ui.session import widget_key

POMP = ("delta", "delta_up", "prior_level", "prior_change")


def headline(page: Page) -> None:
    """Kicker and title."""
    page.headline(page.t("Methods"), page.t("How every number is worked out, with the present settings"))


def open_section() -> Section:
    """The section that a chart or a link asked for, the first one otherwise; the address follows."""
    found = section(st.session_state.get("about") or st.query_params.get("about", ""))
    st.session_state["about"] = found.key
    st.query_params["about"] = found.key
    return found


def contents(page: Page, opened: Section) -> None:
    """The list of sections; choosing one opens it."""
    keys, key = [found.key for found in SECTIONS], widget_key("about")
    page.section(page.t("Contents"))
    st.radio(
        page.t("Contents"),
        keys,
        index=keys.index(opened.key),
        format_func=lambda name: page.t(section(name).title),
        key=key,
        on_change=lambda: _turn_to(st.session_state[key]),
        label_visibility="collapsed",
    )


def _turn_to(name: str) -> None:
    st.session_state["about"] = name


def way_back(page: Page) -> None:
    """A link to the page whose chart was asked about."""
    came_from = st.session_state.get("about_from", "")
    known = {entry.slug: entry for entry in navigation.open_to(page.actor)}
    if came_from in known and came_from != page.slug:
        back = page.t("Back to {page}", page=page.t(known[came_from].title))
        where = f"pages/{came_from}.py"
        st.page_link(where, label=back, icon=":material/arrow_back:")


def show(page: Page, view: View | None, opened: Section) -> None:
    """One section: what it is, formula, present settings, what it is not for, literature."""
    t = page.t
    st.subheader(t(opened.title), anchor=False)
    st.markdown(_said(page, opened))
    for formula in opened.formulas:
        st.latex(formula)
    rest: str = page.kept("rest", opened.key, lambda: _rest(page, opened))
    st.markdown(rest)
    if opened.key == "dimensions" and view is not None:
        _alphas(page, view)
    st.caption(page.kept("literature", opened.key, lambda: _literature(page, opened)))


def _said(page: Page, opened: Section) -> str:
    said: str = page.kept("said", opened.key, lambda: page.t(opened.what, **facts(page)))
    return said


def _rest(page: Page, opened: Section) -> str:
    t, told = page.t, facts(page)
    parts = ["\n".join(f"- {t(message, **told)}" for message in opened.where)]
    if opened.table:
        head, *rows = ([t(cell, **told).replace("|", "\\|") for cell in row] for row in opened.table)
        lines = [head, ["---"] * len(head), *rows]
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    if opened.settings:
        values = "\n".join(f"- {label}{t(': ')}**{value}**" for label, value in _settings(page, opened))
        parts.append(f"**{t('Present settings')}**\n\n{values}")
    parts.append(f"**{t('Limits')}**\n\n{t(opened.never, **told)}")
    return "\n\n".join(part for part in parts if part)


def _settings(page: Page, opened: Section) -> list[tuple[str, str]]:
    rules = page.books.thresholds
    weights = dict(
        zip((name for name in THRESHOLDS if name.startswith("weight_")), rules.weights, strict=True)
    )
    found = []
    for name in opened.settings:
        value = getattr(rules, name)
        if name in weights:
            text = page.t(
                "{points} points ({share})", points=number(value), share=page.locale.share(weights[name])
            )
        elif name in ("confidence", "alpha"):
            text = page.locale.share(value)
        else:
            text = f"{number(value)} POMP" if name in POMP else number(value)
        found.append((page.t(THRESHOLDS[name][0]), text))
    return found


def _literature(page: Page, opened: Section) -> str:
    return f"{page.t('Literature')}{page.t(': ')}{'; '.join(opened.references)}."


def _alphas(page: Page, view: View) -> None:
    """Cronbach's alpha of the dimensions in the quarter and selection, as far as enough people answered."""
    found: pd.DataFrame = page.ask(service.reliability, view)
    t, locale = page.t, page.locale
    st.markdown(f"**{t('Cronbach’s α in {quarter}, selection as above', quarter=view.quarter)}**")
    st.dataframe(
        pd.DataFrame(
            {
                t("Dimension"): [t(DIMENSION_WORDS[key]) for key in found["dimension"]],
                t("Number of touchpoints"): found["touchpoints"],
                t("People who rated all of them"): [
                    "" if pd.isna(n) else locale.count(int(n)) for n in found["n"]
                ],
                t("α of perceptions"): [locale.score(x) for x in found["perception"]],
                t("α of gaps"): [locale.score(x) for x in found["gap"]],
            }
        ),
        hide_index=True,
        width="content",
    )
    st.caption(
        t(
            "“–” = fewer than two touchpoints, or fewer than {n} people who rated all.",
            n=page.books.thresholds.n_plain,
        )
    )
