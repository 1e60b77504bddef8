"""Small charts of every kind that becomes a native chart, by hand: one hidden row, one without an interval."""

from dataclasses import asdict, replace
from typing import Any

from mot.charts.frames.names import words
from mot.domain.slides import Chart, Drawing
from mot.locale.words import Locale

ZH, EN = Locale("zh"), Locale("en")


def chart(drawing: Drawing, rows: dict[str, list[Any]], locale: Locale = ZH, **options: Any) -> Chart:
    """A chart of rows by column."""
    columns = {name: tuple(values) for name, values in rows.items()}
    return Chart(drawing, columns, asdict(words(locale, 0.95)), "Caption", "What it shows", options)


def journey(drawing: Drawing = Drawing.JOURNEY, locale: Locale = ZH) -> Chart:
    """Four touchpoints: weak, hidden, above, and one too small for an interval."""
    return chart(
        drawing,
        {
            "code": ["queue", "desk", "advice", "exit"],
            "label": ["取号排队", "柜台办理", "方案建议", "=1+1"],
            "short2": ["取号|排队", "柜台|办理", "方案|建议", "=1+1"],
            "stage": ["到店", "到店", "办理", "离店后"],
            "order": [0, 1, 2, 3],
            "expectation": [4.4159948403740731, None, 4.1, 4.0000000000000009],
            "perception": [3.5533698806836505, None, 4.3000000000000007, 3.9],
            "lo": [3.5204522330380941, None, 4.22, None],
            "hi": [3.5862875283292075, None, 4.38, None],
            "gap": [-0.8626249596904224, None, 0.2, -0.1],
            "gap_text": ["−0.86", "", "+0.20", "−0.10"],
            "state": ["weak", "hidden", "above", "unclear"],
            "n_text": ["3,101", "", "440", "24"],
            "interval_text": ["−0.90 至 −0.83", "", "+0.12 至 +0.28", ""],
            "status_text": ["薄弱时刻", "样本太少", "惊喜时刻", "尚不能判断"],
        },
        locale,
        decimals=2,
    )


def movements(drawing: Drawing = Drawing.MOVEMENTS, locale: Locale = ZH) -> Chart:
    """Three changes around zero, one of them without an interval."""
    return chart(
        drawing,
        {
            "label": ["投诉处理", "取号排队", "柜台办理"],
            "order": [0, 1, 2],
            "change": [0.15753119429590023, -0.31, None],
            "lo": [-0.06236925359106141, -0.4, None],
            "hi": [0.37743164218286185, -0.22, None],
            "change_text": ["+0.16", "−0.31", ""],
            "state": ["unclear", "weak", "hidden"],
            "interval_text": ["−0.06 至 +0.38", "−0.40 至 −0.22", ""],
            "n_text": ["上季 136 份，本季 132 份", "上季 200 份，本季 230 份", ""],
            "status_text": ["尚不能判断", "变化明确", ""],
        },
        locale,
    )


def ranked(locale: Locale = ZH) -> Chart:
    """Two branches, a fold and a hidden branch around a network mean."""
    return chart(
        Drawing.RANKED,
        {
            "label": ["人民路支行", "", "火车站支行", "临港支行"],
            "order": [0, 1, 2, 3],
            "value": [-0.05157593123209169, None, -0.51, None],
            "lo": [-0.09807968327836619, None, -0.56, None],
            "hi": [-0.005072179185817184, None, -0.45, None],
            "fair": [-0.05695557407897096, None, -0.49, None],
            "centre": [-0.24531816313226398] * 4,
            "centre_text": ["整体平均 −0.25"] * 4,
            "state": ["unclear", "unclear", "weak", "hidden"],
            "sure": [True, False, True, False],
            "fold": ["", "……另有 30 家网点", "", ""],
            "value_text": ["−0.05", "", "−0.51", ""],
            "n_text": ["516", "", "300", ""],
            "status_text": ["高于整体", "", "低于整体", ""],
        },
        locale,
        signed=True,
        value="差距",
        fair="收缩后差距",
    )


