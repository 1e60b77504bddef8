"""Answers and missing codes written in every way that people write them."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import IMPORTANCE, KEYS, E, P, Person, Survey, survey
from sample_data.sheets import Cell, Row, write_csv, write_xlsx

Expected = dict[str, Any]
Written = Callable[[int, str, int], Cell]  # answer, kind, running number: the cell

IMPORTANT_EN = (
    "Not at all important", "Slightly important", "Moderately important", "Very important", "Extremely important",
)  # fmt: skip
AGREE_EN = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
SEVEN = ("非常不满意", "不满意", "比较不满意", "一般", "比较满意", "满意", "非常满意")
MILD = ("很不满意", "不太满意", "一般", "比较满意", "非常满意")
WISHED = ("一点也不重要", "不太重要", "一般", "比较重要", "非常重要")
FULFILLED = ("远低于期望", "低于期望", "符合期望", "超出期望", "远超期望")
FULFILLED_EN = (
    "Far below expectations", "Below expectations", "Met expectations", "Exceeded expectations",
    "Far exceeded expectations",
)  # fmt: skip
OFTEN = ("从不", "很少", "有时", "经常", "总是")
OFTEN_EN = ("Never", "Rarely", "Sometimes", "Often", "Always")


def _rewritten(asked: Survey, write: Written, *, overall: bool = True) -> list[Row]:
    """All rows, with every rating (and overall satisfaction) as `write` has it."""
    rows: list[Row] = []
    running = 0
    for person in asked.people:
        row = asked.row(person)
        for place, (point, kind) in enumerate(asked.pairs(), start=len(KEYS)):
            answer = person.ratings.get((point, kind))
            running += 1
            row[place] = None if answer is None else write(answer, kind, running)
        row[-4] = write(person.overall, P, running) if overall else row[-4]
        rows.append(row)
    return rows


def _in_words(
    path: Path, bank: Institution, words: dict[str, Sequence[str]], *, scale: tuple[int, int] = (1, 5)
) -> Expected:
    asked = survey(bank, path.stem, 150, kinds=tuple(words), scale=scale)
    rows = _rewritten(asked, lambda answer, kind, _: words[kind][answer - scale[0]])
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide")


def english_words(path: Path, bank: Institution) -> Expected:
    """Importance from "not at all" to "extremely", and agreement."""
    return _in_words(path, bank, {IMPORTANCE: IMPORTANT_EN, P: AGREE_EN})


def seven_words(path: Path, bank: Institution) -> Expected:
    """Plain and mild words side by side: seven points."""
    return _in_words(path, bank, {P: SEVEN}, scale=(1, 7))


def mild_words(path: Path, bank: Institution) -> Expected:
    """不太满意 and 一点也不重要, with the letters of the options, some in traditional characters."""
    asked = survey(bank, path.stem, 150, kinds=(E, P))

    def write(answer: int, kind: str, number: int) -> Cell:
        word = (WISHED if kind == E else MILD)[answer - 1]
        return (word, f"{'EDCBA'[answer - 1]}.{word}", word.replace("满", "滿").replace("点", "點"))[
            number % 3
        ]

    write_xlsx(path, [("反馈", [asked.header(), *_rewritten(asked, write)])])
    return asked.expected("wide")


def fulfilment(path: Path, bank: Institution) -> Expected:
    """How far expectations were fulfilled, in Chinese and in English."""
    asked = survey(bank, path.stem, 150, kinds=(P,))
    rows = _rewritten(asked, lambda answer, _, n: (FULFILLED if n % 2 else FULFILLED_EN)[answer - 1])
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide")


def frequencies(path: Path, bank: Institution) -> Expected:
    """How often something is as it should be, in Chinese and in English."""
    asked = survey(bank, path.stem, 150, kinds=(P,))
    rows = _rewritten(asked, lambda answer, _, n: (OFTEN if n % 2 else OFTEN_EN)[answer - 1])
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide")


def numbers_with_words(path: Path, bank: Institution) -> Expected:
    """The number before or behind its word, in full-width digits, as a Chinese numeral."""
    asked = survey(bank, path.stem, 140)

    def write(answer: int, kind: str, number: int) -> Cell:
        word = (WISHED if kind == E else MILD)[answer - 1]
        forms = (
            f"{answer} - {word}", f"{answer}（{word}）", f"{word} {answer}", f"{answer}分", f"{'０１２３４５'[answer]}分",
            f"{answer}{word}", f"{'零一二三四五'[answer]}分", f"{answer}.0", f"{word}（{answer}分）", answer,
        )  # fmt: skip
        return forms[number % len(forms)]

    write_xlsx(path, [("反馈", [asked.header(), *_rewritten(asked, write)])])
    return asked.expected("wide")


def stars(path: Path, bank: Institution) -> Expected:
    """Stars: filled and hollow ones, emoji, and words for them."""
    asked = survey(bank, path.stem, 120)

    def write(answer: int, _: str, number: int) -> Cell:
        filled = "★" * answer + "☆" * (5 - answer)
        return (filled, "⭐" * answer, f"{'零一二三四五'[answer]}星", f"{answer}颗星")[number % 4]

    write_xlsx(path, [("反馈", [asked.header(), *_rewritten(asked, write)])])
    return asked.expected("wide")


def percentages(path: Path, bank: Institution) -> Expected:
    """Percentages as Excel stores them (0.8), and some typed with the sign."""
    asked = survey(bank, path.stem, 120, scale=(0, 100))
    for person in asked.people:
        person.ratings = {pair: answer // 5 * 5 for pair, answer in person.ratings.items()}
        person.overall = person.overall // 5 * 5
    rows = _rewritten(asked, lambda answer, _, n: f"{answer}%" if n % 7 == 0 else answer / 100)
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide")


def out_of_five(path: Path, bank: Institution) -> Expected:
    """So many out of five."""
    asked = survey(bank, path.stem, 120)
    forms = ("{}/5", "{} / 5", "{} out of 5", "{}分/5分")
    rows = _rewritten(asked, lambda answer, _, n: forms[n % len(forms)].format(answer))
    write_csv(path, [asked.header(), *rows], encoding="utf-8-sig")
    return asked.expected("wide")


def never_used(path: Path, bank: Institution) -> Expected:
    """6 stands for "never used", and no header says so: those who gave it answer the rest like everybody else."""
    asked = survey(bank, path.stem, 220)
    rng = random.Random(path.stem)
    rows: list[Row] = []
    coded = 0
    for number, person in enumerate(asked.people):
        row = asked.row(person)
        for place, (point, kind) in enumerate(asked.pairs(), start=len(KEYS)):
            if (
                number > 2
                and (point, kind) in person.ratings
                and rng.random() < (0.45 if point == "mobile" else 0.08)
            ):
                del person.ratings[point, kind]
                row[place] = 6
                coded += 1
        rows.append(row)
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide", values_missing=coded)


def missing_codes(path: Path, bank: Institution) -> Expected:
    """9 is "not applicable" as the header says; 99, -1 and some words say nothing either."""
    asked = survey(bank, path.stem, 160)
    rng = random.Random(path.stem)
    rows: list[Row] = []
    coded = 0
    for number, person in enumerate(asked.people):
        row = asked.row(person)
        for place, pair in enumerate(asked.pairs(), start=len(KEYS)):
            if number > 2 and pair in person.ratings and rng.random() < 0.12:
                del person.ratings[pair]
                row[place] = rng.choice((9, 9, 9, 99, -1, "N/A", "不适用", "9 - 不适用"))
                coded += not isinstance(row[place], str)
        rows.append(row)
    titled = asked.header(
        lambda point, kind: f"{'期望' if kind == E else '感知'}-{asked.name(point).zh}(9=不适用)"
    )
    write_xlsx(path, [("反馈", [titled, *rows])])
    return asked.expected("wide", values_missing=coded)


def recommending_11(path: Path, bank: Institution) -> Expected:
    """11 for "do not know" on a scale from 0 to 10."""
    asked = survey(bank, path.stem, 120)
    rows = [asked.row(person) for person in asked.people]
    column = asked.header().index("推荐意愿(0-10)")
    spoilt = range(5, 120, 11)
    for number in spoilt:
        rows[number][column] = 11
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide", values_missing=len(spoilt))


def unknown_words(path: Path, bank: Institution) -> Expected:
    """Two words that no scale has: one is the best answer, the other no answer, as somebody decides."""
    asked = survey(bank, path.stem, 120)
    left_out: list[tuple[Person, tuple[str, str]]] = []

    def write(answer: int, _: str, number: int) -> Cell:
        return "没得说" if answer == 5 and number % 3 == 0 else answer

    rows = _rewritten(asked, write, overall=False)
    for number, person in enumerate(asked.people):
        pair = asked.pairs()[number % len(asked.pairs())]
        if number % 5 == 4 and pair in person.ratings:
            left_out.append((person, pair))
            row: Any = rows[number]
            row[len(KEYS) + number % len(asked.pairs())] = "看缘分"
    for person, pair in left_out:
        del person.ratings[pair]
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    decided = {"word:没得说": "5", "word:看缘分": "missing"}
    return asked.expected("wide", values_missing=len(left_out), decisions={"values": decided})


FILES = (
    ("words_english.xlsx", english_words),
    ("words_seven.xlsx", seven_words),
    ("words_mild.xlsx", mild_words),
    ("words_fulfilment.xlsx", fulfilment),
    ("words_frequency.xlsx", frequencies),
    ("words_beside_numbers.xlsx", numbers_with_words),
    ("words_unknown.xlsx", unknown_words),
    ("stars.xlsx", stars),
    ("percentages.xlsx", percentages),
    ("out_of_five.csv", out_of_five),
    ("codes_never_used.xlsx", never_used),
    ("codes_missing.xlsx", missing_codes),
    ("codes_recommending.xlsx", recommending_11),
)
