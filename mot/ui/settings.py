"""The parts of the settings page."""

import streamlit as st

from mot.domain.errors import N_
from mot.domain.packs import PACKS, load_pack, load_step_presets
from mot.domain.survey import Name
from mot.domain.thresholds import LIMITS, Thresholds
from mot.locale.settings_words import THRESHOLDS
from mot.services import demonstration, setup
from mot.settings import load_settings
from mot.ui.frame import Page
from mot.ui.tables import key, save

TABS = (
    N_("Institution"),
    N_("Branches"),
    N_("Journey and touchpoints"),
    N_("Channels, segments and figures"),
    N_("Questionnaire and ideas"),
    N_("Thresholds"),
    N_("Template for slides"),
)


def headline(page: Page) -> None:
    """Kicker and title."""
    page.headline(page.t("Settings"), page.t("The institution, its journey, and when a finding is one"))


def institution(page: Page) -> None:
    """Name, industry pack, step names, demonstration."""
    t = page.t
    there, _ = setup.current(page.engine, page.actor)
    with st.form(key(page, "identity"), border=False):
        grid = st.grid(2, min_column_width=260)
        with grid.cell():
            zh = st.text_input(t("Name in Chinese"), there.name.zh)
        with grid.cell():
            en = st.text_input(t("Name in English"), there.name.en)
        if st.form_submit_button(t("Save name"), type="primary"):
            save(page, lambda: setup.rename(page.engine, page.actor, Name(zh.strip(), en.strip())))
    page.section(
        t("Start from an industry"),
        t(
            "Brings its touchpoints, channels and segments. The present touchpoints are switched off, not lost."
        ),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        industry = st.selectbox(
            t("Industry"),
            PACKS,
            index=PACKS.index(there.industry) if there.industry in PACKS else 0,
            format_func=lambda code: page.locale.name(load_pack(code).name),
            key=key(page, "industry"),
            filter_mode=None,
            width=260,
        )
        if st.button(t("Use this pack"), key="apply_pack"):
            save(page, lambda: setup.apply_pack(page.engine, page.actor, industry))
    presets = {p.code: p for p in load_step_presets()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        preset = st.selectbox(
            t("Names of the four behaviour steps"),
            list(presets),
            index=next((i for i, p in enumerate(presets.values()) if p.steps == there.step_names), 0),
            format_func=lambda code: t(", ").join(page.locale.name(n) for _, n in presets[code].steps),
            key=key(page, "steps"),
            filter_mode=None,
            width=420,
        )
        if st.button(t("Use these names"), key="apply_steps"):
            save(page, lambda: setup.choose_steps(page.engine, page.actor, preset))
    if not there.demonstration:
        page.section(t("Demonstration"), t("An invented bank with two years of feedback, for a look around."))
        if st.button(t("Load the demonstration bank"), key="load_demonstration"):
            folder = load_settings().demo_dir
            with st.spinner(t("Importing the demonstration files…")):
                save(page, lambda: _loaded(page, folder))


def _loaded(page: Page, folder: object) -> None:
    demonstration.load(page.engine, page.actor, folder)  # type: ignore[arg-type]


def thresholds(page: Page) -> None:
    """When a number is shown, and when it is a finding."""
    t = page.t
    _, now = setup.current(page.engine, page.actor)
    with st.form(key(page, "thresholds"), border=False):
        grid = st.grid(2, min_column_width=300)
        values: dict[str, float] = now.as_dict()
        for name, (label, explained) in THRESHOLDS.items():
            whole = name.startswith("n_")
            low, high = LIMITS[name]
            with grid.cell():
                values[name] = st.number_input(
                    t(label),
                    min_value=int(low) if whole else float(low),
                    max_value=int(high) if whole else float(high),
                    value=int(values[name]) if whole else float(values[name]),
                    step=1 if whole else (0.01 if high < 1 else 0.5),
                    help=t(explained),
                )
        if st.form_submit_button(t("Save thresholds"), type="primary"):
            save(page, lambda: setup.save_thresholds(page.engine, page.actor, Thresholds.from_dict(values)))
    st.caption(t("Keep the defaults unless there is a reason; every page follows a change at once."))
