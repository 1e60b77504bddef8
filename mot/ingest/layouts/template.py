"""The product's own template, filled in."""

from mot.domain.errors import N_
from mot.ingest.layouts.table import Layout, Recognition, header_texts, read_table
from mot.ingest.sheet import Sheet
from mot.ingest.template_words import SHEETS, WORDS


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when sheet name and first headers are those of the template, in either language."""
    if sheet.name not in SHEETS or sheet.first_row != 1 or sheet.first_column != 0:
        return None
    head = sheet.head(1)
    headers = header_texts(head[0]) if head else ()
    for words in WORDS.values():
        if headers[:4] == words.keys:
            return Recognition(1.0, (0,), headers)
    return None


LAYOUT = Layout(
    "template",
    N_("The product's own template"),
    N_("The sheet and the first headers of the template that the import page hands out."),
    recognise,
    read_table,
)
