"""The moments that colleagues tagged, as they were when they were tagged, and what customers said of the weak ones."""

from mot.analysis.evidence import digits_of, unit_code
from mot.analysis.gaps import GapTable
from mot.domain.moments import Evidence, Kind, Moment
from mot.domain.periods import Quarter
from mot.domain.slides import Column, Form, Slide, Table, Tone, Value
from mot.locale.action_words import number
from mot.locale.moment_words import CAUSES, KINDS, STRENGTHS
from mot.reports.slides import work
from mot.reports.slides.asked import Asked
from mot.reports.slides.moments_quotes import quotes
from mot.reports.slides.resting import confidence
from mot.services import gaps

KEY = "moments"
ROWS, MOST = 8, 16  # of a slide, and of all slides together
NOTE = 96  # letters of a note on the slide, Chinese ones count twice
ORDER = (Kind.WEAK, Kind.WATCH, Kind.DELIGHT)
TONES = {Kind.WEAK: Tone.WEAK, Kind.WATCH: Tone.UNCLEAR, Kind.DELIGHT: Tone.ABOVE}


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Tables of the quarter's tags and of older ones that are still open; then customers' own words."""
    return (*_tagged(asked), *quotes(asked))


def _tagged(asked: Asked) -> tuple[Slide, ...]:
    t = asked.t
    fresh, older = tagged(asked)
    everything = (*fresh, *older)
    if not everything:
        return ()
    shown = everything[:MOST]
    parts = [shown[at : at + ROWS] for at in range(0, len(shown), ROWS)]
    note = ""
    if len(everything) > len(shown):
        note = t("Shown are the first {n} of {total}; the appendix has all.", n=MOST, total=len(everything))
    data = Table(
        "moments", t("Tagged moments"), _columns(asked, whole=True), _rows(asked, everything, whole=True)
    )
    return tuple(
        Slide(
            KEY if place == 0 else f"{KEY}-{place + 1}",
            KEY,
            t("Tagged moments"),
            _title(asked, fresh, older),
            _copied(asked, fresh) if place == 0 else (),
            table=Table(
                "tagged" if place == 0 else f"tagged-{place + 1}",
                t("Tagged moments"),
                _columns(asked),
                _rows(asked, part),
                _tones(part),
                note if place == len(parts) - 1 else "",
            ),
            data=(data,) if place == 0 else (),
            footnote=asked.footnote(
                t("evidence is frozen with its tag and never changed"),
                t("intervals are {confidence}", confidence=confidence(asked)),
                t("cells under {n} answers are hidden", n=asked.books.thresholds.n_suppress),
            ),
            notes=t(
                "Gap, interval and n are those of the day on which a moment was tagged. Causes and notes are the "
                "words of the colleague who tagged it, not measured. Only tags about the branches of this review "
                "are listed: first those of the quarter, then older ones that no finished action answers."
            ),
            about="gaps",
        )
        for place, part in enumerate(parts)
    )


def tagged(asked: Asked) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """The tags of the review's quarter, weak ones first, and older ones, delights aside, that are still open."""
    quarter = asked.view.quarter.code
    going = {one.id for one in work.actions_of(asked) if one.open}
    fresh, older = [], []
    for one, found in _with_evidence(asked):
        if found.quarter == quarter:
            fresh.append(one)
        elif one.judgement.kind is not Kind.DELIGHT and (not one.actions or going & {*one.actions}):
            older.append(one)
    return tuple(sorted(fresh, key=_place)), tuple(older)


def _with_evidence(asked: Asked) -> list[tuple[Moment, Evidence]]:
    return [(one, one.evidence) for one in work.tags(asked) if one.evidence is not None]


def _place(one: Moment) -> tuple[int, float]:
    gap = one.evidence.numbers["gap"] if one.evidence else None
    return ORDER.index(one.judgement.kind), gap if gap is not None else 0.0


