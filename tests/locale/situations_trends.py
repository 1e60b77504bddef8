"""What the trend page and the overview say of months out of the ordinary."""

import dataclasses

import pandas as pd

from mot.analysis.breaks import Break, Reason
from mot.analysis.family import Alarm, Alarms
from mot.analysis.figure_trends import Better, FigureTrend
from mot.analysis.judging import Standing
from mot.analysis.monitoring import ControlChart
from mot.analysis.outcomes import Kind
from mot.analysis.units import of_one_scale
from mot.domain.survey import Name, Scale
from mot.locale.sentences import trends
from mot.locale.standings import break_text, month_text, signal_text, standing_text
from mot.stats.monitoring import TrendState

UNIT = of_one_scale(Scale(1, 5))
POINTS = {
    1: Name("取号排队", "Ticket & queue"),
    2: Name("柜台办理", "Counter service"),
    3: Name("回访", "Follow-up"),
}
PLACES = {7: Name("老城支行", "Old Town")}
CHANNELS = {1: Name("柜面", "Counter"), 2: Name("手机银行", "Mobile")}


def alarm(standing, *, touchpoint=1, branch=None, paired=True) -> Alarm:
    return Alarm(touchpoint, branch, standing, 202609, 86, -1.02, -0.9, -0.4, paired)


def found(*points, drifts=(), watched=120, short=0, last: int | None = 202609) -> Alarms:
    return Alarms(watched, short, UNIT, last, points, tuple(drifts))


NOTHING = found(watched=0, short=9, last=None)
LOW, HIGH = alarm(Standing.LOW), alarm(Standing.HIGH, touchpoint=2, branch=7)
DOWN, UP = alarm(Standing.DRIFTING_DOWN), alarm(Standing.DRIFTING_UP, touchpoint=2, branch=7)


def headline(alarms):
    return lambda locale: trends.headline(locale, alarms, POINTS, PLACES)


def line(one):
    return lambda locale: trends.alarm(locale, one, UNIT, POINTS, PLACES)


def chart(standing, *, sure=True, breaks=(), baseline=12, tested=True, paired=True):
    frame = pd.DataFrame(
        {
            "month": [202608, 202609],
            "value": [-0.6, -1.02] if paired else [3.9, 3.1],
            "lower": [-0.9, -0.9] if paired else [3.5, 3.5],
            "upper": [-0.4, -0.4] if paired else [4.2, 4.2],
            "tested": tested,
        }
    )
    told = ControlChart(
        frame, breaks, UNIT, paired, TrendState.OK, standing, sure, -0.65 if paired else 3.85, baseline, ()
    )
    return lambda locale: trends.chart(locale, told)


def figure(standing, *, sure=True, better=Better.LOW, kind=Kind.SHARE, baseline=12, places=(12, 12)):
    frame = pd.DataFrame(
        {
            "month": [202608, 202609],
            "places": places,
            "value": [0.0025, 0.0042],
            "lower": [0.0018, 0.0018],
            "upper": [0.0031, 0.0031],
            "tested": kind is Kind.SHARE,
        }
    )
    told = FigureTrend(
        1, "complaints", Name("投诉率", "Complaint rate"), kind, better, frame, TrendState.OK, standing, sure,
        0.0025, baseline, (),
    )  # fmt: skip
    return lambda locale: trends.figure(locale, told)


def cut(reason, come=(), gone=()):
    return lambda locale: break_text(locale, Break(202601, reason, come, gone), POINTS, CHANNELS)


