"""The demonstration bank: what is planted in it, and the answers its invented customers give."""

import datetime as dt
import random
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from sample_data.remarks import HIGH, LOW, MIXED, PERSONAL, remark

SEED = 20261
QUARTERS = tuple(Quarter(2024, 4).shifted(i) for i in range(8))
LATEST = QUARTERS[-1]
VOLUME = (0.95, 0.92, 0.99, 1.01, 1.03, 0.98, 1.04, 1.08)


@dataclass(frozen=True, slots=True)
class Plant:
    """A touchpoint's planted numbers: mean expectation, mean gap in the latest quarter, share who meet it,
    and how much its perception weighs in overall satisfaction."""

    expectation: float
    gap: float
    met: float
    weight: float


PLANTS = {
    "environment": Plant(4.24, +0.07, 0.85, 0.03),
    "queue": Plant(4.42, -0.85, 0.80, 0.27),
    "needs": Plant(4.29, -0.13, 0.62, 0.03),
    "advice": Plant(4.38, -0.34, 0.50, 0.24),
    "risk": Plant(4.36, -0.33, 0.45, 0.03),
    "counter": Plant(4.44, -0.20, 0.75, 0.28),
    "mobile": Plant(4.36, -0.11, 0.55, 0.03),
    "completion": Plant(4.12, +0.125, 0.80, 0.02),
    "follow_up": Plant(4.01, -0.30, 0.28, 0.02),
    "complaint": Plant(4.62, -0.97, 0.035, 0.02),
}
DRIVERS = ("counter", "queue", "advice")

# code: (answers in a quarter, what is added to every gap)
BRANCHES = {
    "JC01": (410, -0.28),
    "JC02": (385, -0.24),
    "JC03": (460, -0.03),
    "JC04": (485, +0.14),
    "JC05": (355, -0.03),
    "JC06": (23, 0.0),
    "JC07": (190, 0.0),
    "JC08": (370, +0.04),
    "JC09": (225, +0.03),
    "JC10": (300, +0.08),
    "JC11": (415, +0.12),
    "JC12": (115, +0.11),
}
WEAK_BRANCHES = ("JC01", "JC02")
UNLUCKY_BRANCH = "JC06"  # its customers are like everybody else's; its latest quarter only looks bad
UNLUCKY_DRAW = 118  # the draw of that quarter, chosen so that it does

ACTION = {"branch": "JC05", "touchpoint": "advice", "start": "2026-01-05", "before": -0.25, "after": 0.15}
EXTRA = {("JC01", "mobile"): -0.35}  # one more local weakness
# What is added to a touchpoint's gap in each quarter: a slow improvement, a late slide, a busy season.
DRIFT = {
    "mobile": (-0.21, -0.18, -0.15, -0.12, -0.09, -0.06, -0.03, 0.0),
    "complaint": (0.20, 0.18, 0.20, 0.17, 0.15, 0.12, 0.06, 0.0),
    "queue": (0.0, -0.06, 0.0, 0.0, 0.0, -0.06, 0.0, 0.0),
}

SPREAD_E, SPREAD_P = 0.78, 0.86  # standard deviations of what people feel before they tick a box
PERSON_E, PERSON_P, PERSON_BOTH = 0.45, 0.40, 0.55  # shares that belong to the person; their correlation
SAME_MOMENT = 0.30  # correlation of what is expected and met at one touchpoint, beyond the person
CHANNELS = {"branch": (0.56, 0.0), "app": (0.26, 0.06), "phone": (0.10, -0.10), "wechat": (0.08, 0.0)}
SEGMENTS = {
    "personal": (0.60, 0.0),
    "premium": (0.13, 0.12),
    "small_business": (0.15, 0.05),
    "senior": (0.12, -0.10),
}
CARELESS = 0.006  # people who tick one answer all the way down, in seconds


@dataclass(frozen=True, slots=True)
class Feedback:
    """The answers of one quarter, by respondent in order of date; NaN where there is none.

    `expectation` and `perception` have a column per touchpoint in journey order.
    """

    branch: np.ndarray
    day: np.ndarray
    channel: np.ndarray
    segment: np.ndarray
    expectation: np.ndarray
    perception: np.ndarray
    overall: np.ndarray
    nps: np.ndarray
    duration: np.ndarray
    careless: np.ndarray
    comments: list[str]


