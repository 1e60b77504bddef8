"""Numbered items that an import creates: the 22 standard ones come with their dimensions."""

import datetime as dt

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.survey import Dimension, Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.storage import institution
from tests.services.service_samples import EVERYWHERE, bring_in, workbook

DECIDED = Decisions(values={"direction": "high_is_best"})


def items(count: int) -> SourceFile:
    header = ["客户编号", "网点", "日期", *(f"{letter}{n}" for letter in "EP" for n in range(1, count + 1))]
    rows = [
        [f"K{i}", EVERYWHERE[i % 5], dt.date(2026, 7, 3), *(1 + (i + j) % 5 for j in range(2 * count))]
        for i in range(20)
    ]
    return SourceFile("items.xlsx", workbook(rows, header))


def created(engine: sa.Engine) -> dict[str, Dimension]:
    with engine.connect() as tx:
        touchpoints = institution.load(tx).touchpoints
    return {t.name.zh: t.dimension for t in touchpoints if "/" in t.name.zh}


def test_the_22_standard_items_get_their_dimensions(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, items(22), DECIDED)
    found = created(engine)
    assert len(found) == 22
    assert [list(found.values()).count(dimension) for dimension in Dimension] == [4, 5, 4, 4, 5, 0]
    assert found["E1/P1"] is Dimension.TANGIBLES
    assert found["E13/P13"] is Dimension.RESPONSIVENESS
    assert found["E22/P22"] is Dimension.EMPATHY


def test_other_numbers_of_items_get_none(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, items(21), DECIDED)
    assert set(created(engine).values()) == {Dimension.NONE}
