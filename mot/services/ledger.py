"""A ledger of actions (台账) comes in: previewed, decided, committed as a whole, and taken back as a whole.

Nobody's change is overwritten: an action that somebody changed since the preview is left as it is and named.
"""

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_, MotError
from mot.domain.improvements import Action, Content
from mot.domain.progress import Progress, Stage, unheard
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.ledger.draft import Fate, Known, LedgerDraft
from mot.ingest.ledger.reading import Ground, read_ledger
from mot.ingest.names import normal
from mot.ingest.workbook import read_workbook
from mot.services import actions as service
from mot.services import ledger_writing as writing
from mot.services.limits import limits
from mot.storage import actions as stored
from mot.storage import audit, institution, settings

NO_DECISIONS = Decisions()
Versions = tuple[tuple[int, int], ...]  # numbers of actions, each with the version that was made


class LedgerNotReadyError(MotError):
    """Something has to be decided first, or there is nothing to do."""

    message = N_("This ledger cannot be taken over yet: {count} points need your decision.")


class NothingNewError(MotError):
    """No row makes or changes an action."""

    message = N_("Nothing in this ledger is new: there is no action to be made or changed.")


@dataclass(frozen=True, slots=True)
class LedgerDone:
    """What a ledger did: the actions that were made and changed, each with its version.

    `unchanged` and `left_out` count rows. `overtaken` are the rows (sheet, row in Excel) whose action somebody
    changed, or made, after the preview: nothing was done about them.
    """

    created: Versions
    changed: Versions
    unchanged: int
    left_out: int
    overtaken: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerUndone:
    """What taking a ledger back did: actions that were dropped again, those that say again what they said, and
    those that somebody worked on since, which were left as they are."""

    dropped: tuple[int, ...]
    restored: tuple[int, ...]
    kept: tuple[int, ...]


def preview(
    engine: sa.Engine,
    actor: Actor,
    source: SourceFile,
    decisions: Decisions = NO_DECISIONS,
    *,
    today: dt.date | None = None,
    progress: Progress = unheard,
) -> LedgerDraft:
    """What a ledger would become. Nothing is stored.

    Raises
    ------
    MotError
        Of `mot.ingest.workbook`, `NoLedgerError` or `LedgerTooLongError`, when nothing can be made of the file.
    """
    actor.require(Permission.MANAGE_ACTIONS)
    encoding = decisions.answers.get("encoding", "")
    progress(Stage.READ, 0.0)
    book = read_workbook(
        source, limits=limits(), encoding=encoding, waiting=lambda: progress(Stage.READ, 0.0)
    )
    progress(Stage.UNDERSTAND, 0.5)
    people = service.people_to_own(engine, actor)
    with engine.connect() as tx:
        place = institution.load(tx)
        mine = tuple(branch for branch in place.branches if actor.scope.allows(branch.id))
        found = stored.every(tx, actor.scope)
        ground = Ground(
            replace(place, branches=mine),
            tuple(Known(one, service.may_change(actor, one), _hidden(actor, one)) for one in found),
            people,
            lambda number, version: writing.earlier(tx, actor, number, version),
            today or dt.date.today(),
            actor.scope.everything,
        )
        return read_ledger(source, book, ground, decisions)


def commit(
    engine: sa.Engine, actor: Actor, draft: LedgerDraft, *, today: dt.date | None = None
) -> LedgerDone:
    """Make and change the actions of a ledger, all or nothing, by the rules of `mot.services.actions`.

    Raises
    ------
    LedgerNotReadyError, NothingNewError
    OutOfScopeError, PlanFixedError, UnknownOwnerError and other errors of those rules
        When one of them came to forbid a row since the preview; nothing is done then.
    """
    actor.require(Permission.MANAGE_ACTIONS)
    if draft.open:
        raise LedgerNotReadyError(count=draft.open)
    if not draft.ready:
        raise NothingNewError
    now, day = dt.datetime.now(dt.UTC), today or dt.date.today()
    states = writing.closing(engine, actor, draft.rows, now, day)
    created: list[tuple[int, int]] = []
    changed: list[tuple[int, int]] = []
    overtaken: list[tuple[str, int]] = []
    with engine.begin() as tx:
        settings.hold_version(tx)  # two who take over the same ledger take turns
        there, place = _titles(tx, actor, draft), institution.load(tx)
        same = draft.count(Fate.UNCHANGED)
        for row in draft.rows:
            if row.fate is Fate.NEW and not there & _places(row.content):
                created.append((writing.create(tx, actor, row, place, now, day), 1))
                continue
            version = (
                writing.change(tx, actor, row, place, states, now, day) if row.fate is Fate.CHANGED else None
            )
            if version is None and row.fate is not Fate.UNCHANGED:
                overtaken.append((row.sheet, row.row))
            elif version == row.version and row.fate is Fate.CHANGED:
                same += 1  # what differed is not kept, such as blanks around a text
            elif version is not None:
                changed.append((writing.about(row), version))
        left = len(
            {(cell["sheet"], cell["row"]) for cell in draft.rejects.cells.to_pylist() if cell["aside"]}
        )
        done = LedgerDone(tuple(created), tuple(changed), same, left, tuple(overtaken))
        detail = {"sha256": draft.sha256, "created": created, "changed": changed}
        audit.write(tx, actor.login, "ledger_imported", draft.file_name, detail, at=now)
    writing.keep_verdicts(engine, actor, [number for number, _ in created], day)
    return done


def undo(engine: sa.Engine, actor: Actor, done: LedgerDone, *, today: dt.date | None = None) -> LedgerUndone:
    """Take a ledger back: actions it made are dropped, those it changed say again what they said before.

    What somebody worked on since stays as it is.
    """
    actor.require(Permission.MANAGE_ACTIONS)
    now, day = dt.datetime.now(dt.UTC), today or dt.date.today()
    dropped: list[int] = []
    restored: list[int] = []
    kept: list[int] = []
    with engine.begin() as tx:
        for number, version in done.created:
            (dropped if writing.drop(tx, actor, number, version, now) else kept).append(number)
        for number, version in done.changed:
            (restored if writing.restore(tx, actor, number, version, now, day) else kept).append(number)
        detail = {"dropped": dropped, "restored": restored, "kept": kept}
        audit.write(tx, actor.login, "ledger_undone", "ledger", detail, at=now)
    return LedgerUndone(tuple(dropped), tuple(restored), tuple(kept))


def _hidden(actor: Actor, one: Action) -> int:
    return sum(not actor.scope.allows(branch) for branch in one.content.plan.branches)


def _titles(tx: sa.Connection, actor: Actor, draft: LedgerDraft) -> set[tuple[str, int]]:
    """Title and branch of every action that came after the preview."""
    later = (one.content for one in stored.every(tx, actor.scope) if one.id not in draft.known)
    return {place for content in later for place in _places(content)}


def _places(content: Content) -> set[tuple[str, int]]:
    return {(normal(content.title), branch) for branch in content.plan.branches}
