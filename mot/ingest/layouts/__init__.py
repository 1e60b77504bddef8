"""Formats of surveys and of outcome figures. The tuple is the order in which equally sure layouts win."""

from mot.ingest.layouts import (
    blocks,
    by_place,
    figures,
    google_forms,
    kobo,
    labelled,
    limesurvey,
    long,
    microsoft_forms,
    qualtrics,
    servqual,
    sosci,
    surveymonkey,
    template,
    tencent,
    two_row,
    webforms,
    wenjuanxing,
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
    wenjuanxing.LAYOUT,
    tencent.LAYOUT,
    google_forms.LAYOUT,
    microsoft_forms.LAYOUT,
    servqual.LAYOUT,
    two_row.LAYOUT,
    blocks.LAYOUT,
    long.LAYOUT,
    by_place.LAYOUT,
    wide.LAYOUT,
)

__all__ = ["LAYOUTS", "Layout", "Recognition", "Table", "Told"]
