"""Writing over a slide's sentences: each under its original, kept as soon as the field is left."""

import streamlit as st

from mot.domain.access import Permission
from mot.domain.errors import MotError
from mot.domain.reviews import Document, Review, State
from mot.domain.slides import Slide, fields_of
from mot.services import review_writing, reviews
from mot.ui import review_notes
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import say
from mot.ui.typed import Fields

EDITING = "review_editing"


def may_write(page: Page, one: Review) -> bool:
    """Whether this person may change this review, as it stands."""
    return one.state is State.DRAFT and page.actor.may(Permission.WRITE_REVIEWS)


def button(page: Page, one: Review) -> None:
    """The button that opens and closes the fields below the slide."""
    if may_write(page, one):
        key = f"w_{EDITING}_{page.locale.language}"
        st.session_state.setdefault(key, st.session_state.get(EDITING, False))
        st.session_state[EDITING] = st.toggle(page.t("Edit"), key=key)


def editing(page: Page, one: Review) -> bool:
    """Whether the fields are open."""
    return may_write(page, one) and bool(st.session_state.get(EDITING))


def sentences(page: Page, found: Document, slide: Slide) -> None:
    """A field for each sentence of the slide that may be written over."""
    one, language, t = found.review, page.locale.language, page.t
    page.section(
        t("The sentences of this slide"),
        t(
            "Kept as soon as you leave a field. An empty line is left out. The other language has its own sentences."
        ),
    )
    deck = reviews.content(page.engine, page.actor, one.id).decks[language]
    own = next(each for each in deck.slides if each.key == slide.key)
    for field, sentence in fields_of(own).items():
        _sentence(page, one, own, field, sentence)


def _sentence(page: Page, one: Review, slide: Slide, field: str, own: str) -> None:
    t, fields = page.t, Fields(f"review_{one.id}_{slide.key}")
    stored = one.texts.get(page.locale.language, {}).get((slide.key, field), own)
    _follow(fields, page.locale.language, field, stored)
    name = f"{field}_{page.locale.language}"
    typed = fields.text(
        name,
        _label(page, slide, field),
        stored,
        long=True,
        height="content",
        on_change=_save,
        args=(page, one, slide.key, field, own),
    )
    if typed != stored:
        st.caption(t("Not kept yet; what you typed is still here."))
        st.button(
            t("Keep it now"),
            key=f"keep_{one.id}_{slide.key}_{field}",
            type="tertiary",
            icon=":material/save:",
            on_click=_save,
            args=(page, one, slide.key, field, own),
        )
    review_notes.beside(page, one, typed if typed != own else "")
    if stored != own:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("As composed: {sentence}", sentence=plain(own)), width="stretch")
            st.button(
                t("Take back"),
                key=f"back_{one.id}_{slide.key}_{field}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_write,
                args=(page, one, slide.key, field, own, None),
            )


def _label(page: Page, slide: Slide, field: str) -> str:
    kind, _, number = field.partition(".")
    if kind == "title":
        return page.t("Finding")
    if kind == "line":
        return page.t("Sentence {n}", n=int(number) + 1)
    one = slide.takeaways[int(number)]
    return page.t("Beside {value} {label}", value=plain(one.value), label=plain(one.label))


def _follow(fields: Fields, language: str, field: str, stored: str) -> None:
    """Show what somebody else has written meanwhile, unless something of one's own is typed there."""
    name, mark = f"{field}_{language}", f"{field}_{language}_seen"
    seen = fields.values.get(mark)
    if seen is not None and seen != stored and fields.values.get(name, seen) == seen:
        fields.forget(name)
    fields.values[mark] = stored


def _save(page: Page, one: Review, slide: str, field: str, own: str) -> None:
    """Keep what stands in a field."""
    key = Fields(f"review_{one.id}_{slide}").key(f"{field}_{page.locale.language}")
    _write(page, one, slide, field, own, str(st.session_state.get(key) or ""))


def _write(page: Page, one: Review, slide: str, field: str, own: str, text: str | None) -> None:
    language = page.locale.language
    fields, name = Fields(f"review_{one.id}_{slide}"), f"{field}_{language}"
    try:
        made = review_writing.write(
            page.engine, page.actor, one.id, language, slide, field, text, version=one.version
        )
    except MotError as error:  # what was typed stays in its field
        say(page.locale.error(error))
        if text is not None:
            fields.values[name] = text
        return
    stored = made.texts.get(language, {}).get((slide, field), own)
    fields.put(name, stored)
    fields.values[f"{name}_seen"] = stored
