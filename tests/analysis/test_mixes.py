"""The mix of customers: against a computation by hand, and nothing where nothing can be told apart."""

import numpy as np
import pytest

from mot.analysis.branches import branches
from mot.analysis.heat import FEW, SHOWN
from mot.analysis.measured import Measured
from mot.analysis.mixes import mix
from mot.analysis.units import of_one_scale
from mot.domain.cube import Tallies, View
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import NOW, SEVEN, answers, books, cube, institution

RULES = Thresholds()


def measured(cells, hidden=()):
    """Measured branches from (branch, channel, segment, people, ratings, sum) rows."""
    table = np.array(cells, dtype=np.int64)
    names = np.unique(table[:, 0])
    keys = dict(zip(("branch", "channel", "segment"), table[:, :3].T, strict=True))
    sums = dict(zip(("people", "weight", "total"), table[:, 3:].T, strict=True))
    why = np.where(np.isin(names, hidden), FEW, SHOWN)
    some = np.zeros(len(names))
    return Measured(
        names, some.astype(int), some, some, some, some, why, True, of_one_scale(SEVEN), Tallies(keys, sums)
    )


# branch, channel, segment, people, ratings, sum of gaps: channel 2 is hard everywhere, branch 2 has most of it
TWO_CHANNELS = [
    (1, 1, 0, 90, 180, -18),
    (1, 2, 0, 30, 60, -60),
    (2, 1, 0, 30, 60, -6),
    (2, 2, 0, 90, 180, -180),
]


def test_a_branch_with_difficult_customers_is_lifted_and_the_other_lowered():
    found = mix(measured(TWO_CHANNELS), RULES)
    assert (found.by, found.strata) == (("channel",), 2)
    usual = np.array([-24 / 240, -240 / 240])
    overall = -264 / 480
    expected = np.array([usual @ [180, 60], usual @ [60, 180]]) / 240
    np.testing.assert_allclose(found.moved, overall - expected)
    raw = np.array([-78 / 240, -186 / 240])
    np.testing.assert_allclose(raw + found.moved, [overall, overall])


def test_segment_and_channel_are_taken_together_where_both_were_stated():
    cells = [(b, c, s, 40, 80, -10 * c - 20 * s) for b in (1, 2, 3) for c in (1, 2) for s in (1, 2)]
    found = mix(measured(cells), RULES)
    assert (found.by, found.strata) == (("segment", "channel"), 4)
    np.testing.assert_allclose(found.moved, 0, atol=1e-12)


@pytest.mark.parametrize(
    ("column", "kept"), [(1, ("segment",)), (2, ("channel",))], ids=["no channel", "no segment"]
)
def test_what_was_not_asked_is_left_out(column, kept):
    cells = [[b, c, s, 40, 80, -10] for b in (1, 2) for c in (1, 2) for s in (1, 2)]
    for row in cells:
        row[column] = 0
    assert mix(measured(cells), RULES).by == kept


def test_nothing_asked_and_all_alike_are_no_mix():
    for kind in (0, 3):
        found = mix(measured([(b, kind, 0, 60, 120, -30) for b in (1, 2, 3)]), RULES)
        assert (found.by, found.strata) == ((), 0)
        assert np.isnan(found.moved).all()


def test_those_who_did_not_say_are_a_group_of_their_own():
    cells = [(1, 0, 0, 60, 60, -30), (1, 1, 0, 60, 60, 0), (2, 1, 0, 60, 60, 0)]
    found = mix(measured(cells), RULES)
    assert (found.by, found.strata) == (("channel",), 2)
    assert found.moved[0] > 0 > found.moved[1]


def test_groups_of_a_few_people_are_taken_together():
    cells = [
        (1, 1, 0, 90, 90, -9),
        (2, 1, 0, 60, 60, -6),
        (1, 2, 0, 12, 12, -12),
        (2, 3, 0, 20, 20, -40),
        (1, 4, 0, 5, 5, 0),
    ]
    found = mix(measured(cells), RULES)
    assert found.strata == 2
    usual = np.array([-15 / 150, -52 / 37])
    expected = np.array([usual @ [90, 17] / 107, usual @ [60, 20] / 80])
    np.testing.assert_allclose(found.moved, -67 / 187 - expected)


