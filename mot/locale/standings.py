"""Months, and the words of what control charts say of them."""

from collections.abc import Mapping, Sequence

from babel.dates import format_date

from mot.analysis.breaks import Break, Reason
from mot.analysis.figure_trends import Better
from mot.analysis.judging import Standing
from mot.domain.errors import N_
from mot.domain.periods import first_day_of
from mot.domain.survey import Name, Scale
from mot.locale.words import Locale
from mot.stats.monitoring import Signal

SIGNAL_WORDS: dict[str, str] = {
    Signal.NONE: N_("Normal variation"),
    Signal.LOW: N_("Unusually low"),
    Signal.HIGH: N_("Unusually high"),
    Signal.DRIFTING_DOWN: N_("Drifting down"),
    Signal.DRIFTING_UP: N_("Drifting up"),
}
STANDING_WORDS: dict[str, str] = {
    Standing.NO_DATA: N_("No responses"),
    Standing.HIDDEN: N_("Too few, hidden"),
    Standing.HISTORY: N_("Not enough history"),
    Standing.NO_VARIATION: N_("Ratings do not vary"),
    Standing.STALE: N_("No recent month"),
    Standing.NORMAL: N_("Normal variation"),
    Standing.LOW: N_("Unusually low"),
    Standing.HIGH: N_("Unusually high"),
    Standing.DRIFTING_DOWN: N_("Drifting down"),
    Standing.DRIFTING_UP: N_("Drifting up"),
}
UNSURE_WORDS: dict[str, str] = {
    Standing.LOW: N_("Low, may be chance"),
    Standing.HIGH: N_("High, may be chance"),
    Standing.DRIFTING_DOWN: N_("Down, may be chance"),
    Standing.DRIFTING_UP: N_("Up, may be chance"),
}
GOOD_OR_BAD: dict[str, tuple[str, str]] = {
    Signal.LOW: (N_("Unusually low: favourable"), N_("Unusually low: unfavourable")),
    Signal.HIGH: (N_("Unusually high: favourable"), N_("Unusually high: unfavourable")),
    Signal.DRIFTING_DOWN: (N_("Drifting down: favourable"), N_("Drifting down: unfavourable")),
    Signal.DRIFTING_UP: (N_("Drifting up: favourable"), N_("Drifting up: unfavourable")),
}
DOWN = frozenset({Signal.LOW, Signal.DRIFTING_DOWN})


def month_text(locale: Locale, month: int) -> str:
    """A month in full, for example 2026 年 9 月 or Sept 2026.

    >>> month_text(Locale("zh"), 202609), month_text(Locale("en"), 202609)
    ('2026 年 9 月', 'Sept 2026')
    """
    day = first_day_of(month)
    if locale.language == "zh":
        return f"{day.year} 年 {day.month} 月"
    return str(format_date(day, format="MMM y", locale=locale.babel))


def standing_text(locale: Locale, standing: str, *, sure: bool) -> str:
    """What a chart says of its last month, in a few words; a signal that may be chance says so."""
    if not sure and standing in UNSURE_WORDS:
        return locale.t(UNSURE_WORDS[standing])
    return locale.t(STANDING_WORDS[standing])


def favourable(signal: str, better: Better) -> bool | None:
    """Whether a signal is good news; None where nobody knows, or there is no signal.

    >>> favourable("high", Better.LOW), favourable("low", Better.LOW), favourable("high", Better.UNKNOWN)
    (False, True, None)
    """
    if better is Better.UNKNOWN or signal not in GOOD_OR_BAD:
        return None
    return (signal in DOWN) == (better is Better.LOW)


def signal_text(locale: Locale, signal: str, better: Better) -> str:
    """What a month of an outcome figure says."""
    good = favourable(signal, better)
    if good is None:
        return locale.t(SIGNAL_WORDS[signal])
    return locale.t(GOOD_OR_BAD[signal][0 if good else 1])


def break_text(
    locale: Locale, cut: Break, touchpoints: Mapping[int, Name], channels: Mapping[int, Name]
) -> str:
    """Why months before and after a cut do not compare."""
    t = locale.t
    if cut.reason is Reason.SCALE:
        new, old = (_names(locale, [_scale(key) for key in keys]) for keys in (cut.come, cut.gone))
        if new and old:
            return t("Scale {old} became {new}", old=old, new=new)
        return t("Scale {new} came in", new=new) if new else t("Scale {old} ended", old=old)
    if cut.reason is Reason.EXPECTATION:
        return t("Expectations asked from here on") if cut.come else t("Expectations no longer asked")
    if cut.reason is Reason.WORDING:
        asked = _names(locale, [locale.name(touchpoints[i]) for i in cut.come if i in touchpoints])
        return t("Question reworded: {touchpoints}", touchpoints=asked)
    known = channels if cut.reason is Reason.CHANNEL else touchpoints
    new, old = (
        _names(locale, [locale.name(known[i]) if i in known else t("not stated") for i in ids])
        for ids in (cut.come, cut.gone)
    )
    if cut.reason is Reason.CHANNEL:
        if new and old:
            return t("Channel {old} gave way to {new}", old=old, new=new)
        return t("New channel: {new}", new=new) if new else t("Channel {old} ended", old=old)
    if new and old:
        return t("Touchpoints asked: {new} new, {old} dropped", new=new, old=old)
    return t("Newly asked: {new}", new=new) if new else t("No longer asked: {old}", old=old)


def _scale(key: int) -> str:
    return Scale.from_key(key).code.replace("-", "–")


def _names(locale: Locale, names: Sequence[str]) -> str:
    if len(names) <= 2:
        return locale.t(", ").join(names)
    return locale.t("{first} and {n} more", first=names[0], n=len(names) - 1)
