"""What the people of the demonstration bank made of its feedback: tags and actions, through the usual doors.

Their evidence and verdicts come out of the feedback; only the days on which things happened are put back.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.improvements import Again, Content, Learning, Lever, Plan, Stage
from mot.domain.moments import Cause, Judgement, Kind, Need, Origin, Principle, Visibility
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Step
from mot.services import action_parts, actions, moments, self_checks
from mot.storage import institution, settings, work_of_demonstration
from mot.storage.work_of_demonstration import LOADED

FILE = "work.toml"
_NOON = dt.time(12, tzinfo=dt.UTC)


def load(engine: sa.Engine, actor: Actor, folder: Path) -> int:
    """Tag the moments and plan the actions described in the folder; how many came in.

    What is there already stays, so that an interrupted first start goes on where it stopped.
    """
    actor.require(Permission.EDIT_INSTITUTION)
    described = folder / FILE
    if not described.is_file():
        return 0
    told = tomllib.loads(described.read_text("utf-8"))
    with engine.connect() as tx:
        there = institution.load(tx)
    came = 0
    for row in told["moments"]:
        if _begin(engine, f"moment {row['key']}"):
            number = _tag(engine, actor, there, row)
            came += 1
            _keep(engine, f"moment {row['key']}", number)
    for row in told["actions"]:
        if _begin(engine, f"action {row['title']}"):
            _act(engine, actor, there, row)
            came += 1
    return came


def _begin(engine: sa.Engine, key: str) -> bool:
    """Whether this is still to be done; it is this process's from now on."""
    with engine.begin() as tx:
        settings.hold_version(tx)
        done = settings.get(tx, LOADED, {})
        if key in done:
            return False
        settings.put(tx, LOADED, done | {key: 0})
    return True


def _keep(engine: sa.Engine, key: str, number: int) -> None:
    with engine.begin() as tx:
        settings.hold_version(tx)
        settings.put(tx, LOADED, settings.get(tx, LOADED, {}) | {key: number})


def _tag(engine: sa.Engine, actor: Actor, there: Institution, row: Mapping[str, Any]) -> int:
    quarter = Quarter(int(row["quarter"][:4]), int(row["quarter"][-1]))
    branch = _branch(there, row["branch"]) if "branch" in row else None
    judgement = Judgement(
        kind=Kind(row["kind"]),
        causes=tuple(Cause(one) for one in row.get("causes", ())),
        steps=tuple(Step(one) for one in row.get("steps", ())),
        principles=tuple(Principle(one) for one in row.get("principles", ())),
        need=Need(row["need"]) if "need" in row else None,
        note=row.get("note", ""),
        visibility=Visibility(row["visibility"]),
    )
    origin = Origin.TOUCHPOINT if branch is None else Origin.CELL
    point = _touchpoint(there, row["touchpoint"])
    made = moments.tag(engine, actor, View(quarter), point, judgement, branch=branch, origin=origin)
    for check in row.get("checks", ()):
        answers = {Principle(one): said for one, said in check["answers"].items()}
        at = _noon(dt.date.fromisoformat(check["day"]))
        self_checks.answer(engine, actor, made.id, answers, check["note"], at=at)
    with engine.begin() as tx:
        work_of_demonstration.date_moment(tx, made.id, _noon(quarter.last_day + dt.timedelta(days=9)))
    return made.id


def _act(engine: sa.Engine, actor: Actor, there: Institution, row: Mapping[str, Any]) -> None:
    with engine.connect() as tx:
        tags = settings.get(tx, LOADED, {})
    start = dt.date.fromisoformat(row["start"])
    before = start - dt.timedelta(days=14)
    content = _content(there, row)
    found = [number for key in row.get("moments", ()) if (number := tags.get(f"moment {key}"))]
    begun = replace(content, stage=Stage.PLANNED, learning=None, trained=None)
    made = actions.create(engine, actor, begun, moments=found, today=before)
    number = made.id
    for text, done in row.get("tasks", ()):
        task = action_parts.add_task(engine, actor, number, text)
        if done:
            action_parts.set_task(engine, actor, number, task.id, done=True)
    for text in row.get("remarks", ()):
        action_parts.remark(engine, actor, number, text)
    last = before
    if content.stage is not Stage.PLANNED:
        kept = actions.action(engine, actor, number)
        wanted = replace(
            kept.content, stage=content.stage, learning=content.learning, trained=content.trained
        )
        last = {Stage.UNDER_WAY: start, Stage.REMEASURE: content.due or start}.get(
            content.stage, content.plan.evaluate + dt.timedelta(days=8)
        )
        actions.change(engine, actor, number, wanted, version=kept.version, today=last)
    with engine.begin() as tx:
        closed = content.stage in (Stage.CLOSED, Stage.DROPPED)
        work_of_demonstration.date_action(tx, number, _noon(before), _noon(last), closed=closed)


def _content(there: Institution, row: Mapping[str, Any]) -> Content:
    codes = [b.code for b in there.branches] if row["branches"] == "all" else row["branches"]
    plan = Plan(
        touchpoint=_touchpoint(there, row["touchpoint"]),
        branches=frozenset(_branch(there, code) for code in codes),
        start=dt.date.fromisoformat(row["start"]),
        evaluate=dt.date.fromisoformat(row["evaluate"]),
        window=row["window"],
        target=row.get("target"),
    )
    learnt = Learning(row["worked"], Again(row["again"])) if "worked" in row else None
    return Content(
        title=row["title"],
        plan=plan,
        description=row.get("description", ""),
        lever=Lever(row["lever"]),
        owner_name=row["owner_name"],
        due=dt.date.fromisoformat(row["due"]) if "due" in row else None,
        stage=Stage(row["stage"]),
        audience=row.get("audience", ""),
        trained=dt.date.fromisoformat(row["trained"]) if "trained" in row else None,
        learning=learnt,
    )


def _touchpoint(there: Institution, code: str) -> int:
    return next(t.id for t in there.touchpoints if t.code == code)


def _branch(there: Institution, code: str) -> int:
    return next(b.id for b in there.branches if b.code == code)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NOON)
