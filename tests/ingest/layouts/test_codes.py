"""Codes that tools document become blanks, numbers, or what was written instead."""

from mot.ingest.cells import Cells
from mot.ingest.layouts.codes import changed, folded, instead, option


def read(cells: Cells) -> list[object]:
    return [cells.values[code] if code >= 0 else None for code in cells.codes]


def test_options_become_their_numbers_and_nothing_else_does():
    assert [option(v) for v in ("A1", "AO12", "a03", "ANS2", "Atrium", "A0", 4.0, None)] == [
        1.0, 12.0, 3.0, 2.0, "Atrium", "A0", 4.0, None,
    ]  # fmt: skip
    assert read(changed(Cells.of(["A1", None, "A01"]), option)) == [1.0, None, 1.0]


def test_what_was_written_stands_where_the_mark_stood():
    found = instead(Cells.of(["老城", "-oth-", None, "-oth-"]), "-oth-", Cells.of([None, "高新", "x", None]))
    assert read(found) == ["老城", "高新", None, None]


def test_options_of_which_one_is_chosen_become_one_column():
    columns = [Cells.of(["老城", None, None]), Cells.of([None, "高新", None]), Cells.of([None, None, None])]
    assert read(folded(columns)) == ["老城", "高新", None]


def test_options_of_which_two_are_chosen_stay_apart():
    assert folded([Cells.of(["老城"]), Cells.of(["高新"])]) is None
