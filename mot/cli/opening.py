"""The database that a command works on."""

from mot.services.startup import Engine
from mot.services.startup import prepare as open_database
from mot.settings import load_settings


def open_engine(*, demo: bool = True) -> Engine:
    """The configured database, brought up to date; without `demo` the demonstration bank is never loaded."""
    chosen = load_settings()
    return open_database(chosen if demo else chosen.model_copy(update={"demo": False}))
