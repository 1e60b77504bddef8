"""Tables that are edited and saved: what the settings pages share."""

from collections.abc import Callable
from numbers import Real
from typing import Any

import pandas as pd
import streamlit as st

from mot.domain.errors import MotError
from mot.domain.survey import Name
from mot.ui.frame import Page


def save(page: Page, job: Callable[[], None]) -> None:
    """Run a save and show what came of it."""
    try:
        job()
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.toast(page.t("Saved. Every number follows at once."), icon=":material/check:")
    st.session_state["settings_edit"] = st.session_state.get("settings_edit", 0) + 1
    st.rerun()


def key(page: Page, name: str) -> str:
    """A table's key; it changes after a save, so that the table shows what is stored."""
    return f"{name}_{page.locale.language}_{st.session_state.get('settings_edit', 0)}"


def table(page: Page, name: str, frame: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    """An editable table of named things; `columns` are those beside names, spellings and use."""
    t = page.t
    settings: dict[str, Any] = {
        "id": None,
        "zh": st.column_config.TextColumn(t("Name in Chinese")),
        "en": st.column_config.TextColumn(t("Name in English")),
        "aliases": st.column_config.TextColumn(t("Other spellings")),
        "active": st.column_config.CheckboxColumn(t("In use"), default=True, width="small"),
    } | columns
    return st.data_editor(
        frame, column_config=settings, num_rows="add", hide_index=True, key=key(page, name), width="stretch"
    )


def text(value: object) -> str:
    """A cell's text, "" when it is empty."""
    return value.strip() if isinstance(value, str) else ""


def whole(value: object) -> int:
    """A cell's whole number, 0 when it is empty."""
    return int(float(value)) if isinstance(value, Real) and value == value else 0


def name(row: "pd.Series[str]") -> Name:
    """A row's name in both languages."""
    return Name(text(row["zh"]), text(row["en"]))


def aliases(value: object) -> tuple[str, ...]:
    """Other spellings, however they were separated."""
    told = text(value).replace(";", "；").replace("，", "；").replace(",", "；")
    return tuple(part.strip() for part in told.split("；") if part.strip())
