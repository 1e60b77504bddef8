"""Values of a slide's table as a reader reads them."""

import datetime as dt

from mot.domain.slides import Column, Form, Value
from mot.locale.words import NO_VALUE, Locale


def written(locale: Locale, value: Value, column: Column) -> str:
    """The value as its column writes it; an en dash where there is none.

    >>> from mot.domain.slides import Column, Form
    >>> written(Locale("en"), -0.847, Column("gap", "Gap", Form.SIGNED, 2))
    '−0.85'
    """
    if value is None or value == "":
        return NO_VALUE if column.form not in (Form.TEXT, Form.MARK) else ""
    if isinstance(value, str):
        return locale.date(dt.date.fromisoformat(value)) if column.form is Form.DATE else value
    if column.form is Form.COUNT:
        return locale.count(int(value))
    if column.form is Form.SIGNED:
        return locale.signed(float(value), column.decimals)
    if column.form is Form.SHARE:
        return locale.share(float(value))
    return locale.score(float(value), column.decimals)
