"""What the sample plan says: what is enough, what is missing, and what it takes to show an effect."""

import datetime as dt
import math

import numpy as np
import pandas as pd

from mot.analysis.effect_plan import EffectPlan
from mot.analysis.planner import Plan, season_of
from mot.analysis.units import of_one_scale
from mot.domain.periods import Quarter
from mot.domain.survey import Name, Scale
from mot.locale.sentences import planner

POINTS = {1: Name("取号排队", "Ticket & queue"), 2: Name("投诉处理", "Complaint handling")}
PLACES = {1: Name("老城支行", "Old Town")}
BUSY, LATE = dt.date(2026, 9, 1), dt.date(2026, 11, 1)


def plan(
    stills, why=("no", "no"), *, today=BUSY, surely=None, own=True, known=False, rare=False, required=80
):
    """A plan of one branch and two touchpoints."""
    season, weeks = season_of(Quarter(2026, 3), today)
    hidden = np.isin(why, ["few", "protected"])
    so_far = np.where(hidden, np.nan, required - np.array(stills, dtype=float))
    cells = pd.DataFrame(
        {"touchpoint": (1, 2), "branch": 1, "required": required, "so_far": so_far, "still": stills,
         "margin": np.where(so_far > 1, 0.4, np.nan), "why_hidden": why}
    )  # fmt: skip
    points = pd.DataFrame(
        {"touchpoint": (1, 2), "own": own, "rare": rare, "still": stills, "surely": surely or stills,
         "exact": ~hidden}
    )  # fmt: skip
    unit = of_one_scale(Scale(1, 5))
    return Plan(cells, pd.DataFrame(), points, unit, 0.2, 1.0, season, weeks, known)


def headline(*args, **options):
    return lambda locale: planner.headline(locale, plan(*args, **options), POINTS)


def nothing_in_use(locale):
    empty = plan((0, 0))
    frame = empty.cells.head(0)
    told = Plan(frame, frame, frame, empty.unit, 0.2, 1.0, empty.season, 5, False)
    return planner.headline(locale, told, POINTS)


def target(**options):
    return lambda locale: planner.target(locale, plan((10, 20), **options), 0.95)


def varied(locale):
    found = plan((10, 20))
    found.cells["required"] = (70, 90)
    return planner.target(locale, found, 0.95)


def detectable(*args):
    return lambda locale: planner.detectable(locale, plan(*args), POINTS, PLACES)


def season(**options):
    return lambda locale: planner.season(locale, plan((10, 20), **options))


def effect(answers, smallest="0.22", change="0.20", total=12):
    rows = [(k, total - k, n, 5.0) for k, n in enumerate(answers, start=1)]
    frame = pd.DataFrame(rows, columns=["pilots", "comparisons", "answers", "smallest"])
    return lambda locale: planner.effect(locale, EffectPlan(frame, 113, 3.0), change, smallest)


