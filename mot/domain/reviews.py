"""A quarterly review: what it was frozen from, what its author made of it, and its states."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mot.domain.errors import N_, MotError
from mot.domain.periods import Quarter
from mot.domain.slides import Deck, Texts
from mot.domain.survey import Name


class State(StrEnum):
    """Where a review stands. Only a draft can be changed; an archived one is kept out of the way."""

    DRAFT = "draft"
    PRESENTED = "presented"
    ARCHIVED = "archived"


class ReviewNotFoundError(MotError):
    """No such review, or one about branches that are not the reader's."""

    message = N_("There is no review number {number} that you may read. Open one from the list.")


class NotADraftError(MotError):
    """What was presented stays as it was presented."""

    message = N_(
        "Review number {number} was presented and stays as it is. Make a new snapshot to change something; "
        "your sentences come along."
    )


class ReviewChangedError(MotError):
    """Somebody else saved in the meantime."""

    message = N_(
        "Somebody else changed review number {number} meanwhile. Open it again and repeat the change."
    )


class ReviewDamagedError(MotError):
    """The stored content does not have the digest that was written with it."""

    message = N_(
        "Review number {number} is not what was stored: its digest does not match. Nothing was made from it. "
        "Ask the administrator to restore the database from its last backup."
    )


class ArchivedError(MotError):
    """An archived review is kept out of the way; it is restored before anything else."""

    message = N_("Review number {number} is archived. Restore it first.")


class NoEarlierSnapshotError(MotError):
    """There is nothing to compare a first snapshot with."""

    message = N_(
        "Review number {number} is the first of its kind. Make a new snapshot of it to see differences."
    )


class NothingToReviewError(MotError):
    """No answers in the quarter and scope."""

    message = N_("Nobody answered in this quarter and selection. Choose another quarter or more branches.")


@dataclass(frozen=True, slots=True)
class Place:
    """A branch or a touchpoint as it was called when the review was frozen."""

    id: int
    code: str
    name: Name
    words: tuple[str, ...] = ()  # other spellings, by which it is known in a sentence


IMPORTS = ("batch", "figures")
"""The kinds of source that are imports."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something a review rests on: an import, a tag or an action, in the version that was frozen.

    kind: ``batch`` (an import of responses), ``figures`` (one of outcome figures), ``moment`` or ``action`` ·
    title: of an import the name of its file, "" where it also holds branches that the review is not about ·
    size: how many responses or figures of the review's months and branches an import has, else 0 · digest: SHA-256
    of an import's file or a tag's evidence, else "".
    """

    kind: str
    number: int
    title: str
    version: int
    state: str
    at: dt.datetime
    size: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of a review, the same in every language.

    section: where it is shown · subject: ``overall``, ``touchpoint:3``, ``branch:7``, ``action:4``, ``moment:5``,
    ``step:propose``, ``quarter:2026Q2`` (of the eight) or ``outcome:nps`` ·
    measure: ``gap``, ``perception``, ``expectation``, ``change``, ``answers``, ``weak``, ``score``, ``effect``,
    ``importance`` · value: in the unit shown, None where hidden · status: the finding's key, "" without one.
    """

    section: str
    subject: str
    measure: str
    value: float | None
    lo: float | None = None
    hi: float | None = None
    n: int | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a review was frozen from.

    everything: the whole network, also branches that join it later · branches, touchpoints: those it is
    about, in order ·
    settings: thresholds by name · today: the day as of which actions and plans were judged.
    """

    quarter: Quarter
    comparison: Quarter
    everything: bool
    branches: tuple[Place, ...]
    touchpoints: tuple[Place, ...]
    sources: tuple[Source, ...]
    settings: Mapping[str, float]
    unit: str
    decimals: int
    responses: int
    data_version: int
    product_version: str
    today: dt.date
    made_at: dt.datetime
    made_by: str
    institution: Name
    region: Name | None = None
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of a review that is frozen. `sheets`: one per branch, see `mot.domain.branch_sheets`."""

    basis: Basis
    facts: tuple[Fact, ...]
    decks: Mapping[str, Deck]
    sheets: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a slide of a review."""

    id: int
    slide: str
    at: dt.datetime
    login: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review without its content: what lists show and authors change.

    texts: the author's sentences per language · previous: the review this one is a new snapshot of ·
    digest: SHA-256 of the content · version: rises with every change.
    """

    id: int
    title: str
    quarter: Quarter
    comparison: Quarter
    everything: bool
    branches: frozenset[int]
    sections: tuple[str, ...]
    state: State
    digest: str
    data_version: int
    created_at: dt.datetime
    created_by: str
    updated_at: dt.datetime
    updated_by: str
    version: int
    previous: int | None = None
    presented_at: dt.datetime | None = None
    presented_by: str = ""
    archived_at: dt.datetime | None = None
    archived_by: str = ""
    demonstration: bool = False
    texts: Mapping[str, Texts] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def stamp(self) -> str:
        """The snapshot's id as it stands on every slide.

        Its number and the beginning of its digest: two snapshots never share it.
        """
        return f"R{self.id}-{self.digest[:8]}"


@dataclass(frozen=True, slots=True)
class Document:
    """A review as it is written into a file or shown: one language, sections chosen, sentences edited."""

    review: Review
    basis: Basis
    deck: Deck
