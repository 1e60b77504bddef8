"""What customers wrote about the weak touchpoints, in their own words: masked, and never whose, where or when."""

from mot.analysis.gaps import GapTable
from mot.domain.access import Permission
from mot.domain.slides import Slide, Takeaway, Tone
from mot.reports.slides import work
from mot.reports.slides.asked import Asked
from mot.reports.slides.resting import confidence
from mot.services import comments as service
from mot.services import gaps
from mot.services.comments import Comments
from mot.stats.multiplicity import Status

SECTION, KEY = "moments", "moments-quotes"
MOST = 4  # quotes
LOOKED_AT = 8  # weak touchpoints whose comments are looked through
LONGEST = 120  # letters of a quote, Chinese ones count twice


def quotes(asked: Asked) -> tuple[Slide, ...]:
    """The newest comments that name a weak touchpoint; () for who may not read comments, and where there are none."""
    if not asked.actor.may(Permission.READ_COMMENTS):
        return ()
    t, locale = asked.t, asked.locale
    table: GapTable = asked.ask(gaps.gap_table, asked.view)
    weak = table.frame[table.frame["status"] == str(Status.WEAK)].sort_values("gap", kind="stable")
    found = _found(asked, [int(number) for number in weak["touchpoint"]][:LOOKED_AT])
    if not found:
        return ()
    quoted = list(dict.fromkeys(touchpoint for touchpoint, _ in found))
    digits = table.unit.digits
    takeaways = [
        Takeaway(
            locale.signed(row["gap"], digits),
            work.touchpoint(asked, int(row["touchpoint"])),
            t(
                "{confidence} interval {low} to {high} · {n} people",
                confidence=confidence(asked),
                low=locale.signed(row["lo"], digits),
                high=locale.signed(row["hi"], digits),
                n=int(row["n"]),
            ),
            Tone.WEAK,
        )
        for _, row in weak.iterrows()
        if int(row["touchpoint"]) in quoted
    ]
    names = [asked.touchpoints[number] for number in quoted]
    return (
        Slide(
            KEY,
            SECTION,
            t("In customers' words"),
            t("What customers write about {touchpoints}", touchpoints=work.listed(asked, names, most=MOST)),
            tuple(
                t("{touchpoint}: “{quote}”", touchpoint=work.touchpoint(asked, number), quote=text)
                for number, text in found
            ),
            takeaways=tuple(takeaways),
            footnote=asked.footnote(
                t("names and numbers are masked; branch, day and segment are left out"),
                t("single voices, not measured"),
            ),
            notes=t(
                "The newest comments that name a weak touchpoint, not chosen by what they say. Comments are shown only "
                "where at least {n} people answered. Personal data was masked at import.",
                n=asked.books.thresholds.n_suppress,
            ),
            about="hiding",
        ),
    )


def _found(asked: Asked, touchpoints: list[int]) -> list[tuple[int, str]]:
    """Touchpoint and comment, one per touchpoint in turn, none twice, the widest gap first."""
    told: dict[int, list[str]] = {}
    for touchpoint in touchpoints:
        if sum(map(bool, told.values())) == MOST:
            break
        about: Comments = asked.ask(service.comments, asked.view, touchpoint)
        told[touchpoint] = (
            [work.cut(text, LONGEST) for text in about.texts] if about.words and not about.hidden else []
        )
    used: set[str] = set()
    found: list[tuple[int, str]] = []
    for turn in range(MOST):
        for touchpoint, texts in told.items():
            left = [text for text in texts if text not in used]
            if turn < len(texts) and left and len(found) < MOST:
                used.add(left[0])
                found.append((touchpoint, left[0]))
    place = {touchpoint: at for at, touchpoint in enumerate(touchpoints)}
    return sorted(found, key=lambda one: place[one[0]])
