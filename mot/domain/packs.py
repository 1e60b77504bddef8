"""Starting points per industry: touchpoints, labels, outcome figures, a sample questionnaire, ideas for action."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from mot.domain.survey import Dimension, Institution, Label, Name, Step, Touchpoint

PACKS = ("bank", "restaurant", "hospital")


class Lever(StrEnum):
    """What an improvement pulls."""

    TRAINING = "training"
    EMPOWERMENT = "empowerment"
    PROCESS = "process"
    RESOURCES = "resources"
    COMMUNICATION = "communication"


@dataclass(frozen=True, slots=True)
class Question:
    """How the sample questionnaire asks about a touchpoint (by code): what was expected, what was met."""

    touchpoint: str
    expectation: Name
    perception: Name


@dataclass(frozen=True, slots=True)
class Idea:
    """An action that has been found to help at a touchpoint (by code)."""

    touchpoint: str
    lever: Lever
    text: Name


@dataclass(frozen=True, slots=True)
class StepPreset:
    """One set of names for the four behaviour steps."""

    code: str
    name: Name
    steps: tuple[tuple[Step, Name], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What an industry starts from. Everything is data that the institution may edit later."""

    industry: str
    name: Name
    stages: tuple[Name, ...]
    touchpoints: tuple[Touchpoint, ...]
    channels: tuple[Label, ...]
    segments: tuple[Label, ...]
    step_presets: tuple[StepPreset, ...]
    questions: tuple[Question, ...]
    ideas: tuple[Idea, ...]
    figures: tuple[Label, ...]

    def institution(self, name: Name) -> Institution:
        """A new institution of this industry, without branches. Ids are places, counted from 1."""
        return Institution(
            name=name,
            industry=self.industry,
            touchpoints=self.touchpoints,
            channels=self.channels,
            segments=self.segments,
            figures=self.figures,
            step_names=self.step_presets[0].steps,
        )

    def question(self, touchpoint: str) -> Question | None:
        """The question about a touchpoint, by code; None when the pack does not know the touchpoint."""
        return next((q for q in self.questions if q.touchpoint == touchpoint), None)

    def ideas_for(self, touchpoint: str) -> tuple[Idea, ...]:
        """Ideas for action at a touchpoint, by code."""
        return tuple(idea for idea in self.ideas if idea.touchpoint == touchpoint)


@cache
def load_pack(industry: str) -> Pack:
    """The pack of an industry, one of `PACKS`.

    Raises
    ------
    ValueError
        When there is no such pack.
    """
    if industry not in PACKS:
        raise ValueError(f"there is no pack {industry!r}; the packs are {', '.join(PACKS)}")
    raw = _table(f"{industry}.toml")
    stages = {s["code"]: read_name(s) for s in raw["stages"]}
    points = raw["touchpoints"]
    return Pack(
        industry=raw["industry"],
        name=read_name(raw["name"]),
        stages=tuple(stages.values()),
        touchpoints=tuple(_touchpoint(place, p, stages) for place, p in enumerate(points, start=1)),
        channels=_labels(raw["channels"]),
        segments=_labels(raw["segments"]),
        step_presets=load_step_presets(),
        questions=tuple(
            Question(p["code"], read_name(p["expectation"]), read_name(p["perception"])) for p in points
        ),
        ideas=tuple(
            Idea(p["code"], Lever(idea["lever"]), read_name(idea)) for p in points for idea in p["ideas"]
        ),
        figures=_labels(raw["figures"]),
    )


def known_figures(there: Institution) -> tuple[Label, ...]:
    """The outcome figures by which a file is read: the institution's own, then those usual in its industry.

    A usual one that is not stored yet has the id 0. One whose name the institution uses already is left out.
    """
    if there.industry not in PACKS:
        return there.figures
    codes = {figure.code for figure in there.figures}
    names = {text.casefold() for f in there.figures for text in (f.name.zh, f.name.en, *f.aliases) if text}
    usual = (
        replace(figure, id=0)
        for figure in load_pack(there.industry).figures
        if figure.code not in codes and names.isdisjoint({figure.name.zh, figure.name.en.casefold()})
    )
    return (*there.figures, *usual)


@cache
def load_step_presets() -> tuple[StepPreset, ...]:
    """The sets of names for the behaviour steps; the first is the one in force until another is chosen."""
    return tuple(
        StepPreset(
            preset["code"],
            read_name(preset),
            tuple((Step(step), read_name(name)) for step, name in preset["steps"].items()),
        )
        for preset in _table("steps.toml")["presets"]
    )


def read_name(row: Mapping[str, str]) -> Name:
    """The name written as `zh` and `en` in a table."""
    return Name(zh=row["zh"], en=row["en"])


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("mot.domain").joinpath("industry", file).read_text(encoding="utf-8"))


def _touchpoint(place: int, row: Mapping[str, Any], stages: Mapping[str, Name]) -> Touchpoint:
    return Touchpoint(
        id=place,
        code=row["code"],
        name=read_name(row),
        stage=stages[row["stage"]],
        dimension=Dimension(row["dimension"]),
        step=Step(row["step"]),
        aliases=tuple(row["aliases"]),
    )


def _labels(rows: Iterable[Mapping[str, Any]]) -> tuple[Label, ...]:
    return tuple(
        Label(place, row["code"], read_name(row), tuple(row.get("aliases", ())))
        for place, row in enumerate(rows, start=1)
    )
