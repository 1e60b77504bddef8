"""What the sample plan says: what is enough, what is missing, and what it takes to show an effect."""

from collections.abc import Mapping

from mot.analysis.effect_plan import EffectPlan
from mot.analysis.heat import NOBODY, SHOWN
from mot.analysis.planner import Plan, Season
from mot.domain.survey import Name
from mot.locale.words import Locale


def headline(locale: Locale, plan: Plan, names: Mapping[int, Name]) -> str:
    """How many cells have enough answers, and which touchpoint needs most, where that is certain.

    `names` maps touchpoint ids to names.
    """
    t, cells = locale.t, plan.cells
    if cells.empty:
        return t("There is nothing to plan: none of these branches and touchpoints is in use")
    if (cells["why_hidden"] == NOBODY).all():
        if plan.season is Season.OVER:
            return t("Nobody answered in this quarter and selection")
        return t("Nobody has answered yet in this quarter and selection")
    enough, total = int((cells["still"] == 0).sum()), len(cells)
    if enough == total:
        return t("There are enough answers at every branch and touchpoint")
    points = plan.touchpoints.sort_values("still", ascending=False, kind="stable")
    most = points.iloc[0]
    counts = {
        "enough": enough,
        "total": total,
        "touchpoint": names[int(most["touchpoint"])],
        "n": int(most["still"]),
    }
    largest = len(points) == 1 or most["surely"] > points["still"].iloc[1]
    if plan.season is Season.OVER:
        return _over(locale, counts, largest=largest)
    if not largest:
        return t("{enough} of {total} cells (branch × touchpoint) have enough answers", **counts)
    if most["exact"]:
        return t(
            "{enough} of {total} cells (branch × touchpoint) have enough answers; {touchpoint} needs most, "
            "{n} more",
            **counts,
        )
    return t(
        "{enough} of {total} cells (branch × touchpoint) have enough answers; {touchpoint} needs most, "
        "up to {n} more",
        **counts,
    )


def _over(locale: Locale, counts: Mapping[str, object], *, largest: bool) -> str:
    if not largest:
        return locale.t(
            "The quarter is over: {enough} of {total} cells (branch × touchpoint) had enough answers",
            **counts,
        )
    return locale.t(
        "The quarter is over: {enough} of {total} cells (branch × touchpoint) had enough answers; "
        "{touchpoint} lacked most",
        **counts,
    )


def target(locale: Locale, plan: Plan, confidence: float) -> str:
    """What is wanted and what it takes, what that rests on, and what it does not cover."""
    t, points = locale.t, plan.touchpoints
    half = locale.score(plan.half_width, plan.unit.digits)
    low, high = int(plan.cells["required"].min()), int(plan.cells["required"].max())
    wanted = {"confidence": locale.share(confidence), "half": half}
    notes = [
        t(
            "Wanted: a {confidence} interval that reaches at most {half} to either side. That takes {n} answers "
            "per branch and touchpoint.",
            n=low,
            **wanted,
        )
        if low == high
        else t(
            "Wanted: a {confidence} interval that reaches at most {half} to either side. That takes {low} to "
            "{high} answers per branch and touchpoint, depending on how far answers lie apart.",
            low=low,
            high=high,
            **wanted,
        )
    ]
    assumed = int((~points["own"]).sum())
    if assumed:
        notes.append(
            locale.tn(
                "For {n} touchpoint with few answers so far, a usual spread is assumed.",
                "For {n} touchpoints with few answers so far, a usual spread is assumed.",
                assumed,
            )
        )
    if plan.known:
        notes.append(t("The number of customers served is taken into account."))
    notes.append(t("The error margin covers chance only, not people who do not answer."))
    return locale.paragraph(notes)


def detectable(locale: Locale, plan: Plan, points: Mapping[int, Name], places: Mapping[int, Name]) -> str:
    """What the smallest sample that is shown can tell, or "" where none is; the maps name ids."""
    shown = plan.cells[(plan.cells["why_hidden"] == SHOWN) & plan.cells["margin"].notna()]
    if shown.empty:
        return ""
    least = shown.loc[shown["so_far"].idxmin()]
    return locale.t(
        "For example {touchpoint} at {branch}: with {n} answers a gap of {margin} can be told, a smaller one not yet.",
        touchpoint=points[int(least["touchpoint"])],
        branch=places[int(least["branch"])],
        n=int(least["so_far"]),
        margin=locale.score(float(least["margin"]), plan.unit.digits),
    )


def season(locale: Locale, plan: Plan) -> str:
    """How the need of a branch is reckoned, and until when."""
    t = locale.t
    covers = t("One questionnaire covers several touchpoints, so the largest need of a branch counts.")
    rare = (
        [
            t(
                "Touchpoints that less than half of the customers rate fill slowly: ask their customers directly."
            )
        ]
        if plan.touchpoints["rare"].any()
        else []
    )
    if plan.season is Season.OVER:
        late = t("This quarter is over: what is missing can only be collected in the next one.")
        return locale.paragraph([late, covers, *rare])
    return locale.paragraph([covers, *rare])


def effect(locale: Locale, plan: EffectPlan, change: str, smallest: str) -> str:
    """What it takes to show an effect.

    Parameters
    ----------
    plan : EffectPlan
        The numbers.
    change : str
        The effect as written on the page, such as 0.20.
    smallest : str
        The smallest effect that the largest number of pilot branches in the plan can show, as written.
    """
    t, rows = locale.t, plan.frame
    if rows.empty:
        return t(
            "With one branch a change of {change} can be shown ({n} answers before and as many after), "
            "but not where it comes from.",
            change=change,
            n=plan.change_only,
        )
    if not plan.fewest:
        return t(
            "Too few branches to show an effect of {change}, whatever the sample: {pilots} pilot branches can show "
            "{smallest} at best. Aim for a larger effect.",
            change=change,
            pilots=int(rows["pilots"].max()),
            smallest=smallest,
        )
    first = rows[rows["pilots"] == plan.fewest].iloc[0]
    answers, others = int(first["answers"]), int(first["comparisons"])
    if plan.fewest == 1:
        return locale.tn(
            "One pilot branch can show an effect of {change}: at least {answers} answers before and as many after, "
            "there and at {n} other branch.",
            "One pilot branch can show an effect of {change}: at least {answers} answers before and as many after, "
            "there and at each of {n} other branches.",
            others,
            change=change,
            answers=answers,
        )
    return t(
        "One branch cannot show an effect this small, whatever the sample: use several pilot branches. With "
        "{pilots}, at least {n} answers before and as many after at every branch.",
        pilots=plan.fewest,
        n=answers,
    )
