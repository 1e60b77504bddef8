"""From bytes to a draft: the counts law, the two roads, and that nothing depends on how the file is stored."""

import csv
import dataclasses
import io

import numpy as np
import pyarrow as pa
import xlwt
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mot.domain.issues import Severity
from mot.ingest.choose import NoRatingsError
from mot.ingest.draft import Decisions
from tests.conftest import examples
from tests.ingest.ingest_samples import HEADER, TODAY, codes, draft, issue, meanings, row, rows, workbook

CELLS = st.one_of(
    st.none(),
    st.integers(-2, 12),
    st.sampled_from(
        ["5分", "非常满意", "不适用", "好", "合计", "老城支行", "nowhere", "2026-07-03", "2026Q3", "R1"]
    ),
    st.floats(0, 6, allow_nan=False).map(lambda x: round(x, 1)),
    st.dates(min_value=TODAY.replace(year=1999), max_value=TODAY.replace(year=2027)),
)


def draft_or_none(content, **options):
    """The draft, or None where no scale fits the answers, which is said to the person."""
    try:
        return draft(content, **options)
    except NoRatingsError:
        return None


def same(left, right):
    """Two drafts that differ in nothing but the file's bytes."""
    skipped = {"content", "sha256", "responses", "answers", "figures", "file_name"}
    for field in dataclasses.fields(left):
        if field.name not in skipped:
            assert getattr(left, field.name) == getattr(right, field.name), field.name
    for field in dataclasses.fields(left.responses):
        a, b = getattr(left.responses, field.name), getattr(right.responses, field.name)
        assert a.equals(b) if isinstance(a, pa.Array) else np.array_equal(a, b), field.name
    for field in dataclasses.fields(left.figures):
        a, b = getattr(left.figures, field.name), getattr(right.figures, field.name)
        assert np.array_equal(a, b), field.name
    for one, other in zip(left.answers, right.answers, strict=True):
        for field in dataclasses.fields(one):
            assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name


@given(st.lists(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=12))
@settings(max_examples=examples(60), deadline=None)
def test_every_row_is_a_response_or_set_aside_or_a_duplicate(table):
    found = draft_or_none(workbook([*rows(3), *table]))
    assume(found is not None)
    counts = found.counts
    assert counts.rows == counts.responses + counts.set_aside + counts.duplicates
    assert counts.responses == len(found.responses)
    assert counts.set_aside == len(found.set_aside)
    told = sum(
        int((v >= 0).sum())
        for a in found.answers
        for v in (a.expectation, a.perception, a.minimum, a.importance)
        if v is not None
    )
    assert counts.ratings == told
    assert (found.responses.branch >= 0).all()


@given(st.lists(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=8))
@settings(max_examples=examples(60), deadline=None)
def test_both_roads_give_the_same_draft(table):
    content = workbook([*rows(3), *table])
    one, other = draft_or_none(content), draft_or_none(content, large=0)
    assert (one is None) == (other is None)
    if one is not None:
        same(one, other)


def test_the_fast_road_is_taken_only_below_a_clean_header():
    good = workbook(rows(20))
    titled = workbook([["2026年三季度客户反馈"], [], *rows(20)])
    for content in (good, titled):
        same(draft(content), draft(content, large=0))


def test_row_numbers_are_those_of_excel_wherever_the_table_starts():
    content = workbook(rows(5), first_row=6)
    for large in (0, 5_000_000):
        found = draft(content, large=large)
        assert found.responses.row.tolist() == [8, 9, 10, 11, 12]
        assert found.columns[0].letter == "A"


def test_one_draft_whatever_the_format():
    table = rows(12)
    wanted = draft(workbook(table))
    text = [[v.isoformat() if hasattr(v, "isoformat") else v for v in line] for line in table]
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        for delimiter in (",", ";", "\t"):
            out = io.StringIO()
            csv.writer(out, delimiter=delimiter).writerows(text)
            found = draft(out.getvalue().encode(encoding), name="Sheet1.csv")
            same(wanted, found)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for r, line in enumerate(text):
        for c, value in enumerate(line):
            sheet.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    same(wanted, draft(out.getvalue()))


