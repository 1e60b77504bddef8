"""How files of one shape were read before, so that nobody decides the same thing twice."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from mot.ingest.changes import Remembered
from mot.ingest.draft import Decisions
from mot.storage.schema import recipe

_JOINT = "\x1f"  # between two headers; no cell holds it


def get(tx: sa.Connection, fingerprint: str) -> Decisions | None:
    """What was decided last about files of this shape."""
    stored = tx.scalar(sa.select(recipe.c.decisions).where(recipe.c.fingerprint == fingerprint))
    return None if stored is None else from_json(stored)


def similar(tx: sa.Connection, layout: str) -> tuple[Remembered, ...]:
    """How files of one layout were read, the newest first."""
    c = recipe.c
    query = sa.select(c.headers, c.decisions).where(c.layout == layout)
    rows = tx.execute(query.order_by(c.created_at.desc(), c.fingerprint))
    return tuple(
        Remembered(tuple(headers.split(_JOINT)), from_json(decisions)) for headers, decisions in rows
    )


def put(
    tx: sa.Connection,
    fingerprint: str,
    decisions: Decisions,
    login: str,
    at: dt.datetime,
    *,
    headers: Sequence[str] = (),
) -> None:
    """Remember the decisions for files of this shape; the newest ones stay."""
    values = {
        "decisions": to_json(decisions),
        "created_at": at,
        "created_by": login,
        "layout": decisions.layout,
        "headers": _JOINT.join(headers),
    }
    changed = tx.execute(sa.update(recipe).where(recipe.c.fingerprint == fingerprint).values(values))
    if changed.rowcount == 0:
        tx.execute(sa.insert(recipe).values(fingerprint=fingerprint, **values))


def to_json(decisions: Decisions) -> dict[str, Any]:
    """Decisions as plain values; JSON knows no numbers as keys."""
    plain = dataclasses.asdict(decisions)
    plain["fields"] = {str(position): code for position, code in decisions.fields.items()}
    return plain


def from_json(plain: Mapping[str, Any]) -> Decisions:
    """The decisions behind `to_json`; what this version does not know is left out."""
    known = {f.name for f in dataclasses.fields(Decisions)} & set(plain)
    values = {name: plain[name] for name in known}
    values["fields"] = {int(position): code for position, code in plain.get("fields", {}).items()}
    return Decisions(**values)
