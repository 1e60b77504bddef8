"""Driver pairs, built on request from the answers."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from mot.analysis.pairs import DriverPairs
from mot.analysis.pairs import driver_pairs as count
from mot.domain.access import Actor, Permission
from mot.domain.cube import CLEAN, View
from mot.domain.survey import Scale
from mot.ingest.draft import MISSING
from mot.services.books import open_books
from mot.storage import answers

OVERALL = "overall"


def driver_pairs(engine: sa.Engine, actor: Actor, view: View) -> dict[Scale, DriverPairs]:
    """Overall satisfaction against every touchpoint's perception, per scale of the ratings, within a view.

    Batches whose overall satisfaction is on another scale than their ratings are left out.
    """
    actor.require(Permission.VIEW_RESULTS)
    points = [t.id for t in open_books(engine, actor).institution.touchpoints]
    names = [OVERALL, *(f"p_{number}" for number in points)]
    found: dict[Scale, DriverPairs] = {}
    with engine.connect() as tx:
        for number, scale, overall, rows in answers.answered(tx, actor.scope):
            seen = rows.filter(_in_view(rows, view))
            if overall != scale or not len(seen):
                continue
            table = np.column_stack([_column(seen, name) for name in names])
            person = seen["row"].to_numpy().astype(np.int64) + number * 1_000_003
            part = count([OVERALL, *map(str, points)], table, MISSING, person)
            found[scale] = found[scale] + part if scale in found else part
    return found


def _in_view(rows: pa.Table, view: View) -> pa.Array:
    """Which rows lie in the view's quarter, branches, channels and segments, and are not flagged."""
    days = rows["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    months = (days // 12 + 1970) * 100 + days % 12 + 1
    keep = pc.and_(pa.array(np.isin(months, view.quarter.months)), pc.equal(rows["quality"], CLEAN))
    for name, wanted in (("branch", view.branches), ("channel", view.channels), ("segment", view.segments)):
        if wanted:
            keep = pc.and_(keep, pc.is_in(rows[name], pa.array(wanted, rows[name].type)))
    return keep


def _column(rows: pa.Table, name: str) -> np.ndarray:
    if name not in rows.column_names:
        return np.full(len(rows), MISSING, dtype=np.int64)
    return np.asarray(pc.fill_null(rows[name], MISSING).to_numpy(), dtype=np.int64)
