"""What drives overall satisfaction, and what a better rating would go along with."""

from collections.abc import Sequence

import sqlalchemy as sa

from mot.analysis import drivers as analysis
from mot.analysis import what_if as prediction
from mot.analysis.lens import focus
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books
from mot.services.gaps import gap_table
from mot.services.pairs import driver_pairs


def drivers(engine: sa.Engine, actor: Actor, view: View, *, target: float | None = None) -> analysis.Drivers:
    """Importance, performance and priority per touchpoint, in journey order.

    `target` is the performance at which the map is divided, in percent of the scale; the mean when not given.
    """
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return analysis.drivers_table(
        driver_pairs(engine, actor, view),
        gap_table(engine, actor, view),
        books.thresholds,
        hidden_overall=focus(books, view, view.quarter).hidden_overall,
        target=target,
    )


def what_if(
    engine: sa.Engine, actor: Actor, view: View, touchpoints: Sequence[int], raised: float
) -> prediction.WhatIf:
    """What overall satisfaction would be if some touchpoints were rated `raised` points higher.

    `raised` is in points of the scale on which the gaps of the view are shown.
    """
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    return prediction.what_if(
        driver_pairs(engine, actor, view),
        gap_table(engine, actor, view),
        books.thresholds,
        touchpoints,
        raised,
        hidden_overall=focus(books, view, view.quarter).hidden_overall,
    )
