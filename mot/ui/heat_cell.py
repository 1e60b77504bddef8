"""The cell of the map that was clicked: its numbers, and the way to tag it."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from mot.analysis.evidence import of_cell, unit_code
from mot.analysis.heat import HeatTable
from mot.analysis.levels import Level
from mot.domain.cube import View
from mot.domain.moments import Origin
from mot.domain.survey import Name
from mot.locale.sentences import moments as sentences
from mot.ui import judging, tagging
from mot.ui.frame import Page


def show(page: Page, view: View, found: HeatTable, code: str, places: Mapping[int, Name]) -> None:
    """What the cell `code` (touchpoint and place, by id) tells; nothing where it is no cell of this map."""
    point_id, _, place_id = code.partition("-")
    if not (point_id.isdigit() and place_id.isdigit()) or int(place_id) not in places:
        return
    place = int(place_id)
    there = page.books.institution
    point = next((p for p in there.touchpoints if p.id == int(point_id)), None)
    told = None if point is None else of_cell(found, point.id, place)
    if point is None or told is None:
        return
    said = sentences.numbers(page.locale, told, unit_code(found.unit), page.books.thresholds.confidence)
    name = page.t("{touchpoint} at {branch}", touchpoint=point.name, branch=places[place])
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f"**{judging.plain(name)}**　{judging.plain(said)}", width="stretch")
        if found.level is Level.BRANCH:
            branch = next((b for b in there.branches if b.id == place), None)
            tagging.tag_button(page, view, point, branch=branch, origin=Origin.CELL, key="cell")
        else:
            tagging.tag_button(page, _narrowed(page, view, found.level, place), point, key="cell")


def _narrowed(page: Page, view: View, level: Level, place: int) -> View:
    """The view within one region, or as it is for the network."""
    if level is not Level.REGION:
        return view
    seen = [b.id for b in page.books.institution.branches if b.region == place]
    return replace(view, branches=tuple(b for b in seen if not view.branches or b in view.branches))
