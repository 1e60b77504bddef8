"""Analysis tables in a reader's language: the columns that the charts, the downloads and the deck draw."""

from mot.charts.frames.gaps import MOST_PLACES, gaps, heatmap
from mot.charts.frames.names import distinct_part, two_lines, words
from mot.charts.frames.overview import history, movements, trend

__all__ = [
    "MOST_PLACES",
    "distinct_part",
    "gaps",
    "heatmap",
    "history",
    "movements",
    "trend",
    "two_lines",
    "words",
]
