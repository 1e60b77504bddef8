"""An uploaded file outlives the visit; only its owner can go on with it, and only a seal lies in the database."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.services import books, drafts, imports, startup, vault
from mot.services.drafts import DraftGoneError
from mot.settings import Settings, load_settings
from mot.storage import database
from mot.storage.schema import draft_file
from tests.services.service_samples import everything_stored, feedback

NONE = Decisions()


def test_a_file_is_gone_on_with_after_a_restart(engine: sa.Engine, engine_url: str, lin: Actor) -> None:
    source = feedback(name="三季度 回访.xlsx")
    decided = Decisions(fields={3: "channel"}, values={"branch:某某": "n1"}, answers={"swap": "keep"})
    kept = drafts.keep(engine, lin, source, decided)
    assert (kept.file_name, kept.size) == (source.name, len(source.content))
    engine.dispose()
    restarted = database.connect(engine_url)
    assert drafts.waiting(restarted, lin) == (kept,)
    assert drafts.open(restarted, lin, kept.id) == (source, decided)
    restarted.dispose()


def test_the_newest_decisions_are_the_ones_that_come_back(engine: sa.Engine, lin: Actor) -> None:
    kept = drafts.keep(engine, lin, feedback(), NONE)
    told = drafts.decide(engine, lin, kept.id, Decisions(branch="n2"))
    assert told.expires_at >= kept.expires_at
    assert drafts.open(engine, lin, kept.id)[1] == Decisions(branch="n2")
    again = drafts.keep(engine, lin, feedback(name="别名.xlsx"), Decisions(branch="n1"))
    assert (again.id, again.file_name) == (kept.id, "别名.xlsx")
    assert drafts.open(engine, lin, kept.id)[1] == Decisions(branch="n1")
    assert len(drafts.waiting(engine, lin)) == 1


def test_mei_neither_sees_nor_touches_what_waits_for_lin(engine: sa.Engine, lin: Actor, mei: Actor) -> None:
    kept = drafts.keep(engine, lin, feedback(), NONE)
    assert drafts.waiting(engine, mei) == ()
    with pytest.raises(DraftGoneError):
        drafts.open(engine, mei, kept.id)
    with pytest.raises(DraftGoneError):
        drafts.decide(engine, mei, kept.id, Decisions(branch="s1"))
    drafts.discard(engine, mei, kept.id)
    assert drafts.waiting(engine, lin) == (kept,)
    assert drafts.keep(engine, mei, feedback(), NONE).id != kept.id, "the same bytes wait for each of them"


def test_chen_keeps_no_files(engine: sa.Engine, chen: Actor) -> None:
    for job in (
        lambda: drafts.keep(engine, chen, feedback(), NONE),
        lambda: drafts.waiting(engine, chen),
        lambda: drafts.open(engine, chen, 1),
        lambda: drafts.decide(engine, chen, 1, NONE),
        lambda: drafts.discard(engine, chen, 1),
    ):
        with pytest.raises(NotAllowedError):
            job()


def test_a_commit_takes_the_file_away_and_a_failed_one_does_not(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    source = feedback()
    drafts.keep(engine, ada, source, NONE)
    draft = imports.preview(engine, ada, source)
    with engine.begin() as tx:
        tx.exec_driver_sql("ALTER TABLE audit RENAME TO elsewhere")
    with pytest.raises(sa.exc.SQLAlchemyError):
        imports.commit(engine, ada, draft)
    assert len(drafts.waiting(engine, ada)) == 1
    with engine.begin() as tx:
        tx.exec_driver_sql("ALTER TABLE elsewhere RENAME TO audit")
    imports.commit(engine, ada, draft)
    assert drafts.waiting(engine, ada) == ()


def test_what_is_discarded_is_gone(engine: sa.Engine, lin: Actor) -> None:
    kept = drafts.keep(engine, lin, feedback(), NONE)
    for _ in range(2):
        drafts.discard(engine, lin, kept.id)
    with pytest.raises(DraftGoneError):
        drafts.open(engine, lin, kept.id)


def test_a_start_removes_what_waited_too_long(tmp_path: Path, lin: Actor) -> None:
    chosen = Settings(data_dir=tmp_path, demo=False)
    engine = startup.prepare(chosen)
    old, new = (drafts.keep(engine, lin, SourceFile("a.csv", text), NONE) for text in (b"old", b"new"))
    with engine.begin() as tx:
        past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
        tx.execute(sa.update(draft_file).where(draft_file.c.id == old.id).values(expires_at=past))
    assert drafts.waiting(engine, lin) == (new,)
    startup.prepare(chosen)
    with engine.connect() as tx:
        assert tx.scalars(sa.select(draft_file.c.id)).all() == [new.id]


def test_files_and_passwords_are_nowhere_in_the_clear(engine: sa.Engine, lin: Actor) -> None:
    content = "姓名,电话\n王小明,13812345678\n".encode()
    decided = Decisions(values={"branch:王小明": "n1"})
    kept = drafts.keep(engine, lin, SourceFile("王小明 13812345678.csv", content, "opensesame"), decided)
    for row in everything_stored(engine)["draft_file"]:
        whole = repr(row).encode() + b"".join(v for v in row if isinstance(v, bytes))
        assert not any(
            part in whole for part in (b"13812345678", content[:12], b"opensesame", "王小明".encode())
        )
    assert drafts.open(engine, lin, kept.id)[0] == SourceFile("王小明 13812345678.csv", content), (
        "it asks for the password anew"
    )


def test_another_key_opens_nothing(engine: sa.Engine, lin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = drafts.keep(engine, lin, feedback(), NONE)
    monkeypatch.setenv("MOT_FILE_KEY", "ab" * 32)
    load_settings.cache_clear()
    try:
        with pytest.raises(vault.FileKeyError):
            drafts.open(engine, lin, kept.id)
        assert [one.id for one in drafts.waiting(engine, lin)] == [kept.id]
        drafts.discard(engine, lin, kept.id)
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()


def test_waiting_files_do_not_make_answers_stale(engine: sa.Engine, bank: Institution, lin: Actor) -> None:
    version = books.version_of(engine)
    kept = drafts.keep(engine, lin, feedback(), NONE)
    drafts.decide(engine, lin, kept.id, Decisions(branch="n1"))
    drafts.discard(engine, lin, kept.id)
    assert books.version_of(engine) == version


def test_the_same_file_kept_at_once_waits_once(engine: sa.Engine, lin: Actor) -> None:
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _: drafts.keep(engine, lin, feedback(), NONE), range(4)))
    assert len({one.id for one in kept}) == 1
    assert len(drafts.waiting(engine, lin)) == 1
