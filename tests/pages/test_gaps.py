"""The touchpoint page: its sides, its levels, and its files to take away."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.reports import tables
from mot.services import gaps
from mot.services.people import local_actor
from mot.ui import chart as chart_parts
from mot.ui import session
from tests.pages.conftest import LANGUAGES, Visit, address, charts, sentences, texts

QUARTER = Quarter(2026, 3)
SIDE = "w_side_en"


def test_the_evidence_tells_paired_gap_and_column_means_side_by_side(visit: Visit) -> None:
    app = visit("gaps", language="en", tp="queue")
    app.button_group(key=SIDE).set_value("evidence").run()
    assert not app.exception
    told = "\n".join(sentences(app))
    assert "The finding holds." in told
    rows = gaps.integrity(session.engine(), local_actor(), View(QUARTER)).frame
    mine = rows[rows["touchpoint"] == 2].iloc[0]
    for number in (mine["gap"], mine["columns"]):
        assert f"{number:.2f}".replace("-", "−") in told


def test_the_spread_is_drawn_from_the_answers_of_the_touchpoint(visit: Visit) -> None:
    app = visit("gaps", language="en", tp="queue")
    app.button_group(key=SIDE).set_value("spread").run()
    (spread,) = [rows for rows in charts(app) if "perceived" in rows]
    assert spread["perceived"].sum() == pytest.approx(1)
    assert spread["expected"].sum() == pytest.approx(1)
    assert any("expected the top answer" in text for text in texts(app))


def test_the_zone_of_tolerance_is_shown_where_the_acceptable_level_was_asked(visit: Visit) -> None:
    app = visit("gaps", data="tolerance", language="en")
    (zones,) = [rows for rows in charts(app) if "least" in rows]
    assert len(zones) == 4
    assert (zones["least"] < zones["expectation"]).all()
    assert not [rows for rows in charts(visit("gaps", language="en")) if "least" in rows]


@pytest.mark.parametrize("side", ["spread", "evidence"])
def test_perception_alone_has_no_evidence_of_a_gap(visit: Visit, side: str) -> None:
    app = visit("gaps", data="perception", language="en")
    app.button_group(key=SIDE).set_value(side).run()
    assert not app.exception
    if side == "evidence":
        assert any("there is no gap to test" in text for text in texts(app))
    else:
        (spread,) = [rows for rows in charts(app) if "perceived" in rows]
        assert spread["expected"].isna().all()


def test_the_level_of_the_heat_map_is_part_of_the_address(visit: Visit) -> None:
    app = visit("gaps", language="en")
    (branches,) = [rows for rows in charts(app) if "shade" in rows]
    app.button_group(key="w_level_en").set_value("region").run()
    (regions,) = [rows for rows in charts(app) if "shade" in rows]
    assert branches["branch"].nunique() == 12
    assert regions["branch"].nunique() == 3
    assert address(app)["level"] == ["region"]
    linked = visit("gaps", language="en", level="network")
    (network,) = [rows for rows in charts(linked) if "shade" in rows]
    assert network["branch"].unique().tolist() == ["All branches"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_questionnaire_of_perception_says_what_it_can_and_cannot_tell(visit: Visit, language: str) -> None:
    said = ("这份问卷只问了感知", "This questionnaire asks for perception only")[LANGUAGES.index(language)]
    assert said in texts(visit("gaps", data="perception", language=language))
    assert said not in texts(visit("gaps", language=language))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, tables.Table]:
    """Every table that a page offers to take away, by the name of its file."""
    found: dict[str, tables.Table] = {}
    real = chart_parts.menu

    def menu(page, view, figure, table, draw=None):
        if table is not None:
            found[figure.name] = tables.Table(figure.title, table(), ())
        real(page, view, figure, table, draw)

    monkeypatch.setattr(chart_parts, "menu", menu)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_to_take_away_hide_what_the_page_hides(
    visit: Visit, taken: dict[str, tables.Table], language: str
) -> None:
    visit("gaps", data="small_branch", language=language)
    hidden = gaps.heatmap(session.engine(), local_actor(), View(QUARTER)).frame
    cells = taken["heatmap"].frame
    unseen = (hidden["why_hidden"] != "no").to_numpy()
    assert unseen.any()
    numbers = cells.select_dtypes("number")
    assert numbers[unseen].isna().all(axis=None)
    assert numbers[~unseen].notna().all(axis=None)
    sheet = load_workbook(io.BytesIO(tables.to_xlsx(taken["heatmap"], sheet="x", about="y")))["x"]
    assert sheet.max_row == len(cells) + 1
    assert b"nan" not in tables.to_csv(taken["heatmap"]).lower()


@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_three_people_leave_no_number_in_a_file(
    visit: Visit, taken: dict[str, tables.Table], page: str
) -> None:
    visit(page, data="thin", language="en")
    for name, table in taken.items():
        told = table.frame.select_dtypes("number").drop(columns=["Weight", "Touchpoints"], errors="ignore")
        assert told.isna().all(axis=None), (name, told)


def test_the_file_of_the_gaps_holds_the_numbers_of_the_page(
    visit: Visit, taken: dict[str, tables.Table]
) -> None:
    visit("gaps", language="en")
    table = gaps.gap_table(session.engine(), local_actor(), View(QUARTER)).frame
    frame = taken["dumbbell"].frame
    pd.testing.assert_series_equal(frame["Gap"], table["gap"], check_names=False)
    assert frame["n"].tolist() == table["n"].tolist()
    assert (frame["Finding"] != "").all()


def test_each_chart_has_its_menu(visit: Visit) -> None:
    app = visit("gaps", language="en")
    assert len(app.get("menu_button")) == len(charts(app)) - 1, "all but the small history in the card"
