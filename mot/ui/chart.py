"""A chart on a page: heading, drawing, and a menu to take it away or to read how it is worked out.

The specification is authored once per language; rows are made once per person, view and data version and
travel as Arrow. A run of the page only looks both up.
"""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

import mot
from mot.charts import theme
from mot.charts.words import Words
from mot.domain.cube import View
from mot.domain.errors import N_
from mot.reports import pictures, tables
from mot.ui.frame import Page
from mot.ui.selection import selection_text

KINDS = {"xlsx": "Excel", "csv": "CSV", "png": "PNG", "svg": "SVG"}
MENU = {"take": N_("Download"), "method": N_("How it is worked out")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Make = Callable[[], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is said about a chart or a table.

    name: unique on its page, also of the file · title, caption: above it · description: what a screen reader
    says in its place · about: the section of the method page that explains it.
    """

    name: str
    title: str
    caption: str = ""
    description: str = ""
    about: str = ""


def chart(
    page: Page,
    view: View,
    figure: Figure,
    author: Callable[..., Any],
    rows: Make,
    *,
    table: Make | None = None,
    select: str = "",
    beside: Callable[[], object] | None = None,
    also: Hashable = (),
    heading: bool = True,
    least_width: int = 0,
    words: Words | None = None,
    **options: Any,
) -> str:
    """Draw a chart with its heading and its menu; the code chosen by a click on it, or "".

    Parameters
    ----------
    author : function
        Of `mot.charts`: `author(words, description=…, **options)`; called once per language and options.
    rows : function
        Makes the columns that the author names.
    table : function, optional
        Makes the table behind the chart, headings in the reader's language; without it only the picture can
        be taken away.
    select : str
        Name of the chart's selection, whose field `code` is returned.
    beside : function, optional
        Draws a control at the right of the heading.
    also : hashable
        What the rows depend on besides the view.
    least_width : int
        Pixels the chart needs; where there are fewer it is scrolled sideways under its heading.
    words : Words, optional
        The words in the chart itself, where they differ from the usual ones.
    """
    spec = specification(author, words or page.words, tuple(sorted({"description": "", **options}.items())))
    table_of_rows: pa.Table = page.kept(
        figure.name, (view, also), lambda: pa.Table.from_pandas(rows(), preserve_index=False)
    )
    if heading:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            page.section(figure.title, figure.caption)
            if beside:
                beside()
            menu(page, view, figure, table, partial(_pictures, page, view, figure, spec, table_of_rows))
    if least_width:
        with st.grid(1, wrap=False, min_column_width=least_width).cell():
            return _draw(page, figure, spec, table_of_rows, select)
    return _draw(page, figure, spec, table_of_rows, select)


def _draw(page: Page, figure: Figure, spec: dict[str, Any], rows: pa.Table, select: str) -> str:
    key = f"{figure.name}_{page.locale.language}"
    if not select:
        st.vega_lite_chart(rows, spec, key=key, alt=figure.description)
        return ""
    event = st.vega_lite_chart(
        rows, spec, key=key, on_select="rerun", selection_mode=select, alt=figure.description
    )
    chosen = event["selection"].get(select) or []
    return str(chosen[0].get("code", "")) if chosen else ""


@lru_cache(maxsize=512)
def specification(
    author: Callable[..., Any], words: Any, options: tuple[tuple[str, Any], ...]
) -> dict[str, Any]:
    """The chart without its rows, made once per author, language and options."""
    return theme.spec(author(words, **dict(options)))


def menu(
    page: Page, view: View, figure: Figure, table: Make | None, draw: Callable[[], object] | None = None
) -> None:
    """The small menu of a chart or table: take it away, or read how it is worked out."""
    t = page.t
    choices = [key for key in MENU if key != "method" or figure.about]
    chosen = st.menu_button(
        t("More"),
        choices,
        key=f"more_{figure.name}_{page.locale.language}",
        type="tertiary",
        icon=":material/more_horiz:",
        format_func=lambda key: t(MENU[key]),
    )
    if chosen == "take":
        st.dialog(t("Download: {title}", title=figure.title), width="small")(_take_away)(
            page, view, figure, table, draw
        )
    elif chosen == "method":
        st.session_state["about"], st.session_state["about_from"] = figure.about, page.slug
        st.switch_page("pages/methods.py")


def _take_away(
    page: Page, view: View, figure: Figure, table: Make | None, draw: Callable[[], object] | None
) -> None:
    """The dialog with the files: table and picture, within what this person may see."""
    t = page.t
    if table is not None:
        st.caption(t("The table behind it: the same numbers as on the page, and the same ones hidden."))
        made = partial(_table, page, view, figure, table)
        with st.container(horizontal=True):
            _file(
                page, figure, "xlsx", XLSX, lambda: tables.to_xlsx(made(), sheet=t("Data"), about=t("About"))
            )
            _file(page, figure, "csv", "text/csv", lambda: tables.to_csv(made()))
    if draw is not None:
        draw()


def _pictures(page: Page, view: View, figure: Figure, spec: dict[str, Any], rows: pa.Table) -> None:
    st.caption(page.t("The picture, for slides and letters."))
    notes = (figure.caption, " · ".join(f"{word} {meaning}" for word, meaning in _about(page, view)[:2]))
    drawn: dict[str, Any] = {"title": figure.title, "notes": tuple(n for n in notes if n)}
    with st.container(horizontal=True):
        _file(page, figure, "png", "image/png", lambda: pictures.to_png(spec, rows, **drawn))
        _file(page, figure, "svg", "image/svg+xml", lambda: pictures.to_svg(spec, rows, **drawn))


def _file(page: Page, figure: Figure, kind: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        KINDS[kind],
        data=make,
        file_name=f"{figure.name}.{kind}",
        mime=mime,
        key=f"take_{figure.name}_{kind}_{page.locale.language}",
        icon=":material/download:",
        on_click="ignore",
    )


def _table(page: Page, view: View, figure: Figure, make: Make) -> tables.Table:
    return tables.Table(figure.title, make(), _about(page, view))


def _about(page: Page, view: View) -> list[tuple[str, str]]:
    """What a reader of a file has to know: period, selection, rules and version."""
    t, rules = page.t, page.books.thresholds
    return [
        (t("Quarter"), page.locale.quarter(view.quarter)),
        (t("Selection"), selection_text(page, view)),
        (t("Intervals"), page.locale.share(rules.confidence)),
        (t("Hidden"), t("under {n} answers, or what would give such a number away", n=rules.n_suppress)),
        (t("Who answered"), t("Describes people who answered; others may differ.")),
        (t("Written"), page.locale.date(dt.date.today())),
        (t("Product"), f"{t('Moments of Truth')} {mot.__version__}"),
    ]
