"""The sections of a review, in the order of the usual deck; `SLIDES` lists them."""

from mot.domain.errors import N_
from mot.domain.slides import TITLE
from mot.reports.slides import (
    ahead,
    branches,
    coverage,
    diagnosis,
    gaps,
    heat,
    journey,
    methods,
    moments,
    plan,
    priorities,
    promised,
    results,
    summary,
    title,
    trends,
)
from mot.reports.slides.section import Section

SLIDES: tuple[Section, ...] = (
    Section(TITLE, N_("Opening slide"), title.compose),
    Section(summary.KEY, N_("Summary"), summary.compose),
    Section(coverage.KEY, N_("Coverage and quality"), coverage.compose),
    Section(journey.KEY, N_("Journey"), journey.compose),
    Section(gaps.KEY, N_("Gaps by touchpoint"), gaps.compose),
    Section(heat.KEY, N_("Where it falls short"), heat.compose),
    Section(priorities.KEY, N_("Priorities"), priorities.compose),
    Section(branches.KEY, N_("Branches"), branches.compose),
    Section(trends.KEY, N_("Trends"), trends.compose),
    Section(diagnosis.KEY, N_("Diagnosis"), diagnosis.compose),
    Section(moments.KEY, N_("Tagged moments"), moments.compose),
    Section(promised.KEY, N_("What was promised"), promised.compose),
    Section(results.KEY, N_("What became of it"), results.compose),
    Section(ahead.KEY, N_("What comes next"), ahead.compose),
    Section(plan.KEY, N_("Sample plan"), plan.compose),
    Section(methods.KEY, N_("Methods"), methods.compose),
)
