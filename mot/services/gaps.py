"""Gaps per touchpoint, per branch, and over time."""

import pandas as pd
import sqlalchemy as sa

from mot.analysis import gaps as analysis
from mot.analysis import overview
from mot.analysis.lens import focus, quarters_of
from mot.analysis.units import Unit
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def gap_table(engine: sa.Engine, actor: Actor, view: View) -> analysis.GapTable:
    """Gap, interval and verdict per touchpoint, in journey order."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return overview.table(books, view, view.quarter)


def heatmap(engine: sa.Engine, actor: Actor, view: View) -> tuple[pd.DataFrame, Unit]:
    """Gap per touchpoint and branch of the view, small cells and what would give them away hidden."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    lens = focus(books, view, view.quarter)
    frame = analysis.heatmap(lens.grid, lens.unit, books.thresholds, hidden=lens.hidden)
    wanted = set(lens.grid.branches[lens.selected].tolist())
    return frame[frame["branch"].isin(wanted)].reset_index(drop=True), lens.unit


def history(engine: sa.Engine, actor: Actor, view: View, touchpoint: int) -> pd.DataFrame:
    """One touchpoint over eight quarters: columns of `gap_table` and quarter (code)."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    rows = []
    for quarter in quarters_of(view):
        found = overview.table(books, view, quarter).frame
        rows.append(found[found["touchpoint"] == touchpoint].assign(quarter=quarter.code))
    return pd.concat(rows, ignore_index=True)
