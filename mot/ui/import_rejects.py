"""What of the file in hand will not be imported, and her own workbook with those cells marked."""

import pandas as pd
import streamlit as st

from mot.ingest.draft import Draft
from mot.reports.rejected import marked_copy
from mot.services.drafts import DraftFile
from mot.ui import import_texts, uploads
from mot.ui.frame import Page

SHOWN = 200  # rows and answers listed on the page; the workbook has all


def rejects(page: Page, pending: DraftFile, draft: Draft) -> None:
    """Rows and answers that are not imported, with their place in Excel and the reason."""
    if not len(draft.rejects):
        return
    t = page.t
    cells = draft.rejects.cells
    aside = int(cells["aside"].to_numpy().sum())
    st.caption(
        t(
            "Not imported: {rows} rows, and {answers} single answers that count as missing. They are kept with "
            "the import; mended, they can be uploaded by themselves.",
            rows=page.locale.exact(aside),
            answers=page.locale.exact(len(draft.rejects) - aside),
        )
    )
    first = cells.slice(0, SHOWN)
    columns: dict[str, list[object]] = {
        t("Row in Excel"): first["row"].to_pylist(),
        t("Column"): first["column"].to_pylist(),
        t("Content"): first["value"].to_pylist(),
        t("Reason"): [import_texts.reason(page.locale, code) for code in first["reason"].to_pylist()],
    }
    if len(set(cells["sheet"].to_pylist())) > 1:
        columns = {t("Sheet"): first["sheet"].to_pylist()} | columns
    st.dataframe(pd.DataFrame(columns), hide_index=True, height=min(38 + 35 * len(first), 220))
    stem = pending.file_name.rpartition(".")[0] or pending.file_name
    st.download_button(
        t("My workbook with these cells marked"),
        data=lambda: marked_copy(
            uploads.source(page, pending),
            draft.rejects,
            page.locale,
            encoding=draft.decisions.answers.get("encoding", ""),
        ),
        file_name=f"{stem} {t('marked')}.xlsx",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"marked_{pending.id}",
    )
