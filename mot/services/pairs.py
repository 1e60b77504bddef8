"""Driver pairs, built on request from the answers."""

import numpy as np
import sqlalchemy as sa

from mot.analysis.pairs import DriverPairs
from mot.analysis.pairs import driver_pairs as count
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.survey import Scale
from mot.ingest.draft import MISSING
from mot.services.books import open_books
from mot.services.viewed import column, viewed

OVERALL = "overall"


def driver_pairs(engine: sa.Engine, actor: Actor, view: View) -> dict[Scale, DriverPairs]:
    """Overall satisfaction against every touchpoint's perception, per scale of the ratings, within a view.

    Batches whose overall satisfaction is on another scale than their ratings are left out.
    """
    actor.require(Permission.VIEW_RESULTS)
    points = [t.id for t in open_books(engine, actor).institution.touchpoints]
    names = [OVERALL, *(f"p_{number}" for number in points)]
    found: dict[Scale, DriverPairs] = {}
    for number, scale, overall, rows in viewed(engine, actor, view, {"row", *names}):
        if overall != scale:
            continue
        table = np.column_stack([column(rows, name) for name in names])
        person = rows["row"].to_numpy().astype(np.int64) + number * 1_000_003
        part = count([OVERALL, *map(str, points)], table, MISSING, person)
        found[scale] = found[scale] + part if scale in found else part
    return found
