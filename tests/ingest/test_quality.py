import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mot.domain.cube import CLEAN, FLAGGED
from mot.ingest.draft import MISSING, Answers
from mot.ingest.quality import flag
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
    assert found.quality.tolist() == np.where(both, FLAGGED, CLEAN).tolist()


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
    np.testing.assert_array_equal(found.quality == FLAGGED, want.inattentive)
    np.testing.assert_array_equal(found.ratings, want.ratings)