def funnel(locale: Locale = ZH) -> Chart:
    """Limits at four sizes, of which the first leave the plot, and three branches, one of them named."""
    curve: dict[str, list[Any]] = {
        "n": [20.4, 100.0, 300.0, 600.5],
        "lo95": [-0.83, -0.5, -0.4, -0.35],
        "hi95": [0.34, 0.1, 0.0, -0.1],
        "lo998": [-0.83, -0.7, -0.5, -0.42],
        "hi998": [0.34, 0.3, 0.1, 0.02],
        "lo_chance": [-0.6, -0.45, -0.35, -0.3],
        "hi_chance": [0.2, 0.0, -0.1, -0.15],
        "centre": [-0.25] * 4,
        "last": [False, False, False, True],
        "left": [True] * 4,
        "bottom": [-0.83] * 4,
        "top": [0.34] * 4,
        "centre_text": ["整体平均 −0.25"] * 4,
        "inner_text": ["95%"] * 4,
        "outer_text": ["99.8%"] * 4,
        "chance_text": ["仅随机波动"] * 4,
    }
    dots: dict[str, list[Any]] = {
        "n": [516.0, 24.0, 310.0],
        "value": [0.3051575931232091, -0.49, -0.3],
        "lo": [0.2, -0.7, -0.4],
        "hi": [0.4, -0.2, -0.2],
        "fair": [0.28, -0.4, -0.29],
        "state": ["above", "unclear", "unclear"],
        "sure": [True, False, False],
        "chosen": [True, True, False],
        "crowd": [False] * 3,
        "label": ["人民路支行", "临港支行", "老城支行"],
        "name": ["人民路支行", "", ""],
        "side": ["left", "right", "right"],
        "value_text": ["+0.31", "−0.49", "−0.30"],
        "status_text": ["高于整体", "", ""],
    }
    rows: dict[str, list[Any]] = {"kind": ["curve"] * 4 + ["branch"] * 3}
    for name in [*curve, *(n for n in dots if n not in curve)]:
        rows[name] = [*curve.get(name, [None] * 4), *dots.get(name, [None] * 3)]
    return chart(Drawing.FUNNEL, rows, locale, signed=True, value="差距", fair="收缩后差距")


def priorities(locale: Locale = ZH) -> Chart:
    """Three touchpoints on the map, one of them not sure."""
    return chart(
        Drawing.PRIORITIES,
        {
            "label": ["取号排队", "柜台办理", "网点环境"],
            "order": [0, 1, 2],
            "performance": [3.5533698806836505, 4.22, 4.02],
            "performance_lo": [3.5213036945349314, 4.18, 3.9],
            "performance_hi": [3.5854360668323695, 4.26, 4.1],
            "importance": [0.21013611146580038, 0.19, 0.12],
            "importance_lo": [0.18301767453443704, 0.17, 0.08],
            "importance_hi": [0.23663333038710155, 0.22, 0.14],
            "state": ["first", "keep", "open"],
            "left": [3.4668399032820645] * 3,
            "right": [4.353821646543042] * 3,
            "bottom": [0.025044244224333236] * 3,
            "top": [0.2593035896188267] * 3,
            "cross_x": [4.021053825095375] * 3,
            "cross_y": [0.11111111111111113] * 3,
            "status_text": ["几乎确定", "几乎确定", "不确定"],
        },
        locale,
        corners=("重点改进", "继续保持", "暂缓", "可能过度投入"),
        across="感知得分（1–5 分）→",
        up="↑ 重要性",
    )


def trend(locale: Locale = ZH) -> Chart:
    """Five quarters, the second without values: the first stands alone."""
    return chart(
        Drawing.TREND,
        {
            "quarter": ["25Q3", "25Q4", "26Q1", "26Q2", "26Q3"],
            "order": [0, 1, 2, 3, 4],
            "expectation": [4.303882830198619, None, 4.3, 4.31, 4.29],
            "perception": [4.038722933459775, None, 4.06, 4.05, 4.045],
            "lo": [4.01902667357356, None, 4.04, 4.03, None],
            "hi": [4.0584191933459905, None, 4.08, 4.07, None],
            "n_text": ["3,515", "", "3,418", "3,001", "12"],
            "interval_text": ["", "", "", "", ""],
        },
        locale,
        decimals=2,
    )


def counts(drawing: Drawing = Drawing.CAUSES, locale: Locale = ZH) -> Chart:
    """Three causes; of the last one nothing may be shown."""
    return chart(
        drawing,
        {
            "label": ["流程", "@沟通不畅", "培训不足"],
            "order": [0, 1, 2],
            "tags": [1234, 2, None],
            "tags_text": ["1,234", "2", ""],
        },
        locale,
        tags="标注",
    )


CHARTS: dict[str, Chart] = {
    "journey": journey(),
    "gaps": journey(Drawing.GAPS),
    "movements": movements(),
    "steps": movements(Drawing.STEPS),
    "effects": movements(Drawing.EFFECTS),
    "ranked": ranked(),
    "funnel": funnel(),
    "priorities": priorities(),
    "trend": trend(),
    "causes": counts(),
    "coverage": counts(Drawing.COVERAGE),
}


def repeated(one: Chart, times: int) -> Chart:
    """Its rows several times over, with long names that all differ."""
    columns = {name: values * times for name, values in one.columns.items()}
    size = len(columns["order"])
    names = tuple(f"江城商业银行新城开发区科技园路支行{i:03}" for i in range(size))
    columns |= {"order": tuple(range(size)), "label": names}
    if "short2" in columns:
        columns["short2"] = tuple(f"{name[:10]}|{name[10:]}" for name in names)
    return replace(one, columns=columns)


def only(one: Chart, row: int) -> Chart:
    """One of its rows alone."""
    return replace(one, columns={name: (values[row],) for name, values in one.columns.items()})
