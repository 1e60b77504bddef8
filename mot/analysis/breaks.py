"""Where a series must be cut: from that month on the questionnaire asked something else, or somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mot.analysis.grid import Mask
from mot.domain.cube import Ints

WINDOW = 3  # months on either side that are compared
LARGE = 0.2  # share of the answers that makes a channel, scale or question matter
LUCK = 1e-4  # absence with at most this probability is no luck


class Reason(StrEnum):
    """Why months before and after do not compare."""

    SCALE = "scale"
    CHANNEL = "channel"
    EXPECTATION = "expectation"
    QUESTIONS = "questions"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Break:
    """A cut before a month (yyyymm).

    come, gone: what is new from then on and what is no longer there: keys of scales, ids of channels or of
    touchpoints by `reason`; for EXPECTATION, 1 stands for being asked. A new WORDING tells in `come` the
    touchpoints that are asked about in other words.
    """

    month: int
    reason: Reason
    come: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Turns:
    """Months in which categories begin or cease: `come` and `gone`, bool (categories, series, months)."""

    come: Mask
    gone: Mask

    @property
    def marked(self) -> Mask:
        """Months in which anything begins or ceases: bool (series, months)."""
        return np.asarray((self.come | self.gone).any(axis=0))

    def last(self, *, ceased_only: bool = False) -> Ints:
        """Position of the last such month per series, 0 where there is none."""
        marked = self.gone.any(axis=0) if ceased_only else self.marked
        return np.asarray(np.where(marked, np.arange(marked.shape[-1]), 0).max(axis=-1, initial=0))

    def of(self, series: int) -> "Turns":
        """One series of several."""
        return Turns(self.come[:, series], self.gone[:, series])


def turns(counts: Ints, total: Ints, *, wider: "Turns | None" = None) -> Turns:
    """Find the months in which a category with a large share appears or vanishes.

    A category appears in a month when it is there, was absent in the `WINDOW` months before although people
    answered, and has at least the share `LARGE` in the `WINDOW` months from then on; it vanishes the other way
    round. An absence that may be luck, because few people answered, does not count by itself; nor does a short
    one at either end of the months when the category was away that long before, as in a rota of channels.

    Parameters
    ----------
    counts : int array (categories, months) or (categories, series, months)
        Answers per category.
    total : int array (months,) or (series, months)
        All answers.
    wider : Turns, optional
        (categories, months), of all branches together: what is sure there needs no further proof in one.
    """
    before, after = _window(counts, back=True), _window(counts, back=False)
    all_before, all_after = _window(total, back=True), _window(total, back=False)
    there = counts > 0
    was = np.concatenate([np.zeros_like(there[..., :1]), there[..., :-1]], axis=-1)
    come = there & (before == 0) & (all_before > 0) & (after >= LARGE * all_after)
    gone = was & (after == 0) & (all_after > 0) & (before >= LARGE * all_before)
    both = np.maximum(all_before + all_after, 1)
    other = 1 - np.minimum((before + after) / both, 1.0)
    sure_come, sure_gone = other**all_before <= LUCK, other**all_after <= LUCK
    if wider is not None:
        sure_come, sure_gone = sure_come | wider.come[:, None], sure_gone | wider.gone[:, None]
    come, gone = come & sure_come, gone & sure_gone
    for short in range(1, min(WINDOW, counts.shape[-1])):
        usual = _pauses(there, total > 0, short)
        come[..., short] &= ~usual
        gone[..., -short] &= ~usual
    return Turns(come, gone)


def _pauses(there: Mask, answered: Mask, length: int) -> Mask:
    """Whether a category was ever away for so many months and came back; then that is no end yet."""
    began = np.logical_or.accumulate(there, axis=-1)
    lasts = np.logical_or.accumulate(there[..., ::-1], axis=-1)[..., ::-1]
    away = (began & lasts & ~there & answered).astype(np.int64)
    runs = np.lib.stride_tricks.sliding_window_view(away, length, axis=-1)
    return np.asarray((runs.sum(axis=-1) == length).any(axis=-1))


def told(found: Turns, reason: Reason, ids: Sequence[int], months: Sequence[int]) -> list[Break]:
    """The turns of one series, in words' reach: earliest first. `found` has no axis but categories and months."""
    return [
        Break(
            months[at],
            reason,
            tuple(i for i, here in zip(ids, found.come[:, at], strict=True) if here),
            tuple(i for i, here in zip(ids, found.gone[:, at], strict=True) if here),
        )
        for at in np.flatnonzero((found.come | found.gone).any(axis=0)).tolist()
    ]


def _window(counts: Ints, *, back: bool) -> Ints:
    """Sums over the months before each one, or over it and those after it; `WINDOW` months."""
    size = counts.shape[-1]
    sums = np.concatenate([np.zeros_like(counts[..., :1]), counts.cumsum(axis=-1)], axis=-1)
    at = np.arange(size)
    low, high = (at - WINDOW, at) if back else (at, at + WINDOW)
    return np.asarray(sums[..., np.clip(high, 0, size)] - sums[..., np.clip(low, 0, size)])
