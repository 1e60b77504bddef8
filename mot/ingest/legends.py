"""What words say about the direction of a scale: beside numbers in cells, and in legends such as 1=非常不满意."""

import re
import unicodedata
from collections.abc import Iterable

from mot.domain.survey import Scale
from mot.ingest.cells import Cells, as_text
from mot.ingest.likert import level
from mot.ingest.values import number

HIGH, LOW, SILENT = 1, -1, 0  # the highest number is the best answer, the lowest is, nothing is said
_TOKEN = re.compile(r"\d{1,3}|[^\d,，、;；。()\[\]【】=:|/\n\-–—~]+")
_FILLER = re.compile(
    r"^(?:分|点|星|points?|stars?)?\s*(?:代表|表示|意味着|对应|为|是|即|means?|is|being|stands for)?\s*"
    r"|\s*(?:为|是|得|给|to|and|到|至|means?|is)?$",
    re.I,
)
_BEST = ("最好", "最高", "最佳", "最优", "best", "highest", "top")
_WORST = ("最差", "最低", "最坏", "worst", "lowest")
_ENDS = dict.fromkeys(_BEST, 3) | dict.fromkeys(_WORST, -3)
_POINTS = re.compile(
    r"打分|评分|得分|分数|分制|\d\s*[-~–—至到]\s*\d{1,3}\s*(?:分|points?|stars?|星)"
    r"|[★☆⭐]|星级|(?<![a-z])(?:scores?|points|stars?)(?![a-z])",
    re.I,
)
_UNIT = re.compile(
    r"\d{1,3}(?:\.\d+)?\s*(?:分|星|颗星|points?|stars?)|[一二三四五]\s*(?:分|星|颗星)|[★☆⭐]+", re.I
)


def strength(text: str) -> int | None:
    """How good a word of a scale is, from -3 to 3; None when it is none.

    >>> strength("非常满意"), strength("最差"), strength("分表示非常不满意"), strength("is the best"), strength("排队")
    (3, -3, -3, 3, None)
    """
    word = text.strip(" .。!！'\"“”")
    for _ in range(2):
        known = _ENDS.get(word.lower().removeprefix("the "), level(word))
        if known is not None:
            return known
        word = _FILLER.sub("", word).strip()
    return None


def legend(text: str, scale: Scale) -> int:
    """Which end of a scale a text calls the best: `HIGH`, `LOW` or `SILENT`.

    >>> legend("满意程度（1=非常不满意，5=非常满意）", Scale(1, 5)), legend("1-非常满意 5-非常不满意", Scale(1, 5))
    (1, -1)
    >>> legend("very satisfied (1) … very dissatisfied (5)", Scale(1, 5)), legend("总体满意度", Scale(1, 5))
    (-1, 0)
    """
    tokens: list[tuple[int | None, int]] = []
    for found in _TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        if found[0].isdigit():
            tokens.append((int(found[0]), 0))
        elif (strong := strength(found[0])) is not None:
            tokens.append((None, strong))
    return _slope(_paired(tokens), scale)


def _paired(tokens: list[tuple[int | None, int]]) -> list[tuple[int, int]]:
    """Numbers with their words: the number stands before its word, or after it where the text begins with a word."""
    words = [at for at, (found, _) in enumerate(tokens) if found is None]
    numbers = [at for at, (found, _) in enumerate(tokens) if found is not None]
    if not words or not numbers:
        return []
    first = words[0] < numbers[0]
    ends = first and words[-1] > numbers[-1]  # 非常不满意 1 2 3 4 5 非常满意
    pairs = []
    for at in words:
        after = first and not (ends and at == words[-1])
        near = [i for i in numbers if (i > at if after else i < at)]
        if near:
            value = tokens[min(near) if after else max(near)][0]
            pairs.append((value or 0, tokens[at][1]))
    return pairs


def _slope(pairs: Iterable[tuple[float, int]], scale: Scale) -> int:
    """The sign of what better words have to do with higher numbers."""
    middle = (scale.low + scale.high) / 2
    told = sum((value - middle) * strong for value, strong in pairs if scale.low <= value <= scale.high)
    return HIGH if told > 0 else LOW if told < 0 else SILENT


def beside_numbers(cells: Cells, scale: Scale) -> tuple[int, str]:
    """What the cells themselves say, such as ``1 - 非常满意``, and one of them as an example."""
    pairs, example = [], ""
    counts = cells.counts()
    for value, count in zip(cells.values, counts.tolist(), strict=True):
        found = number(value) if count and isinstance(value, str) else None
        if found is None or not isinstance(value, str):
            continue
        strong = _word_beside(value)
        if strong is not None:
            pairs.append((found, strong))
            example = example or value
    return _slope(pairs, scale), example[:40]


def _word_beside(value: str) -> int | None:
    """How good the word beside a number is."""
    word = re.sub(r"\d+(?:\.\d+)?\s*(?:分|星|points?|stars?)?", " ", unicodedata.normalize("NFKC", value))
    return strength(re.sub(r"[()\[\]【】=:、.\-–—~|/]", " ", word).strip())


def is_answer(text: str) -> bool:
    """Whether a text is an answer on a scale and no header, such as ``满意`` or ``4 - 满意``.

    >>> is_answer("4 - 不满意"), is_answer("满意"), is_answer("满意度")
    (True, True, False)
    """
    return level(text) is not None or (number(text) is not None and _word_beside(text) is not None)


def in_points(cells: Cells) -> bool:
    """Whether most answers are written as points or stars, such as ``5分``, ``四星`` or ``★★★``: more is better."""
    texts = zip(cells.values, cells.counts().tolist(), strict=True)
    said = [(bool(isinstance(v, str) and _UNIT.fullmatch(as_text(v).strip())), n) for v, n in texts]
    total = sum(n for _, n in said)
    return bool(total and sum(n for hit, n in said if hit) * 2 > total)


def names_points(text: str) -> bool:
    """Whether a header or title speaks of points or stars; those go upwards by custom.

    >>> names_points("排队满意度（1-5分）"), names_points("排队满意度（1-5）")
    (True, False)
    """
    return _POINTS.search(unicodedata.normalize("NFKC", text)) is not None
