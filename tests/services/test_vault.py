"""Sealed files open with their own key and label only; the key lies beside the data, for its owner only."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mot.services.vault import BadKeyError, FileKeyError, Vault, vault
from mot.settings import load_settings
from mot.storage import database

KEY = bytes(range(32))


def test_what_is_sealed_comes_back_and_says_nothing_meanwhile() -> None:
    content = b"name,phone\nWang,13812345678\n" * 3
    sealed = Vault(KEY).seal("file", content)
    assert b"13812345678" not in sealed
    assert Vault(KEY).open("file", sealed) == content
    assert Vault(KEY).seal("file", content) != sealed, "every seal is another one"
    assert KEY.hex() not in repr(Vault(KEY))


def test_a_seal_belongs_to_its_label_and_key_and_cannot_be_changed() -> None:
    sealed = Vault(KEY).seal("draft of lin", b"content")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, label, given in (
        (KEY, "draft of mei", sealed),
        (bytes(32), "draft of lin", sealed),
        (KEY, "draft of lin", changed),
        (KEY, "draft of lin", sealed[:20]),
    ):
        with pytest.raises(FileKeyError):
            Vault(key).open(label, given)


def test_the_key_lies_beside_the_embedded_database_for_its_owner_only(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path / 'moments.db'}")
    with ThreadPoolExecutor(8) as pool:
        keys = {found.key for found in pool.map(lambda _: vault(engine), range(8))}
    assert len(keys) == 1
    path = tmp_path / "file.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert bytes.fromhex(path.read_text()) in keys
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file.key"]


@pytest.mark.parametrize("given", ["short", "zz" * 32, "ab" * 31])
def test_a_configured_key_that_is_none_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = database.connect("sqlite://")
    monkeypatch.setenv("MOT_FILE_KEY", given)
    load_settings.cache_clear()
    try:
        with pytest.raises(BadKeyError):
            vault(engine)
        assert given not in repr(load_settings())
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()
