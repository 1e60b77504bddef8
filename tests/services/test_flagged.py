"""Flagged responses within a person's scope: mei never learns of those of the North."""

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from mot.ingest.draft import SourceFile
from mot.services import gaps
from tests.pages.hasty import rows
from tests.services.service_samples import HEADER, NORTH_NAMES, SOUTH_NAMES, bring_in, workbook

VIEW = View(Quarter(2026, 3))


def file(number: int, branches: tuple[str, ...]) -> SourceFile:
    """Feedback about some branches, of which the first `number` people rushed."""
    about = [row for row in rows(number) if row[1] in branches]
    return SourceFile(f"{branches[0]}.xlsx", workbook(about, [*HEADER, "所用时间"]))


def test_mei_counts_the_flagged_of_the_south_only(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    bring_in(engine, ada, file(24, NORTH_NAMES))
    bring_in(engine, ada, file(0, SOUTH_NAMES))
    assert gaps.flagged(engine, mei, VIEW).flagged == 0
    assert gaps.flagged(engine, lin, VIEW).flagged == 24
    assert gaps.flagged(engine, chen, VIEW).flagged == 24
    of_north = gaps.flagged(engine, mei, View(VIEW.quarter, branches=(1, 2)))
    assert of_north.frame[["gap", "gap_with", "score", "score_with"]].isna().all(axis=None)
    assert of_north.flagged == 0


def test_what_is_shown_without_the_flagged_is_what_the_pages_show(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, file(24, (*NORTH_NAMES, *SOUTH_NAMES)))
    rows_ = gaps.flagged(engine, ada, VIEW).frame.iloc[1:]
    table = gaps.gap_table(engine, ada, VIEW).frame
    np.testing.assert_array_equal(rows_["gap"], table["gap"])
    np.testing.assert_array_equal(rows_["score"], table["perception"])
    assert (rows_["gap_with"] != rows_["gap"]).all()
