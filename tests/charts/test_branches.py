"""Branches as they are drawn: in an honest order, nothing hidden, and readable from three to a thousand."""

import itertools

import numpy as np
import pandas as pd
import pytest

from mot.charts import branches as charts
from mot.charts import funnel as funnel_charts
from mot.charts.frames import branches as rows
from mot.charts.frames import funnel as funnel_rows
from mot.charts.frames.branch_table import branch_table, branches_download
from mot.charts.theme import PALETTE
from mot.locale.words import Locale
from tests.charts.chart_gallery import WORDS
from tests.charts.gallery_branches import names, survey
from tests.charts.test_gallery import marks, picture, texts

ZH, EN = Locale("zh"), Locale("en")


def ranked(found, count, **options):
    return rows.ranked(found, names(count, **options), ZH)


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("signed", [True, False])
def test_the_charts_are_valid_vega_lite(lang, signed):
    for author in (charts.ranked, funnel_charts.funnel):
        author(WORDS[lang], description="x", signed=signed, value="v", fair="f").to_dict(validate=True)


def test_every_branch_has_a_dot_a_ribbon_a_fair_score_and_its_number():
    told = ranked(survey(12, 40), 12)
    svg = picture("ranked", told, width=540)
    assert [marks(svg, kind) for kind in ("circle", "bar", "point")] == [12] * 3
    found = texts(svg)
    assert all(text in found for text in told["value_text"])
    assert told["centre_text"].iloc[0] in found


def test_a_hidden_branch_is_a_hatch_after_the_others():
    told = ranked(survey(8, 40, small=2), 8)
    hidden = told["state"] == "hidden"
    assert hidden.tolist() == [False] * 5 + [True] * 3, "two small ones, and one that protects them"
    assert told.loc[hidden, ["value", "lo", "hi", "fair"]].isna().all(axis=None)
    written = [
        "value_text",
        "interval_text",
        "fair_text",
        "place_text",
        "adjusted_text",
        "n_text",
        "status_text",
    ]
    assert (told.loc[hidden, written] == "").all(axis=None)
    assert (told.loc[hidden, "hidden_text"] != "").all()
    assert marks(picture("ranked", told, width=540), "circle") == 5


def test_the_order_is_that_of_the_fair_scores_where_one_can_be_defended():
    found = survey(8, 160)
    assert found.league
    fair = ranked(found, 8)["fair"]
    assert fair.is_monotonic_decreasing


def test_without_a_league_table_branches_stand_as_listed():
    found = survey(12, 12, apart=0)
    assert not found.league
    told = rows.in_order(found)
    assert told["branch"].tolist() == list(range(1, 13))
    assert (ranked(found, 12)["place_text"] == "").all()


@pytest.mark.parametrize("each", [12, 300])
def test_of_many_branches_a_chart_shows_thirty_and_says_how_many_more_there_are(each):
    found = survey(200, each)
    told = ranked(found, 200)
    assert len(told) == rows.MOST + 1
    folded = told[told["fold"] != ""]
    assert folded["fold"].tolist() == ["… 其余 170 家未列出"]
    assert folded[["value", "lo", "hi", "fair"]].isna().all(axis=None)
    assert told["order"].tolist() == list(range(len(told)))
    shown = set(told["label"])
    outside = found.frame.loc[found.frame["signal"].isin(["above", "below"]), "branch"]
    assert {ZH.name(names(200)[b]) for b in outside} <= shown
    if found.league:
        assert folded.index[0] not in (0, rows.MOST), "it stands between the two ends"
        assert told["fair"].dropna().is_monotonic_decreasing


def test_many_hidden_branches_are_counted_not_drawn():
    told = ranked(survey(40, 40, small=20), 40)
    assert (told["state"] == "hidden").sum() == rows.MOST_HIDDEN
    assert told["fold"].iloc[-1] == "… 另有 15 家隐藏"


