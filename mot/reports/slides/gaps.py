"""Every touchpoint's gap with its interval, what it comes to, and how it moved."""

import pandas as pd

from mot.analysis.comparing import Comparison
from mot.analysis.gaps import GapTable
from mot.charts.frames.gaps import gaps as rows
from mot.charts.frames.names import rated_words
from mot.domain.slides import Chart, Drawing, Slide
from mot.locale import headlines
from mot.locale.sentences import journey as sentences
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.gap_tables import change_data, gap_data, gap_table
from mot.reports.slides.splitting import key_of, kicker_of, shares
from mot.services import comparison

KEY = "gaps"
MOST = 12  # touchpoints on one slide


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Expected against perceived, the furthest short on top, beside a table; more than twelve on several slides."""
    t, locale = asked.t, asked.locale
    found: Comparison = asked.ask(comparison.comparison, asked.view, asked.earlier)
    now, points = found.now, asked.books.institution.touchpoints
    if now.frame.empty or now.frame["perception"].isna().all():
        return ()
    drawn = rows(now, points, locale).assign(touchpoint=now.frame["touchpoint"].to_numpy())
    drawn = drawn.sort_values("gap" if now.paired else "perception", na_position="last", kind="stable")
    drawn = drawn.assign(order=range(len(drawn)))
    parts = shares(len(drawn), MOST)
    return tuple(
        Slide(
            key_of(KEY, part),
            KEY,
            kicker_of(
                asked, t("Gaps by touchpoint") if now.paired else t("Scores by touchpoint"), part, len(parts)
            ),
            _title(asked, now, drawn.iloc[first:last], first),
            chart=_dumbbell(asked, found, drawn.iloc[first:last]),
            table=gap_table(asked, found, drawn.iloc[first:last], key_of(KEY, part)),
            data=(gap_data(asked, now, KEY), *change_data(asked, found)) if not part else (),
            footnote=resting.footnote(asked, now.unit, signed=now.paired),
            notes=_notes(asked, found),
            about="gaps",
        )
        for part, (first, last) in enumerate(parts)
    )


def _title(asked: Asked, now: GapTable, drawn: pd.DataFrame, first: int) -> str:
    """Of the first slide what all touchpoints come to; of a later one what those on it do."""
    if first:
        part = now.frame[now.frame["touchpoint"].isin(drawn["touchpoint"])]
        said = sentences.among(asked.locale, now, part, first + 1)
        if said:
            return said
    return headlines.gaps(asked.locale, now)


def _dumbbell(asked: Asked, found: Comparison, drawn: pd.DataFrame) -> Chart:
    t, paired = asked.t, found.now.paired
    confidence = resting.confidence(asked)
    return chart(
        Drawing.GAPS,
        drawn.drop(columns=["touchpoint"]),
        asked.words if paired else rated_words(asked.words),
        caption=t("Tick expected · dot perceived · ribbon {confidence} interval", confidence=confidence)
        if paired
        else t("Dot perceived · ribbon {confidence} interval", confidence=confidence),
        description=t("Expected and perceived score per touchpoint")
        if paired
        else t("Perceived score per touchpoint"),
        decimals=found.now.unit.digits,
    )


def _notes(asked: Asked, found: Comparison) -> str:
    t, rules = asked.t, asked.books.thresholds
    if not found.now.paired:
        return t(
            "Expectations were not asked, so there is no gap and nothing is called weak. The interval is that of the "
            "mean score. Under {n} answers a touchpoint is hidden.",
            n=rules.n_suppress,
        )
    return t(
        "People said for each touchpoint what they expected and what they perceived; n counts those who answered "
        "both. The interval is that of their mean difference. A moment is weak when its whole interval, corrected "
        "for looking at all touchpoints at once, lies below {delta}. A change is named only where its interval leaves "
        "out 0. Under {n} answers a touchpoint is hidden.",
        delta=asked.locale.signed(-found.now.unit.shown(rules.delta), found.now.unit.digits),
        n=rules.n_suppress,
    )
