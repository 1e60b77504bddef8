"""The summary says what is certain, with its people and its interval, and names the quarter it compares with."""

import pytest
import sqlalchemy as sa

from mot.analysis import comparing
from mot.domain.slides import Slide
from mot.reports.slides import promised, summary
from mot.services import comparison, overview
from tests.reports.slides.surveys import ADA, BEFORE, ask, both, manager, values
from tests.reports.slides.work_samples import MEI


def written(value: float, *, signed: bool = True) -> str:
    return f"{value:{'+' if signed else ''}.2f}".replace("-", "−")


def test_the_numbers_to_remember_are_those_of_the_overview(demo: sa.Engine) -> None:
    (slide,) = both(summary.compose, asked := ask(demo))
    found = overview.overview(demo, ADA, asked.view)
    gap, perception, weak, responses = slide.takeaways
    last, level = found.gaps.iloc[-1], found.perceptions.iloc[-1]
    assert gap.value == written(last["mean"])
    assert f"{written(last['lo'])} to {written(last['hi'])} · {int(last['n']):,} people" in gap.text
    assert perception.value == written(level["mean"], signed=False)
    assert f"{int(level['n']):,} people" in perception.text
    assert weak.value == f"{int(found.weak[-1])} of {found.now.tested}"
    assert f"{int(found.weak[-2])} of {found.before.tested} in Q2 2026" in weak.text
    assert responses.value == f"{found.responses[-1]:,}"
    assert f"{found.responses[-2]:,} in Q2 2026" in responses.text


def test_a_change_is_told_in_size_only_where_it_is_certain(demo: sa.Engine) -> None:
    (slide,) = summary.compose(asked := ask(demo))
    found = overview.overview(demo, ADA, asked.view)
    gap, perception = comparing.overall(found, BEFORE, asked.books.thresholds)
    assert (gap.clear, perception.clear) == (True, False)
    assert f"{written(gap.change)} since Q2 2026" in slide.takeaways[0].text
    assert "no clear change" in slide.takeaways[1].text
    assert written(perception.change) not in slide.takeaways[1].text


def test_the_findings_carry_interval_and_people(two_quarters: sa.Engine) -> None:
    (slide,) = both(summary.compose, asked := ask(two_quarters))
    found = comparison.comparison(two_quarters, ADA, asked.view, asked.earlier)
    rows = found.now.frame.set_index("touchpoint")
    worst = int(rows["gap"].idxmin())
    one = rows.loc[worst]
    assert (
        f"Touchpoint {worst} is a weak moment: gap {written(one['gap'])} (95% interval {written(one['lo'])} to "
        f"{written(one['hi'])}, {int(one['n'])} people)." in slide.lines[0]
    )
    move = found.moves.loc[found.moves["change"].abs().idxmax()]
    assert slide.lines[1] == (
        f"Touchpoint {int(move['touchpoint'])} slipped since Q2 2026: {written(move['change'])} (95% interval "
        f"{written(move['lo'])} to {written(move['hi'])}; {int(move['n_before'])} people then, {int(move['n'])} now)."
    )


def test_of_gaps_that_may_be_equally_wide_two_are_named(many_touchpoints: sa.Engine) -> None:
    (slide,) = both(summary.compose, ask(many_touchpoints))
    assert slide.lines[0].count("weak moment") == 2
    assert slide.lines[0].endswith("more may be as wide.")


def test_an_empty_quarter_is_not_compared_with(many_touchpoints: sa.Engine) -> None:
    (slide,) = both(summary.compose, ask(many_touchpoints))
    assert slide.lines[1] == "There is no gap of Q2 2026 to compare with."
    for one in slide.takeaways:
        assert "since" not in one.text
        assert "change" not in one.text
        assert "Q2 2026" not in one.text


@pytest.mark.parametrize(("earlier", "still"), [(BEFORE, True), (BEFORE.previous, False)])
def test_nothing_is_still_the_widest_since_a_quarter_before_the_last(
    steady: sa.Engine, earlier, *, still: bool
) -> None:
    (slide,) = both(summary.compose, ask(steady, earlier=earlier))
    assert ("still" in slide.title) == still
    assert slide.kicker == f"The quarter at a glance · compared with Q{earlier.number} {earlier.year}"


def test_perceptions_alone_have_no_gap_and_no_weak_moment(perceptions: sa.Engine) -> None:
    (slide,) = both(summary.compose, asked := ask(perceptions))
    assert [one.label for one in slide.takeaways] == ["Perceived score", "Responses"]
    assert slide.title == "This questionnaire asks for perception only, so there is no gap to judge"
    found = overview.overview(perceptions, ADA, asked.view)
    assert slide.takeaways[0].value == written(found.perceptions["mean"].iloc[-1], signed=False)


def test_of_three_people_no_score_is_told(three_people: sa.Engine) -> None:
    (slide,) = both(summary.compose, ask(three_people))
    assert slide.title == "Too few answers to judge any touchpoint this quarter"
    assert [one.value for one in slide.takeaways] == ["–", "–", "3"]
    assert [one.text for one in slide.takeaways[:2]] == ["Too few answers to judge"] * 2


def test_one_branch_is_compared_with_nothing(one_branch: sa.Engine) -> None:
    (slide,) = both(summary.compose, ask(one_branch))
    assert not any("branch" in line.lower() for line in slide.lines)


def test_a_review_of_the_south_names_no_branch_of_the_north(two_quarters: sa.Engine) -> None:
    south = (2, 4, 6, 8)
    by_her, by_all = (
        summary.compose(ask(two_quarters, branches=south, actor=actor)) for actor in (manager(*south), ADA)
    )
    assert _lines(by_her) == _lines(by_all)
    names = {f"Branch {n}" for n in (1, 3, 5, 7)}
    assert not [v for v in values(by_all) if isinstance(v, str) and any(name in v for name in names)]


def _lines(slides: tuple[Slide, ...]) -> list[tuple[str, ...]]:
    return [slide.lines for slide in slides]


def test_the_sentence_of_the_title_is_the_one_of_the_overview(demo: sa.Engine) -> None:
    (slide,) = summary.compose(ask(demo))
    assert slide.title == "Complaint handling and Ticket & queue are the widest gaps"


def test_the_promises_are_told_as_their_own_slide_tells_them(worked: sa.Engine) -> None:
    (slide,) = both(summary.compose, asked := ask(worked, actor=MEI))
    assert slide.lines[-1] == f"{promised.compose(asked)[0].title}."
    (slide,) = summary.compose(ask(worked, actor=MEI, quarter=BEFORE.previous, earlier=BEFORE.shifted(-3)))
    assert "promised" not in " ".join(slide.lines)
