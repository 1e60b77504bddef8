"""Answers in words: how strongly they agree, and what that means on 5 or 7 points."""

import re
import unicodedata
from collections.abc import Iterable

_STRONG = (
    r"(?:非常地?|十分|极其|极为|极|特别|很|完完全全|完全|相当|最"
    r"|extremely|very|strongly|completely|totally|highly)"
)
_MILD = (
    r"(?:比较|较为|较|有点|有些|略微|稍微|略|基本上?|还算|大致"
    r"|somewhat|slightly|fairly|rather|mostly|moderately|a little|quite)"
)
_GOOD = (
    r"(?:满意|同意|赞同|认可|重要|好|优秀|高|愿意|符合"
    r"|satisfied|agree|important|good|likely|high|happy)"
)
_BAD = (
    r"(?:不满意?|不同意|不赞同|不认可|不重要|不好|差|低|不愿意|不符合"
    r"|dissatisfied|unsatisfied|disagree|unimportant|poor|bad|unlikely|low|unhappy"
    r"|not (?:satisfied|important|good|happy|likely))"
)
_NEUTRAL = re.compile(
    r"(?:一般(?:般)?|中立|普通|尚可|还行|还可以|说不上|不好说|中等|无所谓|适中"
    r"|neutral|neither.*|average|ok|okay|fair|so-so|undecided|moderate)"
)
_ALONE = {"优秀": 3, "优": 3, "良好": 2, "良": 2, "满分": 3, "及格": 0, "不及格": -2, "极差": -3} | {
    "excellent": 3,
    "terrible": -3,
    "awful": -3,
}
_FORMS = (
    (re.compile(rf"{_STRONG}\s*{_BAD}"), -3),
    (re.compile(rf"{_STRONG}\s*{_GOOD}"), 3),
    (
        re.compile(
            rf"(?:{_MILD}\s*{_BAD}|不太{_GOOD}|不大{_GOOD}|不怎么{_GOOD}|不够{_GOOD}|not (?:very|really) {_GOOD})"
        ),
        -1,
    ),
    (re.compile(rf"{_MILD}\s*{_GOOD}"), 1),
    (re.compile(_BAD), -2),
    (re.compile(_GOOD), 2),
)
BASIC = re.compile(r"基本|尚|大致")


def level(text: str) -> int | None:
    """How strongly a word agrees: -3 strongly against, -1 mildly, 0 neutral, 3 strongly for; None if no such word.

    >>> level("非常满意"), level("不太满意"), level("neither agree nor disagree"), level("排队太久")
    (3, -1, 0, None)
    """
    word = unicodedata.normalize("NFKC", text).strip().strip("。.!！").lower()
    if not word or len(word) > 40:
        return None
    if word in _ALONE:
        return _ALONE[word]
    if _NEUTRAL.fullmatch(word):
        return 0
    for form, strength in _FORMS:
        if form.fullmatch(word):
            return strength
    return None


def points(words: Iterable[str]) -> tuple[int, dict[str, int]]:
    """The number of points (5 or 7) a set of words makes, and the answer each word stands for.

    Plain and mild words side by side make seven points: 满意 and 比较满意 are two answers then. Without a
    neutral word, 基本满意 is the middle one.
    """
    levels = {word: strength for word in words if (strength := level(word)) is not None}
    there = set(levels.values())
    basic = {word for word in levels if BASIC.search(word)}
    mild = {strength for word, strength in levels.items() if word not in basic}
    seven = ({1, 2} <= mild) or ({-1, -2} <= mild)
    if seven:
        return 7, {word: strength + 4 for word, strength in levels.items()}
    five = {3: 5, 2: 4, 1: 4, 0: 3, -1: 2, -2: 2, -3: 1}
    middle = 0 not in there and 2 in there
    return 5, {word: 3 if middle and word in basic else five[strength] for word, strength in levels.items()}
