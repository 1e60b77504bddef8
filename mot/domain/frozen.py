"""Evidence as plain values, and the digest that shows that nothing of it was changed."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from mot.domain.moments import Evidence


def to_plain(evidence: Evidence) -> dict[str, Any]:
    """What JSON can hold of it, the digest included."""
    plain = {f.name: getattr(evidence, f.name) for f in dataclasses.fields(evidence)}
    return plain | {
        "numbers": dict(evidence.numbers),
        "chart": {name: list(column) for name, column in evidence.chart.items()},
        "settings": dict(evidence.settings),
        "frozen_at": evidence.frozen_at.astimezone(dt.UTC).isoformat(),
        **{name: list(plain[name]) for name in ("branches", "channels", "segments", "batches")},
    }


def from_plain(plain: Mapping[str, Any]) -> Evidence:
    """The evidence behind plain values."""
    tuples = {name: tuple(plain[name]) for name in ("branches", "channels", "segments", "batches")}
    return Evidence(
        **{
            **plain,
            **tuples,
            "chart": {name: tuple(column) for name, column in plain["chart"].items()},
            "frozen_at": dt.datetime.fromisoformat(plain["frozen_at"]),
        }
    )


def sealed(evidence: Evidence) -> Evidence:
    """The evidence with its digest."""
    return dataclasses.replace(evidence, digest=digest_of(evidence))


def intact(evidence: Evidence) -> bool:
    """Whether the evidence is what it was when its digest was written."""
    return evidence.digest == digest_of(evidence)


def digest_of(evidence: Evidence) -> str:
    """SHA-256 (64 hex digits) of canonical JSON: keys sorted, no blanks, numbers to the last bit."""
    plain = to_plain(evidence)
    del plain["digest"]
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
