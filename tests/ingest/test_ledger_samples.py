"""Every ledger of the samples reads as its expected facts say: adding one is dropping two files."""

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mot.domain.demonstration import read_institution
from mot.domain.errors import MotError
from mot.domain.improvements import Action, Content, Plan, Stage
from mot.ingest.choose import choose
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.ledger.draft import Known, LedgerDraft
from mot.ingest.ledger.reading import Ground, read_ledger
from mot.ingest.ledger.sheets import listings
from mot.ingest.ledger.texts import LedgerOnlyError
from mot.ingest.prepare import prepare
from mot.ingest.workbook import read_workbook
from tests.messy_samples import EXPECTED as FEEDBACK
from tests.messy_samples import FOLDER as MESSY

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "sample_data" / "ledgers"
BANK = read_institution((FOLDER.parent / "demo" / "institution.toml").read_text(encoding="utf-8"))
EXPECTED = {
    path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}
POINTS = {point.code: point.id for point in BANK.touchpoints}
BRANCHES = {branch.code: branch.id for branch in BANK.branches}
THEN = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def stored(number: str, facts: list) -> Known:
    title, point, branches, owner, start, due, stage = facts
    plan = Plan(POINTS[point], frozenset(BRANCHES[b] for b in branches), day(start), dt.date(2027, 6, 1))
    content = Content(title, plan, owner_name=owner, due=day(due), stage=Stage(stage))
    return Known(Action(int(number), content, (), THEN, "ada", THEN, "ada", 1), may_change=True)


def read(name: str, *, decided: bool = True) -> LedgerDraft:
    facts = EXPECTED[name]
    source = SourceFile(name, (FOLDER / name).read_bytes())
    known = tuple(stored(number, one) for number, one in facts.get("stored", {}).items())
    ground = Ground(BANK, known, (), lambda number, version: None, day(facts["today"]))
    decisions = Decisions(**facts.get("decisions", {})) if decided else Decisions()
    return read_ledger(source, read_workbook(source), ground, decisions)


def told(draft: LedgerDraft) -> list:
    points, branches = ({v: k for k, v in names.items()} for names in (POINTS, BRANCHES))
    return [
        [
            row.row,
            row.fate.value,
            row.content.title,
            points[row.content.plan.touchpoint],
            sorted(branches[b] for b in row.content.plan.branches),
            row.content.owner_name,
            row.content.plan.start.isoformat(),
            row.content.due.isoformat() if row.content.due else None,
            row.content.stage.value,
        ]
        for row in draft.rows
    ]


def test_there_are_samples_and_each_is_described():
    assert len(EXPECTED) >= 6
    assert {path.name for path in FOLDER.iterdir()} == set(EXPECTED) | {f"{name}.json" for name in EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_ledger_is_read_right(name):
    facts, draft = EXPECTED[name], read(name)
    assert told(draft) == facts["actions"]
    cells = draft.rejects.cells.to_pylist()
    assert [[cell["row"], cell["column"], cell["reason"]] for cell in cells] == facts["left_out"]
    assert dict(sorted(Counter(issue.code for issue in draft.issues).items())) == facts["asked"]
    assert draft.open == 0
    assert draft.ready


@pytest.mark.parametrize("name", EXPECTED)
def test_a_ledger_waits_for_what_only_a_person_can_tell(name):
    draft = read(name, decided=False)
    assert draft.open == EXPECTED[name]["open"]
    assert draft.ready == (draft.open == 0)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_import_of_feedback_says_where_a_ledger_belongs(name):
    source = SourceFile(name, (FOLDER / name).read_bytes())
    arguments = {"secret": b"key", "today": day(EXPECTED[name]["today"])}
    if "feedback" in EXPECTED[name]:
        assert prepare(source, BANK, **arguments).counts.responses == EXPECTED[name]["feedback"]
        return
    with pytest.raises(LedgerOnlyError):
        prepare(source, BANK, **arguments)


@pytest.mark.parametrize("name", FEEDBACK)
def test_no_feedback_is_taken_for_a_ledger(name):
    source = SourceFile(name, (MESSY / name).read_bytes(), FEEDBACK[name].get("password", ""))
    try:
        book = read_workbook(source)
    except MotError:
        return
    assert listings(book) == ()


@pytest.mark.parametrize(
    "file", sorted((ROOT / "sample_data" / "demo").glob("*.xlsx")), ids=lambda file: file.name
)
def test_no_file_of_the_demonstration_is_taken_for_a_ledger(file):
    book = read_workbook(SourceFile(file.name, file.read_bytes()))
    assert listings(book) == ()
    assert choose(book, Decisions()).sheet.n_rows


def test_the_maker_makes_the_committed_ledgers(tmp_path):
    maker = [
        sys.executable,
        str(ROOT / "sample_data" / "make.py"),
        "--out",
        str(tmp_path),
        "--only",
        "ledgers",
    ]
    subprocess.run(maker, check=True, capture_output=True)
    for path in (tmp_path / "ledgers").iterdir():
        if path.suffix == ".json":
            assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name
        else:
            made, kept = (
                read_workbook(SourceFile(path.name, one.read_bytes())) for one in (path, FOLDER / path.name)
            )
            assert [sheet.head(100) for sheet in made.sheets] == [sheet.head(100) for sheet in kept.sheets]
