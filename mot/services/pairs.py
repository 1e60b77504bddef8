"""Driver pairs, built on request from the answers."""

import numpy as np
import sqlalchemy as sa

from mot.analysis.pairs import OVERALL, DriverPairs, Scales
from mot.analysis.pairs import driver_pairs as count
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.ingest.draft import MISSING
from mot.services.books import open_books
from mot.services.viewed import column, viewed


def driver_pairs(engine: sa.Engine, actor: Actor, view: View) -> dict[Scales, DriverPairs]:
    """Overall satisfaction against every touchpoint's perception within a view, each as it was answered.

    One entry for every pair of a scale of the ratings and a scale of overall satisfaction.
    """
    actor.require(Permission.VIEW_RESULTS)
    points = [t.id for t in open_books(engine, actor).institution.touchpoints]
    names = [OVERALL, *(f"p_{number}" for number in points)]
    found: dict[Scales, DriverPairs] = {}
    for number, ratings, overall, rows in viewed(engine, actor, view, {"row", *names}):
        table = np.column_stack([column(rows, name) for name in names])
        person = rows["row"].to_numpy().astype(np.int64) + number * 1_000_003
        part = count([OVERALL, *map(str, points)], table, MISSING, person)
        scales = (ratings, overall)
        found[scales] = found[scales] + part if scales in found else part
    return found
