"""Rows that a tool marks, whatever the tool."""

import numpy as np
import pytest

from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells
from mot.ingest.draft import Decisions
from mot.ingest.layouts import Table, Told
from mot.ingest.marked import COUNT, LEAVE, chosen, leave_out, marked
from mot.ingest.rows import Sorted

MARKS = (("preview", "preview"), ("", "unfinished"))


def table(*cells: object) -> Table:
    size = len(cells)
    return Table(
        headers=("state",),
        letters=("C",),
        columns=(Cells.of(cells),),
        rows=np.arange(2, size + 2, dtype=np.int32),
        told=(Told(FieldKind.IGNORE, marks=MARKS),),
        sheet=np.zeros(size, dtype=np.int16),
        sheet_names=("Sheet1",),
    )


def test_blank_cells_and_words_in_any_case_are_marks():
    found = {one.mark: one.rows.tolist() for one in marked(table("Preview", "done", None, "PREVIEW"))}
    assert found == {"preview": [0, 3], "unfinished": [2]}


def test_a_column_without_marks_marks_nothing():
    plain = table("preview", None)
    assert not list(marked(Table(**{f: getattr(plain, f) for f in plain.__slots__} | {"told": (None,)})))


def test_previews_go_and_unfinished_rows_stay_until_somebody_decides():
    found = leave_out(Sorted(table("Preview", "done", None), (), 0), Decisions())
    assert found.table.rows.tolist() == [3, 4]
    assert [(one.row, one.reason, one.column, one.value) for one in found.set_aside] == [
        (2, "preview", "C", "Preview")
    ]


def test_a_row_that_carries_two_marks_is_set_aside_once():
    both = Decisions(answers={"unfinished": LEAVE})
    found = leave_out(Sorted(table("Preview", "done", None, None), (), 0), both)
    assert [one.row for one in found.set_aside] == [2, 4, 5]


@pytest.mark.parametrize(
    "decided", [Decisions(answers={"preview": COUNT}), Decisions(values={"preview": COUNT})]
)
def test_what_was_decided_now_or_for_the_questionnaire_counts(decided):
    assert chosen("preview", decided) == COUNT
    assert leave_out(Sorted(table("Preview", "done"), (), 0), decided).table.rows.tolist() == [2, 3]


def test_a_choice_that_does_not_exist_changes_nothing():
    assert chosen("preview", Decisions(answers={"preview": "burn"})) == LEAVE
