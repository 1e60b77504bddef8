"""What the answers of a file tell about the direction of their scale, when no word does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from mot.domain.survey import FieldKind, Scale
from mot.ingest.draft import MISSING
from mot.ingest.forms import Forms
from mot.ingest.tone import tone

CLEAR = 3.29  # standard errors: a correlation must be that far from zero, 999 times in 1000
FEW, FEWEST = 20, 10  # people behind a correlation with an outcome, and with comments
VOTES = 4  # people who expect much must outnumber those who expect little by this
AGREED = 0.8  # and be this share of all who expect either
READ = 2000  # comments that are read at most


@dataclass(frozen=True, slots=True)
class Level:
    """By form: the mean of `perceived`, and of what is `wanted` (expected or important); NaN where absent."""

    perceived: np.ndarray
    wanted: np.ndarray


def levels(forms: Forms) -> Level:
    """The mean perception and the mean of expectations and importances of each form."""
    perceived = [v for (_, kind), v in forms.ratings.items() if kind is FieldKind.PERCEPTION]
    wanted = [
        v for (_, kind), v in forms.ratings.items() if kind in (FieldKind.EXPECTATION, FieldKind.IMPORTANCE)
    ]
    return Level(mean_of(perceived, len(forms)), mean_of(wanted, len(forms)))


def mean_of(columns: Sequence[np.ndarray], size: int) -> np.ndarray:
    """The mean of the answers that are there, by form; NaN where there is none."""
    total, count = np.zeros(size), np.zeros(size)
    for values in columns:
        there = values != MISSING
        total += np.where(there, values, 0)
        count += there
    return np.asarray(np.divide(total, count, out=np.full(size, np.nan), where=count > 0))


def votes(wanted: np.ndarray, scale: Scale) -> int:
    """Which half of the scale people want: 1 the upper, -1 the lower, 0 undecided.

    Nobody expects bad service or calls nearly everything unimportant: expectations crowd at the good end
    (Parasuraman, Zeithaml & Berry 1991; Teas 1993). Each person has one vote, those in the middle none.
    """
    above = int((wanted > (scale.low + scale.high) / 2).sum())
    below = int((wanted < (scale.low + scale.high) / 2).sum())
    most, margin = max(above, below), abs(above - below)
    if margin < VOTES or most < AGREED * (above + below):
        return 0
    return 1 if above > below else -1


def together(one: np.ndarray, other: np.ndarray, *, few: int = FEW) -> int:
    """The sign of a correlation whose interval (Fisher 1921) leaves out zero clearly, else 0; NaN is left out."""
    both = np.isfinite(one) & np.isfinite(other)
    n = int(both.sum())
    if n < few:
        return 0
    x, y = one[both] - one[both].mean(), other[both] - other[both].mean()
    spread = math.sqrt(float((x * x).sum() * (y * y).sum()))
    if spread <= 0:
        return 0
    r = max(-0.999999, min(0.999999, float((x * y).sum()) / spread))
    if abs(math.atanh(r)) * math.sqrt(n - 3) < CLEAR:
        return 0
    return 1 if r > 0 else -1


def answered(values: np.ndarray) -> np.ndarray:
    """Answers as floats, NaN where there is none."""
    return np.asarray(np.where(values == MISSING, np.nan, values.astype(float)))


def tones(comments: pa.Array) -> np.ndarray:
    """The tone of each comment, NaN where it has none; of very many comments the first ones only."""
    found = np.full(len(comments), np.nan)
    read = 0
    for at, text in enumerate(comments.to_pylist()):
        if not text:
            continue
        said = tone(text)
        found[at] = said if said else np.nan
        read += 1
        if read >= READ:
            break
    return found
