"""How many answers are still needed this quarter, per branch and touchpoint, to tell a gap that matters."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.counted import STEP, counted
from mot.analysis.grid import Mask
from mot.analysis.heat import FEW, NOBODY, PROTECTED, SHOWN
from mot.analysis.lens import Lens, focus
from mot.analysis.needs import corrected, habits, least_useful, population
from mot.analysis.units import Unit
from mot.domain.cube import Ints, View
from mot.domain.periods import Quarter, first_day_of
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.samples import n_for_mean
from mot.stats.sums import quotient

WEEKS = 13  # of a whole quarter
RARE = 0.5  # share of questionnaires below which the users of a touchpoint have to be asked directly


class Season(StrEnum):
    """Where today lies in the quarter that is planned."""

    RUNNING = "running"
    OVER = "over"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: half the width of the interval in POMP (None: a gap that matters), and the share who answer."""

    half_width: float | None = None
    response_rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Answers that are wanted, there, and still needed.

    `cells` has one row per touchpoint and branch: touchpoint, branch (ids), required, so_far (NaN where hidden),
    counted (answers that may be told to be there), still (required less counted, never below 0), margin (half
    the width of the interval that so_far answers give, unit shown), why_hidden as in `HeatTable`.
    `branches`, one row per branch: branch, enough (touchpoints with enough answers), still (questionnaires: the
    largest need of a touchpoint, since one covers several, where a touchpoint that not everybody rates needs
    more of them), exact (False where a hidden cell has a part in that, so that it may be less), per_week
    (questionnaires a week until the quarter ends; for a whole quarter of 13 weeks when it is over), invitations.
    `touchpoints`, one row per touchpoint: touchpoint, sd (unit shown), own (whether it is that of the
    institution's own answers), rare (rated by less than half: its users have to be asked directly), required
    (as if customers were many), enough (branches), still (summed over the branches), surely (what of it is
    needed whatever the hidden cells hold), exact.
    half_width: of the interval wanted, unit shown · weeks: until the quarter ends · known: whether the number
    of customers served is known for all branches.
    """

    cells: pd.DataFrame
    branches: pd.DataFrame
    touchpoints: pd.DataFrame
    unit: Unit
    half_width: float
    response_rate: float
    season: Season
    weeks: int
    known: bool


def plan(books: Books, view: View, wish: Wish, today: dt.date) -> Plan:
    """Work out what a view's quarter needs, for every branch in view and every touchpoint in use."""
    lens = focus(books, view, view.quarter)
    rules, unit, grid = books.thresholds, lens.unit, lens.grid
    rows, columns = _in_use(books, lens)
    habit = habits(books, view, grid)
    half = rules.delta if wish.half_width is None else wish.half_width
    by_itself = np.array(
        [n_for_mean(s, half, conf=rules.confidence).answers for s in habit.sd], dtype=np.int64
    )
    by_itself = np.maximum(by_itself, least_useful(rules))
    people = population(books, view, grid.branches)
    required = np.maximum(corrected(by_itself[:, None], people[None, :]), least_useful(rules))
    why = np.select(
        [grid.base == 0, grid.base < rules.n_suppress, lens.hidden], [NOBODY, FEW, PROTECTED], SHOWN
    )
    told = counted(grid.base, lens.hiding, n_suppress=rules.n_suppress)
    at = np.ix_(rows, columns)
    required, why, told = required[at], why[at], told[at]
    open_, still = np.isin(why, (SHOWN, NOBODY)), np.maximum(required - told, 0)
    so_far = np.where(open_, told, np.nan)
    season, weeks = season_of(view.quarter, today)
    points, places = grid.touchpoints[rows], grid.branches[columns]
    cells = {
        "required": required,
        "so_far": so_far,
        "counted": told,
        "still": still,
        "margin": unit.shown(1.0) * _margin(habit.sd[rows], so_far, rules.confidence),
        "why_hidden": why,
    }
    rare = habit.share[rows] < RARE
    share = np.where(rare, 1.0, habit.share[rows])[:, None]  # users of a rare touchpoint are asked directly
    forms, whole = (_up(x / share).max(axis=0, initial=0) for x in (still, required))
    return Plan(
        pd.DataFrame(
            {"touchpoint": np.repeat(points, len(places)), "branch": np.tile(places, len(points))}
            | {name: values.ravel() for name, values in cells.items()}
        ),
        pd.DataFrame(
            {
                "branch": places,
                "enough": (still == 0).sum(axis=0),
                "still": forms,
                "exact": (open_ | (still == 0)).all(axis=0),
                "per_week": _up((whole if season is Season.OVER else forms) / (weeks or WEEKS)),
                "invitations": _up(forms / wish.response_rate),
            }
        ),
        pd.DataFrame(
            {
                "touchpoint": points,
                "sd": unit.shown(1.0) * habit.sd[rows],
                "own": habit.own[rows],
                "rare": rare,
                "required": by_itself[rows],
                "enough": (still == 0).sum(axis=1),
                "still": still.sum(axis=1),
                "surely": np.maximum(required - _at_most(told, why, rules.n_suppress), 0).sum(axis=1),
                "exact": (open_ | (still == 0)).all(axis=1),
            }
        ),
        unit,
        unit.shown(half),
        wish.response_rate,
        season,
        weeks,
        bool(columns.any() and np.isfinite(people[columns]).all()),
    )


def season_of(quarter: Quarter, today: dt.date) -> tuple[Season, int]:
    """Whether a quarter is running, and how many weeks are left, the one begun included.

    >>> season_of(Quarter(2026, 3), dt.date(2026, 9, 29))
    (<Season.RUNNING: 'running'>, 1)
    """
    if today > quarter.last_day:
        return Season.OVER, 0
    if today < first_day_of(quarter.months[0]):
        return Season.AHEAD, WEEKS
    return Season.RUNNING, min(WEEKS, -(-((quarter.last_day - today).days + 1) // 7))


def _in_use(books: Books, lens: Lens) -> tuple[Mask, Mask]:
    points = [t.id for t in books.institution.touchpoints if t.active]
    branches = [b.id for b in books.institution.branches if b.active]
    return np.isin(lens.grid.touchpoints, points), lens.selected & np.isin(lens.grid.branches, branches)


def _margin(sd: np.ndarray, n: np.ndarray, conf: float) -> np.ndarray:
    """Half the width of the interval that n answers give, POMP; NaN below two answers and where n is hidden."""
    se = quotient(np.broadcast_to(sd[:, None], n.shape), np.sqrt(np.nan_to_num(n)))
    found = t_bounds(Estimate(np.zeros_like(se), se, np.where(n > 1, n - 1, np.nan)), conf)
    return np.asarray(found[1], dtype=np.float64)


def _at_most(told: Ints, why: np.ndarray, n_suppress: int) -> Ints:
    """The most answers a cell can have for all that is told of it."""
    tens = np.where(told > n_suppress, told // STEP * STEP + STEP - 1, np.iinfo(np.int64).max // 2)
    return np.select([why == FEW, why == PROTECTED], [n_suppress - 1, tens], told)


def _up(numbers: np.ndarray) -> np.ndarray:
    """The next whole numbers, where rounding errors do not count."""
    return np.ceil(numbers * (1 - 1e-9)).astype(np.int64)
