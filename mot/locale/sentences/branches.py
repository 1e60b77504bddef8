"""What the branch page says of branches side by side: never an order without its doubt."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from mot.analysis.branches import DOWN, RANK_CONFIDENCE, UP, Branches
from mot.analysis.heat import NOBODY, SHOWN
from mot.domain.errors import N_
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.funnels import FunnelSignal
from mot.stats.standing import BranchStatus

STATUS_WORDS: dict[str, str] = {
    BranchStatus.TOO_FEW: N_("Too few answers to judge"),
    BranchStatus.ABOVE: N_("Above the network"),
    BranchStatus.SLIGHTLY_ABOVE: N_("Slightly above the network"),
    BranchStatus.BELOW: N_("Below the network"),
    BranchStatus.SLIGHTLY_BELOW: N_("Slightly below the network"),
    BranchStatus.IN_LINE: N_("In line with the network"),
}
OUTSIDE: dict[str, str] = {
    FunnelSignal.ABOVE: N_("Above the funnel"),
    FunnelSignal.BELOW: N_("Below the funnel"),
}
ADJUSTED: dict[tuple[str, ...], str] = {
    ("segment", "channel"): N_(
        "Adjusted = as if every branch served the same mix of customer segments and channels ({n} groups)."
    ),
    ("segment",): N_("Adjusted = as if every branch served the same mix of customer segments ({n} groups)."),
    ("channel",): N_("Adjusted = as if every branch served the same mix of channels ({n} groups)."),
}
MOST_NAMES = 3


def headline(locale: Locale, found: Branches) -> str:
    """How many branches cannot be told apart, and how many lie below and above the network."""
    t = locale.t
    if not found.judged:
        return _nothing_to_compare(locale, found)
    told = {"alike": found.alike, "total": found.judged, "below": found.below, "above": found.above}
    if found.alike == found.judged:
        return t("No detectable differences between the {total} branches", **told)
    if not found.above + found.below:
        return t(
            "{alike} of {total} branches cannot be told apart; the others stand out of the funnel", **told
        )
    if not found.alike:
        return t("{total} branches compared; below the network: {below}, above: {above}", **told)
    if not found.above:
        return t("{alike} of {total} branches cannot be told apart; below the network: {below}", **told)
    if not found.below:
        return t("{alike} of {total} branches cannot be told apart; above the network: {above}", **told)
    return t(
        "{alike} of {total} branches cannot be told apart; below the network: {below}, above: {above}", **told
    )


def _nothing_to_compare(locale: Locale, found: Branches) -> str:
    why = found.frame["why_hidden"]
    shown = int((why == SHOWN).sum())
    if (why == NOBODY).all():
        return locale.t("Nobody answered in this quarter and selection")
    if shown == 1:
        return locale.t("Only one branch can be shown, so there is nothing to compare")
    if shown == 2:
        return locale.t("Only two branches can be shown, too few for a fair comparison")
    return locale.t("Too few answers to judge any branch this quarter")


def standing(locale: Locale, found: Branches, names: Mapping[int, Name]) -> str:
    """Which of the branches in view lie above or below the network for sure."""
    t = locale.t
    frame = found.frame[found.frame["selected"]]
    if not found.compared:
        return t("A fair comparison needs at least three branches; each is shown with its own interval.")
    up, down = (_named(locale, frame, "status", side, names) for side in (UP, DOWN))
    notes = []
    if down:
        notes.append(t("Below the network for sure: {names}.", names=down))
    if up:
        notes.append(t("Above the network for sure: {names}.", names=up))
    if not notes:
        notes.append(t("Of the branches shown, none lies above or below the network for sure."))
    if not found.league:
        notes.append(
            t("No order of the branches can be defended, so they stand as the institution lists them.")
        )
    return locale.paragraph(notes)


def outside(locale: Locale, found: Branches, names: Mapping[int, Name]) -> str:
    """Which branches lie outside the funnel, and what it means when none does."""
    t = locale.t
    up, down = (
        _named(locale, found.frame, "signal", (side,), names)
        for side in (FunnelSignal.ABOVE, FunnelSignal.BELOW)
    )
    notes = []
    if down:
        notes.append(t("Below the outer limit: {names}. Look there first.", names=down))
    if up:
        notes.append(t("Above the outer limit: {names}. Worth learning from.", names=up))
    if notes:
        return locale.paragraph(notes)
    if found.overdispersed and found.above + found.below:
        return t("Branches differ by more than chance, but none lies outside what is usual between them.")
    if found.overdispersed:
        return t("No branch lies outside what chance and the usual differences between branches allow.")
    if found.alike == found.judged:
        return t("Every branch lies within the limits: random variation can explain the differences.")
    return t("No branch lies outside the outer limits.")


def beyond(locale: Locale, found: Branches) -> str:
    """How many branches lie outside the outer limits of the funnel; what it means when none does, as `outside`."""
    out = int(found.frame["signal"].isin([str(s) for s in OUTSIDE]).sum())
    if not out:
        return outside(locale, found, {})
    return locale.tn(
        "{n} of {total} branches lies outside the outer limits",
        "{n} of {total} branches lie outside the outer limits",
        out,
        total=found.judged,
    )


def mix(locale: Locale, found: Branches) -> str:
    """What the adjusted values are adjusted for, and how much it matters at most."""
    t = locale.t
    if not found.compared:
        return ""
    moved = found.frame.loc[found.frame["selected"], "moved"].abs().max()
    if not found.by:
        return t(
            "Customer segment and channel were not asked or do not differ, so scores cannot be adjusted for them."
        )
    told = t(ADJUSTED[found.by], n=found.strata)
    if math.isnan(moved):
        return told
    most = t("It moves the branches shown by {most} at most.", most=locale.score(moved, found.unit.digits))
    return locale.paragraph([told, most])


def covered(locale: Locale, found: Branches) -> str:
    """What coverage counts, or what is missing for it."""
    if found.covered:
        return locale.t(
            "Coverage = responses of all channels and segments ÷ transactions of the same months; “–” where a "
            "month has no transactions."
        )
    return locale.t("Import transactions per branch and month to see what share of customers answered.")


def rank(locale: Locale, row: Mapping[Any, float], ranked: int) -> str:
    """A place among the branches, never without its range; "" where there is none."""
    expected, low, high = (row[name] for name in ("rank", "rank_lo", "rank_hi"))
    if math.isnan(expected):
        return ""
    told = {name: _ordinal(locale, x) for name, x in (("rank", expected), ("low", low), ("high", high))}
    if low == high:
        return locale.t(
            "about {rank} ({confidence} sure: {low} of {n})",
            confidence=locale.share(RANK_CONFIDENCE),
            n=ranked,
            **told,
        )
    return locale.t("about {rank} (could be {low} to {high} of {n})", n=ranked, **told)


def _ordinal(locale: Locale, value: float) -> str:
    number = round(value)
    if locale.language == "zh":
        return locale.count(number)
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{locale.count(number)}{ending}"


def _named(
    locale: Locale, frame: pd.DataFrame, column: str, wanted: Sequence[str], names: Mapping[int, Name]
) -> str:
    """The names of the branches with one of these values, the most deviating first; of many the first three."""
    rows = frame[frame[column].isin([str(w) for w in wanted])]
    rows = rows.loc[(rows["fair"] - frame["fair"].mean()).abs().sort_values(ascending=False).index]
    told = [locale.name(names[int(i)]) for i in rows["branch"]]
    shown = locale.t(", ").join(told[:MOST_NAMES])
    if len(told) <= MOST_NAMES:
        return shown
    return locale.t("{names} and {n} more", names=shown, n=len(told) - MOST_NAMES)
