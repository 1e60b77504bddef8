"""What the branch page says of branches side by side."""

from dataclasses import replace

import numpy as np
import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.units import of_one_scale
from mot.domain.survey import Name, Scale
from mot.locale.sentences import branches
from mot.stats.funnels import FunnelSignal
from mot.stats.standing import BranchStatus

UNIT = of_one_scale(Scale(1, 5))
NAMES = {i: Name(zh, en) for i, (zh, en) in enumerate(
    [("老城支行", "Old Town"), ("新城支行", "New Town"), ("湖滨支行", "Lakeside"), ("临港支行", "Harbour"), ("滨江支行", "Riverside")], start=1
)}  # fmt: skip
A, B, L = BranchStatus.ABOVE, BranchStatus.BELOW, BranchStatus.IN_LINE
OUT_UP, OUT_DOWN, IN = FunnelSignal.ABOVE, FunnelSignal.BELOW, FunnelSignal.INSIDE


def found(statuses=(B, L, L, L, A), signals=(IN,) * 5, *, why="no", moved=0.0, **changes) -> Branches:
    size = len(statuses)
    status = [str(s) for s in statuses]
    frame = pd.DataFrame(
        {
            "branch": range(1, size + 1), "selected": True, "why_hidden": why, "status": status,
            "signal": [str(s) for s in signals[:size]], "fair": np.linspace(-0.6, 0.2, size), "moved": moved,
        }
    )  # fmt: skip
    up, down = status.count(str(A)), status.count(str(B))
    told = Branches(
        frame=frame, unit=UNIT, signed=True, touchpoint=0, touchpoints=(), compared=size, judged=size,
        alike=size - up - down, above=up, below=down, league=True, centre=-0.2, limits=pd.DataFrame(),
        overdispersed=False, by=(), strata=0, covered=False,
    )  # fmt: skip
    return replace(told, **changes)


def headline(**changes):
    return lambda locale: branches.headline(locale, found(**changes))


def standing(**changes):
    return lambda locale: branches.standing(locale, found(**changes), NAMES)


def outside(**changes):
    return lambda locale: branches.outside(locale, found(**changes), NAMES)


def mix(**changes):
    return lambda locale: branches.mix(locale, found(**changes))


def covered(imported):
    return lambda locale: branches.covered(locale, found(covered=imported))


def rank(expected, low, high):
    row = pd.Series({"rank": expected, "rank_lo": low, "rank_hi": high})
    return lambda locale: branches.rank(locale, row, 12)


