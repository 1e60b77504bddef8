"""Invented respondents for the messy workbooks, and what must be found in them."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mot.domain.survey import Institution, Name
from sample_data.bank import PLANTS
from sample_data.remarks import HIGH, LOW, MIXED, remark
from sample_data.sheets import Cell, Row

E, P, MINIMUM, IMPORTANCE = "expectation", "perception", "minimum", "importance"
WORDS = {E: "期望", P: "感知", MINIMUM: "最低可接受", IMPORTANCE: "重要性"}
SIX = ("queue", "needs", "advice", "counter", "mobile", "completion")
KEYS = ("答卷编号", "网点", "日期", "渠道", "客群")
OUTCOMES = ("总体满意度", "推荐意愿(0-10)", "答题用时(秒)", "意见")


@dataclass(slots=True)
class Person:
    """One respondent; codes for branch, channel and segment, whole numbers for answers."""

    key: str
    branch: str
    day: dt.date
    channel: str
    segment: str
    overall: int
    nps: int
    seconds: int
    comment: str
    ratings: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survey:
    """Who was asked what, on which scale."""

    institution: Institution
    points: tuple[str, ...]
    kinds: tuple[str, ...]
    low: int
    high: int
    people: list[Person]

    def name(self, code: str) -> Name:
        """The name of a branch, touchpoint, channel or segment."""
        i = self.institution
        things = (*i.branches, *i.touchpoints, *i.channels, *i.segments)
        return next(thing.name for thing in things if thing.code == code)

    def pairs(self) -> list[tuple[str, str]]:
        """Touchpoint and kind of every rating column, in order."""
        return [(point, kind) for point in self.points for kind in self.kinds]

    def header(self, title: Callable[[str, str], str] | None = None) -> list[Cell]:
        """Headers of the ordinary wide form; `title` makes a rating's header of touchpoint and kind."""
        named = title or (lambda point, kind: f"{WORDS[kind]}-{self.name(point).zh}")
        return [*KEYS, *(named(point, kind) for point, kind in self.pairs()), *OUTCOMES]

    def row(self, person: Person) -> list[Cell]:
        """One respondent in the ordinary wide form."""
        return [
            person.key,
            self.name(person.branch).zh,
            person.day,
            self.name(person.channel).zh,
            self.name(person.segment).zh,
            *(person.ratings.get(pair) for pair in self.pairs()),
            person.overall,
            person.nps,
            person.seconds,
            person.comment or None,
        ]

    def rows(self) -> list[Row]:
        """All respondents in the ordinary wide form."""
        return [self.row(person) for person in self.people]

    def expected(self, layout: str, **more: Any) -> dict[str, Any]:
        """What a reader must find. `more` overrides or adds, for example `set_aside` or `duplicates`."""
        found: dict[str, Any] = {
            "layout": layout,
            "rows": 0,
            "responses": len(self.people),
            "set_aside": 0,
            "duplicates": 0,
            "values_missing": 0,
            "scale": f"{self.low}-{self.high}",
            "touchpoints": len(self.points),
            "branches": dict(sorted(Counter(person.branch for person in self.people).items())),
            "first_day": min(person.day for person in self.people).isoformat(),
            "last_day": max(person.day for person in self.people).isoformat(),
            "ratings": sum(len(person.ratings) for person in self.people),
            "sums": {point: self._sums(point) for point in self.points},
            **more,
        }
        found["rows"] = found["responses"] + found["set_aside"] + found["duplicates"]
        return {key: value for key, value in found.items() if value is not None}

    def _sums(self, point: str) -> dict[str, dict[str, int]]:
        """How many answers of each kind a touchpoint has, and what they add up to."""
        answers = {kind: [person.ratings.get((point, kind)) for person in self.people] for kind in self.kinds}
        return {
            kind: {"n": len(values) - values.count(None), "sum": sum(v for v in values if v is not None)}
            for kind, values in answers.items()
        }


def survey(
    institution: Institution,
    seed: str,
    size: int,
    *,
    points: Sequence[str] = SIX,
    kinds: Sequence[str] = (E, P),
    scale: tuple[int, int] = (1, 5),
    branches: Sequence[str] = (),
    first: dt.date = dt.date(2026, 7, 1),
    days: int = 92,
) -> Survey:
    """Ask `size` invented people; the same `seed` always asks the same ones."""
    rng = random.Random(f"messy/{seed}")
    low, high = scale
    people = []
    for number in range(1, size + 1):
        ratings, happy = _ratings(rng, points, kinds, low, high)
        tone = rng.choice((LOW, MIXED, HIGH))
        people.append(
            Person(
                key=f"{seed}-{number:04d}",
                branch=rng.choice(branches or [b.code for b in institution.branches]),
                day=first + dt.timedelta(days=rng.randrange(days)),
                channel=rng.choice([c.code for c in institution.channels]),
                segment=rng.choice([s.code for s in institution.segments]),
                overall=_on_scale(happy, low, high),
                nps=_on_scale(happy + rng.gauss(0, 0.08), 0, 10),
                seconds=rng.randrange(70, 320),
                comment=remark(rng, rng.choice(points), tone) if rng.random() < 0.15 else "",
                ratings=ratings,
            )
        )
    for value, person in zip((low, high), people, strict=False):  # both ends of the scale are in use
        person.ratings[points[0], kinds[-1]] = value
    return Survey(institution, tuple(points), tuple(kinds), low, high, people)


def _ratings(
    rng: random.Random, points: Sequence[str], kinds: Sequence[str], low: int, high: int
) -> tuple[dict[tuple[str, str], int], float]:
    """A person's ratings, some missing, and how happy the person is between 0 and 1."""
    person, met, ratings = rng.gauss(0, 0.09), [], {}
    for point in points:
        expected = PLANTS[point].expectation / 4 - 0.25 + person + rng.gauss(0, 0.12)
        perceived = expected + PLANTS[point].gap / 4 - 0.03 + rng.gauss(0, 0.16)
        met.append(perceived)
        feelings = {E: expected, P: perceived, MINIMUM: expected - 0.3, IMPORTANCE: expected + 0.03}
        for kind in kinds:
            if rng.random() >= 0.05:
                ratings[point, kind] = _on_scale(feelings[kind], low, high)
    return ratings, sum(met) / len(met) + rng.gauss(0, 0.05)


def _on_scale(share: float, low: int, high: int) -> int:
    return max(low, min(high, round(low + share * (high - low))))
