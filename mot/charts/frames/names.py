"""Names as charts have room for them, and the words that stand in the charts themselves."""

from collections.abc import Sequence
from dataclasses import replace
from os.path import commonprefix

from mot.charts.words import Words
from mot.locale.words import Locale

LONG_NAME = 8  # letters that fit above a column
SHARED = 3  # letters in common that are worth leaving out
ORDINAL = chr(0x7B2C)  # before a number in Chinese
COUNTED = 2  # Chinese letters after a bare number that say what it counts


def words(locale: Locale, confidence: float) -> Words:
    """The words that stand in the charts themselves."""
    t = locale.t
    return Words(
        expectation=t("Expected"),
        perception=t("Perceived"),
        gap=t("Gap"),
        interval=t("{confidence} interval", confidence=locale.share(confidence)),
        answers=t("Answers"),
        conclusion=t("Finding"),
        change=t("Change"),
        branch=t("Branch"),
        note=t("Note"),
        fair=t("Fair gap"),
        least=t("Least acceptable"),
    )


def rated_words(words: Words) -> Words:
    """The words of charts that show perceptions, where no expectations were asked."""
    return replace(words, gap=words.perception)


def two_lines(name: str) -> str:
    """A name broken in two with a bar, for narrow columns.

    >>> two_lines("取号排队"), two_lines("Ticket & queue"), two_lines("环境")
    ('取号|排队', 'Ticket|& queue', '环境')
    """
    if " " in name:
        spaces = [i for i, letter in enumerate(name) if letter == " "]
        cut = min(spaces, key=lambda i: abs(i - len(name) / 2))
        return f"{name[:cut]}|{name[cut + 1 :]}"
    if len(name) <= 3:
        return name
    half = (len(name) + 1) // 2
    return f"{name[:half]}|{name[half:]}"


def distinct_part(names: Sequence[str]) -> list[str]:
    """Long names without the beginning and the end that all of them share, for narrow columns.

    Neither a Latin word nor a number is taken apart, and a bare number keeps what it counts.

    >>> distinct_part(["江城商业银行老城支行", "江城商业银行新城支行"]), distinct_part(["老城支行", "新城支行"])
    (['老城支行', '新城支行'], ['老城支行', '新城支行'])
    >>> distinct_part(["江南新区第1片区零售业务管理中心", "江南新区第2片区零售业务管理中心"])
    ['第1片区', '第2片区']
    >>> distinct_part(["Retail Centre of Area 08", "Retail Centre of Area 01"])
    ['Area 08', 'Area 01']
    """
    if len(names) < 2 or max(map(len, names)) <= LONG_NAME:
        return list(names)
    start = _whole(names, len(commonprefix(list(names))))  # noqa: RUF071  (letter by letter is what is wanted)
    start = start if start >= SHARED else 0
    backwards = [name[start:][::-1] for name in names]
    end = _whole(backwards, len(commonprefix(backwards)))  # noqa: RUF071
    end = end if end >= SHARED and max(map(len, names)) - start > LONG_NAME else 0
    if not any(letter.isalpha() for name in names for letter in name[start : len(name) - end]):
        end = max(0, end - COUNTED)
    if start and any(name[start : start + 1].isdigit() for name in names):
        start = _counted(names[0], start)
    rest = [name[start : len(name) - end] for name in names]
    return rest if all(rest) else list(names)


def _whole(names: Sequence[str], size: int) -> int:
    """How many of so many letters at the beginning of names leave every Latin word and number whole."""
    while size and any(_inside(name, size) for name in names):
        size -= 1
    return size


def _inside(name: str, place: int) -> bool:
    around = name[place - 1 : place + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _counted(name: str, start: int) -> int:
    """Where the word before a number begins: a Latin one with its blank, or the Chinese letter of ordinals."""
    if name[:start].endswith(" "):
        return name.rfind(" ", 0, start - 1) + 1
    return start - name[:start].endswith(ORDINAL)
