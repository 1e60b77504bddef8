"""Issues of expectations and perceptions that are not paired."""

from collections.abc import Iterator

from mot.domain.issues import Issue, Severity
from mot.ingest.pairing import APART, KEY, PAIR
from mot.ingest.reading import Reading


def check_pairs(reading: Reading) -> Iterator[Issue]:
    """Why the items of two blocks are not paired, or that they are, although they do not fit."""
    found = reading.refusal
    if found is None:
        return
    params: dict[str, object] = {
        "expected": found.expected,
        "perceived": found.perceived,
        "first": found.first,
        "second": found.second,
        "reason": found.reason.value,
    }
    code = (
        f"pairs_forced_{found.reason.value}"
        if found.chosen == PAIR
        else f"pairs_refused_{found.reason.value}"
    )
    count = found.expected
    yield Issue(code, Severity.DECIDE, reading.place(), params, count, KEY, (APART, PAIR), found.chosen)
