"""The importance-performance map: a cross and a name per touchpoint, one tinted corner, colours only where sure."""

import html
import re

import numpy as np
import pytest

from mot.charts import drivers, theme
from mot.charts.frames import drivers as frames
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.correlations import DropReason
from tests.charts.chart_gallery import PAGES, WORDS, filled
from tests.charts.gallery_drivers import TITLES, cases, map_rows, names, placed, specs
from tests.locale.driver_findings import NAN, calm, finding, first, point, touchpoints

vl_convert = pytest.importorskip("vl_convert")

SPECS = {lang: specs(WORDS[lang])["drivers"] for lang in WORDS}
EN = Locale("en")


def picture(rows, *, lang="zh", width=760, page="light"):
    return vl_convert.vegalite_to_svg(filled(SPECS[lang], rows, width=width, background=PAGES[page]))


def texts(svg):
    """What is written, the invisible and the halo left out."""
    found = re.findall(r"<text ([^>]*)>(.*?)</text>", svg, flags=re.S)
    return [html.unescape(b) for look, b in found if 'opacity="0"' not in look and "stroke-width" not in look]


def marks(svg, kind):
    return svg.count(f'aria-roledescription="{kind}"')


def test_it_is_valid_vega_lite():
    drivers.importance_map(WORDS["zh"], description="x", **TITLES["zh"]).to_dict(validate=True)


@pytest.mark.parametrize("lang", WORDS)
def test_every_case_can_be_drawn(lang):
    for _, case, rows, width in cases(lang):
        assert "NaN" not in picture(rows, lang=lang, width=width), case


@pytest.mark.parametrize("count", [1, 3, 10])
def test_every_touchpoint_has_two_intervals_a_dot_and_a_name(count):
    rows = map_rows("zh", count)
    svg = picture(rows)
    assert marks(svg, "rule mark") == 2 * count + 2  # and the crosshair
    assert marks(svg, "point") == 2 * count  # the dot, and the larger one that is pointed at
    written = texts(svg)
    assert all(written.count(name) == 1 for name in rows["label"])


@pytest.mark.parametrize("width", [342, 600, 1100])
def test_the_names_of_a_usual_questionnaire_all_find_room(width):
    for lang in WORDS:
        rows = map_rows(lang)
        assert set(rows["label"]) <= set(texts(picture(rows, lang=lang, width=width)))


def test_of_thirty_touchpoints_those_to_begin_with_are_always_named():
    rows = map_rows("en", 30)
    for number in range(len(drivers.WIDTHS)):
        assert rows.loc[rows["state"] == "first", f"dx{number}"].notna().all()
        assert rows[f"dx{number}"].notna().sum() >= 10


def test_the_quadrants_are_named_in_their_corners():
    assert set(TITLES["en"]["corners"]) <= set(texts(picture(map_rows("en"), lang="en")))


def test_a_quadrant_narrower_than_its_name_is_not_named():
    written = texts(picture(map_rows("en", target=95), lang="en"))
    assert "Concentrate here" in written
    assert not {"Keep it up", "Possible overkill"} & set(written)


def test_colours_are_for_what_is_sure():
    svg, unsure = picture(map_rows()), picture(map_rows().assign(state="open"))
    dots = [theme.PALETTE[c][0] for c in ("weak", "sub")]
    for colour in dots:
        assert f'fill="{colour}" fill-opacity="1" stroke="{colour}"' in svg
        assert f'fill="{colour}" fill-opacity="1" stroke="{colour}"' not in unsure
    assert (
        f'fill="{theme.PALETTE["paper"][0]}" fill-opacity="1" stroke="{theme.PALETTE["unclear"][0]}"'
        in unsure
    )


def test_only_the_corner_to_begin_with_is_tinted():
    svg = picture(map_rows())
    assert len(re.findall(r'aria-roledescription="rect mark"', svg)) == 1


