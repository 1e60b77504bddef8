"""One answer in words: its family and its strength, the longest word first and no negation overlooked."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mot.ingest.likert.vocabulary import (
    ADVERBS,
    ATTRIBUTES,
    DENIALS,
    FREQUENCIES,
    MILDEST,
    NEUTRAL,
    SPEAKS,
    STEMS,
    STRONG,
    TRADITIONAL,
    WHOLE,
    Family,
)

LONGEST = 60  # letters from which a text is prose


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one answer is about, and how strongly it speaks: -36 to 36, 0 for a neutral word.

    `topic` keeps scales apart whose words are compared only among themselves. `denies` tells that the word
    says "not at all" of something good, which is the lowest step of a scale without an opposite.
    """

    family: Family
    topic: str
    strength: int
    denies: bool = False


def _stems() -> dict[str, tuple[Family, str, int]]:
    """Every stem with its family, its topic and its direction (1 or -1)."""
    found = {}
    named = [(family, family.value, words) for family, words in STEMS.items()]
    named += [(Family.ATTRIBUTE, topic, words) for topic, words in ATTRIBUTES.items()]
    for family, topic, (good, bad) in named:
        found.update(dict.fromkeys(good.split(), (family, topic, 1)))
        found.update(dict.fromkeys(bad.split(), (family, topic, -1)))
    return found


_STEMS = _stems()
_BY_LENGTH = sorted((*ADVERBS, *DENIALS), key=len, reverse=True)
_OPTION = re.compile(
    r"[(\[]?[A-Ha-h][)\].、:．]\s*(?=\S)|(?:我|本人)?(?:感到|觉得|感觉|认为|表示|对此)(?=\S)"
)
_FIRST_PERSON = re.compile(r"(?:i am|i'm|i feel|i|it is|it was|it's) ")
_SAID_OF = re.compile(r" (?:with it|with this|to me|for me|of it|with that)$")
_BILINGUAL = re.compile(r"([㐀-鿿]+)[\W_]*([a-z][a-z' \-]*[a-z])|([a-z][a-z' \-]*[a-z])[\W_]*([㐀-鿿]+)")
_WANTED = r"(?:我的?|您的?|你的?|自己的?|客户|顾客)?(?:期望|预期|期待|预想|想象|要求)(?:值|水平|的)?"
_EXPECTED = r"(?:(?:my|your|our|the|customer|i|we)\s)?(?:expectations?|expected|anticipated)"
_FULFILMENT: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(form), strength)
    for form, strength in (
        (rf"(?:远远|大大|远|明显|严重|大幅)(?:低于|不及|不如|不符合?|未达到?|没有?达到){_WANTED}", -32),
        (rf"(?:略微?|稍微?|有点|有些|稍稍)(?:低于|不及|不如|逊于){_WANTED}", -MILDEST),
        (rf"(?:低于|不及|不如|不符合?|未达到?|没有?达到|达不到|未满足){_WANTED}", -SPEAKS),
        (rf"(?:部分|基本|大致|大体)(?:上)?(?:符合|达到|满足){_WANTED}", -5),
        (rf"(?:刚好|正好|恰好|正)?(?:符合|达到|满足|与|和|等于|相当于){_WANTED}(?:一致|相符|相同)?", 0),
        (rf"(?:略微?|稍微?|有点|有些|稍稍)(?:高于|超出|超过|超|好于|优于){_WANTED}", MILDEST),
        (rf"(?:远远|大大|远|明显|大幅|极大)(?:高于|超出|超过|超越|超|好于|优于){_WANTED}", 32),
        (rf"(?:高于|超出|超过|超越|超|好于|优于){_WANTED}", SPEAKS),
        (rf"(?:far|much|well|significantly|greatly) (?:below|worse than|lower than|less than) {_EXPECTED}", -32),
        (rf"(?:slightly|somewhat|a (?:little|bit)) (?:below|worse than|lower than|less than) {_EXPECTED}", -10),
        (rf"(?:below|worse than|lower than|less than|failed to meet|did not meet|does not meet) {_EXPECTED}", -20),
        (rf"(?:fell|falls) (?:far )?short(?: of {_EXPECTED})?", -SPEAKS),
        (rf"partially (?:met|meets) {_EXPECTED}", -MILDEST),
        (rf"(?:met|meets|meet|meeting|equal to|about as|just as|as|in line with) {_EXPECTED}", 0),
        (rf"(?:slightly|somewhat|a (?:little|bit)) (?:above|better than|exceed(?:ed|s)|higher than) {_EXPECTED}", 10),
        (
            r"(?:far|much|well|significantly|greatly) "
            rf"(?:above|better than|exceed(?:ed|s)|exceeding|higher than|beyond) {_EXPECTED}",
            32,
        ),
        (rf"(?:above|better than|exceed(?:ed|s)|exceeding|higher than|beyond|surpass(?:ed|es)) {_EXPECTED}", 20),
        (r"远低于|远远低于|far below|well below|much worse", -32),
        (r"低于|below|worse|not met|unmet", -SPEAKS),
        (r"达到|met|meets|as expected", 0),
        (r"高于|超出|超过|above|better|exceed(?:ed|s)", SPEAKS),
        (r"远超|远高于|远远超出|far above|far exceed(?:ed|s)|well above|much better|greatly exceeded", 32),
    )
)  # fmt: skip


