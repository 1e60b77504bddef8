"""The sections of a review, in the order of the usual deck; `SLIDES` lists them."""

from mot.domain.errors import N_
from mot.domain.slides import TITLE
from mot.reports.slides import branches, coverage, gaps, heat, journey, priorities, summary, title
from mot.reports.slides.section import Section

SLIDES: tuple[Section, ...] = (
    Section(TITLE, N_("Title"), title.compose),
    Section(summary.KEY, N_("Summary"), summary.compose),
    Section(coverage.KEY, N_("Coverage and quality"), coverage.compose),
    Section(journey.KEY, N_("Journey"), journey.compose),
    Section(gaps.KEY, N_("Gaps by touchpoint"), gaps.compose),
    Section(heat.KEY, N_("Where it falls short"), heat.compose),
    Section(priorities.KEY, N_("Priorities"), priorities.compose),
    Section(branches.KEY, N_("Branches"), branches.compose),
)
