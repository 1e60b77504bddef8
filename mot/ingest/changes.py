"""A questionnaire that changed since it was last imported: what is new, gone, reworded and moved, and what is kept."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.draft import Column, Decisions
from mot.ingest.header_words import rating_of, role_of, tidy
from mot.ingest.names import normal

NEAR = 0.5  # share of headers that two versions of a questionnaire have in common at least
REWORDED = 62.0  # likeness (0 to 100) from which one header is taken for another wording of the other
SAME, OTHER = "same", "other"  # a reworded question asks the same, or something else
WORDING = "wording"  # what starts the keys under which the wording of a joined question is remembered


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a questionnaire was read before: its column headers and what was decided."""

    headers: tuple[str, ...]
    decisions: Decisions


Similar = Callable[[str], Sequence[Remembered]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a questionnaire's columns. Positions are 0-based.

    `same` maps a column's position now to its position before, `reworded` likewise · `added` positions now ·
    `removed` positions before · `moved` those of `same` (now) that stand elsewhere among the others.
    """

    before: Remembered
    same: dict[int, int]
    reworded: dict[int, int]
    added: tuple[int, ...]
    removed: tuple[int, ...]
    moved: tuple[int, ...]


def nearest(headers: Sequence[str], known: Iterable[Remembered]) -> Changes | None:
    """The known questionnaire with most questions in common, the first of several; None when none is near.

    What every export has (numbers, times, where it came from) makes no questionnaire alike.
    """
    best, changes = 0.0, None
    asked = {position for position, header in enumerate(headers) if _asks(header)}
    for one in known:
        found = compare(headers, one)
        size = max(len(asked), sum(_asks(header) for header in one.headers), 1)
        common = len(asked & found.same.keys()) / size
        likely = common + 0.5 * len(asked & found.reworded.keys()) / size
        if common >= NEAR and likely > best:
            best, changes = likely, found
    return changes


def _asks(header: str) -> bool:
    """Whether a header is a question, and none of the columns that an export has anyway."""
    role = role_of(header) if header else (FieldKind.IGNORE, 1.0)
    return role is None or role[1] < 1.0 or role[0] in (FieldKind.OVERALL, FieldKind.NPS)


def compare(headers: Sequence[str], before: Remembered) -> Changes:
    """Match columns by header, however they are ordered; what is left over by likeness."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, header in enumerate(before.headers):
        places[normal(tidy(header))].append(position)
    same: dict[int, int] = {}
    for position, header in enumerate(headers):
        free = places[normal(tidy(header))]
        if free:
            same[position] = free.pop(0)
    left_now = [p for p in range(len(headers)) if p not in same]
    left_before = sorted(p for free in places.values() for p in free)
    reworded = _reworded(headers, before.headers, left_now, left_before)
    gone = set(reworded.values())
    return Changes(
        before,
        same,
        reworded,
        added=tuple(p for p in left_now if p not in reworded),
        removed=tuple(p for p in left_before if p not in gone),
        moved=_moved(same),
    )


def _reworded(
    now: Sequence[str], before: Sequence[str], left_now: list[int], left_before: list[int]
) -> dict[int, int]:
    """Headers alike and about the same kind of answer, the most alike first."""
    likes = sorted(
        (-fuzz.ratio(normal(tidy(now[i])), normal(tidy(before[j]))), i, j)
        for i in left_now
        for j in left_before
        if _of_one_kind(now[i], before[j])
    )
    found: dict[int, int] = {}
    for like, i, j in likes:
        if -like >= REWORDED and i not in found and j not in found.values():
            found[i] = j
    return found


def _of_one_kind(one: str, other: str) -> bool:
    """Whether two headers speak of the same kind of answer, and of the same numbers."""
    mine, theirs = rating_of(one), rating_of(other)
    if (mine and mine[0]) != (theirs and theirs[0]):
        return False
    if not mine and (role_of(one) or ("",))[0] != (role_of(other) or ("",))[0]:
        return False
    digits = [[letter for letter in normal(tidy(text)) if letter.isdigit()] for text in (one, other)]
    return digits[0] == digits[1] and bool(one) and bool(other)


def _moved(same: dict[int, int]) -> tuple[int, ...]:
    """Columns out of the longest run that kept its order."""
    ends: list[int] = []
    at: list[int] = []
    back: dict[int, int | None] = {}
    for now in sorted(same):
        place = bisect_left(ends, same[now])
        back[now] = at[place - 1] if place else None
        ends[place:] = [same[now]] if place == len(ends) else [same[now], *ends[place + 1 :]]
        at[place:] = [now] if place == len(at) else [now, *at[place + 1 :]]
    kept: set[int] = set()
    last: int | None = at[-1] if at else None
    while last is not None:
        kept.add(last)
        last = back[last]
    return tuple(now for now in sorted(same) if now not in kept)


def taken_over(changes: Changes) -> Decisions:
    """What was decided before, each column found by its header and not by where it stands.

    Whether an earlier rewording asked the same is not taken over: that was said of other words.
    """
    before = changes.before.decisions
    old = {**changes.same, **changes.reworded}
    fields = {now: before.fields[then] for now, then in old.items() if then in before.fields}
    values = {key: code for key, code in before.values.items() if not key.startswith(f"{SAME}:")}
    return replace(before, fields=fields, values=values)


def question_of(columns: Sequence[Column], position: int) -> str:
    """The touchpoint that a column rates (a code or ``+name``), "" when it rates none."""
    field = columns[position].field
    return field.touchpoint if field.kind in RATINGS else ""
