"""What leadership watches beside the gaps: recommendation, satisfaction, and the institution's own figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.cuts import cuts_of, parts_of, together
from mot.analysis.hiding import Hiding, hide, hide_alike, united
from mot.analysis.lens import quarters_of
from mot.domain.cube import CLEAN, Ints, Tallies, View, add_up
from mot.domain.periods import Quarter
from mot.domain.survey import Name
from mot.stats.shares import mover, nps, top_box

NPS, TOP_BOX = "nps", "top_box"


class Kind(StrEnum):
    """How an outcome is read."""

    NPS = "nps"  # -100 to 100
    SHARE = "share"  # 0 to 1
    COUNT = "count"  # a plain number


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome over a view's eight quarters.

    code: `NPS`, `TOP_BOX` or the figure's own · name: the figure's, None for the two that the survey asks ·
    frame: quarter (code), n (answers, or the denominator; for a count the number of months), value, lo, hi;
    NaN where hidden or not there · change, change_lo, change_hi: since the quarter before; clear: its interval
    excludes no change.
    """

    code: str
    kind: Kind
    name: Name | None
    frame: pd.DataFrame
    change: float
    change_lo: float
    change_hi: float
    clear: bool


def outcomes(books: Books, view: View) -> tuple[Outcome, ...]:
    """The outcomes that were asked or imported, recommendation and satisfaction first.

    Recommendation and satisfaction follow the view's branches, channels and segments, and hide small numbers;
    the institution's own figures follow its branches only: they count cases, not people who answered.
    """
    quarters = quarters_of(view)
    found = [
        _asked(books, view, quarters, NPS, ("promoters", "passives", "detractors")),
        _asked(books, view, quarters, TOP_BOX, ("osat_n",)),
        *(
            _figure(books, view, quarters, label.id, label.code, label.name)
            for label in books.institution.figures
        ),
    ]
    return tuple(one for one in found if one is not None)


def _asked(
    books: Books, view: View, quarters: Sequence[Quarter], code: str, counted: tuple[str, ...]
) -> Outcome | None:
    rows = [_selected(books, view, quarter, counted) for quarter in quarters]
    if not any(row is None or row["n"] for row in rows):
        return None
    sums = {
        name: np.array([0 if row is None else row[name] for row in rows], dtype=np.int64)
        for name in ("n", "osat_top", "promoters", "passives", "detractors")
    }
    conf = books.thresholds.confidence
    if code == NPS:
        said = nps(sums["promoters"], sums["passives"], sums["detractors"], conf=conf)
        value, lo, hi = said.nps, said.lo, said.hi
    else:
        share = top_box(sums["osat_top"], sums["n"], conf=conf)
        value, lo, hi = share.share, share.lo, share.hi
    kind = Kind.NPS if code == NPS else Kind.SHARE
    return _outcome(code, kind, None, quarters, sums["n"], value, lo, hi)


def _selected(books: Books, view: View, quarter: Quarter, counted: tuple[str, ...]) -> dict[str, int] | None:
    """The sums over the selected branches, or None where they are hidden."""
    rows = books.cube.outcomes.select(month=quarter.months, quality=CLEAN)
    branches = np.unique(rows.keys["branch"])
    chosen = rows.select(channel=view.channels or None, segment=view.segments or None)
    selected = np.isin(branches, view.branches) if view.branches else np.ones(len(branches), dtype=bool)
    pattern = _pattern(books, view, rows, branches, counted)
    base = _counts(chosen, branches, counted)[np.newaxis, :]
    hidden, _ = pattern.of_selection(base, selected, n_suppress=books.thresholds.n_suppress)
    if hidden[0] or _kept_from_more(books, view, quarter, counted, branches[selected]):
        return None
    mine = np.isin(chosen.keys["branch"], branches[selected])
    names = ("osat_top", "promoters", "passives", "detractors")
    return {name: int(chosen.sums[name][mine].sum()) for name in names} | {"n": int(base[0, selected].sum())}


def _kept_from_more(
    books: Books, view: View, quarter: Quarter, counted: tuple[str, ...], branches: Ints
) -> bool:
    """Whether those who see the whole network must not see the sums over some branches."""
    if books.wider is None or not len(branches):
        return False
    chosen = replace(view, branches=tuple(branches.tolist()))
    return _selected(books.wider, chosen, quarter, counted) is None


def _pattern(books: Books, view: View, rows: Tallies, branches: Ints, counted: tuple[str, ...]) -> Hiding:
    """What must stay hidden when a quarter is narrowed to a view's channels and segments, as for the touchpoints."""
    region = {b.id: b.region for b in books.institution.branches}
    regions = np.array([region[int(b)] for b in branches], dtype=np.int64)
    least = books.thresholds.n_suppress
    whole = _counts(rows, branches, counted)
    found = [hide(whole[np.newaxis, :], whole, regions, n_suppress=least)]
    cuts = [
        cuts_of(kind, chosen, rows.keys[kind], rows.sums["responses"])
        for kind, chosen in (("channel", view.channels), ("segment", view.segments))
        if chosen
    ]
    for some in together(cuts):
        parts = [_counts(rows.select(**part), branches, counted) for part in parts_of(some)]
        bases = [part[np.newaxis, :] for part in parts]
        found.append(hide_alike(found[:1], bases, parts, regions, n_suppress=least))
    return united(found)


def _counts(rows: Tallies, branches: Ints, counted: tuple[str, ...]) -> Ints:
    """Answers per branch."""
    at = np.searchsorted(branches, rows.keys["branch"])
    return add_up(
        at, sum((rows.sums[name] for name in counted), start=np.zeros(len(at), np.int64)), len(branches)
    )


def _figure(
    books: Books, view: View, quarters: Sequence[Quarter], figure: int, code: str, name: Name
) -> Outcome | None:
    rows = books.cube.figures.select(figure=figure, branch=view.branches or None)
    parts = [rows.select(month=quarter.months) for quarter in quarters]
    if not any(len(part) for part in parts):
        return None
    months = np.array([len(np.unique(part.keys["month"])) for part in parts])
    top = np.array([part.sums["numerator"].sum() for part in parts], dtype=np.int64)
    bottom = np.array([part.sums["denominator"].sum() for part in parts], dtype=np.int64)
    if bottom.any():
        share = top_box(np.where(bottom > 0, top, 0), bottom, conf=books.thresholds.confidence)
        return _outcome(code, Kind.SHARE, name, quarters, bottom, share.share, share.lo, share.hi)
    none = np.full(len(quarters), np.nan)
    value = np.where(months > 0, top.astype(np.float64), np.nan)
    return _outcome(code, Kind.COUNT, name, quarters, months, value, none, none)


def _outcome(
    code: str,
    kind: Kind,
    name: Name | None,
    quarters: Sequence[Quarter],
    n: Ints,
    value: np.ndarray,
    lo: np.ndarray,
    hi: np.ndarray,
) -> Outcome:
    frame = pd.DataFrame({"quarter": [q.code for q in quarters], "n": n, "value": value, "lo": lo, "hi": hi})
    change, change_lo, change_hi = mover(value[-2:], lo[-2:], hi[-2:])
    clear = bool(change_lo > 0 or change_hi < 0)
    return Outcome(code, kind, name, frame, change, change_lo, change_hi, clear)
