"""Where to begin: how much each touchpoint matters against how well it is rated."""

import pandas as pd

from mot.analysis.drivers import Drivers
from mot.analysis.priorities import PriorityState
from mot.analysis.units import Unit
from mot.charts.frames import drivers as frames
from mot.charts.frames.ranking import Group, ranking
from mot.domain.slides import Chart, Column, Drawing, Form, Slide, Table, Value
from mot.locale.sentences import driver_gates
from mot.locale.sentences import drivers as sentences
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked, chart, plain
from mot.reports.slides.tables import from_download
from mot.services import drivers
from mot.stats.importance import DriverState
from mot.stats.quadrants import Quadrant

KEY = "priorities"
MOST = 10  # touchpoints in the short table
LINES = 3  # sentences that a slide with a chart has room for


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The map beside a short table; without importance only why, and the table; nothing where there is no answer."""
    t, locale = asked.t, asked.locale
    found: Drivers = asked.ask(drivers.drivers, asked.view)
    if not found.frame["n"].sum() or found.state is DriverState.SUPPRESSED:
        return ()
    table = _table(asked, found)
    if not found.state.known and table is None:
        return ()
    title = sentences.headline(locale, found, asked.touchpoints, asked.books.thresholds)
    return (
        Slide(
            KEY,
            KEY,
            t("Priorities"),
            title,
            _lines(asked, found),
            chart=_map(asked, found) if found.state.known else None,
            table=table,
            data=(_data(asked, found),),
            footnote=resting.footnote(
                asked,
                found.unit,
                signed=found.priorities is not PriorityState.NO_GAPS,
                more=t("{n} answered overall satisfaction", n=int(found.n)) if found.n == found.n else "",
            ),
            notes=t(
                "Importance is worked out from how ratings and overall satisfaction go together, not from what "
                "customers call important; it does not prove a cause. Priority is importance times how far a "
                "touchpoint falls short, as a share of 100. Places are numbered only where the order is certain: "
                "people were drawn again and again to see how far it holds."
            ),
            about="drivers",
        ),
    )


def _lines(asked: Asked, found: Drivers) -> tuple[str, ...]:
    """What the map shows and what has to be borne in mind; without importance, why there is no map."""
    locale, names = asked.locale, asked.touchpoints
    if not found.state.known:
        title, sentence = driver_gates.why_unknown(locale, found)
        return (asked.t("{title}.", title=title), sentence)
    told = (
        sentences.importance_map(locale, found, names),
        sentences.rests_on(locale, found),
        *driver_gates.notes(locale, found, names),
    )
    return tuple(line for line in told if line)[:LINES]


def _map(asked: Asked, found: Drivers) -> Chart:
    t = asked.t
    concentrate, keep, low, overkill = (t(sentences.QUADRANT_WORDS[q]) for q in list(Quadrant)[:4])
    return chart(
        Drawing.PRIORITIES,
        frames.importance_map(found, asked.books.institution.touchpoints, asked.locale),
        asked.words,
        caption=t(
            "Cross = {confidence} intervals, dashed = means, hollow = quadrant not sure",
            confidence=resting.confidence(asked),
        ),
        description=t("How much each touchpoint matters against how well it is rated"),
        corners=(concentrate, keep, low, overkill),
        across=_across(asked, found.unit),
        up=t("↑ Importance (share of what is explained)"),
        importance=t("Importance"),
        priority=t("Priority score"),
    )


def _across(asked: Asked, unit: Unit) -> str:
    if unit.scale is None:
        return asked.t("Perceived score (percent of the scale) →")
    return asked.t("Perceived score ({scale}) →", scale=unit.scale.code.replace("-", "–"))


def _table(asked: Asked, found: Drivers) -> Table | None:
    """Where to begin, in order, with numbers only where the order is certain; None where nothing can be put in order."""
    t, digits = asked.t, found.unit.digits
    parts = [part for part in ranking(found) if part.group in (Group.CERTAIN, Group.OPEN)]
    if not parts:
        return None
    rows = pd.concat(
        [part.rows.assign(certain=part.group is Group.CERTAIN, by=part.ordered_by) for part in parts]
    )
    weighted = found.priorities is PriorityState.WEIGHTED
    gaps = found.priorities is not PriorityState.NO_GAPS
    columns = (
        Column("place", t("Rank"), Form.COUNT, weight=0.6),
        Column("touchpoint", t("Touchpoint"), weight=1.8),
        *([Column("importance", t("Importance"), Form.SHARE)] if found.state.known else []),
        *([Column("gap", t("Gap"), Form.SIGNED, digits)] if gaps else []),
        *([Column("priority", t("Priority score") if weighted else t("Share of the shortfall"), weight=1.6)]
          if gaps else []),
    )  # fmt: skip
    shown = rows.iloc[:MOST]
    scores = frames.priorities(asked.locale, shown, percent=not weighted)
    cells: list[tuple[Value, ...]] = []
    for row, score in zip(shown.to_dict("records"), scores, strict=True):
        place = row["rank"] if row["by"] == "priority" else row["importance_rank"]
        cells.append(
            (
                int(place) if row["certain"] else None,
                asked.locale.name(asked.touchpoints[int(row["touchpoint"])]),
                *(plain([row["importance"]]) if found.state.known else ()),
                *((*plain([row["gap"]]), score) if gaps else ()),
            )
        )
    left = len(rows) - len(cells)
    note = asked.locale.tn("{n} more touchpoint", "{n} more touchpoints", left) if left else ""
    return Table("priorities-table", t("Where to begin"), columns, tuple(cells), note=note)


def _data(asked: Asked, found: Drivers) -> Table:
    t = asked.t
    frame = frames.priorities_table(found, asked.books.institution.touchpoints, asked.locale)
    shares = [
        t("Importance"), t("Importance, interval from"), t("Importance, interval to"),
        t("Probability of the likeliest quadrant"), t("Probability of “Concentrate here”"),
        t("Part of the explained variance (LMG)"), t("Part of the explained variance (Johnson)"),
    ]  # fmt: skip
    signed = [t("Gap"), t("Gap, interval from"), t("Gap, interval to")]
    forms = dict.fromkeys(shares, Form.SHARE) | dict.fromkeys(signed, Form.SIGNED)
    return from_download("priorities", t("Priorities"), frame, digits=found.unit.digits, forms=forms)
