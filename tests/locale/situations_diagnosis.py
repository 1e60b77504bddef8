"""What the diagnosis says: a pattern only where the tags bear one, else the answers, else nothing."""

import datetime as dt

import pandas as pd

from mot.analysis.diagnosis import STEPS, Diagnosis, Pattern
from mot.analysis.units import of_one_scale
from mot.domain.moments import Principle
from mot.domain.packs import load_step_presets
from mot.domain.periods import Quarter
from mot.domain.self_check import SelfCheck
from mot.domain.survey import Name, Scale, Step
from mot.locale.sentences import diagnosis
from mot.stats.multiplicity import Status

NAMES = dict(load_step_presets()[0].steps)
POINTS = {2: Name("取号排队", "Ticket & queue"), 6: Name("柜台办理", "Counter service")}
NAN = float("nan")
APART = ((-0.1, 0.1), (-0.9, -0.7), (-0.2, 0.0), (-0.3, -0.1))
CLOSE = ((-0.6, -0.3), (-0.7, -0.4), (-0.2, 0.1), (-0.2, 0.1))
THREE = (*CLOSE[:3], (-0.6, -0.3))
ONE = ((-0.6, -0.3), (-0.5, 0.4), (-0.2, 0.1), (-0.2, 0.1))
FINE = ((-0.1, 0.1),) * 4
NOTHING = ((NAN, NAN),) * 4
SURE = Pattern(Step.CONFIRM, 15, 24, True, False, (2, 6), Principle.COMMITMENT)


def status(lo, hi):
    if lo != lo:
        return str(Status.SUPPRESSED)
    return str(Status.WEAK if hi < -0.2 else Status.MEETS if hi < 0.2 else Status.UNCLEAR)


def found(ends=FINE, *, tags=0, explained=None, pattern=None, needs=0, left_out=0, paired=True, asked=4):
    rows = [
        {"step": s.value, "gap": (lo + hi) / 2, "lo": lo, "hi": hi, "n": 60, "status": status(lo, hi), "touchpoints": int(i < asked and lo == lo),
         "left_out": left_out if i == 0 else 0}
        for i, (s, (lo, hi)) in enumerate(zip(STEPS, ends, strict=True))
    ]  # fmt: skip
    empty = pd.DataFrame()
    return Diagnosis(
        unit=of_one_scale(Scale(1, 5)), paired=paired, steps=pd.DataFrame(rows), touchpoints=empty,
        by_principle=empty, by_step=empty, by_point=empty, causes=empty,
        needs=pd.DataFrame({"need": ["implicit"] * bool(needs), "tags": [needs] * bool(needs)}),
        tags=tags, explained=tags if explained is None else explained, pattern=pattern, since=Quarter(2025, 4),
    )  # fmt: skip


def head(*args, **facts):
    return lambda locale: diagnosis.headline(locale, found(*args, **facts), NAMES, POINTS)


def tagged(**facts):
    return lambda locale: diagnosis.tags(locale, found(**facts), NAMES)


def steps(*args, **facts):
    return lambda locale: diagnosis.steps_told(locale, found(*args, **facts), NAMES)


def checked(*answers):
    made = tuple(
        SelfCheck(
            i, 1, dt.datetime(2026, 8, 1 + i, 4, tzinfo=dt.UTC), "lin", dict(zip(Principle, row, strict=True))
        )
        for i, row in enumerate(answers)
    )
    return lambda locale: diagnosis.checks(locale, made)


def said(step=Step.CONFIRM, named=15, total=24, sure=True, places=(), principle=None, tied=False):
    return {"tags": total, "pattern": Pattern(step, named, total, sure, tied, places, principle)}


