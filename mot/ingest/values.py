"""What a distinct value means as a number or a duration."""

import datetime as dt
import re
import unicodedata

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_LEADING = re.compile(
    r"([-+]?\d+(?:\.\d+)?)\s*(?:分|星|points?|stars?|=|:|-|–|—|\.|、|\(|\s)\s*(?=\D|$)", re.I
)
_TRAILING = re.compile(r"\D*?\(?\s*(\d+)\s*(?:分|星|points?)?\s*\)?", re.I)
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
_LAPSE = re.compile(
    r"(?:(\d+)\s*(?:小时|时|h\w*))?\s*(?:(\d+)\s*(?:分钟?|m\w*))?\s*(?:(\d+(?:\.\d+)?)\s*(?:秒钟?|s\w*))?",
    re.I,
)


def number(value: object) -> float | None:
    """A number, however it is written; None when it is none.

    >>> [number(v) for v in (4.0, "５", "5分", "5 - 非常满意", "非常满意（5分）", "五星", "排队3次")]
    [4.0, 5.0, 5.0, 5.0, 5.0, 5.0, None]
    """
    if isinstance(value, float):
        return value
    if not isinstance(value, str) or len(value) > 60:
        return None
    text = unicodedata.normalize("NFKC", value).strip().replace(",", "")
    if _NUMBER.fullmatch(text):
        return float(text)
    leading = _LEADING.match(text)
    if leading and not re.search(r"\d", text[leading.end() :]):
        return float(leading[1])
    trailing = _TRAILING.fullmatch(text)
    if trailing and ("(" in text or text.endswith(("分", "星"))):
        return float(trailing[1])
    bare = re.fullmatch(r"([零一二两三四五六七八九十])\s*(?:分|星|颗星)?", text)
    return float(_CHINESE[bare[1]]) if bare else None


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
