"""What a part of the touchpoints says: in which stages weak moments lie, and how many are among some gaps."""

from collections.abc import Mapping

import pandas as pd

from mot.analysis.gaps import GapTable
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

MOST_NAMES = 3  # stages written one by one
OPEN = frozenset(str(s) for s in (Status.TOO_FEW, Status.SUPPRESSED, Status.NO_RESPONSES))


def stages(locale: Locale, now: GapTable, part: pd.DataFrame, names: Mapping[int, Name]) -> str:
    """In which stages the weak moments among some rows of `now` lie; "" where nothing can be said of stages.

    `names`: the stage of each touchpoint by its id.
    """
    t = locale.t
    known = {int(i): locale.name(names[int(i)]) for i in now.frame["touchpoint"]}
    every = list(dict.fromkeys(known.values()))
    if not now.paired or not now.tested or len(every) < 2 or not all(every):
        return ""
    weak = part.loc[part["status"] == Status.WEAK, "touchpoint"]
    found = list(dict.fromkeys(known[int(i)] for i in weak))
    if not found:
        there = list(dict.fromkeys(known[int(i)] for i in part["touchpoint"]))
        if len(part) == len(now.frame) or len(there) > MOST_NAMES or not _judged(part):
            return ""
        return t("No weak moment in {stages}", stages=t(", ").join(there))
    if len(found) == len(every):
        return locale.tn(
            "{n} weak moment, in every stage of the journey",
            "{n} weak moments, in every stage of the journey",
            len(weak),
        )
    if len(found) > MOST_NAMES:
        return t(
            "{n} weak moments, in {some} of {all} stages of the journey",
            n=len(weak),
            some=len(found),
            all=len(every),
        )
    return locale.tn(
        "{n} weak moment, found in {stages}",
        "{n} weak moments, found in {stages}",
        len(weak),
        stages=t(", ").join(found),
    )


def among(locale: Locale, now: GapTable, part: pd.DataFrame, first: int) -> str:
    """How many of some gaps are weak moments; `first` is the place of the first, from 1, the widest on top.

    "" where nothing is called weak, or where none is weak and not all were judged.
    """
    if not now.paired or not now.tested:
        return ""
    weak, told = int((part["status"] == Status.WEAK).sum()), {"first": first, "last": first + len(part) - 1}
    if not weak and not _judged(part):
        return ""
    if not weak:
        return locale.t("No weak moment among gaps {first} to {last}", **told)
    return locale.tn(
        "{n} weak moment among gaps {first} to {last}",
        "{n} weak moments among gaps {first} to {last}",
        weak,
        **told,
    )


def _judged(part: pd.DataFrame) -> bool:
    """Whether there was a verdict on all of these touchpoints."""
    return not part["status"].isin(OPEN).any()
