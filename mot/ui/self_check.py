"""The five-question check of a team: its form, and its answers over time."""

import streamlit as st

from mot.charts import diagnosis as charts
from mot.charts.frames import diagnosis as rows
from mot.domain.access import Permission
from mot.domain.cube import View
from mot.domain.errors import MotError
from mot.domain.moments import LONGEST_NOTE, Kind, Moment, Principle
from mot.domain.self_check import HIGHEST, LOWEST, SelfCheck, load_questions
from mot.locale.moment_words import PRINCIPLES
from mot.locale.sentences import diagnosis as sentences
from mot.services import moments as tags
from mot.services import self_checks as service
from mot.ui.chart import Figure, chart, menu
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.selection import names_text
from mot.ui.session import keep, widget_key

KEY = "check"  # in the address: the number of the tag
_SAVED = "self_check_saved"
SCALE = tuple(range(LOWEST, HIGHEST + 1))


def open_for(moment: int) -> None:
    """Go to the check of a tagged moment."""
    st.session_state[KEY] = str(moment)
    st.switch_page("pages/diagnosis.py")


def team(page: Page, view: View) -> None:
    """The checks of one tagged moment, and the form for the next."""
    t = page.t
    mine = [
        one
        for one in tags.moments(page.engine, page.actor)
        if one.evidence is not None and one.judgement.kind is not Kind.DELIGHT
    ]
    title, caption = t("5C self-check"), t("Five questions for the team of a weak moment, answered together.")
    if not mine:
        page.section(title, caption)
        st.caption(t("Tag a weak moment first; its team can then check itself here, again and again."))
        return
    made = service.histories(page.engine, page.actor)
    one = _chosen(mine, made)
    found = made.get(one.id, ())
    figure = Figure(
        "checks",
        title,
        t("1 = never, 5 = every time; newest check at the right."),
        t("Answers of a team to the five questions over time"),
        about="diagnosis",
    )
    if st.session_state.pop(_SAVED, None) == one.id:
        st.toast(t("The check is kept with the tag"), icon=":material/check:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(figure.title, figure.caption if found else caption)
        _choose(page, mine, one)
        if found:
            menu(page, view, figure, lambda: rows.checks_table(found, page.locale))
    if found:
        _history(page, view, figure, found)
    if page.actor.may(Permission.TAG_MOMENTS):
        _form(page, one, found)


def _history(page: Page, view: View, figure: Figure, found: tuple[SelfCheck, ...]) -> None:
    grid = st.grid(5, min_column_width=150, gap="medium")
    with grid.cell(column_span=3):
        chart(
            page,
            view,
            figure,
            charts.checks,
            lambda: rows.checks(found, load_questions(), page.locale),
            heading=False,
            also=tuple(c.id for c in found),
            answer=page.t("Answer"),
            day=page.t("Date"),
        )
    with grid.cell(column_span=2):
        st.markdown(sentences.checks(page.locale, found))
        if found[-1].note:
            st.caption(plain(found[-1].note))


def _chosen(mine: list[Moment], made: dict[int, tuple[SelfCheck, ...]]) -> Moment:
    """The tag that the address names, else one that was checked, else the newest."""
    told = str(st.session_state.get(KEY, ""))
    wanted = next((m for m in mine if str(m.id) == told), None)
    return wanted or next((m for m in mine if m.id in made), mine[0])


def _choose(page: Page, mine: list[Moment], one: Moment) -> None:
    key = widget_key(KEY)
    codes = [str(m.id) for m in mine]
    labels = {str(m.id): _label(page, m) for m in mine}
    st.selectbox(
        page.t("Tagged moment"),
        codes,
        index=codes.index(str(one.id)),
        format_func=lambda code: labels.get(code, code),
        key=key,
        on_change=lambda: keep(KEY, key),
        label_visibility="collapsed",
        width=300,
    )


def _label(page: Page, one: Moment) -> str:
    t, there = page.t, page.books.institution
    point = next((p.name for p in there.touchpoints if p.id == one.touchpoint), None)
    names = [page.locale.name(b.name) for b in there.branches if b.id in one.branches]
    everywhere = page.actor.scope.everything and len(names) == len(there.branches)
    place = t("all branches") if everywhere else names_text(page, names)
    return t("{touchpoint} · {place} (No. {number})", touchpoint=point or "–", place=place, number=one.id)


def _form(page: Page, one: Moment, found: tuple[SelfCheck, ...]) -> None:
    t, locale, check = page.t, page.locale, load_questions()
    words = {value: f"{value} {locale.name(check.answers[value - LOWEST])}" for value in SCALE}
    round_ = len(found)  # a new form after each check
    label = t("Check again") if found else t("Answer the five questions")
    with st.expander(label, icon=":material/checklist:", key=widget_key(f"check_open_{one.id}_{round_}")):
        st.caption(locale.name(check.about))
        with st.form(widget_key(f"check_form_{one.id}_{round_}"), border=False):
            answers = {
                question.principle: st.segmented_control(
                    f"**{t(PRINCIPLES[question.principle])}**　{locale.name(question.text)}",
                    list(SCALE),
                    format_func=lambda value: words[value],
                    key=widget_key(f"check_{one.id}_{round_}_{question.principle}"),
                )
                for question in check.five
            }
            note = st.text_area(
                t("Note (what you want to do differently)"),
                key=widget_key(f"check_note_{one.id}_{round_}"),
                max_chars=LONGEST_NOTE,
                height=68,
            )
            if st.form_submit_button(t("Keep this check"), type="primary"):
                _save(page, one, {p: v for p, v in answers.items() if v is not None}, note)


def _save(page: Page, one: Moment, answers: dict[Principle, int], note: str) -> None:
    try:
        service.answer(page.engine, page.actor, one.id, answers, note)
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.session_state[KEY], st.session_state[_SAVED] = str(one.id), one.id
    st.rerun()
