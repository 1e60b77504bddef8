"""Every workbook of the samples reads as its expected facts say."""

import datetime as dt
import re
from collections import Counter

import numpy as np
import pytest

from mot.domain.demonstration import read_institution
from mot.domain.issues import Severity
from mot.ingest.choose import NoHeaderError, NoRatingsError, NoRowsError
from mot.ingest.draft import MISSING, Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.workbook import (
    EmptyWorkbookError,
    NotAWorkbookError,
    PasswordNeededError,
    StrayCellError,
    UnknownLockError,
    UnsafeFileError,
)
from tests.messy_samples import EXPECTED, FOLDER

BANK = read_institution((FOLDER.parent / "demo" / "institution.toml").read_text(encoding="utf-8"))
ERRORS = {
    "encrypted": PasswordNeededError,
    "empty": EmptyWorkbookError,
    "not_a_workbook": NotAWorkbookError,
    "no_header": NoHeaderError,
    "no_ratings": NoRatingsError,
    "no_rows": NoRowsError,
    "stray_cell": StrayCellError,
    "unknown_lock": UnknownLockError,
    "unsafe": UnsafeFileError,
}
READABLE = [name for name, facts in EXPECTED.items() if "responses" in facts]
FIGURES = [name for name, facts in EXPECTED.items() if facts.get("layout") == "figures"]
BROKEN = [name for name, facts in EXPECTED.items() if "error" in facts]


def read(name: str) -> Draft:
    facts = EXPECTED[name].get("decisions", {})
    source = SourceFile(name, (FOLDER / name).read_bytes(), EXPECTED[name].get("password", ""))
    return prepare(source, BANK, decisions=Decisions(**facts), secret=b"key", today=dt.date(2026, 10, 15))


@pytest.mark.parametrize("name", READABLE)
def test_a_messy_workbook_is_read_right(name):
    facts, draft = EXPECTED[name], read(name)
    assert draft.layout == facts["layout"]
    assert draft.scale.code == facts["scale"]
    counts = draft.counts
    assert {
        key: getattr(counts, key)
        for key in ("rows", "responses", "set_aside", "duplicates", "values_missing", "ratings")
    } == {
        key: facts[key]
        for key in ("rows", "responses", "set_aside", "duplicates", "values_missing", "ratings")
    }
    codes = [reference.code for reference in draft.branches]
    assert Counter(codes[i] for i in draft.responses.branch) == facts["branches"]
    sums = {}
    for one in draft.answers:
        reference = draft.touchpoints[one.touchpoint]
        of_kind = sums.setdefault(reference.code or f"+{reference.name}", {})
        for kind in ("expectation", "perception", "minimum", "importance"):
            values = getattr(one, kind)
            if values is not None:
                there = values[values != MISSING].astype(int)
                of_kind[kind] = {"n": len(there), "sum": int(there.sum())}
    assert sums == facts["sums"]
    if "first_day" in facts:
        days = np.array(draft.responses.day, dtype="datetime64[D]")
        assert (str(days.min()), str(days.max())) == (facts["first_day"], facts["last_day"])
    if "sheet" in facts:
        assert draft.sheet == facts["sheet"]
    assert draft.ready


@pytest.mark.parametrize("name", FIGURES)
def test_a_messy_sheet_of_figures_is_read_right(name):
    facts, draft = EXPECTED[name], read(name)
    counts, kept = draft.counts, draft.figures
    assert draft.layout == facts["layout"]
    assert (counts.rows, counts.figures, counts.set_aside) == (
        facts["rows"], facts["figures"], facts["set_aside"],
    )  # fmt: skip
    assert Counter(aside.reason for aside in draft.set_aside) == facts["reasons"]
    assert Counter(draft.branches[i].code for i in kept.branch) == facts["branches"]
    assert (kept.month.min(), kept.month.max()) == (facts["first_month"], facts["last_month"])
    sums = {}
    for place, reference in enumerate(draft.figure_names):
        rows = kept.figure == place
        sums[reference.code or f"+{reference.name}"] = {
            "n": int(rows.sum()),
            "numerator": int(kept.numerator[rows].sum()),
            "denominator": int(np.maximum(kept.denominator[rows], 0).sum()),
        }
    assert sums == facts["figure_sums"]
    assert draft.ready


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gets_one_sentence_with_the_next_step(name):
    with pytest.raises(ERRORS[EXPECTED[name]["error"]]) as caught:
        read(name)
    assert "{" not in str(caught.value)
    assert len(str(caught.value).split(". ")) >= 2


def test_no_telephone_number_survives():
    draft = read("personal_data.xlsx")
    text = " ".join(draft.responses.comment.to_pylist())
    assert not re.search(r"1[3-9]\d{9}|@", text)
    assert "***" in text


def test_a_file_without_dates_or_branch_is_blocked_until_somebody_decides():
    source = SourceFile("data.xlsx", (FOLDER / "no_branch.xlsx").read_bytes())
    draft = prepare(source, BANK, secret=b"key", today=dt.date(2026, 10, 15))
    assert [i.code for i in draft.issues if i.severity is Severity.BLOCKING] == ["branch_needed"]
    assert not draft.ready
