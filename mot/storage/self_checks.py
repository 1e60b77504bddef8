"""Checks that teams made of themselves: lines that are only ever added, each belonging to a tagged moment."""

import datetime as dt
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from mot.domain.moments import Principle
from mot.domain.self_check import SelfCheck
from mot.storage.schema_work import self_check


def insert(
    tx: sa.Connection,
    moment: int,
    login: str,
    answers: Mapping[Principle, int],
    note: str,
    *,
    at: dt.datetime,
) -> int:
    """Add a check; its number."""
    row = {
        "moment_id": moment,
        "at": at,
        "login": login,
        "answers": {principle.value: answer for principle, answer in answers.items()},
        "note": note,
    }
    return int(tx.execute(sa.insert(self_check).values(row).returning(self_check.c.id)).scalar_one())


def of(tx: sa.Connection, moments: Collection[int]) -> tuple[SelfCheck, ...]:
    """The checks made for these moments, oldest first; who may read them is not looked at."""
    c = self_check.c
    query = sa.select(self_check).where(c.moment_id.in_(sorted(moments))).order_by(c.at, c.id)
    return tuple(
        SelfCheck(
            row.id,
            row.moment_id,
            row.at,
            row.login,
            {principle: int(row.answers[principle.value]) for principle in Principle},
            row.note,
        )
        for row in tx.execute(query)
    )
