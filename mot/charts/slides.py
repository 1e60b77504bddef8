"""The charts of slides: the same authors as on the pages, with larger type."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from mot.charts import branches, details, diagnosis, drivers, funnel, gaps, journey, overview, planner, theme
from mot.charts.words import Words
from mot.domain.slides import Chart, Drawing, Option

AUTHORS: Mapping[Drawing, Callable[..., Any]] = {
    Drawing.JOURNEY: journey.journey,
    Drawing.GAPS: gaps.dumbbell,
    Drawing.HEAT: gaps.heatmap,
    Drawing.PRIORITIES: drivers.importance_map,
    Drawing.RANKED: branches.ranked,
    Drawing.FUNNEL: funnel.funnel,
    Drawing.TREND: overview.trend,
    Drawing.MOVEMENTS: overview.movements,
    Drawing.STEPS: details.dimensions,
    Drawing.CAUSES: diagnosis.counts,
    Drawing.EFFECTS: overview.movements,
    Drawing.COVERAGE: diagnosis.counts,
    Drawing.NEEDED: planner.still_needed,
}
NAMES = tuple(f.name for f in fields(Words))


def specification(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification of a slide's chart, without its rows; made once per kind, words and options."""
    words = tuple(chart.words.get(name, "") for name in NAMES)
    return _specification(chart.drawing, words, tuple(sorted(chart.options.items())))


@lru_cache(maxsize=256)
def _specification(
    drawing: Drawing, words: tuple[str, ...], options: tuple[tuple[str, Option], ...]
) -> dict[str, Any]:
    told = Words(**dict(zip(NAMES, words, strict=True)))
    return theme.spec(AUTHORS[drawing](told, description="", **dict(options)))
