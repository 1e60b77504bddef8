"""Branches over the limits within which branches of their size usually lie."""

import math
from collections.abc import Sequence
from dataclasses import replace

from mot.charts.theme import State
from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.labels import Label, Labels, aside
from mot.reports.pptx.charts.look import (
    AXIS,
    INKS,
    MARKS,
    NO_LINE,
    SIZE,
    Axis,
    level,
    line,
    signed,
    solid,
)
from mot.reports.pptx.charts.marks import Drawn, Series, marker, pointed
from mot.reports.pptx.charts.ranges import Range, nice, numbers
from mot.reports.pptx.charts.rows import Rows, sheet_for
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref
from mot.reports.pptx.charts.titles import titled

COUNT = "#,##0"
LIMITS = (
    ("lo998", "hi998", "outer_text"),
    ("lo95", "hi95", "inner_text"),
    ("lo_chance", "hi_chance", "chance_text"),
)
STATES = (State.UNCLEAR, State.BELOW, State.ABOVE, State.WEAK)
SIDES = {"right": "r", "left": "l", "over": "t", "under": "b"}
APART = 62.0  # units between two numbers along the axis of answers
SMALL = 0.5  # of a dot in a crowd


def funnel(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Each branch by its number of answers, on a scale of square roots as on the pages."""
    sheet = sheet_for(locale)
    kinds = chart.columns.get("kind", ())
    curve = Rows(_only(chart, [kind == "curve" for kind in kinds]), locale, sheet)
    dots = Rows(_only(chart, [kind == "branch" for kind in kinds]), locale, sheet)
    with_sign = bool(chart.options.get("signed", True))
    write = signed if with_sign else level
    form = write(dots.digits)
    names = dots.add(dots.word("branch"), dots.texts("label"))
    answers = dots.add(dots.word("answers"), dots.figures("n"), COUNT)
    value = dots.add(dots.told("value"), dots.figures("value"), form)
    dots.add(dots.t("Interval from"), dots.figures("lo"), form)
    dots.add(dots.t("Interval to"), dots.figures("hi"), form)
    if any(v is not None for v in dots.figures("fair")):
        dots.add(dots.told("fair") or dots.word("fair"), dots.figures("fair"), form)
    dots.add(dots.word("conclusion"), dots.texts("status_text"))
    sheet.draw()
    root = _root(dots, answers)
    steps = curve.add(curve.t("Answers, limits"), curve.figures("n"), COUNT)
    along = _root(curve, steps)
    low, high = (next((v for v in curve.figures(c) if v is not None), None) for c in ("bottom", "top"))
    ends = numbers(dots.figures("value"), (low, high)) if low is not None else numbers(dots.figures("value"))
    span = nice(ends, ticks=6, spare=0.0, open_end=True)
    roots = numbers(along.values, root.values) or [0.0, 1.0]
    wide = (max(roots) - min(roots)) or 1.0
    edge = 0.01 * wide
    span_x = Range(
        math.floor((min(roots) - edge) * 100) / 100, math.ceil((max(roots) + edge) * 100) / 100, wide
    )
    plot = Box(box.x + 48, box.y + 26, box.width - 66, box.height - 26 - 48)
    series = [
        *_limits(curve, along, form, (low, high)),
        *_words(curve, span_x, plot),
        *_dots(dots, root, value),
        *_names(dots, names, root, value, box),
        *_counts(dots, span_x, span, plot),
        *titled(dots, dots.told("value"), f"{dots.word('answers')} →", (span_x, span), plot, box),
    ]
    up = Axis(span, "l", write(span.digits))
    across = Axis(span_x, "b", shown=False)
    return pointed(sheet, series, across, up, plot, box, locale)


def _only(chart: Chart, keep: Sequence[bool]) -> Chart:
    columns = {
        name: tuple(v for v, there in zip(values, keep, strict=True) if there)
        for name, values in chart.columns.items()
    }
    return replace(chart, columns=columns)


def _root(rows: Rows, answers: Ref) -> Ref:
    """Where numbers of answers stand along the axis."""
    values = [math.sqrt(float(str(v))) if v is not None else None for v in answers.values]
    formulas = [f"SQRT({answers.cell(i)})" if v is not None else "" for i, v in enumerate(values)]
    return rows.sheet.derive(rows.t("Square root of the answers"), values, formulas)


def _limits(rows: Rows, along: Ref, form: str, seen: tuple[float | None, float | None]) -> list[Series]:
    """The limits as thin lines, where they lie within what is drawn, and the mean."""
    drawn = []
    for low, high, words in LIMITS:
        name = next((text for text in rows.texts(words) if text), "")
        for column, heading in (
            (low, rows.t("Lower limit ({name})", name=name)),
            (high, rows.t("Upper limit ({name})", name=name)),
        ):
            values = rows.figures(column)
            if all(v is None for v in values):
                continue
            known = [v if v is not None and v not in seen else None for v in values]
            ref = rows.add(heading, known, form)
            chance = words == "chance_text"
            look = line("faint", 1.2 if chance else 1.0, dash="sysDot" if chance else "solid")
            drawn.append(Series(ref, along, ref, path=look))
    centre = rows.add(rows.t("Network mean"), rows.figures("centre"), form)
    return [*drawn, Series(centre, along, centre, path=line("sub", 1.2, dash="dash"))]


def _words(rows: Rows, span: Range, plot: Box) -> list[Series]:
    """What the lines are, at their ends."""
    last = max((i for i, there in enumerate(rows.column("last")) if there), default=None)
    if last is None:
        return []
    told: list[tuple[str, float, float, Label]] = []
    for column, words, place in (
        ("hi998", "outer_text", "b"), ("hi95", "inner_text", "b"), ("lo_chance", "chance_text", "b"),
        ("centre", "centre_text", "t"),
    ):  # fmt: skip
        text, height = rows.texts(words)[last], rows.figures(column)[last]
        if not text or height is None:
            continue
        half = letters(text, AXIS) / 2 + 4
        left = column == "centre" and bool(rows.column("left")[last])
        x = span.at(half / plot.width) if left else span.at(1 - half / plot.width)
        told.append((text, x, height, Label(text, place, "sub")))
    if not told:
        return []
    cells = rows.add(rows.t("Words of the lines"), [text for text, *_ in told])
    x_ref = rows.add(rows.t("Their place"), [x for _, x, *_ in told])
    y_ref = rows.add(rows.t("Their height"), [y for *_, y, _ in told])
    return [Series(cells, x_ref, y_ref, labels=Labels(cells, [one for *_, one in told], AXIS - 1))]


def _dots(rows: Rows, root: Ref, value: Ref) -> list[Series]:
    """Branches in view in the colour of what they are; the others faint."""
    chosen = [bool(v) for v in rows.column("chosen")]
    crowd = any(rows.column("crowd"))
    drawn = []
    for state in STATES:
        for seen in (False, True):
            known = [s == state and c is seen for s, c in zip(rows.states, chosen, strict=True)]
            if not any(known):
                continue
            heading = rows.coloured(value.heading, state)
            part = rows.part(
                value, known, heading if seen else rows.t("{column}, not chosen", column=heading)
            )
            small = crowd and state == State.UNCLEAR
            look = solid(MARKS[state], 0.3 if not seen else 0.6 if small else 1.0)
            mark = marker("circle", 12 * (SMALL if small else 1), look, NO_LINE)
            drawn.append(Series(part, root, part, mark=mark))
    return drawn


def _names(rows: Rows, names: Ref, root: Ref, value: Ref, box: Box) -> list[Series]:
    sure = rows.column("sure")
    drawn = [
        aside(
            Label(name, SIDES.get(side, "r"), INKS.get(state, "sub"), bold=state in INKS or bool(loud)),
            5,
            box,
        )
        if name
        else None
        for name, side, state, loud in zip(
            rows.texts("name"), rows.texts("side"), rows.states, sure, strict=True
        )
    ]
    return [Series(names, root, value, labels=Labels(names, drawn, SIZE - 1))] if any(drawn) else []


def _counts(rows: Rows, span_x: Range, span: Range, plot: Box) -> list[Series]:
    """Round numbers of answers below the plot, as many as have room, and what they are."""
    low, high = max(0.0, span_x.low) ** 2, span_x.high**2
    rounds = [m * 10.0**p for p in range(7) for m in (1, 2, 5)]
    told, before = [], -APART
    for n in (r for r in rounds if low <= r <= high):
        at = span_x.share(math.sqrt(n)) * plot.width
        if at - before >= APART:
            told.append(n)
            before = at
    if not told:
        return []
    cells = rows.add(rows.t("Answers along the axis"), told, COUNT)
    values = [math.sqrt(n) for n in told]
    x = rows.sheet.derive(rows.t("Their place"), values, [f"SQRT({cells.cell(i)})" for i in range(len(told))])
    foot = rows.add(rows.t("Their height"), [span.low] * len(told))
    labels = [Label(rows.locale.exact(int(n)), "b", "sub") for n in told]
    ticks = segments(
        rows.sheet, rows.t("Foot of the plot"), (End(None, span_x.low), End(None, span_x.high)),
        (End(None, span.low), End(None, span.low)), [True], line("hair", 1),
    )  # fmt: skip
    return [
        *([ticks] if ticks else []),
        Series(cells, x, foot, labels=Labels(cells, labels, AXIS)),
    ]
