"""No layout takes a sheet of another format: every sample against every layout."""

import functools

import pytest

from mot.ingest.draft import SourceFile
from mot.ingest.layouts import LAYOUTS, Recognition
from mot.ingest.workbook import read_workbook
from tests.messy_samples import EXPECTED, FOLDER

KNOWN = [name for name, facts in EXPECTED.items() if "layout" in facts]
GENERAL = {"wide", "two_row", "long", "by_place", "blocks"}  # they may see something in any table
WORDED = {"servqual", "labelled"}  # numbered items stand in the exports of tools, too
UNQUOTED = {"figures", "long", "two_row", "template"}


@functools.cache
def seen(name: str) -> dict[str, dict[str, Recognition]]:
    """What each layout makes of each sheet of a sample."""
    source = SourceFile(name, (FOLDER / name).read_bytes(), password=EXPECTED[name].get("password", ""))
    found = {}
    for sheet in read_workbook(source).sheets:
        if sheet.n_rows:
            told = {layout.name: layout.recognise(sheet) for layout in LAYOUTS}
            found[sheet.name] = {layout: one for layout, one in told.items() if one is not None}
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_the_surest_layout_is_the_right_one_and_no_tool_takes_what_is_anothers(name):
    wanted = EXPECTED[name]["layout"]
    of_sheets = [layouts for layouts in seen(name).values() if layouts]
    best = {max(layouts, key=lambda one: layouts[one].confidence) for layouts in of_sheets}
    assert wanted in best
    assert best <= {wanted, "wide"}
    assert set().union(*of_sheets) - GENERAL - WORDED <= {wanted}


@pytest.mark.parametrize("layout", [one.name for one in LAYOUTS if one.name not in {"wide", *UNQUOTED}])
def test_every_layout_has_samples_and_quotes_what_gave_the_format_away(layout):
    names = [name for name in KNOWN if EXPECTED[name]["layout"] == layout]
    found = [sheet[layout] for name in names for sheet in seen(name).values() if layout in sheet]
    assert found, "a layout without a sample is a layout that nobody has tried"
    assert all(0.9 <= one.confidence <= 1.0 and one.saw for one in found)
