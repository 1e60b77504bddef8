"""The check of the five Cs that the team of a weak moment makes of itself."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mot.domain.errors import N_, MotError
from mot.domain.moments import Principle
from mot.domain.packs import read_name
from mot.domain.survey import Name

LOWEST, HIGHEST = 1, 5  # of an answer: never to every time


@dataclass(frozen=True, slots=True)
class Question:
    """What the team asks itself about one principle."""

    principle: Principle
    text: Name


@dataclass(frozen=True, slots=True)
class Questions:
    """The whole check: how to go about it, its five questions, and the words of the answers, lowest first."""

    about: Name
    five: tuple[Question, ...]
    answers: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One check as answered: `moment` is the tag it was made for, `answers` are 1 (never) to 5 (every time)."""

    id: int
    moment: int
    at: dt.datetime
    login: str
    answers: Mapping[Principle, int]
    note: str = ""


class SelfCheckIncompleteError(MotError):
    """A question was left open, or its answer is none of those offered."""

    message = N_("Answer all five questions first, each with 1 to 5. Nothing was saved yet.")


def checked(answers: Mapping[Principle, int]) -> dict[Principle, int]:
    """The answers in the order of the principles.

    Raises
    ------
    SelfCheckIncompleteError
        Unless there is one whole answer per principle, and it is one of those offered.
    """
    if set(answers) != set(Principle) or not all(
        type(value) is int and LOWEST <= value <= HIGHEST for value in answers.values()
    ):
        raise SelfCheckIncompleteError
    return {principle: answers[principle] for principle in Principle}


@cache
def load_questions() -> Questions:
    """The check in the words of the model."""
    file = resources.files("mot.domain").joinpath("industry", "self_check.toml")
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return Questions(
        about=read_name(raw["about"]),
        five=tuple(Question(p, read_name(raw["questions"][p.value])) for p in Principle),
        answers=tuple(read_name(word) for word in raw["answers"]),
    )
