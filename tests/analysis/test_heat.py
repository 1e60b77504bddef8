"""The heat map reads as its parts, and network, region and branch add up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.analysis.heat import heatmap
from mot.analysis.lens import focus
from mot.analysis.levels import Level, roll_up
from mot.analysis.overview import table
from mot.domain.cube import View
from mot.stats.multiplicity import Status
from mot.stats.shrinkage import sampling_variance, shrink
from mot.stats.tally import PAIR_FIELDS
from tests.analysis.survey_maker import NOW, answers, books, cube, institution
from tests.conftest import examples


def four_branches(seed=10, people=400, **options):
    return cube(*answers(seed, people, **options), branch=np.arange(people) % 4 + 1)


def test_a_branch_reads_the_same_in_its_table_and_in_the_heat_map():
    there = books(four_branches())
    cells = heatmap(there, View(NOW)).frame
    alone = table(there, View(NOW, branches=(2,)), NOW).frame
    found = cells[cells["place"] == 2].reset_index(drop=True)
    for column, its in (("n", "n"), ("value", "gap"), ("lo", "lo"), ("hi", "hi")):
        np.testing.assert_allclose(found[column], alone[its], rtol=1e-12)


def test_the_network_reads_the_same_in_its_table_and_in_the_heat_map():
    there = books(four_branches())
    cells = heatmap(there, View(NOW), Level.NETWORK).frame
    whole = table(there, View(NOW), NOW).frame
    for column, its in (("n", "n"), ("value", "gap"), ("lo", "lo"), ("hi", "hi")):
        np.testing.assert_allclose(cells[column], whole[its], rtol=1e-12)
    assert cells["status"].tolist() == whole["status"].tolist()
    np.testing.assert_array_equal(cells["fair"], cells["value"])


def test_the_fair_gap_is_that_of_the_shrinkage_over_the_branches_in_percent_of_the_scale():
    there = books(four_branches())
    cells = heatmap(there, View(NOW)).frame
    lens = focus(there, View(NOW), NOW)
    t = lens.grid.tally[0]
    var = (t.s_g2 - t.s_g**2 / t.n) / (t.n - 1) * (100 / 6) ** 2
    want = shrink(t.s_g / t.n * 100 / 6, sampling_variance(t.n, var))
    first = cells[cells["touchpoint"] == 101]
    np.testing.assert_allclose(first["fair"], want.theta * 6 / 100, rtol=1e-9)
    np.testing.assert_allclose(first["fair_lo"], want.lo * 6 / 100, rtol=1e-9)
    np.testing.assert_allclose(first["shade"], first["fair"])
    inside = first["value"].between(first["value"].min(), first["value"].max())
    assert inside.all()
    assert first["fair"].std() < first["value"].std()


def test_the_heat_map_carries_no_number_of_a_hidden_cell():
    e, p = answers(11, 300)
    branch = np.where(np.arange(300) < 6, 1, np.arange(300) % 3 + 2)
    cells = heatmap(books(cube(e, p, branch=branch)), View(NOW)).frame
    assert set(cells.loc[cells["place"] == 1, "why_hidden"]) == {"few"}
    assert (cells["why_hidden"] == "protected").sum() >= 3
    unseen = cells[cells["why_hidden"] != "no"]
    numbers = ["value", "lo", "hi", "fair", "fair_lo", "fair_hi", "shade"]
    assert unseen[numbers].isna().all(axis=None)
    assert (unseen["n"] == 0).all()
    assert not unseen["sure"].any()
    assert (unseen["status"] == Status.SUPPRESSED).all()


def test_what_is_hidden_does_not_move_the_fair_scores_that_are_shown():
    """Otherwise the fair scores of the others would tell what the few answered."""
    e, p = answers(11, 300)
    branch = np.where(np.arange(300) < 6, 1, np.arange(300) % 3 + 2)
    other = p.copy()
    other[:6] = 8 - other[:6]
    one, two = (heatmap(books(cube(e, x, branch=branch)), View(NOW)).frame for x in (p, other))
    seen = one["why_hidden"] == "no"
    assert seen.any()
    np.testing.assert_array_equal(one.loc[seen, "fair"], two.loc[seen, "fair"])


def test_a_branch_filter_chooses_what_is_shown_and_leaves_the_fair_scores_as_they_are():
    there = books(four_branches())
    whole = heatmap(there, View(NOW)).frame
    some = heatmap(there, View(NOW, branches=(2, 3))).frame
    assert set(some["place"]) == {2, 3}
    kept = whole[whole["place"].isin([2, 3])].reset_index(drop=True)
    np.testing.assert_array_equal(kept["fair"], some["fair"])


def test_a_perception_without_expectation_is_compared_with_the_other_places():
    p = np.clip(answers(3, 400)[1], 1, 7)
    p[::4] = np.clip(p[::4] - 2, 1, 7)
    found = heatmap(books(cube(None, p, branch=np.arange(400) % 4 + 1)), View(NOW)).frame
    assert (found["status"] == Status.PERCEPTION_ONLY).all()
    assert found["value"].between(1, 7).all()
    assert (found.loc[found["place"] == 1, "shade"] < 0).all()
    assert (found.loc[found["place"] != 1, "shade"] > 0).all()


@st.composite
def surveys(draw):
    people = draw(st.integers(0, 160))
    seed = draw(st.integers(0, 99))
    dice = np.random.default_rng(seed)
    e, p = answers(seed, people, missing=draw(st.sampled_from([0.0, 0.4])))
    branch, channel, segment = (dice.integers(low, high, people) for low, high in ((1, 5), (1, 3), (0, 3)))
    view = View(
        NOW,
        draw(st.sampled_from([(), (1,), (2, 3), (1, 2, 3, 4)])),
        draw(st.sampled_from([(), (1,), (2,), (1, 2)])),
        draw(st.sampled_from([(), (1,), (0, 2)])),
    )
    return cube(e, p, branch=branch, channel=channel, segment=segment), view


@given(surveys())
@settings(max_examples=examples(60), deadline=None)
def test_the_children_add_up_to_their_parent_at_every_level_and_under_every_filter(survey):
    told, view = survey
    there = books(told)
    lens = focus(there, view, NOW)
    region = {b.id: b.region for b in institution().branches}
    branches, regions, network = (
        roll_up(there, lens, level) for level in (Level.BRANCH, Level.REGION, Level.NETWORK)
    )
    for field in PAIR_FIELDS:
        leaf = getattr(branches.grid.tally, field)[:, branches.selected]
        homes = np.array([region[int(b)] for b in branches.grid.branches[branches.selected]])
        middle = getattr(regions.grid.tally, field)
        for column, place in enumerate(regions.grid.branches):
            if regions.selected[column]:
                np.testing.assert_array_equal(leaf[:, homes == place].sum(axis=1), middle[:, column])
        top = getattr(network.grid.tally, field)
        np.testing.assert_array_equal(middle[:, regions.selected].sum(axis=1), top.sum(axis=1))
        np.testing.assert_array_equal(leaf.sum(axis=1), top.sum(axis=1))


@pytest.mark.parametrize("level", list(Level))
def test_nobody_answered_is_a_state_of_its_own(level):
    from mot.domain.cube import Cube

    found = heatmap(books(Cube.empty()), View(NOW), level).frame
    assert (found["why_hidden"] == "none").all()
    assert found["value"].isna().all()
