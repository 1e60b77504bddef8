"""All words of a questionnaire together make a scale: five points, or seven, or six; each word is one step."""

from collections.abc import Iterable
from dataclasses import dataclass

from mot.domain.survey import Scale
from mot.ingest.likert.phrases import Phrase, phrase, plain
from mot.ingest.likert.vocabulary import SPEAKS, STRONG, Family

_BASIC = ("基本", "大致", "尚", "大体")
_STRETCHED = {1: 1, 2: 2, 3: 4, 4: 6, 5: 7}  # five points on seven
_MILD, _PLAIN, _STRONG = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Ladder:
    """The number of points that a set of words makes, and the step (from 1) of each word.

    `levels` tells how many different steps the words name. `sure` is False where another number of points is
    customary for the same words; those are the `others`.
    """

    points: int
    steps: dict[str, int]
    levels: int
    sure: bool = True
    others: tuple[int, ...] = ()


def points(words: Iterable[str]) -> tuple[int, dict[str, int]]:
    """The number of points (5, 6 or 7) a set of words makes, and the answer each word stands for.

    Plain and mild words side by side make seven points: 满意 and 比较满意 are two answers then. Without a
    neutral word, 基本满意 is the middle one, and six words of three degrees on either side make six points.

    >>> points(["Extremely likely", "Very likely", "Somewhat likely", "Not so likely", "Not at all likely"])[1].values()
    dict_values([5, 4, 3, 2, 1])
    """
    found = ladder(words)
    return found.points, found.steps


def ladder(words: Iterable[str]) -> Ladder:
    """The scale of a set of words. Those of one topic are compared with each other; the longest scale decides.

    Three or four words are held to be part of five points; `others` then holds their own number.
    """
    known = {word: found for word in words if (found := phrase(word)) is not None}
    topics: dict[str, dict[str, Phrase]] = {}
    neutral = {word: found for word, found in known.items() if found.family is Family.NEUTRAL}
    for word, found in known.items():
        if found.family is not Family.NEUTRAL:
            topics.setdefault(found.topic, {})[word] = found
    fulfilment = topics.get(Family.EXPECTATION.value)
    if fulfilment:  # 符合 between 低于 and 超出 is no agreement
        agreed = topics.get(Family.AGREEMENT.value, {})
        for word in [word for word in agreed if plain(word) == "符合"]:
            del agreed[word]
            fulfilment[word] = Phrase(Family.EXPECTATION, Family.EXPECTATION.value, 0)
    several = sum(map(bool, topics.values())) > 1
    parts = [_of_topic(members, neutral, alone=not several) for members in topics.values() if members]
    parts = parts or [Ladder(5, dict.fromkeys(neutral, 3), bool(neutral))]
    longest = max(part.points for part in parts)
    steps: dict[str, int] = {}
    for part in parts:
        stretch = longest == 7 and part.points == 5
        steps |= {word: _STRETCHED[step] if stretch else step for word, step in part.steps.items()}
    others = dict.fromkeys(n for part in parts if not part.sure for n in part.others if n != longest)
    levels = max(part.levels for part in parts)
    alike = tuple(n for n in others if all(part.levels <= n for part in parts))
    return Ladder(
        longest, {w: steps[w] for w in known if w in steps}, levels, all(p.sure for p in parts), alike
    )


def on_scale(words: Iterable[str], scale: Scale) -> dict[str, int]:
    """The answer each word stands for on a scale that is known otherwise; words that have no sure place are left out.

    As many steps as the words make or name: in order. On any other scale the strong words are its ends and
    a neutral word its middle.

    >>> on_scale(["不满意", "一般", "满意"], Scale(1, 3)), on_scale(["非常满意", "满意"], Scale(0, 10))
    ({'不满意': 1, '一般': 2, '满意': 3}, {'非常满意': 10})
    """
    found = ladder(words)
    count = scale.high - scale.low + 1
    if count == found.points:
        return {word: step + scale.low - 1 for word, step in found.steps.items()}
    if (count, found.points) == (7, 5):
        return {word: _STRETCHED[step] + scale.low - 1 for word, step in found.steps.items()}
    for rank in (found.steps, {word: _strength(word) for word in found.steps}):
        order = sorted(set(rank.values()))
        if count == found.levels == len(order):
            return {word: order.index(place) + scale.low for word, place in rank.items()}
    ends = {True: scale.high, False: scale.low}
    placed = {word: ends[_strength(word) > 0] for word in found.steps if abs(_strength(word)) >= STRONG}
    if count % 2:
        middle = (scale.low + scale.high) // 2
        placed |= {word: middle for word in found.steps if _strength(word) == 0}
    return placed


