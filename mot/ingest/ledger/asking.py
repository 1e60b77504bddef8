"""What a person is asked and told about a ledger."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from mot.domain.improvements import Lever, Stage
from mot.domain.issues import Issue, Severity
from mot.domain.survey import Institution
from mot.ingest.cells import is_blank_word
from mot.ingest.days import ORDER, shown_in
from mot.ingest.draft import Decisions
from mot.ingest.labels import REFUSE, labels_of
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.days import Calendar
from mot.ingest.ledger.draft import Known
from mot.ingest.ledger.lines import Line
from mot.ingest.ledger.names import LONGEST, named, parts_of, place_of
from mot.ingest.ledger.sheets import Listing
from mot.ingest.ledger.values import DAYS, PARTS, Given
from mot.ingest.ledger.words import lever_of, stage_of

Lookup = Callable[[str], str | None]
_WORDS: tuple[tuple[Part, Callable[[str], Stage | Lever | None], tuple[str, ...], str], ...] = (
    (Part.STAGE, stage_of, tuple(f"stage.{stage}" for stage in Stage), ""),
    (Part.LEVER, lever_of, tuple(f"lever.{lever}" for lever in Lever), f"lever.{Lever.PROCESS}"),
)


def words(lines: Sequence[Line], decisions: Decisions) -> tuple[dict[Part, Lookup], list[Issue]]:
    """How words for stage and lever are read, and what is asked about those that are not known."""
    lookups: dict[Part, Lookup] = {}
    issues: list[Issue] = []
    for part, meaning, codes, usual in _WORDS:
        where: defaultdict[str, list[Line]] = defaultdict(list)
        for line in lines:
            if (text := line.text(part)) and not is_blank_word(text):
                where[text].append(line)
        read: dict[str, str | None] = {}
        for text, rows in where.items():
            found = meaning(text)
            if found is not None:
                read[text] = found.value
                continue
            key, choices = f"{part.value}:{text[:LONGEST]}", (*codes, REFUSE)
            said = decisions.values.get(key, "")
            chosen = said if said in choices else usual
            read[text] = chosen.partition(".")[2] or chosen or None
            severity = Severity.DECIDE if chosen else Severity.BLOCKING
            params: dict[str, object] = {"name": text[:60]}
            issues.append(
                Issue(
                    f"ledger_{part}", severity, place_of(rows, part), params, len(rows), key, choices, chosen
                )
            )
        lookups[part] = read.get
    return lookups, issues


def places(
    rows: Sequence[Given],
    institution: Institution,
    decisions: Decisions,
    names: Sequence[str],
    *,
    everything: bool,
) -> tuple[Callable[[Given], None], list[Issue]]:
    """What gives a row its touchpoint and branches, and what is asked about those that are not known.

    Where no column names the touchpoint, it is looked for in the problem and in the title.
    """
    spoken = {id(row): _spoken(row) for row in rows}
    texts = [(text, row.line) for row in rows if (text := spoken[id(row)])]
    points = named(texts, institution.touchpoints, decisions, "touchpoint", Part.TOUCHPOINT)
    split = {
        id(row): parts_of(row.line.text(Part.BRANCHES), institution.branches, everything=everything)
        for row in rows
    }
    cells = [(part, row.line) for row in rows for part in split[id(row)]]
    where = named(cells, institution.branches, decisions, "branch", Part.BRANCHES)
    issues = [*points.issues, *where.issues]
    bare = [row for row in rows if not split[id(row)]]
    whole, asked = _whole(bare, institution, decisions, names)

    def place(row: Given) -> None:
        text, parts = spoken[id(row)], split[id(row)]
        if text in points.ids:
            row.fields["touchpoint"] = points.ids[text]
        elif text in points.refused or not text:
            row.refuse(Part.TOUCHPOINT, "touchpoint_refused" if text else "no_touchpoint")
        else:
            row.waits = True
        found = {where.ids[part] for part in parts if part in where.ids}
        row.waits |= any(part not in where.ids and part not in where.refused for part in parts)
        if not parts and whole is not None:
            found = {whole}
        if found:
            row.fields["branches"] = sorted(found)
        elif parts and all(part in where.refused for part in parts):
            row.refuse(Part.BRANCHES, "branches_refused")
        elif not parts and asked:
            row.waits = True
        elif not parts:
            row.refuse(Part.BRANCHES, "no_branch")

    return place, [*issues, *asked]


def _spoken(row: Given) -> str:
    """What tells the touchpoint of a row."""
    line = row.line
    for part in (Part.TOUCHPOINT, Part.PROBLEM, Part.TITLE, Part.DESCRIPTION):
        text = line.text(part)
        if text and not is_blank_word(text):
            return text[:LONGEST]
    return ""


def _whole(
    bare: Sequence[Given], institution: Institution, decisions: Decisions, names: Sequence[str]
) -> tuple[int | None, list[Issue]]:
    """The branch of the rows that name none, told by the person or by the names of sheet and file."""
    if not bare:
        return None, []
    labels = labels_of(None, None, None, 1, institution, decisions, names)
    by_code = {branch.code: branch.id for branch in institution.branches}
    if labels.branch_code in by_code:
        if labels.source == "only":
            return by_code[labels.branch_code], []
        severity, chosen = Severity.DECIDE, labels.branch_code
    else:
        severity, chosen = Severity.BLOCKING, ""
    place = place_of([row.line for row in bare], Part.BRANCHES)
    asked = Issue("ledger_branch_needed", severity, place, {}, len(bare), "branch", tuple(by_code), chosen)
    return by_code.get(chosen), [asked]


def dates(lines: Sequence[Line], days: Calendar) -> Iterator[Issue]:
    """Day and month that nothing tells apart."""
    if not days.order.orders:
        return
    one, two = (*days.order.texts, *days.order.texts)[:2]
    rows = [(line, part) for line in lines for part in DAYS if one in line.text(part)]
    first, second = days.order.orders[:2]
    params: dict[str, object] = {"one": one, "two": two}
    for name, text in (("one", one), ("two", two)):
        shown = shown_in(days.order, text)
        params |= {f"{name}_day": str(shown[first] or "–"), f"{name}_month": str(shown[second] or "–")}
    place = place_of([line for line, _ in rows], rows[0][1]) if rows else place_of(lines, Part.DUE)
    severity = Severity.DECIDE if days.said else Severity.BLOCKING
    orders = tuple(order.value for order in days.order.orders)
    yield Issue("day_or_month", severity, place, params, max(1, len(rows)), ORDER, orders, days.said)


def assumed(
    without: Mapping[str, Sequence[Line]], no_year: Sequence[Given], days: Calendar, decisions: Decisions
) -> Iterator[Issue]:
    """What was assumed of new actions and of days without a year."""
    if lines := without.get("start"):
        choices = ("assume", REFUSE)
        said = decisions.answers.get("start", "")
        chosen = said if said in choices else choices[0]
        place = place_of(lines, Part.START)
        yield Issue("ledger_start", Severity.DECIDE, place, {}, len(lines), "start", choices, chosen)
    if lines := without.get("evaluate"):
        yield Issue("ledger_evaluate", Severity.NOTE, place_of(lines, Part.EVALUATE), {}, len(lines))
    if no_year:
        params: dict[str, object] = {"year": str(days.today.year)}
        place = place_of([row.line for row in no_year], Part.DUE)
        yield Issue("ledger_year", Severity.NOTE, place, params, len(no_year))


def conflict(line: Line, one: Known, fields: Sequence[str], *, mine: bool) -> Issue:
    """Somebody changed the same fields as the row after the ledger was written."""
    columns = [column.header for name in fields if (column := line.column(PARTS[name]))]
    number, choices = one.action.id, ("theirs", "mine")
    params: dict[str, object] = {"number": str(number), "row": str(line.row), "columns": columns}
    place, key = place_of([line], PARTS[fields[0]]), f"conflict:{number}"
    chosen = choices[mine]
    return Issue("ledger_conflict", Severity.DECIDE, place, params, 1, key, choices, chosen)


def columns(found: Sequence[Listing]) -> Iterator[Issue]:
    """The columns that are not read although they hold something."""
    headers = list(dict.fromkeys(c.header for one in found for c in one.columns if c.part is Part.IGNORE))
    if headers:
        yield Issue("ledger_left_columns", Severity.NOTE, params={"columns": headers}, count=len(headers))
