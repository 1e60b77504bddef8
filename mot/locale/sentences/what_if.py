"""What a better rating goes along with, worded as a link and never as a cause."""

import math
from collections.abc import Mapping

from mot.analysis.units import Unit
from mot.analysis.what_if import WhatIf
from mot.locale.sentences.drivers import Names, joined
from mot.locale.words import Locale
from mot.stats.importance import DriverState

WIDE = 10  # width of a scale above which one point is too little to tell


def step_of(unit: Unit) -> float:
    """The difference of a rating in whose terms a link is told: one point, or ten on a wide scale."""
    return 1.0 if unit.scale is not None and unit.scale.width <= WIDE else 10.0


def link(locale: Locale, told: WhatIf, touchpoint: int, names: Names) -> str:
    """How overall satisfaction goes along with one touchpoint.

    `told` is the prediction for this touchpoint alone and for a small raise, inside the range of the answers.
    """
    t, name = locale.t, names[touchpoint]
    moved = told.moved.get(touchpoint, 0.0)
    if touchpoint in told.unclear or math.isnan(told.lo) or not moved:
        return t("How overall satisfaction goes along with {touchpoint} is unclear.", touchpoint=name)
    digits, step = told.overall_unit.digits, step_of(told.unit)
    low, high = (locale.signed(end / moved * step, digits) for end in (told.lo, told.hi))
    if not told.lo > 0:
        return t(
            "Whether overall satisfaction goes along with {touchpoint} cannot be told yet ({low} to {high}).",
            touchpoint=name,
            low=low,
            high=high,
        )
    values = {
        "touchpoint": name,
        "points": locale.score(told.change / moved * step, digits),
        "low": locale.score(told.lo / moved * step, digits),
        "high": locale.score(told.hi / moved * step, digits),
    }
    if step == 1:
        return t(
            "Customers who rate {touchpoint} one point higher rate us {points} points higher overall "
            "({low} to {high}).",
            **values,
        )
    return t(
        "Customers who rate {touchpoint} {step} points higher rate us {points} points higher overall "
        "({low} to {high}).",
        step=int(step),
        **values,
    )


def prediction(locale: Locale, told: WhatIf, raised: float, names: Names) -> str:
    """Where overall satisfaction would lie; "" where no prediction is made."""
    if math.isnan(told.lo):
        return ""
    digits = told.overall_unit.digits
    values = {
        "touchpoints": joined(locale, list(told.moved), names),
        "raised": locale.score(raised, 1),
        "then": locale.score(told.now + told.change, digits),
        "now": locale.score(told.now, digits),
        "change": locale.signed(told.change, digits),
        "low": locale.signed(told.lo, digits),
        "high": locale.signed(told.hi, digits),
    }
    if told.limited:
        return locale.t(
            "{touchpoints} rated up to {raised} higher goes along with overall satisfaction of {then} instead of "
            "{now}: {change} ({low} to {high}).",
            **values,
        )
    return locale.t(
        "{touchpoints} rated {raised} higher goes along with overall satisfaction of {then} instead of {now}: "
        "{change} ({low} to {high}).",
        **values,
    )


def reservations(locale: Locale, told: WhatIf, raised: float, names: Names) -> list[str]:
    """Where the prediction was held back, and how sure it is."""
    t, said = locale.t, []
    for number, moved in _held_back(told, raised).items():
        said.append(
            t(
                "{touchpoint} can rise by {moved} at most: its mean is then the highest answer given.",
                touchpoint=names[number],
                moved=locale.score(max(0.0, moved), told.unit.digits),
            )
        )
    if told.capped:
        top = locale.score(told.overall_unit.shown_high, told.overall_unit.digits)
        said.append(t("The prediction ends at {top}, the top of the scale.", top=top))
    if told.steadied:
        said.append(
            t("Some touchpoints are rated almost alike, so their links are drawn together to stay steady.")
        )
    if told.state is DriverState.EARLY:
        said.append(t("Early picture: more answers may change it."))
    return said


def _held_back(told: WhatIf, raised: float) -> Mapping[int, float]:
    return {number: moved for number, moved in told.moved.items() if moved < raised - 1e-9}
