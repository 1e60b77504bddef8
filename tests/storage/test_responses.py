"""Responses go in at once; comments come out within the scope; known respondents are recognised."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Scope
from mot.domain.survey import Institution
from mot.ingest.draft import MISSING
from mot.storage import batches, responses
from mot.storage.responses import Comment
from mot.storage.schema import response
from tests.storage.storage_samples import NOW, a_batch

FIRST_DAY = dt.date(2026, 7, 1)


def rows(branches: list[int]) -> dict[str, object]:
    """One response per branch, a day apart, the last one without overall satisfaction, NPS and comment."""
    n = len(branches)
    epoch = (FIRST_DAY - dt.date(1970, 1, 1)).days
    return {
        "row": np.arange(2, n + 2, dtype=np.int32),
        "day": np.arange(epoch, epoch + n, dtype=np.int32),
        "branch_id": np.array(branches, dtype=np.int32),
        "channel_id": np.arange(n, dtype=np.int32) % 3,
        "segment_id": np.zeros(n, dtype=np.int32),
        "overall": np.array([4] * (n - 1) + [MISSING], dtype=np.int16),
        "nps": np.array([0] * (n - 1) + [MISSING], dtype=np.int16),
        "respondent": pa.array([f"{b:032x}" for b in branches[:-1]] + [""]),
        "comment": pa.array([f"排队\t太久\n“{b}”\\N" for b in branches[:-1]] + [None]),
    }


def test_a_response_comes_back_as_it_was_stored(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 2])
        responses.insert(tx, number, rows([1, 2]))
        stored = tx.execute(sa.select(response).order_by(response.c.row)).all()
    first, last = stored
    assert first == (number, 2, FIRST_DAY, 1, 0, 0, 4, 0, f"{1:032x}", "排队\t太久\n“1”\\N")
    assert last == (number, 3, dt.date(2026, 7, 2), 2, 1, 0, None, None, "", "")


def test_comments_come_newest_first(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 3, 4])
        responses.insert(tx, number, rows([1, 3, 4]))
        found = responses.comments(tx, Scope())
    assert found == (
        Comment(number, 3, dt.date(2026, 7, 2), 3, 1, 0, 4, 0, "排队\t太久\n“3”\\N"),
        Comment(number, 2, dt.date(2026, 7, 1), 1, 0, 0, 4, 0, "排队\t太久\n“1”\\N"),
    )


def test_mei_reads_no_comment_of_the_north(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    with engine.begin() as tx:
        responses.insert(tx, a_batch(tx, branches=[1, 2, 3, 4, 5]), rows([1, 2, 3, 4, 5]))
    with engine.connect() as tx:
        assert [c.branch for c in responses.comments(tx, mei.scope)] == [4, 3]
        assert responses.comments(tx, mei.scope, branches=[1, 2]) == ()


def test_comments_can_be_narrowed(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        responses.insert(tx, a_batch(tx, branches=[1, 2, 3, 4, 5]), rows([1, 2, 3, 4, 5]))

        def found(**wanted: object) -> list[int]:
            return [c.branch for c in responses.comments(tx, Scope(), **wanted)]

        assert found(since=dt.date(2026, 7, 3)) == [4, 3]
        assert found(until=dt.date(2026, 7, 2)) == [2, 1]
        assert found(channels=[2]) == [3]
        assert found(segments=[1]) == []
        assert found(branches={1, 4}) == [4, 1]
        assert found(limit=1) == [4]


def test_undone_feedback_is_neither_read_nor_known(
    engine: sa.Engine, bank: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes = pa.array([f"{1:032x}", f"{3:032x}", f"{8:032x}", ""])
    next_day = FIRST_DAY + dt.timedelta(days=1)
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 3, 4], first_day=FIRST_DAY, last_day=next_day)
        responses.insert(tx, number, rows([1, 3, 4]))
        known = responses.known_respondents(tx, hashes, FIRST_DAY, next_day)
        days = known.day.astype("datetime64[D]").tolist()
        assert sorted(zip(known.who.to_pylist(), days, known.number.tolist(), strict=True)) == [
            (f"{1:032x}", FIRST_DAY, number),
            (f"{3:032x}", next_day, number),
        ]
        assert len(known.without(number)) == 0
        monkeypatch.setattr(responses, "FEW", 0)
        many = responses.known_respondents(tx, hashes, FIRST_DAY, next_day)
        both = pa.array([f"{1:032x}", f"{3:032x}", f"{8:032x}"])
        day = known.day.min()
        asked = np.array([day, day, day]), np.array([day, day + 1, day])
        assert [k.owners(both, a).tolist() for k in (known, many) for a in asked] == 2 * [
            [number, 0, 0],
            [number, number, 0],
        ]
        assert len(responses.known_respondents(tx, hashes, next_day, next_day)) == 1, "on those days only"
        batches.mark_undone(tx, number, "ada", NOW)
        assert len(responses.known_respondents(tx, hashes, FIRST_DAY, next_day)) == 0
        assert responses.comments(tx, Scope()) == ()


def test_nobody_is_known_when_nobody_is_asked_for(engine: sa.Engine, bank: Institution) -> None:
    with engine.connect() as tx:
        assert len(responses.known_respondents(tx, pa.array([], pa.string()), FIRST_DAY, FIRST_DAY)) == 0


def test_no_responses_are_no_trouble(engine: sa.Engine, bank: Institution) -> None:
    nothing = {name: np.zeros(0, dtype=np.int32) for name in responses.COLUMNS}
    with engine.begin() as tx:
        responses.insert(tx, a_batch(tx, branches=[1]), nothing)


def test_a_missing_column_is_a_mistake(engine: sa.Engine, bank: Institution) -> None:
    short = rows([1, 2])
    del short["nps"]
    with pytest.raises(ValueError, match="nps"), engine.begin() as tx:
        responses.insert(tx, a_batch(tx, branches=[1, 2]), short)
