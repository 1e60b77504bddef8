"""The finding of a page as one whole sentence, chosen by the statistical result and by nothing else."""

from collections.abc import Mapping, Sequence

import pandas as pd

from mot.analysis.gaps import GapTable, widest
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.multiplicity import Status


def overview(
    locale: Locale, now: GapTable, before: GapTable, moves: pd.DataFrame, names: Mapping[int, Name]
) -> str:
    """The widest weak moment and the strongest certain movement of a quarter.

    Parameters
    ----------
    now, before : GapTable
        This quarter and the one before.
    moves : DataFrame
        From `mot.analysis.trends.movements`; only rows marked `clear` are ever spoken of.
    names : mapping
        Touchpoint id → name.
    """
    t = locale.t
    nothing = _nothing_to_judge(locale, now)
    if nothing:
        return nothing
    frame = now.frame
    certain = moves[moves["clear"]]
    weak = widest(now, Status.WEAK)
    if not weak:
        return _without_certain(locale, widest(now, Status.LIKELY_WEAK), certain, names)
    worst, name = weak[0], names[weak[0]]
    if (frame["gap"] < frame.loc[frame["touchpoint"] == worst, "gap"].iloc[0]).any():
        return t("{touchpoint} is the clearest weak moment", touchpoint=name)
    if len(weak) > 1:
        return _tied(locale, weak, certain, names)
    again = widest(before, Status.WEAK) == weak
    own = certain.loc[certain["touchpoint"] == worst, "change"]
    if len(own):
        return _moved_itself(locale, name, float(own.iloc[0]), again=again)
    others = certain[certain["touchpoint"] != worst]
    if not others.empty:
        move = others.loc[others["change"].abs().idxmax()]
        return _moved_elsewhere(
            locale, name, names[int(move["touchpoint"])], float(move["change"]), again=again
        )
    if again:
        return t("{touchpoint} is still the widest gap", touchpoint=name)
    return t("{touchpoint} is the widest gap", touchpoint=name)


def _nothing_to_judge(locale: Locale, now: GapTable) -> str:
    """Why there is no finding at all, or ""."""
    if not now.frame["n_p"].sum():
        return locale.t("Nobody answered in this quarter and selection")
    if not now.paired:
        return locale.t("This questionnaire asks for perception only, so there is no gap to judge")
    if not now.tested:
        return locale.t("Too few answers to judge any touchpoint this quarter")
    return ""


def _without_certain(
    locale: Locale, likely: Sequence[int], certain: pd.DataFrame, names: Mapping[int, Name]
) -> str:
    if not likely:
        return _without_weak(locale, certain, names)
    if len(likely) > 1:
        return locale.t("{n} moments are probably weak, none of them for sure", n=len(likely))
    return locale.t(
        "{touchpoint} is probably the weakest moment, its size is not certain yet",
        touchpoint=names[likely[0]],
    )


def _tied(locale: Locale, weak: Sequence[int], certain: pd.DataFrame, names: Mapping[int, Name]) -> str:
    """Several gaps of which nobody can say which is the widest, and the strongest certain movement."""
    t = locale.t
    first, second, n = names[weak[0]], names[weak[1]], len(weak)
    move = None if certain.empty else certain.loc[certain["change"].abs().idxmax()]
    if move is None:
        if n == 2:
            return t("{first} and {second} are the widest gaps", first=first, second=second)
        return t("{first}, {second} and others are the {n} widest gaps", first=first, second=second, n=n)
    other = names[int(move["touchpoint"])]
    told: dict[str, object] = {"first": first, "second": second, "n": n, "other": other}
    if move["change"] > 0:
        if n == 2:
            return t("{first} and {second} are the widest gaps; {other} improved", **told)
        return t("{first}, {second} and others are the {n} widest gaps; {other} improved", **told)
    if n == 2:
        return t("{first} and {second} are the widest gaps; {other} slipped", **told)
    return t("{first}, {second} and others are the {n} widest gaps; {other} slipped", **told)


def _moved_itself(locale: Locale, name: Name, change: float, *, again: bool) -> str:
    t = locale.t
    if change < 0:
        if again:
            return t("{touchpoint} is still the widest gap, and it widened", touchpoint=name)
        return t("{touchpoint} is the widest gap, and it widened", touchpoint=name)
    if again:
        return t("{touchpoint} is still the widest gap, but it narrowed", touchpoint=name)
    return t("{touchpoint} is the widest gap, although it narrowed", touchpoint=name)


def _moved_elsewhere(locale: Locale, name: Name, other: Name, change: float, *, again: bool) -> str:
    t = locale.t
    if change > 0:
        if again:
            return t("{touchpoint} is still the widest gap; {other} improved", touchpoint=name, other=other)
        return t("{touchpoint} is the widest gap; {other} improved", touchpoint=name, other=other)
    if again:
        return t("{touchpoint} is still the widest gap; {other} slipped", touchpoint=name, other=other)
    return t("{touchpoint} is the widest gap; {other} slipped", touchpoint=name, other=other)


def _without_weak(locale: Locale, certain: pd.DataFrame, names: Mapping[int, Name]) -> str:
    t = locale.t
    if certain.empty:
        return t("No touchpoint is clearly below the weak line this quarter")
    move = certain.loc[certain["change"].abs().idxmax()]
    name = names[int(move["touchpoint"])]
    if move["change"] > 0:
        return t("No weak moment this quarter; {touchpoint} improved", touchpoint=name)
    return t("No weak moment this quarter, but {touchpoint} slipped", touchpoint=name)


def gaps(locale: Locale, now: GapTable) -> str:
    """How many touchpoints are weak and how many exceed what was expected."""
    t = locale.t
    total = now.tested
    nothing = _nothing_to_judge(locale, now)
    if nothing:
        return nothing
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
