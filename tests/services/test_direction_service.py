"""Which end is the best is asked once per questionnaire, whoever answers."""

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.services import imports
from tests.services.service_samples import (
    NORTH_NAMES,
    SOUTH_NAMES,
    blocking,
    bring_in,
    people,
    workbook,
)

HEADER = ("答卷编号", "网点", "日期", "感知-网点环境", "感知-排队等候", "感知-柜台办理")


def bare(branches: tuple[str, ...], seed: int) -> SourceFile:
    """Perceptions alone, as bare numbers."""
    rows = [[*row[:3], row[9], row[11], row[13]] for row in people(branches, seed=seed)]
    return SourceFile("数据.xlsx", workbook(rows, HEADER))


def test_what_lin_said_is_known_when_mei_uploads_the_same_questionnaire(
    engine: sa.Engine, bank: Institution, lin: Actor, mei: Actor
) -> None:
    first = imports.preview(engine, lin, bare(NORTH_NAMES, 1))
    assert blocking(first) == ["direction_needed"]
    bring_in(engine, lin, bare(NORTH_NAMES, 1), Decisions(answers={"direction": "low_is_best"}))
    later = imports.preview(engine, mei, bare(SOUTH_NAMES, 2))
    assert blocking(later) == []
    assert "direction_turned" in {issue.code for issue in later.issues}


def test_the_rows_that_are_shown_for_judging_are_not_kept(
    engine: sa.Engine, bank: Institution, lin: Actor
) -> None:
    batch = bring_in(engine, lin, bare(NORTH_NAMES, 1), Decisions(answers={"direction": "high_is_best"}))
    with engine.connect() as tx:
        stored = tx.scalar(sa.text("SELECT issues FROM batch WHERE id = :id"), {"id": batch.id})
    assert "rows" in str(stored)  # the places in Excel
    assert '"columns"' not in str(stored)
