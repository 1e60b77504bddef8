"""Where each touchpoint falls short: touchpoint × branch, or region where there are many branches."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from mot.analysis.heat import HeatTable
from mot.analysis.levels import Level
from mot.charts.frames import downloads
from mot.charts.frames.gaps import heatmap as rows
from mot.charts.frames.names import rated_words
from mot.domain.slides import Chart, Drawing, Form, Slide, Table
from mot.domain.survey import Name
from mot.locale.sentences import gaps as sentences
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.splitting import key_of, kicker_of, shares
from mot.reports.slides.tables import from_download
from mot.services import gaps
from mot.stats.multiplicity import Status

KEY = "heat"
MOST, MOST_ROWS = 20, 16  # places and touchpoints that a slide has room for


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The table of cells in colour; of many branches their regions, and of many regions the lowest.

    More than sixteen touchpoints go on several slides, with the same places in the same order.
    """
    own = resting.within(asked)
    found: HeatTable = own.ask(gaps.heatmap, own.view)
    if found.frame["value"].isna().all() or len(own.branches) < 2:
        return ()
    t, drawn = own.t, _drawn(own, found)
    rated = bool((drawn.frame["status"] == Status.PERCEPTION_ONLY).any())
    cells = rows(drawn, own.books.institution.touchpoints, _places(own, drawn.level), own.locale, most=MOST)
    lines = sorted(cells["row_order"].unique())
    parts = shares(len(lines), MOST_ROWS)
    kicker = t("Touchpoint × region") if drawn.level is Level.REGION else t("Touchpoint × branch")
    return tuple(
        Slide(
            key_of(KEY, part),
            KEY,
            kicker_of(own, kicker, part, len(parts)),
            _title(own, drawn, lines[first:last]),
            lines=tuple(line for line in (_left_out(own, found, drawn),) if line),
            chart=_chart(own, drawn, cells[cells["row_order"].isin(lines[first:last])], rated=rated),
            data=(_data(own, found),) if not part else (),
            footnote=resting.footnote(
                own, found.unit, signed=not rated, more=t("cells under {n} answers are hidden", n=_least(own))
            ),
            notes=_notes(own),
            about="heatmap",
        )
        for part, (first, last) in enumerate(parts)
    )


def _title(asked: Asked, drawn: HeatTable, lines: Sequence[int]) -> str:
    """How many of the cells in these rows, told by the place of their touchpoint, are weak or a delight for sure."""
    points = [asked.books.institution.touchpoints[line].id for line in lines]
    part = drawn.frame[drawn.frame["touchpoint"].isin(points)]
    said = sentences.heat(asked.locale, replace(drawn, frame=part))
    return resting.finding(said) if said else asked.t("How each touchpoint is rated at each place")


def _notes(asked: Asked) -> str:
    return asked.t(
        "Each cell is the gap of one touchpoint at one place. The colour shows the fair gap: with few answers "
        "it is drawn towards the other places, so that chance does not paint the map. A cell is bold when it "
        "is surely weak or a delight. Cells under {n} answers are hidden, and others that would give such a "
        "cell away.",
        n=_least(asked),
    )


def _least(asked: Asked) -> int:
    return asked.books.thresholds.n_suppress


def _drawn(asked: Asked, found: HeatTable) -> HeatTable:
    """The places that the slide shows: branches, or regions when there are too many branches and several regions."""
    there = {b.id: b.region for b in asked.books.institution.branches}
    home = {there[int(place)] for place in found.frame["place"].unique()}
    if found.frame["place"].nunique() <= MOST or len(home) < 2:
        return found
    regions: HeatTable = asked.ask(gaps.heatmap, asked.view, Level.REGION)
    return found if regions.frame["value"].isna().all() else regions


def _places(asked: Asked, level: Level) -> dict[int, Name]:
    there = asked.books.institution
    return {p.id: p.name for p in (there.regions if level is Level.REGION else there.branches)}


def _chart(asked: Asked, drawn: HeatTable, cells: pd.DataFrame, *, rated: bool) -> Chart:
    t, unit = asked.t, drawn.unit
    if rated:
        caption = t("Number = perceived score, colour = how far it lies from the average of the places.")
    else:
        caption = t("Number = gap, colour = fair gap, bold = weak or delight for sure, hatched = hidden.")
    return chart(
        Drawing.HEAT,
        cells,
        rated_words(asked.words) if rated else asked.words,
        caption=caption,
        description=t("Score per touchpoint and place"),
        clamp=(unit.shown_high - unit.shown_low) / 4,
    )


def _left_out(asked: Asked, found: HeatTable, drawn: HeatTable) -> str:
    """What the picture leaves out of many places; "" when it shows all."""
    branches, places = int(found.frame["place"].nunique()), int(drawn.frame["place"].nunique())
    t = asked.t
    if drawn.level is Level.REGION:
        if places > MOST:
            return t(
                "{branches} branches are put together by region; the {n} lowest of {total} regions are drawn. The "
                "appendix has every branch.",
                branches=branches,
                n=MOST,
                total=places,
            )
        return t(
            "{branches} branches are put together in {n} regions; the appendix has every branch.",
            branches=branches,
            n=places,
        )
    if places > MOST:
        return t(
            "Drawn are the {n} lowest of {total} branches; the appendix has all of them.",
            n=MOST,
            total=places,
        )
    return ""


def _data(asked: Asked, found: HeatTable) -> Table:
    t = asked.t
    frame = downloads.heatmap(
        found, asked.books.institution.touchpoints, _places(asked, Level.BRANCH), asked.locale
    )
    rated = bool((found.frame["status"] == Status.PERCEPTION_ONLY).all())
    gaps_ = [t("Gap"), t("Interval from"), t("Interval to"), t("Fair gap"), t("Fair gap, interval from"),
             t("Fair gap, interval to")]  # fmt: skip
    forms = {} if rated else dict.fromkeys(gaps_, Form.SIGNED)
    return from_download("cells", t("Touchpoint × branch"), frame, digits=found.unit.digits, forms=forms)