def _title(asked: Asked, fresh: tuple[Moment, ...], older: tuple[Moment, ...]) -> str:
    locale, weak = asked.locale, sum(one.judgement.kind is Kind.WEAK for one in fresh)
    if not fresh:
        return locale.tn(
            "Nothing was tagged this quarter; {n} older moment is still open",
            "Nothing was tagged this quarter; {n} older moments are still open",
            len(older),
        )
    if older:
        return locale.tn(
            "{n} moment tagged this quarter, {weak} of them weak; {older} older still open",
            "{n} moments tagged this quarter, {weak} of them weak; {older} older still open",
            len(fresh),
            weak=weak,
            older=len(older),
        )
    return locale.tn(
        "{n} moment tagged this quarter, {weak} of them weak",
        "{n} moments tagged this quarter, {weak} of them weak",
        len(fresh),
        weak=weak,
    )


def _copied(asked: Asked, fresh: tuple[Moment, ...]) -> tuple[str, ...]:
    """The delight of the quarter that is worth copying, in a colleague's words."""
    good = [one for one in fresh if one.judgement.kind is Kind.DELIGHT and one.judgement.note]
    return tuple(
        asked.t(
            "Worth copying, {touchpoint} ({place}): {note}",
            touchpoint=work.touchpoint(asked, one.touchpoint),
            place=work.places(asked, one.branches),
            note=work.cut(one.judgement.note, NOTE),
        )
        for one in good[:1]
    )


def _columns(asked: Asked, *, whole: bool = False) -> tuple[Column, ...]:
    t, digits = asked.t, _table(asked).unit.digits
    ends = (
        Column("lo", t("Interval from"), Form.SIGNED, digits),
        Column("hi", t("Interval to"), Form.SIGNED, digits),
    )
    return (
        Column("quarter", t("Quarter"), weight=0.7),
        Column("touchpoint", t("Touchpoint"), weight=1.2),
        Column("place", t("Place"), weight=1.2),
        Column("kind", t("Kind"), Form.MARK, weight=0.9),
        Column("gap", t("Gap"), Form.SIGNED, digits, weight=0.6),
        *(ends if whole else (Column("interval", t("Interval"), weight=1.3),)),
        Column("n", "n", Form.COUNT, weight=0.6),
        Column("causes", t("Causes"), weight=1.5),
        Column("note", t("Note"), weight=3.0),
        Column("actions", t("Actions"), weight=0.8),
    )


def _table(asked: Asked) -> GapTable:
    found: GapTable = asked.ask(gaps.gap_table, asked.view)
    return found


def _rows(asked: Asked, found: tuple[Moment, ...], *, whole: bool = False) -> tuple[tuple[Value, ...], ...]:
    return tuple(_row(asked, one, one.evidence, whole=whole) for one in found if one.evidence is not None)


def _row(asked: Asked, one: Moment, then: Evidence, *, whole: bool) -> tuple[Value, ...]:
    t, numbers, said = asked.t, then.numbers, one.judgement
    words = STRENGTHS if said.kind is Kind.DELIGHT else CAUSES
    known = {name: None if numbers["n"] is None else numbers[name] for name in ("n", "gap", "lo", "hi")}
    quarter = Quarter.parse(then.quarter)
    return (
        quarter.short if quarter else then.quarter,
        work.touchpoint(asked, one.touchpoint),
        work.places(asked, one.branches),
        t(KINDS[said.kind]),
        known["gap"],
        *((known["lo"], known["hi"]) if whole else (_interval(asked, then),)),
        known["n"],
        t(", ").join(t(words[cause]) for cause in said.causes),
        said.note if whole else work.cut(said.note, NOTE),
        t(", ").join(number(action) for action in work.actions_of(asked) if action.id in one.actions),
    )


def _interval(asked: Asked, then: Evidence) -> str:
    """The interval as it was frozen; where only perceptions were asked, that of the score with the score."""
    t, locale, numbers = asked.t, asked.locale, then.numbers
    digits = digits_of(then.unit)
    if numbers["n"] is None or numbers["lo"] is None:
        return ""
    if numbers["gap"] is None:
        return t(
            "Perceived {value} ({low} to {high})",
            value=locale.score(numbers["perception"], digits),
            low=locale.score(numbers["lo"], digits),
            high=locale.score(numbers["hi"], digits),
        )
    interval = locale.interval(numbers["lo"], numbers["hi"], digits)
    if then.unit == unit_code(_table(asked).unit):
        return interval
    return t("{interval} (other scale: {unit})", interval=interval, unit=then.unit.replace("-", "–"))


def _tones(found: tuple[Moment, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(("", "", "", TONES[one.judgement.kind].value, *("",) * 6) for one in found)
