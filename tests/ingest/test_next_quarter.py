"""The questionnaire of last quarter needs no click: every sample, imported once, is ready the next time."""

import datetime as dt
from dataclasses import replace

import pytest

from mot.domain.demonstration import read_institution
from mot.domain.issues import Severity
from mot.domain.survey import Branch, Institution, Label, Name, Touchpoint
from mot.ingest.changes import Remembered
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.recipe import headers_of, remember
from tests.conftest import THOROUGH
from tests.messy_samples import EXPECTED, FOLDER

BANK = read_institution((FOLDER.parent / "demo" / "institution.toml").read_text(encoding="utf-8"))
READABLE = [name for name, facts in EXPECTED.items() if "responses" in facts or "figures" in facts]
TRIED = READABLE if THOROUGH else READABLE[::3]
OF_THE_FILE = ("sheet", "sheets", "branch", "quarter")  # what is decided for one file only


def after(found: Draft, there: Institution = BANK) -> Institution:
    """The institution once the draft is committed: what was new exists."""
    new = [(kind, r.name) for kind in ("branches", "touchpoints", "channels", "segments") for r in
           getattr(found, kind) if not r.code]  # fmt: skip
    made = {kind: list(getattr(there, kind)) for kind, _ in new}
    for number, (kind, name) in enumerate(new, start=900):
        code = f"x{number}"
        made[kind].append(
            Branch(number, code, Name(name), 1)
            if kind == "branches"
            else Touchpoint(number, code, Name(name), Name(""))
            if kind == "touchpoints"
            else Label(number, code, Name(name))
        )
    return replace(there, **{kind: tuple(all_) for kind, all_ in made.items()})


def read(name: str, decisions: Decisions, there: Institution, **memory) -> Draft:
    source = SourceFile(name, (FOLDER / name).read_bytes(), EXPECTED[name].get("password", ""))
    return prepare(source, there, decisions=decisions, secret=b"key", today=dt.date(2026, 10, 15), **memory)


@pytest.mark.parametrize("name", TRIED)
def test_nothing_is_asked_twice(name):
    first = read(name, Decisions(**EXPECTED[name].get("decisions", {})), BANK)
    assert first.ready
    kept = first.decisions
    of_the_file = Decisions(
        sheet=kept.sheet,
        branch=kept.branch,
        quarter=kept.quarter,
        answers={key: value for key, value in kept.answers.items() if key in OF_THE_FILE},
    )
    memory = {first.fingerprint: remember(first)}
    again = read(name, of_the_file, after(first), recall=memory.get)
    assert [i.code for i in again.issues if i.severity is Severity.BLOCKING] == []
    assert again.ready
    assert again.counts == first.counts
    assert [(a.perception is None, a.expectation is None) for a in again.answers] == [
        (a.perception is None, a.expectation is None) for a in first.answers
    ]
    by_name = [
        {found.touchpoints[a.touchpoint].name: a.perception.tolist() for a in found.answers if a.perception is not None}
        for found in (first, again)
    ]  # fmt: skip
    assert by_name[0] == by_name[1]
    assert again.wordings == first.wordings
    assert not {i.code for i in again.issues} & {"new_touchpoint", "questionnaire_changed"}


@pytest.mark.parametrize(
    "name", [n for n in (READABLE if THOROUGH else READABLE[1::3]) if "responses" in EXPECTED[n]]
)
def test_a_file_that_finds_itself_among_its_like_is_unchanged(name):
    decisions = Decisions(**EXPECTED[name].get("decisions", {}))
    first = read(name, decisions, BANK)
    kept = Remembered(headers_of(first), remember(first))
    again = read(name, decisions, BANK, similar=lambda layout: (kept,))
    assert again.ready
    assert "questionnaire_changed" not in {i.code for i in again.issues}
    assert [c.field for c in again.columns] == [c.field for c in first.columns]
