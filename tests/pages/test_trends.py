"""The trend page: what is charted is the service's, what is chosen stays in the address, alarms lead to charts."""

import datetime as dt

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mot.analysis.family import Alarm
from mot.analysis.judging import Standing
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.locale.words import Locale
from mot.services import trends
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.ui import alarms, session
from mot.ui.frame import Page
from tests.pages.conftest import LANGUAGES, Visit, address, charts, headline, sentences, texts, told_numbers

VIEW = View(Quarter(2026, 3))


def board(app: AppTest):
    """The rows of the touchpoints side by side."""
    return next(rows for rows in charts(app) if "head" in rows)


def control(app: AppTest):
    """The rows of the control chart."""
    return next(rows for rows in charts(app) if "cut_text" in rows)


def asked(question, *args):
    return question(session.engine(), local_actor(), VIEW, *args)


def test_the_chart_is_that_of_the_service(visit: Visit) -> None:
    app = visit("trends", language="en", tp="queue")
    queue = next(
        t.id for t in open_books(session.engine(), local_actor()).institution.touchpoints if t.code == "queue"
    )
    told = asked(trends.control_chart, queue, None).frame
    drawn = control(app)
    np.testing.assert_allclose(drawn["value"], told["value"])
    np.testing.assert_allclose(drawn["lower"], told["lower"])
    assert len(drawn) == 9
    heads = board(app)[board(app)["head"]]
    assert len(heads) == 11
    assert heads["code"].iloc[0] == "*"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_open_lives_in_the_address(visit: Visit, language: str) -> None:
    app = visit("trends", language=language, tp="queue", at="JC01", base="202603", fig="complaints")
    assert not app.exception
    there = address(app)
    assert [there[key] for key in ("tp", "at", "base", "fig")] == [
        ["queue"],
        ["JC01"],
        ["202603"],
        ["complaints"],
    ]
    drawn = control(app)
    assert not drawn["base"].iloc[:2].any()
    branch = texts(visit("trends", language=language, tp="queue", at="JC02"))
    assert branch != texts(app)


def test_choosing_writes_the_address_and_changes_the_chart(visit: Visit) -> None:
    app = visit("trends", language="en")
    app.selectbox(key="w_trend_tp_en").set_value("queue").run()
    assert address(app)["tp"] == ["queue"]
    whole = control(app)["value"].to_numpy()
    app.selectbox(key="w_trend_at_en").set_value("JC01").run()
    assert not app.exception
    assert address(app)["at"] == ["JC01"]
    assert not np.array_equal(control(app)["value"].to_numpy(), whole, equal_nan=True)
    app.selectbox(key="w_trend_tp_en").set_value("*").run()
    assert address(app)["tp"] == ["*"]
    app.selectbox(key="w_trend_base_en").set_value("202602").run()
    assert address(app)["base"] == ["202602"]
    assert not app.exception


def test_codes_that_nobody_knows_open_the_usual_chart(visit: Visit) -> None:
    app = visit("trends", language="en", tp="nothing", at="nowhere", base="tomorrow", fig="luck")
    usual = visit("trends", language="en")
    np.testing.assert_array_equal(control(app)["value"], control(usual)["value"])
    odd = visit("trends", language="en", base="209913")
    np.testing.assert_array_equal(control(odd)["value"], control(usual)["value"])


def test_a_branch_outside_the_selection_is_not_open(visit: Visit) -> None:
    app = visit("trends", language="en", tp="queue", at="JC01", br=["JC02", "JC03"])
    assert not app.exception
    assert set(app.selectbox(key="w_trend_at_en").options) == {
        "Selection as a whole",
        *_names(app, ("JC02", "JC03")),
    }
    alone = visit("trends", language="en", tp="queue", br="JC01")
    with pytest.raises(KeyError):
        alone.selectbox(key="w_trend_at_en")


