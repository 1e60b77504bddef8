"""What is known about a moment, as plain values to be frozen with a tag; and the same question asked today."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from mot.analysis import heat, overview
from mot.analysis.books import Books
from mot.analysis.gaps import GapTable, gap_table
from mot.analysis.grid import Grid
from mot.analysis.heat import HeatTable
from mot.analysis.lens import Lens, focus, quarters_of
from mot.analysis.units import Unit
from mot.domain.cube import View
from mot.domain.moments import Evidence, Kind, Moment, Now, Suggestion
from mot.domain.periods import Quarter
from mot.domain.survey import UNKNOWN, UNKNOWN_CODE, Label, Scale
from mot.stats.multiplicity import Status

PERCENT = "percent"  # the unit where several scales were mixed
MEANS = ("expectation", "perception", "gap")
NUMBERS = ("n", *MEANS, "lo", "hi")
FAIR = ("fair", "fair_lo", "fair_hi")
NOBODY_THERE = -1  # the id of a channel or segment that is known no more: it never widens a question
KINDS = {Status.WEAK: Kind.WEAK, Status.LIKELY_WEAK: Kind.WEAK, Status.DELIGHT: Kind.DELIGHT}


def whole_view(books: Books, view: View, branch: int | None = None) -> View:
    """The view with its branches named: those within the scope now, or the one."""
    seen = [b.id for b in books.institution.branches]
    wanted = [b for b in seen if not view.branches or b in view.branches] if branch is None else [branch]
    return View(view.quarter, tuple(sorted(wanted)), view.channels, view.segments)


def evidence(
    books: Books,
    view: View,
    touchpoint: int,
    *,
    one_branch: bool,
    at: dt.datetime,
    batches: Collection[int] = (),
    product_version: str = "",
    alarm: Mapping[str, Any] | None = None,
    said: str = "",
) -> Evidence:
    """Numbers, finding and history of a touchpoint in a view; what is hidden is None.

    With `one_branch` the finding is that of the cell, judged beside the other branches. `alarm` is what was out
    of the ordinary in one month, kept as it is.
    """
    table = overview.table(books, view, view.quarter)
    earlier = [
        _row(_line(books, view, quarter, touchpoint), touchpoint) for quarter in quarters_of(view)[:-1]
    ]
    rows = [*earlier, _row(table, touchpoint)]
    numbers = rows[-1] | {"tested": table.tested}
    if one_branch:
        numbers |= _cell(books, view, touchpoint, hidden=rows[-1]["n"] is None)
    if alarm is not None and rows[-1]["n"] is not None:
        numbers |= {"alarm": dict(alarm)}
    there = books.institution
    names = {b.id: b.code for b in there.branches}
    return Evidence(
        quarter=view.quarter.code,
        branches=tuple(names[b] for b in view.branches if b in names),
        channels=_codes(there.channels, view.channels),
        segments=_codes(there.segments, view.segments),
        unit=unit_code(table.unit),
        numbers=numbers,
        chart={
            "quarter": tuple(q.code for q in quarters_of(view)),
            **{name: tuple(row[name] for row in rows) for name in NUMBERS},
        },
        batches=tuple(sorted(batches)),
        settings=books.thresholds.as_dict(),
        product_version=product_version,
        frozen_at=at,
        said=said,
    )


def view_of(books: Books, moment: Moment, found: Evidence) -> View:
    """The view that a tag asked about, in today's ids."""
    there, quarter = books.institution, Quarter.parse(found.quarter)
    if quarter is None:
        raise ValueError(f"a tag is about a quarter, not {found.quarter!r}")
    channels, segments = _ids(there.channels, found.channels), _ids(there.segments, found.segments)
    return View(quarter, tuple(sorted(moment.branches)), channels, segments)


def now(
    books: Books, moment: Moment, then: Evidence, *, undone: Sequence[int], taken: Mapping[int, int]
) -> Now:
    """The question of a tag asked of these books; beside which of its batches count no more."""
    view = view_of(books, moment, then)
    found = evidence(books, view, moment.touchpoint, one_branch=moment.branch is not None, at=then.frozen_at)
    few = _few(then.numbers["n"], found.numbers["n"], books.thresholds.n_suppress)
    changed = found.unit != then.unit or any(
        not _alike(then.numbers[name], found.numbers[name]) for name in ("n", *MEANS)
    )
    if few:
        hidden = dict.fromkeys((*NUMBERS, *FAIR))
        found = replace(
            found,
            numbers=dict(found.numbers) | {k: v for k, v in hidden.items() if k in found.numbers},
            chart={"quarter": found.chart["quarter"]}
            | {k: (None,) * len(found.chart["quarter"]) for k in NUMBERS},
        )
    return Now(found, tuple(undone), {old: new for old, new in taken.items() if old in undone}, changed, few)


def veiled(books: Books, moment: Moment, then: Evidence, lenses: dict[View, Lens] | None = None) -> Evidence:
    """Frozen evidence without what these books keep back to protect somebody else's few answers.

    `lenses` keeps what was looked through for one tag at hand for the next.
    """
    view, seen = view_of(books, moment, then), {} if lenses is None else lenses
    kept_back = [_protected(books, view, quarter, moment.touchpoint, seen) for quarter in quarters_of(view)]
    if not any(kept_back):
        return then
    columns = {
        name: tuple(None if back else value for value, back in zip(then.chart[name], kept_back, strict=True))
        for name in NUMBERS
    }
    numbers = {name: value for name, value in then.numbers.items() if name != "alarm"}
    if kept_back[-1]:
        numbers |= {name: None for name in (*NUMBERS, *FAIR) if name in numbers}
        numbers |= {"status": str(Status.SUPPRESSED), "compared": ""}
    return replace(then, numbers=numbers, chart={"quarter": then.chart["quarter"]} | columns)


