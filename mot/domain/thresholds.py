"""The numbers at which a finding becomes a finding. One object, shown and edited on the settings page."""

from dataclasses import dataclass, fields
from typing import Any

from mot.domain.errors import N_, MotError

WEIGHED = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


class ThresholdError(MotError):
    """A threshold lies outside what makes sense."""

    message = N_("{name} must lie between {low} and {high}. Enter another value and save again.")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Defaults of the method. POMP = percent of the scale's width, 0 to 100.

    confidence: of every interval · alpha: error rate of a family of tests · delta: a gap that matters, POMP ·
    delta_up: a delight that matters, POMP · n_suppress: fewer answers are hidden ·
    n_status: fewer answers get no verdict · n_plain: from here on the plain t interval ·
    prior_df: weight of the pooled variance in small samples · floor_pomp: least standard deviation there ·
    prior_level, prior_change: how far branches usually lie apart, and move apart from one period to the next,
    POMP (scale of the half-normal prior) · n_baseline: months that a control chart learns from ·
    n_effect: answers before and after that a verdict on an action needs · weight_...: importance points of
    the service dimensions, compared with their sum.
    """

    confidence: float = 0.95
    alpha: float = 0.05
    delta: float = 5.0
    delta_up: float = 2.0
    n_suppress: int = 10
    n_status: int = 10
    n_plain: int = 30
    prior_df: float = 4.0
    floor_pomp: float = 5.0
    prior_level: float = 10.0
    prior_change: float = 5.0
    n_baseline: int = 12
    n_effect: int = 20
    weight_tangibles: float = 20.0
    weight_reliability: float = 20.0
    weight_responsiveness: float = 20.0
    weight_assurance: float = 20.0
    weight_empathy: float = 20.0

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ThresholdError(name=name, low=low, high=high)

    def as_dict(self) -> dict[str, float]:
        """Plain values by name, fit for JSON."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @property
    def weights(self) -> tuple[float, float, float, float, float]:
        """Weights of tangibles, reliability, responsiveness, assurance and empathy; they add up to 1."""
        points = [getattr(self, f"weight_{name}") for name in WEIGHED]
        total = sum(points)
        a, b, c, d, e = (p / total for p in points) if total else (0.2,) * 5
        return a, b, c, d, e

    @classmethod
    def from_dict(cls, values: dict[str, float]) -> "Thresholds":
        """The thresholds with these values, and defaults for names that are not there."""
        known = {f.name for f in fields(cls)} & values.keys()
        kept: dict[str, Any] = {k: int(values[k]) if k.startswith("n_") else float(values[k]) for k in known}
        return cls(**kept)


LIMITS: dict[str, tuple[float, float]] = {
    "confidence": (0.8, 0.99),
    "alpha": (0.01, 0.2),
    "delta": (1, 25),
    "delta_up": (0, 25),
    "n_suppress": (5, 50),
    "n_status": (5, 100),
    "n_plain": (10, 200),
    "prior_level": (1, 30),
    "prior_change": (1, 30),
    "n_baseline": (8, 36),
    "n_effect": (10, 500),
    "weight_tangibles": (0, 100),
    "weight_reliability": (0, 100),
    "weight_responsiveness": (0, 100),
    "weight_assurance": (0, 100),
    "weight_empathy": (0, 100),
}
