"""How the branches of the review compare: what chance allows, and each with its interval."""

from mot.analysis.branches import Branches
from mot.analysis.heat import SHOWN
from mot.charts.frames.branch_table import adjusted_name, branches_download, fair_name, score_name
from mot.charts.frames.branches import ranked
from mot.charts.frames.funnel import funnel
from mot.domain.slides import Chart, Drawing, Form, Slide, Table
from mot.locale.sentences import branches as sentences
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked, chart
from mot.reports.slides.splitting import key_of
from mot.reports.slides.tables import from_download
from mot.services import branches

KEY = "branches"
MOST, MOST_HIDDEN = 16, 2  # branches that a slide shows one by one


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The funnel with what it says, then each branch with its interval; the intervals alone where nothing compares.

    Compared are the branches of the review among themselves, also when its author sees more.
    """
    own = resting.within(asked)
    found: Branches = own.ask(branches.branches, own.view)
    seen = found.frame[found.frame["selected"]]
    if len(seen) < 2 or not (seen["why_hidden"] == SHOWN).any():
        return ()
    data = (_data(own, found),)
    if not found.compared:
        return (_ranked(own, found, 0, data),)
    return (_funnel(own, found, data), _ranked(own, found, 1, ()))


def _funnel(asked: Asked, found: Branches, data: tuple[Table, ...]) -> Slide:
    t, locale, names = asked.t, asked.locale, asked.branches
    caption = (
        t(
            "Inner and outer limits: 95% and 99.8%, with the usual differences between branches; dotted: chance "
            "alone. Colour = outside the outer limits."
        )
        if found.overdispersed
        else t(
            "Inner and outer limits: 95% and 99.8% of what chance allows. Colour = outside the outer limits."
        )
    )
    title, said = resting.finding(sentences.beyond(locale, found)), sentences.outside(locale, found, names)
    return _slide(
        asked,
        found,
        0,
        title,
        (said,) if resting.finding(said) != title else (),
        chart(
            Drawing.FUNNEL,
            funnel(found, names, locale),
            asked.words,
            caption=caption,
            description=t("Score of each branch by its number of answers, with the limits of chance"),
            signed=found.signed,
            value=score_name(found, locale),
            fair=fair_name(found, locale),
        ),
        data,
    )


def _ranked(asked: Asked, found: Branches, part: int, data: tuple[Table, ...]) -> Slide:
    t, locale, confidence = asked.t, asked.locale, resting.confidence(asked)
    caption = (
        t(
            "Dot = measured, ribbon = {confidence} interval, diamond = fair score, dashed = network mean. Bold = "
            "differs for sure, colour = outside the funnel.",
            confidence=confidence,
        )
        if found.compared
        else t("Dot = measured, ribbon = {confidence} interval.", confidence=confidence)
    )
    told = [sentences.standing(locale, found, asked.branches)]
    if found.compared:
        told.append(sentences.mix(locale, found))
    return _slide(
        asked,
        found,
        part,
        sentences.headline(locale, found),
        tuple(told),
        chart(
            Drawing.RANKED,
            ranked(found, asked.branches, locale, most=MOST, most_hidden=MOST_HIDDEN),
            asked.words,
            caption=caption,
            description=t("Score of each branch with its interval and its fair score"),
            signed=found.signed,
            value=score_name(found, locale),
            fair=fair_name(found, locale),
            place=t("Range of places"),
            adjusted=adjusted_name(found, locale),
        ),
        data,
    )


def _slide(
    asked: Asked,
    found: Branches,
    part: int,
    title: str,
    lines: tuple[str, ...],
    drawn: Chart,
    data: tuple[Table, ...],
) -> Slide:
    t = asked.t
    return Slide(
        key_of(KEY, part),
        KEY,
        t("How many answers a conclusion needs")
        if drawn.drawing is Drawing.FUNNEL
        else t("Branches with their intervals"),
        title,
        lines,
        chart=drawn,
        data=data,
        footnote=resting.footnote(
            asked,
            found.unit,
            signed=found.signed,
            more=t("branches under {n} answers are hidden", n=asked.books.thresholds.n_suppress),
        ),
        notes=t(
            "Each branch is compared with the other branches of this review. The funnel shows how far a branch may "
            "lie from the mean by chance and by what is usual between branches: the fewer answers, the wider. The fair "
            "score draws a branch with few answers towards the others. Places are told only where an order can be "
            "defended; this is no league table."
        ),
        about="branches",
    )


def _data(asked: Asked, found: Branches) -> Table:
    t, locale = asked.t, asked.locale
    score, fair, adjusted = (name(found, locale) for name in (score_name, fair_name, adjusted_name))
    signed = [
        score, t("Interval from"), t("Interval to"), fair, adjusted,
        *(t(words, score=name) for name in (fair, adjusted) for words in _ENDS),
    ]  # fmt: skip
    forms = dict.fromkeys(signed, Form.SIGNED) if found.signed else {}
    forms |= {t("Coverage"): Form.SHARE, t("Moved by"): Form.SIGNED}
    frame = branches_download(found, asked.branches, locale)
    return from_download("branches", t("Branch by branch"), frame, digits=found.unit.digits, forms=forms)


_ENDS = ("{score}, interval from", "{score}, interval to")
