"""Gaps per touchpoint, per branch, and over time."""

import pandas as pd
import sqlalchemy as sa

from mot.analysis import gaps as analysis
from mot.analysis import heat, overview
from mot.analysis import integrity as evidence
from mot.analysis.dimensions import Dimensions
from mot.analysis.dimensions import dimensions as analysis_of_dimensions
from mot.analysis.flagged import Compared, compared
from mot.analysis.heat import HeatTable
from mot.analysis.integrity import Integrity
from mot.analysis.lens import quarters_of
from mot.analysis.levels import Level
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def gap_table(engine: sa.Engine, actor: Actor, view: View) -> analysis.GapTable:
    """Gap, interval and verdict per touchpoint, in journey order."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return overview.table(books, view, view.quarter)


def heatmap(engine: sa.Engine, actor: Actor, view: View, level: Level = Level.BRANCH) -> HeatTable:
    """Gap per touchpoint and branch (or region, or network) of the view, small cells and what would give them
    away hidden.
    """
    actor.require(Permission.VIEW_RESULTS)
    return heat.heatmap(open_books(engine, actor), view, level)


def history(engine: sa.Engine, actor: Actor, view: View, touchpoint: int) -> pd.DataFrame:
    """One touchpoint over eight quarters: columns of `gap_table` and quarter (code)."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    rows = []
    for quarter in quarters_of(view):
        found = overview.table(books, view, quarter).frame
        rows.append(found[found["touchpoint"] == touchpoint].assign(quarter=quarter.code))
    return pd.concat(rows, ignore_index=True)


def integrity(engine: sa.Engine, actor: Actor, view: View) -> Integrity:
    """Evidence for and against each touchpoint's gap."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return evidence.integrity(books, view, overview.table(books, view, view.quarter))


def dimensions(engine: sa.Engine, actor: Actor, view: View) -> Dimensions:
    """Gap per service dimension, and the two overall scores."""
    actor.require(Permission.VIEW_RESULTS)
    return analysis_of_dimensions(open_books(engine, actor), view)


def flagged(engine: sa.Engine, actor: Actor, view: View) -> Compared:
    """Scores and gaps with and without the responses that are flagged for their quality."""
    actor.require(Permission.VIEW_RESULTS)
    return compared(open_books(engine, actor), view)
