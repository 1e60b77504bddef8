"""Touchpoints, branches and outcome figures month by month, and what is out of the ordinary.

The month that `today` lies in is not over yet: it is shown, never judged.
"""

import datetime as dt

import sqlalchemy as sa

from mot.analysis import family, figure_trends, monitoring
from mot.analysis.family import Alarms
from mot.analysis.figure_trends import FigureTrend
from mot.analysis.monitoring import Board, ControlChart
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def alarms(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    today: dt.date | None = None,
    baseline_from: int | None = None,
) -> Alarms:
    """What stands out in the last month among all charts of a view, and how many charts there are."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return family.alarms(books, view, today or dt.date.today(), baseline_from=baseline_from)


def touchpoint_board(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    today: dt.date | None = None,
    baseline_from: int | None = None,
) -> Board:
    """All touchpoints together and each of them over the selection, side by side."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return monitoring.touchpoint_board(books, view, today or dt.date.today(), baseline_from=baseline_from)


def branch_board(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    touchpoint: int | None,
    today: dt.date | None = None,
    baseline_from: int | None = None,
) -> Board:
    """One touchpoint, or all together, at each of the selected branches, side by side."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    day = today or dt.date.today()
    return monitoring.branch_board(books, view, day, touchpoint, baseline_from=baseline_from)


def control_chart(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    touchpoint: int | None,
    branch: int | None,
    today: dt.date | None = None,
    baseline_from: int | None = None,
) -> ControlChart:
    """One touchpoint, or all together, over the selection or at one of its branches."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    day = today or dt.date.today()
    return monitoring.control_chart(books, view, day, touchpoint, branch, baseline_from=baseline_from)


def figures(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    branch: int | None = None,
    today: dt.date | None = None,
    baseline_from: int | None = None,
) -> tuple[FigureTrend, ...]:
    """Every outcome figure over the selection or at one of its branches."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    day = today or dt.date.today()
    return figure_trends.figure_trends(books, view, day, branch, baseline_from=baseline_from)