SITUATIONS = [
    ("a clear pattern", head(tags=24, pattern=SURE),
     "最常出问题的是“确认行动”这一步，主要在取号排队和柜台办理，多与承诺有关",
     "Most often it goes wrong at “Confirm action”, mainly in Ticket & queue and Counter service and mostly to do "
     "with commitment"),
    ("a clear pattern at one touchpoint", head(**said(places=(2,))),
     "最常出问题的是“确认行动”这一步，主要在取号排队",
     "Most often it goes wrong at “Confirm action”, mainly in Ticket & queue"),
    ("a clear pattern all over the journey", head(**said(principle=Principle.SATISFACTION)),
     "最常出问题的是“确认行动”这一步，多与客户满意度有关",
     "Most often it goes wrong at “Confirm action”, mostly to do with customer satisfaction"),
    ("a clear pattern and nothing else", head(**said()),
     "最常出问题的是“确认行动”这一步", "Most often it goes wrong at “Confirm action”"),
    ("a lead that may be chance", head(**said(named=9, total=12, sure=False)),
     "“确认行动”被标注得最多，12 条中有 9 条，但还可能只是偶然",
     "“Confirm action” is tagged most, 9 of 12; this may still be chance"),
    ("two steps named as often", head(**said(named=3, total=6, sure=False, tied=True)),
     "标注涉及好几个步骤，还没有哪一步明显更突出", "Tags point to several steps; none stands out yet"),
    ("steps named by a few each", head(**said(named=3, total=8, sure=False)),
     "标注涉及好几个步骤，还没有哪一步明显更突出", "Tags point to several steps; none stands out yet"),
    ("few tags and no gaps", head(NOTHING, tags=3),
     "只有 3 条标注，还看不出规律", "Only 3 tags so far: no pattern can be seen yet"),
    ("one tag and no gaps", head(NOTHING, tags=1),
     "只有 1 条标注，还看不出规律", "Only 1 tag so far: no pattern can be seen yet"),
    ("nothing at all", head(NOTHING),
     "哪一步容易出问题，尚不能判断", "Which step goes wrong cannot be told yet"),
    ("few tags, one step far below", head(APART, tags=3),
     "从打分看，“提议方案”差得最远；只有 3 条标注，还看不出规律",
     "By the answers “Offer a proposal” falls furthest short; only 3 tags so far, no pattern can be seen yet"),
    ("no tags, one step far below", head(APART),
     "从打分看，“提议方案”差得最远；还没有标注指明步骤",
     "By the answers “Offer a proposal” falls furthest short; no tag names a step yet"),
    ("few tags, two steps alike", head(CLOSE, tags=1),
     "从打分看，“提议方案”和“探询需求”低于期望；只有 1 条标注，还看不出规律",
     "By the answers “Offer a proposal” and “Explore needs” are below expectations; only 1 tag so far, no pattern can "
     "be seen yet"),
    ("no tags, three steps below", head(THREE),
     "从打分看，4 个步骤中有 3 个低于期望；还没有标注指明步骤",
     "By the answers 3 of 4 steps are below expectations; no tag names a step yet"),
    ("no tags, one step below and another unknown", head(ONE),
     "从打分看，“探询需求”低于期望；还没有标注指明步骤",
     "By the answers “Explore needs” is below expectations; no tag names a step yet"),
    ("no tags, no step below", head(),
     "从打分看，没有哪一步明显低于期望；还没有标注指明步骤",
     "By the answers no step is clearly below expectations; no tag names a step yet"),

    ("no tags counted", tagged(),
     "2025 年第四季度以来的四个季度里，还没有标注薄弱时刻。标注一个，并注明是哪一步没做好。",
     "No weak moment was tagged in the four quarters since Q4 2025. Tag one and name the step it fails in."),
    ("tags behind a pattern", tagged(tags=26, explained=24, pattern=SURE, needs=4),
     "2025 年第四季度以来的四个季度里，标注了 26 个薄弱时刻，其中 24 个注明了步骤。“确认行动”占 24 条中的 15 条。"
     "其中 4 条漏掉的是客户没说出口的需求。",
     "26 weak moments tagged in the four quarters since Q4 2025; 24 of them with a step. “Confirm action” is named in "
     "15 of 24. In 4 of them a need was missed that nobody had put into words."),
    ("tags behind no pattern", tagged(**said(named=3, total=6, sure=False)),
     "2025 年第四季度以来的四个季度里，标注了 6 个薄弱时刻，其中 6 个注明了步骤。",
     "6 weak moments tagged in the four quarters since Q4 2025; 6 of them with a step."),
    ("too few tags", tagged(tags=3),
     "2025 年第四季度以来的四个季度里，标注了 3 个薄弱时刻，其中 3 个注明了步骤。标注太少，还看不出规律。",
     "3 weak moments tagged in the four quarters since Q4 2025; 3 of them with a step. Too few to see a pattern."),
    ("tags without steps", tagged(tags=2, explained=0),
     "2025 年第四季度以来的四个季度里，标注了 2 个薄弱时刻，其中 0 个注明了步骤。",
     "2 weak moments tagged in the four quarters since Q4 2025; 0 of them with a step."),

    ("one step furthest below", steps(APART),
     "“提议方案”差得最远。", "“Offer a proposal” falls furthest short."),
    ("two steps below", steps(CLOSE),
     "2 个步骤低于期望，哪个更差尚不能判断。",
     "2 steps are below expectations; which one most cannot be told yet."),
    ("no step below, one not asked about, touchpoints left out", steps(FINE, asked=3, left_out=2),
     "没有哪一步明显低于期望。没有触点涉及：总结跟进。2 个触点回答太少，未计入。",
     "No step is clearly below expectations. No touchpoint asks about: Summarise and follow up. 2 touchpoints with "
     "too few answers are left out."),
    ("perceptions only", steps(NOTHING, paired=False),
     "这份问卷只问了感知，没有步骤的差距。",
     "This questionnaire asks for perception only, so steps have no gap."),

    ("no check", checked(), "", ""),
    ("the first check", checked((3, 3, 3, 3, 3)),
     "第一次自查。过两到四周再做一次，看看有没有变化。",
     "First check. Do it again in two to four weeks to see what has moved."),
    ("the second check", checked((3, 3, 3, 3, 3), (4, 4, 3, 2, 3)),
     "与 2026-08-01 相比，五项中 2 项更高，1 项更低，2 项不变。这是团队自己的看法，不是测量结果。",
     "Compared with 1 Aug 2026: 2 of five answered higher, 1 lower, 2 the same. These are the team's own words, not a "
     "measurement."),
]  # fmt: skip
