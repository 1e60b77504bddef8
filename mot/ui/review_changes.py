"""What changed since a review was frozen, and how a new snapshot differs from the one before."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from mot.analysis.review_differences import Differences, News
from mot.domain.access import Permission
from mot.domain.errors import MotError
from mot.domain.reviews import Document, Review
from mot.locale.sentences import reviews as sentences
from mot.reports.slides import SLIDES
from mot.services import review_changes, reviews
from mot.ui import review_dialogs, review_pager
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import kept

CHANGES = "changes"  # in the address, while the differences are shown
_NEWS = "review_news_told"  # of which review and data, and what
FEW = 3  # lines of news at first
WIDTHS = (130, 640, 420)  # pixels of the columns of a table


def banner(page: Page, found: Document) -> None:
    """Say what changed since it was frozen, with the way to a new snapshot."""
    t, one = page.t, found.review
    lines = [*_why(page, _news(page, one))]
    if not lines:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="review_news"):
        shown = [plain(line) for line in lines[:FEW]]
        if len(lines) > FEW:
            shown.append(page.locale.tn("and {n} more change", "and {n} more changes", len(lines) - FEW))
        with st.container(gap=None):
            st.markdown(f":material/update: **{t('Changed since this was frozen')}**")
            st.caption("  \n".join(shown))
        st.space("stretch")
        if page.actor.may(Permission.WRITE_REVIEWS) and st.button(
            t("New snapshot"), key="news_renew", icon=":material/refresh:"
        ):
            review_dialogs.ask_for("renew", one)


def _news(page: Page, one: Review) -> News:
    """Asked anew on every visit and after every click, except when just a page was turned."""
    about = (one.id, page.books.version)
    before = st.session_state.get(_NEWS)
    if not (review_pager.turned() and before and before[0] == about):
        before = (about, review_changes.news(page.engine, page.actor, one.id))
        st.session_state[_NEWS] = before
    told: News = before[1]
    return told


def open_button(page: Page, one: Review) -> None:
    """The button to the differences, for a review that has an earlier snapshot."""
    if one.previous is not None:
        st.button(
            page.t("What differs from R{number}", number=one.previous),
            key="open_changes",
            type="tertiary",
            icon=":material/difference:",
            on_click=_open,
        )


def opened() -> bool:
    """Whether the differences are shown instead of the slides."""
    return bool(st.query_params.get(CHANGES) == "1")


def _open() -> None:
    st.query_params[CHANGES] = "1"


def close_button(page: Page) -> None:
    """The button back to the slides."""
    st.button(
        page.t("Back to the slides"),
        icon=":material/slideshow:",
        type="tertiary",
        key="close_changes",
        on_click=_close,
    )


def _close() -> None:
    if CHANGES in st.query_params:
        del st.query_params[CHANGES]


def show(page: Page, found: Document) -> None:
    """The differences to the snapshot before: why, numbers, sentences."""
    t, one = page.t, found.review
    try:
        told: Differences = kept(
            page, one, "differences", lambda: review_changes.differences(page.engine, page.actor, one.id)
        )
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    finding = page.locale.tn("{n} number differs", "{n} numbers differ", len(told.facts))
    page.headline(
        t("R{later} against R{earlier}", later=told.later, earlier=told.earlier),
        finding if told.facts else t("No number differs"),
    )
    why = [*_why(page, told.why)]
    page.section(t("Why"))
    st.markdown(
        "\n".join(f"- {plain(line)}" for line in why) if why else t("Nothing it rests on has changed.")
    )
    numbers = [*_numbers(page, told)]
    _table(page, t("Numbers"), numbers, (t("Section"), t("What changed"), t("Finding")))
    held = len(told.facts) - len(numbers)
    if held:
        st.caption(
            page.locale.tn(
                "{n} number differs that is not put side by side: so few answers came or went that it would tell "
                "what those few said.",
                "{n} numbers differ that are not put side by side: so few answers came or went that they would tell "
                "what those few said.",
                held,
            )
        )
    _table(page, t("Sentences"), [*_sentences(page, told)], (t("Slide"), t("Before"), t("Now")))
    _table(
        page,
        t("Your sentences over originals that changed"),
        [*_carried(page, told)],
        (t("Slide"), t("Your sentence"), t("Since then")),
    )


def _why(page: Page, news: News) -> Iterator[str]:
    locale = page.locale
    yield from (sentences.source_change(locale, change) for change in news.sources)
    yield from (sentences.setting_change(locale, change) for change in news.settings)
    yield from (sentences.place_change(locale, change) for change in news.places)
    if news.product:
        yield sentences.product_change(locale, news.product)


def _numbers(page: Page, told: Differences) -> Iterator[tuple[str, str, str]]:
    titles = {section.key: page.t(section.title) for section in SLIDES}
    old, new = (
        reviews.content(page.engine, page.actor, number).basis for number in (told.earlier, told.later)
    )
    for change in told.facts:
        basis = old if change.new is None else new
        finding = sentences.finding_change(page.locale, change, basis)
        if change.held and not finding:  # nothing can be told but that there is one
            continue
        yield (
            titles.get(change.fact.section, ""),
            sentences.fact_change(page.locale, change, basis),
            finding,
        )


def _sentences(page: Page, told: Differences) -> Iterator[tuple[str, str, str]]:
    for change in told.sentences:
        if change.language == page.locale.language:
            yield _slide(page, told, change.slide), change.old, change.new


def _carried(page: Page, told: Differences) -> Iterator[tuple[str, str, str]]:
    for one in told.carried:
        if one.language == page.locale.language:
            yield _slide(page, told, one.slide), one.text, sentences.carried(page.locale, one)


def _slide(page: Page, told: Differences, key: str) -> str:
    """What the slide is called by its kicker."""
    for number in (told.later, told.earlier):
        deck = reviews.content(page.engine, page.actor, number).decks[page.locale.language]
        for slide in deck.slides:
            if slide.key == key:
                return slide.kicker
    return key


def _table(page: Page, title: str, rows: list[tuple[str, str, str]], head: tuple[str, str, str]) -> None:
    if not rows:
        return
    page.section(title)
    frame = pd.DataFrame(rows, columns=list(head))
    widths = {name: st.column_config.TextColumn(width=size) for name, size in zip(head, WIDTHS, strict=True)}
    st.dataframe(frame, hide_index=True, column_config=widths, row_height=34)
