"""The heat map of a review: all cells behind it, as many drawn as a slide has room for."""

import sqlalchemy as sa

from mot.analysis.levels import Level
from mot.reports.slides import heat
from mot.services import gaps
from tests.reports.slides.surveys import ADA, ask, both, manager, values


def test_every_cell_is_the_one_of_the_service(demo: sa.Engine) -> None:
    (slide,) = both(heat.compose, asked := ask(demo))
    found = gaps.heatmap(demo, ADA, asked.view).frame
    assert slide.chart is not None
    assert slide.chart.size == len(found) == len(slide.data[0].rows)
    seen = found["why_hidden"] == "no"
    told = [row[3] for row in slide.data[0].rows]
    assert told == [v if s else None for v, s in zip(found["value"], seen, strict=True)]
    shades = dict(zip(slide.chart.columns["code"], slide.chart.columns["shade"], strict=True))
    for row in found.itertuples():
        shade = shades[f"{row.touchpoint}-{row.place}"]
        assert shade == (row.shade if row.why_hidden == "no" else None)
    assert slide.chart.options["clamp"] == 1.0  # a quarter of 1 to 5


def test_hidden_cells_are_empty_in_chart_and_table(demo: sa.Engine) -> None:
    (slide,) = heat.compose(asked := ask(demo))
    found = gaps.heatmap(demo, ADA, asked.view).frame
    hidden = found["why_hidden"].isin(["few", "protected"])
    assert hidden.any()
    assert slide.chart is not None
    columns = slide.chart.columns
    for place, why in enumerate(columns["hidden"]):
        if why in ("few", "protected"):
            assert columns["shade"][place] is None
            for name in ("gap_text", "n_text", "interval_text", "fair_text", "status_text"):
                assert columns[name][place] == ""
    for row, out in zip(slide.data[0].rows, hidden, strict=True):
        assert (set(row[2:9]) == {None}) == out


def test_two_hundred_branches_are_drawn_by_region_and_kept_whole(many_branches: sa.Engine) -> None:
    (slide,) = both(heat.compose, asked := ask(many_branches))
    regions = gaps.heatmap(many_branches, ADA, asked.view, Level.REGION).frame
    assert slide.chart is not None
    assert len(set(slide.chart.columns["branch"])) == 5
    shades = dict(zip(slide.chart.columns["code"], slide.chart.columns["shade"], strict=True))
    assert shades == {f"{r.touchpoint}-{r.place}": r.shade for r in regions.itertuples()}
    assert slide.lines == ("200 branches are put together in 5 regions; the appendix has every branch.",)
    assert len(slide.data[0].rows) == 200 * 3
    assert slide.kicker == "Touchpoint × region"


def test_many_branches_of_one_region_show_the_lowest(many_branches: sa.Engine) -> None:
    (slide,) = heat.compose(ask(many_branches, branches=tuple(range(1, 201, 5))))
    assert slide.chart is not None
    assert len(set(slide.chart.columns["branch"])) == 20
    assert slide.lines == ("Drawn are the 20 lowest of 40 branches; the appendix has all of them.",)
    assert len(slide.data[0].rows) == 40 * 3


def test_thirty_touchpoints_go_on_two_slides_with_the_places_in_one_order(
    many_touchpoints: sa.Engine,
) -> None:
    one, two = both(heat.compose, ask(many_touchpoints))
    assert (one.key, two.key) == ("heat", "heat-2")
    assert two.kicker == "Touchpoint × branch · 2 of 2"
    assert one.chart is not None
    assert two.chart is not None
    assert [len(set(s.chart.columns["touchpoint"])) for s in (one, two) if s.chart] == [15, 15]
    assert not set(one.chart.columns["touchpoint"]) & set(two.chart.columns["touchpoint"])
    order = [
        set(zip(s.chart.columns["branch"], s.chart.columns["column_order"], strict=True))
        for s in (one, two)
        if s.chart
    ]
    assert order[0] == order[1]
    assert len(one.data[0].rows) == 30 * 4
    assert two.data == ()


def test_one_branch_has_no_heat_map(one_branch: sa.Engine, two_quarters: sa.Engine) -> None:
    assert heat.compose(ask(one_branch)) == ()
    assert heat.compose(ask(two_quarters, branches=(3,))) == ()


def test_perceptions_are_coloured_by_their_distance_from_the_places(perceptions: sa.Engine) -> None:
    (slide,) = both(heat.compose, ask(perceptions))
    assert slide.title == "How each touchpoint is rated at each place"
    assert slide.chart is not None
    assert slide.chart.words["gap"] == "Perceived"
    assert "gap" not in slide.footnote.split(" · ")[2]


def test_a_review_of_the_south_holds_nothing_of_the_north(two_quarters: sa.Engine) -> None:
    south = (2, 4, 6, 8)
    by_her, by_all = (
        heat.compose(ask(two_quarters, branches=south, actor=actor)) for actor in (manager(*south), ADA)
    )
    assert by_her == by_all
    names = {f"Branch {n}" for n in (1, 3, 5, 7)}
    assert not [v for v in values(by_all) if isinstance(v, str) and v in names]
