"""Which behaviour step goes wrong, by the answers and by what colleagues tagged."""

from mot.analysis.diagnosis import Diagnosis
from mot.charts.frames import diagnosis as rows
from mot.domain.coaching import step_names
from mot.domain.moments import Principle
from mot.domain.slides import Chart, Column, Drawing, Form, Slide, Table
from mot.locale.moment_words import CAUSES, PRINCIPLES
from mot.locale.sentences import diagnosis as sentences
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.resting import answered, confidence
from mot.reports.slides.tables import from_download
from mot.services import diagnosis as service

KEY = "diagnosis"


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Gap per behaviour step beside the causes and principles that tags name; () where neither is known."""
    t, locale = asked.t, asked.locale
    found: Diagnosis = asked.ask(service.diagnosis, asked.view)
    gaps = bool(found.steps["gap"].notna().any())
    if not gaps and not found.tags:
        return ()
    names = step_names(asked.books.institution)
    digits = found.unit.digits
    lines = (
        sentences.tags(locale, found, names),
        sentences.steps_told(locale, found, names) if gaps or not found.paired else "",
    )
    signed = dict.fromkeys((t("Gap"), t("Interval from"), t("Interval to")), Form.SIGNED)
    steps = from_download(
        "steps",
        t("Behaviour steps"),
        rows.steps_table(found, names, locale),
        digits=digits,
        forms=signed,
    )
    where = from_download(
        "where",
        t("Touchpoint × behaviour step × 5C"),
        rows.where_table(found, names, asked.touchpoints, locale),
        digits=digits,
        forms=signed,
    )
    named = _named(asked, found)
    return (
        Slide(
            KEY,
            KEY,
            t("Diagnosis"),
            sentences.headline(locale, found, names, asked.touchpoints),
            tuple(line for line in lines if line),
            chart=_steps(asked, found) if gaps else _causes(asked, found),
            table=named if named.rows else None,
            data=(steps, where),
            footnote=asked.footnote(
                answered(asked),
                t("tags: weak moments of the branches in view, of four quarters"),
                t("intervals are {confidence}", confidence=confidence(asked)),
            ),
            notes=t(
                "A step's gap is pooled from the touchpoints that ask about it; hidden ones are left out. Causes and "
                "principles are counted from tags: what colleagues suspect, not what was measured. Few tags show no "
                "pattern."
            ),
            about="diagnosis",
        ),
    )


def _steps(asked: Asked, found: Diagnosis) -> Chart:
    t, names = asked.t, step_names(asked.books.institution)
    return chart(
        Drawing.STEPS,
        rows.steps(found, names, asked.locale),
        asked.words,
        caption=t("Gap over the touchpoints that ask about a step, with its interval."),
        description=t("Gap of the four behaviour steps"),
    )


def _causes(asked: Asked, found: Diagnosis) -> Chart | None:
    """How often each cause was named, where steps have no gap; None where no cause was."""
    if found.causes.empty:
        return None
    t = asked.t
    return chart(
        Drawing.CAUSES,
        rows.causes(found, asked.locale),
        asked.words,
        caption=t("Number of tags; a tag may name several. What colleagues suspect, not what was measured."),
        description=t("How many tags name each cause"),
        tags=t("Tags"),
    )


def _named(asked: Asked, found: Diagnosis) -> Table:
    """The causes, then the principles that tags name, the most frequent first."""
    t = asked.t
    causes = [
        (t("Cause"), t(CAUSES[str(cause)]), int(n))
        for cause, n in found.causes[["cause", "tags"]].itertuples(index=False, name=None)
    ]
    counts = found.by_point.groupby("principle")["tags"].sum()
    order = sorted(counts.index, key=lambda p: (-int(counts[p]), list(Principle).index(Principle(p))))
    principles = [(t("5C principle"), t(PRINCIPLES[p]), int(counts[p])) for p in order]
    return Table(
        "named",
        t("Causes and principles that tags name"),
        (
            Column("kind", t("Kind"), weight=0.8),
            Column("name", t("What is named"), weight=1.6),
            Column("tags", t("Tags"), Form.COUNT, weight=0.5),
        ),
        (*causes, *principles),
        note=t("A tag may name several. What colleagues suspect, not what was measured."),
    )
