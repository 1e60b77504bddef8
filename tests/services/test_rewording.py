"""A reworded question breaks its trend, unless somebody said that it asks the same."""

import datetime as dt

import pytest
import sqlalchemy as sa

from mot.analysis.breaks import Reason
from mot.domain.access import Actor, Scope
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.services import imports, overview, trends
from mot.storage import institution, questions
from tests.conftest import SOUTH
from tests.services.service_samples import (
    EVERYWHERE,
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    blocking,
    bring_in,
    people,
    workbook,
)

VIEW, DAY = View(Quarter(2026, 3)), dt.date(2026, 10, 5)
NEW_HEADER = [name.replace("排队等候", "排队等候时长") for name in HEADER]
SAME = Decisions(values={"same:queue": "same"})


def months(
    which: range, header: list[str] | tuple[str, ...] = HEADER, branches: tuple[str, ...] = EVERYWHERE
) -> SourceFile:
    """Some months of feedback of one questionnaire."""
    rows = [row for m in which for row in people(branches, each=14, month=m, seed=100 * len(branches) + m)]
    return SourceFile(f"{which.start}.xlsx", workbook(rows, header))


def queue(there: Institution) -> int:
    """The id of the touchpoint that is reworded."""
    return next(t.id for t in there.touchpoints if t.code == "queue")


def cuts(engine: sa.Engine, actor: Actor, touchpoint: int | None) -> list[tuple[int, tuple[int, ...]]]:
    """Months and touchpoints of the breaks by rewording in a chart."""
    found = trends.control_chart(engine, actor, VIEW, touchpoint, None, DAY)
    return [(cut.month, cut.come) for cut in found.breaks if cut.reason is Reason.WORDING]


def test_a_reworded_question_breaks_its_trend_and_that_of_all(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, months(range(1, 7)))
    bring_in(engine, ada, months(range(7, 10), NEW_HEADER))
    asked, other = queue(bank), bank.touchpoints[0].id
    assert cuts(engine, ada, asked) == [(202607, (asked,))]
    assert cuts(engine, ada, None) == [(202607, (asked,))]
    assert cuts(engine, ada, other) == []


def test_a_question_that_asks_the_same_goes_on(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, months(range(1, 7)))
    bring_in(engine, ada, months(range(7, 10), NEW_HEADER), SAME)
    assert cuts(engine, ada, queue(bank)) == []


@pytest.mark.parametrize("joined", [True, False])
def test_the_overview_calls_a_rewording_no_change(
    engine: sa.Engine, bank: Institution, ada: Actor, joined: bool
) -> None:
    bring_in(engine, ada, months(range(1, 7)))
    bring_in(engine, ada, months(range(7, 10), NEW_HEADER), SAME if joined else Decisions())
    moves = overview.overview(engine, ada, VIEW).moves
    compared = set(moves["touchpoint"].tolist())
    assert (queue(bank) in compared) is joined
    assert len(compared) == len(bank.touchpoints) - (not joined)


def test_an_undone_import_leaves_no_break(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, months(range(1, 7)))
    batch = bring_in(engine, ada, months(range(7, 10), NEW_HEADER))
    imports.undo(engine, ada, batch.id)
    assert cuts(engine, ada, queue(bank)) == []


def test_a_name_of_the_touchpoint_is_no_rewording(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    with engine.begin() as tx:
        point = next(t for t in bank.touchpoints if t.code == "queue")
        renamed = type(point)(
            point.id, point.code, point.name, point.stage, point.dimension, point.step, ("排队等候时长",)
        )
        institution.update_touchpoint(tx, renamed)
    bring_in(engine, ada, months(range(1, 7)))
    bring_in(engine, ada, months(range(7, 10), NEW_HEADER))
    assert cuts(engine, ada, queue(bank)) == []


def test_the_north_reworded_is_nothing_that_mei_sees(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, months(range(1, 10), branches=SOUTH_NAMES))
    bring_in(engine, ada, months(range(1, 7), branches=NORTH_NAMES))
    bring_in(engine, ada, months(range(7, 10), NEW_HEADER, NORTH_NAMES))
    assert cuts(engine, mei, queue(bank)) == []
    with engine.connect() as tx:
        everything = questions.load(tx, Scope(), bank)
        south = questions.load(tx, Scope(SOUTH), bank)
    assert set(everything.keys["wording"].tolist()) == {0, 1}
    assert len(south) == 0


@pytest.mark.parametrize("answered", [True, False])
def test_a_changed_questionnaire_needs_no_click_and_tells_what_changed(
    engine: sa.Engine, bank: Institution, ada: Actor, answered: bool
) -> None:
    bring_in(engine, ada, months(range(1, 7)))
    draft = imports.preview(engine, ada, months(range(7, 10), NEW_HEADER), SAME if answered else Decisions())
    assert blocking(draft) == []
    told = {issue.code: issue for issue in draft.issues}
    assert told["questionnaire_changed"].params["reworded"] == [
        f"{old} → {new}" for old, new in zip(HEADER, NEW_HEADER, strict=True) if old != new
    ]
    assert ("question_joined" if answered else "question_reworded") in told
