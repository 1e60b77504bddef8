"""How a table is cut into parts that protect each other: channels two by two, segments two by two, months.

A channel is all channels less the others. So what is small in one must stay hidden in another one too, but not in
all of them: channels of like size make a group and hide alike, and the groups, as wholes, hide alike as well.
"""

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import Ints

Part = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Cut:
    """One way of cutting: a key of the cube, and for each part the ids that belong to it."""

    key: str
    parts: tuple[tuple[int, ...], ...]


def cuts_of(key: str, chosen: Collection[int], ids: Ints, people: Ints) -> list[Cut]:
    """The cuts that choosing some ids of a key makes visible: groups of which only some are chosen, and the groups.

    Parameters
    ----------
    ids, people : int array
        Ids met in the data, and how many people each row stands for.
    """
    groups = groups_of(ids, people)
    wanted = set(chosen)
    busy = {number for group in groups for number in group}
    if busy <= wanted or not busy & wanted:
        return []
    found = [Cut(key, tuple((n,) for n in g)) for g in groups if set(g) & wanted and set(g) - wanted]
    if len(groups) > 1:
        found.append(Cut(key, groups))
    return found


def groups_of(ids: Ints, people: Ints) -> tuple[tuple[int, ...], ...]:
    """Ids by size, two by two; three stand together where one is left.

    >>> groups_of(np.array([1, 2, 3, 4, 5]), np.array([9, 50, 8, 40, 7]))
    ((2, 4), (1, 3, 5))
    """
    numbers, at = np.unique(ids, return_inverse=True)
    total = np.bincount(at, weights=people, minlength=len(numbers))
    order = [int(n) for n in numbers[np.argsort(-total, kind="stable")]]
    pairs = [tuple(order[i : i + 2]) for i in range(0, len(order), 2)]
    if len(pairs) > 1 and len(pairs[-1]) == 1:
        last = pairs.pop()
        pairs[-1] += last
    return tuple(pairs)


def together(cuts: Sequence[Sequence[Cut]]) -> Iterator[tuple[Cut, ...]]:
    """Every choice of one cut of some of the keys: by one of them alone, by two, by all."""
    for some in itertools.product(*([None, *ways] for ways in cuts)):
        chosen = tuple(cut for cut in some if cut is not None)
        if chosen:
            yield chosen


def parts_of(cuts: Sequence[Cut]) -> Iterator[Part]:
    """The parts that several cuts at once make."""
    for ids in itertools.product(*(cut.parts for cut in cuts)):
        yield {cut.key: part for cut, part in zip(cuts, ids, strict=True)}
