"""What a ledger would become: actions to be made, changed or left as they are, and what cannot be told yet."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mot.domain.improvements import Action, Content
from mot.domain.issues import Issue, Severity
from mot.ingest.draft import Decisions
from mot.ingest.ledger.sheets import LedgerColumn
from mot.ingest.rejects import Rejects

Earlier = Callable[[int, int], Content | None]  # number and version of an action: what it said then


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Known:
    """An action that a row may be about. `hidden` counts its branches that the reader may not see."""

    action: Action
    may_change: bool
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row that is ready: what the action is to say; `number` and `version` of the one that it is about.

    `changed` names the fields (of `mot.ingest.ledger.fields`) that the row changes.
    """

    sheet: str
    row: int
    fate: Fate
    content: Content
    number: int | None = None
    version: int | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerDraft:
    """What a ledger would become. `rows` are ready, `rejects` are the rows and cells that are left out, with reasons.

    `issues` are what was found and what a person has to decide, `columns` those of the first sheet that was read.
    `known` are the numbers of all actions that it was compared with; `waiting` counts the rows that wait for a
    decision.
    """

    file_name: str
    sha256: str
    sheets: tuple[str, ...]
    columns: tuple[LedgerColumn, ...]
    rows: tuple[LedgerRow, ...]
    issues: tuple[Issue, ...]
    rejects: Rejects
    decisions: Decisions
    known: frozenset[int] = frozenset()
    waiting: int = 0

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be decided, and anything to be done."""
        return self.count(Fate.UNCHANGED) < len(self.rows) and not self.open

    @property
    def open(self) -> int:
        """How many points a person has to decide."""
        return sum(issue.severity is Severity.BLOCKING for issue in self.issues)

    def count(self, fate: Fate) -> int:
        """How many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)
