"""The ledger of actions on its page: brought in, decided, taken over, taken back; and sent there from the imports."""

import datetime as dt
import io

import openpyxl
import pytest
import sqlalchemy as sa
from msoffcrypto.format.ooxml import OOXMLFile
from streamlit.testing.v1 import AppTest

from mot.ingest.draft import SourceFile
from mot.services import actions, drafts
from mot.services.people import local_actor
from tests.pages.conftest import LANGUAGES, Visit, headline, texts
from tests.services.ledger_samples import handed_out, rows

GOOD = (
    1,
    "排队等候",
    "增设弹性窗口",
    "北门支行",
    "王芳",
    dt.date(2026, 7, 6),
    dt.date(2026, 9, 30),
    "进行中",
)
ODD = (2, "排队等候", "叫号短信", "西郊支行", "李雷", dt.date(2026, 7, 6), dt.date(2026, 9, 30), "进行中")


def upload(app: AppTest, source: SourceFile) -> None:
    app.get("file_uploader")[0].set_value((source.name, source.content, "application/xlsx")).run()
    assert not app.exception, app.exception


def titles(engine: sa.Engine) -> dict[str, str]:
    return {one.content.title: one.content.stage.value for one in actions.actions(engine, local_actor())}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_is_taken_over_and_taken_back(visit: Visit, engine_of, language: str) -> None:
    app = visit("actions", data="small_branch", language=language)
    upload(app, rows(GOOD))
    name = ("排队等候", "Queueing")[LANGUAGES.index(language)]
    assert app.dataframe[0].value.to_numpy().tolist()[0][2:4] == ["增设弹性窗口", name]
    assert not titles(engine_of()), "nothing is stored before she says so"
    app.button(key="ledger_commit").click().run()
    assert not app.exception
    assert titles(engine_of()) == {"增设弹性窗口": "under_way"}
    assert len(app.success) == 1
    app.button(key="ledger_undo").click().run()
    assert not app.exception
    assert titles(engine_of()) == {"增设弹性窗口": "dropped"}
    assert len(app.success) == 0


def test_an_unknown_branch_waits_for_her_and_can_be_left_out(visit: Visit, engine_of) -> None:
    app = visit("actions", data="small_branch")
    upload(app, rows(GOOD, ODD))
    assert app.button(key="ledger_commit").disabled
    assert any("西郊支行" in text.replace("\\", "") for text in texts(app))
    (box,) = [box for box in app.selectbox if (box.key or "").startswith("issue_branch:西郊支行")]
    box.set_value("s1").run()
    assert not app.exception
    assert not app.button(key="ledger_commit").disabled
    (box,) = [box for box in app.selectbox if (box.key or "").startswith("issue_branch:西郊支行")]
    box.set_value("-").run()
    assert [frame.value.iloc[0, 0] for frame in app.dataframe] == [2, 3], "one row ready, one left out"
    app.button(key="ledger_commit").click().run()
    assert titles(engine_of()) == {"增设弹性窗口": "under_way"}


def test_a_file_that_is_no_ledger_is_refused_with_the_next_step(visit: Visit) -> None:
    app = visit("actions", data="small_branch")
    upload(app, SourceFile("坏.xlsx", b"no workbook"))
    assert len(app.error) == 1
    app.button(key="ledger_aside").click().run()
    assert len(app.error) == 0
    upload(app, rows((1, 2), header=("网点", "感知-排队等候"), name="反馈.xlsx"))
    assert "整改措施" in app.error[0].value


def test_the_ledger_that_was_handed_out_says_that_nothing_is_new(visit: Visit, engine_of) -> None:
    app = visit("actions", data="small_branch")
    upload(app, rows(GOOD))
    app.button(key="ledger_commit").click().run()
    upload(app, handed_out(engine_of(), local_actor()))
    assert "这份台账没有新内容" in [str(one.value) for one in app.subheader]
    assert app.button(key="ledger_commit").disabled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_dropped_on_the_import_page_goes_on_where_it_belongs(
    visit: Visit, engine_of, language: str
) -> None:
    app = visit("imports", data="small_branch", language=language)
    upload(app, rows(GOOD))
    assert headline(app) == ("这是一份行动台账", "This is a ledger of actions")[LANGUAGES.index(language)]
    assert len(app.info) == 1
    app.button(key="to_actions").click().run()
    assert not app.exception, app.exception
    assert not drafts.waiting(engine_of(), local_actor()), "it does not wait on the import page any more"
    app.switch_page("pages/actions.py").run()
    assert not app.exception, app.exception
    app.button(key="ledger_commit").click().run()
    assert titles(engine_of()) == {"增设弹性窗口": "under_way"}


def test_a_locked_ledger_asks_for_its_password_once(visit: Visit) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rows(GOOD).content))
    plain = io.BytesIO()
    book.save(plain)
    plain.seek(0)
    locked = io.BytesIO()
    OOXMLFile(plain).encrypt("geheim", locked)
    app = visit("actions", data="small_branch")
    upload(app, SourceFile("锁.xlsx", locked.getvalue()))
    assert len(app.warning) == 1
    app.text_input(key="ledger_password").set_value("geheim").run()
    assert not app.exception
    assert not app.button(key="ledger_commit").disabled
