"""Moments are tagged with one click or in the drawer, and the page tells then from now."""

import datetime as dt

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.moments import Cause, Judgement, Kind, Moment, Origin, Visibility
from mot.domain.periods import Quarter
from mot.ingest.draft import SourceFile
from mot.services import imports, moments
from mot.services.people import local_actor
from mot.storage.schema import batch
from mot.ui import session
from tests.pages.conftest import LANGUAGES, Visit, address, charts, headline, texts, told_numbers
from tests.services.service_samples import EVERYWHERE, bring_in, feedback, people, workbook

VIEW = View(Quarter(2026, 3))
QUEUE, COMPLAINTS = 2, 10


def tag(judgement: Judgement | None = None, touchpoint: int = QUEUE, **options: object) -> Moment:
    made = judgement or Judgement(Kind.WEAK, (Cause.PROCESS,), note="只开*一个*窗口")
    return moments.tag(session.engine(), local_actor(), VIEW, touchpoint, made, **options)  # type: ignore[arg-type]


def key(name: str, language: str = "zh") -> str:
    return f"w_{name}_{language}"


def press(app: AppTest, opens: str, *inside: str) -> AppTest:
    """Open a drawer and press buttons inside it: here each run is one of the whole page, so both at once."""
    app.button(key=opens).click().run()
    assert not app.exception
    for one in inside:
        app.button(key=opens).click()
        app.button(key=one).click().run()
        assert not app.exception
    return app


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_out_is_tagged_with_one_click(visit: Visit, language: str) -> None:
    app = visit("moments", language=language)
    suggested = moments.suggestions(session.engine(), local_actor(), VIEW)
    assert len(suggested) == 7
    assert str(len(suggested)) in headline(app)
    app.button(key=key(f"suggest_{COMPLAINTS}", language)).click().run()
    assert not app.exception
    (made,) = moments.moments(session.engine(), local_actor())
    assert (made.touchpoint, made.judgement) == (COMPLAINTS, Judgement(Kind.WEAK))
    assert made.evidence is not None
    assert made.evidence.numbers["status"] == "weak"
    assert key(f"suggest_{COMPLAINTS}", language) not in keys(app)
    assert key(f"edit_{made.id}", language) in keys(app)
    told = ("已标注 1 个", "1 tagged so far")[language == "en"]
    assert told in headline(app)


def test_a_moment_is_tagged_in_the_card_of_its_touchpoint(visit: Visit) -> None:
    app = visit("gaps")
    first = next(k for k in sorted(keys(app)) if k.startswith("w_tag_touchpoint_"))
    press(app, first, key("tag_save"))
    (made,) = moments.moments(session.engine(), local_actor())
    assert made.evidence is not None
    assert (made.origin, made.evidence.numbers["status"]) == (Origin.TOUCHPOINT, "weak")


@pytest.mark.parametrize("page", ["overview", "trends"])
def test_an_alarm_is_tagged_where_it_is_told(visit: Visit, page: str) -> None:
    visit("overview", data="mixed")
    rows = [
        [*row[:2], dt.date(2025, month, 9), *row[3:]]
        for month in range(1, 13)
        for row in people(EVERYWHERE, each=8, month=month, seed=month)
    ]
    for row in people(EVERYWHERE, each=12, month=9, seed=9):
        rows.append([*row[:8], *(1 if at % 2 else 5 for at in range(8))])
    with session.engine().begin() as tx:
        tx.execute(sa.update(batch).values(status="undone"))
    bring_in(session.engine(), local_actor(), SourceFile("一年.xlsx", workbook(rows)))
    app = visit(page, data="mixed")
    found = [k for k in sorted(keys(app)) if k.startswith("w_tag_alarm_")]
    press(app, found[0], key("tag_save"))
    (made,) = moments.moments(session.engine(), local_actor())
    assert made.origin is Origin.ALARM
    assert made.evidence is not None
    assert made.evidence.numbers["gap"] < -1
    signal = made.evidence.numbers["alarm"]
    assert signal["month"] == 202609
    assert signal["value"] is not None
    assert "的信号：" in " ".join(one.value for one in visit("moments", data="mixed").caption)


