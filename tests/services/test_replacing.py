"""A corrected file takes the place of what it corrects in one step; the way back leads over both."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError
from mot.domain.batches import AlreadyUndoneError, BatchNotFoundError, BatchStatus, DraftOutdatedError
from mot.domain.dependence import (
    CameInOtherwiseError,
    Dependence,
    Dependent,
    NotUndoneError,
    OtherKindOfFigureError,
    ReplacedError,
)
from mot.domain.issues import Issue, Severity
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services import books, imports
from mot.storage import audit, batches
from tests.services.service_samples import (
    EVERYWHERE,
    FIGURE_HEADER,
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    bring_in,
    everything_stored,
    feedback,
    figures,
    people,
    sums,
    workbook,
)

QUEUE = HEADER.index("感知-排队等候")


def file(rows: list[list[object]], name: str = "反馈.xlsx") -> SourceFile:
    return SourceFile(name, workbook(rows))


def corrected(rows: list[list[object]], n: int = 3) -> list[list[object]]:
    """The same rows; in the first `n` the queue was rated otherwise."""
    return [
        [*row[:QUEUE], 6 - int(str(row[QUEUE])) if row[QUEUE] != 3 else 1, *row[QUEUE + 1 :]]
        if i < n
        else row
        for i, row in enumerate(rows)
    ]


def offered(draft: Draft) -> Issue | None:
    return next((one for one in draft.issues if one.code == "replaces"), None)


@pytest.fixture(params=[False, True], ids=["named", "nameless"])
def rows(request: pytest.FixtureRequest) -> list[list[object]]:
    everybody = people(EVERYWHERE)
    return [[None, *row[1:]] for row in everybody] if request.param else everybody


# --- what is offered


def test_a_corrected_file_replaces_what_it_corrects(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    bring_in(engine, ada, file(corrected(rows)))
    wanted = sums(engine, ada)
    imports.undo(engine, ada, 1)
    wrong = bring_in(engine, ada, file(rows, "三季度.xlsx"))
    draft = imports.preview(engine, ada, file(corrected(rows), "三季度 更正.xlsx"))
    # the right file came in before, but does not count
    told = offered(draft)
    assert told is not None
    assert (told.severity, told.choices, told.chosen) == (Severity.DECIDE, ("", str(wrong.id)), str(wrong.id))
    assert (told.params["number"], told.params["file"], told.params["changed"]) == (
        wrong.id,
        "三季度.xlsx",
        3,
    )
    assert (draft.counts.responses, draft.counts.duplicates, draft.replaces) == (60, 0, wrong.id)
    version = books.version_of(engine)
    batch = imports.commit(engine, ada, draft)
    assert_same_numbers(sums(engine, ada), wanted)
    assert books.version_of(engine) == version + 1
    with engine.connect() as tx:
        assert batches.get(tx, ada.scope, wrong.id).status is BatchStatus.UNDONE
        lines = [(line.event, line.subject, line.detail.get("replaces")) for line in audit.read(tx)[:2]]
    assert lines == [("import_committed", str(batch.id), wrong.id), ("import_undone", str(wrong.id), None)]


def test_whoever_keeps_the_import_skips_its_rows(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    rows = people(EVERYWHERE)
    bring_in(engine, ada, file(rows))
    kept = imports.preview(engine, ada, file(corrected(rows)), Decisions(answers={"replaces": ""}))
    told = offered(kept)
    assert told is not None
    assert told.chosen == ""
    assert (kept.counts.responses, kept.counts.duplicates, kept.replaces) == (0, 60, None)


def test_replacing_is_proposed_only_where_nobody_is_lost(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    first = bring_in(engine, ada, file(rows))
    shorter = imports.preview(engine, ada, file(corrected(rows)[:45]))
    told = offered(shorter)
    assert told is not None
    assert (told.chosen, told.choices, shorter.replaces) == ("", ("", str(first.id)), None)
    decided = Decisions(answers={"replaces": str(first.id)})
    draft = imports.preview(engine, ada, file(corrected(rows)[:45]), decided)
    assert (draft.counts.responses, draft.counts.duplicates) == (45, 0)
    imports.commit(engine, ada, draft)
    assert int(sums(engine, ada)["outcomes"]["responses"].sum()) == 45  # type: ignore[index]


def test_a_small_part_or_a_new_wave_corrects_nothing(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = people(EVERYWHERE)
    bring_in(engine, ada, file(rows))
    later = [[*row[:2], row[2].replace(month=9), *row[3:]] for row in rows]  # type: ignore[attr-defined]
    for other in (corrected(rows)[:20], [*corrected(rows)[:20], *people(EVERYWHERE, seed=5)], later):
        assert offered(imports.preview(engine, ada, file(other))) is None


def test_an_answer_that_is_out_of_date_is_not_followed(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = people(EVERYWHERE)
    first = bring_in(engine, ada, file(rows))
    imports.undo(engine, ada, first.id)
    decided = Decisions(answers={"replaces": str(first.id)})
    draft = imports.preview(engine, ada, file(corrected(rows)), decided)
    assert (draft.replaces, draft.counts.responses) == (None, 60)


def test_any_import_can_be_replaced_on_demand(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    first = bring_in(engine, ada, feedback())
    draft = imports.preview(engine, ada, feedback(), replacing=first.id)
    assert (draft.counts.responses, draft.counts.duplicates, draft.ready) == (60, 0, True)
    with pytest.raises(ValueError, match="prepared to replace"):
        imports.commit(engine, ada, draft, replacing=first.id + 7)
    second = imports.commit(engine, ada, draft, replacing=first.id)
    assert second.id != first.id
    with pytest.raises(AlreadyUndoneError):
        imports.preview(engine, ada, feedback(), replacing=first.id)
    with pytest.raises(BatchNotFoundError):
        imports.preview(engine, ada, feedback(), replacing=99)


@pytest.mark.parametrize("table", ["batch_link", "audit", "response"])
def test_a_replacement_that_fails_leaves_everything_as_it_was(
    engine: sa.Engine, bank: Institution, ada: Actor, table: str
) -> None:
    first = bring_in(engine, ada, feedback())
    draft = imports.preview(engine, ada, feedback(), replacing=first.id)
    before = everything_stored(engine)
    with engine.begin() as tx:
        tx.exec_driver_sql(f'ALTER TABLE "{table}" RENAME TO elsewhere')
    with pytest.raises(Exception):  # noqa: B017  (the driver's own, or SQLAlchemy's)
        imports.commit(engine, ada, draft)
    with engine.begin() as tx:
        tx.exec_driver_sql(f'ALTER TABLE elsewhere RENAME TO "{table}"')
    assert everything_stored(engine) == before


def test_an_import_undone_meanwhile_is_not_replaced(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    first = bring_in(engine, ada, feedback())
    draft = imports.preview(engine, ada, feedback(), replacing=first.id)
    imports.undo(engine, ada, first.id)
    before = everything_stored(engine)
    with pytest.raises(AlreadyUndoneError):
        imports.commit(engine, ada, draft)
    assert everything_stored(engine) == before


def test_mei_replaces_nothing_of_the_north(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor, chen: Actor
) -> None:
    rows = people(EVERYWHERE)
    everybodys = bring_in(engine, ada, file(rows))
    southern = [row for row in rows if row[1] in SOUTH_NAMES]
    norths = bring_in(engine, ada, feedback(NORTH_NAMES, seed=3))
    assert offered(imports.preview(engine, mei, file(corrected(southern)))) is None
    with pytest.raises(OutOfScopeError):
        imports.preview(engine, mei, file(southern), replacing=everybodys.id)
    with pytest.raises(BatchNotFoundError):
        imports.preview(engine, mei, file(southern), replacing=norths.id)
    draft = imports.preview(engine, ada, feedback(SOUTH_NAMES, seed=9))
    with pytest.raises(OutOfScopeError):
        imports.commit(engine, mei, replace(draft, replaces=everybodys.id))
    for job in (imports.redo, imports.dependents):
        with pytest.raises(NotAllowedError):
            job(engine, chen, everybodys.id)


# --- redo


def test_undo_and_redo_lead_back_to_the_same_numbers(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    batch = bring_in(engine, ada, file(rows))
    bring_in(engine, ada, feedback(seed=2))
    whole = sums(engine, ada)
    imports.undo(engine, ada, batch.id)
    version = books.version_of(engine)
    again = imports.redo(engine, ada, batch.id)
    assert again == batch
    assert books.version_of(engine) == version + 1
    assert_same_numbers(sums(engine, ada), whole)
    with engine.connect() as tx:
        assert audit.read(tx)[0].event == "import_redone"
    with pytest.raises(NotUndoneError):
        imports.redo(engine, ada, batch.id)


def test_what_came_in_otherwise_is_not_redone(
    engine: sa.Engine, bank: Institution, ada: Actor, rows: list[list[object]]
) -> None:
    first = bring_in(engine, ada, file(rows))
    imports.undo(engine, ada, first.id)
    second = bring_in(engine, ada, file(rows[:30]))
    before = everything_stored(engine)
    with pytest.raises(CameInOtherwiseError) as error:
        imports.redo(engine, ada, first.id)
    assert error.value.params == {"number": first.id, "count": 30, "other": second.id}
    assert everything_stored(engine) == before
    imports.undo(engine, ada, second.id)
    assert imports.redo(engine, ada, first.id).status is BatchStatus.COMMITTED


def test_what_was_replaced_is_redone_only_after_its_replacement_is_undone(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    first = bring_in(engine, ada, feedback())
    before = sums(engine, ada)
    second = imports.commit(engine, ada, imports.preview(engine, ada, feedback(seed=2), replacing=first.id))
    with pytest.raises(ReplacedError) as error:
        imports.redo(engine, ada, first.id)
    assert error.value.params == {"number": first.id, "other": second.id}
    imports.undo(engine, ada, second.id)
    imports.redo(engine, ada, first.id)
    assert_same_numbers(sums(engine, ada), before)
    bring_in(engine, ada, feedback(seed=2, name="x.xlsx"))
    with pytest.raises(CameInOtherwiseError):
        imports.redo(engine, ada, second.id)


def test_what_was_counted_on_purpose_comes_back_on_purpose(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = people(EVERYWHERE)
    bring_in(engine, ada, file(rows))
    twice = bring_in(engine, ada, file(rows[:30]), Decisions(answers={"already_imported": "count"}))
    whole = sums(engine, ada)
    imports.undo(engine, ada, twice.id)
    imports.redo(engine, ada, twice.id)
    assert_same_numbers(sums(engine, ada), whole)


def test_a_count_that_became_a_rate_is_not_redone(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    def plain(denominator: int | None) -> SourceFile:
        rows = [[branch, "2026-07", "投诉率", 5, denominator] for branch in EVERYWHERE]
        return SourceFile("f.xlsx", workbook(rows, FIGURE_HEADER))

    first = bring_in(engine, ada, plain(None))
    imports.undo(engine, ada, first.id)
    second = bring_in(engine, ada, plain(100))
    with pytest.raises(OtherKindOfFigureError):
        imports.redo(engine, ada, first.id)
    imports.undo(engine, ada, second.id)
    imports.redo(engine, ada, first.id)


# --- what depends on it


def seen(found: tuple[Dependent, ...]) -> list[tuple[Dependence, int, int, bool]]:
    return [(one.kind, one.number, one.count, one.counts) for one in found]


def test_what_hangs_together_is_named(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    rows = people(EVERYWHERE)
    first = bring_in(engine, ada, file(rows[:40]))
    second = bring_in(engine, ada, file(rows))
    third = imports.commit(engine, ada, imports.preview(engine, ada, feedback(seed=4), replacing=second.id))
    assert seen(imports.dependents(engine, ada, first.id)) == [(Dependence.SKIPPED, second.id, 40, False)]
    assert seen(imports.dependents(engine, ada, second.id)) == [(Dependence.REPLACED_BY, third.id, 20, True)]
    assert seen(imports.dependents(engine, ada, third.id)) == [(Dependence.REPLACES, second.id, 20, False)]
    (one,) = imports.dependents(engine, ada, first.id)
    assert (one.file_name, one.created_at) == (second.file_name, second.created_at)


def test_figures_name_what_they_stand_before(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    first = bring_in(engine, ada, figures(NORTH_NAMES))
    second = bring_in(engine, ada, figures(complaints=30))
    assert seen(imports.dependents(engine, ada, second.id)) == [
        (Dependence.FIGURES_BEFORE, first.id, 4, True)
    ]
    assert seen(imports.dependents(engine, ada, first.id)) == [(Dependence.FIGURES_AFTER, second.id, 4, True)]


def test_mei_is_not_told_the_name_of_what_she_cannot_see(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    rows = people(SOUTH_NAMES[:1])
    hers = bring_in(engine, mei, file(rows))
    lins = [[row[0], NORTH_NAMES[0], *row[2:]] for row in rows]
    bring_in(engine, ada, file([*lins, *people(NORTH_NAMES, seed=6)], "北区机密.xlsx"))
    (one,) = imports.dependents(engine, mei, hers.id)
    assert (one.kind, one.count, one.file_name) == (Dependence.SKIPPED, 12, "")


def test_a_draft_compared_with_a_replaced_import_is_out_of_date(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = people(EVERYWHERE)
    first = bring_in(engine, ada, file(rows[:40]))
    draft = imports.preview(engine, ada, file(rows))
    imports.commit(engine, ada, imports.preview(engine, ada, feedback(seed=4), replacing=first.id))
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, draft)
