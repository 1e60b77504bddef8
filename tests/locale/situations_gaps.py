"""What the touchpoint page says of one gap, its evidence, its dimensions, its zone and the heat map."""

import numpy as np
import pandas as pd

from mot.analysis.dimensions import Dimensions
from mot.analysis.distribution import Distribution
from mot.analysis.gaps import GapTable
from mot.analysis.heat import HeatTable
from mot.analysis.levels import Level
from mot.analysis.tolerance import Tolerance
from mot.analysis.units import of_one_scale
from mot.domain.survey import Dimension, Name, Scale
from mot.domain.thresholds import Thresholds
from mot.locale.sentences import gaps
from mot.stats.multiplicity import Status

FIVE, RULES = of_one_scale(Scale(1, 5)), Thresholds()
NAMES = {1: Name("取号排队", "Ticket & queue"), 2: Name("柜台办理", "Counter service")}
USUAL = {"gap": -0.5, "lo": -0.6, "hi": -0.4, "below": 0.6, "equal": 0.3, "above": 0.1, "ceiling": 0.4, "base": "plain",
         "status": Status.WEAK, "compared": ""}  # fmt: skip
TABLE = GapTable(pd.DataFrame(), FIVE, 2, True)
FAIR = {"verdict": "real", "disagree": False, "flags_matter": False}


def one(**changes):
    row = pd.Series(USUAL | changes)
    return lambda locale: gaps.detail(locale, TABLE, row, RULES)


def weighed(**changes):
    row = pd.Series(FAIR | changes)
    return lambda locale: gaps.evidence(locale, row)


def heat(*statuses):
    frame = pd.DataFrame({"status": [str(s) for s in statuses], "why_hidden": "no"})
    return lambda locale: gaps.heat(locale, HeatTable(frame, FIVE, Level.BRANCH))


def spread(expected, perceived):
    frame = pd.DataFrame({"score": range(1, 6), "expected": expected, "perceived": perceived})
    return lambda locale: gaps.spread(locale, Distribution(frame, 100, Scale(1, 5)))


def dimensions(*ends, missing=()):
    keys = [*("tangibles", "reliability", "responsiveness", "assurance", "empathy"), "unweighted", "weighted"]
    frame = pd.DataFrame(
        {"key": keys, "gap": [(a + b) / 2 for a, b in ends] + [np.nan] * 2, "lo": [a for a, _ in ends] + [np.nan] * 2,
         "hi": [b for _, b in ends] + [np.nan] * 2}
    )  # fmt: skip
    words = {"zh": dict(zip(keys, ("有形性", "可靠性", "响应性", "保证性", "移情性", "", ""), strict=True))}
    words["en"] = {k: k.capitalize() for k in keys}
    return lambda locale: gaps.dimensions(locale, Dimensions(frame, FIVE, missing), words[locale.language])


def zones(*found):
    frame = pd.DataFrame({"touchpoint": range(1, len(found) + 1), "zone": found})
    return lambda locale: gaps.zones(locale, Tolerance(frame, FIVE), NAMES)


NEAR = [(-0.3, 0.1), (-0.2, 0.2), (-0.1, 0.3), (0.0, 0.4), (0.1, 0.5)]
NONE = [(float("nan"), float("nan"))]

