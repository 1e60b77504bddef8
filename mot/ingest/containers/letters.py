"""How likely a letter is in the texts of a language, as bits: a text decoded wrongly costs many more of them."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from mot.ingest.containers.frequent_letters import KOREAN, SIGNS, SIMPLIFIED, TRADITIONAL, WESTERN

PLAIN, ODD, NEVER = (
    5.0,
    24.0,
    40.0,
)  # bits of an ASCII letter, of one that is hardly used, and of no letter at all
MARKS = "，。；：？！“”‘’、（）《》—…【】·「」『』～〜　・％＋－"
_ACCENTED = re.compile(r"(?<=[A-Za-z])[À-ɏ]|[À-ɏ](?=[A-Za-z])")
_TOP = 150  # letters of a list that make up about half of a text


def cost(text: str, language: str) -> float:
    """Bits of a text in a language: simplified, traditional, japanese, korean, western, or "any" of them."""
    total = sum(_bits(letter, language) * count for letter, count in Counter(text).items())
    if language in ("western", "any"):
        total += sum(min(9.0 - _bits(c, language), 0.0) for c in _ACCENTED.findall(text))
    return total


@lru_cache(maxsize=50_000)
def _bits(letter: str, language: str) -> float:
    if letter < "\x80":
        return PLAIN if letter >= " " or letter in "\t\r\n" else 30.0
    if letter == "\ufffd" or unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs"):
        return NEVER
    if language == "any":
        return min(_bits(letter, one) for one in ("simplified", "japanese", "korean", "western")) + 1.0
    if language == "western":
        return _western(letter)
    if letter in MARKS:
        return 9.0
    if "！" <= letter <= "～":
        return 12.0
    if "\u4e00" <= letter <= "\u9fff":
        return _chinese(letter, language)
    if "\u3041" <= letter <= "\u30ff":
        hiragana = letter < "\u30a0"
        return (7.0 if hiragana else 8.5) if language == "japanese" else 17.0
    if "\uac00" <= letter <= "\ud7a3":
        return _hangul(letter) if language == "korean" else ODD
    if "\uff61" <= letter <= "\uff9f":
        return 13.0 if language == "japanese" else ODD
    return 17.0 if letter in WESTERN + SIGNS or unicodedata.category(letter)[0] in "PSN" else 21.0


def _chinese(letter: str, language: str) -> float:
    if language == "korean":
        return 19.0
    if language == "japanese":
        return 11.5 if _lead(letter, "cp932") in range(0x88, 0x98) else 19.0
    simple = _rank(letter, SIMPLIFIED, "gb2312", range(0xB0, 0xD8))
    complex_ = _rank(letter, TRADITIONAL, "cp950", range(0xA4, 0xC7))
    return min(simple, complex_ + 1.0) if language == "simplified" else min(complex_, simple + 6.0)


def _rank(letter: str, frequent: str, encoding: str, common: range) -> float:
    place = frequent.find(letter)
    if place >= 0:
        return 8.0 if place < _TOP else 9.5
    lead = _lead(letter, encoding)
    return ODD if lead < 0 else 13.5 if lead in common else 18.5


def _hangul(letter: str) -> float:
    if letter in KOREAN:
        return 8.0
    return 13.0 if _lead(letter, "euc_kr") >= 0 else 20.0


def _western(letter: str) -> float:
    if letter in SIGNS:
        return 11.0
    return 16.0 if letter in WESTERN else 20.0


def _lead(letter: str, encoding: str) -> int:
    """The first byte of a letter, -1 when the encoding does not have it."""
    try:
        return letter.encode(encoding)[0]
    except UnicodeEncodeError:
        return -1
