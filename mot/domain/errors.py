"""What stops a person: one class per reason, with a sentence that names the next step.

The sentence is an English message with named placeholders; the edge (`ui`, `cli`) translates it.
Each subclass lives beside the rule that it guards.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar


class MotError(Exception):
    """A person cannot go on; `message` says why and what to do next.

    Parameters are the values for the placeholders of `message`.
    """

    message: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(self.message.format(**params) if params else self.message)
        self.params = params

    def __reduce__(self) -> tuple[Callable[[], "MotError"], tuple[()]]:
        """The same error in another process."""
        return partial(type(self), **self.params), ()


def N_(message: str) -> str:  # noqa: N802  (the customary gettext name)
    """Mark a message for translation where it is defined; it is translated where it is shown."""
    return message
