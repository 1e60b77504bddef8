"""A draft: what a file would become. The preview shows it, the commit stores it, nothing else does."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from mot.domain.batches import Counts
from mot.domain.issues import Issue, SetAside, Severity
from mot.domain.survey import Field, Scale
from mot.ingest.rejects import Rejects

SHEET_STEP = 2**21  # rows between two sheets that are read together; Excel has half as many
MISSING = -1  # an answer that is not there, in the int16 answer columns of a draft


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it came: its name and its bytes. A password opens it, and is shown and stored nowhere."""

    name: str
    content: bytes
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the person chose, all optional; everything else is recognised. Plain values, fit for JSON.

    `sheet` a sheet's name; `layout` a layout's name; `fields` maps a column's position (0-based, in the
    fused table) to a field code (`Field.code`); `scale` a scale code such as ``1-5``; `branch` a branch code
    for every row of a file without a branch column; `quarter` a quarter code for rows without a date;
    `values` maps an issue key such as ``branch:老城``, ``channel:电话`` or ``figure:投诉率`` to a code that exists,
    ``+name`` (create it) or ``-`` (set those rows aside; for labels: not stated);
    `answers` maps an issue key to the chosen one of its choices.
    """

    sheet: str = ""
    layout: str = ""
    fields: dict[int, str] = field(default_factory=dict)
    scale: str = ""
    branch: str = ""
    quarter: str = ""
    values: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column as recognised: position, header, an example, its meaning and how sure (0 to 1).

    `topic` is what the header, or the layout, calls the touchpoint.
    """

    position: int
    letter: str
    header: str
    sample: str
    field: Field
    confidence: float
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A branch, touchpoint, channel, segment or outcome figure that the file speaks of.

    `code` is that of an existing one (a figure may also be one that is usual in the industry), or empty when
    the commit is to create it under `name`.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Responses:
    """One entry per kept response, in file order; equally long arrays.

    row int32 (row in Excel, 1-based, plus `SHEET_STEP` for every sheet before its own) ·
    day int32 (days since 1970-01-01) · branch, channel, segment int32 (positions in the draft's lists of
    references; -1 for not stated, never for branch) ·
    overall, nps int16 (`MISSING`) · duration int32 seconds (`MISSING`) · quality int8 (signs as in `mot.ingest.quality`) ·
    respondent: keyed hash (32 hex digits) or "" · comment: text with personal data masked, or "".
    """

    row: np.ndarray
    day: np.ndarray
    branch: np.ndarray
    channel: np.ndarray
    segment: np.ndarray
    overall: np.ndarray
    nps: np.ndarray
    duration: np.ndarray
    quality: np.ndarray
    respondent: pa.Array
    comment: pa.Array

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def none(cls) -> "Responses":
        """No responses, as in every sheet of outcome figures."""
        tiny, short, long = (np.zeros(0, dtype=kind) for kind in (np.int8, np.int16, np.int32))
        texts = pa.array([], pa.string())
        return cls(long, long, long, long, long, short, short, long, tiny, texts, texts)


@dataclass(frozen=True, slots=True)
class Figures:
    """One entry per kept outcome figure, in file order; equally long arrays.

    row int32 (row in Excel, 1-based) · month int32 (yyyymm) · branch, figure int32 (positions in the draft's
    lists of references) · numerator, denominator int64 (`MISSING` where the figure is a plain count).
    """

    row: np.ndarray
    month: np.ndarray
    branch: np.ndarray
    figure: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def none(cls) -> "Figures":
        """No figures, as in every file of feedback."""
        small, large = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
        return cls(small, small, small, small, large, large)


@dataclass(frozen=True, slots=True)
class Answers:
    """The ratings of one touchpoint: equally long int16 arrays in response order, `MISSING` where absent.

    A kind that the file does not ask is None. `touchpoint` is a position in the draft's references.
    """

    touchpoint: int
    expectation: np.ndarray | None = None
    perception: np.ndarray | None = None
    minimum: np.ndarray | None = None
    importance: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file would become. `ready` tells whether it can be committed as it stands.

    `layouts` are the formats that fit the sheet, the surest first; `saw` quotes what gave the chosen one away.
    A file holds feedback (`responses`, `answers`, on `scale`) or outcome figures (`figures`, whose names are
    `figure_names`), never both. `rejects` is what of the file is not imported, kept to be mended.
    `skipped` are earlier imports, each with how many rows were left out because it has them; `compared` are all
    that the draft was compared with; `replaces` is the one whose place it takes.
    `direction` is the code of the proof that the highest answer is the best (`mot.ingest.direction.Proof`);
    `wordings` are the words in which each touchpoint was asked about (`mot.ingest.wordings`).
    """

    file_name: str
    sha256: str
    content: bytes
    sheets: tuple[str, ...]
    sheet: str
    layout: str
    layout_confidence: float
    fingerprint: str
    columns: tuple[Column, ...]
    decisions: Decisions
    scale: Scale
    overall_scale: Scale
    branches: tuple[Reference, ...]
    touchpoints: tuple[Reference, ...]
    channels: tuple[Reference, ...]
    segments: tuple[Reference, ...]
    responses: Responses
    answers: tuple[Answers, ...]
    issues: tuple[Issue, ...]
    set_aside: tuple[SetAside, ...]
    counts: Counts
    saw: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    figures: Figures = field(default_factory=Figures.none)
    figure_names: tuple[Reference, ...] = ()
    direction: str = ""
    wordings: tuple[str, ...] = ()
    rejects: Rejects = field(default_factory=Rejects.none)
    skipped: tuple[tuple[int, int], ...] = ()
    compared: frozenset[int] = frozenset()
    replaces: int | None = None

    @property
    def ready(self) -> bool:
        """Whether nothing blocks the commit."""
        kept = len(self.responses) + len(self.figures)
        return kept > 0 and all(i.severity is not Severity.BLOCKING for i in self.issues)
