"""The numbers that the method page tells: the present thresholds, and constants where the method is fixed."""

from collections.abc import Callable
from functools import lru_cache
from inspect import signature
from typing import Any

from mot.analysis import (
    before_after,
    effect_plan,
    effects,
    integrity,
    library,
    needs,
    pairs,
    planner,
    watching,
)
from mot.ingest import quality
from mot.stats import correlations, funnels, importance, monitoring, quadrants, ranks, resampling, standing
from mot.ui.frame import Page


def facts(page: Page) -> dict[str, Any]:
    """Placeholders of the method's sentences, written in the reader's language."""
    rules, locale = page.books.thresholds, page.locale
    told: dict[str, Any] = {name: number(value) for name, value in rules.as_dict().items()}
    told |= {
        "confidence": locale.share(rules.confidence),
        "alpha_share": locale.share(rules.alpha),
        "sure": locale.share(_default(standing.cell_status, "sure")),
        "likely": locale.share(_default(standing.cell_status, "likely")),
        "apart": locale.share(_default(standing.branch_status, "sure")),
        "warning": locale.share(funnels.WARNING),
        "action": f"{funnels.ACTION * 100:g}%",
        "draws": locale.count(int(_default(ranks.rank_ranges, "draws"))),
        "rank_confidence": locale.share(_default(ranks.rank_ranges, "conf")),
        "quadrant": locale.share(_default(quadrants.ipa, "least")),
        "rare": locale.share(planner.RARE),
    }
    return told | _fixed()


@lru_cache(maxsize=1)
def _fixed() -> dict[str, str]:
    return {
        name: number(value)
        for name, value in {
            "slight": _default(standing.branch_status, "slight"),
            "ewma_weight": _default(monitoring.trend, "ewma_weight"),
            "ewma_limit": _default(monitoring.trend, "ewma_limit"),
            "min_baseline": watching.MIN_BASELINE,
            "most_drivers": importance.MOST,
            "min_pairs": _default(correlations.pairwise_corr, "min_pairs"),
            "least_people": _default(importance.drivers, "least"),
            "per_driver": _default(importance.drivers, "per_driver"),
            "firm_people": _default(importance.drivers, "firm"),
            "alike": _default(importance.drivers, "alike"),
            "merge": _default(importance.drivers, "merge"),
            "groups": pairs.GROUPS,
            "resamples": _default(resampling.resample, "resamples"),
            "flag_matters": integrity.FLAG_MATTERS,
            "enough_ratings": quality.ENOUGH,
            "pace": quality.PACE,
            "within": quality.WITHIN // 60,
            "usual_sd": needs.USUAL_SD,
            "wobble": effect_plan.WOBBLE,
            "bounce": effects.BOUNCE,
            "least_outside": before_after.LEAST_OUTSIDE,
            "few_effects": library.FEW,
        }.items()
    }


def number(value: float) -> str:
    """A number without needless decimals.

    >>> number(5.0), number(2.86), number(0.05), number(20_000)
    ('5', '2.86', '0.05', '20000')
    """
    return f"{value:.10g}"


def _default(function: Callable[..., Any], name: str) -> float:
    return float(signature(function).parameters[name].default)
