"""What the what-if panel says: a link with its interval, held back where the answers end, never a cause."""

from mot.analysis.what_if import WhatIf
from mot.locale.sentences import what_if
from mot.stats.importance import DriverState
from tests.locale.driver_findings import FIVE, MIXED, NAMES, NAN

USUAL = {
    "state": DriverState.FINE, "unit": FIVE, "overall_unit": FIVE, "now": 3.96, "change": 0.006, "se": 0.001,
    "lo": 0.004, "hi": 0.008, "per_point": {1: 0.3}, "moved": {1: 0.02}, "unclear": (), "left_out": (),
    "limited": False, "capped": False, "steadied": False,
}  # fmt: skip
HALF = {"change": 0.14, "lo": 0.13, "hi": 0.16, "moved": {1: 0.5}}


def told(**facts):
    return WhatIf(**(USUAL | facts))


def link(**facts):
    return lambda locale: what_if.link(locale, told(**facts), 1, NAMES)


def predicted(raised=0.5, **facts):
    return lambda locale: what_if.prediction(locale, told(**(HALF | facts)), raised, NAMES)


def held(raised=0.5, **facts):
    return lambda locale: " / ".join(what_if.reservations(locale, told(**(HALF | facts)), raised, NAMES))


SITUATIONS = [
    ("a clear link", link(),
     "对取号排队的评分每高 1 分的客户，总体满意度平均高 0.30 分（0.20 至 0.40）。",
     "Customers who rate Ticket & queue one point higher rate us 0.30 points higher overall (0.20 to 0.40)."),
    ("a clear link on a scale of percent",
     link(unit=MIXED, overall_unit=MIXED, change=0.06, lo=0.04, hi=0.08, moved={1: 0.2}),
     "对取号排队的评分每高 10 分的客户，总体满意度平均高 3.0 分（2.0 至 4.0）。",
     "Customers who rate Ticket & queue 10 points higher rate us 3.0 points higher overall (2.0 to 4.0)."),
    ("an interval that holds no link at all", link(change=0.002, lo=-0.002, hi=0.006),
     "总体满意度是否随取号排队变化，尚不能判断（−0.10 至 +0.30）。",
     "Whether overall satisfaction goes along with Ticket & queue cannot be told yet (−0.10 to +0.30)."),
    ("a link against all expectation", link(change=NAN, lo=NAN, hi=NAN, unclear=(1,)),
     "取号排队与总体满意度的关系不明确，不作推算。",
     "How overall satisfaction goes along with Ticket & queue is unclear."),
    ("rated at the top already", link(moved={1: 0.0}, change=0.0, lo=0.0, hi=0.0),
     "取号排队与总体满意度的关系不明确，不作推算。",
     "How overall satisfaction goes along with Ticket & queue is unclear."),
    ("a link without an error", link(lo=NAN, hi=NAN),
     "取号排队与总体满意度的关系不明确，不作推算。",
     "How overall satisfaction goes along with Ticket & queue is unclear."),

    ("a prediction", predicted(),
     "取号排队的评分若高 0.5 分，对应的总体满意度约为 4.10，现为 3.96：相差 +0.14（+0.13 至 +0.16）。",
     "Ticket & queue rated 0.5 higher goes along with overall satisfaction of 4.10 instead of 3.96: "
     "+0.14 (+0.13 to +0.16)."),
    ("a prediction for two", predicted(1.0, change=0.3, lo=0.25, hi=0.35, moved={1: 1.0, 2: 1.0}),
     "取号排队和柜台办理的评分若高 1.0 分，对应的总体满意度约为 4.26，现为 3.96：相差 +0.30（+0.25 至 +0.35）。",
     "Ticket & queue and Counter service rated 1.0 higher goes along with overall satisfaction of 4.26 instead of "
     "3.96: +0.30 (+0.25 to +0.35)."),
    ("a prediction held back", predicted(1.0, moved={1: 0.7}, limited=True),
     "取号排队的评分若最多高 1.0 分，对应的总体满意度约为 4.10，现为 3.96：相差 +0.14（+0.13 至 +0.16）。",
     "Ticket & queue rated up to 1.0 higher goes along with overall satisfaction of 4.10 instead of 3.96: "
     "+0.14 (+0.13 to +0.16)."),
    ("no prediction", predicted(change=NAN, lo=NAN, hi=NAN), "", ""),

    ("nothing held back", held(), "", ""),
    ("held back at the highest answer", held(1.0, moved={1: 0.7, 2: 1.0}, limited=True),
     "取号排队最多只能高 0.70 分：那时均分已是给出过的最高分。",
     "Ticket & queue can rise by 0.70 at most: its mean is then the highest answer given."),
    ("at the top of the scale", held(capped=True),
     "推算到量表最高分 5.00 为止。", "The prediction ends at 5.00, the top of the scale."),
    ("steadied and early", held(steadied=True, state=DriverState.EARLY),
     "有些触点的评分高度相似，推算时已作平滑，以免忽大忽小。 / 初步结果，样本增加后可能变化。",
     "Some touchpoints are rated almost alike, so their links are drawn together to stay steady. / "
     "Early picture: more answers may change it."),
]  # fmt: skip
