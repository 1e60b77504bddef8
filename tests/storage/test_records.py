"""Settings, recipes, audit lines and people come back as they were stored."""

import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions
from mot.storage import audit, people, recipes, settings
from mot.storage.schema import region
from tests.storage.storage_samples import NOW


def test_a_setting_is_what_was_put_last(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        assert settings.get(tx, "language") is None
        assert settings.get(tx, "language", "zh") == "zh"
        for value in ("en", {"最少": 10, "list": [1, None, True]}, None, 0):
            settings.put(tx, "language", value)
            assert settings.get(tx, "language", "zh") == value


def test_the_data_version_only_goes_up(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        assert settings.data_version(tx) == 0
        assert settings.bump_version(tx) == 1
        assert settings.bump_version(tx) == settings.data_version(tx) == settings.hold_version(tx) == 2
        with pytest.raises(ValueError, match="only goes up"):
            settings.put(tx, "data_version", 1)


def test_a_change_that_fails_does_not_raise_the_data_version(engine: sa.Engine) -> None:
    def fail() -> None:
        with engine.begin() as tx:
            settings.bump_version(tx)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with engine.connect() as tx:
        assert settings.data_version(tx) == 0


def test_a_recipe_remembers_the_newest_decisions(engine: sa.Engine) -> None:
    first = Decisions(layout="paired", fields={0: "branch", 12: "perception:queue"}, answers={"k": "skip"})
    with engine.begin() as tx:
        assert recipes.get(tx, "abc") is None
        recipes.put(tx, "abc", first, "lin", NOW)
        assert recipes.get(tx, "abc") == first
        recipes.put(tx, "abc", dataclasses.replace(first, scale="1-7"), "mei", NOW)
        assert recipes.get(tx, "abc") == dataclasses.replace(first, scale="1-7")


def test_a_recipe_of_another_version_loses_only_what_is_not_known() -> None:
    assert recipes.from_json({"sheet": "答卷", "mood": "good"}) == Decisions(sheet="答卷")


def test_audit_lines_come_newest_first(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        audit.write(tx, "lin", "commit", "batch:1", {"rows": 3, "文件": "反馈.xlsx"}, at=NOW)
        audit.write(tx, "ada", "undo", "batch:1")
        newest, oldest = audit.read(tx)
        assert audit.read(tx, 1) == (newest,)
    assert (oldest.login, oldest.event, oldest.subject) == ("lin", "commit", "batch:1")
    assert (oldest.at, oldest.detail) == (NOW, {"rows": 3, "文件": "反馈.xlsx"})
    assert newest.at.tzinfo is dt.UTC
    assert abs(newest.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)


def test_a_time_of_another_zone_is_the_same_moment(engine: sa.Engine) -> None:
    beijing = dt.timezone(dt.timedelta(hours=8))
    with engine.begin() as tx:
        audit.write(tx, "lin", "commit", "batch:1", at=NOW.astimezone(beijing))
        assert audit.read(tx)[0].at == NOW
    with pytest.raises(sa.exc.StatementError, match="time zone"), engine.begin() as tx:
        audit.write(tx, "lin", "commit", "batch:1", at=NOW.replace(tzinfo=None))


def test_people_come_back_with_their_scope(
    engine: sa.Engine, bank: Institution, lin: Actor, mei: Actor, chen: Actor, ada: Actor
) -> None:
    nobody = Actor("new", "新人", Role.MANAGER, Scope(frozenset()))
    with engine.begin() as tx:
        for actor in (lin, mei, chen, ada, nobody):
            people.put(tx, actor)
    with engine.connect() as tx:
        assert people.get(tx, "mei") == mei
        assert people.get(tx, "stranger") is None
        assert people.everyone(tx) == (ada, chen, lin, mei, nobody)


def test_a_person_can_be_changed_and_switched_off(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    with engine.begin() as tx:
        people.put(tx, mei)
        narrowed = dataclasses.replace(mei, role=Role.LEADER, scope=Scope(frozenset({4})))
        people.put(tx, narrowed)
        assert people.get(tx, "mei") == narrowed
        people.put(tx, narrowed, active=False)
        assert people.get(tx, "mei") is None
        assert people.everyone(tx) == ()
        assert people.everyone(tx, active=False) == people.everyone(tx, active=None) == (narrowed,)


def test_reading_never_changes_anything_on_postgres(engine: sa.Engine, backend: str) -> None:
    if backend == "postgres":
        with pytest.raises(sa.exc.DBAPIError, match="read-only"), engine.connect() as tx:
            tx.execute(sa.delete(region))