def test_colours_follow_the_page():
    light, dark = (picture(map_rows(), page=page) for page in PAGES)
    for token in ("weak", "sub", "unclear"):
        on_light, on_dark = theme.PALETTE[token]
        assert on_light in light
        assert on_light not in dark
        assert on_dark in dark


def test_a_target_moves_the_upright_line_only():
    usual, aimed = map_rows(), map_rows(target=80)
    assert usual["cross_y"].iloc[0] == pytest.approx(aimed["cross_y"].iloc[0])
    assert aimed["cross_x"].iloc[0] == pytest.approx(4.2)


def test_every_interval_and_the_crosshair_lie_inside_the_axes():
    for target in (None, 5, 99):
        rows = map_rows("zh", 30, target=target)
        assert (rows["left"] < rows[["performance_lo", "cross_x"]].min(axis=1)).all()
        assert (rows["right"] > rows[["performance_hi", "cross_x"]].max(axis=1)).all()
        assert (rows["bottom"] < rows[["importance_lo", "cross_y"]].min(axis=1)).all()
        assert (rows["top"] > rows[["importance_hi", "cross_y"]].max(axis=1)).all()


def test_only_touchpoints_with_a_place_are_on_the_map():
    points = touchpoints(names(4))
    found = finding([first(), point(gap=-0.9), point(hidden=True, n=0, performance=NAN), calm()])
    assert frames.importance_map(found, points, EN)["label"].tolist() == ["Ticket & queue", "Risk disclosure"]


def test_markup_in_a_name_is_only_text():
    rows = map_rows("zh", 3).assign(label=["<b>'\"&</b>", "a\\b{c}", "🙂 ☎"])
    assert "<b>" not in picture(rows)


def test_the_tooltip_tells_each_number_with_its_interval():
    row = frames.importance_map(finding([first(), calm()]), touchpoints(names(2)), EN).iloc[0]
    assert row["perception_text"] == "3.20 (3.10 to 3.30)"
    assert row["importance_text"] == "50% (40% to 60%)"
    assert row["gap_text"] == "−0.80 (−0.90 to −0.70)"
    assert row["priority_text"] == "70 (56 to 84)"
    assert row["n_text"] == "300"
    assert row["status_text"] == "Almost certainly in “Concentrate here”"


# the table to take away


def test_the_table_has_every_number_of_a_touchpoint():
    found = finding(
        [first(alike_with=2, rank=1.0), calm(), point(gap=-0.9, notes=(str(DropReason.FEW_PAIRS),))]
    )
    table = frames.priorities_table(found, touchpoints(names(3)), EN)
    assert len(table) == 3
    row = table.iloc[0]
    assert row["Touchpoint"] == "Ticket & queue"
    assert row["Variance inflation (VIF)"] == pytest.approx(1.3)
    assert [row[f"Importance{end}"] for end in ("", ", interval from", ", interval to")] == pytest.approx(
        [0.5, 0.4, 0.6]
    )
    assert row["Probability of the likeliest quadrant"] == pytest.approx(0.99)
    assert row["Quadrant"] == "Concentrate here"
    assert row["Place by priority"] == 1
    assert row["Rated alike with"] == "Complaint handling"
    assert table["Note"].iloc[2] == "Fewer than 50 people rated it together with some other touchpoint."
    assert table.columns.is_unique


def test_a_hidden_touchpoint_has_its_name_and_its_reason_only():
    hidden = point(hidden=True, n=0, n_pairs=NAN, performance=NAN)
    table = frames.priorities_table(finding([first(), hidden]), touchpoints(names(2)), EN)
    row = table.iloc[1].drop(["Stage", "Touchpoint", "Note"])
    assert table["Note"].iloc[1] == "Hidden to protect privacy"
    assert all(value == "" or value is None or np.isnan(value) for value in row.fillna(np.nan))


def test_the_table_is_headed_in_the_readers_language():
    table = frames.priorities_table(placed(), touchpoints(names(10)), Locale("zh"))
    assert not [c for c in table.columns if c.isascii() and c != "n"]
    assert Name("取号排队").zh in table["触点"].tolist()
