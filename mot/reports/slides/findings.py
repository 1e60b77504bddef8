"""The three findings of the summary, each told with its number, its interval and the people behind it."""

from typing import Any

import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.comparing import Comparison
from mot.analysis.gaps import widest
from mot.locale.sentences import branches as branch_sentences
from mot.reports.slides import promised
from mot.reports.slides.asked import Asked
from mot.reports.slides.rescaled import rescaled
from mot.reports.slides.resting import confidence
from mot.stats.multiplicity import Status

NAMED = 2  # of several gaps of which none is surely the widest


def weak_moment(asked: Asked, found: Comparison) -> str:
    """The widest weak moment, or the two widest measured where it is not certain which one it is."""
    t, now = asked.t, found.now
    if not now.paired:
        return t(
            "Only perceptions were asked, so nothing is called weak; scores and their intervals stand instead."
        )
    if not now.tested:
        return t("No touchpoint has enough answers for a verdict.")
    for status in (Status.WEAK, Status.LIKELY_WEAK):
        ids = widest(now, status)
        if ids:
            rows = now.frame.set_index("touchpoint")
            told = [_gap(asked, found, number, rows.loc[number], status) for number in ids[:NAMED]]
            if len(ids) > NAMED:
                told.append(
                    asked.locale.tn("{n} more may be as wide.", "{n} more may be as wide.", len(ids) - NAMED)
                )
            return asked.locale.paragraph(told)
    return t("No touchpoint is clearly below the weak line.")


def _gap(asked: Asked, found: Comparison, number: int, row: "pd.Series[Any]", status: Status) -> str:
    locale, digits = asked.locale, found.now.unit.digits
    told = {
        "touchpoint": asked.touchpoints[number],
        "gap": locale.signed(row["gap"], digits),
        "confidence": confidence(asked),
        "low": locale.end(row["lo"], digits),
        "high": locale.end(row["hi"], digits),
        "n": int(row["n"]),
    }
    if status is Status.WEAK:
        return asked.t(
            "{touchpoint} is a weak moment: gap {gap} ({confidence} interval {low} to {high}, {n} people).",
            **told,
        )
    return asked.t(
        "{touchpoint} is probably weak: gap {gap} ({confidence} interval {low} to {high}, {n} people).",
        **told,
    )


def movement(asked: Asked, found: Comparison) -> str:
    """The strongest certain change since the earlier quarter, or that none is certain; and whether scales differ."""
    return asked.locale.paragraph([said for said in (_movement(asked, found), _scale(asked, found)) if said])


def _scale(asked: Asked, found: Comparison) -> str:
    return "" if found.moves.empty else rescaled(asked)


def _movement(asked: Asked, found: Comparison) -> str:
    t, locale, moves = asked.t, asked.locale, found.moves
    if moves.empty:
        if not found.now.paired:
            return ""
        if found.before.frame["gap"].notna().any():
            return t(
                "Touchpoints were asked otherwise in {quarter}, so no change is told.", quarter=found.earlier
            )
        return t("There is no gap of {quarter} to compare with.", quarter=found.earlier)
    certain = moves[moves["clear"]]
    if certain.empty:
        return t("Since {quarter} no touchpoint's gap has changed for certain.", quarter=found.earlier)
    move = certain.loc[certain["change"].abs().idxmax()]
    told = {
        "touchpoint": asked.touchpoints[int(move["touchpoint"])],
        "quarter": found.earlier,
        "change": locale.signed(move["change"], found.now.unit.digits),
        "confidence": confidence(asked),
        "low": locale.end(move["lo"], found.now.unit.digits),
        "high": locale.end(move["hi"], found.now.unit.digits),
        "before": int(move["n_before"]),
        "n": int(move["n"]),
    }
    if move["change"] > 0:
        return t(
            "{touchpoint} improved since {quarter}: {change} ({confidence} interval {low} to {high}; {before} "
            "people then, {n} now).",
            **told,
        )
    return t(
        "{touchpoint} slipped since {quarter}: {change} ({confidence} interval {low} to {high}; {before} people "
        "then, {n} now).",
        **told,
    )


def places(asked: Asked, found: Branches) -> str:
    """Which branches stand out of the funnel, or that chance may explain how they differ; "" for one branch."""
    if found.judged and found.compared:
        return branch_sentences.outside(asked.locale, found, asked.branches)
    if len(asked.branches) < 2:
        return ""
    return asked.t("{finding}.", finding=branch_sentences.headline(asked.locale, found))


def promises(asked: Asked) -> str:
    """What became of the actions that were promised, as their own slide says it; "" without any."""
    told = promised.compose(asked)
    return asked.t("{finding}.", finding=told[0].title) if told else ""
