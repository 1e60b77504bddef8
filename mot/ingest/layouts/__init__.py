"""Formats of surveys and of outcome figures. The tuple is the order in which equally sure layouts win."""

from mot.ingest.layouts import figures, long, template, two_row, wide
from mot.ingest.layouts.table import Layout, Recognition, Table, Told

LAYOUTS: tuple[Layout, ...] = (
    template.LAYOUT,
    figures.LAYOUT,
    two_row.LAYOUT,
    long.LAYOUT,
    wide.LAYOUT,
)

__all__ = ["LAYOUTS", "Layout", "Recognition", "Table", "Told"]
