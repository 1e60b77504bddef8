"""Taking a review away: as slides, as a document, as the numbers behind it, and as a sheet per branch."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from mot.domain.access import Permission
from mot.domain.errors import N_
from mot.domain.reviews import Document
from mot.domain.slides import Slide
from mot.reports import outputs
from mot.reports.branch_sheets import files as branch_sheets
from mot.reports.drawn.pictures import to_png, to_svg
from mot.reports.sample_sheet import file_name
from mot.services import deck_templates, reviews
from mot.ui import review_dialogs, review_words
from mot.ui.frame import Page
from mot.ui.import_texts import plain

SLIDES = {".pptx": "PowerPoint", ".pdf": "PDF", ".html": N_("Web page")}
NUMBERS = {".xlsx": "Excel"}
SHEETS = {".zip": N_("All branches")}
PICTURES = {".png": ("PNG", "image/png", to_png), ".svg": ("SVG", "image/svg+xml", to_svg)}


def button(page: Page, found: Document, slide: Slide, at: int) -> None:
    """The button that opens the dialog with every file."""
    if st.button(page.t("Download"), icon=":material/download:", key="take_review"):
        review_dialogs.ask_for("take", found.review)
    title = page.t("Take the review away")
    review_dialogs.draw(
        page, found.review, {"take": (title, lambda _page, _one: _draw(page, found, slide, at))}
    )


def _draw(page: Page, found: Document, slide: Slide, at: int) -> None:
    t = page.t
    st.caption(
        t("A file is made when you click; large ones take a few seconds. All show what is frozen here.")
    )
    _kinds(page, found, t("The slides: to edit, to print, to send by mail"), SLIDES)
    _template(page)
    st.markdown(f"**{t('This slide as a picture')}**")
    with st.container(horizontal=True):
        for suffix, (word, mime, draw) in PICTURES.items():
            make = partial(draw, found, slide.key)
            _file(page, found, word, suffix, mime, make, str(at), slide.kicker or slide.title)
    _kinds(page, found, t("The numbers behind every slide"), NUMBERS)
    _sheets(page, found)


def _template(page: Page) -> None:
    """Which template PowerPoint files are made on, and where that is chosen; for authors."""
    if not page.actor.may(Permission.WRITE_REVIEWS):
        return
    used = deck_templates.active(page.engine, page.actor)
    if used:
        st.caption(page.t("PowerPoint on the template “{name}”.", name=plain(used.name)))
    else:
        st.caption(page.t("PowerPoint on the product's own template; yours is chosen under Settings."))


def _sheets(page: Page, found: Document) -> None:
    """A page for each branch: of one, or of all at once."""
    t, one = page.t, found.review
    content = reviews.content(page.engine, page.actor, one.id)
    names = {place.id: page.locale.name(place.name) for place in found.basis.branches}
    if not content.sheets:
        return
    if len(names) > 1:
        _kinds(page, found, t("A page for each branch manager"), SHEETS)
    else:
        st.markdown(f"**{t('The page of the branch')}**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        branch = st.selectbox(
            t("Branch"), list(names), format_func=lambda n: names.get(n, ""), key="sheet_of",
            label_visibility="collapsed",
        )  # fmt: skip
        make = partial(branch_sheets.to_pdf, one, content, branch, page.locale.language)
        _file(page, found, t("This branch"), ".pdf", "application/pdf", make, names[branch])


def _kinds(page: Page, found: Document, title: str, kinds: dict[str, str]) -> None:
    there = {suffix: word for suffix, word in kinds.items() if suffix in outputs.OUTPUTS}
    if not there:
        return
    st.markdown(f"**{title}**")
    with st.container(horizontal=True):
        for suffix, word in there.items():
            make = partial(
                outputs.write, suffix, page.engine, page.actor, found.review.id, page.locale.language
            )
            _file(page, found, page.t(word), suffix, outputs.OUTPUTS[suffix][0], make)


def _file(
    page: Page, found: Document, label: str, suffix: str, mime: str, make: Callable[[], bytes], *more: str
) -> None:
    st.download_button(
        label,
        data=make,
        file_name=name_of(page, found, suffix, *more),
        mime=mime,
        key=f"take_{found.review.id}_{suffix}_{'_'.join(more)}_{page.locale.language}",
        icon=":material/download:",
        on_click="ignore",
    )


def name_of(page: Page, found: Document, suffix: str, *more: str) -> str:
    """What the file is called: quarter, places and snapshot, as every system takes it."""
    one = found.review
    places = review_words.places_plain(page, one.branches)
    return file_name(
        page.t("Quarterly review"), one.quarter.code, places, *more, one.stamp, kind=suffix.lstrip(".")
    )
