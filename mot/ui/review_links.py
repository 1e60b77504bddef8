"""From a slide to the page that answers its question today, and to how its numbers are worked out."""

import streamlit as st

from mot.domain.reviews import Document
from mot.domain.slides import Slide
from mot.ui import navigation
from mot.ui.frame import Page
from mot.ui.review import come_back_to

PAGE_OF = {
    "summary": "overview",
    "coverage": "planner",
    "journey": "overview",
    "gaps": "gaps",
    "heat": "gaps",
    "priorities": "priorities",
    "branches": "branches",
    "trends": "trends",
    "diagnosis": "diagnosis",
    "moments": "moments",
    "promised": "actions",
    "results": "actions",
    "ahead": "actions",
    "plan": "planner",
}


def links(page: Page, found: Document, slide: Slide, at: int) -> None:
    """Two quiet buttons below a slide, as far as they lead anywhere."""
    t, one = page.t, found.review
    slug = PAGE_OF.get(slide.section, "")
    if slide.about and st.button(
        t("How it is worked out"), icon=":material/function:", type="tertiary", key="slide_method"
    ):
        come_back_to(one.id, at)
        st.session_state["about"], st.session_state["about_from"] = slide.about, page.slug
        st.switch_page("pages/methods.py")
    if slug and st.button(
        t("As it is today: {page}", page=t(navigation.entry(slug).title)),
        icon=":material/query_stats:",
        type="tertiary",
        key="slide_today",
    ):
        come_back_to(one.id, at)
        st.session_state["q"] = found.basis.quarter.code
        held = {} if found.basis.everything else {place.id for place in found.basis.branches}
        st.session_state["br"] = [b.code for b in page.books.institution.branches if b.id in held]
        st.session_state["ch"] = st.session_state["seg"] = []
        st.switch_page(f"pages/{slug}.py")
