"""Names as charts have room for them, and the words that stand in the charts themselves."""

from collections.abc import Sequence
from dataclasses import replace
from os.path import commonprefix

from mot.charts.words import Words
from mot.locale.words import Locale

LONG_NAME = 8  # letters that fit above a column
SHARED = 3  # letters in common that are worth leaving out


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

    >>> distinct_part(["江城商业银行老城支行", "江城商业银行新城支行"]), distinct_part(["老城支行", "新城支行"])
    (['老城支行', '新城支行'], ['老城支行', '新城支行'])
    """
    if len(names) < 2 or max(map(len, names)) <= LONG_NAME:
        return list(names)
    start = len(commonprefix(list(names)))  # noqa: RUF071  (letter by letter is what is wanted)
    rest = [name[start:] for name in names] if start >= SHARED else list(names)
    end = len(commonprefix([name[::-1] for name in rest]))  # noqa: RUF071
    if max(map(len, rest)) > LONG_NAME and end >= SHARED:
        rest = [name[: len(name) - end] for name in rest]
    return rest if all(rest) else list(names)
