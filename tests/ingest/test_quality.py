import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mot.domain.cube import CLEAN, FLAGGED
from mot.ingest.draft import MISSING, Answers
from mot.ingest.quality import ENOUGH, FAST, REPEATED, STRAIGHT, WITHIN, flag
from mot.stats.screening import response_quality

ORACLE = Path(__file__).parents[1] / "oracles" / "21_response_quality.json"


def judge(table, seconds):
    """Columns of expectation and perception by turns, as the reader hands them over."""
    columns = np.asarray(table, dtype=np.int16).T
    answers = [
        Answers(i, columns[2 * i], columns[2 * i + 1] if 2 * i + 1 < len(columns) else None)
        for i in range((len(columns) + 1) // 2)
    ]
    return flag(answers, np.asarray(seconds, dtype=np.int32), len(seconds))


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_the_flags_at_import_agree_with_r(case):
    found, want = judge(case["input"]["answers"], case["input"]["seconds"]), case["expected"]
    assert found.straight.tolist() == want["straight_line"]
    assert found.fast.tolist() == want["too_fast"]
    both = np.array(want["straight_line"]) & want["too_fast"]
    assert (found.quality & FLAGGED).tolist() == np.where(both, FLAGGED, CLEAN).tolist()


@given(
    arrays(np.int16, (4, 12), elements=st.sampled_from([1, 2, MISSING])),
    arrays(np.int32, 4, elements=st.sampled_from([MISSING, 0, 10, 24, 60])),
)
def test_the_flags_at_import_are_those_of_the_statistics(table, seconds):
    found = judge(table, seconds)
    want = response_quality(
        np.where(table == MISSING, np.nan, table), np.where(seconds == MISSING, np.nan, seconds)
    )
    np.testing.assert_array_equal(found.straight, want.straight_line)
    np.testing.assert_array_equal(found.fast, want.too_fast)
    np.testing.assert_array_equal(found.quality & FLAGGED == FLAGGED, want.inattentive)
    np.testing.assert_array_equal(found.quality & STRAIGHT > 0, want.straight_line)
    np.testing.assert_array_equal(found.quality & FAST > 0, want.too_fast)
    np.testing.assert_array_equal(found.ratings, want.ratings)


FORM = [5, 3, 4, 4, 2, 5, 1, 3]
OTHER = [5, 3, 4, 4, 2, 5, 1, 4]


def repeats(table, moment, branch=None):
    """Which forms are alike and close in time."""
    columns = np.asarray(table, dtype=np.int16).T
    answers = [Answers(i, columns[2 * i], columns[2 * i + 1]) for i in range(len(columns) // 2)]
    size = len(table)
    places = None if branch is None else np.asarray(branch)
    found = flag(answers, np.full(size, MISSING), size, moment=np.asarray(moment), branch=places)
    assert (found.quality & REPEATED > 0).tolist() == found.repeated.tolist()
    assert not (found.quality & FLAGGED).any()  # alike is told, and left out of nothing
    return found.repeated.tolist()


def test_the_same_answers_about_one_branch_within_ten_minutes_are_a_sign():
    assert repeats([FORM, OTHER, FORM, FORM], [1000, 1010, 1000 + WITHIN, 9000]) == [True, False, True, False]
    assert repeats([FORM, FORM], [1000, 1001 + WITHIN]) == [False, False]


def test_a_chain_of_repeated_forms_is_found_whole():
    assert repeats([FORM] * 4, [0, 500, 1000, 1500]) == [True] * 4


def test_other_branches_and_forms_without_a_time_are_no_repeats():
    assert repeats([FORM, FORM], [1000, 1010], [0, 1]) == [False, False]
    assert repeats([FORM, FORM], [1000, MISSING]) == [False, False]


def test_short_forms_may_be_alike():
    short = FORM[: ENOUGH - 2]
    assert repeats([short, short], [1000, 1010]) == [False, False]
    missing = [*FORM[:-1], MISSING]
    assert repeats([missing, missing], [1000, 1010]) == [False, False]
    assert repeats([[*FORM, MISSING, 3]] * 2, [1000, 1010]) == [True, True]


@given(
    arrays(np.int16, (12, 8), elements=st.sampled_from([4, 5])),
    arrays(np.int64, 12, elements=st.sampled_from([MISSING, 0, 300, 900, 1000, 2000])),
    arrays(np.int32, 12, elements=st.sampled_from([0, 1])),
)
def test_repeats_are_those_that_a_look_at_every_pair_finds(table, moment, branch):
    table[6:] = table[:6]
    want = [
        any(
            i != j
            and (table[i] == table[j]).all()
            and branch[i] == branch[j]
            and MISSING not in (moment[i], moment[j])
            and abs(moment[i] - moment[j]) <= WITHIN
            for j in range(12)
        )
        for i in range(12)
    ]
    assert repeats(table, moment, branch) == want
