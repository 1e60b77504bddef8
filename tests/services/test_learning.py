"""A name that was assigned once is known everywhere; what a person may not create is not offered."""

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.issues import Severity
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.services import imports
from mot.storage import institution
from tests.services.service_samples import (
    EVERYWHERE,
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    blocking,
    bring_in,
    feedback,
    people,
    workbook,
)

OTHER_HEADER = ["编号", *HEADER[1:5], *HEADER[8:]]


def other(branches: tuple[str, ...], seed: int = 5) -> SourceFile:
    """Another questionnaire: other columns, other people."""
    rows = [[*row[:5], *row[8:]] for row in people(branches, seed=seed, prefix="Q")]
    return SourceFile("另一份.xlsx", workbook(rows, OTHER_HEADER))


def test_an_assigned_name_is_known_in_another_questionnaire(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    code = bank.branches[0].code
    strange = feedback((*EVERYWHERE, "江湾营业室"))
    bring_in(engine, ada, strange, Decisions(values={"branch:江湾营业室": code}))
    with engine.connect() as tx:
        assert "江湾营业室" in institution.load(tx).branches[0].aliases
    draft = imports.preview(engine, ada, other((*EVERYWHERE, "江湾营业室")))
    assert [issue.code for issue in draft.issues if issue.key.startswith("branch:")] == []
    assert code in {reference.code for reference in draft.branches}


def test_two_spellings_of_one_branch_are_both_learnt(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    code = bank.branches[0].code
    names = ("江湾营业室", "河畔营业室")
    decided = Decisions(values={f"branch:{name}": code for name in names})
    bring_in(engine, ada, feedback((*EVERYWHERE, *names)), decided)
    with engine.connect() as tx:
        assert set(names) <= set(institution.load(tx).branches[0].aliases)


@pytest.mark.parametrize("name", ["7", "0101"])
def test_a_number_is_no_name_of_a_branch(engine: sa.Engine, bank: Institution, ada: Actor, name: str) -> None:
    draft = imports.preview(engine, ada, feedback((*EVERYWHERE, name)))
    assert blocking(draft) == ["unknown_branch"]
    decided = Decisions(values={f"branch:{name}": bank.branches[0].code})
    bring_in(engine, ada, feedback((*EVERYWHERE, name)), decided)
    with engine.connect() as tx:
        assert institution.load(tx).branches[0].aliases == bank.branches[0].aliases


def test_a_name_that_somebody_has_stays_theirs(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    wrong = Decisions(values={f"branch:{bank.branches[1].name.zh}": bank.branches[0].code})
    bring_in(engine, ada, feedback(), wrong)
    with engine.connect() as tx:
        assert institution.load(tx).branches == bank.branches


def test_mei_is_not_offered_a_new_branch(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    source = feedback((*SOUTH_NAMES, "江湾营业室"))
    (hers,) = [i for i in imports.preview(engine, mei, source).issues if i.key == "branch:江湾营业室"]
    assert (hers.code, hers.severity, hers.chosen) == ("branch_not_yours", Severity.BLOCKING, "")
    assert not any(choice.startswith("+") for choice in hers.choices)
    assert "-" in hers.choices
    (adas,) = [i for i in imports.preview(engine, ada, source).issues if i.key == "branch:江湾营业室"]
    assert (adas.code, adas.chosen) == ("unknown_branch", "+江湾营业室")


def test_mei_leaves_out_what_is_not_hers(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    decided = Decisions(values={f"branch:{name}": "-" for name in NORTH_NAMES})
    assert bring_in(engine, mei, feedback(), decided).counts.responses == 36


def test_a_file_without_a_branch_is_about_the_only_branch_of_who_uploads_it(
    engine: sa.Engine, bank: Institution
) -> None:
    third = bank.branches[2]
    yan = Actor("yan", "严", Role.MANAGER, Scope(frozenset({third.id})))
    rows = [[row[0], *row[2:]] for row in people(("",))]
    source = SourceFile("数据.xlsx", workbook(rows, [HEADER[0], *HEADER[2:]]))
    draft = imports.preview(engine, yan, source)
    assert draft.ready
    assert [reference.code for reference in draft.branches] == [third.code]


@pytest.mark.parametrize("where", ["file", "title"])
def test_the_file_name_or_a_title_tells_the_branch(
    engine: sa.Engine, bank: Institution, ada: Actor, where: str
) -> None:
    rows = [[row[0], *row[2:]] for row in people(("",))]
    header = [HEADER[0], *HEADER[2:]]
    if where == "file":
        source = SourceFile("南湖支行 三季度.xlsx", workbook(rows, header))
    else:
        source = SourceFile("数据.xlsx", workbook([header, *rows], ["南湖支行客户体验调查"]))
    draft = imports.preview(engine, ada, source)
    assert [reference.name for reference in draft.branches] == ["南湖支行"]


def test_a_column_of_branch_numbers_is_no_respondent(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = [[None, bank.branches[n % 5].code, *row[2:]] for n, row in enumerate(people(EVERYWHERE))]
    source = SourceFile("数据.xlsx", workbook(rows, [HEADER[0], "网点编号", *HEADER[2:]]))
    draft = imports.preview(engine, ada, source)
    assert draft.counts.responses == 60
    assert {reference.code for reference in draft.branches} == {branch.code for branch in bank.branches}
