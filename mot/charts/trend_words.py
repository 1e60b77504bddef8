"""The words that stand in charts over time, and how values are written along their axes."""

from dataclasses import dataclass
from enum import StrEnum

from mot.charts import theme
from mot.charts.words import Words


@dataclass(frozen=True, slots=True)
class TrendWords(Words):
    """The words of charts over time.

    value: what is charted · usual: range of normal variation · baseline: months it was learned from · smoothed:
    the level that weighs recent months most.
    """

    value: str = ""
    usual: str = ""
    baseline: str = ""
    smoothed: str = ""


class Axis(StrEnum):
    """How the values of a control chart are written along its axis."""

    SIGNED = "signed"
    SCORE = "score"
    PERCENT = "percent"
    COUNT = "count"


LABELS = {
    Axis.SIGNED: theme.SIGNED_NUMBER,
    Axis.SCORE: theme.PLAIN_NUMBER,
    Axis.PERCENT: "datum.label + '%'",
    Axis.COUNT: "datum.label",
}
