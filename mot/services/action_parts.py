"""What belongs to an action: tasks, remarks, links and attached files. The files are sealed in the database.

Whoever sees an action reads all of it, and may remark on it unless they are there to read only; the rest is
changed by those who may change the action. None of this makes a new version of what the action says.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_, MotError
from mot.domain.improvements import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Attachment,
    BadLinkError,
    Hyperlink,
    Remark,
    Task,
)
from mot.services import action_rules
from mot.services.action_files import attach as attach
from mot.services.action_files import detach as detach
from mot.services.action_files import fetch as fetch
from mot.services.action_work import PartGoneError as PartGoneError
from mot.services.action_work import changing, gone_unless
from mot.storage import action_parts as stored

LONGEST_URL, LONGEST_TASK = 2_000, 1_000  # characters
_NOT_IN_URL = re.compile(r"[\s<>\"\\`]")


class NothingWrittenError(MotError):
    """A task or a remark needs words."""

    message = N_("Write a few words first.")


@dataclass(frozen=True, slots=True)
class Parts:
    """All that belongs to an action: tasks in their order, the rest oldest first."""

    tasks: tuple[Task, ...]
    remarks: tuple[Remark, ...]
    links: tuple[Hyperlink, ...]
    attachments: tuple[Attachment, ...]


def parts(engine: sa.Engine, actor: Actor, number: int) -> Parts:
    """What belongs to an action that the actor may see.

    Raises
    ------
    ActionNotFoundError
    """
    with engine.connect() as tx:
        action_rules.readable(tx, actor, number)
        every = stored.tasks, stored.remarks, stored.links, stored.files
        return Parts(*(read(tx, number) for read in every))  # type: ignore[arg-type]


def progress(engine: sa.Engine, actor: Actor) -> dict[int, tuple[int, int]]:
    """Tasks done and tasks altogether of every action with tasks that the actor may see, by its number."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        return stored.progress(tx, actor.scope)


def add_task(engine: sa.Engine, actor: Actor, number: int, text: str) -> Task:
    """Add a task after the others.

    Raises
    ------
    NothingWrittenError, TextTooLongError, ActionNotFoundError, OutOfScopeError
    """
    words = _words(text, LONGEST_TASK)
    with changing(engine, actor, number) as work:
        there = stored.tasks(work.tx, number)
        task = Task(stored.add_task(work.tx, number, words, len(there)), words, False, len(there))
        work.note("task_added", after={"task": words})
        return task


def set_task(
    engine: sa.Engine,
    actor: Actor,
    number: int,
    task: int,
    *,
    text: str | None = None,
    done: bool | None = None,
    position: int | None = None,
) -> Task:
    """Change a task: its words, whether it is done, or its place (0 is the first); None leaves as it is.

    Raises
    ------
    PartGoneError, NothingWrittenError, TextTooLongError, ActionNotFoundError, OutOfScopeError
    """
    words = None if text is None else _words(text, LONGEST_TASK)
    with changing(engine, actor, number) as work:
        there = list(stored.tasks(work.tx, number))
        old = next((one for one in there if one.id == task), None)
        if old is None:
            raise PartGoneError
        new = replace(old, text=old.text if words is None else words, done=old.done if done is None else done)
        place = there.index(old)
        there.remove(old)
        there.insert(place if position is None else min(max(position, 0), len(there)), new)
        changed = _put(work.tx, there)
        if changed or new != old:
            stored.put_task(work.tx, found := replace(new, position=there.index(new)))
            before, after = ({"task": t.text, "done": t.done} for t in (old, new))
            work.note("task_changed", before=before, after=after)
            return found
        return old


def remove_task(engine: sa.Engine, actor: Actor, number: int, task: int) -> None:
    """Take a task away.

    Raises
    ------
    PartGoneError, ActionNotFoundError, OutOfScopeError
    """
    with changing(engine, actor, number) as work:
        words = {one.id: one.text for one in stored.tasks(work.tx, number)}
        gone_unless(stored.remove_task(work.tx, number, task))
        _put(work.tx, list(stored.tasks(work.tx, number)))
        work.note("task_removed", before={"task": words[task]})


def remark(engine: sa.Engine, actor: Actor, number: int, text: str) -> Remark:
    """Say something about an action; whoever sees it may, but for those who are there to read only.

    Raises
    ------
    NothingWrittenError, TextTooLongError, ActionNotFoundError
    """
    words = _words(text)
    with changing(engine, actor, number, whole=False) as work:
        made = stored.add_remark(work.tx, number, words, login=actor.login, at=work.at)
        work.note("remarked")
        return Remark(made, work.at, actor.login, words)


def add_link(engine: sa.Engine, actor: Actor, number: int, url: str, title: str = "") -> Hyperlink:
    """Add a web address; without a title it is called by itself.

    Raises
    ------
    BadLinkError, TextTooLongError, ActionNotFoundError, OutOfScopeError
    """
    address = _address(url)
    name = action_rules.clean(title, LONGEST_TITLE) or address
    with changing(engine, actor, number) as work:
        made = stored.add_link(work.tx, number, name, address)
        work.note("link_added", after={"link": address})
        return Hyperlink(made, name, address)


def remove_link(engine: sa.Engine, actor: Actor, number: int, link: int) -> None:
    """Take a web address away.

    Raises
    ------
    PartGoneError, ActionNotFoundError, OutOfScopeError
    """
    with changing(engine, actor, number) as work:
        urls = {one.id: one.url for one in stored.links(work.tx, number)}
        gone_unless(stored.remove_link(work.tx, number, link))
        work.note("link_removed", before={"link": urls[link]})


def _put(tx: sa.Connection, tasks: list[Task]) -> bool:
    """Give tasks the places they have in the list; whether any moved."""
    moved = [replace(one, position=place) for place, one in enumerate(tasks) if one.position != place]
    for one in moved:
        stored.put_task(tx, one)
    return bool(moved)


def _words(text: str, most: int = LONGEST_TEXT) -> str:
    words = action_rules.clean(text, most)
    if not words:
        raise NothingWrittenError
    return words


def _address(url: str) -> str:
    """The web address, which leads where it says: no other scheme, no name before the host."""
    address = url.strip()
    refused = BadLinkError(url=address[:100])
    if len(address) > LONGEST_URL or not address.isprintable() or _NOT_IN_URL.search(address):
        raise refused
    try:
        read = urlsplit(address)
        host, _ = read.hostname, read.port
    except ValueError as error:
        raise refused from error
    if read.scheme not in ("http", "https") or not host or "@" in read.netloc:
        raise refused
    return address
