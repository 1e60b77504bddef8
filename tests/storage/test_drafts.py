"""Files that wait: each seen by its owner only, gone after their day."""

import datetime as dt

import sqlalchemy as sa

from mot.storage import drafts
from tests.storage.storage_samples import NOW

DAY = dt.timedelta(days=1)


def keep(
    tx: sa.Connection, login: str = "lin", *, sha256: str = "abc", days: int = 30, told: bytes = b"told"
) -> int:
    return drafts.insert(
        tx,
        login,
        file_name="反馈.xlsx",
        sha256=sha256,
        size=7,
        sealed=b"\0secret\xff",
        told=told,
        at=NOW,
        until=NOW + days * DAY,
    )


def test_a_file_comes_back_as_it_was_kept(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        number = keep(tx, told=b"\0decided\xff")
    with engine.connect() as tx:
        (found,) = drafts.of(tx, "lin", NOW)
        assert found == drafts.Waiting(
            number, "反馈.xlsx", "abc", 7, b"\0decided\xff", NOW, NOW, NOW + 30 * DAY
        )
        assert drafts.get(tx, "lin", number) == found
        assert drafts.sealed(tx, "lin", number) == b"\0secret\xff"
        assert drafts.with_sha(tx, "lin", "abc") == number


def test_nobody_else_sees_changes_or_removes_it(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        number = keep(tx)
        assert drafts.of(tx, "mei", NOW) == ()
        assert drafts.get(tx, "mei", number) is None
        assert drafts.sealed(tx, "mei", number) is None
        assert drafts.with_sha(tx, "mei", "abc") is None
        assert not drafts.update(tx, "mei", number, told=b"hers", at=NOW, until=NOW)
        assert not drafts.remove(tx, "mei", number)
        drafts.remove_sha(tx, "mei", "abc")
        assert [d.told for d in drafts.of(tx, "lin", NOW)] == [b"told"]


def test_the_same_bytes_wait_once_for_each_person_with_the_newest_decisions(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        first, again, hers = keep(tx), keep(tx, told=b"newer"), keep(tx, "mei")
        assert first == again != hers
        assert [d.told for d in drafts.of(tx, "lin", NOW)] == [b"newer"]


def test_what_waited_too_long_goes_and_nothing_else(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        short, long = keep(tx, days=1), keep(tx, sha256="def", days=9)
        assert [d.id for d in drafts.of(tx, "lin", NOW + 2 * DAY)] == [long]
        assert drafts.purge(tx, NOW + 2 * DAY) == 1
        assert drafts.get(tx, "lin", short) is None
        assert drafts.get(tx, "lin", long) is not None


def test_a_decision_lets_it_wait_longer(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        number = keep(tx, days=1)
        later = {"at": NOW + DAY / 2, "until": NOW + 5 * DAY}
        assert drafts.update(tx, "lin", number, told=b"decided", **later)
        assert drafts.purge(tx, NOW + 2 * DAY) == 0
        found = drafts.get(tx, "lin", number)
        assert found is not None
        assert (found.told, found.created_at, found.updated_at) == (b"decided", NOW, later["at"])
