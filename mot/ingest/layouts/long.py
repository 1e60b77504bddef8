"""One row per rating: who, which touchpoint, expectation, perception."""

from mot.domain.errors import N_
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.header_words import pure_kind, role_of
from mot.ingest.layouts.table import Layout, Recognition, header_row, header_texts, read_table
from mot.ingest.sheet import Sheet


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when one column names the touchpoint and another holds nothing but a kind of rating."""
    head = sheet.head()
    row = header_row(head)
    if row is None:
        return None
    headers = header_texts(head[row])
    roles = [role_of(header) for header in headers if header]
    names = [r for r in roles if r is not None and r == (FieldKind.TOUCHPOINT, 1.0)]
    kinds = [pure_kind(header) for header in headers if header]
    if len(names) != 1 or not any(kind in RATINGS for kind in kinds):
        return None
    return Recognition(0.96, (row,), headers)


LAYOUT = Layout(
    "long",
    N_("One row per rating"),
    N_("One column names the touchpoint, others hold expectation and perception."),
    recognise,
    read_table,
)
