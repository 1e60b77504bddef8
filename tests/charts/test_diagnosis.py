"""The charts of the diagnosis: discs where there are tags, tints where the questionnaire asks, nothing of what is hidden."""

import pandas as pd
import pytest

from mot.analysis.diagnosis import STEPS, Diagnosis
from mot.analysis.units import of_one_scale
from mot.charts import diagnosis as charts
from mot.charts.frames import diagnosis as frames
from mot.domain.packs import load_step_presets
from mot.domain.periods import Quarter
from mot.domain.survey import Name, Scale
from mot.locale.words import Locale
from tests.charts.chart_gallery import WORDS
from tests.charts.gallery_diagnosis import check_rows, count_rows, where_rows
from tests.charts.test_gallery import marks, picture, texts

NAMES = dict(load_step_presets()[0].steps)
POINTS = {1: Name("取号排队", "Ticket & queue"), 2: Name("柜台办理", "Counter service")}
NAN = float("nan")


def found() -> Diagnosis:
    """Two touchpoints: one shown and asked about confirming, one hidden; three tags on the first."""
    steps = pd.DataFrame(
        [
            {"step": s.value, "gap": -0.5 if s == "confirm" else NAN, "lo": -0.7 if s == "confirm" else NAN,
             "hi": -0.3 if s == "confirm" else NAN, "n": 40 if s == "confirm" else 0,
             "touchpoints": int(s == "confirm"), "left_out": int(s == "explore"),
             "status": "weak" if s == "confirm" else "suppressed", "tags": 0}
            for s in STEPS
        ]
    )  # fmt: skip
    points = pd.DataFrame(
        [
            {"touchpoint": 1, "step": "confirm", "gap": -0.5, "lo": -0.7, "hi": -0.3, "n": 40, "status": "weak",
             "tags": 3},
            {"touchpoint": 2, "step": "explore", "gap": NAN, "lo": NAN, "hi": NAN, "n": 0, "status": "suppressed",
             "tags": 0},
        ]
    )  # fmt: skip
    empty = pd.DataFrame({"cause": [], "tags": []})
    return Diagnosis(
        of_one_scale(Scale(1, 5)), True, steps, points,
        pd.DataFrame([("confirm", "commitment", 3)], columns=["step", "principle", "tags"]),
        pd.DataFrame([(1, "propose", 3)], columns=["touchpoint", "step", "tags"]),
        pd.DataFrame([(1, "commitment", 3)], columns=["touchpoint", "principle", "tags"]),
        empty, empty, 3, 3, None, Quarter(2025, 4),
    )  # fmt: skip


@pytest.mark.parametrize("lang", WORDS)
def test_the_charts_are_valid(lang):
    for author in (charts.where, charts.counts, charts.checks):
        author(WORDS[lang], description="x").to_dict(validate=True)


def test_there_is_a_disc_with_its_number_per_tagged_cell():
    rows = where_rows(6)
    svg = picture("where", rows)
    assert marks(svg, "circle") == (rows["tags"] > 0).sum() > 5
    assert marks(svg, "point") == 1, "one touchpoint is hidden"
    written = texts(svg)
    assert all(str(n) in written for n in rows.loc[rows["tags"] > 0, "tags"])
    assert {"探询|需求", "承诺", "取号排队"} <= set(written)


def test_names_of_columns_stay_apart_where_the_table_is_narrow():
    for lang, names in (("zh", "客户|满意度"), ("en", "Communication")):
        longest = max(len(part) * (11.5 if lang == "zh" else 6.2) for part in names.split("|"))
        assert longest < charts.CELL[lang] + 8


def test_bars_and_checks_are_drawn_one_by_one():
    assert marks(picture("counts", count_rows(5)), "bar") == 5
    assert len([t for t in texts(picture("checks", check_rows(3))) if t in set("12345")]) == 15
    for chart, rows in (("where", where_rows(0)), ("counts", count_rows(0)), ("checks", check_rows(0))):
        assert marks(picture(chart, rows), "circle") + marks(picture(chart, rows), "bar") == 0


def test_rows_tell_nothing_of_a_hidden_touchpoint():
    rows = frames.where(found(), NAMES, POINTS, Locale("zh"))
    hidden = rows[rows["row_order"] == 1]
    assert (hidden[["gap_text", "n_text", "interval_text"]] == "").all(axis=None)
    assert set(hidden["state"]) == {"hidden"}
    table = frames.where_table(found(), NAMES, POINTS, Locale("zh"))
    assert table.iloc[1][["n", "差距", "区间下限", "区间上限"]].isna().all()


def test_rows_place_tags_and_gap_where_they_belong():
    rows = (
        frames.where(found(), NAMES, POINTS, Locale("zh")).query("row_order == 0").set_index("column_order")
    )
    assert rows.loc[0, "gap_text"] == "−0.5"
    assert rows["tags"].tolist() == [0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0]
    assert rows.index[rows["here"]].tolist() == [3]
    assert rows.loc[3, "interval_text"]
    assert rows.loc[2, "gap_text"] == "", "the gap is told where it is asked about"


def test_steps_without_a_touchpoint_say_so():
    rows = frames.steps(found(), NAMES, Locale("zh"))
    assert rows["change_text"].tolist() == ["", "", "−0.50", ""]
    assert rows["n_text"].tolist() == ["", "", "1 个触点，40 次打分", ""]
    assert rows["status_text"].tolist()[1] == "没有触点涉及这一步"
    assert rows["status_text"].tolist()[0] != rows["status_text"].tolist()[1]
