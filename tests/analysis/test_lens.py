"""A lens shows what was asked for, and hides over everything in scope."""

import numpy as np

from mot.analysis.lens import focus, quarters_of, quarters_with_data, rollups
from mot.domain.cube import Cube, View
from mot.domain.periods import Quarter
from mot.domain.survey import Measure
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import NOW, answers, books, cube

RULES = Thresholds()


def test_eight_quarters_run_across_the_turn_of_the_year():
    codes = [q.code for q in quarters_of(View(Quarter(2026, 1)))]
    assert codes == ["2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"]


def test_quarters_with_data_are_those_with_responses_in_order():
    parts = [cube(*answers(1, 5), quarter=q) for q in (Quarter(2026, 1), Quarter(2025, 4), Quarter(2025, 2))]
    assert [q.code for q in quarters_with_data(Cube.join(parts))] == ["2025Q2", "2025Q4", "2026Q1"]
    assert quarters_with_data(Cube.empty()) == ()


def test_a_quarter_sees_its_own_months_only():
    both = Cube.join(
        [cube(*answers(1, 20), quarter=Quarter(2025, 4)), cube(*answers(2, 30), quarter=Quarter(2026, 1))]
    )
    view = View(Quarter(2026, 1))
    for quarter, n in ((Quarter(2025, 4), 20), (Quarter(2026, 1), 30), (Quarter(2026, 2), 0)):
        assert focus(books(both), view, quarter).grid.tally.n[0].sum() == n


def test_channels_narrow_the_cells():
    e, p = answers(1, 60)
    whole = cube(e, p, channel=np.where(np.arange(60) < 25, 1, 2))
    lens = focus(books(whole), View(NOW, channels=(2,)), NOW)
    assert lens.grid.tally.n[0].sum() == 35


def test_branches_are_chosen_but_the_grid_keeps_all_of_them():
    whole = cube(*answers(1, 80), branch=np.arange(80) % 4 + 1)
    lens = focus(books(whole), View(NOW, branches=(2, 3)), NOW)
    assert lens.grid.branches.tolist() == [1, 2, 3, 4]
    assert lens.selected.tolist() == [False, True, True, False]


def test_what_a_single_branch_hides_does_not_depend_on_the_selection():
    branch = np.where(np.arange(200) < 6, 1, np.arange(200) % 3 + 2)
    whole = cube(*answers(3, 200), branch=branch)
    everything = focus(books(whole), View(NOW), NOW)
    alone = focus(books(whole), View(NOW, branches=(1,)), NOW)
    rest = focus(books(whole), View(NOW, branches=(2, 3, 4)), NOW)
    np.testing.assert_array_equal(everything.hidden, alone.hidden)
    assert not everything.hidden_totals.any()
    assert not everything.hidden_overall
    assert alone.hidden_totals.all()
    assert alone.hidden_overall
    assert rest.hidden_totals.all()
    assert rest.hidden_overall


def test_roll_ups_keep_to_the_view():
    whole = cube(*answers(1, 80), branch=np.arange(80) % 4 + 1, channel=np.arange(80) % 2 + 1)
    chosen, _ = rollups(books(whole), View(NOW, branches=(1, 2), channels=(1,)), Measure.GAP)
    assert set(chosen.keys["branch"].tolist()) == {1}
    assert set(chosen.keys["measure"].tolist()) == {int(Measure.GAP)}
