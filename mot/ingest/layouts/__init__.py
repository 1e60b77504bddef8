"""Formats of surveys and of outcome figures. The tuple is the order in which equally sure layouts win."""

from mot.ingest.layouts import (
    figures,
    kobo,
    labelled,
    limesurvey,
    long,
    qualtrics,
    sosci,
    surveymonkey,
    template,
    two_row,
    webforms,
    wide,
)
from mot.ingest.layouts.table import Layout, Recognition, Table, Told

LAYOUTS: tuple[Layout, ...] = (
    template.LAYOUT,
    figures.LAYOUT,
    qualtrics.LAYOUT,
    surveymonkey.LAYOUT,
    limesurvey.LAYOUT,
    sosci.LAYOUT,
    kobo.LAYOUT,
    webforms.LAYOUT,
    labelled.LAYOUT,
    two_row.LAYOUT,
    long.LAYOUT,
    wide.LAYOUT,
)

__all__ = ["LAYOUTS", "Layout", "Recognition", "Table", "Told"]
