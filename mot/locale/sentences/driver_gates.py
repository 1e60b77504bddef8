"""How far the answers carry a statement about importance, in plain words."""

from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.drivers import Drivers
from mot.locale.sentences.drivers import Names, listed
from mot.locale.words import Locale
from mot.stats.correlations import DropReason
from mot.stats.importance import DriverState, Likeness

LEAST = 50  # people that importance needs at all, and that a touchpoint needs
PER_TOUCHPOINT = 10  # people that it needs for each touchpoint
FIRM = 100  # people from which an order is claimed


def notes(locale: Locale, found: Drivers, names: Names) -> list[str]:
    """What a reader of the map and the list has to bear in mind."""
    t = locale.t
    said = []
    if found.state is DriverState.EARLY:
        said.append(_early(locale, found))
    groups = alike(found)
    for likeness, ids in groups:
        chosen = listed(locale, ids, names)
        if likeness is Likeness.MERGE:
            said.append(
                t("{touchpoints} are rated so alike that they cannot be told apart: treat them as one.",
                  touchpoints=chosen)
            )  # fmt: skip
        else:
            said.append(t("{touchpoints} are rated almost alike: read them together.", touchpoints=chosen))
    if not found.separable and not groups:
        said.append(
            t("Some touchpoints cannot be told apart; how importance is shared among them is uncertain.")
        )
    if found.unit.scale is None:
        said.append(t("Several scales are mixed: scores and gaps are in percent of the scale."))
    return said


def _early(locale: Locale, found: Drivers) -> str:
    if found.n < FIRM:
        return locale.t(
            "Early picture: {n} people answered overall satisfaction. An order is claimed from {firm} on.",
            n=int(found.n),
            firm=FIRM,
        )
    return locale.t(
        "Early picture: not everybody meets every touchpoint, and fewer than {firm} people rated the same ones. "
        "No order is claimed.",
        firm=FIRM,
    )


def alike(found: Drivers) -> list[tuple[Likeness, list[int]]]:
    """Groups of touchpoints that are rated alike, in journey order, each with how alike they are."""
    home: dict[int, set[int]] = {}
    close: set[int] = set()
    for number, other, marks in zip(
        found.frame["touchpoint"], found.frame["alike_with"], found.frame["notes"], strict=True
    ):
        if pd.isna(other):
            continue
        group = home.get(int(number), {int(number)}) | home.get(int(other), {int(other)})
        home |= dict.fromkeys(group, group)
        close |= {int(number)} if str(Likeness.MERGE) in marks else set()
    groups = []
    for number in found.frame["touchpoint"].tolist():
        mine = home.get(number, set())
        if mine and number == next(i for i in found.frame["touchpoint"] if i in mine):
            members = [int(i) for i in found.frame["touchpoint"] if i in mine]
            groups.append((Likeness.MERGE if close & mine else Likeness.ALIKE, members))
    return groups


def left_out(locale: Locale, row: "pd.Series[Any]") -> str:
    """Why the importance of one touchpoint is not known; "" when nothing is the matter with it alone."""
    t, people = locale.t, row["n_pairs"]
    if DropReason.NO_VARIANCE in row["notes"]:
        return t("Everybody rated it the same, so it cannot be told what goes along with it.")
    if DropReason.NOTHING_TO_EXPLAIN in row["notes"]:
        return t("Those who rated it were all equally satisfied overall, so it explains nothing.")
    if DropReason.FEW_PAIRS not in row["notes"]:
        return ""
    if np.isnan(people):
        return t(
            "Hardly anybody rated it and answered overall satisfaction; {needed} are needed.", needed=LEAST
        )
    if people < LEAST:
        return t(
            "{n} people rated it and answered overall satisfaction; {needed} are needed.",
            n=int(people),
            needed=LEAST,
        )
    return t("Fewer than {needed} people rated it together with some other touchpoint.", needed=LEAST)


def needed(found: Drivers) -> int:
    """How many people importance needs in this view."""
    dropped = {str(reason) for reason in DropReason}
    rated = found.frame[found.frame["n_pairs"].notna()]
    return max(LEAST, PER_TOUCHPOINT * sum(not dropped & set(marks) for marks in rated["notes"]))


def why_unknown(locale: Locale, found: Drivers) -> tuple[str, str]:
    """Why there is no importance: what is missing, and what can be done; ("", "") where it is known."""
    t = locale.t
    if found.state is DriverState.NO_DATA:
        return t("Overall satisfaction was not answered"), t(
            "Importance is worked out from overall satisfaction. Ask for it as well; the template has a column for it."
        )
    if found.state is DriverState.NOT_ENOUGH:
        return t("Not enough answers to tell what matters"), _missing(locale, found)
    if found.state is not DriverState.EXPLAINED_NOTHING:
        return "", ""
    title = t("Ratings of the moments do not explain overall satisfaction here")
    if not _varied(found):
        return title, t(
            "Everybody gave the same overall satisfaction or the same ratings; no difference can be explained."
        )
    return title, t(
        "Those who rate a touchpoint higher are not clearly more satisfied overall. Importance is left out; "
        "choose more branches or another quarter to look again."
    )


def _missing(locale: Locale, found: Drivers) -> str:
    t, least = locale.t, needed(found)
    if np.isnan(found.n):
        return t(
            "Very few people answered overall satisfaction; at least {needed} are needed. "
            "Choose more branches or another quarter.",
            needed=least,
        )
    if found.n < least:
        return t(
            "{n} people answered overall satisfaction; at least {needed} are needed. "
            "Choose more branches or another quarter.",
            n=int(found.n),
            needed=least,
        )
    return t(
        "{n} people answered overall satisfaction, but too few of them rated the same touchpoints: "
        "each two touchpoints need about {needed} people. Choose more branches or another quarter.",
        n=int(found.n),
        needed=least,
    )


def _varied(found: Drivers) -> bool:
    """Whether any touchpoint could have explained something."""
    same = {str(DropReason.NO_VARIANCE), str(DropReason.NOTHING_TO_EXPLAIN)}
    rated = found.frame.loc[found.frame["n_pairs"].notna(), "notes"]
    return any(not same & set(marks) for marks in rated)
