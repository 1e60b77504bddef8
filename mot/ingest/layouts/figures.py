"""Outcome figures: one row per branch, month and figure, with what was counted and out of how many."""

from dataclasses import replace

import numpy as np

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells
from mot.ingest.figure_words import figure_role, is_strict, own_kind
from mot.ingest.header_words import pure_kind, rating_of
from mot.ingest.layouts.table import Layout, Recognition, Table, header_texts, read_table
from mot.ingest.sheet import HEAD, Sheet, letter

NAME = "figures"
LONGEST = 40  # characters of a column name
NEEDED = {FieldKind.DATE, FieldKind.FIGURE, FieldKind.NUMERATOR}


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row of headers names figure, month and numerator, and a denominator or at least the branch.

    Words that other sheets use as well are not enough where any header speaks of ratings.
    """
    for row, values in enumerate(sheet.head()[: HEAD // 2]):
        texts = [text for text in values if isinstance(text, str) and len(text) <= LONGEST]
        if not {own_kind(text) for text in texts} >= {FieldKind.FIGURE, FieldKind.NUMERATOR}:
            continue
        headers = header_texts(values)
        kinds = {role[0] for header in headers if header and (role := figure_role(header))}
        if not kinds >= NEEDED or not kinds & {FieldKind.DENOMINATOR, FieldKind.BRANCH}:
            continue
        strict = sum(is_strict(header) for header in headers)
        rated = any(rating_of(header) or pure_kind(header) for header in headers if header)
        if strict >= 2 or not rated:
            return Recognition(0.98, (row,), headers)
    return None


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header; a cell merged downwards counts in each of its rows."""
    table = read_table(sheet, seen)
    start = max(seen.header_rows) + 1
    columns = list(table.columns)
    for top, left, bottom, _ in sheet.merged:
        name = letter(sheet.first_column + left)
        if top >= start and bottom > top and name in table.letters:
            place = table.letters.index(name)
            codes = np.array(columns[place].codes)
            codes[top - start : bottom - start + 1] = codes[top - start]
            columns[place] = Cells(codes, columns[place].values)
    return replace(table, columns=tuple(columns))


LAYOUT = Layout(
    NAME,
    N_("Outcome figures"),
    N_("One row per branch, month and figure, with numerator and denominator."),
    recognise,
    read,
)
