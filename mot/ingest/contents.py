"""What the cells of a column look like, judged by a sample of their distinct values."""

from dataclasses import dataclass

import numpy as np

from mot.domain.survey import FieldKind, Institution
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.dates import day, lacks_year
from mot.ingest.header_words import scale_hint
from mot.ingest.likert import level
from mot.ingest.names import Directory
from mot.ingest.values import duration, number

SAMPLE = 300  # distinct values looked at
MOST = 0.6
SOME = 0.1  # share of ratings from which a few short texts among them are answers as well
FEW_TEXTS, SHORT = 12, 8


@dataclass(frozen=True, slots=True)
class Contents:
    """Whether most cells are ratings, words, days, lapses of time, known names, prose, or count up from 1.

    `rates_partly` tells that some are ratings and the others a few short texts whose meaning is not known.
    """

    empty: bool
    rates: bool
    rates_partly: bool
    words: bool
    dates: bool
    lapses: bool
    branches: bool
    channels: bool
    segments: bool
    prose: bool
    counts_up: bool


def contents_of(cells: Cells, institution: Institution) -> Contents:
    """Look at the most frequent distinct values of a column, weighed by how often they occur."""
    counts = cells.counts()
    order = np.argsort(-counts, kind="stable")[:SAMPLE]
    sample = [(cells.values[i], int(counts[i])) for i in order if counts[i]]
    sample = [(v, n) for v, n in sample if not is_blank_word(as_text(v))]
    total = sum(n for _, n in sample)

    def share(hits: list[bool]) -> bool:
        return total > 0 and sum(n for (_, n), hit in zip(sample, hits, strict=True) if hit) >= MOST * total

    texts = [as_text(value) for value, _ in sample]
    words = [not isinstance(value, float) and number(value) is None for value, _ in sample]
    rates = share([_is_rating(value) for value, _ in sample])
    few = len(sample) <= 100 and share(words)
    prose = share(words) and sum(len(t) * n for t, (_, n) in zip(texts, sample, strict=True)) > 8 * max(
        total, 1
    )
    return Contents(
        empty=total == 0,
        rates=rates,
        rates_partly=rates or _partly(sample, total),
        words=share(words),
        dates=not rates and share([day(value) is not None or lacks_year(value) for value, _ in sample]),
        lapses=share([duration(value) is not None for value, _ in sample]),
        branches=few and _known(Directory.of(institution.branches), texts),
        channels=few and _known(Directory.of(institution.channels), texts),
        segments=few and _known(Directory.of(institution.segments), texts),
        prose=prose,
        counts_up=_counts_up(cells),
    )


def fits(kind: FieldKind, seen: Contents) -> bool:
    """Whether the cells may hold what the header says; an empty column may hold anything."""
    if seen.empty:
        return True
    if kind in (FieldKind.OVERALL, FieldKind.NPS):
        return seen.rates
    if kind is FieldKind.DATE:
        return seen.dates
    if kind is FieldKind.DURATION:
        return seen.lapses
    return kind is not FieldKind.COMMENT or seen.words or not seen.rates


def bears_out(kind: FieldKind, seen: Contents, header: str) -> bool:
    """Whether the cells, or the scale in the header, bear out what the header only hints at."""
    known = {
        FieldKind.BRANCH: seen.branches,
        FieldKind.CHANNEL: seen.channels,
        FieldKind.SEGMENT: seen.segments,
        FieldKind.DATE: seen.dates,
        FieldKind.NPS: scale_hint(header) == (0, 10),
        FieldKind.COMMENT: seen.prose,
    }
    return known.get(kind, False)


def _is_rating(value: object) -> bool:
    """Whether a value reads as an answer on some scale."""
    found = number(value)
    return (found is not None and 0 <= found <= 100) or (isinstance(value, str) and level(value) is not None)


def _partly(sample: list[tuple[object, int]], total: int) -> bool:
    """Whether ratings stand among a few short texts that recur."""
    others = [(as_text(value), count) for value, count in sample if not _is_rating(value)]
    rest = sum(count for _, count in others)
    return (
        0 < len(others) <= FEW_TEXTS
        and total - rest >= SOME * total
        and all(len(text) <= SHORT for text, _ in others)
        and rest >= 2 * len(others)
    )


def _known(directory: Directory, texts: list[str]) -> bool:
    """Whether at least half of the names are names of the institution."""
    return bool(texts) and sum(bool(directory.exact(text)) for text in texts) * 2 >= len(texts)


def _counts_up(cells: Cells) -> bool:
    """Whether the column merely numbers the rows: 1, 2, 3, …"""
    first = cells.values[:SAMPLE]
    numbers = [number(value) for value in first]
    return len(first) > 1 and numbers == [float(i) for i in range(1, len(first) + 1)]
