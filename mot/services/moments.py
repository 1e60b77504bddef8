"""Tagging moments: the evidence is frozen with the tag, what a person says of it may change."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import sqlalchemy as sa

from mot.analysis import evidence as analysis
from mot.analysis import overview
from mot.analysis.lens import Lens
from mot.analysis.shelf import Shelf
from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.cube import View
from mot.domain.moments import (
    LONGEST_NOTE,
    Judgement,
    Kind,
    Moment,
    MomentChangedError,
    NoteTooLongError,
    Now,
    Origin,
    Suggestion,
    Visibility,
)
from mot.domain.survey import Name
from mot.services import freezing
from mot.services.books import open_books
from mot.storage import audit, links, people, settings
from mot.storage import moments as storage

_VEILED = Shelf(4096)


def tag(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    touchpoint: int,
    judgement: Judgement,
    *,
    branch: int | None = None,
    origin: Origin = Origin.TOUCHPOINT,
    said: str = "",
) -> Moment:
    """Tag a touchpoint of a view, or of one `branch` of it, and freeze what is known about it now.

    `said` is the comment, masked, that the tag comes from.

    Raises
    ------
    OutOfScopeError, NoteTooLongError
    """
    actor.require(Permission.TAG_MOMENTS)
    for wanted in (*view.branches, *(() if branch is None else (branch,))):
        actor.require_branch(wanted)
    _is_short(judgement)
    while True:
        books = open_books(engine, actor)
        with engine.begin() as tx:
            if settings.hold_version(tx) == books.version:  # else somebody imported meanwhile: look again
                new = freezing.freeze(
                    tx, actor, books, view, touchpoint, branch=branch, origin=origin, said=said
                )
                new = replace(new, judgement=judgement)
                number = storage.insert(tx, new)
                told = {"touchpoint": touchpoint, "evidence": new.evidence.digest if new.evidence else ""}
                audit.write(tx, actor.login, "moment_tagged", str(number), _plain(judgement) | told)
                return storage.get(tx, actor.scope, number)


def revise(engine: sa.Engine, actor: Actor, number: int, judgement: Judgement, *, version: int) -> Moment:
    """Say something else of a tagged moment; its evidence stays.

    Raises
    ------
    MomentNotFoundError, OutOfScopeError, NoteTooLongError
    MomentChangedError
        When it is no longer at `version`; `theirs` is the tag as it is now.
    """
    _is_short(judgement)
    return _change(engine, actor, number, version, "moment_revised", storage.judged(judgement))


def withdraw(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Moment:
    """Take a tag off the lists; it can be restored.

    Raises
    ------
    MomentNotFoundError, OutOfScopeError, MomentChangedError
    """
    return _change(engine, actor, number, version, "moment_withdrawn", {"withdrawn": True})


def restore(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Moment:
    """Put a withdrawn tag back.

    Raises
    ------
    MomentNotFoundError, OutOfScopeError, MomentChangedError
    """
    return _change(engine, actor, number, version, "moment_restored", {"withdrawn": False})


def moments(engine: sa.Engine, actor: Actor, *, withdrawn: bool = False) -> tuple[Moment, ...]:
    """The tags that the actor may read, newest first; those withdrawn instead where asked for."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = storage.listed(tx, actor.scope, withdrawn=withdrawn)
    return _veiled(engine, actor, *found)


def moment(engine: sa.Engine, actor: Actor, number: int) -> Moment:
    """One tag, withdrawn or not.

    Raises
    ------
    MomentNotFoundError
    """
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = storage.get(tx, actor.scope, number)
    return _veiled(engine, actor, found)[0]


def now(engine: sa.Engine, actor: Actor, number: int) -> Now:
    """The question of a tag asked of today's books.

    Raises
    ------
    MomentNotFoundError
    OutOfScopeError
        When the actor may read the words of the tag alone.
    """
    found = moment(engine, actor, number)
    if found.evidence is None:
        raise OutOfScopeError(name=actor.name)
    return nows(engine, actor, (found,))[number]


