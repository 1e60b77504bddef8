"""The numbers of a review that mean the same in every language: for comparing snapshots and for judging words."""

from collections.abc import Iterator

import pandas as pd

from mot.domain.reviews import Fact
from mot.reports.slides.asked import Asked, plain
from mot.services import comparison, overview


def facts(asked: Asked) -> tuple[Fact, ...]:
    """Every fact of a review, by section, subject and measure; hidden values are None."""
    return (*_overall(asked), *_touchpoints(asked))


def _overall(asked: Asked) -> Iterator[Fact]:
    found = asked.ask(overview.overview, asked.view)
    for measure, frame in (("gap", found.gaps), ("perception", found.perceptions)):
        yield _fact("summary", "overall", measure, frame.iloc[-1], "mean")
    yield Fact("summary", "overall", "answers", float(found.responses[-1]))
    (weak,) = plain([found.weak[-1]])
    yield Fact("summary", "overall", "weak", float(weak) if isinstance(weak, (int, float)) else None)


def _touchpoints(asked: Asked) -> Iterator[Fact]:
    found = asked.ask(comparison.comparison, asked.view, asked.earlier)
    for _, row in found.now.frame.iterrows():
        subject = f"touchpoint:{int(row['touchpoint'])}"
        yield _fact("gaps", subject, "gap", row, "gap", status=str(row["status"]))
        yield Fact("gaps", subject, "perception", _number(row["perception"]))
        yield Fact("gaps", subject, "expectation", _number(row["expectation"]))
    for _, row in found.moves.iterrows():
        subject = f"touchpoint:{int(row['touchpoint'])}"
        status = ("up" if row["change"] > 0 else "down") if row["clear"] else "unclear"
        yield _fact("gaps", subject, "change", row, "change", status=status)


def _fact(
    section: str, subject: str, measure: str, row: "pd.Series[object]", value: str, *, status: str = ""
) -> Fact:
    shown = _number(row[value])
    n = None if shown is None else _number(row["n"])
    return Fact(
        section, subject, measure, shown, _number(row["lo"]), _number(row["hi"]),
        None if n is None else int(n), status,
    )  # fmt: skip


def _number(value: object) -> float | None:
    (found,) = plain([value])
    return float(found) if isinstance(found, (int, float)) else None
