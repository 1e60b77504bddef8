"""The diagnosis in a reader's language: rows for the charts and tables to take away."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mot.analysis.diagnosis import Diagnosis
from mot.charts.frames.gaps import VISUAL
from mot.charts.frames.names import two_lines
from mot.domain.moments import Principle
from mot.domain.self_check import Questions, SelfCheck
from mot.domain.survey import Name, Step
from mot.locale.moment_words import CAUSES, PRINCIPLES
from mot.locale.statuses import STATUS_WORDS
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

MOST_CHECKS = 8  # columns that a chart of checks has room for
Names = Mapping[Step, Name]


def steps(found: Diagnosis, names: Names, locale: Locale) -> pd.DataFrame:
    """One row per behaviour step: its gap and interval."""
    frame, digits = found.steps, found.unit.digits
    shown = frame["gap"].notna()
    return pd.DataFrame(
        {
            "label": [locale.name(names[Step(s)]) for s in frame["step"]],
            "order": np.arange(len(frame)),
            "change": frame["gap"],
            "lo": frame["lo"],
            "hi": frame["hi"],
            "change_text": [
                locale.signed(g, digits) if s else "" for g, s in zip(frame["gap"], shown, strict=True)
            ],
            "interval_text": [
                locale.interval(lo, hi, digits) if s else ""
                for lo, hi, s in zip(frame["lo"], frame["hi"], shown, strict=True)
            ],
            "n_text": [
                locale.t("{n} ratings at {count} touchpoints", n=int(n), count=int(k)) if s else ""
                for n, k, s in zip(frame["n"], frame["touchpoints"], shown, strict=True)
            ],
            "state": [_state(s) for s in frame["status"]],
            "status_text": [
                locale.t(STATUS_WORDS[s]) if k or left else locale.t("No touchpoint asks about this step")
                for s, k, left in zip(frame["status"], frame["touchpoints"], frame["left_out"], strict=True)
            ],
        }
    )


def steps_table(found: Diagnosis, names: Names, locale: Locale) -> pd.DataFrame:
    """The same to take away."""
    t, frame = locale.t, found.steps
    return pd.DataFrame(
        {
            t("Behaviour step"): [locale.name(names[Step(s)]) for s in frame["step"]],
            t("Ratings"): frame["n"].where(frame["gap"].notna()).astype("Int64"),
            t("Touchpoints"): frame["touchpoints"],
            t("Touchpoints left out"): frame["left_out"],
            t("Gap"): frame["gap"],
            t("Interval from"): frame["lo"],
            t("Interval to"): frame["hi"],
            t("Tags"): frame["tags"],
        }
    )


def where(found: Diagnosis, names: Names, points: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint and column: the gap, the four steps, a space, the five principles."""
    by_step = found.by_step.set_index(["touchpoint", "step"])["tags"].to_dict()
    by_point = found.by_point.set_index(["touchpoint", "principle"])["tags"].to_dict()
    digits = 1 if found.unit.scale is not None and found.unit.scale.width <= 10 else 0
    columns = [
        ("gap", "", locale.t("Gap")),
        *(("cell", step.value, locale.name(name)) for step, name in names.items()),
        ("none", "", ""),
        *(("cell", p.value, locale.t(PRINCIPLES[p])) for p in Principle),
    ]
    rows = []
    for row, told in enumerate(found.touchpoints.to_dict("records")):
        number, asked = int(told["touchpoint"]), str(told["step"])
        seen = not np.isnan(told["gap"])
        for place, (part, key, title) in enumerate(columns):
            is_step = part == "cell" and key in set(Step)
            tags = (by_step if is_step else by_point).get((number, key), 0) if part == "cell" else 0
            here = is_step and key == asked
            tells = seen and (part == "gap" or here)
            rows.append(
                {
                    "touchpoint": locale.name(points[number]),
                    "row_order": row,
                    "column_order": place,
                    "column": _lines(title),
                    "column_text": title if part == "cell" else "",
                    "part": part,
                    "state": _state(told["status"]),
                    "here": here,
                    "tags": int(tags),
                    "tags_text": locale.count(int(tags)) if tags else "",
                    "asked_text": locale.name(names[Step(asked)])
                    if part == "gap" and asked != Step.NONE
                    else "",
                    "gap_text": locale.signed(told["gap"], digits) if tells else "",
                    "interval_text": locale.interval(told["lo"], told["hi"], found.unit.digits)
                    if tells
                    else "",
                    "n_text": locale.count(int(told["n"])) if tells else "",
                    "status_text": locale.t(STATUS_WORDS[told["status"]]) if part == "gap" or here else "",
                }
            )
    return pd.DataFrame(rows)


