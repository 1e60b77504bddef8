"""The institution and its questionnaire: branches, touchpoints, scales, and what a column can mean."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

UNKNOWN = 0  # the id of "not stated" among channels and segments: a key is never NULL
UNKNOWN_CODE = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Chinese and English; the other language stands in for a missing one."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The name in `zh` or `en`, falling back to the one that exists."""
        return (self.zh or self.en) if language.startswith("zh") else (self.en or self.zh)


class Dimension(StrEnum):
    """The five service dimensions of SERVQUAL (Parasuraman, Zeithaml & Berry 1988), and none."""

    TANGIBLES = "tangibles"
    RELIABILITY = "reliability"
    RESPONSIVENESS = "responsiveness"
    ASSURANCE = "assurance"
    EMPATHY = "empathy"
    NONE = "none"


class Step(StrEnum):
    """The four behaviour steps of a moment of truth, and none."""

    EXPLORE = "explore"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    FOLLOW_UP = "follow_up"
    NONE = "none"


class Against(IntEnum):
    """What a perception is paired with. Only an expectation makes a gap."""

    EXPECTATION = 1
    MINIMUM = 2
    IMPORTANCE = 3


class Group(IntEnum):
    """What a person's answers are rolled up over: all touchpoints, or those of one dimension."""

    ALL = 0
    TANGIBLES = 1
    RELIABILITY = 2
    RESPONSIVENESS = 3
    ASSURANCE = 4
    EMPATHY = 5


class Measure(IntEnum):
    """What is rolled up: paired gap, paired perception, or every perception."""

    GAP = 1
    PERCEPTION = 2
    PERCEPTION_ALL = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """An answer scale from `low` to `high` in whole steps; answers are kept as given.

    >>> Scale(1, 5).key, Scale(1, 5).code, Scale.from_key(1005)
    (1005, '1-5', Scale(low=1, high=5))
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low < self.high <= 100:
            raise ValueError(f"a scale runs upwards within 0 to 100, not {self.low} to {self.high}")

    @property
    def key(self) -> int:
        """The integer that stands for this scale as a cube key."""
        return self.low * 1000 + self.high

    @property
    def code(self) -> str:
        """For example ``1-5``."""
        return f"{self.low}-{self.high}"

    @property
    def width(self) -> int:
        """Highest minus lowest answer, in points of the scale."""
        return self.high - self.low

    @classmethod
    def from_key(cls, key: int) -> "Scale":
        """The scale behind a cube key."""
        return cls(key // 1000, key % 1000)

    @classmethod
    def parse(cls, code: str) -> "Scale":
        """The scale written ``1-5``."""
        low, _, high = code.partition("-")
        return cls(int(low), int(high))


SCALES = (Scale(1, 5), Scale(1, 7), Scale(1, 10), Scale(0, 10), Scale(1, 6), Scale(1, 9), Scale(0, 100))


@dataclass(frozen=True, slots=True)
class Region:
    """A group of branches."""

    id: int
    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch; `aliases` are other spellings met in files."""

    id: int
    code: str
    name: Name
    region: int
    aliases: tuple[str, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A contact with the institution, in journey order; `stage` is its stage's name."""

    id: int
    code: str
    name: Name
    stage: Name
    dimension: Dimension = Dimension.NONE
    step: Step = Step.NONE
    aliases: tuple[str, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A channel, a customer segment (id 0 is "not stated"), or an outcome figure such as the complaint rate."""

    id: int
    code: str
    name: Name
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Institution:
    """Everything a file is read against. Tuples are in the order the institution shows them."""

    name: Name
    industry: str
    regions: tuple[Region, ...] = ()
    branches: tuple[Branch, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    channels: tuple[Label, ...] = ()
    segments: tuple[Label, ...] = ()
    step_names: tuple[tuple[Step, Name], ...] = ()
    demonstration: bool = False
    figures: tuple[Label, ...] = ()


class FieldKind(StrEnum):
    """What a column of a feedback file, or of a sheet of outcome figures, can mean."""

    RESPONDENT = "respondent"
    BRANCH = "branch"
    DATE = "date"
    CHANNEL = "channel"
    SEGMENT = "segment"
    OVERALL = "overall"
    NPS = "nps"
    COMMENT = "comment"
    DURATION = "duration"
    TOUCHPOINT = "touchpoint"
    EXPECTATION = "expectation"
    PERCEPTION = "perception"
    MINIMUM = "minimum"
    IMPORTANCE = "importance"
    FIGURE = "figure"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    IGNORE = "ignore"


RATINGS = (FieldKind.EXPECTATION, FieldKind.PERCEPTION, FieldKind.MINIMUM, FieldKind.IMPORTANCE)
OF_FIGURES = (FieldKind.FIGURE, FieldKind.NUMERATOR, FieldKind.DENOMINATOR)


@dataclass(frozen=True, slots=True)
class Field:
    """What one column means; `touchpoint` is a code, or ``+name`` for one that does not exist yet.

    >>> Field.parse("perception:queue"), Field(FieldKind.DATE).code
    (Field(kind=<FieldKind.PERCEPTION: 'perception'>, touchpoint='queue'), 'date')
    """

    kind: FieldKind
    touchpoint: str = ""

    @property
    def code(self) -> str:
        """The form in which a decision is kept and remembered."""
        return f"{self.kind.value}:{self.touchpoint}" if self.touchpoint else self.kind.value

    @classmethod
    def parse(cls, code: str) -> "Field":
        """The field behind a code."""
        kind, _, touchpoint = code.partition(":")
        return cls(FieldKind(kind), touchpoint)