def test_a_comment_is_tagged_with_its_words(visit: Visit) -> None:
    app = visit("gaps", tp="queue")
    app.button_group(key=key("side")).set_value("comments").run()
    assert not app.exception
    first = next(k for k in sorted(keys(app)) if k.startswith("w_tag_comment_"))
    press(app, first, key("tag_save"))
    (made,) = moments.moments(session.engine(), local_actor())
    assert made.origin is Origin.COMMENT
    assert made.evidence is not None
    assert "排队" in made.evidence.said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_then_from_now(visit: Visit, language: str) -> None:
    app = visit("moments", data="small_branch", language=language)
    made = tag()
    app.run()
    assert any(("与当时相同", "as then")[language == "en"] in text for text in texts(app))
    assert any("\\*一个\\*" in text for text in texts(app)), "a note is words, not markup"
    imports.undo(session.engine(), local_actor(), 1)
    bring_in(session.engine(), local_actor(), feedback(each=25, seed=4))
    app.run()
    assert not app.exception
    said = ("依据已变化", "The evidence has changed")[language == "en"]
    assert any(said in text for text in texts(app))
    assert made.evidence is not None
    then = f"{abs(made.evidence.numbers['gap']):.2f}"
    assert any(then in text for text in texts(app)), "the number of then stays"


def test_nothing_hidden_reaches_the_page(visit: Visit) -> None:
    app = visit("moments", data="thin")
    tag()
    tag(Judgement(Kind.WATCH), branch=1, origin=Origin.CELL)
    app.run()
    assert len([k for k in keys(app) if k.startswith("w_edit_")]) == 2
    assert not [rows for rows in charts(app) if told_numbers(rows).any()]
    assert any("不显示数值" in text for text in texts(app))
    assert not any("n = " in text for text in texts(app))


def test_a_tag_is_withdrawn_and_put_back(visit: Visit) -> None:
    app = visit("moments")
    made = tag()
    app.run()
    app.button(key=key(f"withdraw_{made.id}")).click().run()
    assert moments.moments(session.engine(), local_actor()) == ()
    assert key(f"restore_{made.id}") not in keys(app)
    app.session_state["m_of"] = "gone"
    app.run()
    app.button(key=key(f"restore_{made.id}")).click().run()
    assert [m.id for m in moments.moments(session.engine(), local_actor())] == [made.id]


def test_a_link_opens_one_tag_and_filters_narrow_the_list(visit: Visit) -> None:
    app = visit("moments")
    weak, good = tag(), tag(Judgement(Kind.DELIGHT), touchpoint=8)
    app = visit("moments", tag=str(good.id))
    assert key(f"edit_{good.id}") in keys(app)
    assert key(f"edit_{weak.id}") not in keys(app)
    assert address(app)["tag"] == [str(good.id)]
    app.button(key="all_tags").click().run()
    assert {key(f"edit_{m.id}") for m in (weak, good)} <= keys(app)
    app = visit("moments", m_kind="weak")
    assert key(f"edit_{good.id}") not in keys(app)
    app = visit("moments", m_tp="completion", tag="999")
    assert not app.exception


def test_two_who_edit_see_both_versions_and_lose_nothing(visit: Visit) -> None:
    app = visit("moments", language="en")
    made = tag()
    app.run()
    edit, save = key(f"edit_{made.id}", "en"), key("edit_save", "en")
    press(app, edit)
    theirs = Judgement(Kind.WATCH, note="theirs")
    ada = Actor("ada", "Ada", local_actor().role)
    moments.revise(session.engine(), ada, made.id, theirs, version=1)
    app.text_area[0].set_value("ours").run()
    app.button(key=save).click().run()
    assert not app.exception
    assert moments.moment(session.engine(), local_actor(), made.id).judgement.note == "theirs"
    assert any("changed this tag" in warning.value for warning in app.warning)
    assert {code.value for code in app.code} == {"theirs", "ours"}
    app.button(key=save).click().run()
    assert not app.exception
    assert moments.moment(session.engine(), local_actor(), made.id).judgement.note == "ours"
    assert save not in keys(app)


def test_the_delights_of_others_are_offered(visit: Visit) -> None:
    app = visit("moments")
    ada = Actor("ada", "Ada", local_actor().role)
    offered = Judgement(Kind.DELIGHT, note="办结后念一遍要点", visibility=Visibility.NETWORK)
    moments.tag(session.engine(), ada, VIEW, 8, offered)
    app.run()
    assert "可借鉴的做法" in [element.value for element in app.subheader]
    assert sum("办结后念一遍要点" in text for text in texts(app)) == 2
