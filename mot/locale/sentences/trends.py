"""What the trend page and the overview say about months that are out of the ordinary."""

from collections.abc import Mapping

from mot.analysis.family import Alarm, Alarms
from mot.analysis.figure_trends import FigureTrend
from mot.analysis.judging import SIGNALS, Standing
from mot.analysis.monitoring import ControlChart
from mot.analysis.outcomes import Kind
from mot.analysis.units import Unit
from mot.analysis.watching import MIN_BASELINE
from mot.domain.survey import Name
from mot.locale.standings import UNSURE_WORDS, favourable, month_text
from mot.locale.words import NO_VALUE, Locale

Names = Mapping[int, Name]


def headline(locale: Locale, found: Alarms, touchpoints: Names, branches: Names) -> str:
    """The alarm that is furthest from usual, or how many charts show none."""
    t = locale.t
    if not found.watched:
        return t("Not enough history yet to tell what is unusual")
    if not found.points and not found.drifts:
        return locale.tn(
            "{n} chart watched, and it lies within what is usual",
            "All {n} charts watched lie within what is usual",
            found.watched,
        )
    listed = found.points or found.drifts
    first = listed[0]
    told = {"chart": _chart(locale, first, touchpoints, branches), "n": len(listed)}
    if found.points:
        low = first.standing is Standing.LOW
        if len(listed) == 1:
            return t("{chart} is unusually low", **told) if low else t("{chart} is unusually high", **told)
        if low:
            return t("{n} charts are out of the ordinary; {chart} is unusually low", **told)
        return t("{n} charts are out of the ordinary; {chart} is unusually high", **told)
    down = first.standing is Standing.DRIFTING_DOWN
    if len(listed) == 1:
        return t("{chart} is drifting down", **told) if down else t("{chart} is drifting up", **told)
    if down:
        return t("{n} charts are drifting; {chart} is drifting down", **told)
    return t("{n} charts are drifting; {chart} is drifting up", **told)


def watched(locale: Locale, found: Alarms) -> str:
    """How many charts were looked at, which month, and how strictly."""
    t = locale.t
    if not found.watched or found.last is None:
        return t(
            "A chart needs {n} months with enough answers before it can tell what is usual.", n=MIN_BASELINE
        )
    month = month_text(locale, found.last)
    said = [
        locale.tn(
            "{n} chart looked at up to {month}; judged strictly so that luck raises few alarms.",
            "{n} charts looked at together up to {month}; judged strictly so that luck raises few alarms.",
            found.watched,
            month=month,
        )
    ]
    if found.short:
        said.append(
            locale.tn("{n} more has too little history.", "{n} more have too little history.", found.short)
        )
    return locale.paragraph(said)


def none(locale: Locale, found: Alarms) -> str:
    """That nothing stands out is a result of its own."""
    if not found.watched:
        return locale.t("No chart has enough history yet.")
    return locale.tn(
        "No alarm in {n} chart.",
        "No alarm among {n} charts.",
        found.watched,
    )


def alarm(locale: Locale, one: Alarm, unit: Unit, touchpoints: Names, branches: Names) -> str:
    """One alarm in a line: where, when, how far, out of how many answers."""
    t = locale.t
    write = locale.signed if one.paired else locale.score
    told = {
        "chart": _chart(locale, one, touchpoints, branches),
        "month": month_text(locale, one.month),
        "value": write(one.value, unit.digits),
        "low": write(one.lower, unit.digits),
        "high": write(one.upper, unit.digits),
        "n": one.n,
    }
    if one.standing is Standing.LOW:
        return t("{chart}: unusually low in {month}, {value} (usual {low} to {high}, n = {n})", **told)
    if one.standing is Standing.HIGH:
        return t("{chart}: unusually high in {month}, {value} (usual {low} to {high}, n = {n})", **told)
    if one.standing is Standing.DRIFTING_DOWN:
        return t("{chart}: drifting down, {value} in {month} (n = {n})", **told)
    return t("{chart}: drifting up, {value} in {month} (n = {n})", **told)