NAN = math.nan
BIAS_ZH, BIAS_EN = (
    "误差范围不包含未答复者带来的偏差。",
    "The error margin covers chance only, not people who do not answer.",
)
SITUATIONS = [
    ("nothing in use", nothing_in_use, "没有可计划的内容：所选网点或触点均未启用",
     "There is nothing to plan: none of these branches and touchpoints is in use"),
    ("nobody yet", headline((80, 80), ("none", "none")), "本季在所选范围内尚无反馈",
     "Nobody has answered yet in this quarter and selection"),
    ("nobody at all", headline((80, 80), ("none", "none"), today=LATE), "本季在所选范围内还没有反馈",
     "Nobody answered in this quarter and selection"),
    ("everything enough", headline((0, 0)), "各网点、各触点的样本都已足够",
     "There are enough answers at every branch and touchpoint"),
    ("one needs most", headline((0, 62)), "2 个网点触点组合中 1 个样本已够，投诉处理缺得最多，还需 62 份",
     "1 of 2 cells (branch × touchpoint) have enough answers; Complaint handling needs most, 62 more"),
    ("a hidden one needs most", headline((10, 80), ("no", "few"), surely=(10, 71)),
     "2 个网点触点组合中 0 个样本已够，投诉处理缺得最多，至多还需 80 份",
     "0 of 2 cells (branch × touchpoint) have enough answers; Complaint handling needs most, up to 80 more"),
    ("which needs most is not certain", headline((75, 80), ("no", "few"), surely=(75, 71)),
     "2 个网点触点组合中 0 个样本已够", "0 of 2 cells (branch × touchpoint) have enough answers"),
    ("both need the same", headline((40, 40)),
     "2 个网点触点组合中 0 个样本已够", "0 of 2 cells (branch × touchpoint) have enough answers"),
    ("over", headline((0, 62), today=LATE), "本季已结束：2 个网点触点组合中 1 个样本足够，投诉处理缺得最多",
     "The quarter is over: 1 of 2 cells (branch × touchpoint) had enough answers; Complaint handling lacked most"),
    ("over, not certain where", headline((40, 40), today=LATE), "本季已结束：2 个网点触点组合中 0 个样本足够",
     "The quarter is over: 0 of 2 cells (branch × touchpoint) had enough answers"),
    ("target", target(), "目标：95% 区间上下不超过 0.20。每家网点每个触点需 80 份。" + BIAS_ZH,
     "Wanted: a 95% interval that reaches at most 0.20 to either side. That takes 80 answers per branch and "
     f"touchpoint. {BIAS_EN}"),
    ("target differs", varied,
     "目标：95% 区间上下不超过 0.20。每家网点每个触点需 70 至 90 份，视答案的离散程度而定。" + BIAS_ZH,
     "Wanted: a 95% interval that reaches at most 0.20 to either side. That takes 70 to 90 answers per branch and "
     f"touchpoint, depending on how far answers lie apart. {BIAS_EN}"),
    ("target with a usual spread", target(own=[True, False], known=True),
     "目标：95% 区间上下不超过 0.20。每家网点每个触点需 80 份。其中 1 个触点样本还少，暂按常见的离散程度估算。"
     "已按各网点的业务量修正。" + BIAS_ZH,
     "Wanted: a 95% interval that reaches at most 0.20 to either side. That takes 80 answers per branch and "
     "touchpoint. For 1 touchpoint with few answers so far, a usual spread is assumed. The number of customers "
     f"served is taken into account. {BIAS_EN}"),
    ("what can be told", detectable((57, 10)), "例如老城支行的“取号排队”：现有 23 份，能看出 0.40 以上的差距，更小的还看不出。",
     "For example Ticket & queue at Old Town: with 23 answers a gap of 0.40 can be told, a smaller one not yet."),
    ("nothing shown can tell", detectable((80, 80), ("few", "protected")), "", ""),
    ("running", season(), "一份问卷可覆盖多个触点，因此按网点缺口最大的触点计。",
     "One questionnaire covers several touchpoints, so the largest need of a branch counts."),
    ("over with a rare touchpoint", season(today=LATE, rare=[False, True]),
     "本季已结束，缺的样本只能在下季补足。一份问卷可覆盖多个触点，因此按网点缺口最大的触点计。"
     "评价人数不足一半的触点攒得慢，请直接向用过的客户发问卷。",
     "This quarter is over: what is missing can only be collected in the next one. One questionnaire covers several "
     "touchpoints, so the largest need of a branch counts. Touchpoints that less than half of the customers rate "
     "fill slowly: ask their customers directly."),
    ("one pilot shows it", effect([53, 24]), "一家试点网点就能验证 0.20 的效果：试点和其余 11 家对照网点前后至少各收 53 份。",
     "One pilot branch can show an effect of 0.20: at least 53 answers before and as many after, there and at each "
     "of 11 other branches."),
    ("one pilot against one", effect([53], total=2), "一家试点网点就能验证 0.20 的效果：试点和其余 1 家对照网点前后至少各收 53 份。",
     "One pilot branch can show an effect of 0.20: at least 53 answers before and as many after, there and at 1 "
     "other branch."),
    ("several pilots show it", effect([NAN, NAN, 98]),
     "单个网点无法验证如此小的效果，请增加试点网点。设 3 家试点时，每家网点（含对照）前后至少各收 98 份。",
     "One branch cannot show an effect this small, whatever the sample: use several pilot branches. With 3, at "
     "least 98 answers before and as many after at every branch."),
    ("nothing shows it", effect([NAN, NAN]),
     "网点太少，无论收多少样本都验证不了 0.20 的效果：即使设 2 家试点，最小也只能验证 0.22。请把目标效果定得更大。",
     "Too few branches to show an effect of 0.20, whatever the sample: 2 pilot branches can show 0.22 at best. Aim "
     "for a larger effect."),
    ("one branch", effect([]), "只有一家网点时，可以看出 0.20 的变化（前后各 113 份），但说不清变化从何而来。",
     "With one branch a change of 0.20 can be shown (113 answers before and as many after), but not where it comes "
     "from."),
]  # fmt: skip
