"""The sheet of one branch: the same after it was stored, and found by its branch."""

import datetime as dt
import json

from mot.domain import branch_sheets
from mot.domain.branch_sheets import BranchSheet, Fair, Overall, Row, Task

OVERALL = Overall(-0.1 / 3, -0.2, 0.1, 40, -0.3, 0.27, 0.01, 0.5, True)
ROWS = (
    Row(1, 40, 4.2, 4.1, -0.1, -0.3, 0.1, "unclear", None, None, False),
    Row(2, None, None, None, None, None, None, "suppressed", None, None, False),
    Row(3, 0, None, None, None, None, None, "no_responses", None, None, False),
)
SHEET = BranchSheet(
    7, 40, True, OVERALL, Fair("in_line", "inside", 12), ROWS,
    (Task(3, "叫号分流", 2, "under_way", "林", dt.date(2026, 9, 30), True),),
)  # fmt: skip


def test_it_is_the_same_after_it_was_stored():
    stored = json.loads(json.dumps(branch_sheets.to_plain(SHEET)))
    assert branch_sheets.from_plain(stored) == SHEET
    assert stored["overall"]["value"] == OVERALL.value


def test_what_is_hidden_is_counted_and_what_nobody_rated_is_not():
    assert SHEET.hidden == 1
    assert [row.touchpoint for row in SHEET.shown] == [1]


def test_it_is_found_by_its_branch():
    stored = (branch_sheets.to_plain(SHEET),)
    assert branch_sheets.sheet_of(stored, 7) == SHEET
    assert branch_sheets.sheet_of(stored, 8) is None
    assert list(branch_sheets.all_of(stored)) == [SHEET]
