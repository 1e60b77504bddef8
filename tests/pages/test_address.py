"""The address holds the filters as codes, and the door stands before every page."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PAGES, PATIENCE, ROOT, Visit, address, charts, headline, texts


def gaps_drawn(app: AppTest) -> list[float]:
    """Every gap of the page's charts, smallest first."""
    columns = [rows[name] for rows in charts(app) for name in ("gap", "shade") if name in rows]
    return sorted(gap for column in columns for gap in column.dropna())


def test_filters_survive_a_switch_of_language_as_codes(visit: Visit) -> None:
    app = visit("gaps", language="zh", br=["JC01", "r.east"], ch=["app"], q="2026Q2", tp="queue")
    before = address(app)
    assert {key: before[key] for key in ("br", "ch", "q", "tp")} == {
        "br": ["JC01", "r.east"],
        "ch": ["app"],
        "q": ["2026Q2"],
        "tp": ["queue"],
    }
    numbers = gaps_drawn(app)
    assert np.isfinite(numbers).any()
    app.button_group(key="w_lang_zh").set_value("en").run()
    assert not app.exception
    after = address(app)
    assert after.pop("lang") == ["en"]
    assert after == {key: value for key, value in before.items() if key != "lang"}
    assert gaps_drawn(app) == pytest.approx(numbers)
    assert "Q2 2026" in "".join(texts(app))
    app.button_group(key="w_lang_en").set_value("zh").run()
    assert gaps_drawn(app) == pytest.approx(numbers)
    assert headline(app).isascii() is False


def test_filters_go_along_from_page_to_page(visit: Visit) -> None:
    app = visit("overview", br="JC03", q="2026Q1")
    for page in ("gaps", "imports", "overview"):
        app.switch_page(f"pages/{page}.py").run()
        assert address(app)["br"] == ["JC03"]
        assert address(app)["q"] == ["2026Q1"]


def test_codes_that_nobody_knows_are_dropped(visit: Visit) -> None:
    app = visit("overview", br=["JC01", "nowhere"], ch="pigeon", seg="martians", q="1999Q9", lang="xx")
    assert not app.exception
    assert address(app)["br"] == ["JC01"]
    assert not {"ch", "seg", "q"} & set(address(app))
    whole = visit("overview", br="JC01")
    assert [f.value for f in app.metric] == [f.value for f in whole.metric]


def test_a_touchpoint_that_nobody_knows_shows_the_weakest(visit: Visit) -> None:
    app, usual = visit("gaps", tp="nothing"), visit("gaps")
    assert not app.exception
    assert [f.value for f in app.metric] == [f.value for f in usual.metric]


def test_choosing_a_filter_writes_the_address_and_changes_the_numbers(visit: Visit) -> None:
    app = visit("overview", language="en")
    before = app.metric[3].value
    app.multiselect(key="w_br_en").set_value(["JC01"]).run()
    assert address(app)["br"] == ["JC01"]
    assert app.metric[3].value != before
    app.multiselect(key="w_br_en").set_value([]).run()
    assert "br" not in address(app)
    assert app.metric[3].value == before


def test_the_newest_quarter_is_not_in_the_address(visit: Visit) -> None:
    app = visit("overview", language="en")
    assert "q" not in address(app)
    app.selectbox(key="w_q_en").set_value("2026Q1").run()
    assert address(app)["q"] == ["2026Q1"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_run_past_the_door_stands_in_its_frame(visit: Visit, page: str) -> None:
    visit("overview", language="en")
    alone = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=PATIENCE)
    alone.query_params["lang"] = "en"
    alone.run()
    assert not alone.exception
    assert alone.session_state["came_through_the_door"]
    assert alone.get("button_group"), "the switch of language is part of every page"
