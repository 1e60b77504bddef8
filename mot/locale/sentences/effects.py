"""What is said of an action's effect: the verdict, what it rests on, and what it cannot tell."""

import datetime as dt
from collections.abc import Sequence

from mot.analysis.effects import Judged, Outlook, Stand, Verdict
from mot.domain.errors import N_
from mot.locale.standings import month_text
from mot.locale.words import Locale

VERDICTS: dict[Verdict, str] = {
    Verdict.TOO_FEW: N_("Too few responses to judge"),
    Verdict.IMPROVED: N_("Improved more than comparison branches"),
    Verdict.WORSE: N_("Got worse compared with other branches"),
    Verdict.NO_MEANINGFUL_CHANGE: N_("No change that matters"),
    Verdict.NO_EVIDENCE_YET: N_("No evidence yet (effect between {lo} and {hi})"),
    Verdict.UP_NO_COMPARISON: N_("Went up, but we cannot tell why: there is nothing to compare with"),
    Verdict.DOWN_NO_COMPARISON: N_("Went down, but we cannot tell why: there is nothing to compare with"),
    Verdict.UNCLEAR_NO_COMPARISON: N_("No clear change, and nothing to compare with"),
}
SHORT: dict[Verdict, str] = {
    Verdict.TOO_FEW: N_("Too few answers"),
    Verdict.IMPROVED: N_("Improved"),
    Verdict.WORSE: N_("Worse"),
    Verdict.NO_MEANINGFUL_CHANGE: N_("No change that matters"),
    Verdict.NO_EVIDENCE_YET: N_("No evidence yet"),
    Verdict.UP_NO_COMPARISON: N_("Up, no comparison"),
    Verdict.DOWN_NO_COMPARISON: N_("Down, no comparison"),
    Verdict.UNCLEAR_NO_COMPARISON: N_("Not clear yet"),
}
STANDS: dict[Stand, str] = {
    Stand.NOT_STARTED: N_("Not started"),
    Stand.TOO_EARLY: N_("Waiting for answers"),
    Stand.OTHER_SCALE: N_("Scale changed"),
}
ALONE = (Verdict.UP_NO_COMPARISON, Verdict.DOWN_NO_COMPARISON, Verdict.UNCLEAR_NO_COMPARISON)


def short(locale: Locale, judged: Judged) -> str:
    """The verdict in a word or two, with the effect (or, without a comparison, the change) where there is one."""
    if judged.stand in STANDS:
        return locale.t(STANDS[judged.stand])
    word = locale.t(SHORT[judged.verdict])
    size = judged.change if judged.verdict in ALONE else judged.effect
    if judged.verdict is not Verdict.TOO_FEW and size == size:
        word = f"{word} {locale.signed(size, judged.unit.digits)}"
    if judged.interim and judged.verdict is not Verdict.TOO_FEW:
        return locale.t("{verdict} · interim", verdict=word)
    return word


def verdict(locale: Locale, judged: Judged, start: dt.date) -> str:
    """What may be said, as one sentence; `start` is the first day of the action."""
    t, digits = locale.t, judged.unit.digits
    if judged.stand is Stand.NOT_STARTED:
        return t("Not started: it begins on {day}, and is judged by the months after", day=locale.date(start))
    if judged.stand is Stand.TOO_EARLY:
        return t("Too early: there are no answers from after the month of the start yet")
    if judged.stand is Stand.OTHER_SCALE:
        return t("Cannot be judged: before and after were asked on different scales")
    if judged.verdict is Verdict.NO_EVIDENCE_YET and not judged.told:
        return t("No evidence yet")
    ends = {"lo": locale.signed(judged.lo, digits), "hi": locale.signed(judged.hi, digits)}
    said = t(VERDICTS[judged.verdict], **ends)
    if judged.interim and judged.verdict is not Verdict.TOO_FEW:
        return t("Interim, may change: {verdict}", verdict=said)
    return said


def grounds(
    locale: Locale, judged: Judged, confidence: float, evaluate: dt.date, branches: int = 1
) -> list[str]:
    """What the verdict rests on, sentence by sentence.

    `evaluate` is the day of judgement, `branches` at how many the action is done.
    """
    said = [*_sides(locale, judged), *_effect(locale, judged, confidence), *bounce(locale, judged, branches)]
    if judged.stand in (Stand.TOO_EARLY, Stand.JUDGED) and judged.verdict is Verdict.TOO_FEW:
        said += _missing(locale, judged)
    if judged.started and judged.interim:
        said.append(
            locale.t("It is judged for good on {day}.", day=locale.date(max(evaluate, _after_window(judged))))
        )
    return said


