"""What was judged of an action when it was closed: kept as it was, and shown to each reader as far as they see.

Who sees only a part of the branches reads the verdict, and its effect where no small group can be told from it:
by the rules that hold for a verdict of today, applied to the answers that were counted then.
"""

import dataclasses
import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from mot.analysis.answered import answered
from mot.analysis.before_after import LEAST_OUTSIDE
from mot.analysis.spans import spans
from mot.analysis.units import Unit
from mot.domain.access import Actor, Scope
from mot.domain.improvements import Action, Plan
from mot.services.books import open_books

if TYPE_CHECKING:
    from mot.analysis.judged import Judged

JUDGED = "judged"  # the stand of an action that has a verdict
_GROUNDS = "grounds"  # which branches the verdict rests on; told to nobody
_FOR_ALL = frozenset(
    {"stand", "verdict", "interim", "started", "paired", "unit", "effect", "lo", "hi", "controls", "expected"}
)
_EFFECT = ("effect", "lo", "hi")
_OF_OTHERS = ("compared_before", "compared_after")


def judged(
    engine: sa.Engine, actor: Actor, number: int, plan: Plan, today: dt.date
) -> tuple[dict[str, Any] | None, tuple[int, ...]]:
    """What is to be kept of the verdict as of today, and the imports it counted; None when nothing is judged."""
    from mot.services import verdicts  # they ask for actions themselves

    found = verdicts.verdict(engine, actor, number, today)
    if found.stand != JUDGED:
        return None, ()
    return {**plain(found), _GROUNDS: _grounds(engine, actor, plan)}, tuple(found.batches)


def plain(found: "Judged") -> dict[str, Any]:
    """A verdict as texts, numbers, lists and None, by the names of its fields; without the imports.

    The unit tells besides its scale by what a number of the verdict is multiplied to be in POMP (`pomp`).
    """
    names = [field.name for field in dataclasses.fields(found) if field.name != "batches"]
    return {name: _plain(getattr(found, name)) for name in names}


def as_seen(actor: Actor, one: Action) -> Action:
    """The action with as much of its verdict as this reader may know."""
    if one.verdict is None:
        return one
    kept = dict(one.verdict)
    grounds = kept.pop(_GROUNDS, None)
    seen, plan = actor.scope, one.content.plan
    beyond = {b for b in plan.comparison or () if not seen.allows(b)}
    unseen = [b for b in plan.branches if not seen.allows(b)]
    if unseen:
        kept = {name: value for name, value in kept.items() if name in _FOR_ALL} | {"whole": False}
    if beyond:
        kept |= {**dict.fromkeys(_OF_OTHERS), "controls_known": False}
    if (unseen or beyond) and (grounds is None or _tells(grounds, unseen, beyond, grounds["least"])):
        kept |= dict.fromkeys((*_EFFECT, *(() if unseen else ("expected_bounce",))))
    return dataclasses.replace(one, verdict=kept)


def _grounds(engine: sa.Engine, actor: Actor, plan: Plan) -> dict[str, Any]:
    """Comparison branches with answers in both windows; of the others their gaps and ratings in each window."""
    network, when = open_books(engine, dataclasses.replace(actor, scope=Scope())), spans(plan)
    found = answered(network, plan.touchpoint)
    counts = [kind[0].sum(axis=0) for window in (when.before, when.after) for kind in found.within(window)]
    both = found.at(plan.comparison or frozenset()) & (counts[1] > 0) & (counts[3] > 0)
    done = found.at(plan.branches)
    return {
        "least": network.thresholds.n_suppress,
        "compared": found.branches[both].tolist(),
        "done": {
            str(b): [int(n[i]) for n in counts] for i, b in enumerate(found.branches.tolist()) if done[i]
        },
    }


def _tells(grounds: dict[str, Any], unseen: list[int], beyond: set[int], least: int) -> bool:
    """Whether the effect would tell of a few branches or of a few answers that the reader does not see."""
    if 0 < len(beyond.intersection(grounds["compared"])) < LEAST_OUTSIDE:
        return True
    parts = [grounds["done"][str(b)] for b in unseen if str(b) in grounds["done"]]
    return any(0 < sum(column) < least for column in zip(*parts, strict=True))


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
