"""The actions page: every view, every role, and text that is never lost."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mot.domain.access import Actor, Role, Scope
from mot.domain.cube import View
from mot.domain.improvements import Action, Again, Content, Learning, Lever, Plan, Stage
from mot.domain.moments import Cause, Judgement, Kind
from mot.domain.periods import Quarter
from mot.services import action_parts, actions, moments, people
from mot.services.people import local_actor
from mot.ui import session
from mot.ui.action_form import following, judged_on
from tests.conftest import NORTH, SOUTH
from tests.pages.conftest import LANGUAGES, Visit, address, headline, texts

TODAY = dt.date.today()
TITLE = "午间加开柜口 *2*"
NAMES = ("北门支行", "老城支行", "North Gate", "Old Town")
CHEN = Actor("chen", "陈", Role.LEADER)
MEI = Actor("mei", "梅", Role.MANAGER, Scope(SOUTH))
Start = Callable[..., Action]


@pytest.fixture
def app(visit: Visit) -> AppTest:
    """The page without any action yet, in English."""
    return visit("actions", data="small_branch", language="en")


def start(
    title: str = TITLE, *, by: Actor | None = None, moments: tuple[int, ...] = (), **more: object
) -> Action:
    """A new action, in a fortnight at South Lake unless said otherwise."""
    begins = more.pop("start", TODAY + dt.timedelta(days=14))
    where = frozenset(more.pop("branches", {3}))  # type: ignore[call-overload]
    plan = Plan(2, where, begins, begins + dt.timedelta(days=150))  # type: ignore[arg-type, operator]
    content = Content(title, plan, **more)  # type: ignore[arg-type]
    early = plan.start - dt.timedelta(days=1)
    return actions.create(session.engine(), by or local_actor(), content, moments=moments, today=early)


def as_reader(monkeypatch: pytest.MonkeyPatch, who: Actor) -> None:
    monkeypatch.setattr(people, "local_actor", lambda: who)


def keys(app: AppTest, kind: str = "button") -> set[str]:
    return {str(one.key) for one in app.get(kind)}


def opened(app: AppTest, one: Action) -> AppTest:
    app.session_state["open_action"] = one.id
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_page_leads_to_the_first_action(visit: Visit, language: str) -> None:
    app = visit("actions", data="small_branch", language=language)
    assert headline(app) == ("还没有改进行动", "No improvement actions yet")[LANGUAGES.index(language)]
    app.button(key="new_action").click().run()
    app.text_input(key=f"w_new_action_title_{language}").set_value("午间加开柜口").run()
    app.button(key="create_action").click().run()
    assert len(app.error) == 1, "nobody said where"
    assert app.text_input(key=f"w_new_action_title_{language}").value == "午间加开柜口"
    app.multiselect(key=f"w_new_action_branches_{language}").set_value([3]).run()
    app.button(key="create_action").click().run()
    assert not app.exception
    (made,) = actions.actions(session.engine(), local_actor())
    assert headline(app) == "午间加开柜口"
    assert address(app)["action"] == [str(made.id)]
    assert made.content.plan.evaluate == judged_on(TODAY, 3)
    assert made.all_others


def test_a_drawer_that_was_closed_keeps_what_was_typed_and_the_language_may_change(app: AppTest) -> None:
    app.button(key="new_action").click().run()
    app.text_input(key="w_new_action_title_en").set_value("Shorter queues").run()
    del app.session_state["action_drawer"]
    app.run()
    assert not app.text_input
    app.session_state["lang"] = "zh"
    app.run()
    app.button(key="new_action").click().run()
    assert app.text_input(key="w_new_action_title_zh").value == "Shorter queues"
    app.button(key="discard_action").click().run()
    app.button(key="new_action").click().run()
    assert app.text_input(key="w_new_action_title_zh").value == ""


def test_an_idea_fills_in_title_and_lever(app: AppTest) -> None:
    app.button(key="new_action").click().run()
    app.selectbox(key="w_new_action_touchpoint_en").select(2).run()
    (ideas,) = [one for one in app.get("button_group") if "idea" in str(one.key)]
    ideas.set_value(ideas.options[0]).run()
    assert not app.exception
    assert app.text_input(key="w_new_action_title_en").value == ideas.options[0]


def test_a_tagged_moment_is_the_beginning_of_an_action(app: AppTest) -> None:
    judgement = Judgement(Kind.WEAK, causes=(Cause.TRAINING,), note="Staff do not greet")
    tag = moments.tag(session.engine(), local_actor(), View(Quarter(2026, 3)), 2, judgement, branch=3)
    app.session_state["new_action_from_moments"] = [tag.id]
    app.run()
    assert app.selectbox(key="w_new_action_touchpoint_en").value == 2
    assert app.multiselect(key="w_new_action_branches_en").value == [3]
    assert app.selectbox(key="w_new_action_lever_en").value == "training"
    assert app.text_area(key="w_new_action_description_en").value == "Staff do not greet"
    app.text_input(key="w_new_action_title_en").set_value("Greet everybody").run()
    app.text_input(key="w_new_action_audience_en").set_value("Lobby staff").run()
    app.button(key="create_action").click().run()
    (made,) = actions.actions(session.engine(), local_actor())
    assert made.moments == (tag.id,)
    assert made.content.audience == "Lobby staff"
    assert any("Queueing · South Lake" in text for text in texts(app))


def test_dates_that_nobody_chose_follow_the_start() -> None:
    before = {
        "start": dt.date(2026, 1, 5),
        "window": 3,
        "due": dt.date(2026, 2, 2),
        "evaluate": dt.date(2026, 6, 30),
    }
    moved = following(before, before | {"start": dt.date(2026, 7, 6)})
    assert moved == {"evaluate": dt.date(2026, 12, 31), "due": dt.date(2026, 8, 3)}
    assert following(before, before | {"window": 6}) == {
        "evaluate": dt.date(2026, 9, 30),
        "due": before["due"],
    }
    chosen = before | {"due": dt.date(2026, 3, 1), "evaluate": dt.date(2026, 5, 1)}
    assert following(chosen, chosen | {"start": dt.date(2026, 2, 1)}) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_has_every_action_in_its_column_and_moves_it_on(visit: Visit, language: str) -> None:
    app = visit("actions", data="small_branch", language=language)
    one = start(due=TODAY + dt.timedelta(days=20))
    late = start(
        "Late", stage=Stage.UNDER_WAY, start=TODAY - dt.timedelta(days=30), due=TODAY - dt.timedelta(days=2)
    )
    start("Dropped", stage=Stage.DROPPED)
    app.run()
    assert not app.exception
    words = " ".join(texts(app))
    assert ("逾期", "overdue")[LANGUAGES.index(language)] in words
    assert "午间加开柜口 \\*2\\*" in " ".join(button.label for button in app.button)
    app.get("menu_button")
    (menu,) = [m for m in app.get("menu_button") if str(m.key).startswith(f"move_{one.id}_")]
    menu.click("under_way").run()
    assert not app.exception
    assert actions.action(session.engine(), local_actor(), one.id).content.stage is Stage.UNDER_WAY
    app.button(key=f"open_{late.id}").click().run()
    assert headline(app) == "Late"


def test_a_long_column_shows_the_newest_twenty_first(app: AppTest) -> None:
    made = [start(f"No. {n}") for n in range(22)]
    app.run()
    cards = {f"open_{one.id}" for one in made} & keys(app)
    assert len(cards) == 20
    app.button(key="w_every_planned").click().run()
    assert {f"open_{one.id}" for one in made} <= keys(app)


def test_closing_asks_for_what_was_learnt(app: AppTest) -> None:
    one = start(stage=Stage.UNDER_WAY, start=TODAY - dt.timedelta(days=90))
    app.run()
    (menu,) = [m for m in app.get("menu_button") if str(m.key).startswith(f"move_{one.id}_")]
    menu.click("closed").run()
    assert actions.action(session.engine(), local_actor(), one.id).content.stage is Stage.UNDER_WAY
    app.text_area(key=f"w_closing_{one.id}_worked_en").set_value("Two counters at noon").run()
    app.selectbox(key=f"w_closing_{one.id}_again_en").select("changed").run()
    app.button(key=f"close_{one.id}").click().run()
    assert not app.exception
    closed = actions.action(session.engine(), local_actor(), one.id).content
    assert closed.stage is Stage.CLOSED
    assert closed.learning == Learning("Two counters at noon", Again.CHANGED)
    assert any("Two counters at noon" in text for text in texts(app))


def test_two_people_who_change_one_action_both_keep_their_text(app: AppTest) -> None:
    engine, me = session.engine(), local_actor()
    one = start()
    opened(app, one)
    app.button(key=f"edit_{one.id}").click().run()
    app.text_input(key=f"w_action_{one.id}_title_en").set_value("My title").run()
    theirs = dataclasses.replace(one.content, title="Their title", description="Their words")
    actions.change(engine, me, one.id, theirs, version=one.version)
    app.button(key=f"save_{one.id}").click().run()
    assert not app.exception
    (both,) = [t.value for t in app.dataframe]
    assert both.to_numpy().tolist() == [["Title", "My title", "Their title"]]
    app.button(key=f"keep_{one.id}").click().run()
    assert app.text_input(key=f"w_action_{one.id}_title_en").value == "My title"
    assert app.text_area(key=f"w_action_{one.id}_description_en").value == "Their words"
    app.button(key=f"save_{one.id}").click().run()
    stored = actions.action(engine, me, one.id).content
    assert (stored.title, stored.description) == ("My title", "Their words")


@pytest.mark.parametrize(("choice", "title"), [("mine", "My title"), ("theirs", "Their title")])
def test_of_two_versions_one_can_be_chosen(app: AppTest, choice: str, title: str) -> None:
    engine, me = session.engine(), local_actor()
    one = start()
    opened(app, one)
    app.button(key=f"edit_{one.id}").click().run()
    app.text_input(key=f"w_action_{one.id}_title_en").set_value("My title").run()
    theirs = dataclasses.replace(
        one.content, title="Their title", audience="", due=TODAY + dt.timedelta(days=99)
    )
    actions.change(engine, me, one.id, theirs, version=one.version)
    app.button(key=f"save_{one.id}").click().run()
    app.button(key=f"{choice}_{one.id}").click().run()
    assert not app.exception
    stored = actions.action(engine, me, one.id).content
    assert (stored.title, stored.due) == (title, theirs.due)
    assert headline(app) == title


def test_what_an_action_is_judged_by_cannot_be_edited_once_it_began(app: AppTest) -> None:
    one = start(start=TODAY - dt.timedelta(days=40), stage=Stage.UNDER_WAY)
    opened(app, one)
    app.button(key=f"edit_{one.id}").click().run()
    fixed = ("start", "evaluate", "window", "target", "branches", "touchpoint", "kind")
    locked = {
        str(w.key)
        for kind in ("selectbox", "multiselect", "date_input", "number_input")
        for w in app.get(kind)
        if w.disabled
    }
    assert locked == {f"w_action_{one.id}_{name}_en" for name in fixed}
    app.text_input(key=f"w_action_{one.id}_title_en").set_value("Renamed").run()
    app.button(key=f"save_{one.id}").click().run()
    assert not app.error
    assert headline(app) == "Renamed"


def test_the_log_says_who_changed_what_and_the_last_change_is_taken_back(app: AppTest) -> None:
    one = start()
    changed = dataclasses.replace(one.content, title="Better title", stage=Stage.UNDER_WAY)
    actions.change(session.engine(), local_actor(), one.id, changed, version=1)
    opened(app, one)
    said = " ".join(texts(app))
    assert "Stage: Planned → Under way" in said
    assert "→ Better title" in said
    app.button(key=f"undo_{one.id}_2").click().run()
    assert not app.exception
    assert actions.action(session.engine(), local_actor(), one.id).content == one.content
    assert any("took a change back" in text for text in texts(app))


def test_tasks_remarks_and_links_are_added_and_a_wrong_one_stays_to_be_mended(app: AppTest) -> None:
    engine, me = session.engine(), local_actor()
    one = start()
    opened(app, one)
    app.text_input(key=f"w_new_task_{one.id}_text_en").set_value("Print signs").run()
    app.button(key=f"add_task_{one.id}").click().run()
    (task,) = action_parts.parts(engine, me, one.id).tasks
    app.checkbox(key=f"task_{task.id}_False").check().run()
    assert action_parts.parts(engine, me, one.id).tasks[0].done
    app.text_area(key=f"w_new_remark_{one.id}_text_en").set_value("First week went well").run()
    app.button(key=f"add_remark_{one.id}").click().run()
    assert any("First week went well" in text for text in texts(app))
    app.text_input(key=f"w_new_link_{one.id}_text_en").set_value("javascript:alert(1)").run()
    app.button(key=f"add_link_{one.id}").click().run()
    assert len(app.error) == 1
    assert app.text_input(key=f"w_new_link_{one.id}_text_en").value == "javascript:alert(1)"
    app.button(key=f"drop_task_{task.id}").click().run()
    assert not action_parts.parts(engine, me, one.id).tasks
    assert not app.exception


def test_a_file_is_attached_once(app: AppTest) -> None:
    one = start()
    opened(app, one)
    (upload,) = app.get("file_uploader")
    upload.set_value(("计划.txt", "每周五复盘".encode(), "text/plain")).run()
    assert not app.exception
    parts = action_parts.parts(session.engine(), local_actor(), one.id)
    assert [file.name for file in parts.attachments] == ["计划.txt"]
    assert f"file_{parts.attachments[0].id}" in keys(app, "download_button")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["list", "mine", "calendar", "training"])
def test_every_view_stands_and_filters_stay_in_the_address(visit: Visit, view: str, language: str) -> None:
    app = visit("actions", data="small_branch", language=language, work=view, a_lever="training")
    start(
        "Queue training",
        lever=Lever.TRAINING,
        audience="Tellers",
        owner="local",
        due=TODAY + dt.timedelta(days=20),
    )
    start("Signs", lever=Lever.RESOURCES)
    app.run()
    assert not app.exception
    assert not app.error
    said = " ".join([*texts(app), *(button.label for button in app.button)])
    assert "Queue training" in said
    assert "Signs" not in said
    assert address(app)["work"] == [view]
    assert address(app)["a_lever"] == ["training"]


def test_the_training_plan_is_by_audience_and_says_what_was_held(app: AppTest) -> None:
    start("B", lever=Lever.TRAINING, audience="Tellers", due=TODAY + dt.timedelta(days=20))
    start("A", lever=Lever.TRAINING, audience="Lobby", trained=TODAY, due=TODAY + dt.timedelta(days=30))
    app.session_state["work"] = "training"
    app.run()
    table = app.dataframe[0].value
    assert table["Training"].tolist() == ["A", "B"]
    assert table["Held"].tolist() == ["held", "planned"]


def test_the_leader_reads_everything_and_changes_nothing(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start(branches=NORTH | SOUTH)
    action_parts.add_task(session.engine(), local_actor(), one.id, "Print signs")
    as_reader(monkeypatch, CHEN)
    app.run()
    assert not app.exception
    assert "new_action" not in keys(app)
    opened(app, one)
    assert headline(app) == "午间加开柜口 \\*2\\*"
    assert keys(app) <= {"all_actions", "start_empty"}
    assert not app.get("file_uploader")
    assert app.checkbox[0].disabled


def test_mei_sees_her_own_actions_and_no_name_of_the_north(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    north = start("Secret of the North", branches=NORTH)
    both = start("Everywhere", branches={1, 2, 3})
    own = start("Hers", branches={3}, owner="")
    as_reader(monkeypatch, MEI)
    for view in ("board", "list", "mine", "calendar", "training"):
        app.session_state["work"] = view
        app.run()
        assert not app.exception
        said = " ".join([*texts(app), *(button.label for button in app.button)])
        assert "Secret" not in said, view
        assert not any(name in said for name in NAMES), view
    opened(app, both)
    said = " ".join(texts(app))
    assert "South Lake and 2 other branches" in said
    assert not any(name in said for name in NAMES)
    assert f"edit_{both.id}" not in keys(app)
    assert "other" not in str(address(app))
    opened(app, own)
    assert f"edit_{own.id}" in keys(app)
    opened(app, north)
    assert headline(app) == "This action cannot be shown"
    assert len(app.error) == 1


def test_nonsense_in_the_address_is_the_board(visit: Visit) -> None:
    app = visit(
        "actions", data="small_branch", language="en", work="x", action="-1", a_tp="nowhere", a_stage="y"
    )
    start()
    app.run()
    assert not app.exception
    assert "action" not in address(app)
    assert any(str(key).startswith("open_") for key in keys(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_helped_is_a_view_of_its_own(visit: Visit, language: str) -> None:
    app = visit("actions", data="small_branch", language=language, work="library")
    start("Closed long ago", stage=Stage.CLOSED, start=TODAY - dt.timedelta(days=300))
    app.run()
    assert not app.exception
    said = ("有效", "What helped")[LANGUAGES.index(language)]
    assert any(said in element.value for element in app.subheader)


def test_the_way_back_from_an_action_leads_to_the_view_it_was_opened_from(app: AppTest) -> None:
    one = start("First")
    app.session_state["work"] = "list"
    opened(app, one)
    app.button(key="all_actions").click().run()
    assert headline(app).startswith("1 action")
    assert app.dataframe[0].value["Title"].tolist() == ["First"]
    assert "action" not in address(app)