def _names(app: AppTest, codes: tuple[str, ...]) -> set[str]:
    there = open_books(session.engine(), local_actor()).institution
    return {b.name.en for b in there.branches if b.code in codes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_people_leave_no_number_behind(visit: Visit, language: str) -> None:
    app = visit("trends", data="thin", language=language)
    for rows in charts(app):
        assert not told_numbers(rows).any()
        for column in ("value_text", "usual_text", "interval_text", "n_text"):
            assert column not in rows or set(rows[column]) == {""}
    said = ("历史数据不足", "Not enough history")[LANGUAGES.index(language)]
    assert said in headline(app)


def test_a_small_branch_is_in_no_chart(visit: Visit) -> None:
    app = visit("trends", data="small_branch", language="en", at="s3")
    for rows in charts(app):
        if "cut_text" in rows:
            assert rows["value"].isna().all()
    assert any("Too few answers each month" in text for text in sentences(app))
    whole, rest = (
        {r["code"] for rows in charts(visit("trends", data="small_branch", language="en", **chosen)) if "head" in rows
         for r in rows[rows["head"]].to_dict("records") if r["value_text"]}
        for chosen in ({}, {"br": ["n1", "n2", "s1", "s2"]})
    )  # fmt: skip
    assert not whole & rest & {"lobby", "queue", "counter", "advice", "*"}


def test_one_quarter_shows_lines_and_says_what_is_missing(visit: Visit) -> None:
    app = visit("trends", data="mixed", language="en")
    assert any("8 comparable months are needed, there are 1" in text for text in sentences(app))
    assert control(app)["lower"].isna().all()
    assert any("No complaint, acceptance or success rates" in text for text in sentences(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_part_lists_alarms_that_lead_to_their_charts(visit: Visit, language: str) -> None:
    visit("overview", language=language)

    def part() -> None:
        import streamlit as st

        from mot.domain.cube import View
        from mot.domain.periods import Quarter
        from mot.locale.words import Locale
        from mot.services.books import open_books
        from mot.services.people import local_actor
        from mot.ui import alarms, session
        from mot.ui.frame import Page

        st.session_state.setdefault("lang", "en")
        engine, actor = session.engine(), local_actor()
        page = Page("overview", actor, engine, Locale("en"), open_books(engine, actor))
        alarms.show(page, View(Quarter(2026, 3)))

    app = AppTest.from_function(part, default_timeout=60).run()
    assert not app.exception
    told = asked(trends.alarms)
    listed = [*told.points, *told.drifts]
    buttons = [b for b in app.button if b.key and b.key.startswith("w_alarm_")]
    assert len(buttons) >= min(len(listed), 5)
    assert any("charts looked at" in c.value for c in app.caption)
    if not listed:
        assert any("No alarm among" in m.value for m in app.markdown)


def test_an_alarm_opens_its_own_chart(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit("overview", language="en")
    engine, actor = session.engine(), local_actor()
    page = Page("overview", actor, engine, Locale("en"), open_books(engine, actor))
    opened, state = [], {}
    monkeypatch.setattr(alarms.st, "switch_page", opened.append)
    monkeypatch.setattr(alarms.st, "session_state", state)
    branch = page.books.institution.branches[2]
    touchpoint = page.books.institution.touchpoints[1]
    for where in (branch.id, None):
        alarms._open(page, Alarm(touchpoint.id, where, Standing.LOW, 202609, 50, -1, -0.5, 0.5, True))
        assert state == {"tp": touchpoint.code, "at": branch.code if where else ""}
    assert opened == ["pages/trends.py"] * 2


def test_the_questions_know_what_day_it_is(visit: Visit) -> None:
    visit("overview", language="en")
    early = asked(trends.control_chart, None, None, dt.date(2026, 9, 9)).frame
    assert early["running"].iloc[-1]
    late = asked(trends.control_chart, None, None, dt.date(2026, 10, 1)).frame
    assert not late["running"].any()
