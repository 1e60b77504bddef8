"""Names that a person assigned become further spellings of what they stand for, in every questionnaire."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.survey import Branch, Label, Touchpoint
from mot.ingest.draft import Decisions
from mot.ingest.names import Directory, normal
from mot.ingest.privacy import find
from mot.storage import institution
from mot.storage.institution import Kind

SHORTEST = 2  # signs; what is shorter is found inside too many names
LEARNT = (Kind.BRANCH, Kind.TOUCHPOINT, Kind.CHANNEL, Kind.SEGMENT, Kind.FIGURE)


def learn(tx: sa.Connection, actor: Actor, decisions: Decisions) -> tuple[str, ...]:
    """Keep the names that were assigned to existing things as their aliases; the names that are new.

    Numbers are left out (1 is another branch in the next questionnaire), and so is what reads like a phone
    number or the like. A name that somebody has already stays theirs; of branches only those in scope learn.
    """
    there = institution.load(tx)
    things: dict[Kind, Sequence[Branch | Touchpoint | Label]] = {
        Kind.BRANCH: there.branches,
        Kind.TOUCHPOINT: there.touchpoints,
        Kind.CHANNEL: there.channels,
        Kind.SEGMENT: there.segments,
        Kind.FIGURE: there.figures,
    }
    spellings = {kind: set(Directory.of(known).spellings) for kind, known in things.items()}
    new: dict[tuple[Kind, str], list[str]] = defaultdict(list)
    for key, code in decisions.values.items():
        subject, _, name = key.partition(":")
        if subject in LEARNT and _tellable(name) and normal(name) not in spellings[Kind(subject)]:
            spellings[Kind(subject)].add(normal(name))
            new[Kind(subject), code].append(name)
    learnt: list[str] = []
    for (kind, code), names in new.items():
        thing = next((one for one in things[kind] if one.code == code), None)
        if isinstance(thing, Branch):
            if not actor.scope.allows(thing.id):
                continue
            institution.update_branch(tx, replace(thing, aliases=(*thing.aliases, *names)))
        elif isinstance(thing, Touchpoint):
            institution.update_touchpoint(tx, replace(thing, aliases=(*thing.aliases, *names)))
        elif thing is not None:
            institution.update_label(tx, kind, replace(thing, aliases=(*thing.aliases, *names)))
        learnt += names if thing is not None else []
    return tuple(learnt)


def _tellable(name: str) -> bool:
    plain = normal(name)
    return len(plain) >= SHORTEST and not plain.isdecimal() and not name.startswith("#") and not find(name)
