"""Whoever puts every quarter, month, channel, segment, region and branch together cannot work out a hidden number."""

import dataclasses
import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from mot.analysis.books import Books
from mot.analysis.lens import Lens, focus, focus_months
from mot.domain.cube import CELL_KEYS, CELL_SUMS, CLEAN, ROLLUP_KEYS, ROLLUP_SUMS, Cube, Tallies, View
from mot.domain.survey import Against, Group, Institution, Label, Measure, Name
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import NOW, SEVEN, institution

LEAST = 10
Shape = tuple[int, int, int, int, int]  # months, channels, segments, touchpoints, branches
PLENTY: Shape = (3, 2, 2, 2, 4)


def bank(shape: Shape) -> Institution:
    labels = [
        tuple(Label(i + 1, f"{kind}{i}", Name(f"{i}")) for i in range(n))
        for kind, n in zip("cs", shape[1:3], strict=True)
    ]
    return dataclasses.replace(
        institution(branches=shape[4], touchpoints=shape[3]), channels=labels[0], segments=labels[1]
    )


def tallies(names, sums, keys) -> Tallies:
    zero = np.zeros(len(next(iter(keys.values()))), dtype=np.int64)
    return Tallies(keys, {name: np.asarray(sums.get(name, zero), dtype=np.int64) for name in names})


def survey(n: np.ndarray) -> Books:
    """The books of so many pairs per month, channel, segment, touchpoint and branch."""
    month, channel, segment, touchpoint, branch = (a.ravel() for a in np.indices(n.shape))
    keys = {
        "month": np.array(NOW.months)[month], "branch": branch + 1, "touchpoint": touchpoint + 101,
        "channel": channel + 1, "segment": segment + 1, "scale": np.full(n.size, SEVEN.key),
        "against": np.full(n.size, int(Against.EXPECTATION)), "quality": np.full(n.size, CLEAN),
    }  # fmt: skip
    cells = tallies(CELL_SUMS, dict.fromkeys(("n", "n_p", "n_e"), n.ravel()), {k: keys[k] for k in CELL_KEYS})
    people = n.max(axis=3)
    month, channel, segment, branch = (a.ravel() for a in np.indices(people.shape))
    rolled = {
        "month": np.array(NOW.months)[month], "branch": branch + 1, "channel": channel + 1, "segment": segment + 1,
        "scale": np.full(people.size, SEVEN.key), "quality": np.full(people.size, CLEAN),
        "group": np.full(people.size, int(Group.ALL)), "measure": np.full(people.size, int(Measure.GAP)),
    }  # fmt: skip
    rollups = tallies(ROLLUP_SUMS, {"n_resp": people.ravel()}, {k: rolled[k] for k in ROLLUP_KEYS})
    empty = Cube.empty()
    cube = Cube(cells.where(n.ravel() > 0), rollups.where(people.ravel() > 0), empty.moments, empty.outcomes)
    return Books(1, bank(n.shape), Thresholds(), cube)


def functional(shape: Shape, *parts) -> np.ndarray:
    """A sum of the unknowns, as coefficients."""
    sum_of = np.zeros(shape)
    sum_of[np.ix_(*parts)] = 1
    return sum_of.ravel()


def choices(count: int) -> list[tuple[int, ...]]:
    """All, and every set of some."""
    return [(), *(c for size in range(1, count) for c in itertools.combinations(range(1, count + 1), size))]


def looks(books: Books, shape: Shape) -> Iterator[tuple[Lens, list[int], list[int], list[int]]]:
    """Every view that a page offers, with the months, channels and segments that it adds up."""
    months, channels, segments, _, branches = shape
    selections = [
        *[(b,) for b in range(1, branches + 1)],
        tuple(range(1, branches + 1, 2)),
        tuple(range(2, branches + 1, 2)),
        (),
    ]
    for chosen, some, places in itertools.product(choices(channels), choices(segments), selections):
        view = View(NOW, places, chosen, some)
        c = [x - 1 for x in chosen] or list(range(channels))
        s = [x - 1 for x in some] or list(range(segments))
        yield focus(books, view, NOW), list(range(months)), c, s
        if months > 1:
            for month, lens in enumerate(focus_months(books, view, NOW)[:months]):
                yield lens, [month], c, s


