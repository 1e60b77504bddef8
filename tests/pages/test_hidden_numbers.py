"""What is hidden to protect those who answered is in no element of any page, nor in the data behind a chart."""

import re

import numpy as np
import pytest

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services import gaps
from mot.services.people import local_actor
from mot.ui import session
from tests.pages.conftest import LANGUAGES, Visit, address, charts, sparklines, texts, told_numbers

QUARTER = Quarter(2026, 3)
SCORE = re.compile(r"[−+-]?\d+\.\d+")
EXPLAINS = ("0.2", "0.20", "0.95")  # thresholds, which captions name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_three_people_leave_no_number_behind(visit: Visit, page: str, language: str) -> None:
    app = visit(page, data="thin", language=language)
    for rows in charts(app):
        assert not told_numbers(rows).any(), rows.T
    for history in sparklines(app)[:2]:
        assert not np.isfinite(history).any()
    scores = [found for text in texts(app) for found in SCORE.findall(text)]
    assert set(scores) <= set(EXPLAINS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_of_the_heatmap_tells_what_the_service_hides(visit: Visit, language: str) -> None:
    app = visit("gaps", data="small_branch", language=language)
    hidden = gaps.heatmap(session.engine(), local_actor(), View(QUARTER)).frame
    assert set(hidden["why_hidden"]) >= {"few", "protected"}
    (heatmap,) = [rows for rows in charts(app) if "hidden" in rows]
    told = told_numbers(heatmap)
    assert (told == (heatmap["hidden"] == "no")).all()
    assert (heatmap.loc[~told, "hidden_text"] != "").all()
    assert not heatmap.loc[~told, "clear"].any()
    assert int((~told).sum()) == int((hidden["why_hidden"] != "no").sum())


@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_choosing_the_small_branch_alone_shows_nothing(visit: Visit, page: str) -> None:
    app = visit(page, data="small_branch", language="en", br="s3")
    assert address(app)["br"] == ["s3"]
    for rows in charts(app):
        assert not told_numbers(rows).any(), rows.T
    assert {text for text in texts(app) if SCORE.fullmatch(text)} == set()


def test_choosing_all_but_the_small_branch_does_not_give_it_away(visit: Visit) -> None:
    """The difference of two sums that are shown would be the three people's answers."""
    told = []
    for chosen in ({}, {"br": ["n1", "n2", "s1", "s2"]}):
        drawn = charts(visit("gaps", data="small_branch", language="en", **chosen))
        rows = [row for chart in drawn if {"code", "gap"} <= set(chart) for row in chart.to_dict("records")]
        told.append({row["code"] for row in rows if not np.isnan(row["gap"])})
    assert told[0]
    assert not told[0] & told[1]


def test_a_hidden_touchpoint_says_why_and_nothing_else(visit: Visit) -> None:
    app = visit("gaps", data="rare_touchpoint", language="en", tp="advice")
    assert not app.metric
    assert any("hidden to protect privacy" in text for text in texts(app))
    rows = charts(app)[0].set_index("code")
    assert not told_numbers(rows)["advice"]
    assert told_numbers(rows)["queue"]
    assert rows.loc["advice", ["label", "state"]].tolist() == ["Advice", "hidden"]


@pytest.mark.parametrize("page", ["overview", "gaps"])
def test_the_reason_for_an_empty_page_is_the_true_one(visit: Visit, page: str) -> None:
    few = texts(visit(page, data="thin", language="en"))
    assert "Fewer than 10 answers at every touchpoint" in few
    many = texts(visit(page, data="small_branch", language="en", br=["n1", "n2", "s1", "s2"]))
    assert "Fewer than 10 answers at every touchpoint" not in many
    assert "These scores would give a small group away" in many
