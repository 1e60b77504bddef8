"""Where to begin: numbers from the service, places only where the order is certain, and why where there is no map."""

import sqlalchemy as sa

from mot.domain.slides import Form
from mot.locale.sentences import driver_gates
from mot.locale.sentences import drivers as sentences
from mot.reports.slides import priorities
from mot.services import drivers
from tests.reports.slides.surveys import ADA, EN, ask, both, manager


def test_the_map_holds_the_numbers_of_the_service(demo: sa.Engine) -> None:
    (slide,) = both(priorities.compose, asked := ask(demo))
    frame = drivers.drivers(demo, ADA, asked.view).frame
    placed = frame[frame["quadrant"].notna()]
    assert slide.chart is not None
    for name in ("importance", "importance_lo", "importance_hi", "performance", "performance_hi"):
        assert list(slide.chart.columns[name]) == placed[name].tolist()
    assert slide.chart.options["corners"] == (
        "Concentrate here", "Keep it up", "Low priority", "Possible overkill",
    )  # fmt: skip
    assert slide.chart.options["across"] == "Perceived score (1–5) →"
    shares = [c for c in slide.data[0].columns if c.title == "Importance"]
    assert [c.form for c in shares] == [Form.SHARE]


def test_places_are_numbered_only_where_they_are_certain(demo: sa.Engine) -> None:
    (slide,) = priorities.compose(asked := ask(demo))
    found = drivers.drivers(demo, ADA, asked.view)
    told = {asked.touchpoints[int(row["touchpoint"])].en: row for _, row in found.frame.iterrows()}
    assert slide.table is not None
    assert slide.table.rows
    for place, name, importance, gap, _ in slide.table.rows:
        row = told[str(name)]
        assert (importance, gap) == (row["importance"], row["gap"])
        assert place == (None if row["rank"] != row["rank"] else row["rank"])
    assert [row[0] for row in slide.table.rows].count(None) == sum(
        told[str(row[1])]["rank"] != told[str(row[1])]["rank"] for row in slide.table.rows
    )
    assert slide.title == sentences.headline(EN, found, asked.touchpoints, asked.books.thresholds)
    assert slide.lines[0] == sentences.importance_map(EN, found, asked.touchpoints)


def test_without_overall_satisfaction_it_says_why_there_is_no_map(two_quarters: sa.Engine) -> None:
    (slide,) = both(priorities.compose, asked := ask(two_quarters))
    found = drivers.drivers(two_quarters, ADA, asked.view)
    assert slide.chart is None
    title, sentence = driver_gates.why_unknown(EN, found)
    assert slide.lines == (f"{title}.", sentence)
    assert slide.table is not None
    assert [c.title for c in slide.table.columns] == ["Rank", "Touchpoint", "Gap", "Share of the shortfall"]
    gaps = {f"Touchpoint {int(r['touchpoint'])}": r["gap"] for _, r in found.frame.iterrows()}
    assert {row[1]: row[2] for row in slide.table.rows} == gaps


def test_long_lists_are_cut_and_say_so(many_touchpoints: sa.Engine) -> None:
    (slide,) = both(priorities.compose, ask(many_touchpoints))
    assert slide.table is not None
    assert len(slide.table.rows) == 10
    assert slide.table.note == "20 more touchpoints"
    assert len(slide.data[0].rows) == 30


def test_nothing_can_be_put_in_order_from_perceptions_alone(perceptions: sa.Engine) -> None:
    assert priorities.compose(ask(perceptions)) == ()


def test_of_three_people_nothing_is_told(three_people: sa.Engine) -> None:
    assert priorities.compose(ask(three_people)) == ()


def test_a_hidden_touchpoint_has_no_number(hidden_touchpoint: sa.Engine) -> None:
    (slide,) = both(priorities.compose, asked := ask(hidden_touchpoint))
    frame = drivers.drivers(hidden_touchpoint, ADA, asked.view).frame
    hidden = {f"Touchpoint {n}" for n in frame.loc[frame["hidden"], "touchpoint"]}
    assert hidden
    assert slide.table is not None
    assert not hidden & {row[1] for row in slide.table.rows}
    for row in slide.data[0].rows:
        if row[1] in hidden:
            assert {v for v in row[2:] if not isinstance(v, str)} == {None}


def test_a_manager_gets_the_same_of_her_branches(demo: sa.Engine) -> None:
    own = (1, 2, 3)
    by_her, by_all = (priorities.compose(ask(demo, branches=own, actor=a)) for a in (manager(*own), ADA))
    assert by_her[0].chart == by_all[0].chart
