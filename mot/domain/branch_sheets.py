"""One branch in one quarter on one page, frozen with the review: numbers and keys, no words of any language."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

HIDDEN = "suppressed"  # the finding of a touchpoint whose answers are not shown


@dataclass(frozen=True, slots=True)
class Overall:
    """A branch over all touchpoints, in the unit shown; None where there is nothing or it is hidden.

    before: the same in the quarter compared with · change, lo, hi of it, and whether it is certain.
    """

    value: float | None
    lo: float | None
    hi: float | None
    n: int | None
    before: float | None
    change: float | None
    change_lo: float | None
    change_hi: float | None
    clear: bool


@dataclass(frozen=True, slots=True)
class Fair:
    """How the branch stands among the branches of the review.

    standing: `mot.stats.standing.BranchStatus`, "" where nothing is compared · signal: ``inside``, ``above`` or
    ``below`` the funnel, "" where it is not judged · compared: branches with a fair score.
    """

    standing: str
    signal: str
    compared: int


@dataclass(frozen=True, slots=True)
class Row:
    """A touchpoint at the branch; without expectations there is no gap, and lo and hi are of the perception."""

    touchpoint: int
    n: int | None
    expected: float | None
    perceived: float | None
    gap: float | None
    lo: float | None
    hi: float | None
    status: str  # `mot.stats.multiplicity.Status`
    before: float | None  # gap in the quarter compared with
    change: float | None
    clear: bool  # whether the change is certain

    @property
    def hidden(self) -> bool:
        """Whether its answers are too few to be shown, or would give others away."""
        return self.status == HIDDEN


@dataclass(frozen=True, slots=True)
class Task:
    """An open action at the branch; `stage` is `mot.domain.improvements.Stage`."""

    number: int
    title: str
    touchpoint: int
    stage: str
    owner: str
    due: dt.date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class BranchSheet:
    """Everything on the page of one branch.

    responses: people who answered, None where they are too few to be shown · signed: gaps, else perceptions only.
    """

    branch: int
    responses: int | None
    signed: bool
    overall: Overall
    fair: Fair
    rows: tuple[Row, ...]
    tasks: tuple[Task, ...]

    @property
    def hidden(self) -> int:
        """How many touchpoints are hidden."""
        return sum(row.hidden for row in self.rows)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The touchpoints with a number."""
        return tuple(row for row in self.rows if row.perceived is not None)


_SHEET = TypeAdapter(BranchSheet)


def to_plain(sheet: BranchSheet) -> dict[str, Any]:
    """The sheet as JSON holds it."""
    plain: dict[str, Any] = _SHEET.dump_python(sheet, mode="json")
    return plain


def from_plain(plain: Mapping[str, Any]) -> BranchSheet:
    """The sheet behind plain values."""
    return _SHEET.validate_python(plain)


def sheet_of(sheets: tuple[Mapping[str, Any], ...], branch: int) -> BranchSheet | None:
    """The sheet of one branch, None without one."""
    return next((from_plain(one) for one in sheets if one["branch"] == branch), None)


def all_of(sheets: tuple[Mapping[str, Any], ...]) -> Iterator[BranchSheet]:
    """All sheets, in order."""
    return (from_plain(one) for one in sheets)
