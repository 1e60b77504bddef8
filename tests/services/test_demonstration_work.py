"""The demonstration bank has tags and actions in every state; their evidence and verdicts come out of its feedback."""

import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.improvements import Stage
from mot.domain.moments import Kind
from mot.domain.periods import Quarter
from mot.reports import composing
from mot.services import (
    actions,
    demonstration,
    demonstration_work,
    imports,
    moments,
    review_writing,
    self_checks,
    verdicts,
)
from mot.stats.effects import Verdict
from mot.storage import database, schema_work
from tests.services.service_samples import bring_in, feedback

DEMO = Path(__file__).parents[2] / "sample_data" / "demo"
TABLES = [
    table
    for table in schema_work.metadata.sorted_tables
    if table.name.startswith(("moment", "action", "review"))
]


@pytest.fixture(scope="module")
def loaded(whole_demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """The whole demonstration bank."""
    home = tmp_path_factory.mktemp("work") / "data"
    shutil.copytree(whole_demonstration, home)
    engine = database.connect(f"sqlite:///{home / 'moments.db'}")
    yield engine
    engine.dispose()


def copied(engine: sa.Engine, folder: Path) -> sa.Engine:
    """A copy of a database of one's own."""
    copy = folder / "copy.db"
    with sqlite3.connect(str(engine.url.database)) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return database.connect(f"sqlite:///{copy}")


def test_there_are_tags_of_every_kind_and_actions_at_every_stage(loaded: sa.Engine, ada: Actor) -> None:
    tags, found = moments.moments(loaded, ada), actions.actions(loaded, ada)
    assert {tag.judgement.kind for tag in tags} == set(Kind)
    assert {action.content.stage for action in found} == set(Stage)
    assert all(one.demonstration for one in (*tags, *found))
    assert [len(checks) for checks in self_checks.histories(loaded, ada).values()] == [2]
    assert all(tag.evidence and tag.evidence.numbers["gap"] is not None for tag in tags)


def test_the_planted_improvement_is_found_and_others_are_not_called_one(
    loaded: sa.Engine, ada: Actor
) -> None:
    judged = verdicts.verdicts(loaded, ada)
    titles = {action.id: action.content.title for action in actions.actions(loaded, ada)}
    said = {titles[number]: one.verdict for number, one in judged.items()}
    improved = [title for title, verdict in said.items() if verdict is Verdict.IMPROVED]
    assert improved == ["先问用途再推荐：理财面谈“三问”"]
    assert {Verdict.TOO_FEW, Verdict.NO_EVIDENCE_YET} <= set(said.values())


def test_an_interrupted_start_goes_on_where_it_stopped(loaded: sa.Engine, ada: Actor) -> None:
    before = len(moments.moments(loaded, ada)), len(actions.actions(loaded, ada))
    assert demonstration_work.load(loaded, ada, DEMO) == 0
    assert (len(moments.moments(loaded, ada)), len(actions.actions(loaded, ada))) == before


def test_what_is_described_is_what_comes_in(loaded: sa.Engine, ada: Actor) -> None:
    told = tomllib.loads((DEMO / demonstration_work.FILE).read_text("utf-8"))
    assert len(moments.moments(loaded, ada)) == len(told["moments"])
    assert {a.content.title for a in actions.actions(loaded, ada)} == {
        row["title"] for row in told["actions"]
    }


def test_it_goes_with_the_demonstration_and_leaves_nothing(
    loaded: sa.Engine, ada: Actor, tmp_path: Path
) -> None:
    engine = copied(loaded, tmp_path)
    first = composing.make(engine, ada, View(Quarter(2026, 3), (1, 2)))
    written = review_writing.comment(engine, ada, first.id, "title", "备注")
    review_writing.write(engine, ada, first.id, "zh", "title", "title", "标题", version=written.version)
    assert composing.renew(engine, ada, first.id).demonstration
    demonstration.put_away(engine, ada)
    with engine.connect() as tx:
        assert {t.name: tx.scalar(sa.select(sa.func.count()).select_from(t)) for t in TABLES} == {
            t.name: 0 for t in TABLES
        }


def test_own_feedback_and_own_work_stay_when_the_demonstration_goes(
    loaded: sa.Engine, ada: Actor, tmp_path: Path
) -> None:
    engine = copied(loaded, tmp_path)
    bring_in(engine, ada, feedback(("老城支行",)))
    kept = actions.actions(engine, ada)[0]
    own = actions.create(engine, ada, kept.content)
    demonstration.put_away(engine, ada)
    assert [one.id for one in actions.actions(engine, ada)] == [own.id]
    assert len(imports.history(engine, ada)) == 1
