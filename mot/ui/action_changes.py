"""Fields of an action in words: what was changed, from what to what."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mot.domain.errors import N_
from mot.domain.improvements import Again, Stage
from mot.domain.packs import Lever
from mot.locale.action_words import AGAIN, STAGES
from mot.locale.words import NO_VALUE
from mot.ui import action_words
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.questionnaire import LEVERS

FIELDS: dict[str, str] = {
    "title": N_("Title"),
    "stage": N_("Stage"),
    "description": N_("What exactly is done"),
    "lever": N_("Lever"),
    "owner_name": N_("Owner"),
    "due": N_("Due"),
    "audience": N_("Who is trained"),
    "trained": N_("Held on"),
    "worked": N_("What worked, and what did not?"),
    "again": N_("Would you do it again?"),
    "touchpoint": N_("Touchpoint"),
    "branches": N_("Branches"),
    "comparison": N_("Compared with"),
    "start": N_("Start"),
    "evaluate": N_("Day of judgement"),
    "window": N_("Months compared"),
    "target": N_("Target (gap)"),
    "seasonal": N_("Compare with the same months of the year before"),
}
DAYS = ("due", "trained", "start", "evaluate")
LONGEST = 60  # characters of a text in one line


def text(page: Page, field: str, value: Any) -> str:
    """A field's value as it is read."""
    t, locale = page.t, page.locale
    if value is None or value == "" or value == []:
        return NO_VALUE
    if field in DAYS:
        return locale.date(dt.date.fromisoformat(value))
    if field == "touchpoint":
        return action_words.touchpoint(page, value)
    if field in ("branches", "comparison"):
        return action_words.places(page, value)
    if field == "target":
        unit = action_words.unit(page)
        return locale.signed(unit.shown(value), unit.digits)
    if field == "window":
        return locale.tn("{n} month before and after", "{n} months before and after", value)
    if field == "seasonal":
        return t("yes") if value else t("no")
    names: dict[str, dict[Any, str]] = {
        "stage": STAGES,
        "lever": LEVERS,
        "again": AGAIN,
    }
    kinds: dict[str, type[Stage | Lever | Again]] = {"stage": Stage, "lever": Lever, "again": Again}
    return t(names[field][kinds[field](value)]) if field in names else str(value)


def lines(page: Page, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """One line per field that differs, as markdown: the field, what it was, what it became."""
    told = []
    for field in FIELDS:
        if field not in after and field not in before:
            continue
        was, now = (_short(text(page, field, side.get(field))) for side in (before, after))
        if was != now:
            told.append(
                page.t("{field}: {before} → {after}", field=page.t(FIELDS[field]), before=was, after=now)
            )
    return told


def _short(value: str) -> str:
    line = " ".join(value.split())
    return plain(line if len(line) <= LONGEST else f"{line[:LONGEST]}…")
