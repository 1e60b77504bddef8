"""Alpha from the stored answers, and only those of one's own branches."""

import pandas as pd
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Dimension, Institution
from mot.ingest.draft import SourceFile
from mot.services import setup
from mot.services.reliability import reliability
from tests.services.service_samples import HEADER, NORTH_NAMES, SOUTH_NAMES, bring_in, people, workbook

VIEW = View(Quarter(2026, 3))


@pytest.fixture
def alike(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    """Queueing and the counter both measure reliability."""
    moved = [
        type(t)(t.id, t.code, t.name, t.stage, Dimension.RELIABILITY if t.id in (2, 3) else Dimension.NONE)
        for t in bank.touchpoints
    ]
    setup.save_touchpoints(engine, ada, moved)


def expected(rows: list[list[object]], perceived: bool) -> float:
    frame = pd.DataFrame(rows, columns=list(HEADER))
    sides = {name: frame[f"感知-{name}"].astype(int) for name in ("排队等候", "柜台办理")}
    if not perceived:
        sides = {name: seen - frame[f"期望-{name}"].astype(int) for name, seen in sides.items()}
    items = pd.DataFrame(sides)
    return float(2 * (1 - items.var().sum() / items.sum(axis=1).var()))


@pytest.mark.usefixtures("alike")
def test_alpha_is_that_of_the_answers_in_the_file(engine: sa.Engine, ada: Actor) -> None:
    rows = people(NORTH_NAMES + SOUTH_NAMES, each=20)
    bring_in(engine, ada, SourceFile("a.xlsx", workbook(rows)))
    found = reliability(engine, ada, VIEW).set_index("dimension").loc["reliability"]
    assert found["n"] == 100
    assert found["perception"] == pytest.approx(expected(rows, perceived=True))
    assert found["gap"] == pytest.approx(expected(rows, perceived=False))


@pytest.mark.usefixtures("alike")
def test_mei_is_told_the_alpha_of_her_own_branches(engine: sa.Engine, ada: Actor, mei: Actor) -> None:
    south = people(SOUTH_NAMES, each=20)
    bring_in(engine, ada, SourceFile("s.xlsx", workbook(south)))
    bring_in(engine, ada, SourceFile("n.xlsx", workbook(people(NORTH_NAMES, each=40, seed=5))))
    found = reliability(engine, mei, VIEW).set_index("dimension").loc["reliability"]
    assert found["n"] == 60
    assert found["perception"] == pytest.approx(expected(south, perceived=True))