def chart(locale: Locale, found: ControlChart) -> str:
    """What one control chart says of its last month, and what that rests on."""
    write = locale.signed if found.paired else locale.score
    digits = found.unit.digits
    frame = found.frame
    tested = frame[frame["tested"]]
    said = [_silence(locale, found.standing, found.baseline)]
    if not said[0]:
        last = tested.iloc[-1]
        said = [
            _verdict(
                locale,
                found.standing,
                month=month_text(locale, int(last["month"])),
                value=write(last["value"], digits),
                low=write(last["lower"], digits),
                high=write(last["upper"], digits),
            )
        ]
        if found.standing in UNSURE_WORDS and not found.sure:
            said.append(locale.t("Among so many charts looked at this may still be chance."))
        said.append(
            locale.t(
                "Usual level {centre}, learned from {n} months.",
                centre=write(found.centre, digits),
                n=found.baseline,
            )
        )
    if found.breaks:
        said.append(locale.t("Months before the last break are drawn but not compared."))
    return locale.paragraph(said)


def figure(locale: Locale, found: FigureTrend) -> str:
    """What the chart of an outcome figure says of its last month."""
    t, frame = locale.t, found.frame
    if found.kind is Kind.COUNT:
        reported = frame.loc[frame["places"] > 0, "places"]
        if len(reported) and reported.iloc[-1] < reported.max():
            return t(
                "A plain count, not judged. In the last month {n} of {most} branches reported.",
                n=int(reported.iloc[-1]),
                most=int(reported.max()),
            )
        return t("A plain count has no interval and is not judged.")
    silent = _silence(locale, found.standing, found.baseline)
    if silent:
        return silent
    last, digits = frame[frame["tested"]].iloc[-1], decimals(found.centre)
    told = {
        "month": month_text(locale, int(last["month"])),
        "value": percent(last["value"], digits),
        "low": percent(last["lower"], digits),
        "high": percent(last["upper"], digits),
    }
    said = [_verdict(locale, found.standing, **told)]
    good = favourable(str(found.standing), found.better)
    if good is not None:
        said.append(
            t("For this figure that is favourable.") if good else t("For this figure that is unfavourable.")
        )
    if found.standing in SIGNALS and not found.sure:
        said.append(t("Among so many charts looked at this may still be chance."))
    centre = percent(found.centre, digits)
    said.append(t("Usual level {centre}, learned from {n} months.", centre=centre, n=found.baseline))
    return locale.paragraph(said)


def decimals(share: float) -> int:
    """Decimals with which shares of about this size are written in percent.

    >>> decimals(0.5), decimals(0.0123), decimals(0.0004), decimals(float("nan"))
    (1, 2, 3, 1)
    """
    return 3 if share < 0.002 else 2 if share < 0.1 else 1


def percent(share: float, places: int) -> str:
    """A share between 0 and 1 in percent.

    >>> percent(0.0123, 1), percent(float("nan"), 1)
    ('1.2%', '–')
    """
    return NO_VALUE if share != share else f"{share * 100:.{places}f}%"


def _silence(locale: Locale, standing: Standing, usable: int) -> str:
    """Why nothing is judged, or ""."""
    t = locale.t
    return {
        Standing.NO_DATA: t("Nobody answered in these months and this selection."),
        Standing.HIDDEN: t("Too few answers each month; hidden to protect privacy."),
        Standing.HISTORY: t(
            "Not enough history: {least} comparable months are needed, there are {n}.",
            least=MIN_BASELINE,
            n=usable,
        ),
        Standing.NO_VARIATION: t("The ratings do not vary, so there are no limits."),
        Standing.STALE: t("No month of this quarter can be judged."),
    }.get(standing, "")


def _verdict(locale: Locale, standing: Standing, **told: str) -> str:
    t = locale.t
    if standing is Standing.LOW:
        return t("{month}: {value} is unusually low (usual {low} to {high}).", **told)
    if standing is Standing.HIGH:
        return t("{month}: {value} is unusually high (usual {low} to {high}).", **told)
    if standing is Standing.DRIFTING_DOWN:
        return t("Drifting down: the last months together lie below the usual level.")
    if standing is Standing.DRIFTING_UP:
        return t("Drifting up: the last months together lie above the usual level.")
    return t("{month}: {value} lies within what is usual ({low} to {high}).", **told)


def _chart(locale: Locale, one: Alarm, touchpoints: Names, branches: Names) -> str:
    touchpoint = touchpoints[one.touchpoint]
    if one.branch is None:
        return locale.name(touchpoint)
    return locale.t("{touchpoint} at {branch}", touchpoint=touchpoint, branch=branches[one.branch])
