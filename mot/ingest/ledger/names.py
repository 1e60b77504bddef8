"""Branches and touchpoints that the rows of a ledger speak of, found as in every other file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mot.domain.issues import Issue, Place, Severity
from mot.domain.survey import Branch, Touchpoint
from mot.ingest.cells import Cells, is_blank_word
from mot.ingest.characters import plain
from mot.ingest.draft import Decisions
from mot.ingest.labels import CREATE, REFUSE, resolve
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.lines import Line
from mot.ingest.names import Directory

LONGEST = 200  # characters of a text in which a name is looked for
SHOWN_ROWS = 5
_JOINTS = re.compile(r"[、,，;；\n|]+")
_WEAK_JOINTS = re.compile(r"\s*(?:和|及|与|/|&|\band\b|\s)\s*")
_OTHERS = re.compile(r"[(（]?(?:另有\s*\d+\s*个网点|and \d+ more branch(?:es)?)[)）]?")
EVERYWHERE = re.compile(
    r"全行|全辖|全院|全部|全部网点|所有网点|所有支行|全部门店|所有门店|all|all branches|whole network", re.I
)
EACH = re.compile(r"各网点|各支行|各门店|各科室|辖内网点|辖内各网点|辖内支行|each branch|every branch", re.I)


@dataclass(frozen=True, slots=True)
class Names:
    """What texts stand for: ids by text, texts that are not to be imported, and what is asked about the rest."""

    ids: Mapping[str, int]
    refused: frozenset[str]
    issues: tuple[Issue, ...]


def parts_of(text: str, branches: Sequence[Branch], *, everything: bool) -> tuple[str, ...]:
    """The single branches that a cell names; "all" is every branch, for who sees the whole network.

    That further branches exist, which the product says in a ledger for who does not see them, names none.

    >>> parts_of("老城支行、南湖支行（另有 2 个网点）", (), everything=False)
    ('老城支行', '南湖支行')
    """
    text = _OTHERS.sub("", text)
    known = Directory.of(branches).exact
    found: list[str] = []
    for part in [text] if known(text) else _JOINTS.split(text):
        part = part.strip()
        if not part or is_blank_word(part):
            continue
        single = plain(part)
        if EACH.fullmatch(single) or (everything and EVERYWHERE.fullmatch(single)):
            found += [branch.name.zh or branch.name.en for branch in branches if branch.active]
            continue
        finer = [one for one in _WEAK_JOINTS.split(part) if one]
        found += finer if not known(part) and len(finer) > 1 and all(map(known, finer)) else [part]
    return tuple(dict.fromkeys(found))


def named(
    texts: Sequence[tuple[str, Line]],
    things: Sequence[Branch] | Sequence[Touchpoint],
    decisions: Decisions,
    subject: str,
    part: Part,
) -> Names:
    """Find every text among branches or touchpoints: exact, alike, or as a person decided.

    A text that is alike enough is taken for a known name until the person says otherwise; every other one waits
    for a decision. Nothing is ever created.
    """
    cells = Cells.of(text for text, _ in texts)
    found = resolve(cells, things, decisions, subject)
    by_code = {thing.code: thing.id for thing in things}
    asked = {one.text: one for one in found.unknown}
    ids: dict[str, int] = {}
    refused: set[str] = set()
    issues: list[Issue] = []
    for text in dict.fromkeys(text for text, _ in texts):
        one = asked.get(text)
        if one is None:
            where = cells.values.index(text)
            place = found.position[cells.codes == where][0]
            if place >= 0 and found.references[place].code:
                ids[text] = by_code[found.references[place].code]
            continue
        known = one.chosen in by_code or one.chosen == REFUSE
        decided = one.key in decisions.values
        settled = known and (decided or not one.doubtful)
        if settled and one.chosen == REFUSE:
            refused.add(text)
        elif settled:
            ids[text] = by_code[one.chosen]
        lines = [line for other, line in texts if other == text]
        issues.append(
            Issue(
                f"ledger_{subject}",
                Severity.DECIDE if settled else Severity.BLOCKING,
                place_of(lines, part),
                {"name": text[:60]},
                len(lines),
                one.key,
                tuple(choice for choice in one.choices if not choice.startswith(CREATE)),
                one.chosen if settled else "",
            )
        )
    return Names(ids, frozenset(refused), tuple(issues))


def place_of(lines: Sequence[Line], part: Part) -> Place:
    """Where some rows stand: the first of them, in the column of a part, or of what told it in its place."""
    if not lines:
        return Place()
    beside = (Part.PROBLEM, Part.TITLE) if part is Part.TOUCHPOINT else ()
    column = next((found for one in (part, *beside) if (found := lines[0].column(one))), None)
    rows = tuple(line.row for line in lines if line.sheet == lines[0].sheet)[:SHOWN_ROWS]
    return Place(lines[0].sheet, rows, column.letter if column else "", column.header if column else "")
