"""Whom the numbers of a review are about."""

from mot.analysis.outcomes import NPS, TOP_BOX
from mot.domain.errors import N_
from mot.domain.packs import load_step_presets
from mot.domain.periods import Quarter
from mot.domain.reviews import Basis
from mot.locale.words import Locale

OUTCOMES = {
    NPS: N_("Recommendation (NPS)"),
    TOP_BOX: N_("Fully satisfied"),
}  # those that answers themselves give


def subject(locale: Locale, key: str, basis: Basis) -> str:
    """Whose number it is, in words."""
    kind, _, number = key.partition(":")
    if kind == "overall":
        return locale.t("Overall")
    for known, places in (("touchpoint", basis.touchpoints), ("branch", basis.branches)):
        for place in places if kind == known else ():
            if str(place.id) == number:
                return locale.name(place.name)
    for source in basis.sources:
        if source.kind == kind and str(source.number) == number:
            return source.title
    for step, name in load_step_presets()[0].steps if kind == "step" else ():
        if step == number:
            return locale.name(name)
    if kind == "outcome" and number in OUTCOMES:
        return locale.t(OUTCOMES[number])
    quarter = Quarter.parse(number) if kind == "quarter" else None
    if kind in ("action", "moment"):
        return locale.t("No. {number}", number=number)
    return locale.quarter(quarter) if quarter else number or key
