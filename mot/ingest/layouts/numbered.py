"""Numbered questions such as 16、总题—行1: what each column of a questionnaire with numbered headers holds."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.header_words import pure_kind, tidy
from mot.ingest.layouts.choices import lent, ranked, single_choice, ticked_off, without_marks
from mot.ingest.layouts.questions import Line, column_of, grid, kinds_in, rates
from mot.ingest.layouts.silent import Block, paired
from mot.ingest.layouts.table import RANKING, SEVERAL, Told
from mot.ingest.names import normal

_NUMBER = re.compile(
    r"\s*[(\[【]?\s*(?:第\s*(\d{1,3})\s*题\s*[、.:]?|Q?\s*(\d{1,3})\s*[)\]】]?\s*(?:[、:,)\]】]|\.(?!\d)))\s*",
    re.I,
)
_BRACKETS = re.compile(r"(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*[:?]?\s*")
_ROW_NUMBER = re.compile(r"^[(\[]\d{1,2}[)\]]\s*(?=\D)")
_ASKED_TO_RECOMMEND = re.compile(
    r"(?:可能|意愿|愿意|愿不愿|乐意|会不会|是否会).{0,20}推荐|推荐.{0,12}(?:可能|意愿|愿意|概率|几率)|"
    r"(?:likely|willing|likelihood).{0,40}recommend|would you recommend",
    re.I,
)
_WHOLE = re.compile(
    r"(?:总体|整体|综合|总的来说|总体来说)(?:而言|来说|来看|上)?[,，]?(?:的|您对.{0,12})?(?:服务|体验)?的?(?:满意|评价|评分|感受|印象)|"
    r"^overall\b.{0,40}(?:satisf|experience|rat)",
    re.I,
)


def number_of(header: str) -> tuple[str, str]:
    """The number of a question and its text, in NFKC; no number gives "".

    >>> number_of("16、您对排队的期望—取号"), number_of("第12题（叫号）"), number_of("24小时自助")
    (('16', '您对排队的期望—取号'), ('12', '(叫号)'), ('', '24小时自助'))
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", header)).strip()
    found = _NUMBER.match(text)
    return (found[1] or found[2], text[found.end() :]) if found else ("", text)


def blocks(headers: Sequence[str]) -> list[tuple[int, ...]]:
    """The columns of each numbered question; the columns of one question stand side by side."""
    found: list[tuple[str, list[int]]] = []
    for column, header in enumerate(headers):
        number = number_of(header)[0]
        if number and found and found[-1][0] == number and found[-1][1][-1] == column - 1:
            found[-1][1].append(column)
        elif number:
            found.append((number, [column]))
    return [tuple(columns) for _, columns in found]


def taken_apart(texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The question of a block and the row that each column asks about.

    The question may stand before every row, or before the first one only.

    >>> taken_apart(["期望—排队", "叫号"]), taken_apart(["满意吗:排队", "满意吗:叫号"]), taken_apart(["(排队)", "(叫号)"])
    (('期望', ('排队', '叫号')), ('满意吗', ('排队', '叫号')), ('', ('排队', '叫号')))
    """
    for split in _SPLITS:
        parts = [split(text) for text in texts]
        there = [part for part in parts if part]
        if len(there) == len(texts) and len({normal(question) for question, _ in there}) == 1:
            return there[0][0], tuple(row for _, row in there)
    first = next((part for split in _SPLITS if (part := split(texts[0]))), None)
    if first is None:
        return "", tuple(map(_bare, texts))
    return first[0], (first[1], *(_bare(text.removeprefix(first[0])) for text in texts[1:]))


def _bare(text: str) -> str:
    """A row without the joint before it and brackets around it."""
    text = _ROW_NUMBER.sub("", text.strip(" —–-:_"))
    alone = _BRACKETS.fullmatch(text)
    return alone[2] if alone and not alone[1] else text


def _by(joint: str) -> Callable[[str], tuple[str, str] | None]:
    def split(text: str) -> tuple[str, str] | None:
        question, found, row = text.rpartition(joint)
        row = row.strip(" —–-:")
        return (question.strip(" —–-:"), row) if found and row else None

    return split


def _by_brackets(text: str) -> tuple[str, str] | None:
    found = _BRACKETS.fullmatch(text)
    return (found[1], found[2].strip()) if found else None


def _by_row_number(text: str) -> tuple[str, str] | None:
    found = re.fullmatch(r"(.*?)[ —–:-]*[(\[]\d{1,2}[)\]]\s*(\D.*)", text)
    return (found[1], found[2]) if found else None


_SPLITS = (_by_row_number, _by("—"), _by("–"), _by(":"), _by(" - "), _by("-"), _by("_"), _by_brackets)


def told_of(headers: Sequence[str], below: Sequence[Line]) -> list[Told | None]:
    """What each numbered column holds; None where the header speaks for itself or has no number."""
    told: list[Told | None] = [None] * len(headers)
    silent: list[Block] = []
    below = without_marks(below)
    for columns in blocks(headers):
        answers = [column_of(below, column) for column in columns]
        texts = [number_of(headers[column])[1] for column in columns]
        if len(columns) == 1:
            told[columns[0]] = of_one(texts[0], answers[0])
            continue
        why = SEVERAL if ticked_off(answers) else RANKING if ranked(answers) else ""
        if why:
            for column in columns:
                told[column] = Told(FieldKind.IGNORE, why)
            continue
        question, rows = taken_apart(texts)
        for column, row, values in zip(columns, rows, lent(answers), strict=True):
            told[column] = _of_row(question, row, values)
        if not kinds_in(question) and not any(map(kinds_in, rows)):
            silent.append(tuple(zip(columns, rows, strict=True)))
    return paired(told, silent)


def of_one(text: str, values: Line) -> Told | None:
    """What the only column of a question holds, where its header alone would be misread."""
    if why := single_choice(values):
        return Told(FieldKind.IGNORE, why)
    question = tidy(text)
    if not rates(values):
        return None
    if _ASKED_TO_RECOMMEND.search(question):
        return Told(FieldKind.NPS, "", 0.95)
    if _WHOLE.search(question) and kinds_in(question) in ([], [FieldKind.PERCEPTION]):
        return Told(FieldKind.OVERALL, "", 0.95)
    return None


def _of_row(question: str, row: str, values: Line) -> Told | None:
    """What a row of a matrix asks; a row that is nothing but a kind of rating asks it of the question."""
    kind = pure_kind(row)
    if kind in RATINGS and question:
        return grid("", tidy(question), row, values)
    if _ASKED_TO_RECOMMEND.search(row) and rates(values):
        return Told(FieldKind.NPS, "", 0.95)
    return grid(question, row, "", values)
