"""The finding of a page as one whole sentence, chosen by the statistical result and by nothing else."""

from collections.abc import Mapping

import pandas as pd

from mot.analysis.gaps import GapTable
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

BELOW = (Status.WEAK, Status.LIKELY_WEAK)


def overview(
    locale: Locale, now: GapTable, before: GapTable, moves: pd.DataFrame, names: Mapping[int, Name]
) -> str:
    """The widest weak moment and the strongest certain movement of a quarter."""
    t = locale.t
    frame = now.frame
    if not now.paired:
        return t("This questionnaire asks for perception only, so there is no gap to judge")
    if not now.tested:
        return t("Too few answers to judge any touchpoint this quarter")
    weak = frame[frame["status"] == Status.WEAK].sort_values("gap")
    likely = frame[frame["status"] == Status.LIKELY_WEAK].sort_values("gap")
    certain = moves[moves["clear"]]
    if weak.empty and likely.empty:
        return _without_weak(locale, certain, names)
    worst = int((weak if not weak.empty else likely).iloc[0]["touchpoint"])
    name = names[worst]
    if weak.empty:
        return t("{touchpoint} is probably the weakest moment, its size is not certain yet", touchpoint=name)
    change = certain.loc[certain["touchpoint"] == worst, "change"]
    again = before.frame.loc[before.frame["touchpoint"] == worst, "status"].eq(Status.WEAK).any()
    if len(change) and change.iloc[0] < 0:
        return (
            t("{touchpoint} is still the widest gap, and it widened", touchpoint=name)
            if again
            else t("{touchpoint} is now the widest gap, and it widened", touchpoint=name)
        )
    if len(change):
        return t("{touchpoint} is still the widest gap, but it narrowed", touchpoint=name)
    others = certain[certain["touchpoint"] != worst]
    if not others.empty:
        move = others.loc[others["change"].abs().idxmax()]
        other = names[int(move["touchpoint"])]
        if move["change"] > 0:
            return t("{touchpoint} is the widest gap; {other} narrowed", touchpoint=name, other=other)
        return t("{touchpoint} is the widest gap; {other} widened", touchpoint=name, other=other)
    if again:
        return t("{touchpoint} is still the widest gap", touchpoint=name)
    return t("{touchpoint} is the widest gap", touchpoint=name)


def _without_weak(locale: Locale, certain: pd.DataFrame, names: Mapping[int, Name]) -> str:
    t = locale.t
    if certain.empty:
        return t("No touchpoint is below the weak line this quarter")
    move = certain.loc[certain["change"].abs().idxmax()]
    name = names[int(move["touchpoint"])]
    if move["change"] > 0:
        return t("No weak moment this quarter; {touchpoint} improved", touchpoint=name)
    return t("No weak moment this quarter, but {touchpoint} slipped", touchpoint=name)


def gaps(locale: Locale, now: GapTable) -> str:
    """How many touchpoints are weak and how many exceed what was expected."""
    t = locale.t
    total = now.tested
    if not now.paired:
        return t("This questionnaire asks for perception only, so there is no gap to judge")
    if not total:
        return t("Too few answers to judge any touchpoint this quarter")
    weak = int((now.frame["status"] == Status.WEAK).sum())
    delight = int((now.frame["status"] == Status.DELIGHT).sum())
    if weak and delight:
        return locale.tn(
            "{weak} of {total} touchpoints is a weak moment, {delight} above expectations",
            "{weak} of {total} touchpoints are weak moments, {delight} above expectations",
            weak,
            weak=weak,
            total=total,
            delight=delight,
        )
    if weak:
        return locale.tn(
            "{weak} of {total} touchpoints is a weak moment",
            "{weak} of {total} touchpoints are weak moments",
            weak,
            weak=weak,
            total=total,
        )
    if delight:
        return t(
            "No weak moment among {total} touchpoints, {delight} above expectations",
            total=total,
            delight=delight,
        )
    return t("No weak moment among {total} touchpoints", total=total)
