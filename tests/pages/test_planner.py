"""The sample plan: its controls and its sheets, and that no hidden number is anywhere in them."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass

import pytest

from mot.analysis.lens import focus
from mot.analysis.planner import Season, Wish
from mot.charts.frames import planner as rows
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.locale.words import Locale
from mot.services import planner
from mot.services.books import open_books
from mot.ui import sample_sheets, session
from mot.ui.frame import Page
from tests.pages.conftest import LANGUAGES, Visit, address, charts, headline, sentences, texts

VIEW = View(Quarter(2026, 3))
TODAY = dt.date(2026, 9, 1)
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Told:
    """The plan as a page has it, and the true answers of its hidden cells by (touchpoint, branch)."""

    page: Page
    plan: planner.Plan
    hidden: dict[tuple[int, int], int]


@pytest.fixture
def told(visit: Visit, ada: Actor, request: pytest.FixtureRequest) -> Told:
    """Of the data called `request.param`, English."""
    visit("planner", data=request.param, language="en")
    engine = session.engine()
    books = open_books(engine, ada)
    lens = focus(books, VIEW, VIEW.quarter)
    hidden = {
        (int(point), int(branch)): int(lens.grid.base[i, j])
        for i, point in enumerate(lens.grid.touchpoints)
        for j, branch in enumerate(lens.grid.branches)
        if lens.hidden[i, j] and lens.grid.base[i, j]
    }
    page = Page("planner", ada, engine, Locale("en"), books)
    return Told(page, planner.plan(engine, ada, VIEW, Wish(), TODAY), hidden)


@pytest.mark.parametrize("told", ["small_branch", "demonstration"], indirect=True)
def test_no_hidden_number_is_in_the_chart_the_table_or_a_sheet(told: Told) -> None:
    """Needed less still needed is what is counted: of hidden cells never what there is, but for whole tens."""
    institution = told.page.books.institution
    branches = {b.id: b.name for b in institution.branches}
    drawn = rows.still_needed(told.plan, institution.touchpoints, branches, Locale("en"), least=10)
    kept = rows.download(told.plan, institution.touchpoints, branches, Locale("en"))
    assert told.hidden
    for (point, branch), n in told.hidden.items():
        place = (told.plan.cells["touchpoint"] == point) & (told.plan.cells["branch"] == branch)
        (cell,) = told.plan.cells[place].to_dict("records")
        line = drawn.loc[place.to_numpy()].iloc[0]
        counted = cell["required"] - cell["still"] if cell["still"] else cell["counted"]
        assert counted == (0 if n < 10 else counted // 10 * 10)
        assert counted <= n
        assert line["so_far_text"] in ("under 10", f"{counted} or more")
        assert line["margin_text"] == ""
        names = (branches[branch].en, next(t.name.en for t in institution.touchpoints if t.id == point))
        (taken,) = kept[(kept["Branch"] == names[0]) & (kept["Touchpoint"] == names[1])].to_dict("records")
        assert taken["So far"] != taken["So far"] or taken["So far"] is None or str(taken["So far"]) == "<NA>"
        sheet = sample_sheets.sheet(told.page, VIEW, told.plan, branch, TODAY)
        (row,) = [r for r in sheet.rows if r.touchpoint == names[1]]
        assert row.so_far == line["so_far_text"]
        assert int(NUMBER.findall(row.still)[0]) == cell["still"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_people_leave_no_number_behind(visit: Visit, language: str) -> None:
    app = visit("planner", data="thin", language=language)
    (drawn,) = charts(app)
    here = drawn[drawn["exact"].eq(False)]
    assert len(here) == 4
    assert (here["share"] == 1).all(), "counted as none"
    assert set(here["so_far_text"]) == {("少于 10", "under 10")[LANGUAGES.index(language)]}
    assert set(here["margin_text"]) == {""}
    told = sentences(app) + app.dataframe[0].value.astype(str).to_numpy().ravel().tolist()
    assert not [text for text in told if re.search(r"\b3\b", text)]


def test_the_answers_that_protect_a_small_branch_are_not_told_where_that_would_tell_the_three(
    visit: Visit,
) -> None:
    """40 and 3 stand in one line, whose sum the touchpoint page shows: "40 or more" would leave 3 at most."""
    (drawn,) = charts(visit("planner", data="small_branch", language="en"))
    hidden = drawn[drawn["note_text"] != ""]
    assert set(hidden["so_far_text"]) == {"under 10", "10 or more"}
    assert set(drawn["so_far_text"]) - set(hidden["so_far_text"]) == {"40"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_precision_and_response_rate_stay_in_the_address(visit: Visit, language: str) -> None:
    app = visit("planner", language=language)
    (usual,) = charts(app)
    app.button_group(key=f"w_half_{language}").set_value("8").run()
    app.selectbox(key=f"w_rate_{language}").set_value("20").run()
    assert not app.exception
    (coarse,) = charts(app)
    needs = [frame["required_text"].astype(int) for frame in (usual, coarse)]
    assert needs[1].max() < needs[0].min()
    assert address(app)["half"] == ["8"]
    assert address(app)["rate"] == ["20"]
    invited = ("需邀请人数", "Invitations")[LANGUAGES.index(language)]
    assert invited in app.dataframe[0].value.columns
    linked = visit("planner", language=language, half="8", rate="20")
    assert charts(linked)[0].equals(coarse)


def test_nonsense_in_the_address_is_the_usual_plan(visit: Visit) -> None:
    (usual,) = charts(visit("planner", language="en"))
    (odd,) = charts(visit("planner", language="en", half="99999", rate="0", effect="x", tp="nowhere"))
    assert odd.equals(usual)


def test_the_calculator_says_when_one_branch_is_not_enough(visit: Visit) -> None:
    app = visit("planner", language="en", effect="8", tp="queue")
    assert any("use several pilot branches" in text for text in texts(app))
    assert app.selectbox(key="w_plan_tp_en").value == "queue"
    app.button_group(key="w_effect_en").set_value("15").run()
    assert not app.exception
    assert any("One pilot branch can show" in text for text in texts(app))
    assert address(app)["effect"] == ["15"]


def test_a_branch_alone_can_show_a_change_but_not_where_it_comes_from(visit: Visit) -> None:
    app = visit("planner", data="small_branch", language="en", br=["n1"])
    assert any("but not where it comes from" in text for text in texts(app))


@pytest.mark.parametrize("told", ["demonstration"], indirect=True)
def test_every_branch_has_its_sheet_in_the_archive(told: Told) -> None:
    assert told.plan.season is Season.RUNNING
    made = sample_sheets.everyone(told.page, VIEW, told.plan, TODAY)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        assert len(names) == 12
        assert "Sample plan Old Town 2026Q3.html" in names
        page = archive.read("Sample plan Old Town 2026Q3.html").decode()
    for text in ("Old Town", "Ticket &amp; queue", "Responsible:", "30 Sept 2026", "1 Sept 2026"):
        assert text in page
    assert "Harbour" not in page


def test_the_headline_tells_a_quarter_that_is_over_from_one_that_runs(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Then(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return cls(2026, 9, 1)

    assert "had enough answers" in headline(visit("planner", language="en", q="2026Q1"))
    monkeypatch.setattr(dt, "date", Then)
    app = visit("planner", language="en")
    assert "have enough answers" in headline(app)
    assert "Per week, 5 weeks left" in app.dataframe[0].value.columns
