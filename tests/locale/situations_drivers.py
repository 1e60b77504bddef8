"""What the page of priorities says of where to begin, of each quadrant and of the map."""

import pandas as pd

from mot.analysis.priorities import PriorityState
from mot.domain.thresholds import Thresholds
from mot.locale.sentences import drivers
from mot.stats.importance import DriverState
from mot.stats.quadrants import Quadrant
from tests.locale.driver_findings import NAMES, NAN, calm, finding, first, point

RULES = Thresholds()
UNKNOWN = {"state": DriverState.NOT_ENOUGH, "priorities": PriorityState.UNWEIGHTED}
OPEN = {"quadrant": str(Quadrant.BORDERLINE), "sure": 0.5, "fix_first": 0.5}


def head(*points, **facts):
    found = finding(points, **facts)
    return lambda locale: drivers.headline(locale, found, NAMES, RULES)


def where(quadrant, sure=NAN, fix_first=NAN):
    row = pd.Series({"quadrant": quadrant, "quadrant_probability": sure, "fix_first": fix_first})
    return lambda locale: drivers.place(locale, row)


def drawn(*points, **facts):
    found = finding(points, **facts)
    return lambda locale: drivers.importance_map(locale, found, NAMES)


def rests(**facts):
    found = finding([first()], **facts)
    return lambda locale: drivers.rests_on(locale, found)


