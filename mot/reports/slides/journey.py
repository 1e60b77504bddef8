"""The journey strip: where along the visit expectations are not met."""

import pandas as pd

from mot.analysis.comparing import Comparison
from mot.analysis.gaps import GapTable
from mot.charts.frames.gaps import gaps as rows
from mot.charts.frames.names import rated_words
from mot.domain.slides import Chart, Drawing, Slide, Takeaway, Tone
from mot.locale import headlines
from mot.locale.sentences import journey as sentences
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.gap_tables import gap_data
from mot.reports.slides.splitting import key_of, kicker_of, shares
from mot.services import comparison
from mot.stats.multiplicity import Status

KEY = "journey"
MOST = 15  # touchpoints on one slide
LOUDEST = 3
TONES = {Status.WEAK: Tone.WEAK, Status.DELIGHT: Tone.ABOVE}


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Tick, dot and ribbon of every touchpoint in order; beside them the three that stand out.

    More than fifteen touchpoints go on several slides, each with its own three.
    """
    t, locale = asked.t, asked.locale
    found: Comparison = asked.ask(comparison.comparison, asked.view, asked.earlier)
    now, points = found.now, asked.books.institution.touchpoints
    if now.frame.empty or now.frame["perception"].isna().all():
        return ()
    drawn, parts = rows(now, points, locale), shares(len(now.frame), MOST)
    stages = {point.id: point.stage for point in points}
    return tuple(
        Slide(
            key_of(KEY, part),
            KEY,
            kicker_of(asked, t("The journey"), part, len(parts)),
            sentences.stages(locale, now, now.frame.iloc[first:last], stages) or headlines.gaps(locale, now),
            takeaways=_loudest(asked, now, now.frame.iloc[first:last]),
            chart=_strip(asked, now, drawn.iloc[first:last]),
            data=(gap_data(asked, now, KEY),) if not part else (),
            footnote=resting.footnote(asked, now.unit, signed=now.paired),
            notes=_notes(asked, now),
            about="gaps",
        )
        for part, (first, last) in enumerate(parts)
    )


def _strip(asked: Asked, now: GapTable, drawn: pd.DataFrame) -> Chart:
    t, confidence = asked.t, resting.confidence(asked)
    return chart(
        Drawing.JOURNEY,
        drawn,
        asked.words if now.paired else rated_words(asked.words),
        caption=t(
            "Tick = expected, dot = perceived, ribbon = {confidence} interval. Orange band = weak moment.",
            confidence=confidence,
        )
        if now.paired
        else t("Dot perceived · ribbon {confidence} interval", confidence=confidence),
        description=t("Expected and perceived score of each touchpoint along the journey")
        if now.paired
        else t("Perceived score per touchpoint"),
        decimals=now.unit.digits,
    )


def _loudest(asked: Asked, now: GapTable, frame: pd.DataFrame) -> tuple[Takeaway, ...]:
    """The widest weak moments and delights among some touchpoints."""
    t, locale, digits = asked.t, asked.locale, now.unit.digits
    loud = frame[frame["status"].isin([str(s) for s in TONES])]
    loud = loud.reindex(loud["gap"].abs().sort_values(ascending=False, kind="stable").index).iloc[:LOUDEST]
    return tuple(
        Takeaway(
            locale.signed(row["gap"], digits),
            locale.name(asked.touchpoints[int(row["touchpoint"])]),
            t(
                "{confidence} interval {low} to {high} · {n} people",
                confidence=resting.confidence(asked),
                low=locale.end(row["lo"], digits),
                high=locale.end(row["hi"], digits),
                n=int(row["n"]),
            ),
            TONES[Status(row["status"])],
        )
        for _, row in loud.iterrows()
    )


def _notes(asked: Asked, now: GapTable) -> str:
    if not now.paired:
        return asked.t(
            "Expectations were not asked, so there is no gap and nothing is called weak. The interval is that of the "
            "mean score. Under {n} answers a touchpoint is hidden.",
            n=asked.books.thresholds.n_suppress,
        )
    return asked.t(
        "Each gap is the mean difference between what a person perceived and what the same person expected. A moment "
        "is weak when its whole interval, corrected for looking at all touchpoints at once, lies below the weak line. "
        "Small cells are hidden."
    )
