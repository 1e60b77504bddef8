"""One number per filled-in form that stands for all it says: equal forms have equal numbers."""

import hashlib
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from mot.ingest.draft import MISSING

_STEP = 0x9E3779B97F4A7C15
_MIXERS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def digests(
    answers: Mapping[str, np.ndarray],
    *,
    branch: np.ndarray,
    day: np.ndarray,
    who: pa.Array,
    comment: pa.Array,
) -> np.ndarray:
    """The digest (uint64) of each form: branch, day, what was answered, who answered (hashes), and the comment.

    Every part is mixed with its name and all are added up, so that the order of columns does not matter and an
    answer that is `MISSING` is the same as a question that was not asked. The mixing is that of SplitMix64
    (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators).

    >>> day, branch = np.array([1, 1, 1]), np.array([7, 7, 8])
    >>> none = pa.array([""] * 3)
    >>> found = digests({"p_1": np.array([5, 5, 5])}, branch=branch, day=day, who=none, comment=none)
    >>> (found[0] == found[1]).item(), (found[0] == found[2]).item()
    (True, False)
    """
    total: np.ndarray = _mixed(branch, "branch") + _mixed(day, "day")
    for name, values in answers.items():
        if not len(values):
            continue
        lowest = int(values.min())
        known = _mixed(np.arange(lowest, int(values.max()) + 1), name)
        if lowest <= MISSING:
            known[: MISSING - lowest + 1] = 0
        total += known[values.astype(np.int64) - lowest]
    coded = comment.dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    known = np.array([_of_text(text) for text in coded.dictionary.to_pylist()], dtype=np.uint64)
    if len(known):
        total += known[coded.indices.to_numpy(zero_copy_only=False)]
    hashes = np.array(who.to_pylist(), dtype="S16")  # 64 bits of the hash, in hexadecimal digits
    halves = hashes.view(np.uint64).reshape(-1, 2)
    people = _mixed(halves[:, 0], "who") + _mixed(halves[:, 1], "answered")
    total += np.where(hashes == b"", np.uint64(0), people)
    return total


def shared(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Which of our digests (bool) have one of theirs to themselves: two equal forms need two equal ones there.

    >>> shared(np.array([4, 9, 4, 4]), np.array([4, 4, 5])).tolist()
    [True, False, True, False]
    """
    if not len(ours) or not len(theirs):
        return np.zeros(len(ours), dtype=bool)
    known, often = np.unique(theirs, return_counts=True)
    place = np.minimum(np.searchsorted(known, ours), len(known) - 1)
    allowed = np.where(known[place] == ours, often[place], 0)
    order = np.argsort(ours, kind="stable")
    first = np.append(True, ours[order][1:] != ours[order][:-1])
    begins = np.maximum.accumulate(np.where(first, np.arange(len(ours)), 0))
    rank = np.empty(len(ours), dtype=np.int64)
    rank[order] = np.arange(len(ours)) - begins
    found: np.ndarray = rank < allowed
    return found


def _mixed(values: np.ndarray, name: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())
    z = np.asarray(values).astype(np.int64).view(np.uint64) * np.uint64(_STEP) + np.uint64(seed)
    for shift, factor in _MIXERS:
        z = (z ^ (z >> np.uint64(shift))) * np.uint64(factor)
    mixed: np.ndarray = z ^ (z >> np.uint64(31))
    return mixed


def _of_text(text: str | None) -> int:
    if not text:
        return 0
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
