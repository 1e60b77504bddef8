"""What is said of an action's effect."""

import datetime as dt

from mot.analysis.effects import Outlook, Stand, Verdict
from mot.locale.sentences import effects as sentences
from tests.judged_samples import NONE, alone, judged, not_started, too_few

START, JUDGED = dt.date(2026, 4, 10), dt.date(2026, 8, 1)
UNDECIDED = judged(Verdict.NO_EVIDENCE_YET, effect=0.12, lo=-0.11, hi=0.35)
SIDES_ZH = "实施前 −0.58（110 份），实施后 −0.21（{n} 份），变化 +0.37，区间 +0.08 至 +0.66。"
SIDES_EN = "Before: −0.58 (110 answers); after: −0.21 ({n} answers). That is a change of +0.37, interval +0.08 to +0.66."
BACK = dict.fromkeys(("after", "change", "change_lo", "change_hi"), NONE)


def verdict(found):
    return lambda locale: sentences.verdict(locale, found, START)


def short(found):
    return lambda locale: sentences.short(locale, found)


def grounds(found, branches=1):
    return lambda locale: locale.paragraph(sentences.grounds(locale, found, 0.95, JUDGED, branches))


def notes(found):
    return lambda locale: locale.paragraph(sentences.notes(locale, found))


SITUATIONS = [
    (
        "improved",
        verdict(judged()),
        "已改善（优于对照网点）",
        "Improved more than comparison branches",
    ),
    (
        "worse",
        verdict(judged(Verdict.WORSE)),
        "变差（相对对照网点）",
        "Got worse compared with other branches",
    ),
    (
        "no change that matters",
        verdict(judged(Verdict.NO_MEANINGFUL_CHANGE)),
        "无实质变化",
        "No change that matters",
    ),
    (
        "no evidence",
        verdict(UNDECIDED),
        "暂无证据表明有效（效应在 −0.11 到 +0.35 之间）",
        "No evidence yet (effect between −0.11 and +0.35)",
    ),
    (
        "no evidence, effect hidden",
        verdict(judged(Verdict.NO_EVIDENCE_YET, effect=NONE, lo=NONE, hi=NONE)),
        "证据不足",
        "No evidence yet",
    ),
    (
        "up alone",
        verdict(alone(Verdict.UP_NO_COMPARISON)),
        "有上升，但缺少对照，无法归因",
        "Went up, but we cannot tell why: there is nothing to compare with",
    ),
    (
        "down alone",
        verdict(alone(Verdict.DOWN_NO_COMPARISON)),
        "有下降，但缺少对照，无法归因",
        "Went down, but we cannot tell why: there is nothing to compare with",
    ),
    (
        "unclear alone",
        verdict(alone(Verdict.UNCLEAR_NO_COMPARISON)),
        "尚无明确变化，且缺少对照",
        "No clear change, and nothing to compare with",
    ),
    ("too few", verdict(too_few()), "回收量不足，暂不能判断", "Too few responses to judge"),
    (
        "interim",
        verdict(judged(interim=True)),
        "中期结果，可能变化：已改善（优于对照网点）",
        "Interim, may change: Improved more than comparison branches",
    ),
    (
        "not started",
        verdict(not_started()),
        "尚未开始：2026-04-10 启动，启动后的月份用于判断",
        "Not started: it begins on 10 Apr 2026, and is judged by the months after",
    ),
    (
        "too early",
        verdict(too_few(0, stand=Stand.TOO_EARLY)),
        "为时尚早：启动当月之后还没有答卷",
        "Too early: there are no answers from after the month of the start yet",
    ),
    (
        "another scale",
        verdict(judged(Verdict.TOO_FEW, stand=Stand.OTHER_SCALE)),
        "无法判断：前后使用的量表不同",
        "Cannot be judged: before and after were asked on different scales",
    ),
    ("short improved", short(judged()), "改善 +0.31", "Improved +0.31"),
    ("short interim", short(judged(interim=True)), "改善 +0.31 · 中期", "Improved +0.31 · interim"),
    ("short undecided", short(UNDECIDED), "证据不足 +0.12", "No evidence yet +0.12"),
    ("short alone", short(alone(Verdict.UP_NO_COMPARISON)), "上升，无对照 +0.37", "Up, no comparison +0.37"),
    ("short too few", short(too_few()), "样本不足", "Too few answers"),
    ("short early", short(not_started()), "尚未开始", "Not started"),
    (
        "grounds",
        grounds(judged()),
        SIDES_ZH.format(n=118)
        + "扣除 11 个对照网点的变化和起点的偶然因素后，效应为 +0.31，95% 区间 +0.08 至 +0.54。"
        "选点时处于低位，约有 0.06 分属于自然回升。",
        SIDES_EN.format(n=118)
        + " Beyond the change at 11 comparison branches, and allowing for luck at the start, the effect is +0.31, "
        "95% interval +0.08 to +0.54. This branch was picked when it was low; about 0.06 points would come back by "
        "themselves.",
    ),
    (
        "grounds of several without a bounce",
        grounds(judged(bounce_matters=False, controls=1, interim=True), 2),
        SIDES_ZH.format(n=118)
        + "扣除 1 个对照网点的变化和起点的偶然因素后，效应为 +0.31，95% 区间 +0.08 至 +0.54。"
        "最终判断日期：2026-08-01。",
        SIDES_EN.format(n=118)
        + " Beyond the change at 1 comparison branch, and allowing for luck at the start, the effect is +0.31, "
        "95% interval +0.08 to +0.54. It is judged for good on 1 Aug 2026.",
    ),
    (
        "missing, expected",
        grounds(too_few(outlook=Outlook.COMING, expected=dt.date(2026, 7, 16), bounce_matters=False)),
        SIDES_ZH.format(n=12)
        + "启动后还缺 8 份答卷。按目前的回收速度，预计 2026-07-16 前可以回收足够。最终判断日期：2026-08-01。",
        SIDES_EN.format(n=12)
        + " 8 more answers from after the start are needed. At the present pace there are enough by 16 Jul 2026. It is "
        "judged for good on 1 Aug 2026.",
    ),
    (
        "missing, too slow",
        grounds(too_few(19, outlook=Outlook.TOO_SLOW, missing_before=4)),
        SIDES_ZH.format(n=19)
        + "选点时处于低位，约有 0.06 分属于自然回升。启动前还缺 4 份答卷。启动后还缺 1 份答卷。按目前的回收速度，到对比月份结束时仍不够。最终判断日期：2026-08-01。",
        SIDES_EN.format(n=19)
        + " This branch was picked when it was low; about 0.06 points would come back by themselves. 4 more answers "
        "from before the start are needed. 1 more answer from after the start is needed. At the present pace the months "
        "compared end before there are enough. It is judged for good on 1 Aug 2026.",
    ),
    (
        "missing, hidden",
        grounds(
            judged(
                Verdict.TOO_FEW,
                **BACK,
                effect=NONE,
                n_after=None,
                missing_after=20,
                missing_exact=False,
                outlook=Outlook.UNTOLD,
                bounce_matters=False,
            )
        ),
        "实施前 −0.58（110 份）。启动后最多还缺 20 份答卷。",
        "Before: −0.58 (110 answers). Up to 20 more answers from after the start are needed.",
    ),
    (
        "missing, over",
        grounds(
            judged(
                Verdict.TOO_FEW,
                effect=NONE,
                n_after=12,
                missing_after=8,
                outlook=Outlook.OVER,
                bounce_matters=False,
            )
        ),
        SIDES_ZH.format(n=12) + "启动后还缺 8 份答卷。对比月份已结束，只有补导尚未导入的文件才能补足。",
        SIDES_EN.format(n=12)
        + " 8 more answers from after the start are needed. The months compared are over; only files that are not "
        "imported yet can bring them.",
    ),
    (
        "missing before",
        grounds(
            judged(
                Verdict.TOO_FEW,
                effect=NONE,
                n_before=12,
                missing_before=8,
                outlook=Outlook.OVER,
                bounce_matters=False,
            )
        ),
        SIDES_ZH.format(n=118).replace("110", "12")
        + "启动前还缺 8 份答卷。只有补导启动前的数据文件才能补足。",
        SIDES_EN.format(n=118).replace("110", "12")
        + " 8 more answers from before the start are needed. Only files from before the start that are not imported "
        "yet can bring them.",
    ),
    (
        "notes",
        notes(judged()),
        "对比月份：2026 年 1 月至 2026 年 3 月与 2026 年 5 月至 2026 年 7 月，不含启动当月。结果仅代表已作答客户。",
        "Compared: Jan 2026 – Mar 2026 with May 2026 – Jul 2026, without the month of the start. Describes people who "
        "answered; others may differ.",
    ),
    (
        "notes of one who sees some",
        notes(
            judged(
                whole=False,
                controls_known=False,
                paired=False,
                before_months=(202603,),
                after_months=(202605,),
            )
        ),
        "对比月份：2026 年 3 月与 2026 年 5 月，不含启动当月。前后并非都问了期望，因此比较的是感知。其中有些网点不在您的查看范围内。您看到的是对全部网点的判断，"
        "不显示前后的具体数值。有些对照网点不在您的查看范围内，对它们只显示效应。结果仅代表已作答客户。",
        "Compared: Mar 2026 with May 2026, without the month of the start. Perceptions are compared, for expectations were "
        "not asked before and after. Some of the branches lie outside what you may see. You see the verdict on all of them "
        "together, and no numbers before and after. Some comparison branches lie outside what you may see; of them you see "
        "the effect alone. Describes people who answered; others may differ.",
    ),
    (
        "notes of hidden numbers",
        notes(judged(hidden=True)),
        "对比月份：2026 年 1 月至 2026 年 3 月与 2026 年 5 月至 2026 年 7 月，不含启动当月。部分数值不显示，以免通过不同时段相减透露少数客户的回答。"
        "结果仅代表已作答客户。",
        "Compared: Jan 2026 – Mar 2026 with May 2026 – Jul 2026, without the month of the start. Some numbers are hidden, "
        "so that no difference between periods tells what a few people said. Describes people who answered; others may "
        "differ.",
    ),
]
