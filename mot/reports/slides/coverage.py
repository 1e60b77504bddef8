"""Who answered, and how far the answers can be relied on."""

import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.flagged import Compared
from mot.analysis.overview import Overview
from mot.domain.slides import Slide, Takeaway
from mot.locale.sentences.flagged import flagged as flagged_sentence
from mot.reports.slides import answering, resting
from mot.reports.slides.asked import Asked
from mot.services import behind, branches, gaps, overview, reliability
from mot.services.review_imports import Imports

KEY = "coverage"


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Answers per branch (or region, or the branches with fewest), and what the files and the flags say."""
    t = asked.t
    told: Overview = asked.ask(overview.overview, asked.view)
    own = resting.within(asked)
    found: Branches = own.ask(branches.branches, own.view)
    flags: Compared = asked.ask(gaps.flagged, asked.view)
    alphas: pd.DataFrame = asked.ask(reliability.reliability, asked.view)
    drawn = answering.drawn(own, found)
    lines = (
        flagged_sentence(asked.locale, flags, asked.touchpoints),
        _imports(asked),
        answering.reliability(asked, alphas),
    )
    return (
        Slide(
            KEY,
            KEY,
            t("Who answered"),
            _title(asked, told),
            tuple(line for line in lines if line),
            takeaways=tuple(one for one in (_responses(asked, told), _served(asked, found)) if one),
            chart=drawn,
            data=answering.data(own, found, alphas),
            footnote=asked.footnote(
                resting.answered(asked), t("branches under {n} answers are hidden", n=_least(asked))
            ),
            notes=t(
                "Answers are counted per branch over the whole quarter. Responses that give one answer throughout and "
                "faster than anybody reads are flagged and left out of every number. Rows that could not be read are "
                "set aside with their reason, and can be mended and imported again. Describes those who answered; "
                "others may differ."
            ),
            about="quality",
        ),
    )


def _least(asked: Asked) -> int:
    return asked.books.thresholds.n_suppress


def _title(asked: Asked, told: Overview) -> str:
    """How many branches have enough answers for a plain interval."""
    t, told_of = asked.t, told.coverage
    if told_of.branches < 2:
        return asked.locale.tn("{n} person answered", "{n} people answered", int(told.responses[-1]))
    words = {"branches": told_of.branches, "n": asked.books.thresholds.n_plain, "enough": told_of.enough}
    if told_of.enough == told_of.branches:
        return t("All {branches} branches have {n} answers or more", **words)
    if not told_of.enough:
        return t("None of the {branches} branches has {n} answers", **words)
    return t("{enough} of {branches} branches have {n} answers or more", **words)


def _imports(asked: Asked) -> str:
    """How many files the answers came by, and how many of their rows were set aside."""
    found: Imports = asked.ask(behind.behind, asked.view)
    there, locale = found.batches, asked.locale
    rows, aside = sum(one.counts.rows for one in there), sum(one.counts.set_aside for one in there)
    if not there:
        return ""
    if len(found.whole) < len(there):
        return locale.tn(
            "The answers came by {n} import, which holds other branches too.",
            "The answers came by {n} imports, some of which hold other branches too.",
            len(there),
        )
    if not aside:
        return locale.tn(
            "The answers came by {n} import; none of its {rows} rows was set aside.",
            "The answers came by {n} imports; none of their {rows} rows was set aside.",
            len(there),
            rows=rows,
        )
    return locale.tn(
        "The answers came by {n} import; {aside} of its {rows} rows were set aside.",
        "The answers came by {n} imports; {aside} of their {rows} rows were set aside.",
        len(there),
        rows=rows,
        aside=aside,
    )


def _responses(asked: Asked, told: Overview) -> Takeaway:
    then = dict(zip(told.quarters, told.responses, strict=True)).get(asked.earlier, 0)
    text = asked.t("{n} in {quarter}", n=then, quarter=asked.earlier) if then else ""
    return Takeaway(asked.locale.count(told.responses[-1]), asked.t("Responses"), text)


def _served(asked: Asked, found: Branches) -> Takeaway | None:
    """Responses against the transactions of the branches that have both; None where no transactions are known."""
    seen = found.frame[found.frame["selected"] & found.frame["coverage"].notna()]
    if seen.empty:
        return None
    part, whole = int(seen["responses"].sum()), int(seen["transactions"].sum())
    return Takeaway(
        asked.t("{percent}%", percent=f"{part / whole * 100:.1f}"),
        asked.t("Coverage"),
        asked.t("{part} responses ÷ {whole} transactions, {n} branches", part=part, whole=whole, n=len(seen)),
    )
