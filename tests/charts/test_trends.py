"""Months as they are drawn: nothing across a break, nothing hidden, words beside colours."""

import numpy as np
import pytest

from mot.analysis.breaks import Break, Reason
from mot.charts import boards, trends
from mot.charts.frames.trends import trend_words
from mot.charts.trend_words import Axis
from mot.locale.words import Locale
from tests.charts.chart_gallery import WORDS
from tests.charts.gallery_trends import CUTS, MONTHS, board_of, control_of
from tests.charts.test_gallery import drawn, marks, picture, texts

LOCALES = {lang: Locale("zh" if lang == "zh" else "en") for lang in WORDS}


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("axis", Axis)
def test_the_charts_are_valid_vega_lite(lang, axis):
    words = trend_words(LOCALES[lang], 0.95, "x")
    for smoothed in (True, False):
        trends.control(words, description="x", axis=axis, smoothed=smoothed).to_dict(validate=True)
    boards.board(words, description="x", count=3).to_dict(validate=True)


def test_every_month_has_a_dot_an_interval_and_a_label():
    rows = control_of("zh")
    svg = picture("control", rows, width=720)
    assert marks(svg, "circle") == 24 + int((rows["drift"] != "none").sum())
    assert marks(svg, "bar") == 24
    found = texts(svg)
    assert found.count("9") == 2
    assert [found.count(year) for year in ("2024", "2025", "2026")] == [1, 1, 1]


def test_an_unusual_month_has_a_triangle_and_a_word_in_its_colour():
    rows = control_of("zh", last=-1.2)
    svg = picture("control", rows, width=720)
    assert rows["mark"].tolist() == ["none"] * 23 + ["low"]
    assert marks(svg, "point") == 1
    assert "异常偏低" in texts(svg)
    high = control_of("en", last=1.2)
    assert "Unusually high" in texts(picture("control", high, lang="en", width=720))
    assert (rows["state"].iloc[-1], high["state"].iloc[-1]) == ("weak", "above")


def test_a_drift_is_named_once_per_stretch_and_marked_in_its_own_panel():
    rows = control_of("zh", drift=-0.06)
    svg = picture("control", rows, width=720)
    drifting = int((rows["drift"] == "low").sum())
    assert drifting > 3
    assert marks(svg, "circle") == 24 + drifting
    assert 1 <= texts(svg).count("持续走低") <= 2
    assert set(rows.loc[rows["drift"] == "low", "drift_state"]) == {"weak"}


def test_words_of_near_months_do_not_crowd():
    rows = control_of("zh", drift=-0.12)
    at = np.flatnonzero(rows["mark_text"] != "")
    assert len(at)
    assert (np.diff(at) >= 8).all()


def test_a_month_that_is_not_over_is_hollow_and_off_the_line():
    closed, open_ = control_of("zh"), control_of("zh", running=True)
    svg = picture("control", open_, width=720)
    assert marks(svg, "circle") == marks(picture("control", closed, width=720), "circle") - 1
    assert marks(svg, "point") == 1
    assert open_["status_text"].iloc[-1] == "本月未结束，不作判断"
    assert open_["mark"].iloc[-1] == "none"


def test_a_break_parts_the_line_and_says_why():
    rows = control_of("zh", breaks=CUTS)
    assert rows["part"].tolist() == [0] * 7 + [1] * 2 + [2] * 9 + [3] * 6
    svg = picture("control", rows, width=720)
    found = texts(svg)
    assert {"量表由 1–5 改为 1–7", "新增渠道：手机银行"} <= set(found)
    whole = picture("control", control_of("zh"), width=720)
    assert marks(svg, "line mark") == marks(whole, "line mark") + 2 * 3, "four stretches in both panels"
    assert marks(svg, "rule mark") == marks(whole, "rule mark") + 3


def test_two_breaks_of_one_month_are_both_told():
    both = (Break(MONTHS[5], Reason.SCALE, (1007,), (1005,)), Break(MONTHS[5], Reason.CHANNEL, (2,)))
    rows = control_of("en", breaks=both)
    assert rows["cut_text"].iloc[5] == "Scale 1–5 became 1–7 · New channel: Mobile bank"
    assert rows["part"].iloc[-1] == 1