def where_table(found: Diagnosis, names: Names, points: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint to take away: gap, step asked about, and tags per step and principle."""
    t, frame = locale.t, found.touchpoints
    seen = frame["gap"].notna()
    by_step = found.by_step.set_index(["touchpoint", "step"])["tags"].to_dict()
    by_point = found.by_point.set_index(["touchpoint", "principle"])["tags"].to_dict()
    numbers = [int(i) for i in frame["touchpoint"]]
    columns: dict[str, object] = {
        t("Touchpoint"): [locale.name(points[i]) for i in numbers],
        t("Step it is asked about"): [
            "" if s == Step.NONE else locale.name(names[Step(s)]) for s in frame["step"]
        ],
        "n": frame["n"].where(seen).astype("Int64"),
        t("Gap"): frame["gap"],
        t("Interval from"): frame["lo"],
        t("Interval to"): frame["hi"],
        t("Tags"): frame["tags"],
    }
    for step, name in names.items():
        columns[t("Tags: {name}", name=name)] = [by_step.get((i, step.value), 0) for i in numbers]
    for p in Principle:
        columns[t("Tags on the principle: {name}", name=t(PRINCIPLES[p]))] = [
            by_point.get((i, p.value), 0) for i in numbers
        ]
    return pd.DataFrame(columns)


def causes(found: Diagnosis, locale: Locale) -> pd.DataFrame:
    """One row per cause that is named, the most frequent first."""
    frame = found.causes
    return pd.DataFrame(
        {
            "label": [locale.t(CAUSES[c]) for c in frame["cause"]],
            "order": np.arange(len(frame)),
            "tags": frame["tags"],
            "tags_text": [locale.count(int(n)) for n in frame["tags"]],
        }
    )


def causes_table(found: Diagnosis, locale: Locale) -> pd.DataFrame:
    """The same to take away."""
    t, frame = locale.t, found.causes
    return pd.DataFrame({t("Cause"): [t(CAUSES[c]) for c in frame["cause"]], t("Tags"): frame["tags"]})


def checks(found: Sequence[SelfCheck], questions: Questions, locale: Locale) -> pd.DataFrame:
    """One row per principle and check, oldest check at the left; of many checks the last ones."""
    last = list(found)[-MOST_CHECKS:]
    return pd.DataFrame(
        [
            {
                "label": locale.t(PRINCIPLES[p]),
                "row_order": row,
                "column_order": place,
                "day": f"{one.at.astimezone():%m-%d}",
                "answer": one.answers[p],
                "answer_text": str(one.answers[p]),
                "word_text": locale.name(questions.answers[one.answers[p] - 1]),
                "day_text": locale.date(one.at.astimezone().date()),
                "note_text": one.note,
            }
            for row, p in enumerate(Principle)
            for place, one in enumerate(last)
        ]
    )


def checks_table(found: Sequence[SelfCheck], locale: Locale) -> pd.DataFrame:
    """All checks to take away, one row each."""
    t = locale.t
    columns: dict[str, object] = {t("Date"): [locale.date(one.at.astimezone().date()) for one in found]}
    for p in Principle:
        columns[t(PRINCIPLES[p])] = [one.answers[p] for one in found]
    columns[t("Note")] = [one.note for one in found]
    return pd.DataFrame(columns)


def _lines(title: str) -> str:
    """A column's name, in two lines where it can be broken.

    >>> _lines("Confirm action"), _lines("Commitment"), _lines("客户满意度"), _lines("承诺")
    ('Confirm|action', 'Commitment', '客户|满意度', '承诺')
    """
    if title.isascii():
        return two_lines(title) if " " in title else title
    return title if len(title) < 4 else f"{title[: len(title) // 2]}|{title[len(title) // 2 :]}"


def _state(status: str) -> str:
    return VISUAL.get(Status(status), "unclear")
