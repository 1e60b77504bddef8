"""Digests from cron: what is printed, what is sent, and with which exit code."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mot.services import actions, startup
from mot.services.people import local_actor
from mot.settings import load_settings
from mot.storage import institution
from tests.conftest import BANK
from tests.services.action_samples import content
from tests.services.listener import Listener
from tests.test_cli import Terminal

SECRET = "693a91f6-7b2c-4bc4-97a0-0ec2af15aaae"


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in a folder with a small bank and one overdue action."""
    monkeypatch.setenv("MOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MOT_DATABASE_URL", "")
    monkeypatch.setenv("MOT_DEMO", "false")
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    engine = startup.prepare(load_settings())
    with engine.begin() as tx:
        institution.save_pack(tx, BANK)
    asked = content(3, due=dt.date(2026, 7, 20))
    actions.create(engine, local_actor(), asked, today=dt.date(2026, 6, 1))
    engine.dispose()
    return Terminal(tmp_path)


@pytest.fixture
def inbox() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_an_address_is_added_listed_tried_and_removed(terminal: Terminal, inbox: Listener) -> None:
    added = terminal.type("receiver", "add", f"{inbox.url}/{SECRET}")
    assert added.exit_code == 0, added.output
    login, key, shown, language = terminal.type("receiver", "list").stdout.strip().split("\t")
    assert (login, shown, language) == ("local", "json://…aaae", "zh")
    tried = terminal.type("receiver", "test")
    assert (tried.exit_code, tried.stdout) == (0, "1 个地址中有 1 个收到测试消息。\n")
    inbox.status = 500
    tried = terminal.type("--language", "en", "receiver", "test")
    assert tried.exit_code == 1
    assert "did not arrive at json://…aaae" in tried.stderr
    assert terminal.type("receiver", "remove", key).exit_code == 0
    assert terminal.type("receiver", "list").stdout == ""
    assert terminal.type("receiver", "test").exit_code == 1
    assert SECRET not in added.output + tried.output


def test_an_address_can_be_typed_unseen(terminal: Terminal) -> None:
    from click.testing import CliRunner

    from mot.cli import main

    load_settings.cache_clear()
    told = CliRunner().invoke(main, ["receiver", "add"], input=f"wecombot://{SECRET}\n")
    assert told.exit_code == 0, told.output
    assert "wecombot://…aaae" in told.output
    assert SECRET not in told.output


def test_a_wrong_address_or_person_is_said(terminal: Terminal) -> None:
    for words in (("receiver", "add", "hello"), ("receiver", "add", "feishu://token", "--login", "nobody"),
                  ("receiver", "remove", "0"), ("digest", "--login", "nobody")):  # fmt: skip
        said = terminal.type(*words)
        assert said.exit_code == 1
        assert said.stderr
        assert not said.stdout


def test_a_dry_run_prints_the_digest_and_sends_nothing(terminal: Terminal, inbox: Listener) -> None:
    terminal.type("receiver", "add", inbox.url)
    before = terminal.stored()
    said = terminal.type("digest", "--dry-run")
    assert said.exit_code == 0
    assert said.stdout.startswith(
        "--- local → json://…rson\n关键时刻：1 条新消息\n已逾期的行动\n• “叫号分流”应于"
    )
    assert "1 份" in said.stderr
    assert not inbox.messages
    assert terminal.stored() == before


def test_digests_are_sent_once_and_tried_again_when_they_did_not_arrive(
    terminal: Terminal, inbox: Listener
) -> None:
    terminal.type("receiver", "add", inbox.url)
    inbox.status = 500
    failed = terminal.type("digest")
    assert failed.exit_code == 1
    assert "下次运行时重试" in failed.stderr
    inbox.status = 200
    sent = terminal.type("digest", "--login", "local")
    assert (sent.exit_code, sent.stdout.splitlines()) == (
        0,
        ["local：已向 json://…rson 发送 1 条", "已发送 1 份，未送达 0 份，没有新消息的地址 0 个。"],
    )
    again = terminal.type("--language", "en", "digest")
    assert again.stdout == "Digests sent: 0. Not arrived: 0. Addresses with nothing new: 1.\n"
    assert len(inbox.messages) == 2
