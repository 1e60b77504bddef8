"""Tables of slides and of the appendix, made from the tables that the pages offer for download."""

from collections.abc import Mapping

import pandas as pd

from mot.domain.slides import Column, Form, Table
from mot.reports.slides.asked import plain


def from_download(
    key: str,
    title: str,
    frame: pd.DataFrame,
    *,
    digits: int,
    forms: Mapping[str, Form] | None = None,
    note: str = "",
) -> Table:
    """A table behind a chart: headings as on the page, numbers unrounded.

    Parameters
    ----------
    digits : int
        Decimals of scores and gaps.
    forms : mapping, optional
        How columns are written that their type does not tell, by heading; texts and whole numbers tell it.
    """
    told = forms or {}
    columns = tuple(
        Column(str(number), str(name), told.get(str(name), _form(frame[name])), digits)
        for number, name in enumerate(frame.columns)
    )
    values = [plain(frame[name]) for name in frame.columns]
    return Table(key, title, columns, tuple(zip(*values, strict=True)), note=note)


def _form(values: "pd.Series[object]") -> Form:
    if pd.api.types.is_integer_dtype(values.dtype):
        return Form.COUNT
    return Form.SCORE if pd.api.types.is_float_dtype(values.dtype) else Form.TEXT