def test_colour_is_for_branches_outside_the_funnel_in_both_charts_alike():
    found = survey(200, 40)
    outside = found.frame["signal"].isin(["above", "below"])
    assert outside.any()
    dots = funnel_rows.funnel(found, names(200), ZH)
    coloured = dots[dots["kind"] == "branch"]["state"].isin(["weak", "above"])
    assert coloured.tolist() == outside.tolist()
    by_name = dict(zip(dots["label"], dots["state"], strict=True))
    for label, state in ranked(found, 200)[["label", "state"]].itertuples(index=False):
        assert not label or by_name[label] == state
    assert PALETTE["weak"][0] in picture("funnel", dots, width=540)


def test_the_funnel_has_a_dot_per_branch_that_is_shown_and_none_for_hidden_ones():
    dots = funnel_rows.funnel(survey(8, 40, small=2), names(8), ZH)
    svg = picture("funnel", dots, width=540)
    assert (dots["kind"] == "branch").sum() == 5
    assert marks(svg, "circle") == 2 * 5  # each with a larger one for the finger
    found = texts(svg)
    assert "99.8%" in found
    assert "95%" in found


@pytest.mark.parametrize("count", [3, 12, 16, 60, 200])
def test_names_in_the_funnel_cover_neither_each_other_nor_a_dot(count):
    found = survey(count, 12)
    board = funnel_rows._Board
    placed = []
    original = board.place

    def place(self, dot, width):
        side = original(self, dot, width)
        placed.append((self, side))
        return side

    board.place = place
    try:
        dots = funnel_rows.funnel(found, names(count), ZH)
    finally:
        board.place = original
    boxes = placed[0][0].boxes
    for (a, b, c, d), (e, f, g, h) in itertools.combinations(boxes, 2):
        assert c <= e or g <= a or d <= f or h <= b
    assert (dots["name"] != "").sum() == len(boxes) - 1
    assert (dots["name"] != "").any()


def test_the_limits_of_tiny_branches_do_not_squeeze_the_picture():
    dots = funnel_rows.funnel(survey(12, 12), names(12), ZH)
    last = dots[dots["last"]].iloc[0]
    seen = dots[dots["kind"] == "branch"]["value"]
    assert last["bottom"] < seen.min() < seen.max() < last["top"]
    assert np.ptp(seen) > 0.2 * (last["top"] - last["bottom"])
    for side in ("lo998", "hi998"):
        assert dots[side].dropna().between(last["bottom"], last["top"]).all()


def test_a_table_rounds_as_its_texts_do():
    found = survey(12, 40)
    table = branch_table(found, names(12), EN, 0.95)
    told = rows.ranked(found, names(12), EN)
    for number, text in zip(table["Gap"], told["value_text"], strict=True):
        assert EN.signed(number) == text


@pytest.mark.parametrize(
    "make", [lambda f, n: branch_table(f, n, EN, 0.95), lambda f, n: branches_download(f, n, EN)]
)
def test_a_table_has_a_row_for_a_hidden_branch_and_no_number_in_it(make):
    table = make(survey(8, 40, small=2), names(8))
    assert len(table) == 8
    hidden = table[table["n"].isna()]
    assert len(hidden) == 3
    said = hidden.drop(columns=["Branch", "Finding"])
    assert all(pd.isna(value) or value == "" for value in said.to_numpy().ravel())
    assert (hidden["Finding"] != "").all()


def test_columns_of_which_nothing_is_known_are_left_out():
    alone = branch_table(survey(2, 40), names(2), EN, 0.95)
    assert alone.columns.tolist() == ["Branch", "n", "Gap", "95% interval", "Finding"]
    found = branch_table(survey(8, 160), names(8), EN, 0.95).columns
    assert "Range of places" in found
    assert "Coverage" not in found
    assert "Adjusted gap" not in found


def test_no_column_to_take_away_is_a_bare_place():
    table = branches_download(survey(8, 160), names(8), EN)
    assert [c for c in table if "lace" in c] == ["Range of places", "Place, range from", "Place, range to"]
    assert table["Range of places"].str.contains("could be|sure").all()


def test_two_branches_draw_their_intervals_and_nothing_to_compare_with():
    told = ranked(survey(2, 40), 2)
    svg = picture("ranked", told, width=540)
    assert [marks(svg, kind) for kind in ("circle", "bar", "point")] == [2, 2, 0]
    assert told["fair"].isna().all()
