"""What is wrong in the data: found, listed with its place, and never silently repaired."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What an issue asks of the person."""

    BLOCKING = "blocking"  # nothing can be committed until it is decided
    DECIDE = "decide"  # a choice was made for the person, who can make another
    NOTE = "note"  # for information


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is, as the person sees it in Excel: sheet, first rows (1-based), column letter and header."""

    sheet: str = ""
    rows: tuple[int, ...] = ()
    column: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something found in the data. `code` names the sentence; `params` fill its placeholders.

    `choices` are the codes of what can be done about it and `chosen` is the one in force;
    `key` is what a decision about it is filed under.
    """

    code: str
    severity: Severity
    place: Place = Place()
    params: dict[str, object] = field(default_factory=dict)
    count: int = 1
    key: str = ""
    choices: tuple[str, ...] = ()
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was not imported: its place in Excel and the code of the reason."""

    sheet: str
    row: int
    reason: str
    column: str = ""
    value: str = ""
