"""The gentle note beside an author's words, for each reason."""

from dataclasses import replace

from mot.analysis.contradictions import objections
from mot.locale.sentences import contradictions
from tests.analysis.review_samples import FACTS, content

FEW = replace(FACTS[7], n=8, lo=None, hi=None, status="too_few")


def note(text, facts=FACTS):
    frozen = content(facts)

    def said(locale):
        (one,) = objections(text, frozen, "zh")
        return contradictions.objection(locale, one, frozen)

    return said


SITUATIONS = [
    (
        "a change that is not certain",
        note("取号排队有所改善"),
        "数据尚不支持这一说法：取号排队较 2026 年第二季度的变化 +0.03，区间 −0.04 至 +0.10，尚不能判断。",
        "The data do not support this yet: Queueing changed by +0.03 since Q2 2026, interval −0.04 to +0.10, which cannot be told from no change.",
    ),
    (
        "a change the other way",
        note("手机银行明显提升"),
        "数据尚不支持这一说法：手机银行较 2026 年第二季度的变化 −0.15，区间 −0.22 至 −0.08，方向相反。",
        "The data do not support this: Mobile banking changed by −0.15 since Q2 2026, interval −0.22 to −0.08, which is the other way.",
    ),
    (
        "a change that is denied",
        note("柜台办理没有改善"),
        "数据尚不支持这一说法：柜台办理较 2026 年第二季度的变化 +0.20，区间 +0.12 至 +0.28，是明确的变化。",
        "The data do not support this: Counter service changed by +0.20 since Q2 2026, interval +0.12 to +0.28, which is a clear change.",
    ),
    (
        "a level that is open",
        note("理财咨询低于期望"),
        "数据尚不支持这一说法：理财咨询的差距 −0.10，区间 −0.25 至 +0.05，是否达到期望尚不能判断。",
        "The data do not support this yet: the gap of Investment advice is −0.10, interval −0.25 to +0.05; whether expectations are met cannot be told.",
    ),
    (
        "too few to judge",
        note("理财咨询低于期望", (*FACTS[:7], FEW)),
        "数据尚不支持这一说法：理财咨询只有 8 份答卷，不足以判断。",
        "The data do not support this yet: Investment advice has 8 answers, too few to judge.",
    ),
    (
        "a level that is otherwise",
        note("取号排队达到期望"),
        "数据尚不支持这一说法：取号排队的差距 −0.86，区间 −0.91 至 −0.81（薄弱时刻）。",
        "The data do not support this: the gap of Queueing is −0.86, interval −0.91 to −0.81 (Weak moment).",
    ),
    (
        "the whole below expectations",
        note("整体达到期望"),
        "数据尚不支持这一说法：总体的差距 −0.40，区间 −0.45 至 −0.35（低于期望）。",
        "The data do not support this: the gap of Overall is −0.40, interval −0.45 to −0.35 (Below expectations).",
    ),
    (
        "another is the weakest",
        note("柜台办理是最弱的环节"),
        "数据尚不支持这一说法：取号排队的差距更大，为 −0.86，柜台办理为 −0.30。",
        "The data do not support this: the gap of Queueing is wider, −0.86 against −0.30 of Counter service.",
    ),
    (
        "another is the best",
        note("网点环境表现最好"),
        "数据尚不支持这一说法：手机银行更好，差距 +0.35，网点环境为 −0.02。",
        "The data do not support this: the gap of Mobile banking is better, +0.35 against −0.02 of Branch lobby.",
    ),
    (
        "another number",
        note("取号排队的差距为 −0.5"),
        "数字与数据不一致：取号排队的差距为 −0.86（3,101 人）。",
        "The data say otherwise: the gap of Queueing is −0.86 (3,101 people).",
    ),
    (
        "another amount",
        note("柜台办理改善了 0.5 分"),
        "数字与数据不一致：柜台办理较 2026 年第二季度的变化为 +0.20，区间 +0.12 至 +0.28。",
        "The data say otherwise: Counter service changed by +0.20 since Q2 2026, interval +0.12 to +0.28.",
    ),
    (
        "an action without a verdict",
        note("弹性窗口已经见效"),
        "数据尚不支持这一说法：行动“弹性窗口”目前的结论是“证据不足”。",
        "The data do not support this yet: the verdict on “弹性窗口” is “No evidence yet”.",
    ),
]
