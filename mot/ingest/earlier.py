"""A draft beside earlier imports: which of its responses are there already, and which import it corrects."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.ingest.digests import shared
from mot.ingest.said import Said


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier import of the same questionnaire."""

    number: int
    said: Said


@dataclass(frozen=True, slots=True)
class Correction:
    """An import that a file seems to correct.

    `changed` counts its responses that the file says otherwise or not at all; `whole` tells whether the file
    has every one of its respondents (of forms without respondents: as many per branch and day), so that
    replacing it loses none; `alike` counts those that both have.
    """

    number: int
    changed: int
    alike: int
    whole: bool


FEW = 6  # answers below which two customers may well have filled in the same form on the same day
MOST = 0.5  # share from which a file is about the same responses as an import


def owners(said: Said, past: Sequence[Past]) -> np.ndarray:
    """By response without a respondent the number of the import that has the very same form, else 0 (int64).

    Equal forms are counted: two customers who say the same in one file are two, unless an import has both.
    """
    found = np.zeros(len(said), dtype=np.int64)
    for one in past:
        free = np.flatnonzero(said.nameless & (found == 0))
        found[free[shared(said.digest[free], one.said.digest[one.said.nameless])]] = one.number
    return found


def by_chance(said: Said, owner: np.ndarray, past: Sequence[Past]) -> bool:
    """Whether the equal forms without respondents may be other customers who happened to say the same.

    So it is when most of them hold few answers, and they are the smaller part of what both files have of the
    days that both are about.
    """
    hits = np.flatnonzero(said.nameless & (owner > 0)) if past else ()
    if not len(hits) or (said.answered[hits] >= FEW).mean() >= MOST:
        return False
    for one in past:
        ours, theirs = said.day[said.nameless], one.said.day[one.said.nameless]
        if not len(ours) or not len(theirs):
            continue
        first, last = max(ours.min(), theirs.min()), min(ours.max(), theirs.max())
        both = min(int(((days >= first) & (days <= last)).sum()) for days in (ours, theirs))
        if int((owner[hits] == one.number).sum()) >= MOST * both:
            return False
    return True


def correction(said: Said, past: Past) -> Correction | None:
    """What a file corrects: most responses of both are the same people's or forms, but not all as they were.

    A file that says everything the import said, and more, corrects nothing. The same people on other days are
    a new wave of the survey.
    """
    theirs = past.said
    if not len(said) or not len(theirs):
        return None
    unchanged = int(shared(theirs.digest, said.digest).sum())
    named = int(_people(said, theirs).sum())
    ours, old = said.nameless, theirs.nameless
    alike = named + int(shared(said.digest[ours], theirs.digest[old]).sum())
    if unchanged == len(theirs) or alike < MOST * len(said) or alike < MOST * len(theirs):
        return None
    everybody = pc.all(pc.is_in(theirs.who.filter(pa.array(~old)), said.who)).as_py() is not False
    return Correction(past.number, len(theirs) - unchanged, alike, everybody and _as_many(said, theirs))


def _people(said: Said, theirs: Said) -> np.ndarray:
    """Which responses with a respondent (bool) are of somebody who is there on the same day."""
    codes = pc.index_in(said.who, theirs.who.unique()).fill_null(-1).to_numpy(zero_copy_only=False)
    known = pc.index_in(theirs.who, theirs.who.unique()).to_numpy(zero_copy_only=False)
    keys = codes.astype(np.int64) * 1_000_000 + said.day
    there = np.isin(keys, known.astype(np.int64) * 1_000_000 + theirs.day)
    found: np.ndarray = there & (codes >= 0) & ~said.nameless
    return found


def _as_many(said: Said, theirs: Said) -> bool:
    """Whether there are as many forms without respondents of each branch and day as there were."""
    mine, old = (_places(one) for one in (said, theirs))
    keys, counts = np.unique(old, return_counts=True)
    now = dict(zip(*(a.tolist() for a in np.unique(mine, return_counts=True)), strict=True))
    return all(now.get(key, 0) >= n for key, n in zip(keys.tolist(), counts.tolist(), strict=True))


def _places(said: Said) -> np.ndarray:
    at = said.nameless
    places: np.ndarray = said.branch[at].astype(np.int64) * 1_000_000 + said.day[at]
    return places
