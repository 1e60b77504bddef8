"""Survey formats. The tuple is the order in which equally sure layouts win."""

from mot.ingest.layouts import long, template, two_row, wide
from mot.ingest.layouts.table import Layout, Recognition, Table

LAYOUTS: tuple[Layout, ...] = (template.LAYOUT, two_row.LAYOUT, long.LAYOUT, wide.LAYOUT)

__all__ = ["LAYOUTS", "Layout", "Recognition", "Table"]
