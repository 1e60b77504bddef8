"""Native charts hold what the chart's rows hold: in their workbook, in their caches and in what is drawn."""

import io
import math
import re
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from mot.domain.slides import Chart, Drawing, Value
from mot.reports.pptx.charts import DRAWERS, draw
from tests.reports.pptx.chart_parts import BOX, C15, C, Part, cache, cells, saved
from tests.reports.pptx.chart_rows import CHARTS, EN, ZH, journey, only, repeated

MEASURED = {
    "journey": {"期望": "expectation", "感知": "perception", "区间下限": "lo", "区间上限": "hi", "差距": "gap"},
    "gaps": {"期望": "expectation", "感知": "perception", "区间下限": "lo", "区间上限": "hi", "差距": "gap"},
    "movements": {"变化": "change", "区间下限": "lo", "区间上限": "hi"},
    "steps": {"差距": "change", "区间下限": "lo", "区间上限": "hi"},
    "effects": {"变化": "change", "区间下限": "lo", "区间上限": "hi"},
    "ranked": {"差距": "value", "区间下限": "lo", "区间上限": "hi", "收缩后差距": "fair"},
    "priorities": {
        "感知": "performance", "感知下限": "performance_lo", "感知上限": "performance_hi",
        "重要性": "importance", "重要性下限": "importance_lo", "重要性上限": "importance_hi",
    },
    "trend": {"期望": "expectation", "感知": "perception", "区间下限": "lo", "区间上限": "hi"},
    "causes": {"标注": "tags"},
    "coverage": {"标注": "tags"},
}  # fmt: skip


@pytest.fixture(scope="module")
def parts() -> dict[str, Part]:
    return dict(zip(CHARTS, saved(*CHARTS.values(), locale=ZH), strict=True))


@pytest.mark.parametrize("name", MEASURED)
def test_its_workbook_holds_the_rows_unrounded_and_leaves_out_what_is_missing(name, parts):
    told, rows = parts[name].columns(), CHARTS[name].columns
    for heading, column in MEASURED[name].items():
        assert told[heading][: len(rows[column])] == list(rows[column]), heading


def test_the_funnel_keeps_limits_and_branches_apart(parts):
    told, rows = parts["funnel"].columns(), CHARTS["funnel"].columns
    assert told["样本"][:3] == [516, 24, 310]
    assert told["差距"][:3] == list(rows["value"][4:])
    assert told["收缩后差距"][:3] == list(rows["fair"][4:])
    assert told["上限（99.8%）"][:4] == [None, 0.3, 0.1, 0.02]  # the first lies at the end of what is drawn
    assert told["下限（95%）"][:4] == [None, -0.5, -0.4, -0.35]


@pytest.mark.parametrize("name", CHARTS)
def test_every_cache_equals_the_cells_it_refers_to(name, parts):
    part = parts[name]
    references = [*part.xml.iter(f"{C}numRef"), *part.xml.iter(f"{C}strRef")]
    assert len(references) >= 3
    for reference in references:
        kept, there = cache(reference), cells(part.values, reference.findtext(f"{C}f"))
        assert len(there) == int(reference.find(f".//{C}ptCount").get("val"))
        number = reference.tag.endswith("numRef")
        held = {i: float(v) if number else v for i, v in kept.items()}
        assert held == {i: v for i, v in enumerate(there) if v is not None}


@pytest.mark.parametrize("name", CHARTS)
def test_every_label_is_the_text_of_its_cell(name, parts):
    part, rows = parts[name], CHARTS[name].columns
    written = {v for values in rows.values() for v in values if isinstance(v, str)}
    for area in part.xml.iter(f"{C15}datalabelsRange"):
        there, kept = cells(part.values, area.findtext(f"{C15}f")), cache(area)
        for place, text in kept.items():
            cell = there[place]
            assert text in (cell, ZH.exact(int(cell)) if isinstance(cell, float | int) else cell) or (
                isinstance(cell, float) and text in written and abs(_read(text) - cell) < 0.006
            )


def _read(text: str) -> float:
    return float(text.replace("−", "-"))


@pytest.mark.parametrize("name", CHARTS)
def test_formulas_give_the_values_that_are_kept_beside_them(name, parts):
    part, found = parts[name], 0
    for row in part.formulas.iter_rows():
        for cell in row:
            if cell.data_type != "f":
                continue
            inner = re.fullmatch(r"=(SQRT\()?([A-Z]+\d+)\)?([+-][\d.e-]+)?", cell.value)
            assert inner, cell.value
            value = part.values[inner[2]].value
            worked = math.sqrt(value) if inner[1] else value + float(inner[3] or 0)
            assert part.values[cell.coordinate].value == worked
            found += 1
    assert found or name in ("causes", "coverage")


