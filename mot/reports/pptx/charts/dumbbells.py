"""Expected and perceived of one row after the other: tick, dot, the line between them, the ribbon behind."""

from dataclasses import dataclass

from mot.reports.pptx.charts.look import MARKS, NO_FILL, NO_LINE, RIBBON_ALPHA, line, solid
from mot.reports.pptx.charts.marks import Series, marker
from mot.reports.pptx.charts.rows import Rows
from mot.reports.pptx.charts.segments import End
from mot.reports.pptx.charts.sheet import Ref

Pair = tuple[End, End]
HALF_TICK = 0.21  # of the room of a row
LONGEST_TICK = 48.0  # units


@dataclass(frozen=True, slots=True)
class Measured:
    """The columns of the workbook that hold what was measured."""

    expected: Ref | None
    perceived: Ref
    low: Ref
    high: Ref


@dataclass(frozen=True, slots=True)
class Sizes:
    """Diameter of dots, width of ribbons, of ticks and of the line that joins them, in units."""

    dot: float = 12.5
    ribbon: float = 12.0
    tick: float = 2.8
    joint: float = 1.7
    half: float = HALF_TICK  # of a tick, in rows


def measured(rows: Rows, form: str) -> Measured:
    """Expected, perceived and the interval, as they are; no expectation where nobody was asked for one."""
    asked = rows.figures("expectation")
    expected = rows.add(rows.word("expectation"), asked, form) if any(v is not None for v in asked) else None
    return Measured(
        expected,
        rows.add(rows.word("perception"), rows.figures("perception"), form),
        rows.add(rows.t("Interval from"), rows.figures("lo"), form),
        rows.add(rows.t("Interval to"), rows.figures("hi"), form),
    )


def ribbons(rows: Rows, low: Ref, high: Ref, place: Ref, *, along: str, width: float) -> list[Series]:
    """The intervals in the colours of their states, from end to end."""
    drawn = []
    for state in rows.present():
        look = line(MARKS[state], width, alpha=RIBBON_ALPHA)
        x, y = turned(along, (End(low), End(high)), (End(place), End(place)))
        drawn += rows.segments(rows.t("Interval"), x, y, look, state)
    return drawn


def dumbbells(rows: Rows, found: Measured, place: Ref, *, along: str, sizes: Sizes) -> list[Series]:
    """All marks, along x in rows or along y in columns; `place` is where each row stands on the other axis."""
    drawn = ribbons(rows, found.low, found.high, place, along=along, width=sizes.ribbon)
    if found.expected:
        for state in rows.present():
            ends = (End(found.expected), End(found.perceived))
            x, y = turned(along, ends, (End(place), End(place)))
            drawn += rows.segments(rows.word("gap"), x, y, line(MARKS[state], sizes.joint), state)
        sides = (End(place, -sizes.half), End(place, sizes.half))
        x, y = turned(along, (End(found.expected), End(found.expected)), sides)
        drawn += rows.segments(found.expected.heading, x, y, line("ink", sizes.tick))
    return drawn + dots(rows, found.perceived, place, along=along, size=sizes.dot)


def dots(rows: Rows, value: Ref, place: Ref, *, along: str, size: float) -> list[Series]:
    """A dot per row in the colour of its state; the column of the y-axis carries the gaps."""
    drawn = []
    for state in rows.present():
        known = [v is not None and s == state for v, s in zip(value.values, rows.states, strict=True)]
        if any(known):
            part = rows.part(value if along == "y" else place, known, rows.coloured(value.heading, state))
            x, y = (place, part) if along == "y" else (value, part)
            drawn.append(Series(part, x, y, mark=marker("circle", size, solid(MARKS[state]), NO_LINE)))
    return drawn


def hidden(rows: Rows, place: Ref, where: float, *, along: str, size: float = 9.0) -> list[Series]:
    """A small cross where there are answers that are not shown."""
    known = [s == "hidden" for s in rows.states]
    if not any(known):
        return []
    cross = marker("x", size, NO_FILL, line("faint", 1.2))
    level = rows.add(rows.t("Place of the cross"), [where if there else None for there in known])
    part = rows.part(place, known, rows.t("Hidden"))
    x, y = (place, level) if along == "y" else (level, part)
    return [Series(part, x, y, mark=cross)]


def turned(along: str, value: Pair, place: Pair) -> tuple[Pair, Pair]:
    """Value and place in the order of the axes."""
    return (value, place) if along == "x" else (place, value)


def half_tick(pitch: float) -> float:
    """Half the length of a tick, in rows of that many units."""
    return min(HALF_TICK, LONGEST_TICK / 2 / pitch)
