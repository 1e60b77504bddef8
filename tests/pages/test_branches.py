"""The branch page shows no order without its doubt, and no hidden branch anywhere."""

import re

import numpy as np
import pytest

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services import branches
from mot.services.people import local_actor
from mot.ui import session
from tests.pages.conftest import LANGUAGES, Visit, address, charts, headline, texts, told_numbers

QUARTER = Quarter(2026, 3)
SCORE = re.compile(r"\d+\.\d+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_many_cannot_be_told_apart_is_the_first_result(visit: Visit, language: str) -> None:
    app = visit("branches", language=language)
    found = branches.branches(session.engine(), local_actor(), View(QUARTER))
    assert str(found.alike) in headline(app)
    assert str(found.judged) in headline(app)
    assert app.metric[0].value.split()[0] == str(found.alike)


def test_a_place_is_never_told_without_its_range(visit: Visit) -> None:
    app = visit("branches", language="en")
    places = [text for text in texts(app) if re.match(r"about \d+(st|nd|rd|th)", text)]
    assert places
    for text in places:
        assert "could be" in text or "sure" in text


def test_a_hidden_branch_has_no_number_in_any_chart(visit: Visit) -> None:
    app = visit("branches", data="small_branch", language="en")
    drawn = [rows for rows in charts(app) if "value_text" in rows]
    assert drawn
    for rows in drawn:
        harbour = rows[rows["label"] == "Harbour"]
        assert not told_numbers(harbour.drop(columns="centre", errors="ignore")).any()
        assert (harbour["value_text"] == "").all()
        assert (
            np.isnan(harbour[["value", "lo", "hi", "fair"]].to_numpy(float)).all() if "fair" in rows else True
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hidden_branches_of_the_page_are_those_of_the_service(visit: Visit, language: str) -> None:
    app = visit("branches", data="small_branch", language=language)
    found = branches.branches(session.engine(), local_actor(), View(QUARTER)).frame
    (table,) = [element.value for element in app.dataframe]
    hidden = found["why_hidden"] != "no"
    assert hidden.sum() == 2
    assert table["n"].isna().tolist() == sorted(hidden)
    numbers = table.select_dtypes("number")
    assert numbers[table["n"].isna()].isna().all(axis=None)
    written = table[table["n"].isna()].select_dtypes(exclude="number").fillna("").to_numpy().ravel()
    assert not any(SCORE.search(text) for text in written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("touchpoint", ["", "queue"])
def test_the_small_branch_alone_leaves_no_number_behind(visit: Visit, touchpoint: str, language: str) -> None:
    app = visit("branches", data="small_branch", language=language, br="s3", tp=touchpoint)
    assert address(app)["br"] == ["s3"]
    for rows in charts(app):
        assert not told_numbers(rows).any(), rows.T
    (table,) = [element.value for element in app.dataframe]
    assert table.select_dtypes("number").isna().all(axis=None)
    outside = ("95", "99.8")
    assert {text for said in texts(app) for text in SCORE.findall(str(said))} <= set(outside)


def test_a_filter_of_branches_chooses_rows_and_leaves_the_finding_as_it_is(visit: Visit) -> None:
    whole = visit("branches", language="en")
    some = visit("branches", language="en", br=["JC01", "JC06"])
    assert headline(some) == headline(whole)
    (table,) = [element.value for element in some.dataframe]
    (everything,) = [element.value for element in whole.dataframe]
    assert len(table) == 2
    kept = everything[everything["Branch"].isin(table["Branch"])].reset_index(drop=True)
    assert table.equals(kept)


def test_the_touchpoint_that_is_compared_is_part_of_the_address(visit: Visit) -> None:
    app = visit("branches", language="en")
    app.selectbox(key="w_tp_en").set_value("queue").run()
    assert not app.exception
    assert address(app)["tp"] == ["queue"]
    linked = visit("branches", language="en", tp="queue")
    assert headline(linked) == headline(app)


def test_one_branch_alone_is_shown_and_not_compared(visit: Visit) -> None:
    app = visit("branches", data="thin", language="en")
    assert not [rows for rows in charts(app) if "fair" in rows and rows["fair"].notna().any()]
