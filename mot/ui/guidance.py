"""From a tag or a training to what helps: the coaching cards of its steps, and the check of the team."""

from collections.abc import Iterable, Sequence

import streamlit as st

from mot.domain.access import Permission
from mot.domain.coaching import STEPS
from mot.domain.moments import Kind, Moment
from mot.domain.survey import Step
from mot.ui import coaching, self_check
from mot.ui.frame import Page
from mot.ui.session import widget_key


def of_moment(page: Page, one: Moment) -> None:
    """Under a tag: the cards of the steps that fail, and the five questions for its team."""
    if one.withdrawn or one.judgement.kind is Kind.DELIGHT:
        return
    check = one.evidence is not None and page.actor.may(Permission.TAG_MOMENTS)
    if not one.judgement.steps and not check:
        return
    with st.container(horizontal=True, gap="small"):
        _cards(page, one.judgement.steps, key=f"moment_{one.id}")
        if check and st.button(
            page.t("5C self-check"),
            key=widget_key(f"check_{one.id}"),
            type="tertiary",
            icon=":material/checklist:",
        ):
            self_check.open_for(one.id)


def of_training(page: Page, touchpoint: int, tagged: Sequence[Moment], *, key: str) -> None:
    """Beside a training: the cards of the steps that its tags name, else of the step its touchpoint is about."""
    named = [step for one in tagged for step in one.judgement.steps]
    asked = [point.step for point in page.books.institution.touchpoints if point.id == touchpoint]
    wanted = [step for step in named or asked if step in STEPS]
    if wanted:
        with st.container(horizontal=True, gap="small"):
            _cards(page, wanted, key=key)


def _cards(page: Page, steps: Iterable[Step], *, key: str) -> None:
    for step in sorted(set(steps), key=STEPS.index):
        coaching.link(page, step, key=key)
