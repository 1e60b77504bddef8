"""The parts of the diagnosis page: the finding, the steps, where they fail, and what people give as causes."""

from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from mot.analysis.diagnosis import Diagnosis
from mot.charts import details as detail_charts
from mot.charts import diagnosis as charts
from mot.charts.frames import diagnosis as rows
from mot.domain.coaching import step_names
from mot.domain.cube import View
from mot.domain.survey import Name, Step
from mot.locale.sentences import diagnosis as sentences
from mot.services import diagnosis as service
from mot.services import moments as tags
from mot.ui import navigation
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page


@dataclass(frozen=True, slots=True)
class Found:
    """The diagnosis of a view; `stamp` changes with every tag, which the version of the data does not."""

    told: Diagnosis
    stamp: Hashable
    steps: dict[Step, Name]
    points: dict[int, Name]


def find(page: Page, view: View) -> Found:
    """The diagnosis as of now."""
    stamp = tuple((tag.id, tag.version) for tag in tags.moments(page.engine, page.actor))
    told = page.kept("found", (view, stamp), lambda: service.diagnosis(page.engine, page.actor, view))
    there = page.books.institution
    return Found(told, stamp, step_names(there), {p.id: p.name for p in there.touchpoints})


def headline(page: Page, view: View, found: Found) -> None:
    """Kicker, finding, and the tags behind it."""
    page.headline(
        page.t("{page} · {quarter}", page=page.t("Diagnosis"), quarter=view.quarter),
        sentences.headline(page.locale, found.told, found.steps, found.points),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(sentences.tags(page.locale, found.told, found.steps), width="content")
        if not found.told.tags and st.button(
            page.t("Go to the moments"), key="to_moments", type="tertiary", icon=":material/bookmark_add:"
        ):
            st.switch_page("pages/moments.py")


def steps_and_causes(page: Page, view: View, found: Found) -> None:
    """Gap per behaviour step; beside it the causes that tags name."""
    gaps, causes = found.told.steps["gap"].notna().any(), len(found.told.causes) > 0
    if not gaps and not causes:
        return
    grid = st.grid(
        2 if gaps and causes else 5, min_column_width=300 if gaps and causes else 150, gap="medium"
    )
    span = 1 if gaps and causes else 3
    if gaps:
        with grid.cell(column_span=span):
            _steps(page, view, found)
    if causes:
        with grid.cell(column_span=span):
            _causes(page, view, found)


def _steps(page: Page, view: View, found: Found) -> None:
    t = page.t
    figure = Figure(
        "steps",
        t("Behaviour steps"),
        t("Gap over the touchpoints that ask about a step, with its interval."),
        t("Gap of the four behaviour steps"),
        about="diagnosis",
    )
    chart(
        page,
        view,
        figure,
        detail_charts.dimensions,
        lambda: rows.steps(found.told, found.steps, page.locale),
        table=lambda: rows.steps_table(found.told, found.steps, page.locale),
        also=found.stamp,
    )
    said = sentences.steps_told(page.locale, found.told, found.steps)
    if said:
        st.caption(said)


def _causes(page: Page, view: View, found: Found) -> None:
    t = page.t
    figure = Figure(
        "causes",
        t("Causes that tags name"),
        t("Number of tags; a tag may name several. What colleagues suspect, not what was measured."),
        t("How many tags name each cause"),
        about="diagnosis",
    )
    chart(
        page,
        view,
        figure,
        charts.counts,
        lambda: rows.causes(found.told, page.locale),
        table=lambda: rows.causes_table(found.told, page.locale),
        also=found.stamp,
        tags=t("Tags"),
    )


def where(page: Page, view: View, found: Found) -> None:
    """Touchpoints by behaviour step and principle."""
    if found.told.touchpoints.empty:
        return
    if not found.told.tags and found.told.touchpoints["gap"].isna().all():
        return
    t = page.t
    figure = Figure(
        "where",
        t("Touchpoint × behaviour step × 5C"),
        t(
            "Disc = number of tags, tinted = the step that the touchpoint is asked about, in the colour of its "
            "finding, hatched = too few answers."
        ),
        t("Tags per touchpoint, behaviour step and principle, with the gap of each touchpoint"),
        about="diagnosis",
    )
    chart(
        page,
        view,
        figure,
        charts.where,
        lambda: rows.where(found.told, found.steps, found.points, page.locale),
        table=lambda: rows.where_table(found.told, found.steps, found.points, page.locale),
        also=found.stamp,
        least_width=charts.width_of(page.locale.language),
        tags=t("Tags"),
        asked=t("Asked about"),
    )


def footnote(page: Page) -> None:
    """What counts and what does not, once at the bottom."""
    t = page.t
    facts = [
        t("tags: weak moments of the branches in view, of four quarters"),
        t("intervals are {confidence}", confidence=page.locale.share(page.books.thresholds.confidence)),
        t("touchpoints under {n} answers are hidden", n=page.books.thresholds.n_suppress),
    ]
    st.caption(" · ".join(facts))


def first_step(found: Found) -> Step:
    """The step whose coaching card is open first: the one the tags name, else the one furthest below."""
    if found.told.pattern is not None:
        return found.told.pattern.step
    gaps = found.told.steps.dropna(subset=["gap"])
    return Step(gaps.loc[gaps["gap"].idxmin(), "step"]) if len(gaps) else Step.EXPLORE


def nothing_yet(page: Page) -> None:
    """Before the first file: what will be here, and what is here already."""
    page.headline(page.t("Diagnosis"), page.t("No feedback yet"))
    st.caption(
        page.t(
            "Import the first file and tag its weak moments; then this page shows which step fails where. The "
            "coaching cards below can be used today."
        )
    )
    allowed = page.actor.may(navigation.entry("imports").permission)
    if allowed and st.button(page.t("Import feedback"), type="primary", key="empty_import"):
        st.switch_page("pages/imports.py")
