"""A database that does not answer is said in a sentence, without the password."""

import pytest

from mot.services import startup
from mot.settings import Settings


def test_an_unreachable_database_is_named_without_its_password(tmp_path):
    address = "postgresql://keeper:topsecret@localhost:1/feedback"
    with pytest.raises(startup.DatabaseUnreachableError) as stopped:
        startup.prepare(Settings(data_dir=tmp_path, database_url=address))
    assert "localhost:1/feedback" in str(stopped.value)
    assert "topsecret" not in str(stopped.value)
