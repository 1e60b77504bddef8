"""The journey strip as a native chart: touchpoints side by side, in their stages."""

from mot.charts.theme import State
from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.measure import cut_short
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.dumbbells import Measured, Sizes, dumbbells, half_tick, hidden, measured
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.look import AXIS, BAND_ALPHA, INKS, SIZE, SMALLEST, Axis, level, line
from mot.reports.pptx.charts.marks import Drawn, Series, pointed
from mot.reports.pptx.charts.names import below
from mot.reports.pptx.charts.ranges import Range, nice, numbers
from mot.reports.pptx.charts.rows import Rows, sheet_for
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref

STRIP = 30  # units above the plot, for the names of the stages
WIDEST = 150.0  # units of a band: with few touchpoints it does not fill the plot
NARROW = 42  # units of a touchpoint below which numbers are drawn smaller


def journey(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Tick, dot, ribbon and gap of every touchpoint in order; weak moments on a tinted band."""
    rows = Rows(chart, locale, sheet_for(locale))
    labels = rows.add(rows.t("Touchpoint"), rows.texts("label"))
    rows.add(rows.t("Stage"), rows.texts("stage"))
    found = measured(rows, level(rows.digits))
    told = rows.gaps()
    rows.add(rows.word("answers"), rows.texts("n_text"))
    count = max(1, rows.size)
    rows.sheet.draw()
    place = rows.add(rows.t("Place in the chart"), [float(i + 1) for i in range(rows.size)])

    words = max(letters(rows.word(name), AXIS) for name in ("expectation", "perception"))
    left, right = 44.0, max(6.0, words + 14 - (box.width - 50) / count * 0.2)
    pitch = (box.width - left - right) / count
    names = below(rows, labels, rows.texts("short2"), pitch, box.height * 0.32)
    plot = Box(box.x + left, box.y + 4, box.width - left - right, box.height - 4 - names.height)
    room = 22 / max(60.0, plot.height - STRIP)
    span = nice(
        numbers(*(rows.figures(c) for c in ("expectation", "perception", "lo", "hi"))), spare=0.04 + room
    )
    whole = Range(span.low, span.high + (span.high - span.low) * STRIP / (plot.height - STRIP), span.step)

    half = half_tick(pitch)
    sizes = Sizes(min(12.5, pitch * 0.34), min(12.0, pitch * 0.36), 2.8 if pitch > NARROW else 2, half=half)
    series = [
        *_bands(rows, place, span, pitch),
        *_stages(rows, span, whole, pitch),
        *dumbbells(rows, found, place, along="y", sizes=sizes),
        *_gaps(rows, found, told, place, pitch),
        *hidden(rows, place, (span.low + span.high) / 2, along="y", size=min(10.0, pitch * 0.4)),
        *_last_words(rows, span, plot.height - STRIP, half + 2 / pitch),
        names.series(rows, place, span.low),
    ]
    across = Axis(Range(0.5, count + 0.5, 1.0), "b", shown=False)
    up = Axis(whole, "l", level(span.digits), grid=True)
    return pointed(rows.sheet, series, across, up, plot, box, locale)


def number_size(pitch: float) -> float:
    """Size of a number in a column of that width; 0 where it finds no room."""
    if pitch < 20:
        return 0.0
    return SIZE if pitch >= 48 else max(SMALLEST, pitch / 48 * SIZE)


def _bands(rows: Rows, place: Ref, span: Range, pitch: float) -> list[Series]:
    ends = (End(None, span.low), End(None, span.high))
    look = line("weak", min(WIDEST, pitch), alpha=BAND_ALPHA)
    if State.WEAK not in rows.states:
        return []
    return rows.segments(rows.t("Band of a weak moment"), (End(place), End(place)), ends, look, State.WEAK)


def _stages(rows: Rows, span: Range, whole: Range, pitch: float) -> list[Series]:
    """A hairline before each stage but the first, and its name above its first touchpoint."""
    stages = rows.texts("stage")
    first = [i for i, stage in enumerate(stages) if i == 0 or stage != stages[i - 1]]
    if not any(stages):
        return []
    top = (span.high + whole.high) / 2
    names = rows.add(rows.t("Stage, as drawn"), [stages[i] for i in first])
    starts = rows.add(rows.t("Begin of the stage"), [i + 0.5 for i in first])
    tops = rows.add(rows.t("Height of its name"), [top for _ in first])
    drawn = []
    for begin, end in zip(first, [*first[1:], rows.size], strict=True):
        size = SIZE - 1
        while size > SMALLEST and letters(stages[begin], size) > (end - begin) * pitch - 8:
            size -= 0.5
        told = cut_short(stages[begin], size, max(size * 2, (end - begin) * pitch - 8))
        drawn.append(Label(told, "r", "sub", size=size))
    lines = segments(
        rows.sheet,
        rows.t("Line before the stage"),
        (End(starts), End(starts)),
        (End(None, span.low), End(None, whole.high)),
        [i > 0 for i in first],
        line("hair", 1),
    )
    named = Series(names, starts, tops, labels=Labels(names, drawn, SIZE - 1))
    return [*([lines] if lines else []), named]


def _gaps(rows: Rows, found: Measured, told: Ref, place: Ref, pitch: float) -> list[Series]:
    """The gap under the ribbon where it is negative, above it otherwise."""
    size = number_size(pitch)
    if not size:
        return []
    edges: list[float | None] = []
    drawn: list[Label | None] = []
    columns = zip(
        found.expected.values if found.expected else (None,) * rows.size,
        rows.figures("perception"), rows.figures("lo"), rows.figures("hi"),
        rows.texts("gap_text"), rows.states, strict=True,
    )  # fmt: skip
    for expected, seen, low, high, text, state in columns:
        if seen is None or not text:
            edges.append(None)
            drawn.append(None)
            continue
        under = expected is not None and seen < float(expected)
        ends = [seen, *(v for v in (low, high) if v is not None)]
        edges.append(min(ends) if under else max(ends))
        drawn.append(Label(text, "b" if under else "t", INKS.get(state, "sub"), bold=state in INKS))
    edge = rows.add(rows.t("Place of the number"), edges)
    return [Series(edge, place, edge, labels=Labels(told, drawn, size))]


def _last_words(rows: Rows, span: Range, height: float, aside: float) -> list[Series]:
    """What tick and dot mean, beside the last touchpoint that has both."""
    both = [
        (i, e, p)
        for i, (e, p) in enumerate(zip(rows.figures("expectation"), rows.figures("perception"), strict=True))
        if e is not None and p is not None
    ]
    if not both:
        return []
    last, expected, perceived = both[-1]
    unit = (span.high - span.low) / height
    push = max(0.0, 17 * unit - abs(expected - perceived)) / 2 * (1 if expected >= perceived else -1)
    words = [rows.word("expectation"), rows.word("perception")]
    cells = rows.add(rows.t("Word beside the last"), words)
    x = rows.add(rows.t("Its place"), [last + 1 + aside] * 2)
    y = rows.add(rows.t("Its height"), [expected + push, perceived - push])
    return [Series(cells, x, y, labels=Labels(cells, [Label(w, "r", "sub") for w in words], AXIS))]
