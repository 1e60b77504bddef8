"""What the pages say about the responses that are flagged for their quality."""

from collections.abc import Mapping

from mot.analysis.flagged import WHOLE, Compared
from mot.domain.survey import Name
from mot.locale.words import Locale

NAMED = 3  # touchpoints named in a sentence


def flagged(locale: Locale, found: Compared, names: Mapping[int, Name]) -> str:
    """How many are flagged, and what they would change; "" when none is, or nothing is known of any."""
    t, digits = locale.t, found.unit.digits
    if found.hidden:
        return t(
            "Some responses of this selection are flagged for their quality. Numbers with them are not shown, "
            "so that no difference tells what a few people said."
        )
    if not found.flagged:
        return ""
    n = int(found.flagged) if found.flagged == found.flagged else 0
    whole = found.frame.iloc[0]
    kind = "gap" if found.paired else "score"
    told = bool(whole[[kind, f"{kind}_with"]].notna().all())
    if not (found.matters and told):
        return locale.paragraph([_counted(locale, n), _touchpoints(locale, found, names)])
    write = locale.signed if found.paired else locale.score
    ends = {"without": write(whole[kind], digits), "included": write(whole[f"{kind}_with"], digits)}
    if found.paired:
        said = t("With them the overall gap would be {included} instead of {without}.", **ends)
    else:
        said = t("With them the perceived score would be {included} instead of {without}.", **ends)
    return locale.paragraph([_counted(locale, n), said, _touchpoints(locale, found, names)])


def _counted(locale: Locale, n: int) -> str:
    if not n:
        return locale.t("Some responses are flagged for their quality and left out.")
    return locale.tn(
        "{n} response is flagged for its quality and left out.",
        "{n} responses are flagged for their quality and left out.",
        n,
    )


def _touchpoints(locale: Locale, found: Compared, names: Mapping[int, Name]) -> str:
    """Where the difference is larger than a percent of the scale."""
    if not found.matters:
        return locale.t("With them no number shown would move by more than 1% of the scale.")
    there = [int(i) for i in found.frame.loc[found.frame["matters"], "touchpoint"] if i != WHOLE]
    if not there:
        return locale.t("That is more than 1% of the scale: look at these responses before you act.")
    listed = locale.t(", ").join(locale.name(names[i]) for i in there[:NAMED])
    if len(there) > NAMED:
        return locale.t(
            "The difference is more than 1% of the scale at {count} touchpoints, among them {names}: look at "
            "these responses before you act.",
            count=len(there),
            names=listed,
        )
    return locale.t(
        "The difference is more than 1% of the scale at {names}: look at these responses before you act.",
        names=listed,
    )
