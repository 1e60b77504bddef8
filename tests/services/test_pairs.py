"""Driver pairs: counted from the answers on request, the same as by hand, and never beyond one's scope."""

import numpy as np
import pytest

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.ingest.draft import SourceFile
from mot.services import imports, pairs
from tests.services.service_samples import EVERYWHERE, HEADER, bring_in, people, workbook

VIEW = View(Quarter(2026, 3))
OSAT, QUEUE = HEADER.index("总体满意度"), HEADER.index("感知-排队等候")


@pytest.fixture
def rows(engine, bank, ada):
    table = people(EVERYWHERE)
    table[0][QUEUE] = None
    bring_in(engine, ada, SourceFile("反馈.xlsx", workbook(table)))
    return table


def by_hand(rows):
    both = [(r[OSAT], r[QUEUE]) for r in rows if r[OSAT] is not None and r[QUEUE] is not None]
    x, y = np.array(both).T
    return len(both), x.sum(), (x * x).sum(), (x * y).sum()


def counted(found):
    (one,) = found.values()
    i, j = one.variables.index("overall"), one.variables.index("2")
    return tuple(int(sums[:, i, j].sum()) for sums in (one.n, one.sum_x, one.sum_xx, one.sum_xy))


def test_the_sums_over_all_groups_are_those_of_the_answers(engine, ada, rows):
    assert counted(pairs.driver_pairs(engine, ada, VIEW)) == by_hand(rows)


def test_people_are_dealt_into_groups_that_add_up(engine, ada, rows):
    (one,) = pairs.driver_pairs(engine, ada, VIEW).values()
    people_in_groups = one.n[:, 0, 0]
    assert people_in_groups.sum() == len(rows)
    assert (people_in_groups > 0).sum() > 10


def test_a_manager_gets_the_pairs_of_her_branches_only(engine, mei, rows):
    south = [r for r in rows if r[1] not in ("北门支行", "老城支行")]
    assert counted(pairs.driver_pairs(engine, mei, VIEW)) == by_hand(south)


def test_an_undone_batch_leaves_no_pairs(engine, ada, rows):
    imports.undo(engine, ada, 1)
    assert pairs.driver_pairs(engine, ada, VIEW) == {}
