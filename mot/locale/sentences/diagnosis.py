"""What the diagnosis says: which behaviour step goes wrong most often, and no more than the tags can bear."""

from collections.abc import Mapping

import pandas as pd

from mot.analysis.diagnosis import Diagnosis, Pattern
from mot.domain.moments import Need
from mot.domain.self_check import SelfCheck
from mot.domain.survey import Name, Step
from mot.locale.moment_words import PRINCIPLES
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

Names = Mapping[Step, Name]
BELOW = (Status.WEAK, Status.LIKELY_WEAK, Status.SLIGHTLY_BELOW)


def headline(locale: Locale, found: Diagnosis, steps: Names, points: Mapping[int, Name]) -> str:
    """The finding: what the tags say where they suffice, else what the answers say."""
    t, pattern = locale.t, found.pattern
    if pattern is None:
        return _by_answers(locale, found, steps)
    step = steps[pattern.step]
    if not pattern.sure:
        if pattern.tied or 2 * pattern.named < pattern.tags:
            return t("Tags point to several steps; none stands out yet")
        return t(
            "“{step}” is tagged most, {n} of {total}; this may still be chance",
            step=step, n=pattern.named, total=pattern.tags,
        )  # fmt: skip
    places = _places(locale, pattern, points)
    if pattern.principle is None:
        if places:
            return t("Most often it goes wrong at “{step}”, mainly in {places}", step=step, places=places)
        return t("Most often it goes wrong at “{step}”", step=step)
    principle = t(PRINCIPLES[pattern.principle])
    if places:
        return t(
            "Most often it goes wrong at “{step}”, mainly in {places} and mostly to do with {principle}",
            step=step,
            places=places,
            principle=principle.lower(),
        )
    return t(
        "Most often it goes wrong at “{step}”, mostly to do with {principle}",
        step=step,
        principle=principle.lower(),
    )


def _by_answers(locale: Locale, found: Diagnosis, steps: Names) -> str:
    """While there are too few tags: what the answers say of the steps."""
    t, n = locale.t, found.explained
    if found.steps["gap"].isna().all():
        if n:
            return locale.tn(
                "Only {n} tag so far: no pattern can be seen yet",
                "Only {n} tags so far: no pattern can be seen yet",
                n,
            )
        return t("Which step goes wrong cannot be told yet")
    known = t("no tag names a step yet")
    if n:
        known = locale.tn(
            "only {n} tag so far, no pattern can be seen yet",
            "only {n} tags so far, no pattern can be seen yet",
            n,
        )
    return t("{answers}; {tags}", answers=_answers(locale, found, steps), tags=known)


def _answers(locale: Locale, found: Diagnosis, steps: Names) -> str:
    t, frame = locale.t, found.steps
    step, below = _furthest(frame), _below(frame)
    if step is not None:
        return t("By the answers “{step}” falls furthest short", step=steps[step])
    if not below:
        return t("By the answers no step is clearly below expectations")
    if len(below) == 1:
        return t("By the answers “{step}” is below expectations", step=steps[below[0]])
    if len(below) == 2:
        first, second = (steps[one] for one in below)
        return t("By the answers “{first}” and “{second}” are below expectations", first=first, second=second)
    return t("By the answers {n} of {total} steps are below expectations", n=len(below), total=len(frame))


def _below(frame: pd.DataFrame) -> list[Step]:
    """The steps found to be below expectations, the widest gap first."""
    rows = frame[frame["status"].isin([str(one) for one in BELOW])].sort_values("gap", kind="stable")
    return [Step(step) for step in rows["step"]]


def _furthest(frame: pd.DataFrame) -> Step | None:
    """The step found to be below expectations whose interval lies wholly below that of every other step."""
    shown, below = frame[frame["gap"].notna()], _below(frame)
    if not below or len(shown) < 2:
        return None
    first = shown[shown["step"] == below[0].value].iloc[0]
    others = shown[shown["step"] != below[0].value]
    return below[0] if (others["lo"] > first["hi"]).all() else None


def _places(locale: Locale, pattern: Pattern, points: Mapping[int, Name]) -> str:
    named = [locale.name(points[i]) for i in pattern.touchpoints if i in points]
    return (
        locale.t("{first} and {second}", first=named[0], second=named[1])
        if len(named) == 2
        else "".join(named)
    )


def tags(locale: Locale, found: Diagnosis, steps: Names) -> str:
    """How many tags there are, how many name a step, and what lies behind the headline."""
    t = locale.t
    if not found.tags:
        return t(
            "No weak moment was tagged in the four quarters since {since}. Tag one and name the step it fails in.",
            since=found.since,
        )
    notes = [
        locale.tn(
            "{n} weak moment tagged in the four quarters since {since}; {explained} of them with a step.",
            "{n} weak moments tagged in the four quarters since {since}; {explained} of them with a step.",
            found.tags,
            since=found.since,
            explained=found.explained,
        )
    ]
    pattern = found.pattern
    if pattern is not None and pattern.sure:
        notes.append(
            t(
                "“{step}” is named in {n} of {total}.",
                step=steps[pattern.step],
                n=pattern.named,
                total=pattern.tags,
            )
        )
    elif pattern is None and found.explained:
        notes.append(t("Too few to see a pattern."))
    unsaid = found.needs.loc[found.needs["need"] == Need.IMPLICIT.value, "tags"].sum()
    if unsaid:
        notes.append(
            locale.tn(
                "In {n} of them a need was missed that nobody had put into words.",
                "In {n} of them a need was missed that nobody had put into words.",
                int(unsaid),
            )
        )
    return locale.paragraph(notes)


def steps_told(locale: Locale, found: Diagnosis, steps: Names) -> str:
    """What the gaps of the steps say, and what they leave out."""
    t, frame = locale.t, found.steps
    notes = []
    if not found.paired:
        return t("This questionnaire asks for perception only, so steps have no gap.")
    step, below = _furthest(frame), _below(frame)
    if step is not None:
        notes.append(t("“{step}” falls furthest short.", step=steps[step]))
    elif len(below) > 1:
        notes.append(t("{n} steps are below expectations; which one most cannot be told yet.", n=len(below)))
    elif frame["gap"].notna().any() and not below:
        notes.append(t("No step is clearly below expectations."))
    unasked = [Step(s) for s in frame.loc[(frame["touchpoints"] + frame["left_out"]) == 0, "step"]]
    if unasked and len(unasked) < len(frame):
        notes.append(
            t(
                "No touchpoint asks about: {steps}.",
                steps=t(", ").join(locale.name(steps[s]) for s in unasked),
            )
        )
    left = int(frame["left_out"].sum())
    if left:
        notes.append(
            locale.tn(
                "{n} touchpoint with too few answers is left out.",
                "{n} touchpoints with too few answers are left out.",
                left,
            )
        )
    return locale.paragraph(notes)


def checks(locale: Locale, found: "tuple[SelfCheck, ...]") -> str:
    """How the last check of a team compares with the one before."""
    t = locale.t
    if not found:
        return ""
    if len(found) == 1:
        return t("First check. Do it again in two to four weeks to see what has moved.")
    before, last = found[-2].answers, found[-1].answers
    higher = sum(last[p] > before[p] for p in last)
    lower = sum(last[p] < before[p] for p in last)
    return t(
        "Compared with {date}: {higher} of five answered higher, {lower} lower, {same} the same. These are the "
        "team's own words, not a measurement.",
        date=locale.date(found[-2].at.astimezone().date()),
        higher=higher,
        lower=lower,
        same=len(last) - higher - lower,
    )