def true_gap(touchpoint: str, branch: str, quarter: int) -> float:
    """The planted mean gap of a touchpoint at a branch in the quarter at that place."""
    gap = PLANTS[touchpoint].gap + BRANCHES[branch][1] + EXTRA.get((branch, touchpoint), 0.0)
    gap += DRIFT[touchpoint][quarter] if touchpoint in DRIFT else 0.0
    if (branch, touchpoint) == (ACTION["branch"], ACTION["touchpoint"]):
        gap += float(ACTION["before"] if QUARTERS[quarter] < Quarter(2026, 1) else ACTION["after"])
    return gap


def _mean_ticked(mu: float, spread: float, shifts: dict[str, tuple[float, float]]) -> float:
    """The mean answer on 1 to 5 when feelings around `mu` (plus a group's shift) are rounded and bounded."""
    cuts = np.array([1.5, 2.5, 3.5, 4.5])
    return sum(share * (1 + ndtr((mu + shift - cuts) / spread).sum()) for share, shift in shifts.values())


def _centre(mean: float, spread: float, shifts: dict[str, tuple[float, float]]) -> float:
    """The centre of feelings that makes the mean answer come out at `mean`."""
    return float(brentq(lambda mu: _mean_ticked(mu, spread, shifts) - mean, -3, 9))


def _tick(feeling: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(feeling), 1, 5)


def _pick(rng: np.random.Generator, options: dict[str, tuple[float, float]], n: int) -> np.ndarray:
    return rng.choice(len(options), size=n, p=[share for share, _ in options.values()])


def _visits(rng: np.random.Generator, quarter: Quarter, n: int) -> np.ndarray:
    """Days of the quarter, with quieter weekends, as days since 1970-01-01."""
    first = dt.date(quarter.year, quarter.months[0] % 100, 1)
    days = [first + dt.timedelta(days=i) for i in range((quarter.last_day - first).days + 1)]
    weight = np.array([0.35 if day.weekday() >= 5 else 1.0 for day in days])
    chosen = rng.choice(len(days), size=n, p=weight / weight.sum())
    return (first - dt.date(1970, 1, 1)).days + chosen


