"""A workbook becomes a `LedgerDraft`: pure, the same every time, nothing stored."""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from mot.domain import action_fields
from mot.domain.access import Actor
from mot.domain.improvements import Stage
from mot.domain.issues import Issue, Severity
from mot.domain.survey import Institution
from mot.ingest.checks.encoding import check_encoding
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.ledger import asking, settling
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.comparing import compared
from mot.ingest.ledger.days import calendar
from mot.ingest.ledger.draft import Earlier, Fate, Known, LedgerDraft, LedgerRow
from mot.ingest.ledger.lines import Line, lines_of
from mot.ingest.ledger.matching import find
from mot.ingest.ledger.rejecting import Left, rejects_of
from mot.ingest.ledger.sheets import listings
from mot.ingest.ledger.texts import NoLedgerError
from mot.ingest.ledger.values import DAYS, PARTS, Given, given
from mot.ingest.names import Directory
from mot.ingest.privacy import mask_file_name
from mot.ingest.values import number
from mot.ingest.workbook import Workbook

NONE = Decisions()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a ledger is read against, as far as a person may see and change it.

    `earlier` tells what an action said in a version; `everything` that the person sees the whole network.
    """

    institution: Institution
    known: tuple[Known, ...]
    people: tuple[Actor, ...]
    earlier: Earlier
    today: dt.date
    everything: bool = True


@dataclass(slots=True)
class _Work:
    """What comes of the rows, one after the other."""

    rows: list[LedgerRow] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    without: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    taken: set[int] = field(default_factory=set)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    waiting: int = 0

    def refuse(self, line: Line, part: Part, reason: str) -> None:
        self.left.append(Left(line, part, reason, aside=True))


def read_ledger(
    source: SourceFile, book: Workbook, ground: Ground, decisions: Decisions = NONE
) -> LedgerDraft:
    """What a ledger would become, given what a person decided so far.

    Raises
    ------
    NoLedgerError, LedgerTooLongError
    """
    found = listings(book, decisions.sheet, decisions.fields)
    lines = [line for listing in found for line in lines_of(listing)]
    if not lines:
        raise NoLedgerError(name=book.name)
    names = (*(listing.sheet.name for listing in found), *(t for one in found for t in one.titles), book.name)
    dates = [line.cells[part] for line in lines for part in DAYS if part in line.cells]
    days = calendar(dates, names, decisions.answers.get("dates", ""), ground.today)
    words, asked = asking.words(lines, decisions)
    rows = [given(line, days, words) for line in lines]
    places, more = asking.places(rows, ground.institution, decisions, names, everything=ground.everything)
    work = _Work(issues=[*asking.dates(lines, days), *asked, *more])
    known = {one.action.id: one for one in ground.known}
    for row in rows:
        places(row)
        _one(row, known, ground, decisions, work)
    work.issues += asking.assumed(work.without, [r for r in rows if r.year], days, decisions)
    work.issues += [*asking.columns(found), *check_encoding(book, source.content, decisions)]
    return LedgerDraft(
        mask_file_name(book.name, Directory.of(ground.institution.branches).exact),
        hashlib.sha256(source.content).hexdigest(),
        tuple(listing.sheet.name for listing in found),
        found[0].columns,
        tuple(work.rows),
        tuple(sorted(work.issues, key=lambda issue: list(Severity).index(issue.severity))),
        rejects_of(found, work.left),
        decisions,
        frozenset(known),
        work.waiting,
    )


def _one(row: Given, known: dict[int, Known], ground: Ground, decisions: Decisions, work: _Work) -> None:
    """One row: left out with a reason, waiting for a decision, or ready."""
    line = row.line
    if row.refusals:
        for part, reason in row.refusals.items():
            work.refuse(line, part, reason)
        return
    if row.waits:
        work.waiting += 1
        return
    found = find(row, known, work.taken, decisions)
    if found.issue is not None:
        work.issues.append(found.issue)
        if found.left:
            work.refuse(line, Part.TITLE, "left_out")
        else:
            work.waiting += found.issue.severity is Severity.BLOCKING
        if found.left or found.issue.severity is Severity.BLOCKING:
            return
    same = (
        row.fields["title"],
        tuple(row.fields["branches"]),
        row.fields["touchpoint"],
        row.fields.get("description"),
    )
    if found.known is None and (same in work.seen or found.repeated):
        work.refuse(line, Part.TITLE, "repeated")
        return
    ready = len(work.rows)
    if found.known is None:
        _new(row, ground, decisions, work)
    else:
        work.taken.add(found.known.action.id)
        _known(row, found.known, ground, decisions, work)
    if len(work.rows) > ready:
        work.seen.add(same)


def _new(row: Given, ground: Ground, decisions: Decisions, work: _Work) -> None:
    fields, missing = settling.completed(row.fields, ground.today)
    if "start" in missing and decisions.answers.get("start") == "-":
        work.without["start"].append(row.line)
        work.refuse(row.line, Part.START, "no_start")
        return
    fields = settling.owned(fields, ground.people)
    if wrong := settling.out_of_order(fields):
        work.refuse(row.line, *wrong)
        return
    for name in missing:
        work.without[name].append(row.line)
    _cells(row, work)
    work.rows.append(LedgerRow(row.line.sheet, row.line.row, Fate.NEW, action_fields.content(fields)))


def _known(row: Given, one: Known, ground: Ground, decisions: Decisions, work: _Work) -> None:
    line, version = row.line, row.line.cells.get(Part.VERSION)
    told = number(version) if version is not None and line.listing.own else None
    before = None
    if told is not None and told != one.action.version:
        before = ground.earlier(one.action.id, int(told))
    base = None if before is None else action_fields.plain(before)
    if one.action.content.stage is Stage.DROPPED and told is None:  # it is taken up again
        row.fields.setdefault("stage", settling.completed(row.fields, ground.today)[0]["stage"])
    mine = decisions.values.get(f"conflict:{one.action.id}") == "mine"
    found = compared(one, row.fields, base, mine=mine, today=ground.today)
    if found.changed and not one.may_change:
        work.refuse(line, PARTS[found.changed[0]], "not_yours")
        return
    fields = found.fields
    if "owner_name" in found.changed:
        fields = settling.owned(fields, ground.people)
    if found.changed and (wrong := settling.out_of_order(fields)):
        work.refuse(line, *wrong)
        return
    if found.conflicts:
        work.issues.append(asking.conflict(line, one, found.conflicts, mine=mine))
    _cells(row, work)
    work.left += [Left(line, PARTS[name], "plan_fixed", aside=False) for name in found.fixed]
    fate = Fate.CHANGED if found.changed else Fate.UNCHANGED
    content = action_fields.content(fields) if found.changed else one.action.content
    own = one.action.id, one.action.version
    work.rows.append(LedgerRow(line.sheet, line.row, fate, content, *own, found.changed))


def _cells(row: Given, work: _Work) -> None:
    work.left += [Left(row.line, part, reason, aside=False) for part, reason in row.wrong.items()]