def told_and_kept(books: Books, shape: Shape) -> tuple[np.ndarray, list[np.ndarray]]:
    """What all views together show, and what they hide of a few people."""
    shown, kept = [], []
    touchpoints = list(range(shape[3]))
    for lens, m, c, s in looks(books, shape):
        base, chosen = lens.grid.base, np.flatnonzero(lens.selected).tolist()
        assert lens.hidden[(base > 0) & (base < LEAST)].all()
        for t, b in np.ndindex(base.shape):
            if not lens.hidden[t, b]:
                shown.append(functional(shape, m, c, s, [t], [b]))
            elif 0 < base[t, b] < LEAST:
                kept.append(functional(shape, m, c, s, [t], [b]))
        for t in touchpoints:
            if not lens.hidden_totals[t]:
                shown.append(functional(shape, m, c, s, [t], chosen))
            elif 0 < base[t, lens.selected].sum() < LEAST:
                kept.append(functional(shape, m, c, s, [t], chosen))
        if not lens.hidden_overall:
            shown.append(functional(shape, m, c, s, touchpoints, chosen))
    return np.unique(np.array(shown), axis=0), kept


def free_directions(known: np.ndarray) -> np.ndarray:
    _, sizes, directions = np.linalg.svd(known, full_matrices=True)
    return directions[(sizes > 1e-9).sum() :]


def counts(seed: int, shape: Shape) -> np.ndarray:
    """None, few, just enough and plenty, mixed; every second survey is full of holes."""
    dice = np.random.default_rng(seed)
    ranges = ((0, 1), (1, 10), (10, 15), (10, 61))
    n = np.choose(dice.integers(0, 4, shape), [dice.integers(*r, shape) for r in ranges]) + 12 * (seed % 3)
    return n * (dice.random(shape) < 0.5) if seed % 2 else n


@pytest.mark.parametrize(
    "shape", [PLENTY, (1, 4, 1, 2, 4), (1, 5, 1, 2, 3), (1, 3, 3, 2, 3), (2, 4, 1, 2, 3)], ids=str
)
def test_what_few_people_said_does_not_follow_from_all_views_together(shape: Shape) -> None:
    looked = 0
    for seed in range(6):
        shown, kept = told_and_kept(survey(counts(seed, shape)), shape)
        free = free_directions(shown)
        for row in kept:
            assert np.abs(free @ row).max(initial=0.0) > 1e-9, (seed, row.reshape(shape).nonzero())
        looked += len(kept)
    assert looked > 100


def test_a_small_channel_is_not_told_by_leaving_it_out() -> None:
    n = np.full(PLENTY, 30)
    n[:, 0, :, 0, 0] = [[1, 0], [0, 1], [1, 1]]
    books = survey(n)
    whole = focus(books, View(NOW), NOW)
    others = focus(books, View(NOW, channels=(2,)), NOW)
    assert not whole.hidden.any()
    assert others.hidden[0, 0]
    assert others.hidden.sum() > 1


def test_a_large_channel_does_not_hide_for_a_small_one_of_another_group() -> None:
    n = np.full((1, 4, 1, 2, 4), 300)
    n[0, 2, 0, 0, 0] = 3
    books = survey(n + np.array([400, 200, 0, 0])[None, :, None, None, None])
    assert not focus(books, View(NOW, channels=(1,)), NOW).hidden.any()
    assert focus(books, View(NOW, channels=(4,)), NOW).hidden[0, 0]


def test_plenty_everywhere_hides_nothing_in_any_view() -> None:
    for lens, *_ in looks(survey(np.full(PLENTY, 30)), PLENTY):
        assert not lens.hidden.any()
        assert not lens.hidden_totals.any()
        assert not lens.hidden_overall
