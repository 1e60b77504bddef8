"""Mei's charts rest on her own branches: the same as if there were no others."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, Permission, Role, Scope
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from mot.ingest.draft import SourceFile
from mot.services import trends
from tests.services.service_samples import (
    FIGURE_HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    bring_in,
    figure_rows,
    people,
    workbook,
)

VIEW = View(Quarter(2026, 3))
DAY = dt.date(2026, 10, 5)
MONTHS = range(1, 10)

QUESTIONS: tuple[Callable[..., Any], ...] = (
    trends.alarms,
    trends.touchpoint_board,
    lambda *asked: trends.branch_board(*asked[:3], 2, *asked[3:]),
    lambda *asked: trends.branch_board(*asked[:3], None, *asked[3:]),
    lambda *asked: trends.control_chart(*asked[:3], 2, None, *asked[3:]),
    lambda *asked: trends.control_chart(*asked[:3], None, None, *asked[3:]),
    lambda *asked: trends.control_chart(*asked[:3], 2, 3, *asked[3:]),
    lambda *asked: trends.figures(*asked[:3], None, *asked[3:]),
)


def year(branches: tuple[str, ...], *, seed: int = 1, each: int = 14) -> SourceFile:
    """Nine months of feedback about some branches."""
    rows = [row for m in MONTHS for row in people(branches, each=each, month=m, seed=100 * seed + m)]
    return SourceFile("反馈.xlsx", workbook(rows))


def reported(branches: tuple[str, ...], *, more: int = 0) -> SourceFile:
    """Nine months of outcome figures about some branches."""
    rows = [
        row
        for m in MONTHS
        for row in figure_rows(branches, month=f"2026-{m:02d}", complaints=10 + m % 3 + more)
    ]
    return SourceFile("结果指标.xlsx", workbook(rows, FIGURE_HEADER))


def comparable(found: Any) -> Any:
    """A result as plain values that can be compared to the last bit."""
    if dataclasses.is_dataclass(found):
        return {f.name: comparable(getattr(found, f.name)) for f in dataclasses.fields(found)}
    if isinstance(found, pd.DataFrame):
        return {c: comparable(found[c].to_numpy()) for c in found}
    if isinstance(found, np.ndarray):
        return [str(x) for x in found.ravel().tolist()]
    if isinstance(found, tuple):
        return [comparable(x) for x in found]
    return str(found)


def test_mei_sees_what_she_would_see_if_there_were_no_north(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, year(SOUTH_NAMES))
    bring_in(engine, ada, reported(SOUTH_NAMES))
    alone = [comparable(ask(engine, mei, VIEW, DAY)) for ask in QUESTIONS]
    assert "nan" not in str(alone[4]["frame"]["value"]), "there is something to see"
    bring_in(engine, ada, year(NORTH_NAMES, seed=2, each=30))
    bring_in(engine, ada, reported(NORTH_NAMES, more=50))
    assert [comparable(ask(engine, mei, VIEW, DAY)) for ask in QUESTIONS] == alone
    assert [comparable(ask(engine, ada, VIEW, DAY)) for ask in QUESTIONS] != alone


def test_mei_cannot_ask_for_a_branch_of_the_north(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, year(NORTH_NAMES + SOUTH_NAMES))
    bring_in(engine, ada, reported(NORTH_NAMES + SOUTH_NAMES))
    of_north = View(VIEW.quarter, branches=(1, 2))
    assert trends.control_chart(engine, mei, VIEW, 2, 1, DAY).frame.empty
    assert trends.figures(engine, mei, VIEW, 1, DAY) == ()
    assert trends.figures(engine, mei, of_north, None, DAY) == ()
    assert trends.branch_board(engine, mei, of_north, 2, DAY).frame.empty
    told = trends.control_chart(engine, mei, of_north, 2, None, DAY).frame
    assert told["value"].isna().all()
    assert (told["n"] == 0).all()
    assert trends.alarms(engine, mei, of_north, DAY).watched == 0
    assert set(trends.branch_board(engine, mei, VIEW, 2, DAY).frame["key"]) == {3, 4, 5}


def test_the_months_of_lin_and_mei_add_up_to_those_of_chen(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    bring_in(engine, ada, year(NORTH_NAMES + SOUTH_NAMES))
    charts = [trends.control_chart(engine, a, VIEW, 2, None, DAY).frame for a in (lin, mei, chen)]
    one, other, both = ((c["n"] * c["value"]).to_numpy() for c in charts)
    np.testing.assert_allclose(one + other, both)
    assert (charts[0]["n"] + charts[1]["n"] == charts[2]["n"]).all()


def test_the_month_of_today_is_not_judged(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, year(SOUTH_NAMES))
    found = trends.control_chart(engine, mei, VIEW, 2, None, dt.date(2026, 9, 30))
    assert found.frame["running"].tolist() == [False] * 8 + [True]
    assert trends.alarms(engine, mei, VIEW, dt.date(2026, 9, 30)).last == 202608
    assert trends.alarms(engine, mei, VIEW, dt.date(2026, 10, 1)).last == 202609


def test_a_scope_without_branches_has_nothing_to_watch(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, year(SOUTH_NAMES))
    nobody = Actor("wu", "吴", Role.MANAGER, Scope(frozenset()))
    found = trends.alarms(engine, nobody, VIEW, DAY)
    assert (found.watched, found.points, found.drifts) == (0, (), ())
    assert trends.control_chart(engine, nobody, VIEW, None, None, DAY).frame.empty


def test_who_may_not_see_results_sees_no_trend(
    engine: sa.Engine, bank: Institution, mei: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Actor, "may", lambda self, permission: permission is not Permission.VIEW_RESULTS)
    for ask in QUESTIONS:
        with pytest.raises(NotAllowedError):
            ask(engine, mei, VIEW, DAY)