def plain(text: str) -> str:
    """A text as the words are compared: half-width, lower case, simplified, without marks around it."""
    word = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).lower().replace("’", "'")
    word = re.sub(r"\s+", " ", word)
    word = _OPTION.sub("", word.strip(), count=1)
    word = re.sub(r"^\W+|\W+$", "", word)
    return re.sub(r"(?<=[㐀-鿿]) (?=[㐀-鿿])", "", word)


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase | None:
    """The family and strength of an answer in words; None when it is no such word.

    >>> [phrase(text).strength for text in ("非常满意", "满意", "不太满意", "不满意", "not at all important")]
    [32, 20, -15, -20, -36]
    >>> phrase("满意的服务") is None and phrase("排队太久") is None
    True
    """
    if not text or len(text) > LONGEST:
        return None
    word = plain(text)
    both = _BILINGUAL.fullmatch(word)
    if both:
        first, second = _of(both[1] or both[4]), _of(both[2] or both[3])
        agree = first and second and (first.strength > 0) == (second.strength > 0)
        return first if agree else None
    return _of(word)


def _of(word: str) -> Phrase | None:
    """The same for a plain word."""
    word = _SAID_OF.sub("", _FIRST_PERSON.sub("", word, count=1))
    if word in NEUTRAL or word.startswith(("neither ", "既不")):
        return Phrase(Family.NEUTRAL, "", 0)
    if word in WHOLE:
        family, strength = WHOLE[word]
        return Phrase(family, family.value, strength)
    if word in FREQUENCIES:
        return Phrase(Family.FREQUENCY, Family.FREQUENCY.value, FREQUENCIES[word])
    for form, strength in _FULFILMENT:
        if form.fullmatch(word):
            return Phrase(Family.EXPECTATION, Family.EXPECTATION.value, strength)
    if word.startswith("not ") and word.endswith(" at all"):
        word = "not at all " + word[4:-7]
    return _graded(word)


def _graded(word: str) -> Phrase | None:
    """A stem alone, or behind the longest adverb or denial that leaves one."""
    if word in _STEMS:
        family, topic, sign = _STEMS[word]
        return Phrase(family, topic, sign * SPEAKS)
    for opening in _BY_LENGTH:
        if not word.startswith(opening):
            continue
        rest = word[len(opening) :].strip()
        known = _STEMS.get(rest)
        if known is None:
            continue
        family, topic, sign = known
        if opening in ADVERBS:
            return Phrase(family, topic, sign * ADVERBS[opening])
        if sign > 0:
            strength = DENIALS[opening]
            return Phrase(family, topic, strength, denies=strength == -36 and opening == "not at all")
    return None


def level(text: str) -> int | None:
    """How strongly a word speaks: -3 strongly against, -1 mildly, 0 neutral, 3 strongly for; None if no such word.

    >>> level("非常满意"), level("不太满意"), level("neither agree nor disagree"), level("排队太久")
    (3, -1, 0, None)
    """
    found = phrase(text)
    if found is None:
        return None
    size = abs(found.strength)
    step = 3 if size >= STRONG else 2 if size >= SPEAKS else 1 if size >= MILDEST else 0
    return step if found.strength > 0 else -step


def family(text: str) -> Family | None:
    """What a word of an answer is about; None when it is no such word.

    >>> family("从不").value, family("远超期望").value, family("一般").value
    ('frequency', 'expectation', 'neutral')
    """
    found = phrase(text)
    return found.family if found else None
