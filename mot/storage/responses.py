"""The searchable part of every response: who it is about, when, overall satisfaction, NPS and the comment."""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from mot.domain.access import Scope
from mot.domain.batches import BatchStatus
from mot.domain.cube import Ints
from mot.ingest.draft import MISSING
from mot.ingest.repeats import NOBODY, Known
from mot.storage.bulk import insert_rows
from mot.storage.schema import batch, response
from mot.storage.visibility import counts, in_scope

FEW = 5_000  # respondents up to which looking each up is faster than reading whole batches
EPOCH = dt.date(1970, 1, 1)
COLUMNS = (
    "row", "day", "branch_id", "channel_id", "segment_id", "overall", "nps", "respondent", "comment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment with what is known about its response; `overall` is on the batch's own scale."""

    batch: int
    row: int
    day: dt.date
    branch: int
    channel: int
    segment: int
    overall: int | None
    nps: int | None
    text: str


def insert(tx: sa.Connection, batch_id: int, columns: Mapping[str, Any]) -> None:
    """Store the responses of a batch.

    Parameters
    ----------
    columns
        Equally long columns by name, all of `COLUMNS`: `row` (in Excel, 1-based, once per batch), `day`
        (days since 1970-01-01), `branch_id`, `channel_id`, `segment_id` (0 for not stated), `overall`,
        `nps` (`MISSING` where absent): arrays of whole numbers. `respondent` (keyed hash or ""),
        `comment` (text or ""): sequences or Arrow arrays of text.
    """
    if set(columns) != set(COLUMNS):
        raise ValueError(f"responses have the columns {', '.join(COLUMNS)}, not {', '.join(columns)}")
    size = len(columns["row"])
    days = np.asarray(columns["day"]).astype("datetime64[D]")
    lists: list[list[Any]] = [
        [batch_id] * size,
        np.asarray(columns["row"]).tolist(),
        np.datetime_as_string(days).tolist() if size else [],
        *(np.asarray(columns[name]).tolist() for name in ("branch_id", "channel_id", "segment_id")),
        *([None if v == MISSING else v for v in np.asarray(columns[n]).tolist()] for n in ("overall", "nps")),
        *(_texts(columns[name]) for name in ("respondent", "comment")),
    ]
    insert_rows(tx, response, ("batch_id", *COLUMNS), zip(*lists, strict=True))


def known_respondents(tx: sa.Connection, asked: pa.Array, first_day: dt.date, last_day: dt.date) -> Known:
    """Those of the hashes that occur from the first to the last day in a batch that counts, of whatever branch.

    Few hashes are looked up one by one; for many, all responses of the batches of those days are read.
    """
    c = response.c
    overlapping = sa.select(batch.c.id).where(
        batch.c.status == BatchStatus.COMMITTED.value,
        batch.c.first_day <= last_day,
        batch.c.last_day >= first_day,
    )
    near = list(tx.scalars(overlapping))
    if not near:
        return NOBODY
    query = sa.select(c.respondent, sa.type_coerce(_day_number(tx), sa.Integer), c.batch_id).where(
        c.respondent != "", c.day.between(first_day, last_day)
    )
    people = pc.unique(asked)
    if len(people) <= FEW:
        wanted = [one for one in people.to_pylist() if one]
        query = query.where(_among(tx, wanted))
    else:
        query = query.where(c.batch_id.in_(near))
    rows = tx.execute(query).all()
    who, days, numbers = zip(*rows, strict=True) if rows else ((), (), ())
    number = np.array(numbers, dtype=np.int64)
    counted = np.isin(number, near)
    found = pa.array(who, pa.string()).filter(pa.array(counted))
    return Known(found, np.array(days, dtype=np.int32)[counted], number[counted])


def _day_number(tx: sa.Connection) -> sa.ColumnElement[Any]:
    """Days since 1970-01-01."""
    if tx.dialect.name == "postgresql":
        return response.c.day - sa.cast(EPOCH.isoformat(), sa.Date)
    days = sa.func.julianday(response.c.day) - sa.func.julianday(EPOCH.isoformat())
    return sa.cast(days, sa.Integer)


def _among(tx: sa.Connection, hashes: list[str]) -> sa.ColumnElement[bool]:
    if tx.dialect.name == "postgresql":
        return response.c.respondent == sa.any_(sa.literal(hashes, postgresql.ARRAY(sa.Text)))
    values = sa.func.json_each(json.dumps(hashes)).table_valued("value")
    return response.c.respondent.in_(sa.select(values.c.value))


def told_by(tx: sa.Connection, batch_id: int) -> tuple[Ints, list[str], list[str]]:
    """Of the responses of a batch with a respondent or a comment: row, respondent (hash or ""), comment (or "")."""
    c = response.c
    query = sa.select(c.row, c.respondent, c.comment).where(
        c.batch_id == batch_id, (c.respondent != "") | (c.comment != "")
    )
    rows = tx.execute(query).all()
    who, comment = [str(row[1]) for row in rows], [str(row[2]) for row in rows]
    return np.array([row[0] for row in rows], dtype=np.int64), who, comment


def comments(
    tx: sa.Connection,
    scope: Scope,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    branches: Collection[int] = (),
    channels: Collection[int] = (),
    segments: Collection[int] = (),
    limit: int = 1000,
) -> tuple[Comment, ...]:
    """Comments that count within the scope, newest first; an empty collection wants all."""
    c = response.c
    query = (
        sa.select(
            c.batch_id, c.row, c.day, c.branch_id, c.channel_id, c.segment_id, c.overall, c.nps, c.comment
        )
        .where(c.comment != "", counts(c.batch_id), in_scope(c.branch_id, scope))
        .order_by(c.day.desc(), c.batch_id.desc(), c.row)
        .limit(limit)
    )
    if since is not None:
        query = query.where(c.day >= since)
    if until is not None:
        query = query.where(c.day <= until)
    for column, wanted in ((c.branch_id, branches), (c.channel_id, channels), (c.segment_id, segments)):
        if wanted:
            query = query.where(column.in_(sorted(wanted)))
    return tuple(Comment(*row) for row in tx.execute(query))


def _texts(column: Any) -> list[str]:
    """Texts as a list, from a list, a NumPy array or an Arrow array; nothing becomes ""."""
    to_list = getattr(column, "to_pylist", None) or getattr(column, "tolist", None)
    return [text or "" for text in (to_list() if to_list else column)]