ALIKE = (L,) * 5
NOTHING = {"compared": 0, "judged": 0, "league": False}
SITUATIONS = [
    (
        "headline: on both sides",
        headline(),
        "5 家网点中 3 家难分高下，1 家低于整体，1 家高于整体",
        "3 of 5 branches cannot be told apart; below the network: 1, above: 1",
    ),
    (
        "headline: nobody differs",
        headline(statuses=ALIKE),
        "5 家网点之间无可辨差异",
        "No detectable differences between the 5 branches",
    ),
    (
        "headline: only below",
        headline(statuses=(B, L, L, L, L)),
        "5 家网点中 4 家难分高下，1 家低于整体",
        "4 of 5 branches cannot be told apart; below the network: 1",
    ),
    (
        "headline: only above",
        headline(statuses=(L, L, L, L, A)),
        "5 家网点中 4 家难分高下，1 家高于整体",
        "4 of 5 branches cannot be told apart; above the network: 1",
    ),
    (
        "headline: all differ",
        headline(statuses=(B, B, A, A, A)),
        "对比 5 家网点：2 家低于整体，3 家高于整体",
        "5 branches compared; below the network: 2, above: 3",
    ),
    (
        "headline: outside the funnel, side not sure",
        headline(statuses=ALIKE, alike=4),
        "5 家网点中 4 家难分高下，其余超出漏斗界限",
        "4 of 5 branches cannot be told apart; the others stand out of the funnel",
    ),
    (
        "headline: nobody answered",
        headline(why="none", **NOTHING),
        "本季在所选范围内还没有反馈",
        "Nobody answered in this quarter and selection",
    ),
    (
        "headline: one branch",
        headline(statuses=("",), **NOTHING),
        "只有一家网点可显示，无从对比",
        "Only one branch can be shown, so there is nothing to compare",
    ),
    (
        "headline: two branches",
        headline(statuses=("", ""), **NOTHING),
        "只有两家网点可显示，不足以公平对比",
        "Only two branches can be shown, too few for a fair comparison",
    ),
    (
        "headline: too few everywhere",
        headline(why="few", **NOTHING),
        "本季样本不足，尚不能判断任何网点",
        "Too few answers to judge any branch this quarter",
    ),
    (
        "standing: both sides",
        standing(),
        "确定低于整体：老城支行。确定高于整体：滨江支行。",
        "Below the network for sure: Old Town. Above the network for sure: Riverside.",
    ),
    (
        "standing: nobody differs, no order",
        standing(statuses=ALIKE, league=False),
        "所示网点都还不能确定高于或低于整体。现有样本排不出可靠的先后，故按机构设置的顺序列出。",
        "Of the branches shown, none lies above or below the network for sure. No order of the branches can be defended, so they stand as the institution lists them.",
    ),
    (
        "standing: too few branches",
        standing(statuses=("", ""), **NOTHING),
        "至少三家网点才能公平对比；此处只各自给出区间。",
        "A fair comparison needs at least three branches; each is shown with its own interval.",
    ),
    (
        "standing: many below",
        standing(statuses=(B, B, B, B, L)),
        "确定低于整体：老城支行、临港支行、新城支行等（另有 1 家）。",
        "Below the network for sure: Old Town, Harbour, New Town and 1 more.",
    ),
    (
        "funnel: one below",
        outside(signals=(OUT_DOWN, IN, IN, IN, IN)),
        "低于外侧界限：老城支行，请优先了解。",
        "Below the outer limit: Old Town. Look there first.",
    ),
    (
        "funnel: one above",
        outside(signals=(IN, IN, IN, IN, OUT_UP)),
        "高于外侧界限：滨江支行，值得借鉴。",
        "Above the outer limit: Riverside. Worth learning from.",
    ),
    (
        "funnel: chance explains it",
        outside(statuses=ALIKE),
        "所有网点都在界限之内：差异可由随机波动解释。",
        "Every branch lies within the limits: random variation can explain the differences.",
    ),
    (
        "funnel: differences, nobody outside",
        outside(overdispersed=True),
        "网点之间确有超出随机波动的差异，但没有一家超出网点间常有的差异。",
        "Branches differ by more than chance, but none lies outside what is usual between them.",
    ),
    (
        "funnel: usual differences, nobody for sure",
        outside(statuses=ALIKE, overdispersed=True),
        "没有网点超出随机波动和网点间常有差异的范围。",
        "No branch lies outside what chance and the usual differences between branches allow.",
    ),
    (
        "funnel: some differ, none outside",
        outside(),
        "没有网点超出外侧界限。",
        "No branch lies outside the outer limits.",
    ),
    (
        "mix: segments and channels",
        mix(by=("segment", "channel"), strata=12, moved=0.03),
        "调整后：假定各网点的客群与渠道构成相同（共 12 组）。所示网点最多变动 0.03。",
        "Adjusted = as if every branch served the same mix of customer segments and channels (12 groups). It moves the branches shown by 0.03 at most.",
    ),
    (
        "mix: segments",
        mix(by=("segment",), strata=4, moved=0.01),
        "调整后：假定各网点的客群构成相同（共 4 组）。所示网点最多变动 0.01。",
        "Adjusted = as if every branch served the same mix of customer segments (4 groups). It moves the branches shown by 0.01 at most.",
    ),
    (
        "mix: channels, nothing moves",
        mix(by=("channel",), strata=3, moved=float("nan")),
        "调整后：假定各网点的渠道构成相同（共 3 组）。",
        "Adjusted = as if every branch served the same mix of channels (3 groups).",
    ),
    (
        "mix: not asked",
        mix(),
        "问卷未问客群和渠道（或没有区别），无法按客户结构调整。",
        "Customer segment and channel were not asked or do not differ, so scores cannot be adjusted for them.",
    ),
    ("mix: nothing compared", mix(**NOTHING), "", ""),
    (
        "coverage: known",
        covered(True),
        "覆盖率 = 全部渠道和客群的答卷数 ÷ 同期业务量；有月份缺业务量时留空。",
        "Coverage = responses of all channels and segments ÷ transactions of the same months; “–” where a month has no transactions.",
    ),
    (
        "coverage: unknown",
        covered(False),
        "导入各网点每月业务量后，可看到有多少客户作答。",
        "Import transactions per branch and month to see what share of customers answered.",
    ),
    (
        "rank: a range",
        rank(3.2, 1.0, 7.0),
        "约第 3（可能第 1–7，共 12 家）",
        "about 3rd (could be 1st to 7th of 12)",
    ),
    (
        "rank: one place",
        rank(1.1, 1.0, 1.0),
        "约第 1（90% 把握为第 1，共 12 家）",
        "about 1st (90% sure: 1st of 12)",
    ),
    ("rank: none", rank(float("nan"), float("nan"), float("nan")), "", ""),
]
