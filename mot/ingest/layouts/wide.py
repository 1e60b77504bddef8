"""One row per respondent below one header row; the kind of rating stands in each header."""

from mot.domain.errors import N_
from mot.ingest.cells import is_blank_word
from mot.ingest.header_words import rating_of, role_of
from mot.ingest.layouts.table import Layout, Recognition, header_row, header_texts, read_table
from mot.ingest.likert import level
from mot.ingest.sheet import Sheet
from mot.ingest.values import number


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when several headers name a kind of rating; less sure when only the cells look like ratings."""
    head = sheet.head()
    row = header_row(head)
    if row is None:
        row = _bare_header(head)
        if row is None:
            return None
    headers = header_texts(head[row])
    rated = sum(rating_of(h) is not None for h in headers if h)
    roles = sum(role_of(h) is not None for h in headers if h)
    numeric = sum(_rates([line[c] for line in head[row + 1 :]]) for c in range(len(headers)))
    if not numeric:
        return None
    confidence = 0.5 + 0.1 * min(rated, 4) + 0.02 * min(roles, 4) if rated else 0.35 + 0.05 * min(roles, 4)
    return Recognition(min(confidence, 0.95), (row,), headers)


def _bare_header(head: list[list[object | None]]) -> int | None:
    """A first row of texts above rows of ratings, when no word of it is known."""
    for number_of_row, values in enumerate(head[:30]):
        texts = [v for v in values if isinstance(v, str)]
        if len(texts) >= 2 and len(texts) == sum(v is not None for v in values):
            below = head[number_of_row + 1 : number_of_row + 2]
            if below and sum(_rates([v]) for v in below[0]) >= 1:
                return number_of_row
    return None


def _rates(values: list[object | None]) -> bool:
    """Whether most of the cells read as ratings."""
    there = [v for v in values if v is not None and not is_blank_word(str(v))]
    good = [v for v in there if _is_rating(v)]
    return bool(good) and len(good) * 2 > len(there)


def _is_rating(value: object) -> bool:
    """Whether one cell reads as a rating."""
    found = number(value)
    return (found is not None and 0 <= found <= 100) or (isinstance(value, str) and level(value) is not None)


LAYOUT = Layout(
    "wide",
    N_("One row per respondent"),
    N_("One header row; the kind of rating stands in each header, such as Expectation-Queue."),
    recognise,
    read_table,
)
