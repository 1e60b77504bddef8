"""What stands out in a file, each with what can be done about it."""

import pandas as pd
import streamlit as st

from mot.domain.issues import Issue, Severity
from mot.services.drafts import DraftFile
from mot.ui import import_texts, uploads
from mot.ui.frame import Page


def ask(page: Page, pending: DraftFile, issue: Issue) -> None:
    """One issue: what it says, what was found, and what can be done about it."""
    sentence = import_texts.sentence(page.locale, issue)
    if not issue.choices or issue.severity is Severity.NOTE:
        st.caption(f":material/info: {sentence}")
        return
    icon = ":red[:material/error:]" if issue.severity is Severity.BLOCKING else ":yellow[:material/help:]"
    grid = st.grid(3, min_column_width=180, gap="small", vertical_alignment="center")
    with grid.cell(column_span=2):
        st.markdown(f"{icon} {sentence}")
        _rows(page, issue)
    with grid.cell():
        options = list(issue.choices)
        chosen = st.selectbox(
            import_texts.words(page.locale, issue),
            options,
            index=options.index(issue.chosen) if issue.chosen in options else None,
            format_func=lambda code: import_texts.choice(page, issue, code),
            key=f"issue_{issue.key}_{pending.sha256[:8]}_{pending.updated_at.timestamp()}_{page.locale.language}",
            placeholder=page.t("Please choose"),
            label_visibility="collapsed",
        )
    if chosen is not None and chosen != issue.chosen:
        uploads.decide(page, pending, **import_texts.decision(pending.decisions, issue, chosen))


def _rows(page: Page, issue: Issue) -> None:
    """Some of the person's own rows, by which to judge."""
    columns, rows = issue.params.get("columns"), issue.params.get("rows")
    if isinstance(columns, list | tuple) and isinstance(rows, list | tuple):
        headings = [import_texts.plain(page.t(str(heading))) for heading in columns]
        st.table(pd.DataFrame([[import_texts.plain(str(v)) for v in row] for row in rows], columns=headings))