def test_a_month_without_numbers_is_a_gap_and_tells_nothing():
    rows = control_of("zh", holes=(3, 4, 15))
    for at in (3, 4, 15):
        told = rows.iloc[at]
        assert np.isnan(told[["value", "lo", "hi", "lower", "upper"]].astype(float)).all()
        assert set(told[["value_text", "interval_text", "usual_text", "n_text", "mark_text"]]) == {""}
        assert told["status_text"] == "无可显示"
    svg = picture("control", rows, width=720)
    assert marks(svg, "bar") == 21


def test_few_months_have_no_range_no_baseline_and_no_panel():
    rows = control_of("zh", months=5)
    assert rows[["lower", "upper", "centre", "ewma"]].isna().all(axis=None)
    assert not rows["base"].any()
    svg = picture("control_plain", rows, width=720)
    assert "基准期" not in texts(svg)
    assert marks(svg, "circle") == 5


def test_the_baseline_is_shaded_and_named():
    svg = picture("control", control_of("zh"), width=720)
    assert texts(svg).count("基准期") == 1
    assert "基准期" in control_of("zh")["status_text"].tolist()


def test_many_months_on_a_phone_keep_the_last_label():
    svg = picture("control", control_of("zh"), width=342)
    labels = [x for x in texts(svg) if x.isdigit() and len(x) < 3]
    assert labels.count("9") == 2, "of 2025 and of 2026, which is the last month"
    assert len(labels) <= 13
    assert {"2025", "2026"} <= set(texts(svg))


def test_every_series_of_a_board_has_name_value_and_finding():
    rows = board_of("zh")
    heads = rows[rows["head"]]
    assert len(heads) == 8
    svg = picture("trend_board", rows, width=1100)
    assert all(text in svg for text in heads["value_text"])
    assert heads["finding"].tolist() == [
        "异常偏低", "异常偏高", "持续走低", "偏低，可能是偶然", "正常波动", "历史数据不足", "评分没有差异",
        "样本少，不显示",
    ]  # fmt: skip
    assert all(f">{word}<" in svg for word in ("异常偏低", "异常偏高", "差距", "样本", "结论"))


def test_answers_leave_a_narrow_board():
    rows = board_of("zh")
    wide, narrow = (picture("trend_board", rows, width=w) for w in (1100, 342))
    assert wide.count('opacity="0"') < narrow.count('opacity="0"')


def test_lines_of_a_board_stay_in_their_rows_and_break_where_the_series_is_cut():
    rows = board_of("zh")
    for column in ("y", "y_low", "y_high"):
        inside = rows[column].dropna()
        at = rows.loc[inside.index, "row"]
        assert ((inside >= at) & (inside <= at + 1)).all()
    assert rows.groupby("row")["part"].max().tolist() == [0, 1, 0, 0, 0, 1, 0, 0]
    svg = picture("trend_board", rows, width=1100)
    assert marks(svg, "line mark") == rows.groupby(["row", "part"]).ngroups


def test_a_hidden_series_is_a_name_and_a_word():
    rows = board_of("zh")
    hidden = rows[rows["row"] == 7]
    assert hidden[["y", "y_low", "y_high"]].isna().all(axis=None)
    assert set(hidden["value_text"]) | set(hidden["n_text"]) | set(hidden["interval_text"]) == {""}
    assert set(hidden["mark"]) == {"none"}


def test_a_click_reports_the_code():
    for chart, name in (("trend_board", "tp"), ("long_board", "at")):
        picks = [p for p in drawn("zh")[chart]["params"] if p["name"] == name]
        assert [p["select"]["fields"] for p in picks] == [["code"]]


def test_a_board_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        boards.board(trend_words(LOCALES["zh"], 0.95, "x"), description="x", count=0)


def test_equal_months_still_give_a_picture():
    rows = board_of("zh", 3).assign(y=0.5, y_low=None, y_high=None)
    assert "NaN" not in picture("trend_board", rows, width=480)
