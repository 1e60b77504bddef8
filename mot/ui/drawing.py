"""Draw a chart: its specification is authored once per language, only the rows travel with each run."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from mot.charts import theme


@lru_cache(maxsize=256)
def _specification(
    author: Callable[..., Any], words: Any, options: tuple[tuple[str, Any], ...]
) -> dict[str, Any]:
    return theme.spec(author(words, **dict(options)))


def draw(
    author: Callable[..., Any],
    rows: pd.DataFrame,
    words: Any,
    *,
    key: str,
    description: str,
    select: str = "",
    **options: Any,
) -> str:
    """Draw `rows` with the chart that `author` makes; the code chosen by a click on it, or "".

    Parameters
    ----------
    author : function
        Of `mot.charts`; called once per language and `options`.
    rows : DataFrame
        The columns that the author names.
    words : Words
        The words in the chart itself.
    description : str
        What a screen reader says.
    select : str
        Name of the chart's selection, whose field `code` is returned.
    """
    spec = _specification(author, words, tuple(sorted({"description": "", **options}.items())))
    table = pa.Table.from_pandas(rows, preserve_index=False)
    if not select:
        st.vega_lite_chart(table, spec, key=key, alt=description)
        return ""
    event = st.vega_lite_chart(
        table, spec, key=key, on_select="rerun", selection_mode=select, alt=description
    )
    chosen = event["selection"].get(select) or []
    return str(chosen[0].get("code", "")) if chosen else ""
