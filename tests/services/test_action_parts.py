"""What belongs to an action: read by who sees it, changed by who may change it, and files that do no harm."""

import datetime as dt

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError
from mot.domain.improvements import (
    LARGEST_ATTACHMENT,
    LONGEST_TEXT,
    MOST_ATTACHMENTS,
    ActionNotFoundError,
    AttachmentRefusedError,
    BadLinkError,
    TextTooLongError,
)
from mot.services import action_parts, actions
from mot.services.action_parts import NothingWrittenError, PartGoneError, Parts
from mot.storage.schema_work import action_file
from tests.ingest.attachment_samples import PDF, PNG, office
from tests.services.action_samples import BEFORE, content
from tests.services.test_at_once import at_once

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture
def number(engine: sa.Engine, mei: Actor) -> int:
    """An action of the South."""
    return actions.create(engine, mei, content(3, 4), today=BEFORE).id


def test_tasks_keep_their_order_and_move(engine: sa.Engine, mei: Actor, number: int) -> None:
    first, second, third = (action_parts.add_task(engine, mei, number, text) for text in "甲乙丙")
    assert [t.position for t in (first, second, third)] == [0, 1, 2]
    moved = action_parts.set_task(engine, mei, number, third.id, position=0, done=True)
    assert (moved.position, moved.done, moved.text) == (0, True, "丙")
    assert texts(engine, mei, number) == ["丙", "甲", "乙"]
    action_parts.set_task(engine, mei, number, first.id, text=" 改了 ", position=99)
    assert texts(engine, mei, number) == ["丙", "乙", "改了"]
    action_parts.remove_task(engine, mei, number, second.id)
    assert [(t.text, t.position) for t in all_parts(engine, mei, number).tasks] == [("丙", 0), ("改了", 1)]
    assert action_parts.progress(engine, mei) == {number: (1, 2)}
    with pytest.raises(PartGoneError):
        action_parts.set_task(engine, mei, number, second.id, done=True)
    with pytest.raises(PartGoneError):
        action_parts.remove_task(engine, mei, number, second.id)


def test_tasks_added_at_once_all_stay_in_places_of_their_own(
    engine: sa.Engine, mei: Actor, number: int
) -> None:
    at_once(*(lambda i=i: action_parts.add_task(engine, mei, number, f"任务{i}") for i in range(6)))
    assert sorted(texts(engine, mei, number)) == [f"任务{i}" for i in range(6)]
    assert [t.position for t in all_parts(engine, mei, number).tasks] == list(range(6))


def test_remarks_stand_in_the_order_in_which_they_were_made(
    engine: sa.Engine, mei: Actor, ada: Actor, number: int
) -> None:
    action_parts.remark(engine, mei, number, "第一句")
    action_parts.remark(engine, ada, number, "第二句\n<b>不是粗体</b>")
    said = all_parts(engine, mei, number).remarks
    assert [(r.login, r.text) for r in said] == [("mei", "第一句"), ("ada", "第二句\n<b>不是粗体</b>")]
    assert all(abs(dt.datetime.now(dt.UTC) - r.at) < dt.timedelta(minutes=5) for r in said)


def test_what_belongs_to_an_action_makes_it_lively_but_no_new_version(
    engine: sa.Engine, mei: Actor, ada: Actor, number: int
) -> None:
    before = actions.action(engine, mei, number)
    action_parts.remark(engine, ada, number, "在跟进")
    after = actions.action(engine, mei, number)
    assert (after.version, after.content) == (before.version, before.content)
    assert after.updated_at > before.updated_at
    assert after.updated_by == "ada"
    changed = actions.change(engine, mei, number, content(3, 4, title="新"), version=1, today=BEFORE)
    assert changed.content.title == "新", "a remark is no reason to refuse a change"
    assert actions.undo_change(engine, mei, number, version=2, today=BEFORE).content == before.content
    events = [line.event for line in actions.log(engine, mei, number)]
    assert events == ["undone", "changed", "remarked", "created"]


