"""Tagged moments of truth: which one, what seems to lie behind it, and the evidence as it was then."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mot.domain.errors import N_, MotError
from mot.domain.survey import Step

LONGEST_NOTE = 4_000  # characters


class Kind(StrEnum):
    """What a person says of a moment."""

    WEAK = "weak"
    DELIGHT = "delight"
    WATCH = "watch"


class Origin(StrEnum):
    """Where on the pages a moment was tagged."""

    TOUCHPOINT = "touchpoint"
    CELL = "cell"  # a touchpoint at one branch
    ALARM = "alarm"  # a trend that broke out
    COMMENT = "comment"


class Cause(StrEnum):
    """Why a moment goes as it goes."""

    COMMUNICATION = "communication"
    EMPOWERMENT = "empowerment"
    TRAINING = "training"
    PROCESS = "process"
    RESOURCES = "resources"
    ENVIRONMENT = "environment"
    PRODUCT = "product"
    OTHER = "other"


class Principle(StrEnum):
    """The five Cs that staff keep in a moment of truth."""

    COMMITMENT = "commitment"
    COMMUNICATION = "communication"
    CONFIRMATION = "confirmation"
    COLLABORATION = "collaboration"
    SATISFACTION = "satisfaction"


class Need(StrEnum):
    """Which kind of need was missed: one that was said, or one that had to be sensed."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"


class Visibility(StrEnum):
    """Who reads a tag besides those who see all its branches.

    Its numbers are shown to those alone; to others of the region or network go its words.
    """

    BRANCH = "branch"
    REGION = "region"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was known when a moment was tagged; never changed afterwards.

    `quarter`, `branches`, `channels`, `segments` are the filter (codes; empty for all). `numbers` holds n, gap,
    lo, hi, perception, expectation in the unit of `unit` (None where hidden), `status` and `compared`. `chart`
    holds the rows of the history chart by column; `batches` the numbers of the imports that were counted;
    `settings` the thresholds in force; `said` the comment, masked, when the tag came from one.
    """

    quarter: str
    branches: tuple[str, ...]
    channels: tuple[str, ...]
    segments: tuple[str, ...]
    unit: str
    numbers: Mapping[str, Any]
    chart: Mapping[str, tuple[Any, ...]]
    batches: tuple[int, ...]
    settings: Mapping[str, Any]
    product_version: str
    frozen_at: dt.datetime
    digest: str = ""  # SHA-256 of all the rest
    said: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a moment; all of it may be changed later."""

    kind: Kind
    causes: tuple[Cause, ...] = ()
    steps: tuple[Step, ...] = ()
    principles: tuple[Principle, ...] = ()
    need: Need | None = None
    note: str = ""
    visibility: Visibility = Visibility.BRANCH


@dataclass(frozen=True, slots=True)
class Moment:
    """A tagged moment. `branches` are the ids of those its evidence is about, `branch` the one when it is one.

    `version` goes up with every change. `evidence` is None where the reader may see the words alone.
    """

    id: int
    origin: Origin
    touchpoint: int
    branch: int | None
    branches: frozenset[int]
    judgement: Judgement
    evidence: Evidence | None
    created_at: dt.datetime
    created_by: str
    updated_at: dt.datetime
    updated_by: str
    version: int
    withdrawn: bool = False
    demonstration: bool = False
    actions: tuple[int, ...] = field(default=())


class MomentNotFoundError(MotError):
    """There is no such moment among those the person may see."""

    message = N_("There is no tagged moment number {number}, or it is outside what you may see.")


class MomentChangedError(MotError):
    """Somebody else changed the tag meanwhile."""

    message = N_(
        "{name} changed this tag at {time}, after you opened it. Nothing of yours was saved yet: compare both "
        "versions, then save again."
    )

    @property
    def theirs(self) -> Moment:
        """The tag as the other person left it."""
        found: Moment = self.params["theirs"]  # type: ignore[assignment]
        return found


class NoteTooLongError(MotError):
    """The note is longer than any note may be."""

    message = N_(
        "The note has {count} characters; at most {most} fit. Shorten it, or attach it to an action."
    )


@dataclass(frozen=True, slots=True)
class Now:
    """What today's books say where a moment was tagged.

    `evidence` asks the same question again (same branches, filter and touchpoint). `undone` are batches of the
    evidence that count no more, `replaced` maps those among them that were replaced to the batch in their place.
    `changed` tells whether n or a mean is another than then; `few` that only a few answers make the difference:
    then the numbers of now are left out, for beside those of then they would tell what the few said.
    """

    evidence: Evidence
    undone: tuple[int, ...] = ()
    replaced: Mapping[int, int] = field(default_factory=dict)
    changed: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A moment of the view worth tagging: weak, probably weak, or a delight. Numbers in the unit shown."""

    touchpoint: int
    kind: Kind
    status: str
    n: int
    gap: float
    lo: float
    hi: float
