"""Coaching cards: one per behaviour step, in the institution's own names, to read and to print."""

from collections.abc import Sequence

import streamlit as st

from mot.domain.coaching import STEPS, Card, card_of, step_names
from mot.domain.packs import load_pack
from mot.domain.survey import Name, Step
from mot.reports.coaching_sheet import CoachingSheet, to_html
from mot.reports.sample_sheet import file_name
from mot.ui.frame import Page
from mot.ui.session import keep, widget_key

KEY = "step"  # in the address: the step whose card is open


def open_card(step: Step) -> None:
    """Go to the card of a step."""
    st.session_state[KEY] = step.value
    st.switch_page("pages/diagnosis.py")


def link(page: Page, step: Step, *, key: str) -> None:
    """A small button that leads to the card of a step; nothing for the step "none"."""
    if step not in STEPS:
        return
    name = step_names(page.books.institution)[step]
    if st.button(
        page.t("Coaching card: {step}", step=name),
        key=widget_key(f"card_{key}_{step.value}"),
        type="tertiary",
        icon=":material/school:",
    ):
        open_card(step)


def cards(page: Page, fallback: Step = Step.EXPLORE) -> None:
    """The card that was chosen or linked to, else that of `fallback`."""
    t, names = page.t, step_names(page.books.institution)
    told = st.session_state.get(KEY, "")
    step = Step(told) if told in {s.value for s in STEPS} else fallback
    card = card_of(page.books.institution.industry, step)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(
            t("Coaching cards"),
            t("What to do in each step: {industry}.", industry=load_pack(card.industry).name),
        )
        _choose(page, names, step)
        _print(page, card, names[step])
    with st.container(border=True, gap="small"):
        _card(page, card, names[step])


def _choose(page: Page, names: dict[Step, Name], step: Step) -> None:
    key = widget_key(KEY)
    st.segmented_control(
        page.t("Behaviour step"),
        [s.value for s in STEPS],
        default=step.value,
        format_func=lambda code: page.locale.name(names[Step(code)]),
        required=True,
        key=key,
        on_change=lambda: keep(KEY, key),
        label_visibility="collapsed",
    )


def _card(page: Page, card: Card, name: Name) -> None:
    t, locale = page.t, page.locale
    with st.container(gap=None):
        st.markdown(f"**{locale.name(name)}**")
        st.markdown(locale.name(card.aim))
    grid = st.grid(3, min_column_width=260, gap="medium")
    for heading, lines in _lists(page, card):
        with grid.cell():
            st.markdown(_bullets(heading, lines))
    turns = [f"**{t('{n} min', n=turn.minutes)}**　{locale.name(turn.text)}" for turn in card.exercise.turns]
    st.markdown(_bullets(_exercise(page, card), turns))


def _lists(page: Page, card: Card) -> list[tuple[str, list[str]]]:
    t, name = page.t, page.locale.name
    return [
        (t("What good looks like"), [name(text) for text in card.good]),
        (t("Questions to ask"), [name(text) for text in card.questions]),
        (t("Common slips"), [name(text) for text in card.slips]),
    ]


def _exercise(page: Page, card: Card) -> str:
    return page.t("Ten-minute exercise: {name}", name=card.exercise.name)


def _bullets(heading: str, lines: Sequence[str]) -> str:
    return f"**{heading}**\n\n" + "\n".join(f"- {line}" for line in lines)


def _print(page: Page, card: Card, name: Name) -> None:
    t, locale = page.t, page.locale
    title = locale.name(name)
    st.download_button(
        t("Card to print"),
        data=lambda: to_html(sheet(page, card, name)),
        file_name=file_name(t("Coaching card"), title, kind="html"),
        mime="text/html",
        key=widget_key(f"card_print_{card.step.value}"),
        icon=":material/print:",
        on_click="ignore",
    )


def sheet(page: Page, card: Card, name: Name) -> CoachingSheet:
    """What stands on the printed card."""
    t, locale, there = page.t, page.locale, page.books.institution
    industry = locale.name(load_pack(card.industry).name)
    return CoachingSheet(
        language=locale.language,
        kicker=t("{institution} · Coaching card", institution=locale.name(there.name) or industry),
        title=locale.name(name),
        aim=locale.name(card.aim),
        lists=_lists(page, card),
        exercise=(
            _exercise(page, card),
            [(t("{n} min", n=turn.minutes), locale.name(turn.text)) for turn in card.exercise.turns],
        ),
        note=t("Try one thing at a time, and look at the next quarter's gap."),
    )
