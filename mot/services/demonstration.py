"""The demonstration bank: in through the same import as a user's file, and put away in one step."""

from pathlib import Path

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.batches import DraftOutdatedError
from mot.domain.demonstration import read_institution
from mot.domain.errors import N_, MotError
from mot.domain.packs import load_pack
from mot.domain.survey import Name
from mot.ingest.draft import SourceFile
from mot.services import demonstration_work, imports
from mot.storage import audit, demonstration, institution, settings

LOADING = "demonstration_loading"


class OwnFeedbackError(MotError):
    """The demonstration would mix with real feedback."""

    message = N_(
        "There is feedback of your own in this data folder. Give the demonstration another one: set MOT_DATA_DIR."
    )


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
        settings.hold_version(tx)
        if demonstration.own_feedback(tx):
            raise OwnFeedbackError
        if not settings.get(tx, LOADING, False):
            demonstration.remove(tx)
            institution.save_pack(tx, wanted)
            settings.put(tx, LOADING, True)
            settings.bump_version(tx)
    loaded = 0
    for file in files:
        loaded += _load_file(engine, actor, SourceFile(file.name, file.read_bytes()))
    demonstration_work.load(engine, actor, folder)
    with engine.begin() as tx:
        settings.put(tx, LOADING, False)
        audit.write(tx, actor.login, "demonstration_loaded", wanted.name.zh, {"files": loaded})
    return loaded


def _load_file(engine: sa.Engine, actor: Actor, source: SourceFile) -> bool:
    """Load one file; False when it is there already, or another process brings it in at this moment."""
    draft = imports.preview(engine, actor, source)
    if not draft.ready:
        return False
    try:
        imports.commit(engine, actor, draft, demonstration=True)
    except DraftOutdatedError:
        return False
    return True


def put_away(engine: sa.Engine, actor: Actor) -> None:
    """Start empty: the demonstration goes, with its branches; what was imported since stays whole.

    The touchpoints of its industry stay, so that the first file of one's own is recognised.
    """
    actor.require(Permission.EDIT_INSTITUTION)
    with engine.begin() as tx:
        settings.hold_version(tx)
        industry = institution.load(tx).industry
        demonstration.remove(tx)
        if demonstration.own_feedback(tx):
            demonstration.retire_branches(tx)
            institution.identify(tx, Name(""), industry, demonstration=False)
        else:
            institution.save_pack(tx, load_pack(industry).institution(Name("")))
        settings.put(tx, LOADING, False)
        audit.write(tx, actor.login, "demonstration_put_away", industry)
        settings.bump_version(tx)
