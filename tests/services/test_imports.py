"""A file becomes a draft, a draft a batch, and nothing is stored by halves."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError
from mot.domain.batches import AlreadyUndoneError, BatchNotFoundError, BatchStatus, DraftOutdatedError
from mot.domain.cube import View
from mot.domain.errors import MotError
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Name
from mot.ingest.draft import Decisions, SourceFile
from mot.services import books, gaps, imports, setup
from mot.services.imports import DraftNotReadyError, FileNotKeptError
from mot.storage import audit, batches, institution
from tests.services.service_samples import (
    EVERYWHERE,
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    blocking,
    bring_in,
    everything_stored,
    feedback,
    numbers,
    people,
    stored_counts,
    workbook,
)

ANYWAY = Decisions(answers={imports.SAME_FILE: imports.ANYWAY})


def test_a_preview_stores_nothing(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    imports.preview(engine, ada, feedback())  # makes the key, which is no data
    before = everything_stored(engine)
    draft = imports.preview(engine, ada, feedback(seed=2))
    assert draft.ready
    assert draft.counts.responses == 60
    assert everything_stored(engine) == before


def test_a_commit_is_seen_at_once_and_written_in_the_audit(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    version = books.version_of(engine)
    batch = bring_in(engine, ada, feedback())
    assert batch.status is BatchStatus.COMMITTED
    assert batch.created_by == "ada"
    assert books.version_of(engine) > version
    table = gaps.gap_table(engine, ada, View(Quarter(2026, 3)))
    assert table.frame["n"].tolist() == [60] * 4
    with engine.connect() as tx:
        (line,) = [entry for entry in audit.read(tx) if entry.event == "import_committed"]
    assert (line.login, line.subject, line.detail["responses"]) == ("ada", str(batch.id), 60)


def test_a_file_is_not_kept_unless_that_is_wished_for(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    batch = bring_in(engine, ada, feedback(name="三季度 回访.xlsx"))
    with pytest.raises(FileNotKeptError, match=r"三季度 回访\.xlsx is not kept"):
        imports.original(engine, ada, batch.id)
    assert everything_stored(engine)["kept_file"] == []


@pytest.mark.usefixtures("files_are_kept")
def test_a_kept_file_comes_back_byte_for_byte_and_lies_sealed(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    source = feedback(name="三季度 回访.xlsx")
    batch = bring_in(engine, ada, source)
    assert imports.original(engine, ada, batch.id) == source
    ((_, sealed),) = everything_stored(engine)["kept_file"]
    assert isinstance(sealed, bytes)
    assert source.content[:4] not in sealed[:16]


def test_rows_set_aside_are_kept_with_their_place(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    rows = people(EVERYWHERE)
    rows[3][HEADER.index("日期")] = "昨天"
    rows.append([None, "合计", *[None] * 6, *[240] * 8])
    draft = imports.preview(engine, ada, SourceFile("反馈.xlsx", workbook(rows)))
    batch = imports.commit(engine, ada, draft)
    aside = imports.rows_set_aside(engine, ada, batch.id)
    assert aside == draft.set_aside
    assert [(one.row, one.reason) for one in aside] == [(5, "no_date"), (62, "totals_row")]


# --- the same again


def test_the_same_file_is_stopped_until_somebody_decides(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = [[None, *row[1:]] for row in people(EVERYWHERE)]  # nobody can be recognised
    source = SourceFile("反馈.xlsx", workbook(rows))
    first = bring_in(engine, ada, source)
    draft = imports.preview(engine, ada, source)
    assert blocking(draft) == ["same_file"]
    assert draft.issues[0].params["number"] == first.id
    with pytest.raises(DraftNotReadyError):
        imports.commit(engine, ada, draft)
    assert bring_in(engine, ada, source, ANYWAY).counts.responses == 60
    assert blocking(imports.preview(engine, ada, source)) == ["same_file"], "the decision is for one time"


def test_an_undone_file_can_be_imported_again(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    first = bring_in(engine, ada, feedback())
    expected = numbers(engine, ada)
    imports.undo(engine, ada, first.id)
    again = bring_in(engine, ada, feedback())
    assert again.id != first.id
    assert again.counts == first.counts
    assert_same_numbers(numbers(engine, ada), expected)


def test_people_of_an_earlier_file_are_not_counted_twice(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = people(EVERYWHERE)
    bring_in(engine, ada, SourceFile("一.xlsx", workbook(rows[:40])))
    draft = imports.preview(engine, ada, SourceFile("二.xlsx", workbook(rows)))
    counts = draft.counts
    assert (counts.responses, counts.duplicates) == (20, 40)
    assert counts.rows == counts.responses + counts.set_aside + counts.duplicates
    batch = imports.commit(engine, ada, draft)
    assert stored_counts(engine, batch.id)["responses"] == 20
    assert gaps.gap_table(engine, ada, View(Quarter(2026, 3))).frame["n"].tolist() == [60] * 4


def test_a_customer_who_comes_back_on_another_day_counts_again(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    summer, autumn = people(EVERYWHERE, month=7), people(EVERYWHERE, month=10)
    bring_in(engine, ada, SourceFile("三季度.xlsx", workbook(summer)))
    draft = imports.preview(engine, ada, SourceFile("四季度.xlsx", workbook(autumn)))
    assert (draft.counts.responses, draft.counts.duplicates) == (60, 0)


def test_a_file_in_which_everybody_is_known_cannot_be_committed(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = people(EVERYWHERE)
    bring_in(engine, ada, SourceFile("一.xlsx", workbook(rows)))
    draft = imports.preview(engine, ada, SourceFile("二.xlsx", workbook(list(reversed(rows)))))
    assert (draft.counts.responses, draft.counts.duplicates) == (0, 60)
    with pytest.raises(DraftNotReadyError):
        imports.commit(engine, ada, draft)


# --- what stops a commit


@pytest.mark.parametrize("same_bytes", [True, False])
def test_a_draft_that_another_import_outdated_is_refused(
    engine: sa.Engine, bank: Institution, ada: Actor, same_bytes: bool
) -> None:
    rows = people(EVERYWHERE)
    draft = imports.preview(engine, ada, SourceFile("一.xlsx", workbook(rows)))
    bring_in(engine, ada, SourceFile("二.xlsx", workbook(rows if same_bytes else rows[:5])))
    before = everything_stored(engine)
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, draft)
    assert everything_stored(engine) == before


def test_a_branch_put_away_since_the_preview_outdates_the_draft(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    draft = imports.preview(engine, ada, feedback())
    with engine.begin() as tx:
        institution.update_branch(tx, replace(bank.branches[0], active=False))
    before = everything_stored(engine)
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, draft)
    assert everything_stored(engine) == before


def test_a_draft_with_an_open_question_is_refused(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    without = [[*row[:1], *row[2:]] for row in people(EVERYWHERE)]
    source = SourceFile("反馈.xlsx", workbook(without, (*HEADER[:1], *HEADER[2:])))
    draft = imports.preview(engine, ada, source)
    assert blocking(draft) == ["branch_needed"]
    with pytest.raises(DraftNotReadyError, match="1"):
        imports.commit(engine, ada, draft)
    decided = imports.preview(engine, ada, source, Decisions(branch="s1"))
    assert imports.commit(engine, ada, decided).counts.responses == 60


@pytest.mark.parametrize("table", ["answer_block", "response", "rollup_moment", "outcome", "recipe", "audit"])
def test_nothing_is_stored_when_any_part_fails(
    engine: sa.Engine, bank: Institution, ada: Actor, table: str
) -> None:
    draft = imports.preview(engine, ada, feedback())
    unknown = replace(
        draft, channels=(replace(draft.channels[0], code="", name="新渠道"), *draft.channels[1:])
    )
    before = everything_stored(engine)
    with engine.begin() as tx:
        tx.exec_driver_sql(f'ALTER TABLE "{table}" RENAME TO elsewhere')
    with pytest.raises(sa.exc.SQLAlchemyError if table in ("answer_block", "recipe", "audit") else Exception):
        imports.commit(engine, ada, unknown)
    with engine.begin() as tx:
        tx.exec_driver_sql(f'ALTER TABLE elsewhere RENAME TO "{table}"')
    assert everything_stored(engine) == before


def test_a_broken_file_leaves_no_trace(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    imports.preview(engine, ada, feedback())
    before = everything_stored(engine)
    for content in (b"", b"not a workbook", feedback().content[:500]):
        with pytest.raises(MotError):
            imports.preview(engine, ada, SourceFile("坏.xlsx", content))
    assert everything_stored(engine) == before


# --- what is remembered


def test_a_questionnaire_is_mapped_once(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    header = (*HEADER[:3], "来源", *HEADER[4:])
    fields = {3: "channel", 7: "ignore"}
    rows = people(EVERYWHERE)
    rows[0][1] = "某某柜台"
    decisions = Decisions(fields=fields, values={"branch:某某柜台": "n1"})
    bring_in(engine, ada, SourceFile("一.xlsx", workbook(rows, header)), decisions)
    later = people(EVERYWHERE, seed=2)
    later[0][1] = "某某柜台"
    draft = imports.preview(engine, ada, SourceFile("二.xlsx", workbook(later, header)))
    assert draft.ready
    assert {c.position: c.field.code for c in draft.columns if c.position in fields} == fields
    assert draft.branches[draft.responses.branch[0]].code == "n1"
    assert set(draft.responses.comment.to_pylist()) == {""}


def test_what_is_decided_now_comes_before_what_is_remembered(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback(), Decisions(fields={7: "ignore"}))
    draft = imports.preview(engine, ada, feedback(seed=2), Decisions(fields={7: "comment"}))
    assert any(draft.responses.comment.to_pylist())


def test_a_new_branch_is_created_once_for_files_to_come(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    decisions = Decisions(values={"branch:江湾支行": "+江湾支行"})
    bring_in(engine, ada, feedback((*EVERYWHERE, "江湾支行")), decisions)
    bring_in(engine, ada, feedback((*EVERYWHERE, "江湾支行"), seed=2))
    there, _ = setup.current(engine, ada)
    assert [b.name for b in there.branches if b.name.zh == "江湾支行"] == [Name("江湾支行")]


# --- who may


def test_chen_may_look_but_not_import(engine: sa.Engine, bank: Institution, ada: Actor, chen: Actor) -> None:
    draft = imports.preview(engine, ada, feedback())
    batch = imports.commit(engine, ada, draft)
    for job in (
        lambda: imports.preview(engine, chen, feedback(seed=2)),
        lambda: imports.commit(engine, chen, draft),
        lambda: imports.undo(engine, chen, batch.id),
        lambda: imports.history(engine, chen),
        lambda: imports.original(engine, chen, batch.id),
        lambda: imports.rows_set_aside(engine, chen, batch.id),
    ):
        with pytest.raises(NotAllowedError):
            job()
    assert numbers(engine, chen)["quarters"] == ["2026Q3"]


def test_mei_imports_for_her_own_branches(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    batch = bring_in(engine, mei, feedback(SOUTH_NAMES))
    assert [b.id for b in imports.history(engine, mei)] == [batch.id]
    assert imports.undo(engine, mei, batch.id).status is BatchStatus.UNDONE


def test_mei_cannot_import_for_lin(engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor) -> None:
    for_everybody = imports.preview(engine, ada, feedback())
    before = everything_stored(engine)
    with pytest.raises(OutOfScopeError):
        imports.commit(engine, mei, for_everybody)
    hers = imports.preview(engine, mei, feedback(NORTH_NAMES))
    assert all(reference.code not in ("n1", "n2") for reference in hers.branches)
    with pytest.raises(MotError):
        imports.commit(engine, mei, hers)
    assert everything_stored(engine) == before


def test_mei_cannot_create_a_branch(engine: sa.Engine, bank: Institution, mei: Actor, ada: Actor) -> None:
    decisions = Decisions(values={"branch:江湾支行": "+江湾支行"})
    source = feedback((*SOUTH_NAMES, "江湾支行"))
    with pytest.raises(DraftNotReadyError):
        imports.commit(engine, mei, imports.preview(engine, mei, source, decisions))
    with pytest.raises(OutOfScopeError):
        imports.commit(engine, mei, imports.preview(engine, ada, source, decisions))


def test_mei_neither_sees_nor_undoes_what_is_lins(
    engine: sa.Engine, bank: Institution, lin: Actor, mei: Actor, ada: Actor
) -> None:
    lins = bring_in(engine, lin, feedback(NORTH_NAMES))
    assert imports.history(engine, mei) == ()
    for job in (imports.undo, imports.original):
        with pytest.raises(BatchNotFoundError):
            job(engine, mei, lins.id)
    assert imports.rows_set_aside(engine, mei, lins.id) == ()
    of_both = bring_in(engine, ada, feedback(seed=2))
    assert [b.id for b in imports.history(engine, mei)] == [of_both.id]
    with pytest.raises(OutOfScopeError):
        imports.undo(engine, mei, of_both.id)
    with pytest.raises(BatchNotFoundError):
        imports.original(engine, mei, of_both.id)
    with engine.connect() as tx:
        assert batches.get(tx, ada.scope, of_both.id).status is BatchStatus.COMMITTED


def test_a_batch_is_undone_once(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    batch = bring_in(engine, ada, feedback())
    version = books.version_of(engine)
    undone = imports.undo(engine, ada, batch.id)
    assert (undone.status, undone.undone_by) == (BatchStatus.UNDONE, "ada")
    assert books.version_of(engine) > version
    with pytest.raises(AlreadyUndoneError):
        imports.undo(engine, ada, batch.id)
    with pytest.raises(BatchNotFoundError):
        imports.undo(engine, ada, batch.id + 100)
    assert books.version_of(engine) == version + 1


def test_a_scale_that_nobody_chose_is_told_by_each_file(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    wider = [[*row[:8], *(int(str(x)) + 2 for x in row[8:])] for row in people(EVERYWHERE, seed=2)]
    draft = imports.preview(engine, ada, SourceFile("七分.xlsx", workbook(wider)))
    assert draft.scale.code == "1-7"
    assert draft.counts.values_missing == 0
    imports.commit(engine, ada, draft)
    assert imports.preview(engine, ada, feedback(seed=3)).scale.code == "1-5"


def test_a_chosen_scale_is_remembered_until_answers_lie_beyond_it(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    told = Decisions(scale="1-7", values={"direction": "high_is_best"})
    bring_in(engine, ada, feedback(), told)
    assert imports.preview(engine, ada, feedback(seed=2)).scale.code == "1-7"
    tens = [[*row[:8], *(int(str(x)) * 2 for x in row[8:])] for row in people(EVERYWHERE, seed=3)]
    assert imports.preview(engine, ada, SourceFile("十分.xlsx", workbook(tens))).scale.code == "1-10"
