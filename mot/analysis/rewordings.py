"""Touchpoints that two quarters asked about in different words: what they answered is no change."""

import numpy as np

from mot.analysis.books import Books
from mot.analysis.breaks import LARGE
from mot.domain.periods import Quarter


def reworded(books: Books, before: Quarter, now: Quarter) -> frozenset[int]:
    """The ids of touchpoints of which a wording with a large share came or went between two quarters."""
    found = set()
    for touchpoint in np.unique(books.wordings.keys["touchpoint"]).tolist():
        there = [_large(books, touchpoint, quarter) for quarter in (before, now)]
        if all(there) and there[0] != there[1]:
            found.add(touchpoint)
    return frozenset(found)


def _large(books: Books, touchpoint: int, quarter: Quarter) -> set[int]:
    """The wordings in which at least the share `LARGE` of a quarter's answers was given."""
    rows = books.wordings.select(touchpoint=touchpoint, month=quarter.months).group("wording")
    total = rows.sums["n"].sum()
    return set(rows.keys["wording"][rows.sums["n"] >= LARGE * max(total, 1)].tolist())
