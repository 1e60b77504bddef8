"""Ends and steps of axes: round numbers that nothing lies beyond."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from mot.domain.slides import Value

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest value of an axis and the step between its numbers, all in the axis's unit."""

    low: float
    high: float
    step: float

    def at(self, share: float) -> float:
        """The value at a share of the way from low to high."""
        return self.low + (self.high - self.low) * share

    def share(self, value: float) -> float:
        """Where a value lies between low (0) and high (1)."""
        return (value - self.low) / (self.high - self.low)

    @property
    def digits(self) -> int:
        """Decimals that its numbers need."""
        return next(d for d in range(12) if abs(round(self.step, d) - self.step) < self.step / 1000)


def numbers(*columns: Iterable[Value]) -> list[float]:
    """The numbers that there are."""
    return [float(v) for column in columns for v in column if isinstance(v, (int, float))]


def nice(
    values: Iterable[float],
    *,
    ticks: int = 5,
    spare: float = 0.06,
    zero: bool = False,
    open_end: bool = False,
) -> Range:
    """A range with round ends around some values; `spare` of their width is left free at both ends.

    With `open_end` the upper end is a tenth of a step at most above what it has to hold: no room is lost there.

    >>> nice([3.5, 4.5])
    Range(low=3.25, high=4.75, step=0.25)
    >>> nice([])
    Range(low=0.0, high=1.0, step=0.2)
    """
    found = [*values, *([0.0] if zero else [])]
    if not found:
        return Range(0.0, 1.0, 0.2)
    low, high = min(found), max(found)
    wide = (high - low) or max(abs(high), 1.0) * 0.2
    low, high = low - spare * wide, high + spare * wide
    if high - low < wide:
        low, high = low - wide / 2, high + wide / 2
    step = step_for((high - low) / ticks)
    part = step / 10 if open_end else step
    top = _tidy(math.ceil(high / part) * part)
    return Range(_tidy(math.floor(low / step) * step), top, step)


def counted(values: Iterable[float]) -> Range:
    """A range of counts: from 0, with room for a number behind the longest bar."""
    most = max((*values, 1.0))
    step = max(1.0, step_for(most / 4))
    return Range(0.0, most * 1.12, step)


def step_for(wished: float) -> float:
    """The round step that is not smaller than a wished one.

    >>> step_for(0.17), step_for(3)
    (0.2, 5.0)
    """
    power = 10.0 ** math.floor(math.log10(wished))
    return _tidy(next(s for s in STEPS if s * power >= wished * (1 - 1e-9)) * power)


def _tidy(value: float) -> float:
    """Without what counting in steps leaves behind the last digit."""
    return float(f"{value:.10g}")
