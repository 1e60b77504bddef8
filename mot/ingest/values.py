"""What a distinct value means as a number or a duration."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from mot.ingest.likert import phrase

LONGEST = 60  # letters from which a text is prose and no number
_DIGITS = r"[-+]?\d+(?:\.\d+)?"
_NUMBER = re.compile(_DIGITS)
_LEADING = re.compile(
    rf"({_DIGITS})\s*(?:分(?![钟之])|颗?星|points?|stars?|=|:|-|–|—|\.|、|,|/|\(|\[|\s)\s*(?=\D|$)", re.I
)
_TRAILING = re.compile(r"\D*?[\(\[]?\s*(\d{1,3}(?:\.\d+)?)\s*(?:分|颗?星|points?|stars?)?\s*[\)\]]?", re.I)
_OUT_OF = re.compile(rf"({_DIGITS})\s*分?\s*(?:/|／|out of|of)\s*(\d+)\s*(?:分|颗?星|points?|stars?)?", re.I)
_PERCENT = re.compile(rf"({_DIGITS})\s*(?:%|percent|per cent)", re.I)
_STARS = re.compile(r"([★⭐🌟✭]+)[☆✩✰]*", re.I)
_WORDS = re.compile(r"[^\W\d_](?:.*[^\W\d_])?")
_COUNT = re.compile(
    r"((?:\d{1,3}(?:[,\s]\d{3})+|\d+))(?:\.0+)?\s*(?:笔|件|人次|人|次|户|单|桌|例|份|个|起|宗|道|台|张)?"
)
LARGEST = 10**12  # a count beyond is a number of something else, such as an account
_CHINESE = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_IN_CHINESE = re.compile(r"(?:百分之)?([零一二两三四五六七八九十])\s*(?:分|颗?星)?")
_LAPSE = re.compile(
    r"(?:(\d+)\s*(?:小时|时|h\w*))?\s*(?:(\d+)\s*(?:分钟?|m\w*))?\s*(?:(\d+(?:\.\d+)?)\s*(?:秒钟?|s\w*))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written, the word beside it ("" without one), and of how many it is (`4/5`).

    `percent` tells that a percent sign stood behind it.
    """

    number: float
    word: str = ""
    out_of: int | None = None
    percent: bool = False


def figure(value: object) -> Figure | None:
    """A number with all that was written around it; None when the value is none.

    >>> figure("4/5").out_of, figure("80%").percent, figure("★★★★☆").number, figure("5 - 非常满意").word
    (5, True, 4.0, '非常满意')
    """
    if isinstance(value, float):
        return Figure(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    text = unicodedata.normalize("NFKC", value).replace("\ufe0f", "").strip()
    if text[:1].isdigit() or text[:1] in "+-":
        text = _without_commas(text)
        if _NUMBER.fullmatch(text):
            return Figure(float(text))
        if found := _OUT_OF.fullmatch(text):
            return _share(float(found[1]), int(found[2]))
        if found := _PERCENT.fullmatch(text):
            return Figure(float(found[1]), percent=True)
        leading = _LEADING.match(text)
        if leading and not re.search(r"\d", text[leading.end() :]):
            return Figure(float(leading[1]), _word(text[leading.end() :]))
        return _glued(text)
    if found := _STARS.fullmatch(text):
        return Figure(float(len(found[1])))
    if found := _STARS.match(text):  # ★★★★☆ 满意, ★★★★(4)
        rest = text[found.end() :].strip(" ()")
        if re.fullmatch(r"\D*|[1-9](?:\.0)?\D*", rest):
            return Figure(float(len(found[1])), _word(rest))
    trailing = _TRAILING.fullmatch(text)
    if trailing:
        word = _word(text[: trailing.start(1)])
        if "(" in text or "[" in text or text.endswith(("分", "星")) or phrase(word):
            return Figure(float(trailing[1]), word)
    bare = _IN_CHINESE.fullmatch(text)
    if bare and not text.startswith("百分之"):
        return Figure(float(_CHINESE[bare[1]]))
    return None


def number(value: object) -> float | None:
    """A number, however it is written; None when it is none.

    >>> [number(v) for v in (4.0, "５", "5分", "5 - 非常满意", "非常满意（5分）", "五星", "排队3次", "非常满意 5")]
    [4.0, 5.0, 5.0, 5.0, 5.0, 5.0, None, 5.0]
    """
    if isinstance(value, float):
        return value
    found = figure(value)
    return found.number if found else None


def number_and_word(value: object) -> tuple[float | None, str]:
    """The number and the word of an answer that was given as both: they tell which end of the scale is good.

    Without a number the first is None; without a word the second is "".

    >>> number_and_word("1 - 非常满意"), number_and_word("非常满意"), number_and_word(4.0)
    ((1.0, '非常满意'), (None, '非常满意'), (4.0, ''))
    """
    found = figure(value)
    if found:
        return found.number, found.word
    return None, value.strip() if isinstance(value, str) and phrase(value) else ""


def _word(text: str) -> str:
    """The words in a piece of text without the marks around them."""
    found = _WORDS.search(text)
    return found[0] if found else ""


def _glued(text: str) -> Figure | None:
    """A number that an answer's word follows at once: 5非常满意."""
    found = _NUMBER.match(text)
    rest = text[found.end() :] if found else ""
    return Figure(float(found[0]), _word(rest)) if found and phrase(rest) else None


def _share(part: float, whole: int) -> Figure | None:
    """So many out of so many; None when it can be no share, as in 12/7."""
    return Figure(part, out_of=whole) if 0 <= part <= whole and whole > 1 else None


def _without_commas(text: str) -> str:
    """Commas between thousands left out, a decimal comma made a point.

    >>> _without_commas("1,234"), _without_commas("4,5"), _without_commas("5, 非常满意")
    ('1234', '4.5', '5, 非常满意')
    """
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def whole(value: object) -> int | None:
    """A count from 0, with thousands separators or a counting word; None when the value is none.

    >>> [whole(v) for v in (12.0, "1,234", "５６", "1，234 笔", 3.5, "-2", "12%", "1.2万")]
    [12, 1234, 56, 1234, None, None, None, None]
    """
    if isinstance(value, float):
        nearest = round(value, 6)  # sums in Excel are off by a trifle
        return int(nearest) if nearest.is_integer() and 0 <= nearest <= LARGEST else None
    if not isinstance(value, str) or len(value) > 30:
        return None
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", value).strip())
    count = int(re.sub(r"[,\s]", "", found[1])) if found else -1
    return count if 0 <= count <= LARGEST else None


def duration(value: object) -> int | None:
    """Seconds that filling in took; None when the value tells no duration.

    >>> [duration(v) for v in ("123秒", "2分3秒", "1:23", "00:02:03", 95.0, "soon")]
    [123, 123, 83, 123, 95, None]
    """
    if isinstance(value, dt.datetime):
        return value.hour * 3600 + value.minute * 60 + value.second
    if isinstance(value, float):
        return round(value) if 0 <= value < 1_000_000 else None
    text = unicodedata.normalize("NFKC", str(value)).strip().lower()
    clock = re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:\.\d+)?", text)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    lapse = _LAPSE.fullmatch(text)
    if lapse and any(lapse.groups()):
        return round(int(lapse[1] or 0) * 3600 + int(lapse[2] or 0) * 60 + float(lapse[3] or 0))
    return round(float(text)) if re.fullmatch(r"\d{1,6}(?:\.\d+)?", text) else None
