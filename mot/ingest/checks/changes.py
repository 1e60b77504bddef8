"""Issues of a questionnaire that changed since it was last imported."""

from collections.abc import Iterable, Iterator

from mot.domain.issues import Issue, Severity
from mot.ingest.changes import OTHER, SAME, question_of
from mot.ingest.reading import SHOWN, Reading


def check_changes(reading: Reading) -> Iterator[Issue]:
    """What is new, gone, reworded and moved; of each reworded question, whether it still asks the same."""
    changes = reading.changes
    if changes is None:
        return
    before, columns = changes.before.headers, reading.columns
    reworded = [f"{before[then]} → {columns[now].header}" for now, then in changes.reworded.items()]
    parts = {
        "added": _listed(columns[p].header for p in changes.added),
        "removed": _listed(before[p] for p in changes.removed),
        "reworded": _listed(reworded),
        "moved": _listed(columns[p].header for p in changes.moved),
    }
    count = sum(map(len, (changes.added, changes.removed, changes.reworded, changes.moved)))
    if count:
        params: dict[str, object] = {"same": len(changes.same), **parts}
        yield Issue("questionnaire_changed", Severity.NOTE, reading.place(), params, count)
    asked: set[str] = set()
    for now, then in changes.reworded.items():
        code = question_of(columns, now)
        if not code or code in asked:
            continue
        asked.add(code)
        key = f"{SAME}:{code}"
        chosen = reading.decisions.values.get(key, OTHER)
        yield Issue(
            "question_joined" if chosen == SAME else "question_reworded",
            Severity.DECIDE,
            reading.place(column=columns[now]),
            {"before": before[then], "now": columns[now].header},
            key=key,
            choices=(OTHER, SAME),
            chosen=chosen,
        )


def _listed(headers: Iterable[str]) -> list[str]:
    """The first of some headers, a dash for none."""
    found = [header for header in headers if header]
    return [*found[:SHOWN], *(["…"] if len(found) > SHOWN else [])] or ["–"]