def _strength(word: str) -> int:
    found = phrase(word)
    return found.strength if found else 0


def _of_topic(members: dict[str, Phrase], neutral: dict[str, Phrase], *, alone: bool) -> Ladder:
    """The scale of the words of one topic, with the neutral words that stand in between.

    Unless it is `alone`, a scale without a middle leaves the neutral words to another topic.
    """
    strengths = {word: found.strength for word, found in (members | neutral).items()}
    if any(found.family is Family.FREQUENCY for found in members.values()):
        return _frequency(strengths)
    up = sorted({s for s in strengths.values() if s > 0}, reverse=True)
    down = sorted({s for s in strengths.values() if s < 0})
    centre = any(s == 0 for s in strengths.values())
    denies = any(found.denies for found in members.values())
    ranks = _one_sided(up, down, centre and alone, denies) or _upper(up, down, centre, denies)
    if ranks:
        return _made(5, strengths, ranks)
    basic = {word for word in strengths if any(mark in plain(word) for mark in _BASIC)}
    if not centre and any(SPEAKS <= s < STRONG for s in up):
        without = [s for s in up if any(strengths[w] == s for w in strengths.keys() - basic)]
        if len(without) < len(up) or basic:
            rest = {word: s for word, s in strengths.items() if word not in basic}
            found = _two_sided(rest, without, down, centre=True)
            middle = (found.points + 1) // 2
            steps = {word: found.steps.get(word, middle) for word in strengths}
            return Ladder(found.points, steps, len(set(steps.values())), found.sure, found.others)
    return _two_sided(strengths, up, down, centre=centre)


def _made(count: int, strengths: dict[str, int], ranks: dict[int, int], *, sure: bool = True) -> Ladder:
    steps = {word: ranks[strength] for word, strength in strengths.items() if strength in ranks}
    return Ladder(count, steps, len(set(steps.values())), sure)


def _one_sided(up: list[int], down: list[int], centre: bool, denies: bool) -> dict[int, int]:
    """From "not at all" through "slightly" and "moderately" to "extremely": no opposite, no middle. {} for others."""
    mild = [s for s in up if s < SPEAKS]
    strong = [s for s in up if s >= STRONG]
    lowest = [s for s in down if s <= -SPEAKS]
    if centre or len(lowest) > 1 or len(down) > 2 or not up:
        return {}
    graded = (len(strong) > 1 and bool(mild or denies)) or (len(mild) > 1 and len(down) <= 1)
    if not graded and not (denies and mild and (strong or len(mild) > 1)):
        return {}
    ranks = dict.fromkeys(lowest, 1) | {s: 2 for s in down if s > -SPEAKS}
    plain_there = any(SPEAKS <= s < STRONG for s in up)
    for s in up:
        if s < 13:
            ranks[s] = 2
        elif s < SPEAKS:
            ranks[s] = 3
        elif s < STRONG:
            ranks[s] = 4 if len(strong) < 2 else 3
        else:
            ranks[s] = 5 if s == strong[0] and (len(strong) > 1 or plain_there or s == 36) else 4
    return ranks


