"""What is said of tagged moments, then and now."""

import datetime as dt
from types import SimpleNamespace

from mot.domain.moments import Evidence, Judgement, Kind, Now, Suggestion
from mot.domain.survey import Name
from mot.locale.sentences import moments as sentences

QUEUE = Name("取号排队", "Ticket & queue")
WEAK = {"n": 312, "gap": -0.85, "perception": 3.55, "lo": -0.93, "hi": -0.77, "status": "weak"}
ONE = Suggestion(2, Kind.WEAK, "weak", 312, -0.85, -0.93, -0.77)


def tagged(*kinds):
    return [SimpleNamespace(judgement=Judgement(kind)) for kind in kinds]


def headline(tags, suggested):
    return lambda locale: sentences.headline(locale, tagged(*tags), [ONE] * suggested)


def numbers(unit="1-5", **changed):
    return lambda locale: sentences.numbers(locale, WEAK | changed, unit, 0.95)


def frozen(unit="1-5"):
    at = dt.datetime(2026, 10, 8, 9, 30, tzinfo=dt.UTC)
    return Evidence("2026Q3", ("n1",), (), (), unit, WEAK, {}, (3, 4), {}, "0.1.0", at, "91c75824ab")


def standing(**told):
    return lambda locale: sentences.standing(locale, Now(frozen(), **told))


SITUATIONS = [
    (
        "nothing at all",
        headline([], 0),
        "还没有标注，当前范围内也没有可以确认的突出时刻",
        "Nothing is tagged yet, and nothing in this selection stands out for sure",
    ),
    (
        "nothing tagged, one to tag",
        headline([], 1),
        "当前范围内有 1 个时刻值得标注，尚未标注",
        "1 moment of this selection is worth tagging; nothing is tagged yet",
    ),
    (
        "nothing tagged, some to tag",
        headline([], 4),
        "当前范围内有 4 个时刻值得标注，尚未标注",
        "4 moments of this selection are worth tagging; nothing is tagged yet",
    ),
    (
        "some tagged, more to tag",
        headline([Kind.WEAK, Kind.WATCH], 3),
        "当前范围内还有 3 个时刻值得标注；已标注 2 个",
        "3 more moments of this selection are worth tagging; 2 tagged so far",
    ),
    (
        "all tagged",
        headline([Kind.WEAK, Kind.WATCH, Kind.WEAK], 0),
        "已标注 3 个时刻，其中 2 个为薄弱时刻；当前范围内没有其他可以确认的突出时刻",
        "3 moments are tagged, 2 of them weak; nothing else in this selection stands out for sure",
    ),
    (
        "one that is not weak",
        headline([Kind.DELIGHT], 0),
        "已标注 1 个时刻；当前范围内没有其他可以确认的突出时刻",
        "1 moment is tagged; nothing else in this selection stands out for sure",
    ),
    (
        "a gap",
        numbers(),
        "差距 −0.85（95% 区间 −0.93 至 −0.77） · n = 312 · 薄弱时刻",
        "Gap −0.85 (95% interval −0.93 to −0.77) · n = 312 · Weak moment",
    ),
    (
        "a gap in percent",
        numbers("percent", gap=-21.25, lo=-23.0, hi=-19.5),
        "差距 −21.2（95% 区间 −23.0 至 −19.5） · n = 312 · 薄弱时刻",
        "Gap −21.2 (95% interval −23.0 to −19.5) · n = 312 · Weak moment",
    ),
    (
        "perception only",
        numbers(gap=None, lo=3.4, hi=3.7, status="perception_only"),
        "感知 3.55（95% 区间 3.40 至 3.70） · n = 312 · 仅感知",
        "Perceived 3.55 (95% interval 3.40 to 3.70) · n = 312 · Perception only",
    ),
    (
        "hidden",
        numbers(n=None, gap=None, perception=None, lo=None, hi=None, status="suppressed"),
        "样本太少，或会透露他人的回答，不显示数值。",
        "Too few answers, or they would give others away: no number is shown.",
    ),
    (
        "nobody",
        numbers(n=0, gap=None, perception=None, lo=None, hi=None, status="no_responses"),
        "本季在所选范围内，这个触点还没有人作答。",
        "Nobody answered on this touchpoint in this quarter and selection.",
    ),
    ("nothing happened since", standing(), "", ""),
    (
        "more answers since",
        standing(changed=True),
        "标注之后答卷有增减，现在的数值已不同。",
        "Answers have come or gone since: today's numbers are others.",
    ),
    (
        "an import was undone",
        standing(undone=(3,), changed=True),
        "依据所用的导入中，有的已被撤销：编号 3。依据已变化，现在的数值已不同。",
        "Of the imports behind it some were undone: No. 3. The evidence has changed: today's numbers are others.",
    ),
    (
        "an import was replaced by the same",
        standing(undone=(3,), replaced={3: 9}),
        "依据所用的导入中，有的已被替换：3 号被 9 号替换。数值与标注时相同。",
        "Of the imports behind it some were replaced: No. 3 by No. 9. The numbers are the same as then.",
    ),
    (
        "a few answers only",
        standing(changed=True, few=True),
        "标注之后只增减了少数几份答卷。为避免透露个别客户的回答，不显示现在的数值。",
        "A few answers have come or gone since. Today's number is left out, so that nobody's answer shows.",
    ),
    (
        "what it rests on",
        lambda locale: sentences.about(locale, frozen(), 2),
        "依据固定于 2026-10-08 · 2026 年第三季度 · 量表 1–5 · 2 次导入 · 版本 0.1.0 · 校验码 91c75824",
        "Frozen on 8 Oct 2026 · Q3 2026 · on the scale 1–5 · 2 imports · version 0.1.0 · fingerprint 91c75824",
    ),
    (
        "a suggestion",
        lambda locale: sentences.suggestion(locale, ONE, QUEUE, 2),
        "取号排队：差距 −0.85（−0.93 至 −0.77），n = 312 · 薄弱时刻",
        "Ticket & queue: gap −0.85 (−0.93 to −0.77), n = 312 · Weak moment",
    ),
]
