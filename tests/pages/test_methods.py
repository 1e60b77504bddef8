"""The method page: reached from every chart, open at the section that was asked for, with the present numbers."""

import re

import pytest

from mot.domain.thresholds import Thresholds
from mot.locale.methods import SECTIONS
from mot.services import setup
from mot.ui import session
from tests.pages.conftest import LANGUAGES, Visit, address, texts

KEYS = [found.key for found in SECTIONS]


def opened(app) -> str:
    return app.subheader[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_can_be_read_in_both_languages(visit: Visit, language: str) -> None:
    app = visit("methods", language=language)
    for found in SECTIONS:
        app.radio[0].set_value(found.key).run()
        assert not app.exception
        assert address(app)["about"] == [found.key]
        said = " ".join(texts(app))
        assert not re.search(r"\{\w+\}|\bnan\b|None", said), said
        assert len(app.get("latex") or app.latex) == len(found.formulas)
        assert len(app.subheader) == 2, "one section is open, and the contents"


def test_a_link_opens_its_section(visit: Visit) -> None:
    assert opened(visit("methods", language="en", about="planner")) == "Sample planning"
    assert opened(visit("methods", language="en", about="trends")) == "Trends and alarms"
    assert opened(visit("methods", language="en", about="nonsense")) == "Score and gap"


def test_a_chart_leads_to_its_section_and_back(visit: Visit) -> None:
    app = visit("planner", language="en")
    app.session_state["about"], app.session_state["about_from"] = "planner", "planner"
    app.switch_page("pages/methods.py").run()
    assert opened(app) == "Sample planning"
    (link,) = app.get("page_link")
    assert "Back to Sample plan" in str(link.proto)
    app.radio[0].set_value("zones").run()
    assert opened(app) == "Zone of tolerance"
    app.switch_page("pages/gaps.py").run()
    app.session_state["about"], app.session_state["about_from"] = "heatmap", "gaps"
    app.switch_page("pages/methods.py").run()
    assert opened(app) == "Heat map and fair gaps"


def test_without_a_chart_there_is_no_way_back(visit: Visit) -> None:
    app = visit("methods", language="en")
    assert not app.get("page_link")


def test_the_numbers_are_those_of_the_settings(visit: Visit) -> None:
    app = visit("methods", language="en", about="comparisons")
    assert any("q₀ ≤ 0.05 and gap ≤ −5 POMP" in text for text in texts(app))
    setup.save_thresholds(
        session.engine(), _admin(), Thresholds(delta=7.5, alpha=0.1, n_status=25, confidence=0.9)
    )
    app.run()
    said = " ".join(texts(app))
    assert "q₀ ≤ 0.1 and gap ≤ −7.5 POMP" in said
    assert "n < 25" in said
    app.radio[0].set_value("intervals").run()
    assert "about 90% of such intervals" in " ".join(texts(app))


def test_alpha_is_told_beside_the_dimensions_where_there_are_answers(visit: Visit) -> None:
    app = visit("methods", language="en", about="dimensions")
    (table,) = app.dataframe
    assert table.value["Dimension"].tolist()[0] == "Tangibles"
    shown = [float(x) for x in table.value["α of perceptions"] if x != "–"]
    assert shown
    assert all(0 < x < 1 for x in shown)
    thin = visit("methods", data="thin", language="en", about="dimensions")
    (table,) = thin.dataframe
    assert set(table.value["α of perceptions"]) == {"–"}
    assert set(table.value["People who rated all of them"]) == {""}
    assert not visit("methods", data="empty", language="en", about="dimensions").dataframe


def _admin():
    from mot.services.people import local_actor

    return local_actor()
