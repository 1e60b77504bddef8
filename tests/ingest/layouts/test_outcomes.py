"""What the samples of survey tools hold besides ratings: overall satisfaction, recommendation, time, comments."""

import datetime as dt

import pytest

from mot.domain.demonstration import read_institution
from mot.ingest.draft import MISSING, Decisions, SourceFile
from mot.ingest.prepare import prepare
from tests.messy_samples import EXPECTED, FOLDER

BANK = read_institution((FOLDER.parent / "demo" / "institution.toml").read_text(encoding="utf-8"))
TOLD = [name for name, facts in EXPECTED.items() if "nps" in facts]


@pytest.mark.parametrize("name", TOLD)
def test_the_outcomes_of_a_tool_are_those_that_people_gave(name):
    facts = EXPECTED[name]
    source = SourceFile(name, (FOLDER / name).read_bytes())
    decisions = Decisions(**facts.get("decisions", {}))
    found = prepare(source, BANK, decisions=decisions, secret=b"key", today=dt.date(2026, 10, 15)).responses
    for key, values in (("overall", found.overall), ("nps", found.nps)):
        there = values[values != MISSING].astype(int)
        assert {"n": len(there), "sum": int(there.sum())} == facts[key]
    assert sum(map(bool, found.comment.to_pylist())) == facts["comments"]
    if "seconds" in facts:
        assert found.duration.tolist().count(MISSING) == 0
        assert int(found.duration.sum()) == facts["seconds"]


def test_both_flavours_of_the_same_answers_are_among_the_samples():
    by_text, by_number = (EXPECTED[f"wenjuanxing_{flavour}.xlsx"] for flavour in ("text", "number"))
    assert {k: v for k, v in by_number.items() if k != "decisions"} == by_text
