"""What an installation allows is what a file is read within."""

import pytest

from mot.ingest.containers.limits import Limits
from mot.services import limits
from mot.settings import load_settings


@pytest.fixture(autouse=True)
def _fresh_settings():
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def test_the_usual_limits_are_those_of_the_settings():
    assert limits.limits() == Limits()


def test_a_setting_changes_the_limit_of_its_name(monkeypatch):
    monkeypatch.setenv("MOT_LIMIT_ROWS", "500")
    monkeypatch.setenv("MOT_LIMIT_MEMORY_MB", "700")
    found = limits.limits()
    assert (found.rows, found.memory, found.columns) == (500, 700_000_000, Limits().columns)
