"""Evidence comes back from plain values as it was, and its digest tells of the smallest change."""

import dataclasses
import datetime as dt
import json

import pytest

from mot.domain.frozen import digest_of, from_plain, intact, sealed, to_plain
from mot.domain.moments import Evidence

FROZEN = sealed(
    Evidence(
        quarter="2026Q3",
        branches=("n1", "n2"),
        channels=("mobile",),
        segments=(),
        unit="1-5",
        numbers={"n": 60, "gap": -0.1 - 0.2, "lo": None, "status": "weak"},
        chart={"quarter": ("2026Q2", "2026Q3"), "gap": (None, -0.3)},
        batches=(1, 4),
        settings={"confidence": 0.95},
        product_version="0.1.0",
        frozen_at=dt.datetime(2026, 10, 8, 9, 30, 1, 250, tzinfo=dt.UTC),
        said="队伍很长",
    )
)
OTHERS = {
    "quarter": "2026Q2",
    "branches": ("n1",),
    "numbers": {**FROZEN.numbers, "gap": -0.3},
    "chart": {**FROZEN.chart, "gap": (0.0, -0.3)},
    "batches": (1,),
    "settings": {"confidence": 0.9},
    "said": "",
    "frozen_at": FROZEN.frozen_at + dt.timedelta(microseconds=1),
}


def test_evidence_comes_back_to_the_last_bit() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(FROZEN)))) == FROZEN
    assert intact(from_plain(json.loads(json.dumps(to_plain(FROZEN)))))


@pytest.mark.parametrize("name", OTHERS)
def test_the_digest_tells_of_any_change(name: str) -> None:
    changed = dataclasses.replace(FROZEN, **{name: OTHERS[name]})
    assert not intact(changed)
    assert digest_of(changed) != FROZEN.digest


def test_the_digest_does_not_depend_on_the_order_of_keys_or_on_the_time_zone() -> None:
    turned = dict(reversed(FROZEN.numbers.items()))
    elsewhere = FROZEN.frozen_at.astimezone(dt.timezone(dt.timedelta(hours=8)))
    assert intact(dataclasses.replace(FROZEN, numbers=turned, frozen_at=elsewhere))
