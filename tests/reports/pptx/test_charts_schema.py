"""The XML of native charts keeps the order of ECMA-376, part 1, 21.2, and sets both typefaces on every text."""

from typing import Any

import pytest

from tests.reports.pptx.chart_parts import A, C, saved
from tests.reports.pptx.chart_rows import CHARTS, EN, ZH

SHOW = "showLegendKey showVal showCatName showSerName showPercent showBubbleSize"
AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt"
ORDER = {
    "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs extLst",
    "plotArea": "layout barChart lineChart scatterChart catAx valAx dTable spPr extLst",
    "scatterChart": "scatterStyle varyColors ser dLbls axId extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "scatter ser": "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth extLst",
    "bar ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "marker": "symbol size spPr extLst",
    "dLbls": f"dLbl delete numFmt spPr txPr dLblPos {SHOW} separator showLeaderLines leaderLines extLst",
    "dLbl": f"idx delete layout tx numFmt spPr txPr dLblPos {SHOW} separator extLst",
    "valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
    "catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "scaling": "logBase orientation max min extLst",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    "numRef": "f numCache extLst",
    "strRef": "f strCache extLst",
    "numCache": "formatCode ptCount pt extLst",
    "strCache": "ptCount pt extLst",
    "txPr": "bodyPr lstStyle p",
    "rich": "bodyPr lstStyle p",
    "spPr": "noFill solidFill ln",
}
DRAWN = {
    "ln": "noFill solidFill prstDash round headEnd tailEnd",
    "rPr": "ln noFill solidFill latin ea cs sym",
    "defRPr": "ln noFill solidFill latin ea cs sym",
    "fld": "rPr pPr t",
    "p": "pPr fld r endParaRPr",
}


def _local(element: Any) -> str:
    return str(element.tag.rpartition("}")[2])


def _wanted(element: Any) -> list[str] | None:
    name = _local(element)
    if element.tag.startswith(A):
        return DRAWN[name].split() if name in DRAWN else None
    if name == "ser":
        name = f"{_local(element.getparent()).removesuffix('Chart')} ser"
    return ORDER[name].split() if element.tag.startswith(C) and name in ORDER else None


@pytest.fixture(scope="module")
def charts() -> list[Any]:
    return [part.xml for locale in (ZH, EN) for part in saved(*CHARTS.values(), locale=locale)]


def test_elements_stand_in_the_order_of_the_standard(charts):
    seen = set()
    for chart in charts:
        for element in chart.iter("{*}*"):
            wanted = _wanted(element)
            if wanted is None:
                continue
            seen.add(_local(element))
            places = [wanted.index(_local(child)) for child in element]
            assert places == sorted(places), (_local(element), [_local(child) for child in element])
    assert {
        "ser",
        "dLbl",
        "dLbls",
        "valAx",
        "catAx",
        "scatterChart",
        "barChart",
        "marker",
        "ln",
        "fld",
    } <= seen


def test_a_label_is_deleted_or_has_all_that_a_label_has(charts):
    for chart in charts:
        for label in chart.iter(f"{C}dLbl"):
            names = [_local(child) for child in label]
            assert names == ["idx", "delete"] or set(SHOW.split()) <= set(names)


def test_series_have_numbers_of_their_own_and_axes_meet(charts):
    for chart in charts:
        for which in ("idx", "order"):
            numbers = [s.find(f"{C}{which}").get("val") for s in chart.iter(f"{C}ser")]
            assert numbers == [str(i) for i in range(len(numbers))]
        own = [a.find(f"{C}axId").get("val") for a in chart.iter(f"{C}valAx", f"{C}catAx")]
        other = [a.find(f"{C}crossAx").get("val") for a in chart.iter(f"{C}valAx", f"{C}catAx")]
        assert own == other[::-1] == ["1", "2"]


def test_every_text_has_a_latin_and_an_east_asian_typeface(charts):
    for chart in charts:
        runs = list(chart.iter(f"{A}rPr", f"{A}defRPr"))
        assert runs
        for run in runs:
            assert run.find(f"{A}ea").get("typeface") == "Microsoft YaHei"
            assert run.find(f"{A}latin").get("typeface") == "Arial"
            assert int(run.get("sz")) >= 600


def test_no_cache_holds_a_missing_value(charts):
    for chart in charts:
        for value in chart.iter(f"{C}v"):
            assert value.text not in (None, "", "None", "nan", "inf", "#N/A")


def test_all_series_of_a_chart_are_equally_long(charts):
    """LibreOffice loses series that are longer than the first."""
    for chart in charts:
        sizes = {p.get("val") for s in chart.iter(f"{C}xVal", f"{C}yVal") for p in s.iter(f"{C}ptCount")}
        assert len(sizes) <= 1