SITUATIONS = [
    (
        "clearly below", one(),
        "95% 区间 −0.60 至 −0.40：即使按最乐观的一端，也低于期望 0.40 分。低于期望 60%，符合 30%，超出 10%。薄弱时刻：明显低于期望。",
        "95% interval −0.60 to −0.40: even at its better end 0.40 below what was expected. 60% below, 30% as expected, "
        "10% above. Weak moment: clearly below expectations.",
    ),
    (
        "clearly above", one(gap=0.5, lo=0.4, hi=0.6, status=Status.DELIGHT),
        "95% 区间 +0.40 至 +0.60：即使按最保守的一端，也高于期望 0.40 分。低于期望 60%，符合 30%，超出 10%。惊喜时刻：超出期望。",
        "95% interval +0.40 to +0.60: even at its lower end 0.40 above what was expected. 60% below, 30% as expected, "
        "10% above. Delight: above expectations.",
    ),
    (
        "cannot be told, few answers, expecting the maximum, weaker than the others",
        one(gap=-0.1, lo=-0.3, hi=0.1, base="small", ceiling=0.7, status=Status.UNCLEAR, compared="weaker_than_usual"),
        "95% 区间 −0.30 至 +0.10：尚不能判断是否达到期望。低于期望 60%，符合 30%，超出 10%。70% 的客户期望已达满分，差距很难为正。"
        "样本较少，区间已相应放宽。尚不明确，需更多反馈。比其他时刻更弱。",
        "95% interval −0.30 to +0.10: it cannot be told yet whether expectations are met. 60% below, 30% as expected, "
        "10% above. 70% expect the maximum, so the gap can hardly be positive. Small sample: the interval is made wider "
        "to stay honest. Not clear yet, more answers needed. Weaker than your other moments.",
    ),
    (
        "expectations were not asked", one(gap=float("nan"), lo=3.9, hi=4.1, status=Status.PERCEPTION_ONLY),
        "95% 区间 3.90 至 4.10。问卷没有问期望，因此没有差距。",
        "95% interval 3.90 to 4.10. Expectations were not asked, so there is no gap.",
    ),
    ("the evidence holds", weighed(), "结论成立。", "The finding holds."),
    ("undecided", weighed(verdict="undecided"), "尚不能判断，需要更多答卷。", "Undecided: more answers are needed."),
    ("too few", weighed(verdict="too_few"), "样本不足，无法判断。", "Too few answers to judge."),
    (
        "paired and unpaired disagree", weighed(disagree=True),
        "结论成立。注意：按全部答卷计算的两个平均分，与只看两题都答的人不一致。只答了一题的人有所不同，行动之前请先弄清他们是谁。",
        "The finding holds. Caution: over all answers the two means lie elsewhere than over those who answered both. "
        "Those who answered only one of the two differ; look at who they are before acting.",
    ),
    (
        "flagged answers matter", weighed(flags_matter=True),
        "结论成立。若计入质量存疑的答卷，差距会明显变动；目前未计入。",
        "The finding holds. Answers flagged for their quality would move the gap noticeably; they are left out.",
    ),
    (
        "spread of both answers", spread([0, 0, 0, 0.4, 0.6], [0, 0, 0.2, 0.6, 0.2]),
        "60% 期望最高分，20% 给出最高分。", "60% expected the top answer, 20% gave it.",
    ),
    (
        "spread of perception alone", spread([np.nan] * 5, [0, 0, 0.2, 0.6, 0.2]),
        "20% 给了最高分。", "20% gave the top answer.",
    ),
    (
        "weak and delightful cells", heat(Status.WEAK, Status.WEAK, Status.DELIGHT, Status.UNCLEAR),
        "4 个格子中，2 个可以确定薄弱，1 个属于惊喜。", "2 of 4 cells are weak for sure, 1 are a delight.",
    ),
    ("one weak cell", heat(Status.WEAK, Status.MEETS), "2 个格子中，1 个可以确定薄弱。", "1 of 2 cells is weak for sure."),
    (
        "delight only", heat(Status.DELIGHT, Status.MEETS, Status.LIKELY_WEAK),
        "没有可以确定薄弱的格子；3 个中有 1 个属于惊喜。", "No cell is weak for sure; 1 of 3 are a delight.",
    ),
    ("probably weak is not weak", heat(Status.LIKELY_WEAK), "1 个格子中，没有可以确定薄弱的。", "Of 1 cells judged, none is weak for sure."),
    ("perception only", heat(Status.PERCEPTION_ONLY), "", ""),
    (
        "one dimension furthest", dimensions((-0.9, -0.8), (-0.3, -0.2), (-0.3, -0.1), (-0.3, -0.2), (-0.2, -0.1)),
        "有形性差距最大。", "Tangibles falls furthest short.",
    ),
    (
        "two dimensions that cannot be told apart",
        dimensions((-0.9, -0.7), (-0.8, -0.6), (-0.3, -0.1), (-0.3, -0.2), (-0.2, -0.1)),
        "哪个维度差距最大，尚不能判断。", "Which dimension falls furthest short cannot be told yet.",
    ),
    ("no dimension below", dimensions(*NEAR), "没有可以确定低于期望的维度。", "No dimension is certainly below expectations."),
    (
        "a dimension is missing", dimensions(*NEAR[:4], *NONE, missing=(Dimension.EMPATHY,)),
        "没有可以确定低于期望的维度。总体得分需要五个维度齐全，缺少：移情性。",
        "No dimension is certainly below expectations. The overall scores need all five dimensions; missing: Empathy.",
    ),
    (
        "one below what is acceptable", zones("below_adequate", "within_zone"),
        "取号排队低于可接受水平。", "Ticket & queue is below what is acceptable.",
    ),
    (
        "both below what is acceptable", zones("below_adequate", "below_adequate"),
        "2 个触点中，2 个低于可接受水平。", "2 of 2 touchpoints are below what is acceptable.",
    ),
    (
        "borderline is not below", zones("borderline", "above_desired"),
        "没有可以确定低于可接受水平的触点。", "No touchpoint is certainly below what is acceptable.",
    ),
    ("no zone can be judged", zones("undefined", "undefined"), "样本不足，无法判断", "Too few answers to judge"),
]  # fmt: skip
