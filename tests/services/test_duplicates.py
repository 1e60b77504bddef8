"""Nobody counts twice: the same again is left out, told with the import that has it, and counted when so decided."""

import datetime as dt

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.batches import DraftOutdatedError
from mot.domain.issues import Issue, Severity
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services import imports
from tests.services.service_samples import (
    EVERYWHERE,
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    blocking,
    bring_in,
    people,
    sums,
    workbook,
)

COUNTED = Decisions(answers={"already_imported": "count"})


def nameless(rows: list[list[object]]) -> list[list[object]]:
    """The same rows without respondent numbers."""
    return [[None, *row[1:]] for row in rows]


def file(rows: list[list[object]], name: str = "反馈.xlsx") -> SourceFile:
    return SourceFile(name, workbook(rows))


def issue(draft: Draft, code: str) -> Issue:
    (found,) = [one for one in draft.issues if one.code == code]
    return found


@pytest.fixture(params=[False, True], ids=["named", "nameless"])
def rows(request: pytest.FixtureRequest) -> list[list[object]]:
    """Sixty people, with and without numbers by which to know them."""
    everybody = people(EVERYWHERE)
    return nameless(everybody) if request.param else everybody


def test_everything_again_adds_nothing_and_names_the_import(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    first = bring_in(engine, ada, file(rows, "三季度.xlsx"))
    again = imports.preview(engine, ada, file(rows, "三季度 副本.xlsx"))
    assert (again.counts.responses, again.counts.duplicates, again.ready) == (0, 60, False)
    told = issue(again, "already_imported")
    day = dt.datetime.now(dt.UTC).date().isoformat()
    assert {k: told.params[k] for k in ("count", "number", "date", "file")} == {
        "count": 60, "number": first.id, "date": day, "file": "三季度.xlsx",
    }  # fmt: skip
    assert (told.severity, told.choices, told.chosen) == (Severity.DECIDE, ("skip", "count"), "skip")
    assert issue(again, "same_file").params["file"] == "三季度.xlsx"


def test_a_partly_extended_file_adds_what_is_new(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    bring_in(engine, ada, file(rows[:40], "七月.xlsx"))
    longer = imports.preview(engine, ada, file(list(reversed(rows)), "七月八月.xlsx"))
    assert (longer.counts.responses, longer.counts.duplicates) == (20, 40)
    assert "replaces" not in {one.code for one in longer.issues}, "all old rows are as they were"
    batch = imports.commit(engine, ada, longer)
    whole = sums(engine, ada)
    for number in (1, batch.id):
        imports.undo(engine, ada, number)
    bring_in(engine, ada, file(rows))
    assert_same_numbers(sums(engine, ada), whole)


def test_whoever_decides_so_counts_them_once_more(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    bring_in(engine, ada, file(rows))
    draft = imports.preview(engine, ada, file(rows[:10]), COUNTED)
    assert (draft.counts.responses, draft.counts.duplicates) == (10, 0)
    assert issue(draft, "already_imported").chosen == "count"
    imports.commit(engine, ada, draft)
    assert int(sums(engine, ada)["outcomes"]["responses"].sum()) == 70  # type: ignore[index]


def test_what_several_imports_have_is_said_in_one_sentence(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    numbers = [bring_in(engine, ada, file(part)).id for part in (rows[:15], rows[15:40])]
    told = issue(imports.preview(engine, ada, file(rows)), "already_imported_several")
    assert (told.params["numbers"], told.params["number"], told.count) == (
        f"{numbers[0]}, {numbers[1]}",
        numbers[1],
        40,
    )


def test_two_customers_who_say_the_same_are_two(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    rows = nameless(people(NORTH_NAMES))
    twice = [*rows, rows[0], rows[0]]
    first = imports.preview(engine, ada, file(twice))
    assert first.counts.responses == len(rows) + 2
    imports.commit(engine, ada, first)
    thrice = imports.preview(engine, ada, file([*twice, rows[0]]))
    assert (thrice.counts.responses, thrice.counts.duplicates) == (1, len(rows) + 2)


def test_the_same_form_at_another_branch_or_on_another_day_is_another_customer(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = nameless(people(NORTH_NAMES, each=3))
    bring_in(engine, ada, file(rows))
    moved = [[row[0], "南湖支行", *row[2:]] for row in rows]
    later = [[*row[:2], row[2].replace(month=8), *row[3:]] for row in rows]  # type: ignore[attr-defined]
    remarked = [[*row[:7], "另一条意见", *row[8:]] for row in rows]
    draft = imports.preview(engine, ada, file([*moved, *later, *remarked, *rows]))
    assert (draft.counts.responses, draft.counts.duplicates) == (18, 6)


def test_short_forms_that_are_equal_by_chance_are_counted_and_said(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    header = ("网点", "日期", "期望-排队等候", "感知-排队等候")
    day = dt.date(2026, 7, 6)
    old = [["北门支行", day, 5, score] for score in (1, 2, 3, 3, 4, 4, 5, 5)]
    bring_in(engine, ada, SourceFile("上午.xlsx", workbook(old, header)))
    new = [["北门支行", day, 4, score] for score in (1, 2, 3, 4, 5)] + [["北门支行", day, 5, 3]]
    draft = imports.preview(engine, ada, SourceFile("下午.xlsx", workbook(new, header)))
    assert (draft.counts.responses, draft.counts.duplicates) == (6, 0)
    assert issue(draft, "already_imported").chosen == "count"
    strict = Decisions(answers={"already_imported": "skip"})
    assert (
        imports.preview(engine, ada, SourceFile("下午.xlsx", workbook(new, header)), strict).counts.duplicates
        == 1
    )
    imports.commit(engine, ada, draft)


def test_an_import_that_goes_meanwhile_outdates_what_was_left_out_for_it(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    first = bring_in(engine, ada, file(rows[:40]))
    draft = imports.preview(engine, ada, file(rows))
    imports.undo(engine, ada, first.id)
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, draft)
    imports.redo(engine, ada, first.id)
    assert imports.commit(engine, ada, draft).counts.responses == 20


def test_forms_that_come_in_meanwhile_outdate_a_draft(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    drafted, undone = (imports.preview(engine, ada, file(part)) for part in (rows, rows[:20]))
    first = imports.commit(engine, ada, undone)
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, drafted)
    imports.undo(engine, ada, first.id)
    assert imports.commit(engine, ada, drafted).counts.responses == 60


def test_mei_is_not_told_the_name_of_lins_file(
    engine: sa.Engine, bank: Institution, lin: Actor, mei: Actor
) -> None:
    rows = people(NORTH_NAMES)
    bring_in(engine, lin, file(rows, "北区机密.xlsx"))
    hers = [[row[0], SOUTH_NAMES[0], *row[2:]] for row in rows]
    draft = imports.preview(engine, mei, file([*hers, *people(SOUTH_NAMES, seed=2)]))
    assert draft.counts.duplicates == 24, "the same people on the same days"
    assert "北区机密" not in repr(draft.issues)
    assert blocking(draft) == []
    same = imports.preview(engine, mei, file(rows, "x.xlsx"))
    assert "北区机密" not in repr(same.issues)
