"""What the sheet of one branch says: a finding, and three things to know."""

from collections.abc import Mapping, Sequence

from mot.domain.branch_sheets import BranchSheet, Row
from mot.domain.errors import N_
from mot.domain.reviews import Basis
from mot.domain.survey import Name
from mot.locale.sentences.branches import STATUS_WORDS
from mot.locale.words import Locale
from mot.stats.funnels import FunnelSignal
from mot.stats.multiplicity import Status

MOST_NAMES = 3
FUNNEL_WORDS: dict[str, str] = {
    FunnelSignal.INSIDE: N_("It lies inside the funnel, within what is usual between branches."),
    FunnelSignal.ABOVE: N_("It lies above the funnel: more than chance explains."),
    FunnelSignal.BELOW: N_("It lies below the funnel: more than chance explains."),
}


def headline(locale: Locale, sheet: BranchSheet, names: Mapping[int, Name]) -> str:
    """The weak moments of the branch; without any, what comes nearest to it."""
    t, tn = locale.t, locale.tn
    if not sheet.shown:
        if sheet.hidden:
            return t("Too few answers here this quarter to show any number")
        return t("Nobody answered here this quarter")
    if not sheet.signed:
        return t("This questionnaire asks for perception only, so there is no gap to judge")
    weak, likely, delight = (
        [row for row in sheet.shown if row.status == status]
        for status in (Status.WEAK, Status.LIKELY_WEAK, Status.DELIGHT)
    )
    if weak:
        return tn("{n} weak moment here: {names}", "{n} weak moments here: {names}", len(weak),
                  names=_names(locale, weak, names))  # fmt: skip
    if likely:
        return t("No moment is weak for sure; probably weak: {names}", names=_names(locale, likely, names))
    if delight:
        return t("No weak moment; above expectations: {names}", names=_names(locale, delight, names))
    if all(row.status in (Status.TOO_FEW, Status.PERCEPTION_ONLY) for row in sheet.shown):
        return t("Too few answers to judge any touchpoint this quarter")
    return t("No moment falls short for sure")


def overall(locale: Locale, sheet: BranchSheet, basis: Basis) -> str:
    """Interval of the overall gap (or perception), and how it moved."""
    t, told = locale.t, sheet.overall
    if told.value is None:
        return t("Too few answers to show it.")
    said = []
    if told.lo is not None and told.hi is not None:
        said.append(
            t(
                "{confidence} interval {low} to {high}.",
                confidence=locale.share(basis.settings["confidence"]),
                low=value(locale, sheet, told.lo, basis),
                high=value(locale, sheet, told.hi, basis),
            )
        )
    if told.before is None:
        said.append(t("Nothing to compare with in {quarter}.", quarter=basis.comparison))
    elif told.clear and told.change is not None:
        then = {"before": value(locale, sheet, told.before, basis), "quarter": basis.comparison}
        if told.change > 0:
            said.append(t("Certainly better than in {quarter} ({before}).", **then))
        else:
            said.append(t("Certainly worse than in {quarter} ({before}).", **then))
    else:
        said.append(
            t(
                "In {quarter} it was {before}; the change is not certain.",
                before=value(locale, sheet, told.before, basis),
                quarter=basis.comparison,
            )
        )
    return locale.paragraph(said)


def value(locale: Locale, sheet: BranchSheet, number: float | None, basis: Basis) -> str:
    """A gap with its sign, or a perception without one."""
    write = locale.signed if sheet.signed else locale.score
    return write(number, basis.decimals)


def standing(locale: Locale, sheet: BranchSheet) -> tuple[str, str]:
    """Where the branch stands among all, in a few words and in a sentence."""
    t, fair = locale.t, sheet.fair
    if fair.standing not in STATUS_WORDS:
        return t("Not compared"), t("A fair comparison needs at least three branches with enough answers.")
    said = [t("Compared fairly with {n} branches.", n=fair.compared)]
    if fair.signal in FUNNEL_WORDS:
        said.append(t(FUNNEL_WORDS[fair.signal]))
    return t(STATUS_WORDS[fair.standing]), locale.paragraph(said)


def moved(locale: Locale, sheet: BranchSheet, names: Mapping[int, Name], basis: Basis) -> tuple[str, str]:
    """How many touchpoints moved for sure, and which."""
    t, tn = locale.t, locale.tn
    up, down = (
        [row for row in sheet.shown if row.clear and row.change is not None and (row.change > 0) is rising]
        for rising in (True, False)
    )
    said = []
    if down:
        said.append(t("Certainly worse: {names}.", names=_names(locale, down, names)))
    if up:
        said.append(t("Certainly better: {names}.", names=_names(locale, up, names)))
    if not any(row.before is not None for row in sheet.shown):
        return t("No comparison"), t("Nothing to compare with in {quarter}.", quarter=basis.comparison)
    if not said:
        return t("No certain change"), t("What differs may be chance.")
    n = len(up) + len(down)
    return tn("{n} certain change", "{n} certain changes", n), locale.paragraph(said)


def hidden(locale: Locale, sheet: BranchSheet) -> str:
    """How many touchpoints stay hidden, "" when none does."""
    if not sheet.hidden:
        return ""
    return locale.tn(
        "{n} touchpoint is hidden to protect those who answered.",
        "{n} touchpoints are hidden to protect those who answered.",
        sheet.hidden,
    )


def _names(locale: Locale, rows: Sequence[Row], names: Mapping[int, Name]) -> str:
    """The widest gap first; of many the first three."""
    told = [locale.name(names[row.touchpoint]) for row in sorted(rows, key=lambda r: -abs(r.gap or 0))]
    shown = locale.t(", ").join(told[:MOST_NAMES])
    if len(told) <= MOST_NAMES:
        return shown
    return locale.tn(
        "{names} and {n} more touchpoint",
        "{names} and {n} more touchpoints",
        len(told) - MOST_NAMES,
        names=shown,
    )