def test_a_paired_workbook_needs_no_decision():
    found = draft(workbook(rows(40)))
    assert found.layout == "wide"
    assert found.ready
    assert not [i for i in found.issues if i.severity is not Severity.NOTE]
    assert all(column.confidence == 1.0 for column in found.columns)
    assert meanings(found)[:8] == [
        "respondent", "branch", "date", "channel", "segment", "overall", "nps", "comment",
    ]  # fmt: skip
    assert meanings(found)[8:10] == ["expectation:queue", "perception:queue"]
    assert [b.code for b in found.branches] == ["old"]


def test_the_same_questionnaire_is_never_mapped_twice():
    strange = [h.replace("期望-手机银行", "甲").replace("感知-手机银行", "乙") for h in HEADER]
    table = [strange, *(row(i) for i in range(1, 40))]
    first = draft(workbook(table))
    assert [c.field.code for c in first.columns if c.header in ("甲", "乙")] == ["ignore", "ignore"]
    assert "column_unassigned" in codes(first)
    decided = Decisions(fields={12: "expectation:mobile", 13: "perception:mobile"})
    second = draft(workbook(table), decisions=decided)
    assert [t.code for t in second.touchpoints] == ["queue", "counter", "mobile"]
    from mot.ingest.recipe import remember

    memory = {second.fingerprint: remember(second)}
    again = draft(workbook([strange, *(row(i) for i in range(100, 160))]), recall=memory.get)
    assert meanings(again) == meanings(second)
    assert all(c.confidence == 1.0 for c in again.columns)
    assert again.fingerprint == first.fingerprint
    assert draft(workbook(rows(9)), recall=memory.get).decisions == Decisions()


def test_a_decision_made_now_beats_the_remembered_one():
    first = draft(workbook(rows(30)))
    memory = {first.fingerprint: Decisions(scale="1-7")}
    assert draft(workbook(rows(30)), recall=memory.get).scale.code == "1-7"
    now = Decisions(scale="1-5")
    assert draft(workbook(rows(30)), recall=memory.get, decisions=now).scale.code == "1-5"


def test_the_same_person_on_the_same_day_counts_once_and_the_first_row_is_kept():
    table = [*rows(5), row(2, **{"感知-排队等候": 1})]
    found = draft(workbook(table))
    assert found.counts.duplicates == 1
    assert found.answers[0].perception.tolist() == [3, 3, 3, 3, 3]
    assert issue(found, "duplicate_respondent").place.rows == (7,)


def test_respondents_are_stored_as_keyed_hashes_only():
    found = draft(workbook(rows(3)))
    hashes = found.responses.respondent.to_pylist()
    assert len(set(hashes)) == 3
    assert all(len(h) == 32 and int(h, 16) >= 0 for h in hashes)
    assert "R00001" not in str(found.responses)


def test_a_row_without_any_answer_is_set_aside_with_its_place():
    blank = {h: None for h in HEADER if h not in ("答卷编号", "网点", "日期")}
    found = draft(workbook([*rows(4), row(9, **blank)]))
    assert [(a.row, a.reason) for a in found.set_aside] == [(6, "no_answers")]


def test_the_swap_of_expectation_and_perception_is_found_and_can_be_undone():
    table = [list(HEADER)]
    for i in range(1, 30):
        table.append(row(i, **{h: (2 if h.startswith("期望") else 5) for h in HEADER[8:]}))
    found = draft(workbook(table))
    assert issue(found, "maybe_swapped").chosen == "keep"
    swapped = draft(workbook(table), decisions=Decisions(answers={"swap": "swap"}))
    assert (swapped.answers[0].expectation == found.answers[0].perception).all()
    assert issue(swapped, "maybe_swapped").chosen == "swap"
