"""From a fresh folder to a database that pages can be answered from."""

from collections.abc import Callable

import sqlalchemy as sa

from mot.domain.errors import N_, MotError
from mot.services import demonstration, drafts
from mot.services.keys import secret
from mot.services.people import local_actor
from mot.services.vault import vault
from mot.settings import Settings
from mot.storage import database, institution, settings


class DatabaseUnreachableError(MotError):
    """The configured database does not answer, or does not let us in."""

    message = N_(
        "The database at {address} cannot be reached. Check that it is running and that MOT_DATABASE_URL "
        "holds the right host, name and password, then start again."
    )


Engine = sa.Engine  # what a page or a command hands to a service


def prepare(chosen: Settings) -> sa.Engine:
    """Open the database, bring it up to date, and load the demonstration bank where nothing is stored.

    Safe to call from several processes at once and after an interrupted first start.

    Raises
    ------
    DatabaseUnreachableError
    """
    if not chosen.database_url:
        chosen.data_dir.mkdir(parents=True, exist_ok=True)
    engine = database.connect(chosen.url)
    try:
        database.migrate(engine, seal=_seal(engine) if chosen.keep_files == "encrypted" else None)
    except sa.exc.OperationalError as error:
        raise DatabaseUnreachableError(address=engine.url.render_as_string(hide_password=True)) from error
    secret(engine)
    drafts.purge(engine)
    if chosen.demo and wants_demonstration(engine):
        demonstration.load(engine, local_actor(), chosen.demo_dir)
    return engine


def _seal(engine: sa.Engine) -> Callable[[str, bytes], bytes]:
    """Seals the files that an older version kept in the clear."""
    return lambda sha256, content: vault(engine).seal(sha256, content)


def wants_demonstration(engine: sa.Engine) -> bool:
    """Whether nothing is stored yet, or loading the demonstration was interrupted."""
    with engine.connect() as tx:
        return institution.is_empty(tx) or bool(settings.get(tx, demonstration.LOADING, False))
