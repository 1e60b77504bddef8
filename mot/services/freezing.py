"""The evidence of a tag: what would be frozen, and the tag with it before anything is said of it."""

import datetime as dt
import math
from typing import Any

import sqlalchemy as sa

import mot
from mot.analysis import evidence as analysis
from mot.analysis import family
from mot.analysis.books import Books
from mot.analysis.lens import months_of
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.frozen import sealed
from mot.domain.moments import Judgement, Kind, Moment, Origin
from mot.services.books import open_books
from mot.storage import moments as storage


def preview(
    engine: sa.Engine, actor: Actor, view: View, touchpoint: int, *, branch: int | None = None
) -> dict[str, Any]:
    """The numbers and the finding that a tag would freeze; `unit` is that of the numbers."""
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    whole = analysis.whole_view(books, view, branch)
    found = analysis.evidence(
        books, whole, touchpoint, one_branch=branch is not None, at=dt.datetime.now(dt.UTC)
    )
    return dict(found.numbers) | {"unit": found.unit}


def freeze(
    tx: sa.Connection,
    actor: Actor,
    books: Books,
    view: View,
    touchpoint: int,
    *,
    branch: int | None = None,
    origin: Origin = Origin.TOUCHPOINT,
    said: str = "",
) -> Moment:
    """The tag with its evidence, before anything is said of it; one made from an alarm keeps the alarm's month."""
    if touchpoint not in {t.id for t in books.institution.touchpoints}:
        raise ValueError(f"there is no touchpoint {touchpoint}")
    whole, at = analysis.whole_view(books, view, branch), dt.datetime.now(dt.UTC)
    behind = storage.batches_behind(
        tx,
        touchpoint=touchpoint,
        branches=whole.branches,
        months=months_of(view),
        channels=view.channels,
        segments=view.segments,
    )
    found = analysis.evidence(
        books,
        whole,
        touchpoint,
        one_branch=branch is not None,
        at=at,
        batches=behind,
        product_version=mot.__version__,
        alarm=_alarm(books, view, touchpoint, branch) if origin is Origin.ALARM else None,
        said=said,
    )
    demonstration = any(behind.values()) or (not behind and books.institution.demonstration)
    return Moment(
        id=0,
        origin=origin,
        touchpoint=touchpoint,
        branch=branch,
        branches=frozenset(whole.branches),
        judgement=Judgement(Kind.WATCH),
        evidence=sealed(found),
        created_at=at,
        created_by=actor.login,
        updated_at=at,
        updated_by=actor.login,
        version=1,
        demonstration=demonstration,
    )


def _alarm(books: Books, view: View, touchpoint: int, branch: int | None) -> dict[str, Any] | None:
    """What is out of the ordinary about a touchpoint of a view, or at one branch, in the last month tested."""
    found = family.alarms(books, view, dt.date.today())
    for one in (*found.points, *found.drifts):
        if (one.touchpoint, one.branch) == (touchpoint, branch):
            means = {name: getattr(one, name) for name in ("value", "lower", "upper")}
            told = {name: None if math.isnan(value) else float(value) for name, value in means.items()}
            whole = {"month": int(one.month), "n": int(one.n), "paired": bool(one.paired)}
            return told | whole | {"standing": str(one.standing)}
    return None
