"""The cube: integer sums that add, keyed by whole numbers. Every page reads it; none reads answers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mot.domain.periods import Quarter

Ints = np.ndarray[Any, np.dtype[np.int64]]

CELL_KEYS = ("month", "branch", "touchpoint", "channel", "segment", "scale", "against", "quality")
CELL_SUMS = (
    "n", "s_e", "s_p", "s_e2", "s_p2", "s_ep", "n_below", "n_equal", "n_above", "n_e_max",
    "n_e", "s_e_all", "s_e2_all", "n_p", "s_p_all", "s_p2_all",
)  # fmt: skip
ROLLUP_KEYS = ("month", "branch", "channel", "segment", "scale", "quality", "group", "measure")
ROLLUP_SUMS = ("n_resp", "s", "k", "s2", "k2", "sk")
OUTCOME_KEYS = ("month", "branch", "channel", "segment", "scale", "quality")
OUTCOME_SUMS = (
    "responses", "osat_n", "osat_s", "osat_s2", "osat_top", "promoters", "passives", "detractors", "comments",
)  # fmt: skip
MOMENT_KEYS = ("month", "branch", "channel", "segment", "scale", "quality")
MOMENT_SUMS = ("n_resp", *(f"m{i}_{j}" for i in range(10) for j in range(i, 10)))
WORDING_KEYS, WORDING_SUMS = ("month", "branch", "touchpoint", "wording"), ("n",)
FIGURE_KEYS = ("month", "branch", "figure")
FIGURE_SUMS = ("numerator", "denominator")  # the denominator of a plain count is 0

CLEAN, FLAGGED = 0, 1  # values of the key `quality`: the default view leaves the flagged ones out


@dataclass(frozen=True, slots=True)
class Tallies:
    """Rows of additive sums with integer keys: `keys` and `sums` map a column's name to int64 arrays.

    `select` keeps rows, `group` adds rows up; both return a new value.
    """

    keys: dict[str, Ints]
    sums: dict[str, Ints]

    def __len__(self) -> int:
        return len(next(iter(self.keys.values()))) if self.keys else 0

    def __getitem__(self, column: str) -> Ints:
        return self.keys[column] if column in self.keys else self.sums[column]

    def where(self, mask: np.ndarray) -> "Tallies":
        """The rows for which `mask` (bool, one per row) is true."""
        return Tallies({k: v[mask] for k, v in self.keys.items()}, {k: v[mask] for k, v in self.sums.items()})

    def select(self, **wanted: int | Collection[int] | None) -> "Tallies":
        """The rows whose keys are among those wanted; None wants all.

        Example: ``cells.select(month=(202607, 202608), quality=CLEAN, branch=None)``.
        """
        mask: np.ndarray | None = None
        for key, values in wanted.items():
            if values is None:
                continue
            column = self.keys[key]
            hit = column == values if isinstance(values, int) else np.isin(column, list(values))
            mask = hit if mask is None else mask & hit
        return self if mask is None else self.where(mask)

    def group(self, *by: str) -> "Tallies":
        """Add up all rows that share the keys `by`; rows come back sorted by those keys in order.

        With no key, one row: the total (a row of zeros when there are no rows).
        """
        if not by:
            return Tallies({}, {k: np.array([v.sum()], dtype=np.int64) for k, v in self.sums.items()})
        code, first = _codes([self.keys[key] for key in by])
        size = len(first)
        return Tallies(
            {key: self.keys[key][first] for key in by},
            {k: add_up(code, v, size) for k, v in self.sums.items()},
        )

    @classmethod
    def empty(cls, keys: Iterable[str], sums: Iterable[str]) -> "Tallies":
        """No rows, all columns."""
        none = np.zeros(0, dtype=np.int64)
        return cls(dict.fromkeys(keys, none), dict.fromkeys(sums, none))

    @classmethod
    def join(cls, parts: "Iterable[Tallies]") -> "Tallies":
        """All rows of all parts, one below the other."""
        kept = list(parts)
        if not kept:
            raise ValueError("join needs at least one part")
        return cls(
            {k: np.concatenate([p.keys[k] for p in kept]) for k in kept[0].keys},
            {k: np.concatenate([p.sums[k] for p in kept]) for k in kept[0].sums},
        )


def _codes(columns: list[Ints]) -> tuple[Ints, Ints]:
    """Number the distinct rows of some key columns: the code of each row, and a first row of each code."""
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        values, inverse = np.unique(column, return_inverse=True)
        code = code * max(len(values), 1) + inverse
        _, code = np.unique(code, return_inverse=True)
    _, first = np.unique(code, return_index=True)
    return code, first


def add_up(code: Ints, values: Ints, size: int) -> Ints:
    """Exact integer sums per code from 0 to `size` - 1. Sums below 2**53 are exact in the float weights of bincount."""
    if len(values) and abs(values).max() * len(values) < 2**53:
        return np.bincount(code, weights=values, minlength=size).astype(np.int64)
    total = np.zeros(size, dtype=np.int64)
    np.add.at(total, code, values)
    return total


def _no_figures() -> Tallies:
    return Tallies.empty(FIGURE_KEYS, FIGURE_SUMS)


@dataclass(frozen=True, slots=True)
class Cube:
    """What one batch, or all committed batches within a scope, add up to.

    `cells` per touchpoint (A), `rollups` per person over touchpoints (B), `moments` their cross-products
    over the five dimensions, `outcomes` overall satisfaction, recommendation and counts (C). `figures` are
    outcome figures such as complaints per transaction, one row per month, branch and figure: other than
    the rest they replace each other, so that of several batches only the newest counts.
    """

    cells: Tallies
    rollups: Tallies
    moments: Tallies
    outcomes: Tallies
    figures: Tallies = field(default_factory=_no_figures)

    @classmethod
    def empty(cls) -> "Cube":
        """The cube of no feedback at all."""
        return cls(
            Tallies.empty(CELL_KEYS, CELL_SUMS),
            Tallies.empty(ROLLUP_KEYS, ROLLUP_SUMS),
            Tallies.empty(MOMENT_KEYS, MOMENT_SUMS),
            Tallies.empty(OUTCOME_KEYS, OUTCOME_SUMS),
        )

    @classmethod
    def join(cls, parts: "Iterable[Cube]") -> "Cube":
        """The cube of all parts together; no two parts may hold the same figure of a branch and month."""
        kept = [cls.empty(), *parts]
        return cls(
            Tallies.join(p.cells for p in kept),
            Tallies.join(p.rollups for p in kept),
            Tallies.join(p.moments for p in kept),
            Tallies.join(p.outcomes for p in kept),
            Tallies.join(p.figures for p in kept),
        )


@dataclass(frozen=True, slots=True)
class View:
    """What a page is looking at: a quarter, and branches, channels and segments by id; () means all."""

    quarter: Quarter
    branches: tuple[int, ...] = ()
    channels: tuple[int, ...] = ()
    segments: tuple[int, ...] = ()
