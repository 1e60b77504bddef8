"""The sample plan: answers still needed this quarter, and what showing an effect takes."""

import datetime as dt

import sqlalchemy as sa

from mot.analysis import effect_plan as effects
from mot.analysis import planner as analysis
from mot.analysis.planner import Plan, Wish
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def plan(
    engine: sa.Engine, actor: Actor, view: View, wish: Wish | None = None, today: dt.date | None = None
) -> Plan:
    """Answers wanted, there and still needed per branch and touchpoint of a view, as of today."""
    actor.require(Permission.VIEW_RESULTS)
    return analysis.plan(open_books(engine, actor), view, wish or Wish(), today or dt.date.today())


def branch_plan(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    branch: int,
    wish: Wish | None = None,
    today: dt.date | None = None,
) -> Plan:
    """The plan of one branch of the actor's own, with what is hidden as in the plan of all.

    Raises
    ------
    OutOfScopeError
    """
    actor.require(Permission.VIEW_RESULTS)
    actor.require_branch(branch)
    return plan(engine, actor, View(view.quarter, (branch,), view.channels, view.segments), wish, today)


def effect_plan(
    engine: sa.Engine, actor: Actor, view: View, touchpoint: int, effect: float
) -> effects.EffectPlan:
    """Answers and pilot branches that show an effect (POMP) on a touchpoint among the branches of a view."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    found = analysis.plan(books, view, Wish(), view.quarter.last_day)
    mine = found.touchpoints[found.touchpoints["touchpoint"] == touchpoint].iloc[0]
    return effects.effect_plan(
        float(mine["sd"]) / found.unit.shown(1.0),
        effect,
        branches=max(1, len(found.branches)),
        conf=books.thresholds.confidence,
        least=books.thresholds.n_effect,
    )
