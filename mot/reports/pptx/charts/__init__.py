"""Native charts: PowerPoint draws them from a workbook inside the deck, which a double click opens."""

from collections.abc import Callable, Mapping
from typing import Any

from pptx.shapes.graphfrm import GraphicFrame

from mot.domain.slides import Chart, Drawing
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.pptx.charts.bars import counts
from mot.reports.pptx.charts.forests import gaps, movements, ranked, steps
from mot.reports.pptx.charts.funnel import funnel
from mot.reports.pptx.charts.journey import journey
from mot.reports.pptx.charts.marks import Drawn
from mot.reports.pptx.charts.part import placed
from mot.reports.pptx.charts.priorities import priorities
from mot.reports.pptx.charts.quarters import trend
from mot.reports.pptx.theme import UNIT

Drawer = Callable[[Chart, Box, Locale], Drawn]
DRAWERS: Mapping[Drawing, Drawer] = {
    Drawing.JOURNEY: journey,
    Drawing.GAPS: gaps,
    Drawing.RANKED: ranked,
    Drawing.MOVEMENTS: movements,
    Drawing.STEPS: steps,
    Drawing.EFFECTS: movements,
    Drawing.FUNNEL: funnel,
    Drawing.PRIORITIES: priorities,
    Drawing.TREND: trend,
    Drawing.CAUSES: counts,
    Drawing.COVERAGE: counts,
}
"""How each kind of chart is drawn; heat maps and sample plans are tables."""


def draw(shapes: Any, chart: Chart, box: Box, locale: Locale, *, unit: float = UNIT) -> GraphicFrame | None:
    """Put a chart on a slide, into a box in units of the slide; few rows take less than its whole height.

    `unit` is how many EMU a unit has; on slides of another size lines and letters follow it. None where there is
    nothing to draw: a kind that is told as a table, or a chart without rows.
    """
    drawer = DRAWERS.get(chart.drawing)
    if drawer is None or not chart.size:
        return None
    return placed(shapes, drawer(chart, box, locale), chart.description, unit)
