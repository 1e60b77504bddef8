"""Which action a row is about: the one of its number, or of the same title at the same branch."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from mot.domain import action_fields
from mot.domain.issues import Issue, Severity
from mot.ingest.draft import Decisions
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.draft import Known
from mot.ingest.ledger.names import place_of
from mot.ingest.ledger.values import Given
from mot.ingest.names import normal

_NUMBER = re.compile(r"(?:A-)?0*(\d{1,9})", re.I)
NEW, LEAVE = "new", "-"
TITLES = 30  # characters of a title in a sentence


@dataclass(frozen=True, slots=True)
class Found:
    """The action of a row, None for a new one; or what has to be decided first.

    `left` says that it is left out, `repeated` that an earlier row has its number.
    """

    known: Known | None = None
    issue: Issue | None = None
    left: bool = False
    repeated: bool = False


def find(row: Given, known: Mapping[int, Known], taken: Set[int], decisions: Decisions) -> Found:
    """The action that a row is about.

    A number counts in the product's own ledger alone; where neither title nor place agree with it, a person is
    asked. Of several actions with the same title at the same branch, the one that agrees most is taken.
    """
    told = _number(row)
    if told in taken:
        return Found(repeated=True)
    free = {n: one for n, one in known.items() if n not in taken}
    if told in free:
        one = free[told]
        if _agrees(row.fields, one):
            return Found(one)
        return _asked(row, "ledger_number", [one], decisions)
    alike = [one for one in free.values() if _same(row.fields, one)]
    if len(alike) < 2:
        return Found(alike[0] if alike else None)
    scores = [_likeness(row.fields, one) for one in alike]
    best = [one for one, score in zip(alike, scores, strict=True) if score == max(scores)]
    return Found(best[0]) if len(best) == 1 else _asked(row, "ledger_several", best, decisions)


def _number(row: Given) -> int | None:
    if not row.line.listing.own or Part.NUMBER not in row.line.cells:
        return None
    told = _NUMBER.fullmatch(row.line.text(Part.NUMBER))
    return int(told[1]) if told else None


def _asked(row: Given, code: str, choices: Sequence[Known], decisions: Decisions) -> Found:
    """What a person said of a row that could be about several actions, or a question."""
    key = f"action:{row.line.sheet}!{row.line.row}"
    said = decisions.values.get(key, "")
    by_code = {str(one.action.id): one for one in choices}
    options = (*by_code, NEW, LEAVE)
    settled = said in options
    title = choices[0].action.content.title
    issue = Issue(
        code,
        Severity.DECIDE if settled else Severity.BLOCKING,
        place_of([row.line], Part.NUMBER if code == "ledger_number" else Part.TITLE),
        {"row": str(row.line.row), "number": ", ".join(by_code), "title": title[:TITLES]},
        1,
        key,
        options,
        said if settled else "",
    )
    return Found(by_code.get(said), issue, left=said == LEAVE)


def _same(fields: Mapping[str, Any], one: Known) -> bool:
    content = one.action.content
    return normal(content.title) == normal(fields["title"]) and bool(
        content.plan.branches & set(fields["branches"])
    )


def _agrees(fields: Mapping[str, Any], one: Known) -> bool:
    """Whether title or place of a row agree with the action of its number."""
    plan = one.action.content.plan
    place = fields["touchpoint"] == plan.touchpoint and plan.branches & set(fields["branches"])
    return normal(one.action.content.title) == normal(fields["title"]) or bool(place)


def _likeness(fields: Mapping[str, Any], one: Known) -> int:
    """How many of the fields that a row gives say what the action says; the branches weigh most."""
    there = action_fields.plain(one.action.content)
    return sum((10 if name == "branches" else 1) * (there[name] == value) for name, value in fields.items())
