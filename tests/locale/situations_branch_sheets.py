"""What the sheet of one branch says."""

from collections.abc import Callable
from dataclasses import replace

from mot.domain.branch_sheets import BranchSheet, Fair, Overall, Row
from mot.domain.survey import Name
from mot.locale.sentences import branch_sheets as sentences
from mot.locale.words import Locale
from tests.reports.sheet_samples import basis

NAMES = {
    i: Name(zh, en)
    for i, (zh, en) in enumerate(
        (("大堂", "Lobby"), ("排队", "Queue"), ("柜台", "Counter"), ("咨询", "Advice")), 1
    )
}
OVERALL = Overall(-0.4, -0.5, -0.3, 120, -0.6, 0.2, 0.05, 0.35, True)
SHEET = BranchSheet(7, 120, True, OVERALL, Fair("below", "inside", 12), (), ())
BASIS = basis()


def rows(*findings: str) -> BranchSheet:
    """A sheet with these findings; the later ones are wider."""
    told = []
    for i, finding in enumerate(findings, 1):
        shown = finding not in ("suppressed", "no_responses")
        gap = -0.1 * i if shown else None
        told.append(
            Row(
                i, 40 if shown else None, 4.0, 4.0 if shown else None, gap, gap, gap, finding, gap, gap, False
            )
        )
    return replace(SHEET, rows=tuple(told))


def headline(sheet: BranchSheet) -> Callable[[Locale], str]:
    return lambda locale: sentences.headline(locale, sheet, NAMES)


def overall(**changes: object) -> Callable[[Locale], str]:
    sheet = replace(SHEET, overall=replace(OVERALL, **changes))  # type: ignore[arg-type]
    return lambda locale: sentences.overall(locale, sheet, BASIS)


def standing(fair: Fair) -> Callable[[Locale], str]:
    return lambda locale: " | ".join(sentences.standing(locale, replace(SHEET, fair=fair)))


def moved(*clear: float) -> Callable[[Locale], str]:
    sheet = rows(*["meets"] * 4)
    told = [replace(row, change=change, clear=True) for row, change in zip(sheet.rows, clear, strict=False)]
    sheet = replace(sheet, rows=(*told, *sheet.rows[len(told) :]))
    return lambda locale: " | ".join(sentences.moved(locale, sheet, NAMES, BASIS))


def hidden(sheet: BranchSheet) -> Callable[[Locale], str]:
    return lambda locale: sentences.hidden(locale, sheet)


SITUATIONS = [
    ("nobody", headline(rows("no_responses")), "本季没有人作答", "Nobody answered here this quarter"),
    (
        "all hidden",
        headline(rows("suppressed", "no_responses")),
        "本季答卷太少，无法显示任何数字",
        "Too few answers here this quarter to show any number",
    ),
    (
        "perception only",
        headline(replace(rows("perception_only"), signed=False)),
        "问卷只问了感知，没有差距可判断",
        "This questionnaire asks for perception only, so there is no gap to judge",
    ),
    (
        "one weak",
        headline(rows("weak", "likely_weak", "delight")),
        "1 个薄弱时刻：大堂",
        "1 weak moment here: Lobby",
    ),
    (
        "four weak",
        headline(rows(*["weak"] * 4)),
        "4 个薄弱时刻：咨询、柜台、排队等（另有 1 个）",
        "4 weak moments here: Advice, Counter, Queue and 1 more touchpoint",
    ),
    (
        "likely",
        headline(rows("meets", "likely_weak")),
        "没有确定的薄弱时刻，可能薄弱：排队",
        "No moment is weak for sure; probably weak: Queue",
    ),
    (
        "delight",
        headline(rows("delight", "meets")),
        "没有薄弱时刻，超出期望：大堂",
        "No weak moment; above expectations: Lobby",
    ),
    (
        "none judged",
        headline(rows("too_few", "too_few")),
        "本季样本不足，尚不能判断任何触点",
        "Too few answers to judge any touchpoint this quarter",
    ),
    (
        "nothing special",
        headline(rows("meets", "unclear")),
        "没有触点确定低于期望",
        "No moment falls short for sure",
    ),
    (
        "better",
        overall(),
        "95% 区间 −0.50 至 −0.30。明确好于 2026 年第二季度（−0.60）。",
        "95% interval −0.50 to −0.30. Certainly better than in Q2 2026 (−0.60).",
    ),
    (
        "worse",
        overall(change=-0.2, before=-0.2),
        "95% 区间 −0.50 至 −0.30。明确差于 2026 年第二季度（−0.20）。",
        "95% interval −0.50 to −0.30. Certainly worse than in Q2 2026 (−0.20).",
    ),
    (
        "not certain",
        overall(clear=False),
        "95% 区间 −0.50 至 −0.30。2026 年第二季度为 −0.60，变化尚不明确。",
        "95% interval −0.50 to −0.30. In Q2 2026 it was −0.60; the change is not certain.",
    ),
    (
        "no earlier one",
        overall(before=None, change=None, clear=False, lo=None, hi=None),
        "2026 年第二季度没有可比的数字。",
        "Nothing to compare with in Q2 2026.",
    ),
    ("overall hidden", overall(value=None), "答卷太少，不显示。", "Too few answers to show it."),
    (
        "inside",
        standing(SHEET.fair),
        "低于整体 | 在 12 家网点之间公平比较。落在漏斗界限内，属于网点之间的常见差异。",
        "Below the network | Compared fairly with 12 branches. It lies inside the funnel, within what is usual "
        "between branches.",
    ),
    (
        "below the funnel",
        standing(Fair("below", "below", 12)),
        "低于整体 | 在 12 家网点之间公平比较。低于漏斗界限：随机波动不足以解释。",
        "Below the network | Compared fairly with 12 branches. It lies below the funnel: more than chance explains.",
    ),
    (
        "not compared",
        standing(Fair("", "", 0)),
        "未作比较 | 公平比较至少需要三家样本足够的网点。",
        "Not compared | A fair comparison needs at least three branches with enough answers.",
    ),
    (
        "no change",
        moved(),
        "没有明确变化 | 差异可能只是随机波动。",
        "No certain change | What differs may be chance.",
    ),
    (
        "changes",
        moved(0.3, -0.2),
        "2 项明确变化 | 明确变差：排队。明确改善：大堂。",
        "2 certain changes | Certainly worse: Queue. Certainly better: Lobby.",
    ),
    (
        "hidden touchpoints",
        hidden(rows("suppressed", "suppressed", "meets")),
        "2 个触点的数字已隐去，以保护作答者。",
        "2 touchpoints are hidden to protect those who answered.",
    ),
]
