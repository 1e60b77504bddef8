"""What a person says of a moment: the fields of the drawer, and the same in words."""

import re

import streamlit as st

from mot.domain.moments import LONGEST_NOTE, Cause, Judgement, Kind, Need, Principle, Visibility
from mot.domain.packs import load_step_presets
from mot.domain.survey import Step
from mot.locale.moment_words import CAUSES, KINDS, NEEDS, PRINCIPLES, STRENGTHS, VISIBILITIES
from mot.ui.frame import Page
from mot.ui.session import widget_key

MARKUP = re.compile(r"([\\`*_{}\[\]<>#+$~|:-])")


def plain(text: str) -> str:
    """A person's words, safe to print."""
    return MARKUP.sub(r"\\\1", text).replace("\n", "  \n")


def step_names(page: Page) -> dict[Step, str]:
    """The four behaviour steps as this institution calls them."""
    called = dict(load_step_presets()[0].steps) | dict(page.books.institution.step_names)
    return {step: page.locale.name(name) for step, name in called.items() if step is not Step.NONE}


def fields(page: Page, first: Judgement, key: str) -> Judgement:
    """Kind, causes, steps, principles, need, note and visibility, filled in as in `first`."""
    t = page.t

    def key_of(name: str) -> str:
        return widget_key(f"tag_{key}_{name}")

    kind = Kind(
        st.segmented_control(
            t("What it is"),
            list(KINDS),
            default=first.kind,
            format_func=lambda one: t(KINDS[one]),
            required=True,
            key=key_of("kind"),
        )
        or first.kind
    )
    good = kind is Kind.DELIGHT
    words = STRENGTHS if good else CAUSES
    causes = st.pills(
        t("What made it good") if good else t("Likely causes"),
        list(CAUSES),
        selection_mode="multi",
        default=list(first.causes),
        format_func=lambda one: t(words[one]),
        key=key_of(f"causes_{good}"),
    )
    names = step_names(page)
    steps = st.pills(
        t("Behaviour step that went well") if good else t("Behaviour step that fails"),
        list(names),
        selection_mode="multi",
        default=[step for step in first.steps if step in names],
        format_func=lambda one: names[one],
        key=key_of(f"steps_{good}"),
    )
    principles = st.pills(
        t("5C principle that was kept") if good else t("5C principle that was broken"),
        list(PRINCIPLES),
        selection_mode="multi",
        default=list(first.principles),
        format_func=lambda one: t(PRINCIPLES[one]),
        key=key_of(f"principles_{good}"),
    )
    need = st.pills(
        t("Need that was met") if good else t("Need that was missed"),
        list(NEEDS),
        default=first.need,
        format_func=lambda one: t(NEEDS[one]),
        key=key_of(f"need_{good}"),
    )
    note = st.text_area(
        t("How to do it, for others to copy") if good else t("What supports this"),
        value=first.note,
        max_chars=LONGEST_NOTE,
        height=110,
        key=key_of("note"),
    )
    seen = st.segmented_control(
        t("Who reads it"),
        list(VISIBILITIES),
        default=first.visibility,
        format_func=lambda one: t(VISIBILITIES[one]),
        required=True,
        key=key_of("seen"),
        help=t("Others read its words only; its numbers stay with those who see all its branches."),
    )
    return Judgement(
        kind,
        tuple(Cause(c) for c in causes or ()),
        tuple(Step(s) for s in steps or ()),
        tuple(Principle(p) for p in principles or ()),
        Need(need) if need else None,
        (note or "").strip(),
        Visibility(seen or first.visibility),
    )


def in_words(page: Page, judgement: Judgement) -> str:
    """Causes, steps, principles and need in one line; "" when nothing was said."""
    t, names = page.t, step_names(page)
    words = STRENGTHS if judgement.kind is Kind.DELIGHT else CAUSES
    parts = [
        [t(words[c]) for c in judgement.causes],
        [names[s] for s in judgement.steps if s in names],
        [t(PRINCIPLES[p]) for p in judgement.principles],
        [t(NEEDS[judgement.need])] if judgement.need else [],
    ]
    return " · ".join(t(", ").join(part) for part in parts if part)