def nows(engine: sa.Engine, actor: Actor, found: Sequence[Moment]) -> dict[int, Now]:
    """The same for several tags; those whose evidence the actor may not see are left out."""
    actor.require(Permission.VIEW_RESULTS)
    whole = {one.id: one for one in found if one.evidence is not None}
    with engine.connect() as tx:
        undone = storage.undone_behind(tx, whole)
        taken = links.replacements(tx, {b for some in undone.values() for b in some})
    books = open_books(engine, actor)
    return {
        number: analysis.now(books, one, one.evidence, undone=undone.get(number, ()), taken=taken)
        for number, one in whole.items()
        if one.evidence is not None
    }


def suggestions(
    engine: sa.Engine, actor: Actor, view: View, known: Sequence[Moment] | None = None
) -> tuple[Suggestion, ...]:
    """Weak moments and delights of a view that nobody has tagged yet, the widest gap first.

    `known` are the tags of `moments`, where they are at hand.
    """
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    branches = frozenset(analysis.whole_view(books, view).branches)
    tagged = {
        one.touchpoint
        for one in (moments(engine, actor) if known is None else known)
        if one.evidence is not None and one.evidence.quarter == view.quarter.code and one.branches == branches
    }
    return analysis.suggestions(overview.table(books, view, view.quarter), tagged)


def practices(engine: sa.Engine, actor: Actor, touchpoint: int | None = None) -> tuple[Moment, ...]:
    """Delights of others that are offered to copy, newest first."""
    return tuple(
        one
        for one in moments(engine, actor)
        if one.judgement.kind is Kind.DELIGHT
        and one.judgement.visibility is not Visibility.BRANCH
        and one.created_by != actor.login
        and touchpoint in (None, one.touchpoint)
    )


def places_of(engine: sa.Engine, actor: Actor, found: Sequence[Moment]) -> dict[int, Name]:
    """Names of the branches that tags about one branch are about: a tag that may be read names its branch."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        return storage.places(tx, {one.branch for one in found if one.branch is not None})


def names_of(engine: sa.Engine, actor: Actor) -> dict[str, str]:
    """Names of the people behind logins, for the tags and actions they wrote."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        return {one.login: one.name for one in people.everyone(tx, active=None)}


def _change(
    engine: sa.Engine, actor: Actor, number: int, version: int, event: str, values: dict[str, Any]
) -> Moment:
    actor.require(Permission.TAG_MOMENTS)
    at = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        before = storage.get(tx, actor.scope, number)
        if before.evidence is None:
            raise OutOfScopeError(name=actor.name)
        if not storage.change(tx, number, version=version, by=actor.login, at=at, values=values):
            theirs = storage.get(tx, actor.scope, number)
            who = people.get(tx, theirs.updated_by)
            name = who.name if who else theirs.updated_by
            raise MomentChangedError(name=name, time=theirs.updated_at, theirs=theirs)
        audit.write(tx, actor.login, event, str(number), {"before": _plain(before.judgement)}, at=at)
        changed = storage.get(tx, actor.scope, number)
    return _veiled(engine, actor, changed)[0]


def _veiled(engine: sa.Engine, actor: Actor, *found: Moment) -> tuple[Moment, ...]:
    """The tags without numbers of then that are kept back today."""
    books = open_books(engine, actor)
    place = (str(engine.url), books.version, actor.scope)
    lenses: dict[View, Lens] = {}
    return tuple(
        one
        if one.evidence is None
        else replace(
            one,
            evidence=_VEILED.get(
                (*place, one.id, one.evidence.digest),
                partial(analysis.veiled, books, one, one.evidence, lenses),
            ),
        )
        for one in found
    )


def _is_short(judgement: Judgement) -> None:
    if len(judgement.note) > LONGEST_NOTE:
        raise NoteTooLongError(count=len(judgement.note), most=LONGEST_NOTE)


def _plain(judgement: Judgement) -> dict[str, Any]:
    """A judgement for the audit."""
    return storage.judged(judgement)
