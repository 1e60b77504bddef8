"""The fixed words of the product's own templates, by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """Sheet names, headers of the key columns, of the ratings, and of what follows them."""

    sheet: str
    instructions: str
    keys: tuple[str, str, str, str]  # branch, date, channel, segment
    expectation: str
    perception: str
    overall: str
    nps: str
    comment: str


WORDS = {
    "zh": TemplateWords(
        sheet="反馈",
        instructions="说明",
        keys=("网点", "日期", "渠道", "客群"),
        expectation="期望-{name}",
        perception="感知-{name}",
        overall="总体满意度",
        nps="推荐意愿(0-10)",
        comment="意见",
    ),
    "en": TemplateWords(
        sheet="Feedback",
        instructions="Instructions",
        keys=("Branch", "Date", "Channel", "Segment"),
        expectation="Expectation-{name}",
        perception="Perception-{name}",
        overall="Overall satisfaction",
        nps="Recommendation (0-10)",
        comment="Comment",
    ),
}


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The same of the template for outcome figures; its instructions are on a sheet of the same name."""

    sheet: str
    keys: tuple[str, str, str]  # branch, month, figure
    numerator: str
    denominator: str


FIGURE_WORDS = {
    "zh": FigureWords("结果指标", ("网点", "月份", "指标"), "分子", "分母"),
    "en": FigureWords("Outcome figures", ("Branch", "Month", "Figure"), "Numerator", "Denominator"),
}
GUIDES = tuple(words.instructions for words in WORDS.values())
SHEETS = tuple(words.sheet for words in WORDS.values())
