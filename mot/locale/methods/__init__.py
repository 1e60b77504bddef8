"""The method of every number, section by section, in the order of the method page."""

from mot.locale.methods import answers, diagnosis, places, questions, ratings
from mot.locale.methods.section import Section

SECTIONS: tuple[Section, ...] = (
    ratings.GAPS,
    ratings.INTERVALS,
    ratings.COMPARISONS,
    ratings.CHANGES,
    ratings.ROLLUPS,
    ratings.HIDING,
    questions.SPREAD,
    places.HEATMAP,
    questions.DIMENSIONS,
    questions.ZONES,
    diagnosis.DIAGNOSIS,
    questions.DRIVERS,
    places.BRANCHES,
    places.TRENDS,
    places.EFFECTS,
    answers.OUTCOMES,
    answers.QUALITY,
    answers.PLANNER,
)


def section(key: str) -> Section:
    """The section that charts ask for by this name, the first one where there is none."""
    return next((found for found in SECTIONS if found.key == key), SECTIONS[0])
