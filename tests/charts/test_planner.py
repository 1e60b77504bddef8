"""Answers still needed, as they are drawn."""

import pytest

from mot.charts import columns, planner
from tests.charts.chart_gallery import WORDS
from tests.charts.gallery_planner import needed_rows
from tests.charts.test_gallery import marks, picture, texts


@pytest.mark.parametrize("lang", WORDS)
def test_the_chart_is_valid_vega_lite(lang):
    planner.still_needed(WORDS[lang], description="x", still="a", margin="b").to_dict(validate=True)


@pytest.mark.parametrize("count", [1, 12, 25])
def test_every_cell_carries_its_number_and_every_branch_its_name(count):
    rows = needed_rows(count)
    found = texts(picture("still_needed", rows, width=max(1100, columns.width_of(count))))
    for text in rows["still_text"].unique():
        assert found.count(text) == (rows["still_text"] == text).sum()
    assert set(rows["branch"]) <= set(found)
    assert set(rows["touchpoint"]) <= set(found)


def test_a_hidden_cell_is_outlined_besides():
    rows = needed_rows(4, 2).assign(exact=True)
    plain = picture("still_needed", rows)
    rows.loc[3, "exact"] = False
    assert picture("still_needed", rows).count("stroke-dasharray") == plain.count("stroke-dasharray") + 1


def test_cells_too_narrow_for_a_number_carry_none():
    rows = needed_rows(60)
    found = texts(picture("still_needed", rows, width=columns.width_of(60)))
    assert not set(rows["still_text"]) & set(found)


def test_nothing_to_draw_draws_nothing():
    assert marks(picture("still_needed", needed_rows(0)), "rect") == 0


def test_more_columns_need_more_room():
    assert columns.width_of(1) < columns.width_of(12) < columns.width_of(25)
    assert columns.width_of(60) == 130 + 60 * 18
