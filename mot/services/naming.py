"""What a file speaks of becomes ids: found by code or name, created where it is new.

An outcome figure that is usual in the industry is created with its pack's code and names.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Actor, OutOfScopeError
from mot.domain.batches import DraftOutdatedError
from mot.domain.packs import known_figures
from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Touchpoint
from mot.ingest.draft import Reference
from mot.ingest.layouts.servqual import dimensions_of
from mot.storage import institution
from mot.storage.institution import Kind


def ids(
    tx: sa.Connection,
    actor: Actor,
    kind: Kind,
    references: Iterable[Reference],
    there: Institution | None = None,
) -> np.ndarray:
    """The database ids of what the draft speaks of, creating what does not exist yet.

    `there` is the institution, when nothing of this kind was added since it was loaded in this transaction.

    Raises
    ------
    OutOfScopeError
    DraftOutdatedError
        When something that was there at the preview is gone.
    """
    everything = institution.load(tx) if there is None else there
    known = _all(everything, kind)
    usual = {label.code: label for label in known_figures(everything)} if kind is Kind.FIGURE else {}
    by_code = {item.code: item.id for item in known}
    by_name = {spelling: item.id for item in known for spelling in (item.name.zh, item.name.en) if spelling}
    wanted = tuple(references)
    told = dimensions_of(r.name for r in wanted if not r.code) if kind is Kind.TOUCHPOINT else {}
    found = []
    for reference in wanted:
        if reference.code and reference.code not in by_code and reference.code not in usual:
            raise DraftOutdatedError
        number = by_code.get(reference.code) or by_name.get(reference.name)
        if number is None and reference.code:
            label = usual[reference.code]
            number = institution.add_label(tx, kind, label.name, code=label.code, aliases=label.aliases)
        if number is None:
            number = _create(tx, actor, kind, reference, told.get(reference.name, Dimension.NONE))
        if kind is Kind.BRANCH:
            actor.require_branch(number)
        found.append(number)
    return np.array(found, dtype=np.int64)


def _create(tx: sa.Connection, actor: Actor, kind: Kind, reference: Reference, dimension: Dimension) -> int:
    name = Name(reference.name, reference.name if reference.name.isascii() else "")
    if kind is Kind.BRANCH:
        if not actor.scope.everything:
            raise OutOfScopeError(name=actor.name)
        return institution.add_branch(tx, name)
    if kind is Kind.TOUCHPOINT:
        return institution.add_touchpoint(tx, name, dimension=dimension)
    return institution.add_label(tx, kind, name)


def _all(there: Institution, kind: Kind) -> Sequence[Branch | Touchpoint | Label]:
    if kind is Kind.BRANCH:
        return [b for b in there.branches if b.active]
    if kind is Kind.TOUCHPOINT:
        return there.touchpoints
    return {Kind.CHANNEL: there.channels, Kind.SEGMENT: there.segments, Kind.FIGURE: there.figures}[kind]
