"""Every chart is drawn with ordinary and with nasty rows, and the marks are counted in the picture."""

import html
import re
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import pytest

from mot.charts import columns, gaps, overview, theme
from tests.charts.chart_gallery import (
    NUMBERS,
    PAGES,
    WORDS,
    cases,
    filled,
    heat_rows,
    journey_rows,
    mixed_journey_rows,
    movement_rows,
    specs,
    trend_rows,
)
from tests.conftest import THOROUGH

vl_convert = pytest.importorskip("vl_convert")


@cache
def drawn(lang: str) -> dict[str, dict[str, Any]]:
    """Every chart of one language, drawn up when the first test asks for it."""
    return specs(lang)


def picture(
    chart: str, rows: pd.DataFrame, *, lang: str = "zh", width: int = 1100, page: str = "light"
) -> str:
    return vl_convert.vegalite_to_svg(filled(drawn(lang)[chart], rows, width=width, background=PAGES[page]))


def marks(svg: str, kind: str) -> int:
    return svg.count(f'aria-roledescription="{kind}"')


def texts(svg: str) -> list[str]:
    """All text that is drawn, lines of one label joined by '|', invisible sizes left out."""
    found = re.findall(r"<text ([^>]*)>(.*?)</text>", svg, flags=re.S)
    return [
        html.unescape("|".join(re.findall(r"<tspan[^>]*>(.*?)</tspan>", body)) or body)
        for look, body in found
        if 'font-size="0px"' not in look
    ]


@pytest.mark.parametrize("lang", WORDS)
def test_every_chart_is_valid_vega_lite(lang):
    words = WORDS[lang]
    for chart in (
        overview.journey(words, description="x"),
        overview.trend(words, description="x"),
        overview.movements(words, description="x"),
        gaps.dumbbell(words, description="x"),
        gaps.heatmap(words, clamp=0.5, description="x"),
    ):
        chart.to_dict(validate=True)


@pytest.mark.parametrize(("lang", "page"), [("zh", "light"), ("en", "dark")])
def test_every_case_of_the_gallery_can_be_drawn(lang, page):
    """In a quick run each case in one of the two looks."""
    tried = cases(lang) if THOROUGH else cases(lang)[page == "dark" :: 2]
    for chart, case, rows, width in tried:
        if len(rows) < 500:
            assert "NaN" not in picture(chart, rows, lang=lang, width=width, page=page), (chart, case)


def test_a_spec_carries_no_rows_and_says_what_it_shows():
    assert not [chart for chart, spec in drawn("zh").items() if {"data", "datasets"} & set(spec)]
    assert not [chart for chart, spec in drawn("zh").items() if spec["description"] != chart]


def test_the_same_chart_always_has_the_same_spec():
    assert specs("zh") == drawn("zh")


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        ("journey", journey_rows(0)),
        ("dumbbell", journey_rows(0)),
        ("trend", trend_rows(0)),
        ("movements", movement_rows().head(0)),
        ("heatmap", heat_rows(0)),
    ],
)
def test_no_rows_draw_no_marks(chart, rows):
    svg = picture(chart, rows)
    assert sum(marks(svg, kind) for kind in ("circle", "tick", "bar", "point")) == 0


@pytest.mark.parametrize("count", [1, 2, 10, 30])
def test_the_journey_has_a_dot_a_tick_a_ribbon_and_a_name_per_touchpoint(count):
    svg = picture("journey", journey_rows(count))
    assert [marks(svg, kind) for kind in ("circle", "tick", "bar")] == [count] * 3
    written = "".join(texts(svg)).replace("|", "")
    assert all(label in written for label in journey_rows(count)["label"])


def test_the_journey_names_each_stage_once_where_it_begins():
    found = texts(picture("journey", journey_rows()))
    assert [found.count(stage) for stage in ("到店", "沟通", "办理", "离店后")] == [1, 1, 1, 1]


def test_a_stage_that_comes_back_is_named_again():
    rows = journey_rows(3).assign(stage=["A", "B", "A"])
    assert texts(picture("journey", rows)).count("A") == 2


def test_the_last_touchpoint_tells_tick_from_dot_on_a_wide_page_only():
    assert {"期望", "感知"} <= set(texts(picture("journey", journey_rows())))
    assert not {"期望", "感知"} & set(texts(picture("journey", journey_rows(), width=342)))


def test_names_take_two_lines_on_a_phone():
    assert "取号|排队" in texts(picture("journey", journey_rows(), width=342))
    assert "取号排队" in texts(picture("journey", journey_rows(), width=1100))