@pytest.mark.parametrize(("name", "low", "high"), [
    ("journey", "lo", "hi"), ("gaps", "lo", "hi"), ("movements", "lo", "hi"), ("ranked", "lo", "hi"),
    ("trend", "lo", "hi"), ("priorities", "performance_lo", "performance_hi"),
    ("priorities", "importance_lo", "importance_hi"),
])  # fmt: skip
def test_intervals_reach_from_end_to_end(name, low, high, parts):
    rows = CHARTS[name].columns
    wanted = sorted(
        (a, b) for a, b in zip(rows[low], rows[high], strict=True) if a is not None and b is not None
    )
    along = 0 if name in ("gaps", "movements", "ranked") or low == "performance_lo" else 1
    sign = "重要性区间" if low == "importance_lo" else "感知区间" if name == "priorities" else "区间"
    drawn = [
        (piece[0][along], piece[1][along])
        for one in parts[name].series()
        if one.name.startswith(sign)
        for piece in one.pieces()
    ]
    assert sorted(drawn) == wanted


@pytest.mark.parametrize("name", ["journey", "gaps"])
def test_a_line_joins_expected_and_perceived_and_a_tick_stands_at_the_expected(name, parts):
    along, across = (1, 0) if name == "journey" else (0, 1)
    by_name = {one.name: one for one in parts[name].series()}
    joined = by_name["差距（薄弱）"].pieces()
    assert [[p[along] for p in piece] for piece in joined] == [[4.415994840374073, 3.5533698806836505]]
    assert [[p[across] for p in piece] for piece in joined] == [[1.0, 1.0]]
    ticks = by_name["期望"].pieces()
    assert [piece[0][along] for piece in ticks] == [4.415994840374073, 4.1, 4.000000000000001]
    assert all(piece[0][along] == piece[1][along] for piece in ticks)
    assert [round((p[0][across] + p[1][across]) / 2, 9) for p in ticks] == [1, 3, 4]


@pytest.mark.parametrize("name", ["journey", "gaps", "movements", "ranked"])
def test_a_hidden_row_has_a_name_and_a_cross_and_no_number(name, parts):
    part, chart = parts[name], CHARTS[name]
    row = chart.columns["state"].index("hidden")
    place = row + 1.0
    crosses = [one for one in part.series() if one.name == "隐藏"]
    across = 0 if name == "journey" else 1
    assert [p[across] for one in crosses for p in one.points() if p] == [place]
    for heading, values in part.columns().items():
        if heading in {*MEASURED[name], "样本"}:
            assert values[row] is None, heading


def test_colours_say_the_state(parts):
    dots = {
        one.name: one.xml.find(f"{C}marker//{{*}}srgbClr").get("val")
        for one in parts["journey"].series()
        if one.name.startswith("感知（")
    }
    assert dots == {"感知（薄弱）": "B8400F", "感知（偏高）": "1A66A8", "感知（尚不能判断）": "8A949D"}


def test_only_weak_moments_stand_on_a_band(parts):
    (band,) = [one for one in parts["journey"].series() if one.name.startswith("薄弱时刻底色")]
    assert [piece[0][0] for piece in band.pieces()] == [1.0]


def test_stages_are_named_once_at_their_first_touchpoint(parts):
    (stages,) = [one for one in parts["journey"].series() if one.name == "阶段（图中写法）"]
    assert stages.labels() == ["到店", "办理", "离店后"]
    assert [p[0] for p in stages.points() if p] == [0.5, 2.5, 3.5]


def test_lines_over_quarters_break_where_nothing_is_known(parts):
    by_name = {one.name: one for one in parts["trend"].series()}
    assert [len(piece) for piece in by_name["感知"].pieces()] == [1, 3]
    assert "期望 4.29" in by_name["线端文字"].labels()


def test_first_row_is_on_top(parts):
    for name in ("gaps", "movements", "ranked", "causes"):
        turned = [o.get("val") for o in parts[name].xml.iter(f"{C}orientation")]
        assert turned.count("maxMin") == 1


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_drawn_lies_beyond_the_axes(name, parts):
    if name in ("causes", "coverage"):
        return
    ends = []
    for axis in parts[name].xml.iter(f"{C}valAx"):
        ends.append([float(axis.find(f".//{C}{end}").get("val")) for end in ("min", "max")])
    for one in parts[name].series():
        for point in one.points():
            for value, (low, high) in zip(point or (), ends, strict=False):
                assert low - 1e-9 <= value <= high + 1e-9, one.name


@pytest.mark.parametrize("name", CHARTS)
def test_a_screen_reader_has_a_text_and_nothing_is_hidden(name, parts):
    part = parts[name]
    assert part.frame._element.nvGraphicFramePr.cNvPr.get("descr") == "What it shows"
    assert (part.frame.left, part.frame.width) == (BOX.x * 9525, BOX.width * 9525)
    book = openpyxl.load_workbook(io.BytesIO(part.blob))
    assert [s.sheet_state for s in book.worksheets] == ["visible"]
    assert not any(d.hidden for d in book.active.column_dimensions.values())
    assert not any(d.hidden for d in book.active.row_dimensions.values())
    assert part.xml.find(f".//{C}legend") is None
    assert part.xml.find(f".//{C}title") is None
    assert part.xml.find(f".//{C}plotVisOnly").get("val") == "1"


