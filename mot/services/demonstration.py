"""The demonstration bank: in through the same import as a user's file, and put away in one step."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.demonstration import read_institution
from mot.domain.errors import N_, MotError
from mot.domain.survey import Institution, Name
from mot.ingest.draft import SourceFile
from mot.services import imports
from mot.storage import audit, demonstration, institution, settings

LOADING = "demonstration_loading"


class OwnFeedbackError(MotError):
    """The demonstration would mix with real feedback."""

    message = N_("There is feedback of your own. Undo those imports first, or use a new data folder.")


class NoDemonstrationError(MotError):
    """The demonstration's files are not where they should be."""

    message = N_("The demonstration files are not in {folder}. Run sample_data/make.py to write them.")


def load(engine: sa.Engine, actor: Actor, folder: Path) -> int:
    """Load the demonstration bank into a database without own feedback; how many files came in.

    Raises
    ------
    OwnFeedbackError, NoDemonstrationError
    """
    actor.require(Permission.EDIT_INSTITUTION)
    described = folder / "institution.toml"
    files = sorted(folder.glob("*.xlsx"))
    if not described.is_file() or not files:
        raise NoDemonstrationError(folder=str(folder))
    wanted = read_institution(described.read_text("utf-8"))
    with engine.begin() as tx:
        if demonstration.own_feedback(tx):
            raise OwnFeedbackError
        if institution.is_empty(tx):
            institution.save_pack(tx, wanted)
        else:
            _bring_back(tx, wanted)
        settings.put(tx, LOADING, True)
        settings.bump_version(tx)
    loaded = 0
    for file in files:
        draft = imports.preview(engine, actor, SourceFile(file.name, file.read_bytes()))
        if draft.ready:
            imports.commit(engine, actor, draft, demonstration=True)
            loaded += 1
    with engine.begin() as tx:
        settings.put(tx, LOADING, False)
        audit.write(tx, actor.login, "demonstration_loaded", wanted.name.zh, {"files": loaded})
    return loaded


def _bring_back(tx: sa.Connection, wanted: Institution) -> None:
    """Put the demonstration's regions and branches in force again, and add what is missing."""
    there = institution.load(tx)
    institution.identify(tx, wanted.name, wanted.industry, demonstration=True)
    regions = {r.code: r.id for r in there.regions}
    codes = {r.id: r.code for r in wanted.regions}
    for region in wanted.regions:
        if region.code not in regions:
            regions[region.code] = institution.add_region(tx, region.name, code=region.code)
    known = {b.code: b for b in there.branches}
    for b in wanted.branches:
        if b.code not in known:
            home = regions[codes[b.region]]
            institution.add_branch(tx, b.name, region_id=home, code=b.code, aliases=b.aliases)
        else:
            institution.update_branch(tx, replace(known[b.code], active=True))
    named = {t.code: t for t in there.touchpoints}
    for t in wanted.touchpoints:
        if t.code not in named:
            institution.add_touchpoint(
                tx, t.name, stage=t.stage, dimension=t.dimension, step=t.step, code=t.code, aliases=t.aliases
            )
        else:
            institution.update_touchpoint(tx, replace(named[t.code], active=True))


def put_away(engine: sa.Engine, actor: Actor) -> int:
    """Start empty: the demonstration's feedback counts no more, its branches go; how many batches that was.

    Own feedback stays, and so do the branches that it speaks of, the touchpoints and the labels.
    """
    actor.require(Permission.EDIT_INSTITUTION)
    now = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        undone = demonstration.undo(tx, actor.login, now)
        demonstration.retire_branches(tx)
        there = institution.load(tx)
        institution.identify(tx, Name("", ""), there.industry, demonstration=False)
        settings.put(tx, LOADING, False)
        audit.write(tx, actor.login, "demonstration_put_away", "", {"batches": undone})
        settings.bump_version(tx)
    return undone
