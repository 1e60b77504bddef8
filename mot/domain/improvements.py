"""Improvement actions: who does what about which moment until when, and by what it will be judged."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mot.domain.errors import N_, MotError
from mot.domain.packs import Lever

__all__ = ["Lever"]
LONGEST_TITLE, LONGEST_TEXT = 200, 20_000  # characters
LARGEST_ATTACHMENT = 5_000_000  # bytes
MOST_ATTACHMENTS = 20  # of one action
WINDOWS = (1, 2, 3, 6, 12)  # months before and after that may be compared
STALLED_DAYS = 21  # without any change


class Stage(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    REMEASURE = "remeasure"
    CLOSED = "closed"
    DROPPED = "dropped"


class Again(StrEnum):
    """Whether one would do it again."""

    YES = "yes"
    CHANGED = "changed"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed before looking at the result.

    `branches` are those where it is done (ids; at least one). `comparison` are those it is compared with; None
    means all others of the same kind. `start` is the day it begins (its month is left out), `window` the months
    compared before and after, `evaluate` the day of judgement, `target` the gap aimed at in POMP points
    (None without one). `seasonal` compares with the same months of the year before.
    """

    touchpoint: int
    branches: frozenset[int]
    start: dt.date
    evaluate: dt.date
    window: int = 3
    comparison: frozenset[int] | None = None
    target: float | None = None
    seasonal: bool = False


@dataclass(frozen=True, slots=True)
class Learning:
    """What a closed action taught."""

    worked: str
    again: Again


@dataclass(frozen=True, slots=True)
class Content:
    """All of an action that a person writes and may change.

    `owner` is a login, "" when the person has none; `owner_name` is what is shown. `audience` and `trained` (day)
    belong to the lever training.
    """

    title: str
    plan: Plan
    description: str = ""
    lever: Lever = Lever.PROCESS
    owner: str = ""
    owner_name: str = ""
    due: dt.date | None = None
    stage: Stage = Stage.PLANNED
    audience: str = ""
    trained: dt.date | None = None
    learning: Learning | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action as stored. `version` goes up with every change; `moments` are the tags it came from.

    `verdict` is what was judged when it was closed, as plain values, None before. `all_others` says that the
    comparison is the default one.
    """

    id: int
    content: Content
    moments: tuple[int, ...]
    created_at: dt.datetime
    created_by: str
    updated_at: dt.datetime
    updated_by: str
    version: int
    closed_at: dt.datetime | None = None
    verdict: dict[str, Any] | None = None
    demonstration: bool = False
    all_others: bool = False

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.content.stage not in (Stage.CLOSED, Stage.DROPPED)

    def overdue(self, today: dt.date) -> bool:
        """Whether it should have been done before `today`."""
        stage = self.content.stage
        return (
            stage in (Stage.PLANNED, Stage.UNDER_WAY)
            and self.content.due is not None
            and self.content.due < today
        )

    def stalled(self, today: dt.date) -> bool:
        """Whether nothing happened with it for `STALLED_DAYS` although it is under way."""
        return self.content.stage is Stage.UNDER_WAY and (today - self.updated_at.date()).days > STALLED_DAYS

    def ready(self, today: dt.date) -> bool:
        """Whether its day of judgement has come."""
        return self.open and self.content.stage is not Stage.PLANNED and self.content.plan.evaluate <= today


@dataclass(frozen=True, slots=True)
class Task:
    """One step of an action."""

    id: int
    text: str
    done: bool
    position: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of a colleague on an action."""

    id: int
    at: dt.datetime
    login: str
    text: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A web address that belongs to an action: http or https alone."""

    id: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an action; its bytes are fetched one at a time."""

    id: int
    name: str
    kind: str  # the media type that its bytes tell
    size: int  # bytes
    at: dt.datetime
    login: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an action's log: who changed what when; `before` and `after` by field, as plain values."""

    id: int
    at: dt.datetime
    login: str
    version: int
    event: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


class ActionNotFoundError(MotError):
    """There is no such action among those the person may see."""

    message = N_("There is no action number {number}, or it is outside what you may see.")


class ActionChangedError(MotError):
    """Somebody else changed the action meanwhile: both versions are kept for the person to compare."""

    message = N_(
        "{name} changed this action at {time}, after you opened it. Nothing of yours is lost: compare both "
        "versions, then save again."
    )
    theirs: Action


class PlanFixedError(MotError):
    """What an action is judged by cannot change any more once answers after its start may be known."""

    message = N_(
        "This action began on {start}. Touchpoint, branches, comparison, start, evaluation date and target were "
        "fixed before looking at the result. Close this action and plan a new one instead."
    )


class EmptyTitleError(MotError):
    """An action needs a name."""

    message = N_("Give the action a title, for example what will be different for customers.")


class TextTooLongError(MotError):
    """A text is longer than fits."""

    message = N_("This text has {count} characters; at most {most} fit. Shorten it or attach it as a file.")


class DatesCrossError(MotError):
    """The dates of an action do not follow each other."""

    message = N_(
        "The evaluation date must lie after the start, and the due date not before it. Change one of them."
    )


class NothingToUndoError(MotError):
    """The action was not changed since it was made, or its last change cannot be taken back."""

    message = N_("There is no change of this action left to take back.")


class AttachmentRefusedError(MotError):
    """The file is too large, one too many, or of a kind that is not kept."""

    message = N_(
        "{name} cannot be attached: allowed are PDF, pictures, Word, Excel, PowerPoint and plain text up to "
        "{size} MB, at most {most} per action."
    )


class BadLinkError(MotError):
    """The address is no web address."""

    message = N_("{url} is not a web address. It should begin with http:// or https://.")
