"""What was judged of an action when it was closed: kept as it was, and shown to each reader as far as they see."""

import dataclasses
import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from mot.analysis.units import Unit
from mot.domain.access import Actor
from mot.domain.improvements import Action

if TYPE_CHECKING:
    from mot.analysis.effects import Judged

# What whoever sees only some of the branches may read: nothing that tells how others stand.
_FOR_ALL = frozenset(
    {"stand", "verdict", "interim", "started", "paired", "unit", "effect", "lo", "hi", "controls", "expected"}
)
JUDGED = "judged"  # the stand of an action that has a verdict
_OF_OTHERS = ("compared_before", "compared_after")


def judged(
    engine: sa.Engine, actor: Actor, number: int, today: dt.date
) -> tuple[dict[str, Any] | None, tuple[int, ...]]:
    """What is to be kept of the verdict as of today, and the imports it counted; None when nothing is judged."""
    from mot.services import verdicts  # they ask for actions themselves

    found = verdicts.verdict(engine, actor, number, today)
    if found.stand != JUDGED:
        return None, ()
    return plain(found), tuple(found.batches)


def plain(found: "Judged") -> dict[str, Any]:
    """A verdict as texts, numbers, lists and None, by the names of its fields; without the imports.

    The unit tells besides its scale by what a number of the verdict is multiplied to be in POMP (`pomp`).
    """
    names = [field.name for field in dataclasses.fields(found) if field.name != "batches"]
    return {name: _plain(getattr(found, name)) for name in names}


def as_seen(actor: Actor, one: Action) -> Action:
    """The action with as much of its verdict as this reader may know."""
    if one.verdict is None or actor.scope.everything:
        return one
    plan = one.content.plan
    if not all(actor.scope.allows(b) for b in plan.branches):
        kept = {name: value for name, value in one.verdict.items() if name in _FOR_ALL}
        return dataclasses.replace(one, verdict={**kept, "whole": False, "controls_known": False})
    if all(actor.scope.allows(b) for b in plan.comparison or ()):
        return one
    hidden = dict.fromkeys(_OF_OTHERS)
    return dataclasses.replace(one, verdict={**one.verdict, **hidden, "controls_known": False})


def _plain(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        return {str(name): [_plain(x) for x in column.tolist()] for name, column in value.items()}
    if isinstance(value, Unit):
        scale = None if value.scale is None else value.scale.code
        pomp = 100 / (value.shown_high - value.shown_low)
        return {"scale": scale, "low": value.low, "high": value.high, "factor": value.factor, "pomp": pomp}
    if isinstance(value, list | tuple):
        return [_plain(x) for x in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "item"):  # a NumPy scalar
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
