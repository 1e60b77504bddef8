"""Long work tells how far it is, and can be stopped between its steps."""

from collections.abc import Callable
from enum import StrEnum

from mot.domain.errors import N_, MotError


class Stage(StrEnum):
    """What is being done with a file."""

    READ = "read"
    UNDERSTAND = "understand"
    CHECK = "check"
    COMPARE = "compare"
    STORE = "store"
    ADD_UP = "add_up"


Progress = Callable[[Stage, float], None]
"""Called when a stage begins, with the share (0 to 1) of the whole that is done. It may raise `StoppedError`."""


class StoppedError(MotError):
    """The person stopped the work."""

    message = N_("Stopped. Nothing was changed.")


def unheard(stage: Stage, share: float) -> None:
    """Progress that nobody looks at."""
