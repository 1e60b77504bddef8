"""What holds for the whole file in hand: its sheet, its format and what gave it away, the scale."""

from typing import Protocol

import streamlit as st

from mot.domain.survey import SCALES
from mot.ingest.draft import Draft
from mot.ingest.layouts.figures import NAME as FIGURES
from mot.ui import import_texts
from mot.ui.frame import Page

QUOTED = 4  # what gave a format away, at most


class Decide(Protocol):
    """Takes note of decisions and reads the file anew."""

    def __call__(self, **changes: object) -> None:
        """Change the decisions of these names."""


def about_the_file(page: Page, draft: Draft, decide: Decide) -> None:
    """Sheet, format and scale, each to be corrected with two clicks."""
    t = page.t
    key = f"{draft.sha256[:8]}_{page.locale.language}"
    with st.container(horizontal=True):
        if len(draft.sheets) > 1:
            sheet = st.selectbox(
                t("Sheet"),
                draft.sheets,
                index=draft.sheets.index(draft.sheet),
                key=f"sheet_{key}_{draft.sheets.index(draft.sheet)}",
                width=200,
            )
            if sheet is not None and sheet != draft.sheet:
                decide(sheet=sheet, layout="", fields={})
        layouts = list(dict.fromkeys((draft.layout, *draft.layouts)))
        if len(layouts) > 1:
            layout = st.selectbox(
                t("Format"),
                layouts,
                index=0,
                format_func=lambda name: t(import_texts.LAYOUTS.get(str(name), str(name))),
                key=f"layout_{key}_{draft.layout}",
                width=260,
                filter_mode=None,
            )
            if layout != draft.layout:
                decide(layout=layout, fields={})
        if draft.layout != FIGURES:
            _scale(page, draft, decide)
    sure = round(draft.layout_confidence * 100)
    if draft.saw:
        quotes = t(", ").join(import_texts.plain(text) for text in draft.saw[:QUOTED])
        st.caption(t("Recognised by: {quotes} ({sure}% sure)", quotes=quotes, sure=sure))
    else:
        st.caption(t("Format recognised, {sure}% sure", sure=sure))


def _scale(page: Page, draft: Draft, decide: Decide) -> None:
    codes = list(dict.fromkeys([*(s.code for s in SCALES), draft.scale.code]))
    scale = st.selectbox(
        page.t("Scale of the ratings"),
        codes,
        index=codes.index(draft.scale.code),
        format_func=lambda code: code.replace("-", " – "),
        key=f"scale_{draft.sha256[:8]}_{page.locale.language}_{draft.scale.code}",
        width=200,
        filter_mode=None,
    )
    if scale != draft.scale.code:
        decide(scale=scale)
