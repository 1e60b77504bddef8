"""Forms sent twice in a short time are told and kept."""

import datetime as dt

import numpy as np

from mot.domain.cube import CLEAN, FLAGGED
from mot.ingest.cubing import tally
from mot.ingest.quality import REPEATED
from tests.ingest.ingest_samples import HEADER, draft, issue, row, workbook

MORE = ("期望-环境", "感知-环境")  # with these a form has eight ratings
MORNING = dt.datetime(2026, 7, 3, 9, 30)


def form(number: int, minutes: int, **changes: object) -> list[object]:
    """A form with eight ratings that are always the same, sent some minutes after half past nine."""
    day = MORNING + dt.timedelta(minutes=minutes)
    return [*row(number, **{"日期": f"{day:%Y/%m/%d %H:%M}", "感知-手机银行": 2, **changes}), 5, 4]


def file(*forms: list[object]) -> bytes:
    others = [
        form(100 + i, 1000 + 30 * i, **{"期望-排队等候": 1 + i % 5, "感知-排队等候": 1 + i % 4})
        for i in range(20)
    ]
    return workbook([[*HEADER, *MORE], *forms, *others])


def test_two_equal_forms_within_ten_minutes_are_named_and_counted_all_the_same():
    found = draft(file(form(1, 0), form(2, 4), form(3, 30)))
    told = issue(found, "repeated_forms")
    assert told.count == 2
    assert told.place.rows == (2, 3)
    assert (found.responses.quality[:3] & REPEATED > 0).tolist() == [True, True, False]
    assert found.counts.responses == 23


def test_the_cube_counts_them_with_the_others():
    found = draft(file(form(1, 0), form(2, 4)))
    assert found.responses.quality.max() == REPEATED
    ids = {
        "branch_ids": np.arange(1, 9),
        "touchpoint_ids": np.arange(1, 9),
        "channel_ids": np.arange(1, 9),
        "segment_ids": np.arange(1, 9),
    }
    cube = tally(
        found.responses,
        found.answers,
        scale=found.scale,
        overall_scale=found.overall_scale,
        dimension_of={},
        **ids,
    )
    assert set(cube.outcomes["quality"].tolist()) == {CLEAN}
    assert FLAGGED not in cube.cells["quality"]
    assert int(cube.outcomes["responses"].sum()) == 22


def test_another_branch_or_a_day_without_a_time_is_no_sign():
    other = draft(file(form(1, 0), form(2, 4, 网点="高新支行")))
    days = draft(workbook([[*HEADER, *MORE], *([*row(i, 日期="2026-07-03"), 5, 4] for i in range(9))]))
    for found in (other, days):
        assert "repeated_forms" not in {one.code for one in found.issues}
