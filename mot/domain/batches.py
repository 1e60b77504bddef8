"""The life of an import: draft (previewed), batch (committed), undone. A batch is never edited."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from mot.domain.errors import N_, MotError


class BatchStatus(StrEnum):
    """Whether a batch counts."""

    COMMITTED = "committed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Counts:
    """What happens to the rows of a file. `rows = responses + figures + set_aside + duplicates`.

    `ratings` counts single answers (expectation, perception, minimum, importance) that are kept;
    `values_missing` counts answers that were there and could not be used; `figures` counts the kept rows of a
    sheet of outcome figures, which holds no responses.
    """

    rows: int = 0
    responses: int = 0
    ratings: int = 0
    set_aside: int = 0
    duplicates: int = 0
    values_missing: int = 0
    figures: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed import; `first_day` and `last_day` are the days of its responses, or of its figures' months."""

    id: int
    status: BatchStatus
    file_name: str
    sha256: str
    layout: str
    counts: Counts
    created_at: dt.datetime
    created_by: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    undone_at: dt.datetime | None = None
    undone_by: str = ""


class BatchNotFoundError(MotError):
    """There is no such batch within the actor's scope."""

    message = N_("There is no import number {number} that you may see. Look it up in the import history.")


class AlreadyUndoneError(MotError):
    """The batch does not count any more."""

    message = N_("Import number {number} has been undone already. Nothing was changed.")


class DraftOutdatedError(MotError):
    """The data changed between preview and commit."""

    message = N_("Other feedback came in meanwhile. Check the preview once more, then commit.")
