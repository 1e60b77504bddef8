"""One unit for a view: the questionnaire's own scale, or percent of maximum when scales are mixed."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import Tallies
from mot.domain.survey import Scale
from mot.stats.scales import stretched
from mot.stats.tally import PairTally


@dataclass(frozen=True, slots=True)
class Unit:
    """How sums over a view read as numbers.

    low, high: the scale of the sums, in whole points · factor: from those points to what is shown ·
    scale: the questionnaire's scale, or None when several were mixed and 0 to 100 is shown.
    """

    low: int
    high: int
    factor: float
    scale: Scale | None

    @property
    def to_pomp(self) -> float:
        """From points of the sums to percent of the scale's width."""
        return 100 / (self.high - self.low)

    @property
    def shown_low(self) -> float:
        """The lowest possible score as shown."""
        return self.low * self.factor

    @property
    def shown_high(self) -> float:
        """The highest possible score as shown."""
        return self.high * self.factor

    def shown(self, pomp: float) -> float:
        """A difference in percent of the scale's width, in the unit shown."""
        return pomp * (self.shown_high - self.shown_low) / 100

    @property
    def digits(self) -> int:
        """Decimals to print: two on a scale of the questionnaire, one on 0 to 100."""
        return 2 if self.scale is not None and self.scale.width <= 10 else 1


def of_one_scale(scale: Scale) -> Unit:
    """The unit of sums that come from one scale."""
    return Unit(scale.low, scale.high, 1.0, scale)


def common(cells: Tallies, others: Collection[int] = ()) -> tuple[Tallies, Unit]:
    """Bring pair sums of several scales to one, exactly.

    With one scale nothing changes. With several, every answer x of a scale [L, U] becomes
    (x - L) * w / (U - L) on the scale [0, w], where w is the least common multiple of the widths:
    the sums stay whole numbers, and parts still add up to the whole.

    Parameters
    ----------
    cells : Tallies
        Pair sums with the key ``scale``.
    others : collection of int
        Keys of further scales that the unit has to serve, such as those of earlier quarters.
    """
    keys = np.union1d(cells.keys["scale"], np.array(list(others), dtype=np.int64))
    if len(keys) <= 1:
        return cells, of_one_scale(Scale.from_key(int(keys[0])) if len(keys) else Scale(1, 5))
    scales = {int(key): Scale.from_key(int(key)) for key in keys}
    width = math.lcm(*(s.width for s in scales.values()))
    low = np.array([scales[int(k)].low for k in cells.keys["scale"]], dtype=np.int64)
    k = np.array([width // scales[int(key)].width for key in cells.keys["scale"]], dtype=np.int64)
    moved = stretched(PairTally.from_columns(cells.sums), low, k)
    sums = {name: getattr(moved, name) for name in cells.sums}
    return Tallies(cells.keys, sums), Unit(0, width, 100 / width, None)


def common_rollups(rollups: Tallies, others: Collection[int] = (), *, signed: bool) -> tuple[Tallies, Unit]:
    """Bring person roll-ups of several scales to one, exactly; `signed` for gaps, which have no origin."""
    keys = np.union1d(rollups.keys["scale"], np.array(list(others), dtype=np.int64))
    if len(keys) <= 1:
        return rollups, of_one_scale(Scale.from_key(int(keys[0])) if len(keys) else Scale(1, 5))
    scales = {int(key): Scale.from_key(int(key)) for key in keys}
    width = math.lcm(*(s.width for s in scales.values()))
    low = np.array([0 if signed else scales[int(k)].low for k in rollups.keys["scale"]], dtype=np.int64)
    k = np.array([width // scales[int(key)].width for key in rollups.keys["scale"]], dtype=np.int64)
    s, n, s2, k2, sk = (rollups.sums[c] for c in ("s", "k", "s2", "k2", "sk"))
    sums = dict(rollups.sums)
    sums["s"] = k * (s - low * n)
    sums["s2"] = k * k * (s2 - 2 * low * sk + low * low * k2)
    sums["sk"] = k * (sk - low * k2)
    return Tallies(rollups.keys, sums), Unit(0, width, 100 / width, None)


def common_moments(moments: Tallies, others: Collection[int] = ()) -> tuple[int, np.ndarray, Unit]:
    """People, and the cross-products of their sums S and counts K over the dimensions, in one unit, exactly.

    Returns
    -------
    n : int
        People with any pair.
    moment : array of int (10, 10)
        ``[S|K]'[S|K]`` over the people, S in points of the unit.
    unit : Unit
    """
    keys = np.union1d(moments.keys["scale"], np.array(list(others), dtype=np.int64))
    scales = {int(key): Scale.from_key(int(key)) for key in keys}
    size = 10
    upper = np.triu_indices(size)
    total, people = np.zeros((size, size), dtype=np.int64), 0
    width = math.lcm(*(s.width for s in scales.values())) if len(scales) > 1 else 0
    for key, scale in scales.items():
        part = moments.select(scale=key).group()
        stretch = np.where(np.arange(size) < size // 2, width // scale.width if width else 1, 1)
        table = np.zeros((size, size), dtype=np.int64)
        table[upper] = [part.sums[f"m{i}_{j}"][0] for i, j in zip(*upper, strict=True)]
        table = table + np.triu(table, 1).T
        total += table * np.outer(stretch, stretch)
        people += int(part.sums["n_resp"][0])
    if width:
        return people, total, Unit(0, width, 100 / width, None)
    return people, total, of_one_scale(next(iter(scales.values())) if scales else Scale(1, 5))