def test_long_names_of_many_touchpoints_are_slanted():
    svg = picture("journey", journey_rows(30, "en"), lang="en")
    assert svg.count("rotate(-45") == 30


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_hidden_and_unasked_touchpoints_show_only_what_is_known(chart):
    svg = picture(chart, mixed_journey_rows())
    assert marks(svg, "point") == 1  # the hatch
    assert marks(svg, "circle") == 5
    assert marks(svg, "tick") == 4
    assert marks(svg, "bar") == 3


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_a_page_where_everything_is_hidden_draws_only_hatches(chart):
    rows = journey_rows(4)
    rows[NUMBERS] = None
    svg = picture(chart, rows.assign(state="hidden", gap_text=""))
    assert marks(svg, "point") == 4
    assert marks(svg, "circle") + marks(svg, "tick") + marks(svg, "bar") == 0


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_equal_scores_everywhere_still_give_a_picture(chart):
    rows = journey_rows(3)
    rows[NUMBERS] = 5.0
    svg = picture(chart, rows.assign(state="unclear"))
    assert marks(svg, "circle") == 3
    assert "NaN" not in svg


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_names_with_markup_quotes_and_pictures_are_only_text(chart):
    names = ["<b>'\"&</b>", "a\\b{c}", "名" * 80, "🙂 ☎"]
    rows = journey_rows(4).assign(label=names, short2=None, stage=names)
    svg = picture(chart, rows)
    assert "<b>" not in svg
    assert marks(svg, "circle") == 4


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_two_touchpoints_of_one_name_keep_their_own_place(chart):
    assert marks(picture(chart, journey_rows(3).assign(label="同名")), "circle") == 3


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_a_click_reports_the_touchpoint_code(chart):
    picks = [p for p in drawn("zh")[chart]["params"] if p["name"] == "tp"]
    assert [p["select"]["fields"] for p in picks] == [["code"]]


def test_the_dumbbell_writes_each_gap_and_heads_the_column():
    found = texts(picture("dumbbell", journey_rows(), width=726))
    assert all(text in found for text in journey_rows()["gap_text"])
    assert "差距" in found


def test_the_quarters_end_in_their_last_values():
    rows = trend_rows()
    found = texts(picture("trend", rows, width=410))
    assert f"期望 {rows['expectation'].iloc[-1]:.2f}" in found
    assert f"感知 {rows['perception'].iloc[-1]:.2f}" in found


def test_the_end_label_is_of_the_last_quarter_that_has_a_value():
    rows = trend_rows(4, holes=(3,))
    assert f"感知 {rows['perception'].iloc[2]:.2f}" in texts(picture("trend", rows, width=410))


def test_a_quarter_without_numbers_breaks_the_lines_and_keeps_its_label():
    svg = picture("trend", trend_rows(8, (2, 4)), width=410)
    assert marks(svg, "circle") == 6
    assert marks(svg, "tick") == 1  # the lone expectation between the two gaps
    assert marks(svg, "bar") == 1
    assert "25Q2" in texts(svg)


def test_many_quarters_keep_the_last_label_and_do_not_crowd():
    rows = trend_rows(40)
    found = [text for text in texts(picture("trend", rows, width=410)) if "Q" in text]
    assert rows["quarter"].iloc[-1] in found
    assert len(found) < 12


def test_movements_carry_their_sign_and_a_zero():
    svg = picture("movements", movement_rows(), width=410)
    found = texts(svg)
    assert marks(svg, "circle") == 5
    assert "\u22120.29" in found
    assert "+0.06" in found
    assert "0" in found
    assert not [text for text in found if text.startswith("-")]


def test_hidden_cells_show_no_number():
    rows = heat_rows()
    svg = picture("heatmap", rows, width=1200)
    shown = rows[rows["hidden"] == "no"]
    numbers = [text for text in texts(svg) if re.fullmatch(r"[+\u2212]?\d\.\d", text)]
    assert sorted(numbers) == sorted(shown["gap_text"])
    assert marks(svg, "point") == rows["hidden"].isin(["few", "protected"]).sum()


def test_many_branches_get_narrow_cells_without_numbers():
    rows = heat_rows(40, 3)
    svg = picture("heatmap", rows, width=columns.width_of(40))
    assert not [text for text in texts(svg) if re.fullmatch(r"[+\u2212]?\d\.\d", text)]
    assert svg.count("rotate(-90") == 40


def test_numbers_on_full_colours_are_white_and_uncertain_ones_are_pale():
    rows = heat_rows(2, 1).assign(
        hidden="no", shade=[-0.9, 0.1], gap_text=["\u22120.9", "+0.1"], clear=[True, False]
    )
    svg = picture("heatmap", rows)
    strong, pale = (re.search(rf"<text ([^>]*)>{re.escape(t)}</text>", svg)[1] for t in ("\u22120.9", "+0.1"))
    assert 'fill="#FFFFFF"' in strong
    assert 'font-weight="700"' in strong
    assert 'opacity="0.55"' in pale


def test_a_clamp_of_nothing_is_refused():
    with pytest.raises(ValueError, match="clamp"):
        gaps.heatmap(WORDS["en"], clamp=0, description="x")


@pytest.mark.parametrize("chart", ["journey", "dumbbell"])
def test_colours_follow_the_page(chart):
    light, dark = (picture(chart, journey_rows(), page=page) for page in ("light", "dark"))
    for token in ("weak", "below", "above", "ink", "hair"):
        on_light, on_dark = theme.PALETTE[token]
        assert on_light in light
        assert on_light not in dark
        assert on_dark in dark


def test_an_unknown_colour_is_named():
    with pytest.raises(ValueError, match="purple"):
        theme.ink("purple")


def test_the_theme_is_registered_once_under_its_name():
    assert theme.THEME in alt.theme.names()
