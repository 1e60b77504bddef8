"""What belongs to an action: tasks, remarks, links and attached files. The files are sealed in the database."""

from dataclasses import dataclass

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.improvements import Attachment, Hyperlink, Remark, Task


@dataclass(frozen=True, slots=True)
class Parts:
    """All that belongs to an action: tasks in their order, the rest oldest first."""

    tasks: tuple[Task, ...]
    remarks: tuple[Remark, ...]
    links: tuple[Hyperlink, ...]
    attachments: tuple[Attachment, ...]


def parts(engine: sa.Engine, actor: Actor, number: int) -> Parts:
    """What belongs to an action that the actor may see."""
    raise NotImplementedError


def add_task(engine: sa.Engine, actor: Actor, number: int, text: str) -> Task:
    """Add a task after the others."""
    raise NotImplementedError


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
    """Change a task: its words, whether it is done, or its place (0 is the first); None leaves as it is."""
    raise NotImplementedError


def remove_task(engine: sa.Engine, actor: Actor, number: int, task: int) -> None:
    """Take a task away."""
    raise NotImplementedError


def remark(engine: sa.Engine, actor: Actor, number: int, text: str) -> Remark:
    """Say something about an action."""
    raise NotImplementedError


def add_link(engine: sa.Engine, actor: Actor, number: int, url: str, title: str = "") -> Hyperlink:
    """Add a web address; without a title it is called by itself."""
    raise NotImplementedError


def remove_link(engine: sa.Engine, actor: Actor, number: int, link: int) -> None:
    """Take a web address away."""
    raise NotImplementedError


def attach(engine: sa.Engine, actor: Actor, number: int, name: str, content: bytes) -> Attachment:
    """Keep a file with an action, sealed; its bytes tell what it is."""
    raise NotImplementedError


def fetch(engine: sa.Engine, actor: Actor, number: int, file: int) -> tuple[Attachment, bytes]:
    """An attached file, byte for byte as it came."""
    raise NotImplementedError


def detach(engine: sa.Engine, actor: Actor, number: int, file: int) -> None:
    """Take an attached file away for good."""
    raise NotImplementedError
