"""A row beside the action that it is about: what it changes, what others changed meanwhile, what is fixed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mot.domain import action_fields
from mot.ingest.ledger.draft import Known

PLAN = frozenset(action_fields.OF_PLAN)


@dataclass(frozen=True, slots=True)
class Compared:
    """The fields as they would be; which of them the row changes, which two people changed, which are fixed."""

    fields: dict[str, Any]
    changed: tuple[str, ...]
    conflicts: tuple[str, ...]
    fixed: tuple[str, ...]


def compared(
    known: Known, given: Mapping[str, Any], base: Mapping[str, Any] | None, *, mine: bool, today: dt.date
) -> Compared:
    """Put what a row gives into an action.

    `base` is the action when the product wrote the ledger: a field that the row leaves as it was then is not the
    row's to change, whatever became of it since. Where both changed, the action stays unless `mine`. From its start
    on the plan stays.
    """
    there = action_fields.plain(known.action.content)
    fields, changed, conflicts, fixed = dict(there), [], [], []
    begun = known.action.content.plan.start <= today
    for name, value in given.items():
        now = there[name]
        if _same(name, value, now, known) or (base is not None and _same(name, value, base[name], known)):
            continue
        if base is not None and not _same(name, base[name], now, known):
            conflicts.append(name)
            if not mine:
                continue
        if name in PLAN and begun:
            fixed.append(name)
            continue
        fields[name] = value
        changed.append(name)
    return Compared(fields, tuple(changed), tuple(conflicts), tuple(fixed))


def _same(name: str, one: Any, other: Any, known: Known) -> bool:
    """Whether two values say the same; of branches, as far as the reader sees them."""
    if name == "branches":
        return set(one) == set(other) or (known.hidden > 0 and set(one) <= set(other))
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9
    return bool(one == other)


def _plain(text: str) -> str:
    """A text as it comes back from a workbook: one kind of line ends, nothing around."""
    return "\n".join(
        line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    )
