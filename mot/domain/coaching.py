"""Coaching cards: what to do in each behaviour step, per industry, in words of the shop floor."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mot.domain.packs import PACKS, load_step_presets, read_name
from mot.domain.survey import Institution, Name, Step

STEPS = (Step.EXPLORE, Step.PROPOSE, Step.CONFIRM, Step.FOLLOW_UP)
EXERCISE_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of an exercise, and how many minutes it takes."""

    minutes: int
    text: Name


@dataclass(frozen=True, slots=True)
class Exercise:
    """A short exercise for a team; its turns take ten minutes together."""

    name: Name
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What staff do in one step: the aim in one sentence, what good looks like, what to ask, common slips."""

    industry: str
    step: Step
    aim: Name
    good: tuple[Name, ...]
    questions: tuple[Name, ...]
    slips: tuple[Name, ...]
    exercise: Exercise

    def texts(self) -> Iterator[Name]:
        """Every text of the card."""
        yield self.aim
        yield from (*self.good, *self.questions, *self.slips, self.exercise.name)
        yield from (turn.text for turn in self.exercise.turns)


@cache
def load_cards(industry: str) -> tuple[Card, ...]:
    """The four cards of an industry, in the order of the steps; those of the bank where it has none of its own."""
    known = industry if industry in PACKS else PACKS[0]
    file = resources.files("mot.domain").joinpath("industry", f"coaching_{known}.toml")
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_card(raw["industry"], step, raw[step.value]) for step in STEPS)


def card_of(industry: str, step: Step) -> Card:
    """The card of one step.

    Raises
    ------
    ValueError
        For the step "none", which has no card.
    """
    if step not in STEPS:
        raise ValueError(f"there is no coaching card for the step {step.value!r}")
    return load_cards(industry)[STEPS.index(step)]


def step_names(there: Institution) -> dict[Step, Name]:
    """The names of the four steps in an institution; the usual one where it has not named a step itself."""
    usual = dict(load_step_presets()[0].steps)
    own = dict(there.step_names)
    return {step: own.get(step, usual[step]) for step in STEPS}


def _card(industry: str, step: Step, raw: Mapping[str, Any]) -> Card:
    return Card(
        industry=industry,
        step=step,
        aim=read_name(raw["aim"]),
        **{part: tuple(read_name(text) for text in raw[part]) for part in ("good", "questions", "slips")},
        exercise=Exercise(
            read_name(raw["exercise"]["name"]),
            tuple(Turn(turn["minutes"], read_name(turn)) for turn in raw["exercise"]["steps"]),
        ),
    )