CUT = (Break(202601, Reason.CHANNEL, (2,)),)
SITUATIONS = [
    ("headline: too short", headline(NOTHING), "历史数据不足，尚不能判断哪些月份异常",
     "Not enough history yet to tell what is unusual"),
    ("headline: no alarm", headline(found()), "所看的 120 条走势都在正常范围内",
     "All 120 charts watched lie within what is usual"),
    ("headline: no alarm in one chart", headline(found(watched=1)), "所看的 1 条走势都在正常范围内",
     "1 chart watched, and it lies within what is usual"),
    ("headline: one low", headline(found(LOW)), "取号排队异常偏低", "Ticket & queue is unusually low"),
    ("headline: one high at a branch", headline(found(HIGH)), "老城支行的柜台办理异常偏高",
     "Counter service at Old Town is unusually high"),
    ("headline: several, the first low", headline(found(LOW, HIGH)), "2 条走势异常，其中取号排队异常偏低",
     "2 charts are out of the ordinary; Ticket & queue is unusually low"),
    ("headline: several, the first high", headline(found(HIGH, LOW)), "2 条走势异常，其中老城支行的柜台办理异常偏高",
     "2 charts are out of the ordinary; Counter service at Old Town is unusually high"),
    ("headline: a drift only", headline(found(drifts=[DOWN])), "取号排队持续走低", "Ticket & queue is drifting down"),
    ("headline: a drift upwards", headline(found(drifts=[UP])), "老城支行的柜台办理持续走高",
     "Counter service at Old Town is drifting up"),
    ("headline: two drifts, down", headline(found(drifts=[DOWN, UP])), "2 条走势在缓慢偏离，其中取号排队持续走低",
     "2 charts are drifting; Ticket & queue is drifting down"),
    ("headline: two drifts, up", headline(found(drifts=[UP, DOWN])), "2 条走势在缓慢偏离，其中老城支行的柜台办理持续走高",
     "2 charts are drifting; Counter service at Old Town is drifting up"),
    ("watched: many", lambda x: trends.watched(x, found(short=3)),
     "同时看了 120 条走势，截至 2026 年 9 月；已从严判定，减少偶然误报。另有 3 条历史数据不足。",
     "120 charts looked at together up to Sept 2026; judged strictly so that luck raises few alarms. "
     "3 more have too little history."),
    ("watched: one", lambda x: trends.watched(x, found(watched=1, short=1)),
     "同时看了 1 条走势，截至 2026 年 9 月；已从严判定，减少偶然误报。另有 1 条历史数据不足。",
     "1 chart looked at up to Sept 2026; judged strictly so that luck raises few alarms. "
     "1 more has too little history."),
    ("watched: none", lambda x: trends.watched(x, NOTHING), "至少要有 8 个样本足够的月份，才能知道平时是什么水平。",
     "A chart needs 8 months with enough answers before it can tell what is usual."),
    ("no alarm is a result", lambda x: trends.none(x, found()), "120 条走势中没有异常。", "No alarm among 120 charts."),
    ("no alarm in one", lambda x: trends.none(x, found(watched=1)), "1 条走势中没有异常。",
     "No alarm in 1 chart."),
    ("nothing watched", lambda x: trends.none(x, NOTHING), "还没有走势积累到足够的历史数据。",
     "No chart has enough history yet."),
    ("alarm: low", line(LOW), "取号排队：2026 年 9 月异常偏低，−1.02（平时 −0.90 至 −0.40，n = 86）",
     "Ticket & queue: unusually low in Sept 2026, −1.02 (usual −0.90 to −0.40, n = 86)"),
    ("alarm: high", line(HIGH), "老城支行的柜台办理：2026 年 9 月异常偏高，−1.02（平时 −0.90 至 −0.40，n = 86）",
     "Counter service at Old Town: unusually high in Sept 2026, −1.02 (usual −0.90 to −0.40, n = 86)"),
    ("alarm: down", line(DOWN), "取号排队：持续走低，2026 年 9 月 −1.02（n = 86）",
     "Ticket & queue: drifting down, −1.02 in Sept 2026 (n = 86)"),
    ("alarm: up, perception", line(dataclasses.replace(UP, paired=False, value=3.1)),
     "老城支行的柜台办理：持续走高，2026 年 9 月 3.10（n = 86）",
     "Counter service at Old Town: drifting up, 3.10 in Sept 2026 (n = 86)"),
    ("chart: normal", chart(Standing.NORMAL),
     "2026 年 9 月 −1.02，在正常范围内（−0.90 至 −0.40）。平时水平 −0.65，取自 12 个月。",
     "Sept 2026: −1.02 lies within what is usual (−0.90 to −0.40). Usual level −0.65, learned from 12 months."),
    ("chart: low for sure", chart(Standing.LOW),
     "2026 年 9 月 −1.02，异常偏低（平时 −0.90 至 −0.40）。平时水平 −0.65，取自 12 个月。",
     "Sept 2026: −1.02 is unusually low (usual −0.90 to −0.40). Usual level −0.65, learned from 12 months."),
    ("chart: low, perhaps chance", chart(Standing.LOW, sure=False),
     "2026 年 9 月 −1.02，异常偏低（平时 −0.90 至 −0.40）。同时看的走势很多，这也可能是偶然。平时水平 −0.65，取自 12 个月。",
     "Sept 2026: −1.02 is unusually low (usual −0.90 to −0.40). Among so many charts looked at this may still be "
     "chance. Usual level −0.65, learned from 12 months."),
    ("chart: high, perception", chart(Standing.HIGH, paired=False),
     "2026 年 9 月 3.10，异常偏高（平时 3.50 至 4.20）。平时水平 3.85，取自 12 个月。",
     "Sept 2026: 3.10 is unusually high (usual 3.50 to 4.20). Usual level 3.85, learned from 12 months."),
    ("chart: drifting down", chart(Standing.DRIFTING_DOWN),
     "持续走低：近几个月合起来低于平时水平。平时水平 −0.65，取自 12 个月。",
     "Drifting down: the last months together lie below the usual level. Usual level −0.65, learned from 12 months."),
    ("chart: drifting up after a break", chart(Standing.DRIFTING_UP, breaks=CUT),
     "持续走高：近几个月合起来高于平时水平。平时水平 −0.65，取自 12 个月。最近一次中断之前的月份只画出，不作比较。",
     "Drifting up: the last months together lie above the usual level. Usual level −0.65, learned from 12 months. "
     "Months before the last break are drawn but not compared."),
    ("chart: too short", chart(Standing.HISTORY, baseline=5, tested=False),
     "历史数据不足：需要 8 个可比的月份，目前有 5 个。",
     "Not enough history: 8 comparable months are needed, there are 5."),
    ("chart: hidden", chart(Standing.HIDDEN, tested=False), "每月样本过少，为保护隐私不显示。",
     "Too few answers each month; hidden to protect privacy."),
    ("chart: nobody", chart(Standing.NO_DATA, tested=False), "这些月份在所选范围内没有反馈。",
     "Nobody answered in these months and this selection."),
    ("chart: no variation", chart(Standing.NO_VARIATION, tested=False), "评分没有差异，无法得出正常范围。",
     "The ratings do not vary, so there are no limits."),
    ("chart: nothing recent", chart(Standing.STALE), "本季没有可判断的月份。", "No month of this quarter can be judged."),
    ("figure: normal", figure(Standing.NORMAL),
     "2026 年 9 月 0.42%，在正常范围内（0.18% 至 0.31%）。平时水平 0.25%，取自 12 个月。",
     "Sept 2026: 0.42% lies within what is usual (0.18% to 0.31%). Usual level 0.25%, learned from 12 months."),
    ("figure: high and bad", figure(Standing.HIGH),
     "2026 年 9 月 0.42%，异常偏高（平时 0.18% 至 0.31%）。对这一指标属于不利。平时水平 0.25%，取自 12 个月。",
     "Sept 2026: 0.42% is unusually high (usual 0.18% to 0.31%). For this figure that is unfavourable. "
     "Usual level 0.25%, learned from 12 months."),
    ("figure: high and good", figure(Standing.HIGH, better=Better.HIGH),
     "2026 年 9 月 0.42%，异常偏高（平时 0.18% 至 0.31%）。对这一指标属于好转。平时水平 0.25%，取自 12 个月。",
     "Sept 2026: 0.42% is unusually high (usual 0.18% to 0.31%). For this figure that is favourable. "
     "Usual level 0.25%, learned from 12 months."),
    ("figure: high, nobody knows", figure(Standing.HIGH, better=Better.UNKNOWN, sure=False),
     "2026 年 9 月 0.42%，异常偏高（平时 0.18% 至 0.31%）。同时看的走势很多，这也可能是偶然。平时水平 0.25%，取自 12 个月。",
     "Sept 2026: 0.42% is unusually high (usual 0.18% to 0.31%). Among so many charts looked at this may still be "
     "chance. Usual level 0.25%, learned from 12 months."),
    ("figure: drifting down, good", figure(Standing.DRIFTING_DOWN),
     "持续走低：近几个月合起来低于平时水平。对这一指标属于好转。平时水平 0.25%，取自 12 个月。",
     "Drifting down: the last months together lie below the usual level. For this figure that is favourable. "
     "Usual level 0.25%, learned from 12 months."),
    ("figure: count", figure(Standing.NO_DATA, kind=Kind.COUNT), "这是数量，没有区间，不作判断。",
     "A plain count has no interval and is not judged."),
    ("figure: count of some", figure(Standing.NO_DATA, kind=Kind.COUNT, places=(12, 9)),
     "这是数量，不作判断。最近一个月只有 9/12 个网点上报。",
     "A plain count, not judged. In the last month 9 of 12 branches reported."),
    ("figure: too short", figure(Standing.HISTORY, baseline=3), "历史数据不足：需要 8 个可比的月份，目前有 3 个。",
     "Not enough history: 8 comparable months are needed, there are 3."),
    ("break: scale", cut(Reason.SCALE, (1007,), (1005,)), "量表由 1–5 改为 1–7", "Scale 1–5 became 1–7"),
    ("break: scale came", cut(Reason.SCALE, (1007,)), "新增 1–7 量表", "Scale 1–7 came in"),
    ("break: scale ended", cut(Reason.SCALE, (), (1005,)), "停用 1–5 量表", "Scale 1–5 ended"),
    ("break: channel", cut(Reason.CHANNEL, (2,), (1,)), "渠道由柜面改为手机银行", "Channel Counter gave way to Mobile"),
    ("break: channel came", cut(Reason.CHANNEL, (2,)), "新增渠道：手机银行", "New channel: Mobile"),
    ("break: channel not stated ended", cut(Reason.CHANNEL, (), (0,)), "渠道停用：未注明", "Channel not stated ended"),
    ("break: expectations", cut(Reason.EXPECTATION, (1,)), "起询问期望", "Expectations asked from here on"),
    ("break: no expectations", cut(Reason.EXPECTATION, (), (1,)), "不再询问期望", "Expectations no longer asked"),
    ("break: reworded", cut(Reason.WORDING, (1,)), "题目改了说法：取号排队", "Question reworded: Ticket & queue"),
    ("break: questions came", cut(Reason.QUESTIONS, (1, 2, 3)), "新增题目：取号排队等，另有 2 个",
     "Newly asked: Ticket & queue and 2 more"),
    ("break: questions ended", cut(Reason.QUESTIONS, (), (1, 2)), "停问题目：取号排队、柜台办理",
     "No longer asked: Ticket & queue, Counter service"),
    ("break: questions both", cut(Reason.QUESTIONS, (1,), (2,)), "题目调整：新增取号排队，停问柜台办理",
     "Touchpoints asked: Ticket & queue new, Counter service dropped"),
    ("month", lambda x: month_text(x, 202601), "2026 年 1 月", "Jan 2026"),
    ("unsure drift", lambda x: standing_text(x, Standing.DRIFTING_UP, sure=False), "走高，可能是偶然", "Up, may be chance"),
    ("nothing recent, in short", lambda x: standing_text(x, Standing.STALE, sure=False), "近期无可判断月份", "No recent month"),
    ("month of a figure, good", lambda x: signal_text(x, "low", Better.LOW), "异常偏低，属好转", "Unusually low: favourable"),
    ("month of a figure, unknown", lambda x: signal_text(x, "low", Better.UNKNOWN), "异常偏低", "Unusually low"),
]  # fmt: skip
