"""Counts as horizontal bars over named categories."""

from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.pptx.charts.lanes import lanes
from mot.reports.pptx.charts.look import NO_LINE, SMALLEST, Axis, shape, solid, text, value_axis
from mot.reports.pptx.charts.marks import Drawn, chart_space
from mot.reports.pptx.charts.ranges import counted, numbers
from mot.reports.pptx.charts.rows import Rows, sheet_for

COUNT = "#,##0"
THICK = 16.0  # units of a bar, at most


def counts(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """One bar per row, the first on top, with its count behind it."""
    rows = Rows(chart, locale, sheet_for(locale))
    names = rows.add(rows.t("Name"), rows.texts("label"))
    heading = rows.told("tags") or rows.word("answers")
    amount = rows.add(heading, [None if v is None else int(v) for v in rows.figures("tags")], COUNT)
    room = lanes(box, rows.texts("label"), (), axis=False)
    size = min(room.size, max(SMALLEST, room.pitch * 0.64))
    span = counted(numbers(amount.values))
    gap = round(max(10.0, (room.pitch / min(THICK, room.pitch * 0.6) - 1) * 100))
    labels = (
        f'<c:dLbls><c:numFmt formatCode="{COUNT}" sourceLinked="0"/>{shape("<a:noFill/>", NO_LINE)}'
        f"{text(size, 'ink', bold=True, locale=locale)}"
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    drawn = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{amount.title()}{shape(solid("brand", 0.32), NO_LINE)}'
        f'<c:invertIfNegative val="0"/>{labels}<c:cat>{names.texts()}</c:cat>'
        f'<c:val>{amount.numbers()}</c:val></c:ser><c:gapWidth val="{min(500, gap)}"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )
    every = next((i for i, there in enumerate(room.shown) if i and there), 1)
    across = Axis(span, "t", COUNT, shown=False)
    axes = _names_axis(size, every, locale) + value_axis(across, 2, 1, locale)
    return Drawn(chart_space(drawn + axes, room.plot, room.box, locale), rows.sheet, room.box)


def _names_axis(size: float, every: int, locale: Locale) -> str:
    """The axis of the categories, the first on top; of very many every so many-th is named."""
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{shape(NO_LINE)}{text(size, "ink", locale=locale)}'
        '<c:crossAx val="2"/><c:crosses val="min"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/><c:tickLblSkip val="{every}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
