"""Cronbach's alpha of the service dimensions, from the single answers, on request."""

import numpy as np
import pandas as pd
import sqlalchemy as sa

from mot.analysis import reliability as analysis
from mot.analysis.reliability import Cross
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.survey import Dimension
from mot.ingest.draft import MISSING
from mot.services.books import open_books
from mot.services.viewed import column, viewed


def reliability(engine: sa.Engine, actor: Actor, view: View) -> pd.DataFrame:
    """How alike the touchpoints of each dimension are rated in a view's quarter; see `mot.analysis.reliability`."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    every = analysis.items_of(books, view)
    items = {d: points for d, points in every.items() if len(points) > 1}
    names = [f"{kind}_{point}" for points in items.values() for point in points for kind in "ep"]
    found: dict[Dimension, list[tuple[Cross, Cross]]] = {d: [] for d in items}
    for _, scale, _, rows in viewed(engine, actor, view, names) if names else ():
        for dimension, points in items.items():
            e, p = (np.column_stack([column(rows, f"{kind}_{t}") for t in points]) for kind in "ep")
            paired = np.array(list(points.values()))
            there = (p != MISSING) & ((e != MISSING) | ~paired)
            gaps = there & paired.all()
            found[dimension].append(
                (analysis.count(p, there, scale), analysis.count(p - e, gaps, scale, signed=True))
            )
    pooled = {
        d: (analysis.together([p for p, _ in parts]), analysis.together([g for _, g in parts]))
        for d, parts in found.items()
        if parts
    }
    return analysis.reliability(books, every, pooled)