def _upper(up: list[int], down: list[int], centre: bool, denies: bool) -> dict[int, int]:
    """Excellent, very good, good, fair, poor: three good words, one middling, one bad. {} for others."""
    strong = [s for s in up if s >= STRONG]
    rest = [s for s in up if s < STRONG]
    if len(strong) != 2 or len(rest) > 1 or len(down) > 1 or denies or not (rest or centre):
        return {}
    ranks = {strong[0]: 5, strong[1]: 4, 0: 2}
    return ranks | dict.fromkeys(rest, 3) | dict.fromkeys(down, 1)


def _classes(side: list[int]) -> dict[int, int]:
    """Mild, plain or strong for each strength (sizes, the largest first); a doubled class moves into a free one."""
    found = {s: _STRONG if s >= STRONG else _PLAIN if s >= SPEAKS else _MILD for s in side}
    taken = set(found.values())
    if _PLAIN not in taken:
        mild = [s for s in side if found[s] == _MILD]
        strong = [s for s in side if found[s] == _STRONG]
        if len(mild) > 1 and strong:
            found[mild[0]] = _PLAIN
        elif len(strong) > 1:
            found |= dict.fromkeys(strong[1:], _PLAIN)
    return found


def _two_sided(strengths: dict[str, int], up: list[int], down: list[int], *, centre: bool) -> Ladder:
    """Good words, a middle, bad words: seven points where plain and mild words stand side by side, else five."""
    high, low = _classes(up), _classes([-s for s in down])
    seen_up, seen_down = set(high.values()), set(low.values())
    longer = {_PLAIN, _MILD} <= seen_up or {_PLAIN, _MILD} <= seen_down
    ends = [side for side in (seen_up, seen_down) if side == {_PLAIN, _MILD}]
    moved = longer and centre and bool(ends) and len(seen_up) == len(seen_down) == 2
    count = 7
    if moved:  # 满意, 比较满意, 一般, 不太满意, 不满意: the plain words are the ends
        high, low = (
            {s: _STRONG if c == _PLAIN else c for s, c in side.items()}
            if set(side.values()) in ends
            else side
            for side in (high, low)
        )
        longer, count = False, 5
    elif longer and not centre and seen_up == seen_down == {_STRONG, _PLAIN, _MILD}:
        count = 6
    elif not longer:
        count = 5
    steps = {}
    for word, s in strengths.items():
        kind = high.get(s, 0) if s > 0 else -low.get(-s, 0)
        steps[word] = _step(kind, count)
    levels = len({*high, *(-s for s in low), *({0} if centre else ())})
    whole = levels == count or not longer
    others = tuple(n for n in (levels, 7 if count == 6 or moved else 5) if n != count and n >= levels)
    few = levels in (3, 4) and _STRONG not in seen_up | seen_down and not longer
    unsure = (
        (not whole and levels <= 5)
        or count == 6
        or (moved and {_STRONG, _MILD} not in (seen_up, seen_down))
        or few
    )
    return Ladder(count, steps, levels, not unsure, others if unsure else ())


def _step(kind: int, count: int) -> int:
    """The step of a class of words: -3 strongly against to 3 strongly for."""
    if count == 7:
        return kind + 4
    if count == 6:
        return kind + 4 if kind < 0 else kind + 3
    return {3: 5, 2: 4, 1: 4, 0: 3, -1: 2, -2: 2, -3: 1}[kind]


def _frequency(strengths: dict[str, int]) -> Ladder:
    """Never to always: "occasionally" is the middle where no word for it stands there, else the step below."""
    there = set(strengths.values())
    middle = 0 if 0 in there else -5 if -5 in there else -10
    order = sorted(there)
    if len(order) in (6, 7) and {-36, 36} <= there:
        ranks = {s: i for i, s in enumerate(order, 1)}
        return _made(len(order), strengths, ranks)
    if middle == -10 and not there & {-25, -SPEAKS}:
        middle = 0  # never, occasionally, often, always: nothing is known to lie in between
    steps = {
        word: 1 if s <= -36 else 5 if s >= STRONG else 3 if s == middle else 2 if s < middle else 4
        for word, s in strengths.items()
    }
    return Ladder(5, steps, len(set(steps.values())))