def suggestions(table: GapTable, tagged: Collection[int]) -> tuple[Suggestion, ...]:
    """Weak moments, the widest gap first, then delights; without the touchpoints that were `tagged`."""
    rows = table.frame[table.frame["status"].isin([str(s) for s in KINDS])]
    found = [
        Suggestion(
            int(row.touchpoint), KINDS[Status(row.status)], str(row.status), int(row.n), float(row.gap),
            float(row.lo), float(row.hi),
        )
        for row in rows.itertuples()
        if row.touchpoint not in tagged
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda s: (s.kind is not Kind.WEAK, -abs(s.gap))))


def of_cell(table: HeatTable, touchpoint: int, place: int) -> dict[str, Any] | None:
    """Numbers and finding of a touchpoint at one place of the map, as of a tag; None where it has no such cell."""
    found = table.frame[(table.frame["touchpoint"] == touchpoint) & (table.frame["place"] == place)]
    if found.empty:
        return None
    row = found.iloc[0]
    hidden = row["why_hidden"] in (heat.FEW, heat.PROTECTED)
    name = "perception" if row["status"] == str(Status.PERCEPTION_ONLY) else "gap"
    return dict.fromkeys(MEANS) | {
        "n": None if hidden else int(row["n"]),
        name: _plain(row["value"]),
        "lo": _plain(row["lo"]),
        "hi": _plain(row["hi"]),
        "status": str(row["status"]),
    }


def unit_code(unit: Unit) -> str:
    """The scale of a unit, for example ``1-5``, or ``percent``."""
    return unit.scale.code if unit.scale is not None else PERCENT


def digits_of(code: str) -> int:
    """Decimals to print in the unit of a code."""
    return 1 if code == PERCENT or Scale.parse(code).width > 10 else 2


def _row(table: GapTable, touchpoint: int) -> dict[str, Any]:
    found = table.frame[table.frame["touchpoint"] == touchpoint]
    if found.empty:
        nothing: dict[str, Any] = dict.fromkeys(NUMBERS)
        return nothing | {"n": 0, "status": str(Status.NO_RESPONSES), "compared": ""}
    row = found.iloc[0]
    numbers: dict[str, Any] = {name: _plain(row[name]) for name in (*MEANS, "lo", "hi")}
    rated_only = row["status"] == str(Status.PERCEPTION_ONLY)
    numbers["n"] = None if row["hidden"] else int(row["n_p"] if rated_only else row["n"])
    return numbers | {"status": str(row["status"]), "compared": str(row["compared"])}


def _cell(books: Books, view: View, touchpoint: int, *, hidden: bool) -> dict[str, Any]:
    """The finding of one cell, and its fair score."""
    frame = heat.heatmap(books, view).frame
    found = frame[(frame["touchpoint"] == touchpoint) & (frame["place"] == view.branches[0])]
    if found.empty or hidden or found.iloc[0]["why_hidden"] != heat.SHOWN:
        return dict.fromkeys(FAIR)
    row = found.iloc[0]
    return {name: _plain(row[name]) for name in FAIR} | {"status": str(row["status"])}


def _line(books: Books, view: View, quarter: Quarter, touchpoint: int) -> GapTable:
    """One touchpoint in one quarter of a view; its finding alone, which needs the others, is not to be used."""
    lens = focus(books, view, quarter)
    at = lens.grid.touchpoints == touchpoint
    grid = Grid(lens.grid.touchpoints[at], lens.grid.branches, lens.grid.tally[at])
    hidden = lens.hidden_totals[at]
    return gap_table(grid, lens.unit, books.thresholds, selected=lens.selected, hidden=hidden)


def _protected(books: Books, view: View, quarter: Quarter, touchpoint: int, lenses: dict[View, Lens]) -> bool:
    """Whether enough people answered, and the total is kept back all the same."""
    everywhere = View(quarter, (), view.channels, view.segments)
    if everywhere not in lenses:
        lenses[everywhere] = focus(books, everywhere, quarter)
    grid, hiding = lenses[everywhere].grid, lenses[everywhere].hiding
    at = np.flatnonzero(grid.touchpoints == touchpoint)
    if not len(at) or ((hiding.parts[at[0]] < 0).all() and not hiding.totals[at[0]]):
        return False
    base, selected = grid.base[at], np.isin(grid.branches, view.branches)
    hidden, _ = hiding.of_selection(grid.base, selected, n_suppress=books.thresholds.n_suppress)
    return bool(hidden[at[0]] and base[0, selected].sum() >= books.thresholds.n_suppress)


def _few(then: int | None, today: int | None, least: int) -> bool:
    return then is not None and today is not None and 0 < abs(then - today) < least


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(np.isclose(one, other, rtol=1e-9, atol=1e-12))


def _plain(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def _codes(labels: Sequence[Label], ids: Collection[int]) -> tuple[str, ...]:
    names = {UNKNOWN: UNKNOWN_CODE} | {label.id: label.code for label in labels}
    return tuple(names[i] for i in ids)


def _ids(labels: Sequence[Label], codes: Collection[str]) -> tuple[int, ...]:
    known = {UNKNOWN_CODE: UNKNOWN} | {label.code: label.id for label in labels}
    return tuple(known.get(code, NOBODY_THERE) for code in codes)
