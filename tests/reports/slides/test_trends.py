"""The quarters, and what is certain of their movements."""

import math

import numpy as np
import pytest
import sqlalchemy as sa

from mot.analysis import comparing
from mot.domain.slides import Slide
from mot.reports.slides import trends
from mot.services import comparison, outcomes, overview
from mot.services import trends as service
from tests.reports.slides.surveys import ADA, BEFORE, NOW, TODAY, ask, both, manager, values


def same(column: tuple[object, ...], expected: object) -> bool:
    there = np.array([np.nan if v is None else v for v in column], dtype=float)
    return bool(np.array_equal(there, np.asarray(expected, dtype=float), equal_nan=True))


def of(slides: tuple[Slide, ...], key: str) -> Slide:
    return next(s for s in slides if s.key == key)


def test_the_quarters_are_those_of_the_overview(demo: sa.Engine) -> None:
    slide = of(both(trends.compose, asked := ask(demo)), "trends")
    found = overview.overview(demo, ADA, asked.view)
    assert slide.chart is not None
    columns = slide.chart.columns
    assert same(columns["perception"], found.perceptions["mean"])
    assert same(columns["expectation"], found.perceptions["mean"] - found.gaps["mean"])
    assert same(columns["lo"], found.perceptions["lo"])
    table = slide.data[0]
    assert same(tuple(row[5] for row in table.rows), found.gaps["mean"])
    assert [row[0] for row in table.rows] == [q.code for q in found.quarters]


def test_the_title_tells_a_certain_movement_and_the_line_its_size(demo: sa.Engine) -> None:
    slide = of(trends.compose(asked := ask(demo)), "trends")
    gap, perception = comparing.overall(
        overview.overview(demo, ADA, asked.view), BEFORE, asked.books.thresholds
    )
    assert (gap.clear, perception.clear) == (True, False)
    assert slide.title == "The overall gap improved since Q2 2026"
    assert f"a change of +{gap.change:.2f} (" in slide.lines[0]
    assert f"+{gap.hi:.2f}" in slide.lines[0]


def test_a_slip_is_told_as_one(two_quarters: sa.Engine) -> None:
    slides = both(trends.compose, ask(two_quarters))
    assert of(slides, "trends").title == "The overall gap slipped since Q2 2026"
    assert "slipped; no touchpoint improved for certain" in of(slides, "trends-2").title


@pytest.mark.parametrize(
    ("gap", "perception", "paired", "said"),
    [
        ((0.1, False), (0.1, False), True, "No certain change overall since Q2 2026"),
        ((0.1, False), (0.1, True), True, "Perception rose since Q2 2026; the gap shows no certain change"),
        ((-0.1, False), (-0.1, True), True, "Perception fell since Q2 2026; the gap shows no certain change"),
        ((0.1, True), (-0.1, True), True, "The overall gap improved since Q2 2026"),
        ((math.nan, False), (-0.1, True), False, "Perception fell since Q2 2026"),
        ((math.nan, False), (0.1, False), False, "No certain change overall since Q2 2026"),
        ((math.nan, False), (math.nan, False), True, "There is nothing to compare with from Q2 2026"),
    ],
)
def test_no_movement_is_told_that_is_not_certain(
    demo: sa.Engine, perceptions: sa.Engine, gap, perception, paired: bool, said: str
) -> None:
    asked = ask(demo if paired else perceptions)
    found = overview.overview(asked.engine, ADA, asked.view)
    moves = [comparing.Moved(change, 0.0, 0.0, clear) for change, clear in (gap, perception)]
    assert trends._title(asked, found, *moves) == said


def test_perceptions_alone_have_no_gap(perceptions: sa.Engine) -> None:
    (slide,) = both(trends.compose, ask(perceptions))
    assert slide.lines[0].startswith("Perceived score ")
    assert not any("gap" in line.lower() for line in slide.lines)


def test_without_an_earlier_quarter_nothing_is_compared(many_touchpoints: sa.Engine) -> None:
    (slide,) = both(trends.compose, ask(many_touchpoints))
    assert slide.title == "There is nothing to compare with from Q2 2026"
    assert "change" not in slide.lines[0]


def test_alarms_and_outcomes_are_those_of_the_services(demo: sa.Engine) -> None:
    slide = of(trends.compose(asked := ask(demo)), "trends")
    found = service.alarms(demo, ADA, asked.view, TODAY)
    figures = [
        o for o in outcomes.outcomes(demo, ADA, asked.view) if not math.isnan(o.frame["value"].iloc[-1])
    ]
    assert len(slide.takeaways) == len(figures[:4]) > 0
    assert f"n = {int(figures[0].frame['n'].iloc[-1]):,}" in slide.takeaways[0].text
    assert [d.key for d in slide.data] == [
        "quarters", *(["alarms"] if found.points or found.drifts else []), "outcomes"
    ]  # fmt: skip
    assert found.watched == 0
    assert len(slide.lines) == 2  # with two quarters no chart knows yet what is usual


def test_movements_are_those_against_the_quarter_that_was_chosen(worked: sa.Engine) -> None:
    earlier = NOW.shifted(-2)
    slide = of(both(trends.compose, asked := ask(worked, earlier=earlier)), "trends-2")
    found = comparison.comparison(worked, ADA, asked.view, earlier).moves
    rows = found.sort_values("change", ascending=False)
    assert slide.chart is not None
    assert same(slide.chart.columns["change"], rows["change"])
    assert same(slide.chart.columns["lo"], rows["lo"])
    assert same(tuple(r[3] for r in slide.data[0].rows), found["change"])
    assert "Q1 2026" in slide.title
    assert "Q1 2026" in slide.chart.caption
    assert not any("Q2" in str(v) for v in values((slide,)))


def test_grey_changes_are_never_named_in_the_title(demo: sa.Engine) -> None:
    slide = of(trends.compose(asked := ask(demo)), "trends-2")
    found = comparison.comparison(demo, ADA, asked.view, BEFORE).moves
    names = {number: asked.locale.name(name) for number, name in asked.touchpoints.items()}
    for _, row in found[~found["clear"]].iterrows():
        assert names[int(row["touchpoint"])] not in slide.title


def test_questions_in_other_words_are_named_as_not_compared(
    two_quarters: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(two_quarters)
    found = comparison.comparison(two_quarters, ADA, asked.view, BEFORE)
    fewer = comparing.Comparison(
        found.quarter, found.earlier, found.now, found.before, found.moves.iloc[1:].reset_index(drop=True)
    )
    usual = type(asked).ask
    monkeypatch.setattr(
        type(asked),
        "ask",
        lambda self, asked_, *a, **o: (
            fewer if asked_ is comparison.comparison else usual(self, asked_, *a, **o)
        ),
    )
    slide = of(trends.compose(asked), "trends-2")
    left = asked.locale.name(asked.touchpoints[int(found.moves["touchpoint"].iloc[0])])
    assert f"Asked in other words, so not compared: {left}." in slide.lines


def test_three_people_have_no_trend(three_people: sa.Engine) -> None:
    assert trends.compose(ask(three_people)) == ()


def test_a_manager_reads_of_their_own_branches(two_quarters: sa.Engine) -> None:
    slides = trends.compose(asked := ask(two_quarters, actor=manager(3, 4)))
    found = overview.overview(two_quarters, asked.actor, asked.view)
    assert of(slides, "trends").chart.columns["perception"][-1] == found.perceptions["mean"].iloc[-1]
    assert found.responses[-1] == 80