def test_a_few_people_join_the_next_larger_group():
    cells = [(1, 1, 0, 90, 90, -9), (2, 2, 0, 60, 60, -6), (2, 3, 0, 8, 8, -8)]
    assert mix(measured(cells), RULES).strata == 2
    alone = [(1, 1, 0, 90, 90, -9), (2, 1, 0, 60, 60, -6), (2, 3, 0, 8, 8, -8)]
    assert mix(measured(alone), RULES).by == ()


def difficult(*split):
    """Everybody says what is usual for channel 1, 2, 3 or 4; branch 1 has few people in the last, `split` so."""
    hard = {1: 0, 2: -1, 3: -2, 4: -5}
    counts = {1: (200, 100, *split), 2: (100, 100, 60, 50), 3: (100, 100, 60, 50)}
    return [
        (b, c, 0, n, n, hard[c] * n) for b, row in counts.items() for c, n in zip(hard, row, strict=True) if n
    ]


def test_how_many_a_small_group_has_cannot_be_worked_out():
    """They are dealt out as over all branches, whatever part of them is of which group."""
    expected = []
    for split in ((9, 2), (2, 9)):
        cells = np.array(difficult(*split))
        expected.append(cells[:, 5].sum() / cells[:, 4].sum() - mix(measured(cells), RULES).moved[0])
    if_each_were_counted = 7 * 3 / 311
    assert abs(expected[0] - expected[1]) < 0.1 * if_each_were_counted


def test_a_group_that_alone_is_small_is_taken_with_the_next_larger():
    cells = [(1, 1, 0, 50, 50, 0), (1, 2, 0, 4, 4, -8), (2, 1, 0, 60, 60, 0), (2, 2, 0, 40, 40, -80)]
    moved = mix(measured(cells), RULES).moved
    assert moved[0] == pytest.approx(0), "both groups of branch 1 together, as everywhere"
    assert moved[1] != pytest.approx(0, abs=0.1)


def test_hidden_branches_have_no_part_in_what_is_usual():
    shut = [*TWO_CHANNELS, (3, 1, 0, 4, 8, 40), (3, 2, 0, 5, 10, 60)]
    found = mix(measured(shut, hidden=(3,)), RULES)
    np.testing.assert_allclose(found.moved[:2], mix(measured(TWO_CHANNELS), RULES).moved)
    assert np.isnan(found.moved[2])


@pytest.mark.parametrize("touchpoint", [0, 101])
def test_the_adjustment_of_a_survey_is_that_of_its_answers(touchpoint):
    rng = np.random.default_rng(1)
    where = np.repeat([1, 2, 3], 120)
    channel = np.where(rng.random(360) < np.array([0.8, 0.5, 0.2])[where - 1], 1, 2)
    e, p = answers(2, 360, shift=np.where(channel == 2, -1.2, 0.0)[:, None], missing=0.2)
    found = branches(books(cube(e, p, branch=where, channel=channel), institution(3)), View(NOW), touchpoint)
    gap = p - e if touchpoint == 0 else (p - e)[:, :1]
    overall = np.nanmean(gap)
    for b in (1, 2, 3):
        counts = [(~np.isnan(gap[(where == b) & (channel == c)])).sum() for c in (1, 2)]
        usual = [np.nanmean(gap[channel == c]) for c in (1, 2)]
        moved = overall - np.dot(counts, usual) / sum(counts)
        row = found.frame[found.frame["branch"] == b].iloc[0]
        assert row["moved"] == round(moved, 2), "with the decimals that are shown"
    assert found.by == ("channel",)
    adjusted = found.frame["value"] + found.frame["moved"]
    assert np.ptp(adjusted) < np.ptp(found.frame["value"])