@pytest.mark.parametrize("text", ["", " \n", "\0\ud800"])
def test_a_task_or_a_remark_without_words_is_refused(
    engine: sa.Engine, mei: Actor, number: int, text: str
) -> None:
    with pytest.raises(NothingWrittenError):
        action_parts.add_task(engine, mei, number, text)
    with pytest.raises(NothingWrittenError):
        action_parts.remark(engine, mei, number, text)
    with pytest.raises(TextTooLongError):
        action_parts.remark(engine, mei, number, "长" * (LONGEST_TEXT + 1))
    assert all_parts(engine, mei, number) == Parts((), (), (), ())


@pytest.mark.parametrize(
    "url",
    [
        "https://intranet.bank.example/台账?id=1#a",
        "http://10.0.0.8:8080/x(1).html",
        " https://例子.中国/ ",
        "HTTPS://BANK.EXAMPLE",
        "http://[::1]/",
    ],
)
def test_web_addresses_are_kept(engine: sa.Engine, mei: Actor, number: int, url: str) -> None:
    made = action_parts.add_link(engine, mei, number, url)
    assert made.url == made.title == url.strip()
    named = action_parts.add_link(engine, mei, number, url, "制度")
    assert all_parts(engine, mei, number).links == (made, named)
    action_parts.remove_link(engine, mei, number, made.id)
    assert all_parts(engine, mei, number).links == (named,)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//evil.example",
        "https:",
        "https:///path",
        "http://bank.example@evil.example/",
        "https://evil.example\\@bank.example",
        'https://a.example/"onclick="x',
        "https://a.example/<script>",
        "https://a.example/\u202egnp.exe",
        "https://a.example:99999999/",
        "http://[::1",
        "https://a.example/" + "x" * 2_000,
        "ftp://a.example/",
        "intranet",
    ],
)
def test_what_is_no_web_address_is_refused(engine: sa.Engine, mei: Actor, number: int, url: str) -> None:
    with pytest.raises(BadLinkError):
        action_parts.add_link(engine, mei, number, url)
    assert all_parts(engine, mei, number).links == ()


def test_a_file_comes_back_byte_for_byte_and_lies_sealed(engine: sa.Engine, mei: Actor, number: int) -> None:
    secret = PDF + "只有支行知道".encode()
    kept = action_parts.attach(engine, mei, number, "C:\\机密\\../方案.pdf", secret)
    assert (kept.name, kept.kind, kept.size) == ("方案.pdf", "application/pdf", len(secret))
    assert all_parts(engine, mei, number).attachments == (kept,)
    assert action_parts.fetch(engine, mei, number, kept.id) == (kept, secret)
    with engine.connect() as tx:
        row = tx.execute(sa.select(action_file)).one()
    assert "只有支行知道".encode() not in bytes(row.sealed)
    assert b"%PDF" not in bytes(row.sealed)
    action_parts.detach(engine, mei, number, kept.id)
    with pytest.raises(PartGoneError):
        action_parts.fetch(engine, mei, number, kept.id)
    with engine.connect() as tx:
        assert tx.execute(sa.select(action_file)).all() == []


def test_a_file_is_called_what_it_is(engine: sa.Engine, mei: Actor, number: int) -> None:
    names = {"账单.pdf.exe": "账单.pdf.exe.pdf", "图.JPG": "图.JPG.png", "..": "file.png", "": "file.png"}
    for given, expected in names.items():
        made = action_parts.attach(engine, mei, number, given, PDF if "pdf" in given else PNG)
        assert made.name == expected
    long = action_parts.attach(engine, mei, number, "长" * 5_000 + ".png", PNG)
    assert len(long.name) <= 210
    assert long.name.endswith("长.png")


