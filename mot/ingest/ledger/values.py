"""One row of a ledger as fields of an action (`mot.domain.action_fields`), and what in it cannot be used."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mot.domain.improvements import LONGEST_TEXT, LONGEST_TITLE, WINDOWS
from mot.ingest.cells import as_text, is_blank_word
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.days import Calendar, told
from mot.ingest.ledger.lines import Line
from mot.ingest.ledger.words import again_of
from mot.ingest.values import number

SHORT = 60  # characters of a title that is taken from a longer text
JOINT = "："  # between a column's name and what it tells
_FIRST = re.compile(r"^(.{4,60}?)[。；;！!\n]")
_WHOLE = re.compile(r"(\d{1,2})\s*(?:个月|months?|月)?", re.I)
DAYS = {
    Part.START: False,
    Part.DUE: True,
    Part.EVALUATE: True,
    Part.TRAINED: False,
}  # the last day of a month?


@dataclass(slots=True)
class Given:
    """What a row gives: `fields` by name, and `wrong` by part, with the code of the reason.

    A reason in `refusals` keeps the whole row out; any other one only its cell. `year` tells that a day had none.
    """

    line: Line
    fields: dict[str, Any] = field(default_factory=dict)
    wrong: dict[Part, str] = field(default_factory=dict)
    refusals: dict[Part, str] = field(default_factory=dict)
    waits: bool = False  # for a decision
    year: bool = False

    def refuse(self, part: Part, reason: str) -> None:
        """Keep the row out; the first reason stays."""
        self.refusals.setdefault(part, reason)


FIELDS: dict[Part, str] = {
    Part.TITLE: "title", Part.DESCRIPTION: "description", Part.TOUCHPOINT: "touchpoint", Part.BRANCHES: "branches",
    Part.LEVER: "lever", Part.OWNER: "owner_name", Part.START: "start", Part.DUE: "due", Part.EVALUATE: "evaluate",
    Part.WINDOW: "window", Part.TARGET: "target", Part.STAGE: "stage", Part.AUDIENCE: "audience",
    Part.TRAINED: "trained", Part.WORKED: "worked", Part.AGAIN: "again",
}  # fmt: skip
EMPTY: dict[str, Any] = {
    "description": "", "owner_name": "", "due": None, "target": None, "audience": "", "trained": None,
    "worked": "", "again": "",
}  # fmt: skip
PARTS = {name: part for part, name in FIELDS.items()}


def given(line: Line, known: Calendar, words: Mapping[Part, Callable[[str], str | None]]) -> Given:
    """What a row gives besides touchpoint and branches; `words` look stage and lever up, None for a row that waits.

    In the product's own ledger a blank cell empties its field; elsewhere it says nothing.
    """
    found = Given(line)
    _texts(found)
    for part, end in DAYS.items():
        _day(found, part, known, end=end)
    for part, lookup in words.items():
        text = line.text(part)
        if text and not is_blank_word(text):
            code = lookup(text)
            found.waits |= code is None
            if code == "-":
                found.refuse(part, f"{part.value}_refused")
            elif code:
                found.fields[FIELDS[part]] = code
    _numbers(found)
    _learning(found)
    kept = {Part.WORKED, Part.AGAIN} if found.wrong.keys() & {Part.WORKED, Part.AGAIN} else set()
    if line.listing.own:
        blank = [p for p in FIELDS if line.column(p) is not None and p not in line.cells and p not in kept]
        found.fields.update({FIELDS[p]: EMPTY[FIELDS[p]] for p in blank if FIELDS[p] in EMPTY})
    return found


def _texts(found: Given) -> None:
    line = found.line
    title, said = line.text(Part.TITLE), line.text(Part.DESCRIPTION)
    problem, column = line.text(Part.PROBLEM), line.column(Part.PROBLEM)
    more = [(header, text) for header, text in line.more if not is_blank_word(text)]
    if problem and column and (title or said):
        more.insert(0, (column.header, problem))
    if not title:
        title, said = _from(said or problem)
    elif len(title) > LONGEST_TITLE:
        title, said = short(title), f"{title}\n{said}" if said else title
    description = "\n".join([*([said] if said else []), *(f"{header}{JOINT}{text}" for header, text in more)])
    if not title:
        found.refuse(Part.TITLE, "no_title")
    if len(description) > LONGEST_TEXT:
        found.refuse(Part.DESCRIPTION, "text_too_long")
    found.fields["title"] = title
    if description:
        found.fields["description"] = description
    for part in (Part.OWNER, Part.AUDIENCE):
        text = line.text(part)
        if len(text) > (LONGEST_TITLE if part is Part.OWNER else LONGEST_TEXT):
            found.wrong[part] = "text_too_long"
        elif text and not is_blank_word(text):
            found.fields[FIELDS[part]] = text


def _from(text: str) -> tuple[str, str]:
    """A title taken from a text, and the text itself where it says more."""
    title = short(text)
    return title, "" if title == text.strip() else text


def short(text: str) -> str:
    """The first sentence of a text, or its beginning."""
    text = text.strip()
    if len(text) <= SHORT and "\n" not in text:
        return text
    first = _FIRST.match(text)
    return first[1] if first else text[: SHORT - 1].split("\n")[0] + "…"


def _day(found: Given, part: Part, known: Calendar, *, end: bool) -> None:
    if part not in found.line.cells:
        return
    day = told(found.line.cells[part], known, end=end)
    if day is None:
        found.wrong[part] = "no_day"
        return
    found.year |= day.year_assumed
    if day.day is not None:
        found.fields[FIELDS[part]] = day.day.isoformat()
    elif FIELDS[part] in EMPTY:
        found.fields[FIELDS[part]] = None


def _numbers(found: Given) -> None:
    cells = found.line.cells
    if Part.WINDOW in cells:
        months = _WHOLE.fullmatch(as_text(cells[Part.WINDOW]))
        if months and int(months[1]) in WINDOWS:
            found.fields["window"] = int(months[1])
        else:
            found.wrong[Part.WINDOW] = "no_window"
    if Part.TARGET in cells:
        target = number(cells[Part.TARGET])
        if target is not None and -100 <= target <= 100:
            found.fields["target"] = float(target)
        else:
            found.wrong[Part.TARGET] = "no_target"


def _learning(found: Given) -> None:
    """What was learnt goes with whether one would do it again."""
    worked, said = found.line.text(Part.WORKED), found.line.text(Part.AGAIN)
    again = again_of(said) if said else None
    if said and again is None:
        found.wrong[Part.AGAIN] = "no_again"
    elif worked and again is None:
        found.wrong[Part.WORKED] = "worked_alone"
    if len(worked) > LONGEST_TEXT:
        found.wrong[Part.WORKED] = "text_too_long"
    elif again is not None:
        found.fields |= {"worked": worked, "again": again.value}
