"""The journey strip: where along the visit expectations are not met."""

from mot.charts.frames import downloads
from mot.charts.frames.gaps import gaps as rows
from mot.domain.slides import Drawing, Slide, Takeaway, Tone
from mot.locale import headlines
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.tables import from_download
from mot.services import comparison
from mot.stats.multiplicity import Status

KEY = "journey"
LOUDEST = 3
TONES = {Status.WEAK: Tone.WEAK, Status.DELIGHT: Tone.ABOVE}


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Tick, dot and ribbon of every touchpoint in order; beside them the three that stand out."""
    t, locale, rules = asked.t, asked.locale, asked.books.thresholds
    found = asked.ask(comparison.comparison, asked.view, asked.earlier)
    now, points = found.now, asked.books.institution.touchpoints
    frame = now.frame
    if frame.empty or frame["perception"].isna().all():
        return ()
    digits = now.unit.digits
    picture = chart(
        Drawing.JOURNEY,
        rows(now, points, locale),
        asked.words,
        caption=t(
            "Tick = expected, dot = perceived, ribbon = {confidence} interval. Orange band = weak moment.",
            confidence=locale.share(rules.confidence),
        ),
        description=t("Expected and perceived score of each touchpoint along the journey"),
        decimals=digits,
    )
    names = asked.touchpoints
    loud = frame[frame["status"].isin([str(s) for s in TONES])].copy()
    loud = loud.reindex(loud["gap"].abs().sort_values(ascending=False).index).iloc[:LOUDEST]
    takeaways = tuple(
        Takeaway(
            locale.signed(row["gap"], digits),
            locale.name(names[int(row["touchpoint"])]),
            t(
                "{confidence} interval {low} to {high} · {n} people",
                confidence=locale.share(rules.confidence),
                low=locale.signed(row["lo"], digits),
                high=locale.signed(row["hi"], digits),
                n=int(row["n"]),
            ),
            TONES[Status(row["status"])],
        )
        for _, row in loud.iterrows()
    )
    table = from_download(
        "journey", t("Gaps by touchpoint"), downloads.gaps(now, points, locale), digits=digits
    )
    return (
        Slide(
            KEY,
            KEY,
            t("The journey"),
            headlines.gaps(locale, now),
            takeaways=takeaways,
            chart=picture,
            data=(table,),
            footnote=asked.footnote(
                locale.tn("{n} response", "{n} responses", _responses(asked)),
                t("gap = perceived − expected"),
            ),
            notes=t(
                "Each gap is the mean difference between what a person perceived and what the same person "
                "expected. A moment is weak when its whole interval, corrected for looking at all touchpoints at "
                "once, lies below the weak line. Small cells are hidden."
            ),
            about="gaps",
        ),
    )


def _responses(asked: Asked) -> int:
    from mot.services import overview

    return int(asked.ask(overview.overview, asked.view).responses[-1])
