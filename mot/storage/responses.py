"""The searchable part of every response: who it is about, when, overall satisfaction, NPS and the comment."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from mot.domain.access import Scope
from mot.domain.cube import Ints
from mot.ingest.draft import MISSING
from mot.storage.bulk import insert_rows
from mot.storage.schema import response
from mot.storage.visibility import counts, in_scope

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


def known_respondents(
    tx: sa.Connection, hashes: Iterable[str], *, without: int | None = None
) -> dict[tuple[str, dt.date], int]:
    """Those of the hashes that occur in a batch that counts, of whatever branch: by hash and day the batch.

    Of several batches the first; the batch `without` is left out.
    """
    c = response.c
    if not tx.scalar(sa.select(sa.exists().where(c.respondent != ""))):
        return {}
    asked = sorted({h for h in hashes if h})
    if tx.dialect.name == "postgresql":
        among = c.respondent == sa.any_(sa.literal(asked, postgresql.ARRAY(sa.Text)))
    else:
        values = sa.func.json_each(json.dumps(asked)).table_valued("value")
        among = c.respondent.in_(sa.select(values.c.value))
    query = sa.select(c.respondent, c.day, c.batch_id).where(c.respondent != "", among, counts(c.batch_id))
    if without is not None:
        query = query.where(c.batch_id != without)
    found: dict[tuple[str, dt.date], int] = {}
    for who, day, number in tx.execute(query.order_by(c.batch_id)):
        found.setdefault((who, day), number)
    return found


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
