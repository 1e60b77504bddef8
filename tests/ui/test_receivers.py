"""The dialog of notifications: an address goes in and is never shown again in full."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mot.services import receivers
from mot.services.people import local_actor
from mot.settings import load_settings
from mot.storage import institution
from mot.ui import session
from tests.conftest import BANK
from tests.services.listener import Listener

SECRET = "693a91f6-7b2c-4bc4-97a0-0ec2af15aaae"


def dialog() -> None:
    import streamlit as st

    from mot.domain.access import Actor, Role
    from mot.locale.words import Locale
    from mot.services.books import open_books
    from mot.services.people import local_actor
    from mot.ui import receivers, session
    from mot.ui.frame import Page

    engine = session.engine()
    role = st.session_state.get("role")
    who = Actor("mei", "梅", Role(role)) if role else local_actor()
    receivers.show(Page("overview", who, engine, Locale("zh"), open_books(engine, who)))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("MOT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MOT_DATABASE_URL", "")
    monkeypatch.setenv("MOT_DEMO", "false")
    load_settings.cache_clear()
    session.engine.clear()  # type: ignore[attr-defined]
    with session.engine().begin() as tx:
        institution.save_pack(tx, BANK)
    yield AppTest.from_function(dialog, default_timeout=60)
    session.engine().dispose()
    session.engine.clear()  # type: ignore[attr-defined]
    monkeypatch.undo()
    load_settings.cache_clear()


def everything_shown(app: AppTest) -> str:
    found = [*app.text, *app.caption, *app.markdown, *app.error, *app.success]
    return "\n".join(str(one.value) for one in found)


def add(app: AppTest, typed: str) -> AppTest:
    app.text_input[0].input(typed)
    app.button(next(b.key for b in app.button if b.label == "添加")).click()
    return app.run()


def test_an_address_is_added_shown_by_its_end_tried_and_removed(app: AppTest) -> None:
    app.run()
    assert not app.exception, app.exception
    assert [b.label for b in app.button] == ["添加"], "nothing to try or remove yet"
    inbox = Listener()
    add(app, f"{inbox.url}/{SECRET}")
    assert not app.exception, app.exception
    assert "json://…aaae" in everything_shown(app)
    assert SECRET not in everything_shown(app)
    assert app.text_input[0].value == "", "what was typed is not kept on the page"
    next(b for b in app.button if b.label == "发送测试消息").click()
    app.run()
    assert [one.value for one in app.success] == ["测试消息已送达。"]
    assert len(inbox.messages) == 1
    inbox.close()
    next(b for b in app.button if b.label == "发送测试消息").click()
    app.run()
    assert "没有送达 json://…aaae" in app.error[0].value
    next(b for b in app.button if b.label == "移除").click()
    app.run()
    assert receivers.receiver(session.engine(), local_actor()).addresses == ()
    assert not app.exception, app.exception


def test_a_wrong_address_is_told_in_its_place(app: AppTest) -> None:
    add(app.run(), "http://bank.example/hook")
    assert "这个地址无法接收消息" in app.error[0].value
    assert app.text_input[0].value == "http://bank.example/hook", "it can be mended"
    assert receivers.receiver(session.engine(), local_actor()).addresses == ()


def test_digests_are_switched_off_and_on(app: AppTest) -> None:
    add(app.run(), "feishu://4f5e6d7c-8b9a")
    app.toggle[0].set_value(False)
    app.run()
    assert not receivers.receiver(session.engine(), local_actor()).active
    app.toggle[0].set_value(True)
    app.run()
    assert receivers.receiver(session.engine(), local_actor()).active
    assert not app.exception, app.exception


@pytest.mark.parametrize("role", ["manager", "leader", "author"])
def test_every_role_may_open_it_and_sees_no_other_persons(app: AppTest, role: str) -> None:
    receivers.add(session.engine(), local_actor(), "feishu://4f5e6d7c-8b9a-token")
    app.session_state["role"] = role
    app.run()
    assert not app.exception, app.exception
    assert "feishu" not in everything_shown(app)
    assert not app.selectbox
