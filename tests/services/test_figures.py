"""Outcome figures come in through the same import: the preview is the plan, undo restores, scopes hold."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, OutOfScopeError
from mot.domain.batches import BatchNotFoundError, DraftOutdatedError
from mot.domain.packs import load_pack
from mot.domain.survey import Institution, Name
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services import books, imports, setup
from mot.services.imports import DraftNotReadyError
from mot.storage import audit, institution
from tests.services.service_samples import (
    EVERYWHERE,
    FIGURE_HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    blocking,
    bring_in,
    everything_stored,
    feedback,
    figure_rows,
    figures,
    numbers,
    sums,
    workbook,
)

Rows = set[tuple[str, int, str, int, int]]


def sheet(*rows: list[object], name: str = "结果指标.xlsx") -> SourceFile:
    return SourceFile(name, workbook(rows, FIGURE_HEADER))


def seen(engine: sa.Engine, actor: Actor) -> Rows:
    """What counts for an actor: branch and figure by their Chinese names."""
    opened = books.open_books(engine, actor)
    branches = {b.id: b.name.zh for b in opened.institution.branches}
    names = {f.id: f.name.zh for f in opened.institution.figures}
    found = opened.cube.figures
    columns = (found[c].tolist() for c in ("branch", "month", "figure", "numerator", "denominator"))
    return {(branches[b], m, names[f], n, d) for b, m, f, n, d in zip(*columns, strict=True)}


def planned(draft: Draft, names: dict[str, str]) -> Rows:
    """What a draft says it will store; `names` gives the Chinese names of figures by code."""
    told = draft.figures
    return {
        (
            draft.branches[told.branch[i]].name,
            int(told.month[i]),
            names.get(draft.figure_names[told.figure[i]].code, draft.figure_names[told.figure[i]].name),
            int(told.numerator[i]),
            max(int(told.denominator[i]), 0),
        )
        for i in range(len(told))
    }


def codes(draft: Draft) -> list[str]:
    return [issue.code for issue in draft.issues]


def test_what_the_preview_shows_is_what_the_commit_stores(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    odd = [
        ["老城支行", "2026-06", "开卡率", 3, 40],
        ["老城支行", "7月", "开卡率", 3, 40],
        ["合计", None, None, 9, 9],
    ]
    source = sheet(*figure_rows(EVERYWHERE), *odd)
    imports.preview(engine, ada, figures())  # makes the key, which is no data
    before = everything_stored(engine)
    draft = imports.preview(engine, ada, source)
    assert everything_stored(engine) == before
    batch = imports.commit(engine, ada, draft)
    assert batch.counts == draft.counts
    assert (batch.counts.rows, batch.counts.figures, batch.counts.set_aside) == (13, 11, 2)
    assert (batch.layout, str(batch.first_day), str(batch.last_day)) == (
        "figures",
        "2026-06-01",
        "2026-07-31",
    )
    usual = {figure.code: figure.name.zh for figure in load_pack("bank").figures}
    assert seen(engine, ada) == planned(draft, usual)
    assert [(s.row, s.reason) for s in imports.rows_set_aside(engine, ada, batch.id)] == [
        (13, "no_month"), (14, "totals_row"),
    ]  # fmt: skip
    with engine.connect() as tx:
        (line,) = [entry for entry in audit.read(tx) if entry.event == "import_committed"]
    assert line.detail["figures"] == 11
    assert "responses" not in line.detail


def test_usual_figures_are_created_with_code_and_both_names_and_new_ones_once(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    assert bank.figures == (), "as in a database from before there were figures"
    bring_in(engine, ada, sheet(*figure_rows(EVERYWHERE), ["老城支行", "2026-07", "开卡率", 3, 40]))
    bring_in(
        engine,
        ada,
        sheet(["老城支行", "2026-08", "开卡率", 3, 40], ["老城支行", "2026-08", "Complaints", 1, 9]),
    )
    there, _ = setup.current(engine, ada)
    usual = {figure.code: figure for figure in load_pack("bank").figures}
    assert [figure.code for figure in there.figures] == ["complaints", "transactions", "f001"]
    for figure in there.figures[:2]:
        assert (figure.name, figure.aliases) == (usual[figure.code].name, usual[figure.code].aliases)
    assert there.figures[2].name == Name("开卡率")
    assert (there.channels, there.segments) == (bank.channels, bank.segments)


def test_feedback_and_figures_leave_each_other_alone(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    before = numbers(engine, ada)
    batch = bring_in(engine, ada, figures())
    with_figures = numbers(engine, ada)
    assert len(with_figures.pop("figures")) == 10  # type: ignore[arg-type]
    assert_same_numbers(with_figures, {name: value for name, value in before.items() if name != "figures"})
    imports.undo(engine, ada, batch.id)
    assert_same_numbers(numbers(engine, ada), before)


# --- the newer counts, undo brings the older back


def test_a_correction_counts_and_undoing_it_brings_the_earlier_numbers_back(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, figures())
    before = sums(engine, ada)
    corrected = imports.preview(engine, ada, figures(NORTH_NAMES, complaints=50, name="更正.xlsx"))
    (told,) = corrected.issues
    assert (told.code, told.count, told.place.rows) == ("figure_stored", 4, (2, 3, 4, 5))
    assert corrected.ready
    batch = imports.commit(engine, ada, corrected)
    now = {row[0]: row[3] for row in seen(engine, ada) if row[2] == "投诉率"}
    assert now == {"北门支行": 50, "老城支行": 51, "南湖支行": 12, "新区支行": 13, "码头支行": 14}
    assert len(seen(engine, ada)) == 10, "nothing is counted twice"
    imports.undo(engine, ada, batch.id)
    assert_same_numbers(sums(engine, ada), before)


def test_undoing_the_earlier_import_leaves_the_correction(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    first = bring_in(engine, ada, figures())
    bring_in(engine, ada, figures(NORTH_NAMES, complaints=50))
    imports.undo(engine, ada, first.id)
    assert {(row[0], row[3]) for row in seen(engine, ada) if row[2] == "投诉率"} == {
        ("北门支行", 50),
        ("老城支行", 51),
    }


def test_nothing_is_said_of_figures_that_were_undone_or_are_of_another_month(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    first = bring_in(engine, ada, figures())
    assert codes(imports.preview(engine, ada, figures(month="2026-08"))) == []
    imports.undo(engine, ada, first.id)
    assert codes(imports.preview(engine, ada, figures())) == []


def test_the_same_file_is_stopped_until_somebody_decides(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, figures())
    draft = imports.preview(engine, ada, figures())
    assert blocking(draft) == ["same_file"]
    with pytest.raises(DraftNotReadyError):
        imports.commit(engine, ada, draft)
    bring_in(engine, ada, figures(), Decisions(answers={imports.SAME_FILE: imports.ANYWAY}))
    assert len(seen(engine, ada)) == 10


# --- rates stay rates


def test_a_rate_without_its_denominator_is_set_aside(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, figures())
    draft = imports.preview(
        engine,
        ada,
        sheet(["老城支行", "2026-08", "投诉率", 12, None], ["老城支行", "2026-08", "业务量", 12, 40]),
    )
    assert codes(draft) == ["rate_so_far", "count_so_far"]
    assert [(aside.row, aside.reason) for aside in draft.set_aside] == [
        (2, "rate_so_far"),
        (3, "count_so_far"),
    ]
    counts = draft.counts
    assert (counts.rows, counts.figures, counts.set_aside) == (2, 0, 2)
    assert not draft.ready
    good = sheet(["老城支行", "2026-08", "投诉率", 12, None], ["老城支行", "2026-08", "业务量", 12, None])
    assert bring_in(engine, ada, good).counts.figures == 1


def test_a_draft_that_turned_into_another_kind_is_refused(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    draft = imports.preview(engine, ada, sheet(["老城支行", "2026-08", "业务量", 12, 40]))
    bring_in(engine, ada, figures())
    before = everything_stored(engine)
    named = replace(draft.figure_names[0], code="transactions")
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, replace(draft, figure_names=(named,)))
    assert everything_stored(engine) == before


# --- nothing by halves


@pytest.mark.parametrize("table", ["figure", "batch_branch", "recipe", "audit"])
def test_nothing_is_stored_when_any_part_fails(
    engine: sa.Engine, bank: Institution, ada: Actor, table: str
) -> None:
    draft = imports.preview(engine, ada, figures())
    before = everything_stored(engine)
    with engine.begin() as tx:
        tx.exec_driver_sql(f'ALTER TABLE "{table}" RENAME TO elsewhere')
    with pytest.raises(Exception, match=table):
        imports.commit(engine, ada, draft)
    with engine.begin() as tx:
        tx.exec_driver_sql(f'ALTER TABLE elsewhere RENAME TO "{table}"')
    assert everything_stored(engine) == before


def test_a_figure_put_away_since_the_preview_outdates_the_draft(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    with engine.begin() as tx:
        number = institution.add_label(tx, institution.Kind.FIGURE, Name("开卡率"))
    draft = imports.preview(engine, ada, sheet(["老城支行", "2026-07", "开卡率", 3, 40]))
    with engine.begin() as tx:
        tx.execute(sa.text("DELETE FROM label WHERE id = :id"), {"id": number})
    with pytest.raises(DraftOutdatedError):
        imports.commit(engine, ada, draft)


# --- who may


def test_mei_never_sees_a_figure_of_the_north(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    bring_in(engine, ada, figures())
    bring_in(engine, lin, figures(NORTH_NAMES, complaints=50))
    assert {row[0] for row in seen(engine, mei)} == set(SOUTH_NAMES)
    assert {row[0] for row in seen(engine, lin)} == set(NORTH_NAMES)
    assert seen(engine, chen) == seen(engine, mei) | seen(engine, lin)


def test_mei_hears_of_stored_figures_in_her_own_branches_only(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, figures(NORTH_NAMES))
    assert codes(imports.preview(engine, mei, figures(SOUTH_NAMES))) == []
    hers = imports.preview(engine, mei, figures(NORTH_NAMES, complaints=50))
    assert "figure_stored" not in codes(hers)
    with pytest.raises((OutOfScopeError, DraftNotReadyError)):
        imports.commit(engine, mei, hers)


def test_mei_corrects_her_own_part_and_undoes_only_that(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    whole = bring_in(engine, ada, figures())
    before = seen(engine, ada)
    hers = bring_in(engine, mei, figures(SOUTH_NAMES, complaints=70))
    assert {row[3] for row in seen(engine, mei) if row[2] == "投诉率"} == {70, 71, 72}
    with pytest.raises(OutOfScopeError):
        imports.undo(engine, mei, whole.id)
    with pytest.raises(BatchNotFoundError):
        imports.original(engine, mei, whole.id)
    imports.undo(engine, mei, hers.id)
    assert seen(engine, ada) == before
    assert [batch.counts.figures for batch in imports.history(engine, mei)] == [6, 10]


def test_a_change_of_industry_keeps_figures_that_were_imported_and_brings_the_usual_ones(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, figures())
    setup.apply_pack(engine, ada, "restaurant")
    there, _ = setup.current(engine, ada)
    usual = [figure.code for figure in load_pack("restaurant").figures]
    assert {figure.code for figure in there.figures} == {"complaints", "transactions", *usual}
    assert len(seen(engine, ada)) == 10
