"""The single answers of a view, read on request: for the few questions that sums cannot answer."""

from collections.abc import Collection, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.cube import CLEAN, FLAGGED, View
from mot.domain.periods import first_day_of
from mot.domain.survey import Scale
from mot.ingest.draft import MISSING
from mot.storage import answers

KEYS = ("day", "branch", "channel", "segment", "quality")


def viewed(
    engine: sa.Engine, actor: Actor, view: View, columns: Collection[str]
) -> Iterator[tuple[int, Scale, Scale, pa.Table]]:
    """The unflagged answers in a view's quarter, branches, channels and segments, batch by batch.

    Number of the batch, scale of its ratings, scale of its overall satisfaction, and `columns` as far as the
    batch has them, beside the keys of a response.
    """
    actor.require(Permission.VIEW_RESULTS)
    quarter = view.quarter
    days = {"first_day": first_day_of(quarter.months[0]), "last_day": quarter.last_day}
    with engine.connect() as tx:
        found = answers.answered(tx, actor.scope, columns={*KEYS, *columns}, **days)
        for number, scale, overall, rows in found:
            seen = rows.filter(_in_view(rows, view))
            if len(seen):
                yield number, scale, overall, seen


def column(rows: pa.Table, name: str) -> np.ndarray:
    """A column as whole numbers, `MISSING` where there is no answer or no such column."""
    if name not in rows.column_names:
        return np.full(len(rows), MISSING, dtype=np.int64)
    return np.asarray(pc.fill_null(rows[name], MISSING).to_numpy(), dtype=np.int64)


def _in_view(rows: pa.Table, view: View) -> pa.Array:
    days = rows["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    months = (days // 12 + 1970) * 100 + days % 12 + 1
    left_out = pc.bit_wise_and(rows["quality"], pa.scalar(FLAGGED, rows["quality"].type))
    keep = pc.and_(pa.array(np.isin(months, view.quarter.months)), pc.equal(left_out, CLEAN))
    for name, wanted in (("branch", view.branches), ("channel", view.channels), ("segment", view.segments)):
        if wanted:
            keep = pc.and_(keep, pc.is_in(rows[name], pa.array(wanted, rows[name].type)))
    return keep
