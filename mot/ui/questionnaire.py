"""The sample questionnaire and the ideas for action on the settings page."""

import pandas as pd
import streamlit as st

from mot.domain.errors import N_
from mot.domain.packs import Idea, Lever, Question
from mot.domain.survey import Name
from mot.services import questionnaire as service
from mot.ui.frame import Page
from mot.ui.tables import key, save, text

LEVERS = {
    Lever.TRAINING: N_("Training"),
    Lever.EMPOWERMENT: N_("Empowerment"),
    Lever.PROCESS: N_("Process change"),
    Lever.RESOURCES: N_("Resources and support"),
    Lever.COMMUNICATION: N_("Communication"),
}


def show(page: Page) -> None:
    """Both tables."""
    names = {p.code: page.locale.name(p.name) for p in page.books.institution.touchpoints if p.active}
    page.section(
        page.t("Sample questionnaire"),
        page.t(
            "Ask each question twice: before, what is expected; after, how it was. Copy it into your survey tool."
        ),
    )
    _questions(page, names)
    page.section(
        page.t("Ideas for action"), page.t("What may help at a touchpoint, and which lever it pulls.")
    )
    _ideas(page, names)


def _questions(page: Page, names: dict[str, str]) -> None:
    t = page.t
    rows = service.questions(page.engine, page.actor)
    frame = pd.DataFrame(
        {
            "code": [r.touchpoint for r in rows],
            "touchpoint": [names[r.touchpoint] for r in rows],
            "expectation_zh": [r.expectation.zh for r in rows],
            "perception_zh": [r.perception.zh for r in rows],
            "expectation_en": [r.expectation.en for r in rows],
            "perception_en": [r.perception.en for r in rows],
        },
        dtype="str",
    )
    edited = st.data_editor(
        frame,
        column_config={
            "code": None,
            "touchpoint": st.column_config.TextColumn(t("Touchpoint"), disabled=True),
            "expectation_zh": st.column_config.TextColumn(t("Expectation (Chinese)")),
            "perception_zh": st.column_config.TextColumn(t("Perception (Chinese)")),
            "expectation_en": st.column_config.TextColumn(t("Expectation (English)")),
            "perception_en": st.column_config.TextColumn(t("Perception (English)")),
        },
        hide_index=True,
        num_rows="fixed",
        key=key(page, "questions"),
    )
    if st.button(t("Save questionnaire"), type="primary", key="save_questions"):
        wanted = [
            Question(
                str(r["code"]),
                Name(text(r["expectation_zh"]), text(r["expectation_en"])),
                Name(text(r["perception_zh"]), text(r["perception_en"])),
            )
            for _, r in edited.iterrows()
        ]
        save(page, lambda: service.save_questions(page.engine, page.actor, wanted))


def _ideas(page: Page, names: dict[str, str]) -> None:
    t = page.t
    rows = service.ideas(page.engine, page.actor)
    frame = pd.DataFrame(
        {
            "touchpoint": [r.touchpoint for r in rows],
            "lever": [r.lever.value for r in rows],
            "zh": [r.text.zh for r in rows],
            "en": [r.text.en for r in rows],
        },
        dtype="str",
    )
    edited = st.data_editor(
        frame,
        column_config={
            "touchpoint": st.column_config.SelectboxColumn(
                t("Touchpoint"),
                options=list(names),
                format_func=lambda c: names.get(str(c), str(c)),
                required=True,
            ),
            "lever": st.column_config.SelectboxColumn(
                t("Lever"),
                options=[lever.value for lever in Lever],
                format_func=lambda c: t(LEVERS[Lever(str(c))]),
                required=True,
            ),
            "zh": st.column_config.TextColumn(t("Idea (Chinese)")),
            "en": st.column_config.TextColumn(t("Idea (English)")),
        },
        hide_index=True,
        num_rows="dynamic",
        key=key(page, "ideas"),
    )
    if st.button(t("Save ideas"), type="primary", key="save_ideas"):
        wanted = [
            Idea(
                str(r["touchpoint"]), Lever(text(r["lever"]) or "process"), Name(text(r["zh"]), text(r["en"]))
            )
            for _, r in edited.iterrows()
            if text(r["touchpoint"])
        ]
        save(page, lambda: service.save_ideas(page.engine, page.actor, wanted))
