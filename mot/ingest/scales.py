"""Which scale the ratings are on, told by headers, words and values."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mot.domain.survey import Scale
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.draft import MISSING
from mot.ingest.likert import Ladder, ladder, phrase
from mot.ingest.missing_codes import CODES, says_missing
from mot.ingest.values import Figure, figure

STANDARD = (Scale(1, 5), Scale(1, 7), Scale(1, 10), Scale(0, 10), Scale(0, 100))
HOLDING = (*STANDARD[:1], Scale(0, 5), Scale(1, 6), *STANDARD[1:2], Scale(1, 9), *STANDARD[2:])
PERCENT = Scale(0, 100)
STRAY = 0.02  # share of values outside a scale that may be slips
CODED = 0.30  # share of values outside a scale that may be codes for no answer
FAR = 0.80  # the same where nothing lies between the scale and the code
ENOUGH = 30  # answers from which a scale's unused upper end counts as evidence


@dataclass(frozen=True, slots=True)
class ScaleGuess:
    """A scale, whether it is sure, and the scales that would fit as well."""

    scale: Scale
    sure: bool
    others: tuple[Scale, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A column of answers: int16 by row, and what became of each distinct value.

    `fate` per distinct value: "" used, "blank", "code" (stands for no answer), "outside", "fraction",
    "unmapped" (a text that somebody must tell the meaning of) or "unreadable".
    """

    values: np.ndarray
    fate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words used as answers and the numbers, each with how often; `out_of` counts answers such as 4/5.

    `shares` tells that all numbers lie between 0 and 1, as percentages do in Excel: they are held times 100.
    """

    words: Counter[str] = field(default_factory=Counter)
    tally: Counter[float] = field(default_factory=Counter)
    out_of: Counter[int] = field(default_factory=Counter)
    shares: bool = False


def evidence(columns: Sequence[Cells]) -> Evidence:
    """What the answers of some columns are made of."""
    found = Evidence()
    percent = False
    doubtful: Counter[str] = Counter()  # 不清楚 is an answer beside 清楚, and none elsewhere
    for cells in columns:
        for value, count in zip(cells.values, cells.counts().tolist(), strict=True):
            if not count:
                continue
            if is_blank_word(as_text(value)):
                if isinstance(value, str) and phrase(value) is not None:
                    doubtful[value] += count
                continue
            said = figure(value)
            if said is None:
                if isinstance(value, str) and phrase(value) is not None:
                    found.words[value] += count
            elif not says_missing(said):
                found.tally[said.number] += count
                percent |= said.percent
                if said.out_of:
                    found.out_of[said.out_of] += count
    topics = {known.topic for word in found.words if (known := phrase(word))}
    found.words.update({w: n for w, n in doubtful.items() if (known := phrase(w)) and known.topic in topics})
    tally = found.tally
    small = [v for v in tally if 0 <= v <= 1]
    if any(not v.is_integer() for v in small) and (len(small) == len(tally) or percent):
        times = Counter({round(v * 100, 6) if v in small else v: n for v, n in tally.items()})
        return Evidence(found.words, times, found.out_of, shares=True)
    return found


def guess_scale(
    columns: Sequence[Cells],
    hints: Sequence[tuple[int, int] | None],
    *,
    codes: Collection[float] = (),
    answers: Collection[float] = (),
    met: Evidence | None = None,
) -> ScaleGuess | None:
    """The smallest standard scale that holds nearly all answers; None when nothing reads as an answer.

    `codes` are numbers that stand for no answer, `answers` numbers that a person says are answers; `met` is the
    evidence of the columns where it has been gathered already.
    """
    named = {hint for hint in hints if hint}
    found = evidence(columns) if met is None else met
    tally = {value: count for value, count in found.tally.items() if value not in codes}
    for value in answers:
        tally.pop(value, None)
    if len(named) == 1:
        guess: ScaleGuess | None = ScaleGuess(Scale(*named.pop()), True)
    elif found.shares:
        guess = ScaleGuess(PERCENT, True)
    elif found.words and not tally:
        guess = _of_words(ladder(found.words))
    else:
        guess = _of_numbers(tally, found) if tally else None
    beyond = [value for value in answers if value in found.tally]
    return _holding(guess, beyond) if guess and beyond else guess


def _of_words(found: Ladder) -> ScaleGuess:
    """The scale of answers that are all words."""
    return ScaleGuess(Scale(1, found.points), found.sure, tuple(Scale(1, n) for n in found.others))


def _of_numbers(tally: Mapping[float, int], found: Evidence) -> ScaleGuess | None:
    """The scale of answers of which some are numbers."""
    total = sum(tally.values())
    fitting = [scale for scale in STANDARD if _fits(scale, tally, total)]
    shares = [scale for scale in fitting if scale.high in found.out_of]
    if shares and sum(found.out_of.values()) * 2 > total:
        return ScaleGuess(shares[0], True)
    if found.words:
        words = ladder(found.words)
        if Scale(1, words.points) in fitting or all(v in CODES for v in tally):
            return _of_words(words)
    if not fitting:
        return None
    best = fitting[0]
    if best == Scale(1, 10) and tally.get(0):
        return ScaleGuess(Scale(0, 10), False, (Scale(1, 10),))
    top = max(value for value in tally if value <= best.high)
    sure = top == best.high and (total >= ENOUGH or best == STANDARD[0])
    others = (Scale(1, 6),) if best == Scale(1, 7) and top == 6 else ()
    return ScaleGuess(best, sure and not others, (*others, *(s for s in fitting[1:] if s.high <= 10)))


def _holding(guess: ScaleGuess, answers: Sequence[float]) -> ScaleGuess:
    """The smallest scale that also holds what a person says are answers."""
    low, high = min((*answers, guess.scale.low)), max((*answers, guess.scale.high))
    if (low, high) == (guess.scale.low, guess.scale.high):
        return guess
    for scale in HOLDING:
        if scale.low <= low and scale.high >= high:
            return ScaleGuess(scale, True)
    return guess


def _fits(scale: Scale, tally: Mapping[float, int], total: int) -> bool:
    """Whether what lies outside the scale can be slips or codes for no answer."""
    outside = {v: n for v, n in tally.items() if not scale.low <= v <= scale.high}
    if not outside:
        return True
    share = sum(outside.values()) / total
    if all(v in CODES for v in outside) and not {8.0, 9.0, 10.0} <= set(tally):
        lonely = min(outside) > scale.high + 2  # nothing lies between the scale and the codes
        return share <= (FAR if lonely else CODED)
    longer = {float(scale.high + 1), float(scale.high + 2)} <= set(tally)
    return share <= STRAY and not longer


@dataclass(frozen=True, slots=True)
class Reader:
    """How the answers of a column are read: on a scale, with what each word stands for, and which numbers are codes.

    A word may stand for None: it says that there is no answer. `ask` tells whether a person is asked what another
    text means; `shares` that numbers between 0 and 1 are percentages.
    """

    scale: Scale
    words: Mapping[str, int | None] = field(default_factory=dict)
    codes: Collection[float] = ()
    ask: Callable[[str], bool] = bool
    shares: bool = False


def read_answers(cells: Cells, reader: Reader) -> Answered:
    """The answers of a column on a scale; whatever is no whole step of it is missing, with its fate told."""
    fates: list[str] = []
    lookup = np.full(len(cells.values), MISSING, dtype=np.int16)
    for i, value in enumerate(cells.values):
        fate, answer = _read(value, reader)
        fates.append(fate)
        if answer is not None:
            lookup[i] = answer
    return Answered(cells.spread(lookup, MISSING), tuple(fates))


def _read(value: object, reader: Reader) -> tuple[str, int | None]:
    """What becomes of one value, and the answer it is."""
    if not isinstance(value, float):
        text = as_text(value)
        if text in reader.words:
            answer = reader.words[text]
            return ("code", None) if answer is None else ("", answer)
        if is_blank_word(text):
            return "blank", None
    found = figure(value)
    if found is None:
        return "unmapped" if reader.ask(text) else "unreadable", None
    if says_missing(found):
        return "blank", None
    if found.number in reader.codes:
        return "code", None
    return _on(reader, found)


def _on(reader: Reader, found: Figure) -> tuple[str, int | None]:
    """The step of the scale that a number is."""
    scale, told = reader.scale, found.number
    if reader.shares and not found.percent and 0 <= told <= 1:
        told = round(told * 100, 6)
    of_other = (found.out_of or scale.high) != scale.high or (found.percent and scale.high != PERCENT.high)
    if not told.is_integer():
        return "fraction", None
    if of_other or not scale.low <= told <= scale.high:
        return "outside", None
    return "", int(told)