SITUATIONS = [
    ("one is surely first, and far below", head(first(), calm()),
     "先改取号排队：影响大，差距也大", "Begin with Ticket & queue: high importance, wide gap"),
    ("two are surely first, the higher priority is named first", head(first(priority=20.0), first(priority=60.0), calm()),
     "先改柜台办理和取号排队：影响大，差距也大",
     "Begin with Counter service and Ticket & queue: high importance, wide gap"),
    ("four are surely first", head(*[first(priority=p) for p in (40.0, 30.0, 20.0, 10.0)]),
     "先改取号排队、柜台办理等（另有 2 个）：影响大，差距也大",
     "Begin with Ticket & queue, Counter service and 2 more: high importance, wide gap"),
    ("below for sure, but perhaps not far", head(first(gap=-0.25), calm()),
     "先改取号排队：影响大，又低于期望", "Begin with Ticket & queue: high importance, below expectations"),
    ("of two only the one that is far below is told", head(first(gap=-0.25), first(gap=-0.9)),
     "先改柜台办理：影响大，差距也大", "Begin with Counter service: high importance, wide gap"),
    ("in the corner, but perhaps not below", head(first(gap=-0.05), calm()),
     "先改哪里，尚不能判断", "Where to begin cannot be told yet"),
    ("the corner is not sure, the order is", head(first(**OPEN, rank=1.0), calm()),
     "取号排队优先分最高，但尚无触点能确定属于“重点改进”",
     "Ticket & queue has the highest priority, but no touchpoint is surely in “Concentrate here”"),
    ("neither the corner nor the order is sure", head(first(**OPEN), calm()),
     "先改哪里，尚不能判断", "Where to begin cannot be told yet"),
    ("early, far below", head(first(), calm(), state=DriverState.EARLY),
     "初步看，取号排队影响大，差距也大", "Early picture: Ticket & queue, high importance, wide gap"),
    ("early, below", head(first(gap=-0.25), calm(), state=DriverState.EARLY),
     "初步看，取号排队影响大，又低于期望",
     "Early picture: Ticket & queue, high importance, below expectations"),
    ("nothing falls short", head(calm(), priorities=PriorityState.NOTHING_BELOW),
     "没有低于期望的时刻", "Nothing below expectations"),
    ("no expectations, one surely first", head(first(gap=NAN), calm(gap=NAN), priorities=PriorityState.NO_GAPS),
     "先看取号排队：影响大，评分偏低", "Begin with Ticket & queue: high importance, low rating"),
    ("no expectations, early",
     head(first(gap=NAN), calm(gap=NAN), priorities=PriorityState.NO_GAPS, state=DriverState.EARLY),
     "初步看，取号排队影响大，评分偏低", "Early picture: Ticket & queue, high importance, low rating"),
    ("no expectations, one surely matters most",
     head(first(gap=NAN, **OPEN, importance_rank=1.0), calm(gap=NAN), priorities=PriorityState.NO_GAPS),
     "与总体满意度关系最密切的是取号排队", "Ticket & queue goes along most with overall satisfaction"),
    ("no expectations, nothing sure", head(first(gap=NAN, **OPEN), calm(gap=NAN), priorities=PriorityState.NO_GAPS),
     "哪个触点影响最大，尚不能判断", "Which touchpoint matters most cannot be told yet"),
    ("neither expectations nor importance",
     head(point(), point(), priorities=PriorityState.NO_GAPS, state=DriverState.EXPLAINED_NOTHING),
     "目前还无法排出先后", "There is nothing to put in order yet"),
    ("importance is not known, one gap is surely the widest",
     head(point(gap=-0.9, priority=80.0, rank=1.0), point(gap=-0.2, priority=20.0, rank=2.0), **UNKNOWN),
     "取号排队差距最大；影响大小尚不能判断",
     "Ticket & queue falls furthest short; how much it matters cannot be told yet"),
    ("importance is not known, the only gap may be none", head(point(gap=-0.05, priority=100.0, rank=1.0), **UNKNOWN),
     "差距最大的是哪个触点，尚不能判断", "Which touchpoint falls furthest short cannot be told yet"),
    ("importance is not known, gaps alike", head(point(gap=-0.9, priority=50.0), point(gap=-0.9, priority=50.0), **UNKNOWN),
     "差距最大的是哪个触点，尚不能判断", "Which touchpoint falls furthest short cannot be told yet"),
    ("everything hidden", head(point(hidden=True, n=0), state=DriverState.SUPPRESSED, priorities=PriorityState.NO_GAPS),
     "本季样本不足，尚不能判断任何触点", "Too few answers to judge any touchpoint this quarter"),
    ("nobody answered", head(point(n=0), state=DriverState.NO_DATA, priorities=PriorityState.NO_GAPS),
     "本季在所选范围内还没有反馈", "Nobody answered in this quarter and selection"),

    ("certain of the corner", where(Quadrant.CONCENTRATE_HERE, 0.996, 0.996),
     "几乎确定在“重点改进”", "Almost certainly in “Concentrate here”"),
    ("likely in the corner", where(Quadrant.CONCENTRATE_HERE, 0.81, 0.81),
     "可能在“重点改进”（81%）", "Probably in “Concentrate here” (81%)"),
    ("likely of little importance", where(Quadrant.LOW_PRIORITY, 0.8, 0.1),
     "可能在“暂缓”（80%）", "Probably in “Low priority” (80%)"),
    ("certain to be kept up", where(Quadrant.KEEP_UP, 0.99, 0.0),
     "几乎确定在“继续保持”", "Almost certainly in “Keep it up”"),
    ("certain to be more than needed", where(Quadrant.POSSIBLE_OVERKILL, 0.99, 0.0),
     "几乎确定在“可能过度投入”", "Almost certainly in “Possible overkill”"),
    ("borderline", where(Quadrant.BORDERLINE, 0.6, 0.4),
     "临界：在“重点改进”的可能性为 40%", "Borderline: 40% likely in “Concentrate here”"),
    ("borderline elsewhere", where(Quadrant.BORDERLINE, 0.6, 0.01), "临界", "Borderline"),
    ("no place on the map", where(None), "", ""),

    ("the map, one sure and one absent", drawn(first(), calm(), point(gap=-0.9)),
     "可以确定属于“重点改进”：取号排队。影响大小未知，未画在图上：投诉处理。",
     "Surely in “Concentrate here”: Ticket & queue. "
     "Not on the map, for their importance is not known: Complaint handling."),
    ("the map, one open", drawn(calm(**OPEN), calm()),
     "尚无触点能确定属于“重点改进”。另有 1 个触点处于临界，象限尚不能判断。",
     "No touchpoint is surely in “Concentrate here”. Of 1 touchpoint the quadrant cannot be told yet."),
    ("the map, two open beside a sure one", drawn(first(), calm(**OPEN), calm(**OPEN)),
     "可以确定属于“重点改进”：取号排队。另有 2 个触点处于临界，象限尚不能判断。",
     "Surely in “Concentrate here”: Ticket & queue. Of 2 touchpoints the quadrant cannot be told yet."),
    ("the map names no hidden touchpoint", drawn(calm(), point(hidden=True, n=0)),
     "尚无触点能确定属于“重点改进”。", "No touchpoint is surely in “Concentrate here”."),

    ("what importance rests on", rests(n=3943),
     "重要性由各触点评分与总体满意度的关系算出，不是客户自报：共 3,943 人，可解释总体满意度差异的 61%。",
     "Importance comes from how ratings and overall satisfaction go together, not from what customers call "
     "important: 3,943 people, 61% of the differences in overall satisfaction explained."),
    ("nothing to rest on", rests(r2=NAN), "", ""),
]  # fmt: skip
