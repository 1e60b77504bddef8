"""What the answers say of an action: a badge, a small chart for its card, and the whole of it."""

import streamlit as st

from mot.analysis.effects import Judged, Stand, Verdict
from mot.charts import effects as charts
from mot.charts.frames import effects as frames
from mot.charts.frames.names import rated_words
from mot.domain.cube import View
from mot.domain.improvements import Action
from mot.domain.periods import Quarter, month_of
from mot.locale.sentences import effects as sentences
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page
from mot.ui.import_texts import plain

ICONS = {
    Verdict.IMPROVED: ("green", ":material/trending_up:"),
    Verdict.WORSE: ("red", ":material/trending_down:"),
    Verdict.NO_MEANINGFUL_CHANGE: ("gray", ":material/trending_flat:"),
}
WAITING, UNSURE = ("gray", ":material/schedule:"), ("gray", ":material/help:")


def badge(page: Page, judged: Judged) -> str:
    """The verdict as a coloured word for a line of markdown, with the effect where there is one."""
    if judged.stand in (Stand.NOT_STARTED, Stand.TOO_EARLY):
        colour, icon = WAITING
    elif judged.stand is Stand.OTHER_SCALE:
        colour, icon = UNSURE
    else:
        colour, icon = ICONS.get(judged.verdict, UNSURE)
    return f":{colour}-badge[{icon} {plain(sentences.short(page.locale, judged))}]"


def mini(page: Page, action: Action, judged: Judged) -> None:
    """The small chart of a card: before in grey, the start, the means, the target; nothing without a quarter."""
    if not judged.series["value"].notna().any():
        return
    plan = action.content.plan
    chart(
        page,
        _view(action),
        Figure(f"mini_{action.id}", "", description=_described(page, judged)),
        charts.mini,
        lambda: frames.effects(judged, plan.start, page.locale),
        also=_key(action, judged),
        heading=False,
        words=page.words if judged.paired else rated_words(page.words),
    )


def detail(page: Page, action: Action, judged: Judged) -> None:
    """The verdict in sentences, with the chart before and after and what it rests on."""
    t, locale, plan = page.t, page.locale, action.content.plan
    rules = page.books.thresholds
    figure = Figure(
        "effect",
        t("Did it work?"),
        t(
            "Dots = quarters, bands = {confidence} intervals of the means of the months compared. Grey until the "
            "effect is certain.",
            confidence=locale.share(rules.confidence),
        ),
        t("Gap before and after the start of the action"),
        about="effects",
    )
    said = sentences.grounds(locale, judged, rules.confidence, plan.evaluate, len(plan.branches))
    if judged.series["value"].notna().any() or judged.before == judged.before:
        chart(
            page,
            _view(action),
            figure,
            charts.before_after,
            lambda: frames.effects(judged, plan.start, locale),
            table=lambda: frames.table(judged, locale),
            also=_key(action, judged),
            words=page.words if judged.paired else rated_words(page.words),
        )
    else:
        page.section(figure.title)
    st.markdown(f"**{plain(sentences.verdict(locale, judged, plan.start))}**")
    if said:
        st.markdown(plain(locale.paragraph(said)))
    st.caption(plain(locale.paragraph(sentences.notes(locale, judged))))


def _view(action: Action) -> View:
    """What the chart's files say of period and selection."""
    plan = action.content.plan
    return View(Quarter.of_month(month_of(plan.start)), tuple(sorted(plan.branches)))


def _key(action: Action, judged: Judged) -> tuple[object, ...]:
    """What the rows depend on besides the books: the plan, and the verdict of the day."""
    return (action.id, action.content.plan, judged.stand, judged.verdict, judged.interim)


def _described(page: Page, judged: Judged) -> str:
    words = sentences.short(page.locale, judged)
    return page.t("Gap before and after the start of the action: {verdict}", verdict=words)