def notes(locale: Locale, judged: Judged) -> list[str]:
    """What is left out and why, and what the comparison is."""
    t, told = locale.t, []
    months = {"before": _months(locale, judged.before_months), "after": _months(locale, judged.after_months)}
    told.append(t("Compared: {before} with {after}, without the month of the start.", **months))
    if not judged.paired:
        told.append(t("Perceptions are compared, for expectations were not asked before and after."))
    if not judged.whole:
        told.append(
            t(
                "Some of the branches lie outside what you may see. You see the verdict on all of them together, "
                "and no numbers before and after."
            )
        )
    elif judged.hidden:
        told.append(
            t("Some numbers are hidden, so that no difference between periods tells what a few people said.")
        )
    if judged.controls and not judged.controls_known:
        told.append(
            t("Some comparison branches lie outside what you may see; of them you see the effect alone.")
        )
    told.append(t("Describes people who answered; others may differ."))
    return told


def _sides(locale: Locale, judged: Judged) -> list[str]:
    """The means before and after with their answers, and the change with its interval."""
    t, digits = locale.t, judged.unit.digits
    write = locale.signed if judged.paired else locale.score
    told = {
        "before": write(judged.before, digits),
        "after": write(judged.after, digits),
        "n_before": judged.n_before,
        "n_after": judged.n_after,
    }
    known = (bool(judged.n_before), bool(judged.n_after))
    if known == (True, False):
        return [t("Before: {before} ({n_before} answers).", before=told["before"], n_before=told["n_before"])]
    if known == (False, True):
        return [t("After: {after} ({n_after} answers).", after=told["after"], n_after=told["n_after"])]
    if known == (False, False):
        return []
    told |= {"change": locale.signed(judged.change, digits)}
    if judged.stand is Stand.OTHER_SCALE or judged.change_lo != judged.change_lo:
        return [
            t("Before: {before} ({n_before} answers); after: {after} ({n_after} answers).", **told),
        ]
    told["interval"] = locale.interval(judged.change_lo, judged.change_hi, digits)
    return [
        t(
            "Before: {before} ({n_before} answers); after: {after} ({n_after} answers). That is a change of {change}, "
            "interval {interval}.",
            **told,
        )
    ]


def _effect(locale: Locale, judged: Judged, confidence: float) -> list[str]:
    if not judged.told:
        return []
    digits = judged.unit.digits
    return [
        locale.tn(
            "Beyond the change at {n} comparison branch, and allowing for luck at the start, the effect is {effect}, "
            "{confidence} interval {interval}.",
            "Beyond the change at {n} comparison branches, and allowing for luck at the start, the effect is {effect}, "
            "{confidence} interval {interval}.",
            judged.controls,
            effect=locale.signed(judged.effect, digits),
            confidence=locale.share(confidence),
            interval=locale.interval(judged.lo, judged.hi, digits),
        )
    ]


def bounce(locale: Locale, judged: Judged, branches: int) -> list[str]:
    """How much would come back by itself, where branches were picked at a low; [] where that is little."""
    if not judged.bounce_matters or judged.stand is not Stand.JUDGED:
        return []
    told = {"x": locale.score(judged.expected_bounce, judged.unit.digits)}
    if branches > 1:
        said = locale.t(
            "These branches were picked when they were low; about {x} points would come back by themselves.",
            **told,
        )
        return [said]
    return [
        locale.t(
            "This branch was picked when it was low; about {x} points would come back by themselves.", **told
        )
    ]


def _missing(locale: Locale, judged: Judged) -> list[str]:
    """How many answers are missing on either side, and by when they can be expected."""
    t = locale.t
    said = []
    sides = (
        (
            judged.missing_before,
            N_("{n} more answer from before the start is needed."),
            N_("{n} more answers from before the start are needed."),
            N_("Up to {n} more answers from before the start are needed."),
        ),
        (
            judged.missing_after,
            N_("{n} more answer from after the start is needed."),
            N_("{n} more answers from after the start are needed."),
            N_("Up to {n} more answers from after the start are needed."),
        ),
    )
    for missing, one, many, at_most in sides:
        if missing:
            said.append(locale.tn(one, many, missing) if judged.missing_exact else t(at_most, n=missing))
    if judged.outlook is Outlook.COMING and judged.expected:
        said.append(t("At the present pace there are enough by {day}.", day=locale.date(judged.expected)))
    elif judged.outlook is Outlook.TOO_SLOW:
        said.append(t("At the present pace the months compared end before there are enough."))
    elif judged.outlook is Outlook.NONE_COMING and judged.stand is Stand.JUDGED:
        said.append(t("None have come in so far."))
    elif judged.outlook is Outlook.OVER and judged.missing_before:
        said.append(t("Only files from before the start that are not imported yet can bring them."))
    elif judged.outlook is Outlook.OVER:
        said.append(t("The months compared are over; only files that are not imported yet can bring them."))
    return said


def _months(locale: Locale, months: Sequence[int]) -> str:
    first, last = month_text(locale, months[0]), month_text(locale, months[-1])
    return first if first == last else locale.t("{first} – {last}", first=first, last=last)


def _after_window(judged: Judged) -> dt.date:
    last = judged.after_months[-1]
    year, month = divmod(last // 100 * 12 + last % 100, 12)
    return dt.date(year, month + 1, 1)
