"""Forests: rows with a zero line, a dot, its interval and its number."""

from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.pptx.charts.dumbbells import Sizes, dots, dumbbells, hidden, measured, ribbons
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.lanes import Lanes, banded, headed, lanes, named, numbered, ruled
from mot.reports.pptx.charts.look import AXIS, NO_FILL, level, line, signed
from mot.reports.pptx.charts.marks import Drawn, Series, marker, pointed
from mot.reports.pptx.charts.ranges import nice, numbers
from mot.reports.pptx.charts.rows import Rows, sheet_for
from mot.reports.pptx.charts.sheet import Ref

SPARE = 0.04  # of the width of the values, left free at both ends


def gaps(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Touchpoints one under another: tick = expected, dot = perceived, ribbon, and the gap at the right."""
    rows = Rows(chart, locale, sheet_for(locale))
    names = rows.add(rows.t("Touchpoint"), rows.texts("label"))
    found = measured(rows, level(rows.digits))
    told = rows.gaps()
    place = _rest(rows)
    heading = rows.word("gap")
    room = lanes(box, rows.texts("label"), rows.texts("gap_text"), heading=heading, on_top=True)
    span = nice(
        numbers(*(rows.figures(c) for c in ("expectation", "perception", "lo", "hi"))),
        spare=SPARE,
        open_end=True,
    )
    series = [
        *banded(rows, room, place, span),
        *dumbbells(rows, found, place, along="x", sizes=_sizes(room)),
        *hidden(rows, place, span.at(0.02), along="x", size=_sizes(room).dot * 0.75),
        *named(rows, room, names, place, span),
        *numbered(rows, room, told, rows.texts("gap_text"), place, span),
        *headed(rows, room, heading, span),
    ]
    across = room.across(span, level(span.digits), grid=True)
    return pointed(rows.sheet, series, across, room.upright, room.plot, room.box, locale)


def movements(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Changes, or gaps, around a zero line, in the order given."""
    return _forest(chart, box, locale, "change", "change_text", chart.words.get("change", ""))


def steps(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """The same of gaps per behaviour step."""
    return _forest(chart, box, locale, "change", "change_text", chart.words.get("gap", ""))


def ranked(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Branches: dot = measured, ribbon, diamond = fair score, dashed = network mean."""
    return _forest(chart, box, locale, "value", "value_text", str(chart.options.get("value", "")))


def _forest(chart: Chart, box: Box, locale: Locale, value: str, text: str, heading: str) -> Drawn:
    rows = Rows(chart, locale, sheet_for(locale))
    with_sign = bool(chart.options.get("signed", True))
    write = signed if with_sign else level
    form = write(rows.digits)
    labels = [name or fold for name, fold in zip(rows.texts("label"), rows.texts("fold"), strict=True)]
    names = rows.add(rows.word("branch") if value == "value" else rows.t("Name"), labels)
    dot = rows.add(heading, rows.figures(value), form)
    low = rows.add(rows.t("Interval from"), rows.figures("lo"), form)
    high = rows.add(rows.t("Interval to"), rows.figures("hi"), form)
    fair = _column(rows, rows.told("fair") or rows.word("fair"), "fair", form)
    place = _rest(rows)
    centre = next((v for v in rows.figures("centre") if v is not None), None)
    room = lanes(
        box, labels, rows.texts(text), heading=heading, on_top=value == "value", foot=centre is not None
    )
    ends = (rows.figures(c) for c in (value, "lo", "hi", "fair", "centre"))
    span = nice(numbers(*ends), spare=SPARE, zero=with_sign, open_end=True)
    sizes = _sizes(room)
    series = [
        *(ruled(rows, room, rows.t("Zero line"), 0.0, line("sub", 1)) if with_sign else []),
        *(_centre(rows, room, centre) if centre is not None else []),
        *ribbons(rows, low, high, place, along="x", width=sizes.ribbon),
        *dots(rows, dot, place, along="x", size=sizes.dot),
        *(_diamonds(rows, fair, place, sizes) if fair else []),
        *hidden(rows, place, span.at(0.02), along="x", size=sizes.dot * 0.75),
        *named(rows, room, names, place, span),
        *numbered(rows, room, dot, rows.texts(text), place, span, _strong(rows)),
        *headed(rows, room, heading, span),
    ]
    across = room.across(span, write(span.digits))
    return pointed(rows.sheet, series, across, room.upright, room.plot, room.box, locale)


def _rest(rows: Rows) -> Ref:
    """Answers and finding of each row in words, and where the row stands; the column of its places."""
    for heading, name in ((rows.word("answers"), "n_text"), (rows.word("conclusion"), "status_text")):
        if any(rows.texts(name)):
            rows.add(heading, rows.texts(name))
    rows.sheet.draw()
    return rows.add(rows.t("Place in the chart"), [float(i + 1) for i in range(rows.size)])


def _column(rows: Rows, heading: str, name: str, form: str) -> Ref | None:
    values = rows.figures(name)
    return rows.add(heading, values, form) if any(v is not None for v in values) else None


def _sizes(room: Lanes) -> Sizes:
    scale = min(1.0, room.pitch / 30)
    return Sizes(12.0 * scale, 12.0 * scale, 2.6 if scale == 1 else 2.0, 1.8 if scale == 1 else 1.2)


def _strong(rows: Rows) -> list[bool]:
    """Bold where a row differs for sure, whether or not it has a colour."""
    return [
        state in ("weak", "above") or bool(sure)
        for state, sure in zip(rows.states, rows.column("sure"), strict=True)
    ]


def _centre(rows: Rows, room: Lanes, centre: float) -> list[Series]:
    """The network mean, dashed, with its words below."""
    words = next((text for text in rows.texts("centre_text") if text), "")
    drawn = ruled(rows, room, rows.t("Network mean"), centre, line("faint", 1.2, dash="dash"))
    if not words:
        return drawn
    cells = rows.add(rows.t("Words of the mean"), [words])
    x, y = rows.add(rows.t("Its place"), [centre]), rows.add(rows.t("Its height"), [room.count + 0.5])
    return [*drawn, Series(cells, x, y, labels=Labels(cells, [Label(words, "b", "sub")], AXIS))]


def _diamonds(rows: Rows, fair: Ref, place: Ref, sizes: Sizes) -> list[Series]:
    known = [v is not None for v in fair.values]
    part = rows.part(place, known, fair.heading)
    mark = marker("diamond", sizes.dot * 0.85, NO_FILL, line("sub", 1.3))
    return [Series(fair, fair, part, mark=mark)]
