"""What moved since the comparison quarter, and what cannot be told yet."""

from collections.abc import Sequence

import pandas as pd

from mot.analysis.comparing import Comparison
from mot.charts import frames
from mot.charts.frames import downloads
from mot.domain.slides import Drawing, Form, Slide, Table
from mot.domain.survey import Name
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.rescaled import rescaled
from mot.reports.slides.resting import confidence
from mot.reports.slides.tables import from_download
from mot.reports.slides.work import NAMED, listed
from mot.services import comparison

SECTION, KEY = "trends", "trends-2"
MOST = 10  # movements that are drawn


def movements(asked: Asked) -> tuple[Slide, ...]:
    """The largest changes of a gap since the comparison quarter; () where there is nothing to compare."""
    t, locale = asked.t, asked.locale
    found: Comparison = asked.ask(comparison.comparison, asked.view, asked.earlier)
    if found.moves.empty:
        return ()
    names, unit, total = asked.touchpoints, found.now.unit, len(found.moves)
    drawn = frames.movements(found.moves, unit, names, locale, most=MOST)
    return (
        Slide(
            KEY,
            SECTION,
            t("Largest movements"),
            _moved(asked, found.moves),
            _left_out(asked, found),
            chart=chart(
                Drawing.MOVEMENTS,
                drawn,
                asked.words,
                caption=t("Change of the gap since {quarter}; grey = cannot tell yet", quarter=asked.earlier)
                if total <= MOST
                else t(
                    "The {n} largest of {total} changes since {quarter}; grey = cannot tell yet",
                    n=MOST,
                    total=total,
                    quarter=asked.earlier,
                ),
                description=t("Change of each touchpoint's gap since {quarter}", quarter=asked.earlier),
            ),
            data=(_table(asked, found),),
            footnote=asked.footnote(
                t("compared with {quarter}", quarter=asked.earlier),
                t("intervals are {confidence}", confidence=confidence(asked)),
            ),
            notes=t(
                "A change has a colour when its interval excludes no change, it stands among all touchpoints that "
                "were looked at, and both quarters have enough answers. Grey does not mean that nothing changed."
            ),
            about="changes",
        ),
    )


def _table(asked: Asked, found: Comparison) -> Table:
    t = asked.t
    return from_download(
        "movements",
        t("Change of the gap since {quarter}", quarter=asked.earlier),
        downloads.movements(found.moves, asked.touchpoints, asked.locale),
        digits=found.now.unit.digits,
        forms=dict.fromkeys((t("Change"), t("Interval from"), t("Interval to")), Form.SIGNED),
    )


def _moved(asked: Asked, moves: pd.DataFrame) -> str:
    """Which touchpoints moved for certain, and which way."""
    t, names = asked.t, asked.touchpoints
    certain = moves[moves["clear"]].sort_values("change", ascending=False, kind="stable")
    up = [names[int(i)] for i in certain.loc[certain["change"] > 0, "touchpoint"]]
    down = [names[int(i)] for i in certain.loc[certain["change"] < 0, "touchpoint"][::-1]]
    told = {"up": _named(asked, up), "down": _named(asked, down), "quarter": asked.earlier}
    if up and down:
        return t("Since {quarter} {up} improved and {down} slipped", **told)
    if up:
        return t("Since {quarter} {up} improved; no touchpoint slipped for certain", **told)
    if down:
        return t("Since {quarter} {down} slipped; no touchpoint improved for certain", **told)
    return t("No touchpoint changed for certain since {quarter}", **told)


def _named(asked: Asked, names: Sequence[Name]) -> str:
    """The touchpoints by name; more of them than two are counted."""
    if len(names) <= NAMED:
        return listed(asked, names)
    return asked.locale.tn("{n} touchpoint", "{n} touchpoints", len(names))


def _left_out(asked: Asked, found: Comparison) -> tuple[str, ...]:
    """Touchpoints that have a gap in both quarters and are not compared: they were asked in other words."""
    both = [
        set(table.frame.loc[table.frame["gap"].notna(), "touchpoint"].astype(int))
        for table in (found.now, found.before)
    ]
    compared = set(found.moves["touchpoint"].astype(int))
    left = [name for number, name in asked.touchpoints.items() if number in (both[0] & both[1]) - compared]
    unclear = int((~found.moves["clear"]).sum())
    said = [note] if (note := rescaled(asked)) else []
    if unclear and unclear < len(found.moves):
        said.append(
            asked.locale.tn(
                "Of {n} other touchpoint the change cannot be told yet.",
                "Of {n} other touchpoints the change cannot be told yet.",
                unclear,
            )
        )
    if left:
        said.append(
            asked.t("Asked in other words, so not compared: {names}.", names=listed(asked, left, most=4))
        )
    return tuple(said)
