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
