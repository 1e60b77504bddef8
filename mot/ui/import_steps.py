"""Inside the steps of an import: assigning columns, what was set aside, the preview."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from mot.domain.survey import OF_FIGURES, RATINGS, Field, FieldKind
from mot.ingest.draft import MISSING, Column, Draft
from mot.ingest.layouts.figures import NAME as FIGURES
from mot.ui import import_texts
from mot.ui.frame import Page
from mot.ui.import_file import Decide, about_the_file

SURE = 0.8  # columns recognised with less are put first and asked about
SHOWN = 20  # responses of the preview
PAIRS = 3  # touchpoints of the preview


def assign(page: Page, draft: Draft, decide: Decide) -> None:
    """Which column means what, low confidence first; every change reads the file anew."""
    t = page.t
    about_the_file(page, draft, decide)
    columns = sorted(draft.columns, key=lambda c: (c.confidence, c.position))
    frame = pd.DataFrame(
        {
            "column": [f"{c.letter} · {c.header or '–'}" for c in columns],
            "sample": [c.sample for c in columns],
            "field": [c.field.code for c in columns],
            "confidence": [round(c.confidence * 100) for c in columns],
            "state": [_state(page, c) for c in columns],
        }
    )
    options = _fields(page, draft)
    edited = st.data_editor(
        frame,
        column_config={
            "column": st.column_config.TextColumn(t("Column in the file"), disabled=True),
            "sample": st.column_config.TextColumn(t("Example"), disabled=True),
            "field": st.column_config.SelectboxColumn(
                t("Meaning"),
                options=list(options),
                format_func=lambda c: options.get(str(c), str(c)),
                required=True,
            ),
            "confidence": st.column_config.ProgressColumn(
                t("Confidence"), min_value=0, max_value=100, format="%d%%", color="primary"
            ),
            "state": st.column_config.TextColumn(t("State"), disabled=True),
        },
        hide_index=True,
        num_rows="fixed",
        height=min(38 + 35 * len(frame), 420),
        key=f"assign_{draft.sha256[:8]}_{len(draft.decisions.fields)}_{page.locale.language}",
    )
    st.caption(
        t(
            "Columns recognised with less than 80% come first. What you confirm is remembered for the same header."
        )
    )
    changed = {
        columns[i].position: str(code)
        for i, code in enumerate(edited["field"])
        if code and code != columns[i].field.code
    }
    if changed:
        decide(fields={**draft.decisions.fields, **changed})


def _state(page: Page, column: Column) -> str:
    if column.confidence < SURE:
        return page.t("Please confirm")
    return page.t("Left out") if column.field.kind is FieldKind.IGNORE else page.t("Assigned")


def _fields(page: Page, draft: Draft) -> dict[str, str]:
    """Every meaning that a column can have, by field code."""
    t = page.t
    if draft.layout == FIGURES:
        kept = (FieldKind.BRANCH, FieldKind.DATE, *OF_FIGURES, FieldKind.IGNORE)
        named = {kind.value: t(import_texts.KINDS[kind]) for kind in kept}
        return named | {FieldKind.DATE.value: t("Month")}
    options = {
        kind.value: t(text)
        for kind, text in import_texts.KINDS.items()
        if kind not in (*RATINGS, *OF_FIGURES)
    }
    names = {p.code: page.locale.name(p.name) for p in page.books.institution.touchpoints if p.active}
    names |= {
        r.code or f"+{r.name}": r.name for r in draft.touchpoints if (r.code or f"+{r.name}") not in names
    }
    for kind in RATINGS:
        for code, name in names.items():
            options[Field(kind, code).code] = f"{name} · {t(import_texts.KINDS[kind])}"
        if draft.layout == "long":
            options[kind.value] = t(import_texts.KINDS[kind])
    for column in draft.columns:
        options.setdefault(column.field.code, column.header or column.field.code)
    return options


def preview(page: Page, draft: Draft) -> None:
    """The first responses or outcome figures as they will be stored."""
    if draft.layout == FIGURES:
        _figures(page, draft)
        return
    told = draft.responses
    first = slice(0, SHOWN)
    if not len(told):
        st.caption(page.t("No response would be imported as things stand."))
        return
    t = page.t
    undated = any(issue.code == "quarter_needed" for issue in draft.issues)
    columns: dict[str, Any] = {
        t("Branch"): [draft.branches[i].name for i in told.branch[first]],
        t("Date"): [""] * len(told.day[first])
        if undated
        else told.day[first].astype("datetime64[D]").astype(str),
    }
    for title, positions, references in (
        (t("Channel"), told.channel, draft.channels),
        (t("Segment"), told.segment, draft.segments),
    ):
        if references:
            columns[title] = [references[i].name if i >= 0 else "" for i in positions[first]]
    for answers in draft.answers[:PAIRS]:
        name = draft.touchpoints[answers.touchpoint].name
        for kind, values in (
            (FieldKind.EXPECTATION, answers.expectation),
            (FieldKind.PERCEPTION, answers.perception),
            (FieldKind.MINIMUM, answers.minimum),
            (FieldKind.IMPORTANCE, answers.importance),
        ):
            if values is not None:
                columns[f"{name} · {t(import_texts.KINDS[kind])}"] = _shown(values[first])
    if (told.overall != MISSING).any():
        columns[t("Overall satisfaction")] = _shown(told.overall[first])
    comments = told.comment.slice(0, SHOWN).to_pylist()
    if any(comments):
        columns[t("Comment")] = comments
    st.dataframe(pd.DataFrame(columns), hide_index=True, height=178)
    st.caption(
        t(
            "The first {shown} of {n} responses; {touchpoints} touchpoints, {ratings} ratings in all.",
            shown=min(SHOWN, len(told)),
            n=page.locale.exact(len(told)),
            touchpoints=len(draft.answers),
            ratings=page.locale.exact(draft.counts.ratings),
        )
    )


def _figures(page: Page, draft: Draft) -> None:
    t, told, first = page.t, draft.figures, slice(0, SHOWN)
    if not len(told):
        st.caption(t("No outcome figure would be imported as things stand."))
        return
    st.dataframe(
        pd.DataFrame(
            {
                t("Branch"): [draft.branches[i].name for i in told.branch[first]],
                t("Month"): [f"{month // 100}-{month % 100:02d}" for month in told.month[first].tolist()],
                t("Figure"): [draft.figure_names[i].name for i in told.figure[first]],
                t("Numerator"): _shown(told.numerator[first]),
                t("Denominator"): _shown(told.denominator[first]),
            }
        ),
        hide_index=True,
        height=178,
    )
    st.caption(
        t(
            "The first {shown} of {n} outcome figures; {branches} branches, {months} months, {names} names.",
            shown=min(SHOWN, len(told)),
            n=page.locale.exact(len(told)),
            branches=len(draft.branches),
            months=len(set(told.month.tolist())),
            names=len(draft.figure_names),
        )
    )


def _shown(values: np.ndarray) -> list[str]:
    return ["" if v == MISSING else str(int(v)) for v in values]
