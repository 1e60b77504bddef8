"""The review page: made, turned, written over, arranged, presented; each reader sees what is theirs."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from mot.domain.access import Actor, Role, Scope
from mot.domain.periods import Quarter
from mot.domain.reviews import Document, State
from mot.locale.words import Locale
from mot.reports import composing
from mot.services import people, review_changes, review_writing, reviews, undoing
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.ui import review_files, review_new, session
from mot.ui.frame import Page
from tests.conftest import NORTH, SOUTH
from tests.pages.conftest import LANGUAGES, Visit, address, charts, headline, texts
from tests.pages.reviewed import DRAFT, OF_NORTH, OF_SOUTH

CHEN = Actor("chen", "陈", Role.LEADER)
MEI = Actor("mei", "梅", Role.MANAGER, Scope(SOUTH))
LIN = Actor("lin", "林", Role.MANAGER, Scope(NORTH))
NORTH_WORDS = ("北门支行", "老城支行", "北区")


def document(number: int, language: str = "en") -> Document:
    return reviews.document(session.engine(), local_actor(), number, language)


def opened(visit: Visit, number: int, *, language: str = "en", **state: object) -> AppTest:
    """The page with this review open, at its first slide."""
    app = visit("review", data="reviewed", language=language)
    app.session_state["open_review"] = number
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def plain(text: object) -> str:
    return str(text).replace("\\", "")


def finding(app: AppTest) -> str:
    (only,) = app.title
    return plain(only.value)


def said(app: AppTest) -> str:
    """Everything a reader meets, without what keeps it from being formatting."""
    return plain("\n".join([*texts(app), *(str(one.value) for one in app.title)]))


def keys(app: AppTest, kind: str = "button") -> set[str]:
    return {str(one.key) for one in app.get(kind)}


def turned_to(app: AppTest, number: int, key: str) -> AppTest:
    """The slide with this key."""
    place = [slide.key for slide in document(number).deck.slides].index(key) + 1
    app.pagination(key="s").set_value(place).run()
    assert not app.exception, app.exception
    return app


def menu(app: AppTest, chosen: str) -> AppTest:
    (one,) = [m for m in app.menu_button if str(m.key).startswith("review_menu_")]
    one.set_value(chosen).run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_page_leads_to_the_first_review(visit: Visit, language: str) -> None:
    app = visit("review", data="small_branch", language=language)
    assert headline(app) == ("还没有季度回顾", "No review yet")[LANGUAGES.index(language)]
    app.button(key="new_review").click().run()
    app.button(key="make_review").click().run()
    assert not app.exception, app.exception
    (made,) = reviews.reviews(session.engine(), local_actor())
    assert address(app)["r"] == [str(made.id)]
    first = reviews.document(session.engine(), local_actor(), made.id, language).deck.slides[0]
    assert finding(app) == first.title
    assert made.comparison.code == "2026Q2", "the quarter before, even where nobody answered"


def test_the_last_quarter_that_is_over_is_told_in_one_click(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit("review", data="small_branch", language="en")
    review_writing.keep_outline(session.engine(), local_actor(), ["gaps", "summary"])
    app.button(key="make_last").click().run()
    assert not app.exception, app.exception
    (made,) = reviews.reviews(session.engine(), local_actor())
    assert (made.quarter.code, made.comparison.code) == ("2026Q3", "2026Q2")
    assert made.title == "Customer experience review, Q3 2026"
    assert made.sections == ("gaps", "summary"), "as its author keeps them"
    assert address(app)["r"] == [str(made.id)]
    app.button(key="all_reviews").click().run()
    assert "make_last" not in keys(app), "there is one that can be opened"
    known = (Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4))
    for day, last in ((dt.date(2026, 11, 26), known[1]), (dt.date(2026, 3, 1), known[2])):
        monkeypatch.setattr(
            review_new, "dt", SimpleNamespace(date=SimpleNamespace(today=lambda day=day: day))
        )
        assert review_new._last(known) == last


def test_the_table_of_contents_turns_to_a_slide(visit: Visit) -> None:
    app, told = opened(visit, DRAFT), document(DRAFT).deck.slides
    one = app.menu_button(key="review_contents_en")
    assert len(one.options) == len(told)
    one.set_value(one.options[3]).run()
    assert not app.exception, app.exception
    assert finding(app) == told[3].title
    assert address(app)["s"] == ["4"]


def test_what_changed_is_not_asked_again_just_because_a_page_is_turned(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    own = review_changes.news
    monkeypatch.setattr(review_changes, "news", lambda *args: asked.append(args) or own(*args))
    app = opened(visit, DRAFT)
    assert len(asked) == 1
    app.button(key="next_slide").click().run()
    app.pagination(key="s").set_value(4).run()
    assert len(asked) == 1
    app.run()
    assert len(asked) == 2
    undoing.undo(session.engine(), local_actor(), 2)
    app.button(key="next_slide").click().run()
    assert len(asked) == 3
    assert "Changed since this was frozen" in said(app)


def test_a_new_review_is_about_the_chosen_places_and_quarter(visit: Visit) -> None:
    app = visit("review", data="reviewed", language="en")
    app.button(key="new_review").click().run()
    app.selectbox(key="w_new_review_quarter_en").set_value("2026Q2").run()
    app.multiselect(key="w_new_review_places_en").set_value(["r.south"]).run()
    app.text_input(key="w_new_review_title_en").set_value("South, spring").run()
    app.button(key="make_review").click().run()
    assert not app.exception, app.exception
    made = reviews.reviews(session.engine(), local_actor())[0]
    assert (made.title, made.quarter.code, made.branches) == ("South, spring", "2026Q2", SOUTH)
    assert "South, spring" in said(app)


def test_the_list_says_of_each_what_it_is_about_and_where_it_stands(visit: Visit) -> None:
    app = visit("review", data="reviewed", language="en")
    assert headline(app) == "3 reviews"
    assert {f"open_review_{n}" for n in (DRAFT, OF_NORTH, OF_SOUTH)} <= keys(app)
    told = said(app)
    for word in (
        "All branches",
        "North",
        "South",
        "Draft",
        "Presented",
        "Q3 2026",
        document(DRAFT).review.stamp,
    ):
        assert word in told
    app.button(key=f"open_review_{OF_SOUTH}").click().run()
    assert address(app)["r"] == [str(OF_SOUTH)]
    app.button(key="all_reviews").click().run()
    assert "r" not in address(app)
    assert headline(app) == "3 reviews"


def test_slides_are_turned_and_show_what_was_frozen(visit: Visit) -> None:
    app, told = opened(visit, DRAFT), document(DRAFT)
    pages = len(told.deck.slides)
    for number, slide in enumerate(told.deck.slides, start=1):
        assert finding(app) == slide.title
        assert f"{number} / {pages}" in said(app)
        assert told.review.stamp in said(app)
        assert len(charts(app)) == bool(slide.chart)
        if slide.chart:
            (rows,) = charts(app)
            for name, values in slide.chart.columns.items():
                assert [None if v != v else v for v in rows[name].tolist()] == list(values)
        if number < pages:
            app.button(key="next_slide").click().run()
            assert not app.exception, app.exception
            assert address(app)["s"] == [str(number + 1)]
    app.button(key="previous_slide").click().run()
    assert finding(app) == told.deck.slides[-2].title


def test_the_language_of_the_visit_is_the_language_of_the_slides(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT), DRAFT, "journey")
    app.button_group(key="w_lang_en").set_value("zh").run()
    own = {slide.key: slide for slide in document(DRAFT, "zh").deck.slides}
    assert finding(app) == own["journey"].title


def test_a_sentence_is_written_over_and_taken_back(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT, w_review_editing_en=True), DRAFT, "journey")
    own, field = finding(app), "w_review_1_journey_title_en_en"
    app.text_area(key=field).set_value("The queue *first*").run()
    assert finding(app) == "The queue *first*"
    assert own in said(app), "the original stands under it"
    assert document(DRAFT).review.texts == {"en": {("journey", "title"): "The queue *first*"}}
    app.button(key="back_1_journey_title").click().run()
    assert finding(app) == own == app.text_area(key=field).value
    assert not document(DRAFT).review.texts.get("en")


def test_what_was_typed_is_not_lost_when_somebody_else_was_faster(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT, w_review_editing_en=True), DRAFT, "journey")
    review_writing.rename(
        session.engine(), local_actor(), DRAFT, "Other", version=document(DRAFT).review.version
    )
    app.text_area(key="w_review_1_journey_title_en_en").set_value("Mine").run()
    assert any("Somebody else" in str(error.value) for error in app.error)
    assert app.text_area(key="w_review_1_journey_title_en_en").value == "Mine"
    assert finding(app) != "Mine"
    app.button(key="keep_1_journey_title").click().run()
    assert finding(app) == "Mine"
    assert not app.error


def test_comments_stay_with_their_slide(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT, w_review_editing_en=True), DRAFT, "journey")
    app.button(key="add_remark_1_journey").click().run()
    assert len(app.error) == 1, "nothing was said"
    app.text_area(key="w_remark_1_journey_text_en").set_value("Ask the *branch* first").run()
    app.button(key="add_remark_1_journey").click().run()
    assert "Ask the *branch* first" in said(app)
    assert app.text_area(key="w_remark_1_journey_text_en").value == ""
    turned_to(app, DRAFT, "title")
    assert "Ask the *branch* first" not in said(app)


def test_sections_are_left_out_put_in_order_and_kept_for_the_next_review(visit: Visit) -> None:
    app = opened(visit, DRAFT)
    before = [slide.section for slide in document(DRAFT).deck.slides]
    order = list(dict.fromkeys(before))
    last = order[-1]
    menu(app, "sections")
    while not app.button(key=f"section_up_{last}").disabled:
        app.button(key=f"section_up_{last}").click().run()
    app.checkbox(key="keep_outline").set_value(True).run()
    app.button(key="save_sections").click().run()
    assert not app.exception, app.exception
    after = list(dict.fromkeys(slide.section for slide in document(DRAFT).deck.slides))
    assert after == [order[0], last, *(key for key in order[1:] if key != last)]
    kept = review_writing.outline(session.engine(), local_actor())
    assert kept[0] == last
    menu(app, "sections")
    for box in app.checkbox:
        if str(box.key).startswith("section_") and box.value:
            box.uncheck()
    app.run()
    app.button(key="save_sections").click().run()
    assert len(app.error) == 1, "no section is left"


def test_a_presented_review_cannot_be_changed_any_more(visit: Visit) -> None:
    app = opened(visit, DRAFT, w_review_editing_en=True)
    assert app.text_area
    menu(app, "present")
    app.button(key="confirm_present").click().run()
    assert document(DRAFT).review.state is State.PRESENTED
    assert not app.text_area
    assert "Presented" in said(app)
    (one,) = [m for m in app.menu_button if str(m.key).startswith("review_menu_")]
    assert set(one.options) == {"New snapshot", "Put into the archive"}
    menu(app, "archive")
    assert document(DRAFT).review.state is State.ARCHIVED
    menu(app, "restore")
    assert document(DRAFT).review.state is State.PRESENTED


def test_a_review_gets_another_name(visit: Visit) -> None:
    app = menu(opened(visit, DRAFT), "rename")
    app.text_input(key="w_rename_review_1_title_en").set_value(" ").run()
    app.button(key="save_title").click().run()
    assert len(app.error) == 1
    app.text_input(key="w_rename_review_1_title_en").set_value("For the board").run()
    app.button(key="save_title").click().run()
    assert "For the board" in said(app)


def test_the_projector_shows_the_slide_and_nothing_beside_it(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT, w_review_editing_en=True), DRAFT, "journey")
    review_writing.comment(session.engine(), local_actor(), DRAFT, "journey", "Only among us")
    notes = next(s.notes for s in document(DRAFT).deck.slides if s.key == "journey")
    app.run()
    assert "Only among us" in said(app)
    assert notes in said(app)
    app.query_params["present"] = "1"
    app.query_params["r"] = str(DRAFT)
    app.run()
    assert not app.exception, app.exception
    assert "Only among us" not in said(app)
    assert notes not in said(app)
    assert not app.text_area
    assert not app.menu_button
    assert keys(app) == {"previous_slide", "next_slide", "end_presentation"}
    app.button(key="previous_slide").click().run()
    assert "present" in address(app), "the next slide is shown on the projector too"


def test_a_leader_reads_what_was_presented_and_changes_nothing(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "local_actor", lambda: CHEN)
    app = visit("review", data="reviewed", language="en")
    assert headline(app) == "2 reviews"
    assert "new_review" not in keys(app)
    assert "草稿" not in said(app)
    app.button(key=f"open_review_{OF_NORTH}").click().run()
    assert [str(m.key) for m in app.menu_button] == ["review_contents_en"]
    assert not app.toggle
    app.session_state["open_review"] = DRAFT
    app.run()
    assert len(app.error) == 1
    assert not app.title


def test_mei_sees_nothing_of_the_north(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "local_actor", lambda: MEI)
    app = visit("review", data="reviewed", language="zh")
    assert {key for key in keys(app) if key.startswith("open_review")} == {f"open_review_{OF_SOUTH}"}
    assert not any(word in said(app) for word in NORTH_WORDS)
    for number in (DRAFT, OF_NORTH):
        app.session_state["open_review"] = number
        app.run()
        assert len(app.error) == 1
        assert not any(word in said(app) for word in NORTH_WORDS)
    app.session_state["open_review"] = OF_SOUTH
    app.run()
    slides = reviews.document(session.engine(), MEI, OF_SOUTH, "zh").deck.slides
    for _ in slides[1:]:
        app.button(key="next_slide").click().run()
        assert not app.exception, app.exception
        assert not any(word in said(app) for word in NORTH_WORDS)
        assert not any(word in rows.to_string() for rows in charts(app) for word in NORTH_WORDS)


@pytest.mark.parametrize("told", ["99", "x", "-1"])
def test_a_review_that_is_not_there_is_said_to_be_so(visit: Visit, told: str) -> None:
    app = visit("review", data="reviewed", language="en")
    app.query_params["r"] = told
    app.run()
    assert not app.exception, app.exception
    assert len(app.error) == (told == "99")


def test_a_slide_leads_to_its_method_and_back_to_itself(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT), DRAFT, "journey")
    shown = finding(app)
    app.button(key="slide_method").click().run()
    assert not app.exception, app.exception
    app.switch_page("pages/review.py").run()
    assert finding(app) == shown


def test_a_comment_beyond_the_numbers_gets_a_gentle_note_and_is_kept(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT, language="zh", w_review_editing_zh=True), DRAFT, "journey")
    app.text_area(key="w_remark_1_journey_text_zh").set_value("网点环境已经明显改善").run()
    app.button(key="add_remark_1_journey").click().run()
    assert "网点环境已经明显改善" in said(app)
    assert "数据尚不支持这一说法" in said(app)
    (kept,) = document(DRAFT).review.remarks
    assert kept.text == "网点环境已经明显改善"


def test_what_changed_since_it_was_frozen_is_told_and_taken_into_a_new_snapshot(visit: Visit) -> None:
    app = turned_to(opened(visit, DRAFT, w_review_editing_en=True), DRAFT, "journey")
    app.text_area(key="w_review_1_journey_title_en_en").set_value("Mine").run()
    assert "Changed since this was frozen" not in said(app)
    before = document(DRAFT).deck
    undoing.undo(session.engine(), local_actor(), 2)
    app.run()
    assert "Changed since this was frozen" in said(app)
    assert document(DRAFT).deck == before
    app.button(key="news_renew").click().run()
    app.button(key="confirm_renew").click().run()
    assert not app.exception, app.exception
    newest = reviews.reviews(session.engine(), local_actor())[0]
    assert newest.previous == DRAFT
    assert address(app)["r"] == [str(newest.id)]
    turned_to(app, newest.id, "journey")
    assert finding(app) == "Mine"
    app.button(key="open_changes").click().run()
    assert not app.exception, app.exception
    assert f"R{newest.id} against R{DRAFT}" in said(app)
    assert "was undone" in said(app)
    assert len(app.dataframe) >= 2
    told = review_changes.differences(session.engine(), local_actor(), newest.id)
    assert len(app.dataframe[0].value) == len(told.facts)
    app.button(key="close_changes").click().run()
    assert finding(app) == "Mine"


def test_differences_that_must_not_be_told_are_only_counted(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(visit, DRAFT)
    undoing.undo(session.engine(), local_actor(), 2)
    newest = composing.renew(session.engine(), local_actor(), DRAFT).id
    told = review_changes.differences(session.engine(), local_actor(), newest)
    silent = [replace(one, old=one.new, held=True) for one in told.facts if one.new] * 2
    shown = [one for one in told.facts if not one.held][:2]
    monkeypatch.setattr(
        review_changes,
        "differences",
        lambda *_: replace(told, facts=(*silent, *shown), sentences=(), carried=()),
    )
    app.session_state["open_review"] = newest
    app.query_params["changes"] = "1"
    app.run()
    assert not app.exception, app.exception
    (table,) = app.dataframe
    assert len(table.value) == len(shown)
    assert f"{len(silent)} numbers differ that are not put side by side" in said(app)


def test_differences_without_an_earlier_snapshot_say_so(visit: Visit) -> None:
    app = opened(visit, DRAFT)
    app.query_params["changes"] = "1"
    app.run()
    assert not app.exception, app.exception
    assert len(app.error) == 1


def test_every_file_is_offered_under_a_safe_name_with_its_snapshot(visit: Visit) -> None:
    app = opened(visit, OF_NORTH)
    app.button(key="take_review").click().run()
    assert not app.exception, app.exception
    offered = {str(one.key) for one in app.get("download_button")}
    for kind in (".pptx", ".pdf", ".html", ".xlsx", ".zip", ".png", ".svg"):
        assert any(kind in key for key in offered), kind
    told = document(OF_NORTH)
    books = open_books(session.engine(), local_actor())
    page = SimpleNamespace(t=lambda text: text, locale=Locale("en"), actor=local_actor(), books=books)
    name = review_files.name_of(cast("Page", page), told, ".pptx", "a/b:c")
    assert name == f"Quarterly review 2026Q3 North a_b_c {told.review.stamp}.pptx"


@pytest.mark.parametrize("state", ["thin", "perception"])
def test_a_review_stands_in_every_state_of_the_data(visit: Visit, state: str) -> None:
    app = visit("review", data=state, language="en")
    app.button(key="new_review").click().run()
    app.button(key="make_review").click().run()
    assert not app.error, app.error
    for number, slide in enumerate(document(1).deck.slides, start=1):
        app.pagination(key="s").set_value(number).run()
        assert not app.exception, (slide.key, app.exception)
        assert finding(app) == slide.title
