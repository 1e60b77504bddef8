"""What closed actions taught, among those that the reader may see."""

import datetime as dt

import sqlalchemy as sa

from mot.analysis import library as analysis
from mot.analysis.library import Library
from mot.domain.access import Actor, Permission
from mot.services import actions, verdicts
from mot.services.books import open_books


def library(engine: sa.Engine, actor: Actor, today: dt.date | None = None) -> Library:
    """Which kinds of action helped, and what was learned."""
    actor.require(Permission.VIEW_RESULTS)
    there = actions.actions(engine, actor)
    judged = verdicts.verdicts(engine, actor, today) if there else {}
    rules = open_books(engine, actor).thresholds
    return analysis.library(there, judged, conf=rules.confidence, prior_scale=rules.prior_change)
