"""How large a table's letters can be, how wide its columns and how high its rows, so that it fits its box."""

from collections.abc import Sequence
from dataclasses import dataclass

from mot.domain.slides import Column, Form, Table
from mot.locale.cells import written
from mot.locale.words import Locale
from mot.reports import measure
from mot.reports.layout import TABLE_SIZES
from mot.reports.pptx.text import SLACK, fitted

LEADING = 1.3
SIDE = 0.5  # ems left and right of the text of a cell
MOST_LINES = 3  # of a cell
PADS = (*((size, 0.42) for size in TABLE_SIZES), (TABLE_SIZES[-1], 0.3), (TABLE_SIZES[-1], 0.16))
"""Size of the letters, and ems above and below them in a cell, from airy to dense."""
EASY, NARROW = (12.0, 11.0), 700
"""The size down to which short columns are rather set smaller than in two lines: as such and in narrow tables."""
SHORT = 11.0  # ems up to which a column keeps the width that it needs, while they leave the others
ENOUGH = 0.7  # of the room at most
NUMBERS = {Form.COUNT, Form.SCORE, Form.SIGNED, Form.SHARE}

Texts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table's texts, widths and heights at the size at which it fits; `left_out` rows do not."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    texts: Texts
    left_out: int


@dataclass(frozen=True, slots=True)
class _Needs:
    """Ems of every text with some slack, and per column: in one line, and without breaking a word or a number."""

    ems: tuple[tuple[float, ...], ...]
    whole: tuple[float, ...]
    least: tuple[float, ...]


def fit(table: Table, width: float, height: float, locale: Locale) -> Fitted:
    """The table at the largest size at which all its rows fit; at the smallest, as many of them as do.

    Somewhat smaller letters are preferred to short columns in two lines.
    """
    heading = tuple(column.title for column in table.columns)
    texts: Texts = (
        heading,
        *(
            tuple(written(locale, v, c) for v, c in zip(row, table.columns, strict=True))
            for row in table.rows
        ),
    )
    needs = _needs(table, texts)
    fits, easy, least = [], [], EASY[width < NARROW]
    for size, pad in PADS:
        widths = _widths(table.columns, needs, width / size)
        heights = _heights(texts, needs.ems, widths, size, pad)
        whole = all(w >= min(n, SHORT) - 0.01 for w, n in zip(widths, needs.whole, strict=True))
        if sum(heights) <= height:
            fits.append((size, pad, widths, heights))
            easy += fits[-1:] if whole and size >= least else []
        if easy or (fits and size <= least):
            break
    if fits:
        size, pad, widths, heights = (easy or fits)[0]
    left_out = 0
    if not fits:
        most = height - size * (LEADING + 2 * pad)
        kept, used = 1, heights[0]
        while kept < len(texts) and used + heights[kept] <= most:
            used += heights[kept]
            kept += 1
        left_out = len(texts) - kept
        heights = [*heights[:kept], size * (LEADING + 2 * pad)]
        texts = texts[:kept]
    texts = tuple(tuple(_short(t, size, w * size) for t, w in zip(row, widths, strict=True)) for row in texts)
    return Fitted(size, tuple(w * size for w in widths), tuple(heights), texts, left_out)


def _needs(table: Table, texts: Texts) -> _Needs:
    ems = [tuple(measure.width(t, 1, bold=True) * SLACK for t in texts[0])]
    for number, row in enumerate(texts[1:]):
        tones = table.tones[number] if number < len(table.tones) else ("",) * len(row)
        ems.append(tuple(measure.width(t, 1, bold=bool(b)) * SLACK for t, b in zip(row, tones, strict=True)))
    whole, least = [], []
    for place, column in enumerate(table.columns):
        number = column.form in NUMBERS
        heading = max(
            ems[0][place] / 2 + 1 if ems[0][place] > 4 else 0.0, _word(texts[0][place], ems[0][place])
        )
        longest = max((wide[place] for wide in ems[1:]), default=0.0)
        words = (_word(row[place], wide[place]) for row, wide in zip(texts[1:], ems[1:], strict=True))
        spare = 1.1 if number else 1.04
        whole.append((2 * SIDE + max(heading, longest, 1.0)) * spare)
        least.append((2 * SIDE + max(heading, longest if number else max(words, default=0.0))) * spare)
    return _Needs(tuple(ems), tuple(whole), tuple(least))


def _word(text: str, wide: float) -> float:
    """Ems of the longest word of a text that has Latin words; Chinese breaks anywhere."""
    words = [word for word in text.split(" ") if word.isascii()]
    if len(text) == 0 or not words:
        return min(wide, 4.2)
    return min(12.0, max(measure.width(word, 1, bold=True) for word in words) * SLACK)


def _widths(columns: Sequence[Column], needs: _Needs, room: float) -> list[float]:
    """Widths in ems that fill the room: short columns as wide as they need, long texts share what is left.

    They share it by weight and by the root of their length; no column is narrower than its longest word.
    """
    need = needs.whole
    if sum(need) <= room:
        spare, weight = room - sum(need), sum(column.weight for column in columns)
        return [wide + spare * column.weight / weight for wide, column in zip(need, columns, strict=True)]
    limit, fixed = SHORT, [column.form in NUMBERS for column in columns]
    while limit > 0 and sum(n for n, f in zip(need, fixed, strict=True) if f or n <= limit) > ENOUGH * room:
        limit -= 1
    short = [f or n <= limit for n, f in zip(need, fixed, strict=True)]
    widths = [wide if s else 0.0 for wide, s in zip(need, short, strict=True)]
    open_ = [c for c, s in enumerate(short) if not s]
    left = max(0.0, room - sum(widths))
    while open_:
        shares = {c: columns[c].weight * need[c] ** 0.5 for c in open_}
        unit = left / sum(shares.values())
        small = [c for c in open_ if need[c] <= shares[c] * unit]
        for c in small or open_:
            widths[c] = need[c] if small else shares[c] * unit
            left -= widths[c]
        open_ = [c for c in open_ if c not in small] if small else []
    return _at_least(widths, needs.least, room)


def _at_least(widths: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Columns that are narrower than their longest word take from those that have more than that."""
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    raised = [max(w, m) for w, m in zip(widths, least, strict=True)]
    over = [w - m for w, m in zip(raised, least, strict=True)]
    much = sum(raised) - room
    if not sum(over):
        return [w * room / sum(raised) for w in raised]
    return [w - much * o / sum(over) for w, o in zip(raised, over, strict=True)]


def _heights(
    texts: Sequence[Sequence[str]],
    ems: Sequence[Sequence[float]],
    widths: Sequence[float],
    size: float,
    pad: float,
) -> list[float]:
    found = []
    for row, wide in zip(texts, ems, strict=True):
        lines = 1
        for text, em, room in zip(row, wide, widths, strict=True):
            free = room - 2 * SIDE + 0.01
            if em > free or "\n" in text:
                lines = max(lines, min(MOST_LINES, len(measure.wrap(text, 1, free / SLACK))))
        found.append(size * (lines * LEADING + 2 * pad))
    return found


def _short(text: str, size: float, room: float) -> str:
    if "\n" not in text and len(text) * size < room:
        return text
    high = MOST_LINES * size * LEADING + 0.1
    return fitted(text, (size,), room - 2 * SIDE * size + 0.1, high, leading=LEADING)[1]
