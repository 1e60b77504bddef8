"""What the review's page says of what changed since it was frozen."""

from dataclasses import replace

from mot.analysis.review_differences import (
    Carried,
    FactChange,
    PlaceChange,
    SettingChange,
    SourceChange,
    Turn,
)
from mot.domain.reviews import Fact
from mot.locale.sentences import reviews
from tests.analysis.review_samples import FACTS, SOURCES, content

BASIS = content().basis
BATCH, TAG, ACTION, CLOSED = SOURCES
WEAK = FACTS[3]


def fact(old, new):
    return lambda locale: reviews.fact_change(locale, FactChange(old, new), BASIS)


def held(old, new):
    return lambda locale: reviews.fact_change(locale, FactChange(old, new, held=True), BASIS)


def finding(old, new):
    return lambda locale: reviews.finding_change(
        locale, FactChange(*(replace(WEAK, status=s) for s in (old, new))), BASIS
    )


def source(turn, one, earlier=None, by=None):
    return lambda locale: reviews.source_change(locale, SourceChange(turn, one, earlier, by))


def setting(*change):
    return lambda locale: reviews.setting_change(locale, SettingChange(*change))


def place(*change):
    return lambda locale: reviews.place_change(locale, PlaceChange(*change))


def carried(new):
    return lambda locale: reviews.carried(locale, Carried("zh", "gaps", "title", "x", "old", new))


def of(subject, measure, value, n=None):
    return Fact("x", subject, measure, value, n=n)