def test_texts_are_never_formulas_and_letters_that_xml_forbids_are_left_out(parts):
    sheet = parts["journey"].formulas
    assert sheet["A5"].value == "=1+1"
    assert sheet["A5"].data_type == "s"
    odd = only(journey(), 0)
    odd.columns["label"] = ("取号\x0b排队",)  # type: ignore[index]
    (part,) = saved(odd, locale=ZH)
    assert "取号排队" in [text for one in part.series() for text in one.labels()]


@pytest.mark.parametrize("row", [0, 1, 2, 3])
def test_one_touchpoint_alone_is_drawn(row):
    for name in ("journey", "gaps"):
        (part,) = saved(only(CHARTS[name], row), locale=ZH)
        assert part.columns()["触点"][0] == CHARTS[name].columns["label"][row]


def test_many_rows_and_long_names_stay_in_the_box():
    large = [repeated(CHARTS["journey"], 8), repeated(CHARTS["gaps"], 50), repeated(CHARTS["causes"], 67)]
    for part, size in zip(saved(*large, locale=ZH), (32, 200, 201), strict=True):
        place = {k: float(part.xml.find(f".//{C}layout//{C}{k}").get("val")) for k in "xywh"}
        assert all(0 <= v <= 1 for v in place.values())
        assert place["x"] + place["w"] <= 1
        assert place["y"] + place["h"] <= 1
        assert place["w"] > 0.4
        assert len([v for v in part.columns()[part.values["A1"].value] if v]) == size
        assert all(int(line.get("w")) > 0 for line in part.xml.iter("{*}ln") if line.get("w"))


def test_few_rows_take_less_than_the_whole_box_and_keep_their_height():
    four, one = saved(CHARTS["gaps"], only(CHARTS["gaps"], 0), locale=ZH)
    assert one.frame.height < four.frame.height < BOX.height * 9525
    plots = [float(p.xml.find(f".//{C}layout//{C}h").get("val")) * p.frame.height for p in (four, one)]
    assert round((plots[0] - plots[1]) / 9525) == 3 * 42  # units of three rows


def test_a_smaller_slide_has_thinner_lines_and_smaller_letters():
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    whole, half = (draw(shapes, CHARTS["gaps"], BOX, ZH, unit=unit) for unit in (9525, 9525 / 2))
    assert (half.left, half.width) == (whole.left // 2, whole.width // 2)
    for path, key in ((".//{*}ln[@w]", "w"), (".//{*}defRPr", "sz"), (f".//{C}size", "val")):
        large, small = (one.chart._chartSpace.findall(path) for one in (whole, half))
        assert large
        assert all(abs(int(a.get(key)) / 2 - int(b.get(key))) <= 1 for a, b in zip(large, small, strict=True))


def test_perceptions_alone_have_no_ticks():
    rows = dict(journey().columns)
    nothing: tuple[Value, ...] = (None,) * 4
    rows |= {"expectation": nothing, "gap": nothing, "gap_text": ("3.55", "", "4.30", "3.90")}
    told = Chart(Drawing.GAPS, rows, journey().words, "", "", {"decimals": 2})
    (part,) = saved(told, locale=ZH)
    assert "期望" not in part.columns()
    assert "4.30" in [text for one in part.series() for text in one.labels()]


def test_headings_follow_the_reader():
    (part,) = saved(journey(locale=EN), locale=EN)
    assert {"Touchpoint", "Expected", "Perceived", "Interval from", "Interval to"} <= set(part.columns())


def test_the_workbook_tells_what_was_measured_from_how_it_is_drawn(parts):
    head = next(parts["gaps"].formulas.iter_rows(max_row=1))
    bold = [cell.value for cell in head if cell.font.b]
    assert bold == ["触点", "期望", "感知", "区间下限", "区间上限", "差距", "样本", "结论"]
    assert "区间（薄弱），横向" in [cell.value for cell in head[len(bold) :]]


def test_the_same_chart_is_the_same_bytes():
    first, second = (saved(CHARTS["journey"], locale=ZH)[0] for _ in range(2))
    assert first.blob == second.blob


def test_tables_and_empty_charts_are_not_native():
    assert {d for d in Drawing if d not in DRAWERS} == {Drawing.HEAT, Drawing.NEEDED}
    slide: Any = Presentation().slides
    assert draw(slide, Chart(Drawing.HEAT, {"x": (1,)}, {}, "", ""), BOX, ZH) is None
    assert draw(slide, Chart(Drawing.GAPS, {"label": ()}, {}, "", ""), BOX, ZH) is None
