"""Quarters side by side: expected dashed, perceived with its interval, words at the line ends."""

from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.dumbbells import Measured, measured
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.look import AXIS, NO_LINE, SIZE, Axis, level, line, solid
from mot.reports.pptx.charts.marks import NO_MARKER, Drawn, Series, marker, pointed
from mot.reports.pptx.charts.ranges import Range, nice, numbers
from mot.reports.pptx.charts.rows import Rows, sheet_for
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref

FOOT = 34.0  # units below the plot, for the names of the quarters
RIBBON = 12.0
WIDEST = 150.0  # units of the tint of a quarter


def trend(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Two lines that break where a quarter has no value; a quarter between two breaks keeps its mark."""
    rows = Rows(chart, locale, sheet_for(locale))
    names = rows.add(rows.t("Quarter"), rows.texts("quarter"))
    found = measured(rows, level(rows.digits))
    rows.add(rows.word("answers"), rows.texts("n_text"))
    rows.sheet.draw()
    place = rows.add(rows.t("Place in the chart"), [float(i + 1) for i in range(rows.size)])
    ends = _ends(rows, found)
    right = max((letters(text, SIZE, bold=True) for text, *_ in ends), default=0.0) + 16
    left, count = 44.0, max(1, rows.size)
    pitch = (box.width - left - right) / count
    right = max(8.0, right - pitch / 2)  # the words begin beside the last quarter's dot
    pitch = (box.width - left - right) / count
    plot = Box(box.x + left, box.y + 8, box.width - left - right, box.height - 8 - FOOT)
    span = nice(
        numbers(*(rows.figures(c) for c in ("expectation", "perception", "lo", "hi"))),
        spare=0.12,
        open_end=True,
    )
    keep = [True] * rows.size
    x, y = (End(place), End(place)), (End(found.low), End(found.high))
    look = line("brand", min(RIBBON, pitch * 0.4), alpha=0.2)
    ribbons = segments(rows.sheet, rows.t("Interval"), x, y, keep, look)
    dot = marker("circle", 9, solid("brand"), NO_LINE)
    series = [
        *_shortfall(rows, found, place, pitch),
        *([ribbons] if ribbons else []),
        *_expected(rows, found, place, min(0.12, 9 / pitch)),
        Series(found.perceived, place, found.perceived, mark=dot, path=line("brand", 2.4, cap="rnd")),
        *_words(rows, ends, span, plot.height, 8 / pitch),
        _quarters(rows, names, place, span, pitch),
    ]
    across = Axis(Range(0.5, max(1, rows.size) + 0.5, 1.0), "b", shown=False)
    up = Axis(span, "l", level(max(1, span.digits)), grid=True)
    return pointed(rows.sheet, series, across, up, plot, box, locale)


def _shortfall(rows: Rows, found: Measured, place: Ref, pitch: float) -> list[Series]:
    """A tint from the perceived up to the expected, in quarters that fall short."""
    if not found.expected:
        return []
    short = [
        e is not None and p is not None and float(str(p)) < float(str(e))
        for e, p in zip(found.expected.values, found.perceived.values, strict=True)
    ]
    ends = (End(found.perceived), End(found.expected))
    look = line("weak", min(WIDEST, pitch), alpha=0.06)
    tint = segments(rows.sheet, rows.t("Shortfall"), (End(place), End(place)), ends, short, look)
    return [tint] if tint else []


def _expected(rows: Rows, found: Measured, place: Ref, half: float) -> list[Series]:
    if not found.expected:
        return []
    dashed = line("sub", 1.8, dash="dash")
    drawn = [Series(found.expected, place, found.expected, mark=NO_MARKER, path=dashed)]
    there = [v is not None for v in found.expected.values]
    alone = [
        here and not any(there[max(0, i - 1) : i]) and not any(there[i + 1 : i + 2])
        for i, here in enumerate(there)
    ]
    sides = (End(place, -half), End(place, half))
    ends = (End(found.expected), End(found.expected))
    pieces = segments(rows.sheet, found.expected.heading, sides, ends, alone, line("sub", 1.8))
    return [*drawn, *([pieces] if pieces else [])]


def _ends(rows: Rows, found: Measured) -> list[tuple[str, float, Label, int]]:
    """Word and last value of each line: its text, value, look, and the row that it stands beside."""
    told = []
    for column, token in ((found.expected, "sub"), (found.perceived, "brand")):
        values = column.values if column else ()
        last = max((i for i, v in enumerate(values) if v is not None), default=None)
        if column is None or last is None:
            continue
        value = float(str(values[last]))
        text = f"{column.heading} {rows.locale.score(value, rows.digits)}"
        told.append((text, value, Label(text, "r", token, bold=token == "brand"), last))
    return told


def _words(
    rows: Rows, ends: list[tuple[str, float, Label, int]], span: Range, height: float, aside: float
) -> list[Series]:
    """The words at the line ends, pushed apart where they would touch."""
    if not ends:
        return []
    apart = 20 / height * (span.high - span.low)
    heights = [value for _, value, *_ in ends]
    if len(ends) == 2 and abs(heights[0] - heights[1]) < apart:
        middle, way = sum(heights) / 2, 1 if heights[0] >= heights[1] else -1
        heights = [middle + way * apart / 2, middle - way * apart / 2]
    cells = rows.add(rows.t("Word at the line's end"), [text for text, *_ in ends])
    x = rows.add(rows.t("Its place"), [last + 1 + aside for *_, last in ends])
    y = rows.add(rows.t("Its height"), heights)
    return [Series(cells, x, y, labels=Labels(cells, [one for _, _, one, _ in ends], SIZE))]


def _quarters(rows: Rows, names: Ref, place: Ref, span: Range, pitch: float) -> Series:
    """The quarters below; of many only as many as have room, the last one always."""
    y = rows.add(rows.t("Height of the name"), [span.low] * rows.size)
    every = max(1, -(-46 // max(1, int(pitch))))
    drawn = [
        Label(text, "b", "sub") if (rows.size - 1 - i) % every == 0 else None
        for i, text in enumerate(rows.texts("quarter"))
    ]
    return Series(names, place, y, labels=Labels(names, drawn, AXIS))