@pytest.mark.parametrize(
    ("name", "content_"),
    [
        ("空.pdf", b""),
        ("图.png", b"<html><script>alert(1)</script>"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("x.exe", b"MZ\x90\x00" + bytes(200)),
        ("方案.docx", office("word", bomb=True)),
        ("大.pdf", b"%PDF-1.7" + bytes(LARGEST_ATTACHMENT)),
    ],
)
def test_what_could_do_harm_is_not_kept(
    engine: sa.Engine, mei: Actor, number: int, name: str, content_: bytes
) -> None:
    with pytest.raises(
        AttachmentRefusedError, match=f"^{name} cannot be attached: .* up to 5 MB, at most 20"
    ):
        action_parts.attach(engine, mei, number, name, content_)
    assert all_parts(engine, mei, number).attachments == ()


def test_only_so_many_files_fit_however_many_come_at_once(engine: sa.Engine, mei: Actor, number: int) -> None:
    for i in range(MOST_ATTACHMENTS - 1):
        action_parts.attach(engine, mei, number, f"{i}.png", PNG)
    found = at_once(*(lambda: action_parts.attach(engine, mei, number, "x.png", PNG) for _ in range(4)))
    assert sum(isinstance(one, AttachmentRefusedError) for one in found) == 3
    assert len(all_parts(engine, mei, number).attachments) == MOST_ATTACHMENTS


def test_nobody_reads_or_changes_what_belongs_to_an_action_they_do_not_see(
    engine: sa.Engine, lin: Actor, mei: Actor, number: int
) -> None:
    task = action_parts.add_task(engine, mei, number, "任务")
    link = action_parts.add_link(engine, mei, number, "https://a.example")
    file = action_parts.attach(engine, mei, number, "a.png", PNG)
    there = all_parts(engine, mei, number)
    for job in _jobs(engine, lin, number, task.id, link.id, file.id):
        with pytest.raises(ActionNotFoundError):
            job()
    assert action_parts.progress(engine, lin) == {}
    assert all_parts(engine, mei, number) == there


def test_mei_reads_and_remarks_on_an_action_of_the_whole_bank_and_changes_nothing_of_it(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    shared = actions.create(engine, ada, content(1, 3), today=BEFORE).id
    task = action_parts.add_task(engine, ada, shared, "任务")
    link = action_parts.add_link(engine, ada, shared, "https://a.example")
    file = action_parts.attach(engine, ada, shared, "a.png", PNG)
    assert all_parts(engine, mei, shared) == Parts((task,), (), (link,), (file,))
    assert action_parts.fetch(engine, mei, shared, file.id) == (file, PNG)
    read, remark, _, *changes = _jobs(engine, mei, shared, task.id, link.id, file.id)
    for job in changes:
        with pytest.raises(OutOfScopeError):
            job()
    remark()
    assert [r.login for r in read().remarks] == ["mei"]


def test_the_leader_reads_all_and_says_nothing(
    engine: sa.Engine, chen: Actor, mei: Actor, number: int
) -> None:
    file = action_parts.attach(engine, mei, number, "a.png", PNG)
    read, remark, fetch, *changes = _jobs(engine, chen, number, 1, 1, file.id)
    assert read().attachments == (file,)
    assert fetch() == (file, PNG)
    for job in (remark, *changes):
        with pytest.raises(NotAllowedError):
            job()


def test_a_part_of_one_action_is_not_reached_through_another(
    engine: sa.Engine, lin: Actor, mei: Actor, number: int
) -> None:
    task = action_parts.add_task(engine, mei, number, "任务")
    link = action_parts.add_link(engine, mei, number, "https://a.example")
    file = action_parts.attach(engine, mei, number, "a.png", PNG)
    own = actions.create(engine, lin, content(1), today=BEFORE).id
    jobs = _jobs(engine, lin, own, task.id, link.id, file.id)
    for place in (2, 3, 4, 6, 8):
        with pytest.raises(PartGoneError):
            jobs[place]()
    assert all_parts(engine, mei, number) == Parts((task,), (), (link,), (file,))


def all_parts(engine: sa.Engine, actor: Actor, number: int) -> Parts:
    return action_parts.parts(engine, actor, number)


def texts(engine: sa.Engine, actor: Actor, number: int) -> list[str]:
    return [task.text for task in all_parts(engine, actor, number).tasks]


def _jobs(engine: sa.Engine, actor: Actor, number: int, task: int, link: int, file: int) -> list:
    """Reading first, remarking second, fetching third; then every change."""
    ask = (engine, actor, number)
    return [
        lambda: action_parts.parts(*ask),
        lambda: action_parts.remark(*ask, "一句"),
        lambda: action_parts.fetch(*ask, file),
        lambda: action_parts.set_task(*ask, task, done=True),
        lambda: action_parts.remove_task(*ask, task),
        lambda: action_parts.add_task(*ask, "任务"),
        lambda: action_parts.remove_link(*ask, link),
        lambda: action_parts.add_link(*ask, "https://a.example"),
        lambda: action_parts.detach(*ask, file),
        lambda: action_parts.attach(*ask, "x.png", PNG),
    ]
