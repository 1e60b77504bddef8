"""Gaps and their changes as tables: beside a chart, and behind it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mot.analysis.comparing import Comparison
from mot.analysis.gaps import GapTable
from mot.charts.frames import downloads
from mot.domain.slides import Column, Form, Table, Tone, Value
from mot.locale.statuses import STATUS_SHORT
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked, plain
from mot.reports.slides.tables import from_download

TONES = {"weak": Tone.WEAK, "below": Tone.BELOW, "above": Tone.ABOVE, "hidden": Tone.HIDDEN}
LOUD = (Tone.WEAK, Tone.BELOW, Tone.ABOVE)


def gap_table(asked: Asked, found: Comparison, drawn: pd.DataFrame, key: str) -> Table:
    """Some touchpoints in numbers, in the order of the chart beside it; a change only where it is certain.

    `drawn`: rows of the chart (`frames.gaps`) with the id as `touchpoint`.
    """
    t, now = asked.t, found.now
    digits, moves = now.unit.digits, _moves(found)
    columns = [
        Column("touchpoint", t("Touchpoint"), weight=1.8),
        Column("n", "n", Form.COUNT, weight=0.8),
        Column("gap", t("Gap"), Form.SIGNED, digits, weight=0.8)
        if now.paired
        else Column("perceived", t("Perceived"), Form.SCORE, digits, weight=0.8),
        Column("interval", t("{confidence} interval", confidence=resting.confidence(asked)), weight=1.5),
        *([Column("change", t("since {quarter}", quarter=found.earlier.short), weight=1.2)] if moves else []),
        Column("finding", t("Finding"), Form.MARK, weight=1.4),
    ]
    told = {row["touchpoint"]: row for row in now.frame.to_dict("records")}
    cells: list[tuple[Value, ...]] = []
    tones: list[tuple[str, ...]] = []
    for number, label, interval, state in zip(
        drawn["touchpoint"], drawn["label"], drawn["interval_text"], drawn["state"], strict=True
    ):
        row = told[number]
        n = None if row["hidden"] else int(row["n"] if now.paired else row["n_p"])
        value = plain([row["gap"] if now.paired else row["perception"]])
        changes = [_change(asked, moves.get(int(number)), digits)] if moves else []
        tone = TONES.get(state, Tone.UNCLEAR)
        loud = tone if tone in LOUD else Tone.PLAIN
        cells.append((label, n, *value, interval, *(c for c, _ in changes), t(STATUS_SHORT[row["status"]])))
        tones.append((Tone.PLAIN, Tone.PLAIN, loud, Tone.PLAIN, *(m for _, m in changes), tone))
    title = t("Gaps by touchpoint") if now.paired else t("Scores by touchpoint")
    return Table(f"{key}-table", title, tuple(columns), tuple(cells), tuple(tones))


def _moves(found: Comparison) -> Mapping[int, Any]:
    return {int(row["touchpoint"]): row for row in found.moves.to_dict("records")}


def _change(asked: Asked, move: Any, digits: int) -> tuple[str, Tone]:
    if move is None:
        return "", Tone.PLAIN
    if not move["clear"]:
        return asked.t("no clear change"), Tone.UNCLEAR
    return asked.locale.signed(move["change"], digits), Tone.ABOVE if move["change"] > 0 else Tone.WEAK


def gap_data(asked: Asked, now: GapTable, key: str) -> Table:
    """Every touchpoint with n, both means, gap, interval, shares and finding."""
    t = asked.t
    shares = [
        t("Share below expectation"), t("Share as expected"), t("Share above expectation"),
        t("Share expecting the maximum"),
    ]  # fmt: skip
    return from_download(
        key,
        t("Gaps by touchpoint") if now.paired else t("Scores by touchpoint"),
        downloads.gaps(now, asked.books.institution.touchpoints, asked.locale),
        digits=now.unit.digits,
        forms=dict.fromkeys(shares, Form.SHARE) | (_signed(asked) if now.paired else {}),
    )


def change_data(asked: Asked, found: Comparison) -> tuple[Table, ...]:
    """Every touchpoint's change since the earlier quarter; () where there is nothing to compare with."""
    if not len(found.moves):
        return ()
    frame = downloads.movements(found.moves, asked.touchpoints, asked.locale)
    title = asked.t("Changes since {quarter}", quarter=found.earlier)
    digits = found.now.unit.digits
    return (from_download("changes", title, frame, digits=digits, forms=_signed(asked)),)


def _signed(asked: Asked) -> dict[str, Form]:
    t = asked.t
    return dict.fromkeys([t("Gap"), t("Change"), t("Interval from"), t("Interval to")], Form.SIGNED)
