"""The numbers of a review that mean the same in every language: for comparing snapshots and for judging words."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.comparing import Comparison, overall
from mot.analysis.diagnosis import Diagnosis
from mot.analysis.drivers import Drivers
from mot.analysis.heat import SHOWN
from mot.analysis.outcomes import Outcome
from mot.analysis.overview import Moved, Overview
from mot.domain.reviews import Fact
from mot.reports.slides import work
from mot.reports.slides.asked import Asked, plain
from mot.reports.slides.resting import within
from mot.reports.slides.results import reported
from mot.services import branches, comparison, diagnosis, drivers, outcomes, overview

Row = dict[str, Any]
NOT_ASKED_ALIKE = "reworded"  # status of a change that cannot be told, for the question was another one


def facts(asked: Asked) -> tuple[Fact, ...]:
    """Every fact of a review, by section, subject and measure; hidden values are None, and so is their n."""
    return (
        *_overall(asked),
        *_touchpoints(asked),
        *_quarters(asked),
        *_importance(asked),
        *_branches(asked),
        *_steps(asked),
        *_moments(asked),
        *_effects(asked),
    )


def _overall(asked: Asked) -> Iterator[Fact]:
    found: Overview = asked.ask(overview.overview, asked.view)
    for measure, frame in (("gap", found.gaps), ("perception", found.perceptions)):
        yield _fact("summary", "overall", measure, _last(frame), "mean")
    yield Fact("summary", "overall", "answers", float(found.responses[-1]))
    yield Fact("summary", "overall", "weak", _number(found.weak[-1]))
    gap, perception = overall(found, asked.earlier, asked.books.thresholds)
    yield _change("summary", "overall", gap if found.now.paired else perception)


def _quarters(asked: Asked) -> Iterator[Fact]:
    """The quarters behind the review's own, and its outcome figures."""
    found: Overview = asked.ask(overview.overview, asked.view)
    for at, quarter in enumerate(found.quarters[:-1]):
        if not found.responses[at]:
            continue
        yield Fact("trends", f"quarter:{quarter.code}", "answers", float(found.responses[at]))
        for measure, frame in (("gap", found.gaps), ("perception", found.perceptions)):
            yield _fact("trends", f"quarter:{quarter.code}", measure, _last(frame, at), "mean")
    told: tuple[Outcome, ...] = asked.ask(outcomes.outcomes, asked.view)
    for one in told:
        yield _fact("trends", f"outcome:{one.code}", "score", _last(one.frame), "value")


def _change(section: str, subject: str, moved: Moved) -> Fact:
    value = _number(moved.change)
    status = "" if value is None else ("up" if value > 0 else "down") if moved.clear else "unclear"
    return Fact(section, subject, "change", value, _number(moved.lo), _number(moved.hi), None, status)


def _touchpoints(asked: Asked) -> Iterator[Fact]:
    found: Comparison = asked.ask(comparison.comparison, asked.view, asked.earlier)
    moved = {int(row["touchpoint"]): row for row in _rows(found.moves)}
    before = set(found.before.frame.loc[found.before.frame["gap"].notna(), "touchpoint"])
    for row in _rows(found.now.frame):
        number = int(row["touchpoint"])
        subject = f"touchpoint:{number}"
        if found.now.paired:
            yield _fact("gaps", subject, "gap", row, "gap", status=str(row["status"]))
            yield _level(subject, "expectation", row)
        if found.now.paired and row["n"]:
            yield _level(subject, "perception", row)
        else:
            rated = row | {"n": row["n_p"]}
            yield _fact("gaps", subject, "perception", rated, "perception", status=str(row["status"]))
        if number in moved:
            change = moved[number]
            status = ("up" if change["change"] > 0 else "down") if change["clear"] else "unclear"
            yield _fact("gaps", subject, "change", change, "change", status=status)
        elif _number(row["gap"]) is not None and row["touchpoint"] in before:
            yield Fact("gaps", subject, "change", None, status=NOT_ASKED_ALIKE)


def _level(subject: str, measure: str, row: Row) -> Fact:
    """A mean of the people behind a gap; its interval is that of the gap."""
    shown = _number(row[measure])
    return Fact("gaps", subject, measure, shown, n=None if shown is None else _whole(row["n"]))


def _importance(asked: Asked) -> Iterator[Fact]:
    found: Drivers = asked.ask(drivers.drivers, asked.view)
    for row in _rows(found.frame):
        shown = _number(row["importance"])
        quadrant = row["quadrant"] if isinstance(row["quadrant"], str) else ""
        yield Fact(
            "priorities", f"touchpoint:{int(row['touchpoint'])}", "importance", shown,
            _number(row["importance_lo"]), _number(row["importance_hi"]),
            None if shown is None else _whole(row["n_pairs"]), "" if shown is None else quadrant,
        )  # fmt: skip


def _branches(asked: Asked) -> Iterator[Fact]:
    """Each branch by itself, and drawn towards the others; of the branches in view alone."""
    own = within(asked)
    found: Branches = own.ask(branches.branches, own.view)
    for row in _rows(found.frame[found.frame["selected"]]):
        subject, seen = f"branch:{int(row['branch'])}", row["why_hidden"] == SHOWN
        yield Fact("branches", subject, "answers", _number(row["n"]) if seen else None)
        yield _fact("branches", subject, "gap" if found.signed else "perception", row, "value")
        fair = row | {"lo": row["fair_lo"], "hi": row["fair_hi"]}
        yield _fact("branches", subject, "score", fair, "fair", status=str(row["signal"] or row["status"]))


def _steps(asked: Asked) -> Iterator[Fact]:
    found: Diagnosis = asked.ask(diagnosis.diagnosis, asked.view)
    for row in _rows(found.steps):
        if row["touchpoints"]:
            yield _fact("diagnosis", f"step:{row['step']}", "gap", row, "gap", status=str(row["status"]))


def _moments(asked: Asked) -> Iterator[Fact]:
    for one in work.tags(asked):
        if one.evidence is None:
            continue
        told: dict[str, Any] = dict(one.evidence.numbers)
        measure = "perception" if told["gap"] is None and told["perception"] is not None else "gap"
        yield _fact("moments", f"moment:{one.id}", measure, told, measure, status=str(told["status"]))


def _effects(asked: Asked) -> Iterator[Fact]:
    for one, judged in reported(asked):
        whole = work.whole(asked, one)
        seen = judged.told and whole
        yield Fact(
            "results", f"action:{one.id}", "effect",
            _number(judged.effect) if seen else None,
            _number(judged.lo) if seen else None,
            _number(judged.hi) if seen else None,
            judged.n_after if seen else None,
            str(judged.verdict),
        )  # fmt: skip


def _fact(section: str, subject: str, measure: str, row: Row, value: str, *, status: str = "") -> Fact:
    """The fact of a row with columns lo, hi and n; where the value is hidden all of them are None."""
    shown = _number(row[value])
    if shown is None:
        return Fact(section, subject, measure, None, status=status)
    return Fact(
        section, subject, measure, shown, _number(row["lo"]), _number(row["hi"]), _whole(row["n"]), status
    )


def _rows(frame: pd.DataFrame) -> list[Row]:
    found: list[Row] = frame.to_dict("records")
    return found


def _last(frame: pd.DataFrame, at: int = -1) -> Row:
    """The row at a place, the last one unless told."""
    return dict(frame.iloc[at])


def _whole(value: object) -> int | None:
    found = _number(value)
    return None if found is None else int(found)


def _number(value: object) -> float | None:
    (found,) = plain([value])
    return float(found) if isinstance(found, (int, float)) else None
