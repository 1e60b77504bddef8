"""Issues of touchpoints that headers name in words which are only like those of a known one."""

from collections.abc import Iterator

from mot.domain.issues import Issue, Severity
from mot.domain.survey import RATINGS
from mot.ingest.labels import CREATE, REFUSE
from mot.ingest.layouts.servqual import item_number
from mot.ingest.names import Directory
from mot.ingest.reading import Reading


def check_alike(reading: Reading) -> Iterator[Issue]:
    """One issue per name that was taken for a known touchpoint without being one of its names."""
    touchpoints = reading.institution.touchpoints
    directory = Directory.of(touchpoints)
    codes = {t.code for t in touchpoints}
    asked: set[str] = set()
    for column in reading.columns:
        name, code = column.topic, column.field.touchpoint
        by_hand = column.position in reading.decisions.fields
        if column.field.kind not in RATINGS or not name or code not in codes or by_hand or name in asked:
            continue
        if directory.exact(name) == code or item_number(name) is not None:
            continue  # items without a name are shown with their columns
        asked.add(name)
        others = tuple(t.code for t in touchpoints if t.code != code)
        yield Issue(
            "touchpoint_alike",
            Severity.DECIDE,
            reading.place(column=column),
            {"name": name, "chosen": code},
            key=f"touchpoint:{name}",
            choices=(code, *others, CREATE + name, REFUSE),
            chosen=code,
        )
