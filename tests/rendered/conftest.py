"""The banks whose decks are drawn and read back, each stored and written once a run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mot.storage import database
from tests.conftest import Shared
from tests.rendered import decks, nasty
from tests.rendered.decks import Bank

BANKS = {"demonstration": decks.demonstration, "hard": nasty.stored}


@pytest.fixture(scope="session", params=sorted(BANKS))
def bank(
    request: pytest.FixtureRequest,
    shared: Shared,
    whole_demonstration: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bank]:
    """A bank with a review of everything."""
    name = request.param

    def fill(folder: Path) -> None:
        if name == "demonstration":
            shutil.copytree(whole_demonstration, folder / "data")
        engine = BANKS[name](folder / "data")
        made = decks.reviewed(name, engine, folder)
        (folder / "number").write_text(str(made.number))
        engine.dispose()

    home = tmp_path_factory.mktemp(name) / "bank"
    shutil.copytree(shared(f"rendered-{name}", fill), home)
    engine = database.connect(f"sqlite:///{home / 'data' / 'moments.db'}")
    yield decks.opened(name, engine, home, int((home / "number").read_text()))
    engine.dispose()
