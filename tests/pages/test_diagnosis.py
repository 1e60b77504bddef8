"""The diagnosis page: the finding grows with the tags, a team checks itself, cards carry the bank's own names."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from mot.domain.access import Actor, Role, Scope
from mot.domain.cube import View
from mot.domain.improvements import Content, Lever, Plan
from mot.domain.moments import Cause, Judgement, Kind, Moment, Principle, Visibility
from mot.domain.packs import load_step_presets
from mot.domain.periods import Quarter
from mot.domain.survey import Step
from mot.services import actions, books, moments, people, self_checks, setup
from tests.conftest import NORTH, SOUTH
from tests.pages.conftest import Visit, address, charts, headline, sentences, texts, told_numbers

VIEW = View(Quarter(2026, 3))
CONFIRM = Judgement(
    Kind.WEAK,
    causes=(Cause.PROCESS,),
    steps=(Step.CONFIRM,),
    principles=(Principle.COMMITMENT,),
    visibility=Visibility.NETWORK,
)
Database = Callable[[], sa.Engine]


def tag(engine: sa.Engine, actor: Actor, code: str = "queue", *, times: int = 1) -> Moment:
    point = {t.code: t.id for t in books.open_books(engine, actor).institution.touchpoints}[code]
    return [moments.tag(engine, actor, VIEW, point, CONFIRM) for _ in range(times)][-1]


def chart_with(app: AppTest, column: str) -> pd.DataFrame:
    (found,) = [rows for rows in charts(app) if column in rows]
    return found


def test_without_tags_the_answers_speak_and_the_way_to_tag_is_shown(visit: Visit) -> None:
    app = visit("diagnosis", data="mixed")
    assert "还没有标注指明步骤" in headline(app)
    assert len(chart_with(app, "change_text")) == 4
    app.button(key="to_moments").click().run()
    assert not app.exception


def test_the_finding_grows_with_the_tags(visit: Visit, engine_of: Database, ada: Actor) -> None:
    app = visit("diagnosis", data="mixed")
    tag(engine_of(), ada, times=3)
    assert "只有 3 条标注，还看不出规律" in headline(app.run())
    tag(engine_of(), ada, times=4)
    assert headline(app.run()) == "最常出问题的是“确认行动”这一步，主要在排队等候，多与承诺有关"
    cells = chart_with(app, "column_text").query("tags > 0")
    assert cells[["touchpoint", "column_text", "tags"]].to_numpy().tolist() == [
        ["排队等候", "确认行动", 7],
        ["排队等候", "承诺", 7],
    ]
    assert app.get("segmented_control") or app.button_group, "the cards can be chosen"
    assert any("报时接力" in text for text in texts(app)), "the card of the step that fails is open"


def test_nothing_hidden_is_told(visit: Visit) -> None:
    for state in ("thin", "rare_touchpoint"):
        app = visit("diagnosis", data=state)
        for rows in charts(app):
            if "part" in rows:
                hidden = rows[rows["state"] == "hidden"]
                assert len(hidden), state
                assert not told_numbers(hidden.drop(columns=["tags"])).any(), state
    app = visit("diagnosis", data="rare_touchpoint")
    assert any("1 个触点回答太少，未计入" in text for text in texts(app))


def test_a_team_checks_itself_and_sees_what_moved(visit: Visit, engine_of: Database, ada: Actor) -> None:
    visit("diagnosis", data="mixed")
    one = tag(engine_of(), ada)
    self_checks.answer(engine_of(), ada, one.id, dict.fromkeys(Principle, 2))
    app = visit("diagnosis", data="mixed", check=str(one.id))
    for principle in Principle:
        app.button_group(key=f"w_check_{one.id}_1_{principle}_zh").set_value(4)
    app.text_area(key=f"w_check_note_{one.id}_1_zh").set_value("午间加开一个窗口")
    _submit(app, "保存自查")
    assert not app.exception
    _, last = self_checks.history(engine_of(), ada, one.id)
    assert set(last.answers.values()) == {4}
    assert last.note == "午间加开一个窗口"
    assert any("五项中 5 项更高" in text for text in texts(app))
    rows = chart_with(app, "answer_text")
    assert rows["answer"].tolist() == [2, 4] * 5
    assert address(app)["check"] == [str(one.id)]


def test_an_incomplete_check_says_so_and_keeps_nothing(visit: Visit, engine_of: Database, ada: Actor) -> None:
    visit("diagnosis", data="mixed")
    one = tag(engine_of(), ada)
    app = visit("diagnosis", data="mixed")
    app.button_group(key=f"w_check_{one.id}_0_commitment_zh").set_value(4)
    _submit(app, "保存自查")
    assert [error.value for error in app.error] == ["请先答完五个问题，每题 1 到 5 分。目前还没有保存。"]
    assert self_checks.history(engine_of(), ada, one.id) == ()
    assert app.button_group(key=f"w_check_{one.id}_0_commitment_zh").value == 4, (
        "the answer given is still there"
    )


def test_the_cards_carry_the_names_of_the_institution_and_follow_the_address(
    visit: Visit, engine_of: Database, ada: Actor
) -> None:
    visit("diagnosis", data="mixed")
    setup.choose_steps(engine_of(), ada, load_step_presets()[1].code)
    app = visit("diagnosis", data="mixed", step="propose")
    assert any("**提议**" in text for text in texts(app))
    assert any("一张纸，两个方案" in text for text in texts(app))
    app = visit("diagnosis", data="mixed", step="nonsense", language="en")
    assert any("Ten-minute exercise" in text for text in texts(app))


@pytest.mark.parametrize(("language", "said"), [("zh", "辅导卡今天就能用"), ("en", "can be used today")])
def test_before_the_first_file_the_cards_are_there(visit: Visit, language: str, said: str) -> None:
    app = visit("diagnosis", data="empty", language=language)
    assert any(said in text for text in sentences(app))
    assert not charts(app)
    app.button(key="empty_import").click().run()
    assert app.get("file_uploader")


def _submit(app: AppTest, label: str) -> None:
    (button,) = [b for b in app.button if b.label == label]
    button.click().run()


def test_a_tag_leads_to_the_card_of_its_step_and_to_the_check_of_its_team(
    visit: Visit, engine_of: Database, ada: Actor
) -> None:
    visit("diagnosis", data="mixed")
    tag(engine_of(), ada)
    newest = tag(engine_of(), ada)
    app = visit("moments", data="mixed")
    app.button(key=f"w_card_moment_{newest.id}_confirm_zh").click().run()
    assert not app.exception
    assert any("报时接力" in text for text in texts(app))
    app = visit("moments", data="mixed")
    app.button(key=f"w_check_{newest.id}_zh").click().run()
    assert not app.exception
    assert app.selectbox(key="w_check_zh").value == str(newest.id)


def test_a_training_leads_to_the_card_of_the_step_its_tag_names(
    visit: Visit, engine_of: Database, ada: Actor
) -> None:
    visit("diagnosis", data="mixed")
    one = tag(engine_of(), ada)
    begins = dt.date.today() + dt.timedelta(days=14)
    plan = Plan(one.touchpoint, frozenset({3}), begins, begins + dt.timedelta(days=150))
    made = actions.create(engine_of(), ada, Content("演练", plan, lever=Lever.TRAINING), moments=(one.id,))
    app = visit("actions", data="mixed", action=str(made.id))
    app.session_state["open_action"] = made.id
    app.run()
    app.button(key=f"w_card_action_{made.id}_confirm_zh").click().run()
    assert not app.exception
    assert any("报时接力" in text for text in texts(app))


def test_mei_meets_no_tag_and_no_check_of_the_north(
    visit: Visit, engine_of: Database, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit("diagnosis", data="mixed")
    lin, mei = (Actor(n, n, Role.MANAGER, Scope(b)) for n, b in (("lin", NORTH), ("mei", SOUTH)))
    one = tag(engine_of(), lin, times=7)
    self_checks.answer(engine_of(), lin, one.id, dict.fromkeys(Principle, 2), "北门的秘密")
    monkeypatch.setattr(people, "local_actor", lambda: mei)
    app = visit("diagnosis", data="mixed", check=str(one.id))
    assert "还没有标注指明步骤" in headline(app)
    assert not [rows for rows in charts(app) if "answer_text" in rows]
    assert chart_with(app, "column_text")["tags"].sum() == 0
    assert not any("北门" in text for text in texts(app))


def test_the_leader_reads_the_checks_and_has_no_form(
    visit: Visit, engine_of: Database, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit("diagnosis", data="mixed")
    one = tag(engine_of(), ada)
    self_checks.answer(engine_of(), ada, one.id, dict.fromkeys(Principle, 2))
    monkeypatch.setattr(people, "local_actor", lambda: Actor("chen", "陈", Role.LEADER))
    app = visit("diagnosis", data="mixed")
    assert chart_with(app, "answer_text")["answer"].tolist() == [2] * 5
    assert not [button for button in app.button if button.label == "保存自查"]
