"""The words by which the columns of a sheet of outcome figures say what they hold, in Chinese and English."""

import re

from mot.domain.survey import FieldKind as K
from mot.ingest.header_words import role_of, tidy

SURE = 1.0
# No other sheet uses these; whatever follows them explains what is counted.
STRICT = {K.NUMERATOR: ("分子", "numerator"), K.DENOMINATOR: ("分母", "denominator")}
WORDS: dict[K, tuple[str, ...]] = {
    K.FIGURE: (
        "指标", "指标名称", "指标名", "统计指标", "结果指标", "结果指标名称", "业务指标", "经营指标", "考核指标", "指标项",
        "项目", "项目名称", "统计项目", "名称", "figure", "figure name", "outcome", "outcome figure", "name",
        "indicator", "metric", "measure", "kpi", "item",
    ),
    K.NUMERATOR: (
        "发生数", "发生量", "发生笔数", "发生件数", "发生次数", "完成数", "成功数", "成功笔数", "件数", "笔数", "数量",
        "次数", "人次", "计数", "数值", "值", "count", "number", "value", "events", "cases", "occurrences",
    ),
    K.DENOMINATOR: (
        "基数", "总数", "总量", "总笔数", "总件数", "总次数", "总人次", "业务总量", "业务总笔数", "交易总笔数", "base",
        "total", "total number", "out of", "of", "opportunities",
    ),
    K.DATE: ("期间", "统计期", "账期", "年月", "报告期", "period", "reporting period"),
}  # fmt: skip
_KIND = {word: kind for kind, words in WORDS.items() for word in words}
_PERCENT = re.compile(r".*(?:率|占比|比例|比率|比值|百分比|百分数|\brate|\bpercent\w*|\bratio|\bshare|\bpct)")
_BRACKETS = re.compile(r"[\(\[【].*?[\)\]】]")


def figure_role(header: str) -> tuple[K, float] | None:
    """What a column of a sheet of outcome figures holds, and how sure; None when the header says nothing.

    A share worked out from the others is to be left out.

    >>> [figure_role(h)[0].value for h in ("分子（投诉件数）", "分母", "指标", "统计月份", "支行名称", "投诉率(%)")]
    ['numerator', 'denominator', 'figure', 'date', 'branch', 'ignore']
    """
    kind = own_kind(header)
    if kind is not None:
        return kind, SURE
    text = tidy(header).lower()
    if _PERCENT.fullmatch(_bare(text)) or "%" in text:
        return K.IGNORE, 0.95
    role = role_of(header)
    return role if role and role[0] in (K.BRANCH, K.DATE, K.IGNORE) else None


def own_kind(header: str) -> K | None:
    """The kind that a header names by a word of sheets of outcome figures, found without a search."""
    text = tidy(header).lower()
    for kind, words in STRICT.items():
        if text.startswith(words) or text.endswith(words):
            return kind
    return _KIND.get(_bare(text))


def is_strict(header: str) -> bool:
    """Whether a header names numerator or denominator in words that nothing else is called by."""
    text = tidy(header).lower()
    return any(text.startswith(words) or text.endswith(words) for words in STRICT.values())


def _bare(text: str) -> str:
    """A tidy header without what stands in brackets."""
    return _BRACKETS.sub("", text).strip(" :?-_")
