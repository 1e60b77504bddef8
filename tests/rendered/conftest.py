"""The banks whose decks are drawn and read back, each stored once."""

from collections.abc import Iterator

import pytest

from tests.rendered import decks, nasty
from tests.rendered.decks import Bank

BANKS = {"demonstration": decks.demonstration, "hard": nasty.stored}


@pytest.fixture(scope="session", params=sorted(BANKS))
def bank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    """A bank with a review of everything."""
    home = tmp_path_factory.mktemp(request.param)
    engine = BANKS[request.param](home / "data")
    yield decks.reviewed(request.param, engine, home)
    engine.dispose()
