"""Tables of actions to take away, as Excel or CSV."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import streamlit as st

import mot
from mot.reports import tables
from mot.ui.chart import KINDS, XLSX
from mot.ui.frame import Page


def take_away(page: Page, name: str, title: str, make: Callable[[], pd.DataFrame]) -> None:
    """A small menu with both kinds of file; `make` makes the table when one of them is asked for."""
    t = page.t

    def table() -> tables.Table:
        about = [
            (t("Written"), page.locale.date(dt.date.today())),
            (t("Product"), f"{t('Moments of Truth')} {mot.__version__}"),
        ]
        return tables.Table(title, make(), about)

    kinds = {
        "xlsx": (XLSX, lambda: tables.to_xlsx(table(), sheet=t("Data"), about=t("About"))),
        "csv": ("text/csv", lambda: tables.to_csv(table())),
    }
    with st.popover(
        t("Download"),
        icon=":material/download:",
        type="tertiary",
        key=f"w_take_{name}_{page.locale.language}",
    ):
        for kind, (mime, write) in kinds.items():
            st.download_button(
                KINDS[kind],
                data=write,
                file_name=f"{title}.{kind}",
                mime=mime,
                key=f"take_{name}_{kind}_{page.locale.language}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )
