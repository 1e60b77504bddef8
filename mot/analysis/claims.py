"""What a sentence claims of a touchpoint, a branch or the whole: better, worse, below expectations, a number.

Only plain statements are read. A wish, a question, what others said, another quarter, another measure or a part of
the customers is no claim here: between whom a sentence is about and what it says of them only known words may stand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mot.analysis import claim_words as words
from mot.domain.periods import Quarter


class Kind(StrEnum):
    """What is claimed."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_BETTER = "not_better"
    NOT_WORSE = "not_worse"
    BELOW = "below"
    ABOVE = "above"
    MEETS = "meets"
    NOT_BELOW = "not_below"
    NOT_ABOVE = "not_above"
    WEAK = "weak"
    BEST = "best"
    WORST = "worst"
    GAP = "gap"  # the gap is a number
    WORKED = "worked"  # an action had its effect


_DENIED = {
    Kind.BETTER: Kind.NOT_BETTER,
    Kind.WORSE: Kind.NOT_WORSE,
    Kind.BELOW: Kind.NOT_BELOW,
    Kind.ABOVE: Kind.NOT_ABOVE,
    Kind.MEETS: Kind.BELOW,
}
OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one subject; subjects are named as in `Fact`.

    number, decimals: the number that was given for it, and how exactly · of_gap: it is said of the gap's width, as
    in "narrowed".
    """

    kind: Kind
    subject: str
    number: float | None = None
    decimals: int = 0
    of_gap: bool = False


def claims(
    text: str, names: Mapping[str, str], language: str, *, quarter: Quarter, comparison: Quarter
) -> tuple[Claim, ...]:
    """The claims of a text, in its order.

    `names`: subjects by every name they have, in either language; "" for a name that several have.
    """
    told = words.WORDS[language]
    marked, subjects = _marked(_plain(text), names, told)
    marked = _quarters(marked, quarter, comparison, told)
    found: list[Claim] = []
    for sentence in re.findall(r"[^。!?;\n]+[。!?;\n]?", re.sub(r"(?<!\d)\.(?!\d)|\.(?=\s|$)", "。", marked)):
        if not (sentence.endswith("?") or told.reported.search(sentence)):
            found += _of_sentence(sentence.rstrip("。!?;\n"), subjects, told)
    return tuple(dict.fromkeys(found))


def _of_sentence(sentence: str, subjects: list[str], told: words.Words) -> Iterator[Claim]:
    before: tuple[str, ...] = ()
    for clause in filter(str.strip, told.parted.split(sentence)):
        if told.wished.search(clause):
            return
        own = tuple(subjects[ord(mark) - words.FIRST] for mark in words.MARK.findall(clause))
        if own or told.whole.search(clause) or not told.carried.match(clause):
            before = () if told.limited.search(words.MARK.sub("", clause)) else own
        if not told.hedged.search(clause):
            yield from _of_clause(clause.strip(), before, told)


def _of_clause(clause: str, about: tuple[str, ...], told: words.Words) -> Iterator[Claim]:
    """The claims of one clause about the subjects named in it, or, when it names none, in the one before."""
    if not words.MARK.search(clause):
        whole = told.whole.search(clause)
        if whole:
            about, clause = (OVERALL,), f"{clause[: whole.start()]}{words.START}{clause[whole.end() :]}"
        elif about and told.carried.match(clause):
            clause = words.START + clause
        else:
            return
    about = tuple(dict.fromkeys(about))
    if len({one.partition(":")[0] for one in about}) != 1:
        return  # a touchpoint of one branch: no number stands for it
    head = words.MARK.split(clause)[0]
    if (
        told.limited.search(words.MARK.sub("", clause))
        or told.beside.search(clause)
        or told.denied_before.search(head)
    ):
        return
    for number in told.gap.finditer(clause):
        if len(about) == 1:
            value = number["number"].replace(" ", "")
            yield Claim(Kind.GAP, about[0], float(value), len(value.partition(".")[2]))
    for kind, pattern in told.kinds.items():
        said = pattern.search(clause)
        if said is not None:
            yield from _said(Kind(kind), said, clause, about, told)
            return


def _said(
    kind: Kind, said: re.Match[str], clause: str, about: tuple[str, ...], told: words.Words
) -> Iterator[Claim]:
    """The claim itself, unless a word beside it is not known."""
    if kind in (Kind.BEST, Kind.WORST):
        if len(about) == 1 and not told.among.search(clause):
            yield Claim(kind, about[0])
        return
    between, after = words.MARK.split(clause[: said.start()])[-1], clause[said.end() :]
    if not words.MARK.search(clause[: said.start()]) or not told.between.fullmatch(between):
        return
    if (kind is Kind.WORKED) != about[0].startswith("action:"):
        return
    if kind in (Kind.BETTER, Kind.WORSE, Kind.SAME, Kind.WEAK, Kind.WORKED) and not told.after.fullmatch(
        after
    ):
        return
    of_gap = bool(told.width.search(said.group()))
    if kind in (Kind.BETTER, Kind.WORSE) and of_gap != bool(told.of_gap.search(between)):
        return
    denied = bool(told.denial.search(between))
    what = _DENIED.get(kind) if denied else kind
    if what is None:
        return
    amount = None if denied else re.search(r"\d+(?:\.\d+)?", after)
    number = amount.group() if amount else ""
    for one in about:
        yield Claim(what, one, float(number) if number else None, len(number.partition(".")[2]), of_gap)


def _plain(text: str) -> str:
    """Full-width signs as plain ones, one kind of minus, no brackets, small letters."""
    text = re.sub(f"[{chr(words.FIRST)}-{words.OTHER}]", "", text.translate(words.SIGNS).lower())
    text = re.sub(r"\([^()]*\)", " ", text)
    return re.sub(r"−|(?<![\d.])–(?=\s*\d)", "-", text)


def _marked(text: str, names: Mapping[str, str], told: words.Words) -> tuple[str, list[str]]:
    """The text with a private character in place of each name, and whom each stands for."""
    subjects: list[str] = []
    known = {name.translate(words.SIGNS).lower(): subject for name, subject in names.items() if len(name) > 1}
    if known:
        longest = sorted(known, key=len, reverse=True)
        edged = (rf"\b{re.escape(n)}\b" if n.isascii() else re.escape(n) for n in longest)

        def mark(found: re.Match[str]) -> str:
            if not known[found.group()]:
                return words.OTHER
            subjects.append(known[found.group()])
            return chr(words.FIRST + len(subjects) - 1)

        text = re.sub("|".join(edged), mark, text)
    text = re.sub(rf"[“\"「『《]\s*({words.MARK.pattern})\s*[”\"」』》]", r"\1", text)
    text = re.sub(r"[“「『《][^”」』》]*[”」』》]|\"[^\"]*\"", words.OTHER, text)
    return told.listed.sub("", text), subjects


def _quarters(text: str, quarter: Quarter, comparison: Quarter, told: words.Words) -> str:
    """Named quarters in the words of "this quarter" and "last quarter"; any other becomes a word nobody knows."""

    def name(found: re.Match[str]) -> str:
        number = "一二三四".find(found["number"]) + 1 or int(found["number"])
        year = next((int(y) for y in (found["year"], found.groupdict().get("later")) if y), None)
        for known, word in ((quarter, told.now), (comparison, told.then)):
            if number == known.number and year in (None, known.year):
                return word
        return words.OTHER

    if comparison != quarter.previous:
        text = told.last.sub(words.OTHER, text)
    for one in words.WORDS.values():
        text = one.quarter.sub(name, text)
    return text
