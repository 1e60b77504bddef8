"""Questions that only the single answers can tell: their distribution, and three answers at once."""

import numpy as np
import sqlalchemy as sa

from mot.analysis import tolerance as zones
from mot.analysis.distribution import Distribution, distribution, joint_counts
from mot.analysis.lens import focus
from mot.analysis.tolerance import Tolerance, Triples
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.survey import Scale
from mot.ingest.draft import MISSING
from mot.services.books import open_books
from mot.services.viewed import column, viewed
from mot.stats.tally import PairTally


def answer_distribution(engine: sa.Engine, actor: Actor, view: View, touchpoint: int) -> Distribution | None:
    """How the answers to a touchpoint are spread, over the pairs; None where its total is hidden.

    Where several scales were used, those on the commonest.
    """
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    lens = focus(books, view, view.quarter)
    at = np.flatnonzero(lens.grid.touchpoints == touchpoint)
    if not len(at) or lens.hidden_totals[at[0]] or lens.unit.scale is None:
        return None
    paired = not bool(lens.grid.alone[at[0]])
    names = (f"e_{touchpoint}", f"p_{touchpoint}")
    found: dict[Scale, np.ndarray] = {}
    for _, scale, _, rows in viewed(engine, actor, view, names):
        e, p = (column(rows, name) for name in names)
        joint = joint_counts(e, p, scale, MISSING)
        found[scale] = found[scale] + joint if scale in found else joint
    if not found:
        return None
    scale = max(found, key=lambda s: int(found[s].sum()))
    told = distribution(found[scale], scale, paired=paired)
    return told if told.n >= books.thresholds.n_suppress else None


def tolerance(engine: sa.Engine, actor: Actor, view: View) -> Tolerance | None:
    """The zone of tolerance per touchpoint; None where the least acceptable level was not asked."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    if not zones.asked(books, view):
        return None
    lens = focus(books, view, view.quarter)
    points, branches = lens.grid.touchpoints, lens.grid.branches
    names = [f"{kind}_{point}" for point in points for kind in "mep"]
    everywhere = View(view.quarter, (), view.channels, view.segments)
    parts: list[tuple[Scale, Triples]] = []
    for _, scale, _, rows in viewed(engine, actor, everywhere, names):
        place = np.searchsorted(branches, column(rows, "branch"), sorter=np.argsort(branches))
        place = np.argsort(branches)[place]
        lines = []
        for point in points:
            a, e, p = (column(rows, f"{kind}_{point}") for kind in "mep")
            lines.append(zones.count_triples(a, e, p, place, len(branches), scale, MISSING))
        parts.append((scale, _stacked(lines)))
    return zones.tolerance(books, view, zones.pooled(parts, lens.unit)) if parts else None


def _stacked(lines: list[Triples]) -> Triples:
    def stack(name: str) -> PairTally:
        tallies = [getattr(line, name) for line in lines]
        return PairTally.from_columns(
            {f: np.stack([getattr(t, f) for t in tallies]) for f in PairTally.names()}
        )

    return Triples(stack("acceptable"), stack("expected"), np.stack([line.inverted for line in lines]))