def branch_feedback(institution: Institution, quarter: int, branch: int, draw: int = 0) -> Feedback:
    """What the customers of one branch (by place) answer in one quarter (by place)."""
    code = institution.branches[branch].code
    rng = np.random.default_rng([SEED, quarter, branch, draw])
    points = [t.code for t in institution.touchpoints]
    size = BRANCHES[code][0] * VOLUME[quarter]
    n = round(size) + int(rng.integers(-2, 3))
    channel, segment = _pick(rng, CHANNELS, n), _pick(rng, SEGMENTS, n)
    lift_p = np.array([shift for _, shift in CHANNELS.values()])[channel]
    lift_e = np.array([shift for _, shift in SEGMENTS.values()])[segment]

    centre_e = np.array([_centre(PLANTS[t].expectation, SPREAD_E, SEGMENTS) for t in points])
    goal_p = [PLANTS[t].expectation + true_gap(t, code, quarter) for t in points]
    centre_p = np.array([_centre(goal, SPREAD_P, CHANNELS) for goal in goal_p])
    usual_p = np.array([_centre(PLANTS[t].expectation + PLANTS[t].gap, SPREAD_P, CHANNELS) for t in points])

    person_e = rng.standard_normal((n, 1))
    person_p = PERSON_BOTH * person_e + np.sqrt(1 - PERSON_BOTH**2) * rng.standard_normal((n, 1))
    moment_e = rng.standard_normal((n, len(points)))
    moment_p = SAME_MOMENT * moment_e + np.sqrt(1 - SAME_MOMENT**2) * rng.standard_normal((n, len(points)))
    felt_e = np.sqrt(PERSON_E) * person_e + np.sqrt(1 - PERSON_E) * moment_e
    felt_p = np.sqrt(PERSON_P) * person_p + np.sqrt(1 - PERSON_P) * moment_p
    felt_p = centre_p + SPREAD_P * felt_p + lift_p[:, None]
    expectation = _tick(centre_e + SPREAD_E * felt_e + lift_e[:, None])
    perception = _tick(felt_p)

    weight = np.array([PLANTS[t].weight for t in points])
    pleased = 4.02 + 1.25 * (felt_p - usual_p) @ weight + rng.normal(0, 0.42, n)
    overall = _tick(pleased)
    nps = np.clip(np.rint(8.3 + 1.9 * (pleased - 4.02) + rng.normal(0, 1.0, n)), 0, 10)

    met = rng.random((n, len(points))) < np.array([PLANTS[t].met for t in points])
    met[met.sum(axis=1) == 0, points.index("counter")] = True
    expectation[~met | (rng.random(met.shape) < 0.015)] = np.nan
    perception[~met | (rng.random(met.shape) < 0.02)] = np.nan
    overall[rng.random(n) < 0.012] = np.nan
    nps[rng.random(n) < 0.02] = np.nan
    answered = (~np.isnan(expectation)).sum(axis=1) + (~np.isnan(perception)).sum(axis=1)
    duration = np.rint(18 + answered * rng.lognormal(np.log(4.6), 0.28, n))

    careless = rng.random(n) < CARELESS
    for person in np.flatnonzero(careless):
        answer = float(rng.choice([5, 5, 5, 4, 3]))
        asked = [points.index(t) for t in points if t not in ("complaint", "follow_up")]
        expectation[person], perception[person] = np.nan, np.nan
        expectation[person, asked], perception[person, asked] = answer, answer
        overall[person], nps[person], duration[person] = answer, 2 * answer, int(rng.integers(9, 24))

    channel[rng.random(n) < 0.008] = -1
    segment[rng.random(n) < 0.012] = -1
    comments = _comments(code, quarter, draw, points, expectation, perception, careless)
    return Feedback(
        np.full(n, branch), _visits(rng, QUARTERS[quarter], n), channel, segment,
        expectation, perception, overall, nps, duration, careless, comments,
    )  # fmt: skip


def _comments(
    code: str, quarter: int, draw: int, points: list[str], e: np.ndarray, p: np.ndarray, careless: np.ndarray
) -> list[str]:
    """A remark from about one person in eight, on the moment that stood out for that person."""
    rng = random.Random(f"{SEED}/{code}/{quarter}/{draw}")
    remarks = []
    for gap, ignore in zip(p - e, careless, strict=True):
        known = np.flatnonzero(~np.isnan(gap))
        widest = float(np.abs(gap[known]).max()) if len(known) else 0.0
        if ignore or rng.random() >= (0.05, 0.08, 0.17, 0.24, 0.3)[int(widest)]:
            remarks.append("")
            continue
        stands_out = [t for t in known if abs(gap[t]) == widest]
        tone = MIXED
        if widest > 0:
            place = rng.choice(stands_out)
            tone = LOW if gap[place] < 0 else HIGH
        elif stands_out and rng.random() < 0.5:
            place, tone = rng.choice(stands_out), HIGH
        whole = tone == MIXED or rng.random() < 0.1
        remarks.append(remark(rng, "" if whole else points[place], tone))
    return remarks


def quarter_feedback(institution: Institution, quarter: int) -> Feedback:
    """What all customers of the bank answer in one quarter (by place), in order of date."""
    parts = []
    for place, branch in enumerate(institution.branches):
        unlucky = branch.code == UNLUCKY_BRANCH and QUARTERS[quarter] == LATEST
        parts.append(branch_feedback(institution, quarter, place, UNLUCKY_DRAW if unlucky else 0))
    joined = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Feedback.__slots__
        if name != "comments"
    }
    comments = [text for part in parts for text in part.comments]
    shuffled = np.random.default_rng([SEED, quarter]).permutation(len(comments))
    order = shuffled[np.argsort(joined["day"][shuffled], kind="stable")]
    comments = [comments[i] for i in order]
    if quarter < len(PERSONAL):
        comments[1000 + 7 * quarter] = PERSONAL[quarter]
    return Feedback(**{name: values[order] for name, values in joined.items()}, comments=comments)