SITUATIONS = [
    (
        "a gap between whose snapshots three people came in",
        held(replace(WEAK, value=None, n=None), replace(WEAK, value=None, n=None)),
        "取号排队：两个快照之间只增减了少数几份，为保护隐私，差距不作前后对照",
        "Queueing: only a few answers came or went between both snapshots, so the gap is not put side by side",
    ),
    (
        "a file that not all readers may know",
        source(Turn.NEW, replace(BATCH, title="", number=12, size=57)),
        "晚到文件 含其他网点的一份（第 12 次导入）新增 57 份答卷",
        "A file that also holds other branches (import number 12) came in with 57 more responses",
    ),
    (
        "a gap that moved",
        fact(WEAK, replace(WEAK, value=-0.84, n=3158)),
        "取号排队的差距由 −0.86 变为 −0.84（3,101 → 3,158 人）",
        "Queueing: the gap went from −0.86 to −0.84 (3,101 → 3,158 people)",
    ),
    (
        "a gap that moved among as many",
        fact(WEAK, replace(WEAK, value=-0.84)),
        "取号排队的差距由 −0.86 变为 −0.84",
        "Queueing: the gap went from −0.86 to −0.84",
    ),
    (
        "a gap that moved behind its decimals",
        fact(WEAK, replace(WEAK, value=-0.861, n=3102)),
        "取号排队的差距仍为 −0.86（3,101 → 3,102 人）",
        "Queueing: the gap stays at −0.86 (3,101 → 3,102 people)",
    ),
    (
        "a gap whose interval alone moved",
        fact(WEAK, replace(WEAK, lo=-0.95)),
        "取号排队的差距仍为 −0.86",
        "Queueing: the gap stays at −0.86",
    ),
    (
        "a number that appeared",
        fact(None, WEAK),
        "取号排队的差距为 −0.86，上一快照未显示",
        "Queueing: gap −0.86, not shown before",
    ),
    (
        "a number that was hidden before",
        fact(replace(WEAK, value=None, n=None), WEAK),
        "取号排队的差距为 −0.86，上一快照未显示",
        "Queueing: gap −0.86, not shown before",
    ),
    (
        "a number that is hidden now",
        fact(WEAK, replace(WEAK, value=None, n=None)),
        "取号排队的差距原为 −0.86，现不再显示",
        "Queueing: the gap was −0.86 and is not shown any more",
    ),
    (
        "a number that is gone",
        fact(WEAK, None),
        "取号排队的差距原为 −0.86，现不再显示",
        "Queueing: the gap was −0.86 and is not shown any more",
    ),
    (
        "hidden in both",
        fact(replace(WEAK, value=None), replace(WEAK, value=None, status="x")),
        "取号排队的差距在两次快照中都不显示",
        "Queueing: the gap is shown in neither snapshot",
    ),
    (
        "answers",
        fact(of("overall", "answers", 3701.0), of("overall", "answers", 3758.0)),
        "总体的答卷数由 3,701 变为 3,758",
        "Overall: the number of answers went from 3,701 to 3,758",
    ),
    (
        "weak moments",
        fact(of("overall", "weak", 2.0), of("overall", "weak", 3.0)),
        "总体的薄弱时刻数由 2 变为 3",
        "Overall: the number of weak moments went from 2 to 3",
    ),
    (
        "a change",
        fact(FACTS[11], replace(FACTS[11], value=0.05)),
        "柜台办理的变化（较对比季度）由 +0.20 变为 +0.05",
        "Counter service: the change since the comparison quarter went from +0.20 to +0.05",
    ),
    (
        "a perception",
        fact(of("branch:3", "perception", 3.9, 40), of("branch:3", "perception", 3.85, 52)),
        "南湖支行的感知由 3.90 变为 3.85（40 → 52 人）",
        "South Lake Branch: the perception went from 3.90 to 3.85 (40 → 52 people)",
    ),
    (
        "a branch's score",
        fact(of("branch:3", "score", 3.9), of("branch:3", "score", 3.85)),
        "南湖支行的得分由 3.90 变为 3.85",
        "South Lake Branch: the score went from 3.90 to 3.85",
    ),
    (
        "an expectation",
        fact(of("touchpoint:2", "expectation", 4.4), of("touchpoint:2", "expectation", 4.45)),
        "柜台办理的期望由 4.40 变为 4.45",
        "Counter service: the expectation went from 4.40 to 4.45",
    ),
    (
        "an effect",
        fact(FACTS[-2], replace(FACTS[-2], value=0.12, n=95)),
        "弹性窗口的效果由 +0.05 变为 +0.12（80 → 95 人）",
        "弹性窗口: the effect went from +0.05 to +0.12 (80 → 95 people)",
    ),
    (
        "importance",
        fact(of("touchpoint:2", "importance", 0.2), of("touchpoint:2", "importance", 0.25)),
        "柜台办理的重要性由 20% 变为 25%",
        "Counter service: the importance went from 20% to 25%",
    ),
    (
        "a step",
        fact(of("step:explore", "gap", -0.2), of("step:explore", "gap", -0.3)),
        "探询需求的差距由 −0.20 变为 −0.30",
        "Explore needs: the gap went from −0.20 to −0.30",
    ),
    (
        "an earlier quarter",
        fact(of("quarter:2025Q4", "gap", -0.2), of("quarter:2025Q4", "gap", -0.3)),
        "2025 年第四季度的差距由 −0.20 变为 −0.30",
        "Q4 2025: the gap went from −0.20 to −0.30",
    ),
    (
        "a finding",
        finding("weak", "likely_weak"),
        "取号排队由“薄弱时刻”变为“可能薄弱”",
        "Queueing: “Weak moment” became “Probably weak”",
    ),
    (
        "a verdict",
        finding("no_evidence_yet", "improved"),
        "取号排队由“证据不足”变为“改善”",
        "Queueing: “No evidence yet” became “Improved”",
    ),
    (
        "a change that became clear",
        finding("unclear", "up"),
        "取号排队由“尚不明确”变为“明确好转”",
        "Queueing: “Not clear yet” became “Clearly better”",
    ),
    (
        "a change that became clear the other way",
        finding("up", "down"),
        "取号排队由“明确好转”变为“明确变差”",
        "Queueing: “Clearly better” became “Clearly worse”",
    ),
    (
        "another wording",
        finding("up", "reworded"),
        "取号排队由“明确好转”变为“问法有变”",
        "Queueing: “Clearly better” became “Asked in other words”",
    ),
    ("the same finding", finding("weak", "weak"), "", ""),
    ("a finding that has no words", finding("weak", "whatever"), "", ""),
    (
        "a late file",
        source(Turn.NEW, replace(BATCH, size=57)),
        "晚到文件 三季度.xlsx（第 11 次导入）新增 57 份答卷",
        "三季度.xlsx (import number 11) came in with 57 more responses",
    ),
    (
        "a late file of one",
        source(Turn.NEW, replace(BATCH, size=1)),
        "晚到文件 三季度.xlsx（第 11 次导入）新增 1 份答卷",
        "三季度.xlsx (import number 11) came in with 1 more response",
    ),
    (
        "an undone import",
        source(Turn.GONE, BATCH, BATCH),
        "文件 三季度.xlsx（第 11 次导入）已撤销，减少 3,101 份答卷",
        "三季度.xlsx (import number 11) was undone: 3,101 responses fewer",
    ),
    (
        "a replaced import",
        source(Turn.GONE, BATCH, BATCH, 12),
        "文件 三季度.xlsx（第 11 次导入，3,101 份答卷）已由第 12 次导入替换",
        "三季度.xlsx (import number 11, 3,101 responses) was replaced by import number 12",
    ),
    (
        "an import that counts otherwise",
        source(Turn.CHANGED, BATCH, replace(BATCH, size=3000)),
        "文件 三季度.xlsx（第 11 次导入）原计入 3,000 份答卷，现计入 3,101 份",
        "三季度.xlsx (import number 11): 3,000 responses counted, now 3,101 do",
    ),
    ("a new tag", source(Turn.NEW, TAG), "新标记“取号排队”（第 2 号）", "“取号排队” was tagged (No. 2)"),
    (
        "a changed tag",
        source(Turn.CHANGED, TAG, TAG),
        "标记“取号排队”（第 2 号）有修改",
        "The tag “取号排队” (No. 2) was changed",
    ),
    (
        "a withdrawn tag",
        source(Turn.GONE, TAG, TAG),
        "标记“取号排队”（第 2 号）已撤回",
        "The tag “取号排队” (No. 2) was withdrawn",
    ),
    (
        "a new action",
        source(Turn.NEW, ACTION),
        "新增行动“弹性窗口”（第 4 号）",
        "The action “弹性窗口” (No. 4) was added",
    ),
    (
        "a changed action",
        source(Turn.CHANGED, ACTION, ACTION),
        "行动“弹性窗口”（第 4 号）有修改",
        "The action “弹性窗口” (No. 4) was changed",
    ),
    (
        "an action that went on",
        source(Turn.CHANGED, replace(ACTION, state="closed"), ACTION),
        "行动“弹性窗口”（第 4 号）由“进行中”变为“已结案”",
        "The action “弹性窗口” (No. 4) went from “Under way” to “Closed”",
    ),
    (
        "an action that went elsewhere",
        source(Turn.GONE, ACTION, ACTION),
        "行动“弹性窗口”（第 4 号）不再涉及这些网点",
        "The action “弹性窗口” (No. 4) is not at these branches any more",
    ),
    (
        "a setting",
        setting("delta", 5.0, 7.5),
        "设置“值得关注的差距”由 5 改为 7.5",
        "The setting “A gap that matters” went from 5 to 7.5",
    ),
    (
        "a setting that is new",
        setting("n_effect", None, 20),
        "设置“判断行动效果所需的份数”由 – 改为 20",
        "The setting “Answers a verdict on an action needs” went from – to 20",
    ),
    (
        "a setting without a name",
        setting("whatever", 1, 2),
        "设置“whatever”由 1 改为 2",
        "The setting “whatever” went from 1 to 2",
    ),
    (
        "a branch that joined",
        place(Turn.NEW, "branch", "", "东湖支行"),
        "新增网点东湖支行",
        "The branch 东湖支行 was added",
    ),
    (
        "a branch that left",
        place(Turn.GONE, "branch", "东湖支行", ""),
        "网点东湖支行已移除",
        "The branch 东湖支行 was removed",
    ),
    (
        "a branch with another name",
        place(Turn.CHANGED, "branch", "东湖支行", "湖滨支行"),
        "网点东湖支行改名为湖滨支行",
        "The branch 东湖支行 is now called 湖滨支行",
    ),
    (
        "a touchpoint that joined",
        place(Turn.NEW, "touchpoint", "", "开户"),
        "新增触点开户",
        "The touchpoint 开户 was added",
    ),
    (
        "a touchpoint that left",
        place(Turn.GONE, "touchpoint", "开户", ""),
        "触点开户已移除",
        "The touchpoint 开户 was removed",
    ),
    (
        "a touchpoint with another name",
        place(Turn.CHANGED, "touchpoint", "开户", "账户开立"),
        "触点开户改名为账户开立",
        "The touchpoint 开户 is now called 账户开立",
    ),
    (
        "another version",
        lambda locale: reviews.product_change(locale, ("1.0", "1.1")),
        "产品版本由 1.0 升级为 1.1",
        "The product went from version 1.0 to 1.1",
    ),
    (
        "words over a changed sentence",
        carried("new"),
        "改写保留不变，但原句已有变化",
        "Written over a sentence that is another one now; it stays as it was written",
    ),
    (
        "words over nothing",
        carried(None),
        "原句在新快照中已不存在，这处改写不再显示",
        "Written over a sentence that the new snapshot does not have; it is not shown",
    ),
]
