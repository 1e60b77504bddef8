"""With and without the flagged: against the answers themselves, and nothing told of a few."""

import numpy as np
import pytest

from mot.analysis.flagged import WHOLE, compared
from mot.domain.cube import FLAGGED, Cube, View
from tests.analysis.survey_maker import FIVE, NOW, SEVEN, answers, books, cube


def survey(clean: int = 300, flagged: int = 60, *, top: int = 7, scale=SEVEN, asked: bool = True, **options):
    """Honest answers, and flagged ones that are all at the top; and both as plain numbers."""
    e, p = answers(1, clean, 3, shift=[-1.0, -0.5, 0.0])
    if top < 7:
        e, p = np.minimum(e, top), np.minimum(p, top)
    line = np.full((flagged, 3), float(top))
    parts = [cube(e if asked else None, p, scale=scale, **options)]
    if flagged:
        parts.append(cube(line if asked else None, line, quality=FLAGGED, scale=scale, **options))
    return Cube.join(parts), e, p, np.vstack([e, line]), np.vstack([p, line])


def test_gaps_and_scores_are_those_of_the_answers_with_and_without():
    made, e, p, e_with, p_with = survey()
    found = compared(books(made), View(NOW))
    rows = found.frame.set_index("touchpoint")
    assert rows.index.tolist() == [WHOLE, 101, 102, 103]
    assert found.flagged == 60
    for place, (one, two) in enumerate(((e, p), (e_with, p_with))):
        suffix = ("", "_with")[place]
        np.testing.assert_allclose(rows.loc[[101, 102, 103], f"gap{suffix}"], (two - one).mean(axis=0))
        np.testing.assert_allclose(rows.loc[[101, 102, 103], f"score{suffix}"], two.mean(axis=0))
        assert rows.loc[WHOLE, f"gap{suffix}"] == pytest.approx((two - one).mean())
        assert rows.loc[WHOLE, f"score{suffix}"] == pytest.approx(two.mean())
    np.testing.assert_allclose(rows["gap_moved"], rows["gap_with"] - rows["gap"])
    assert (rows["n_flagged"] == 60).all()
    assert (rows["n"] == 300).all()
    assert (rows["gap_lo"] < rows["gap"]).all()
    assert (rows["gap_hi"] > rows["gap"]).all()


def test_it_matters_from_one_percent_of_the_scale():
    made, *_ = survey()
    rows = compared(books(made), View(NOW)).frame
    moved = rows[["gap_moved", "score_moved"]].abs().max(axis=1) * 100 / 6
    assert (rows["matters"] == (moved > 1)).all()
    assert rows["matters"].any()
    few, *_ = survey(clean=3000, flagged=10)
    assert not compared(books(few), View(NOW)).matters


def test_without_flagged_responses_nothing_moves():
    made, *_ = survey(flagged=0)
    found = compared(books(made), View(NOW))
    assert found.flagged == 0
    assert (found.frame[["gap_moved", "score_moved"]] == 0).all(axis=None)
    assert not found.matters
    assert not found.hidden


def test_perceptions_alone_have_scores_and_no_gaps():
    made, _, p, _, p_with = survey(asked=False)
    found = compared(books(made), View(NOW))
    rows = found.frame.set_index("touchpoint")
    assert not found.paired
    assert rows[["gap", "gap_lo", "gap_with", "gap_moved"]].isna().all(axis=None)
    np.testing.assert_allclose(rows.loc[[101, 102, 103], "score_with"], p_with.mean(axis=0))
    assert rows.loc[WHOLE, "score"] == pytest.approx(p.mean())
    assert rows.loc[WHOLE, "n"] == 300


def test_two_scales_are_compared_in_percent_of_the_scale():
    wide, *_ = survey()
    small, *_ = survey(top=5, scale=FIVE, branch=2)
    found = compared(books(Cube.join([wide, small])), View(NOW))
    assert found.unit.scale is None
    assert found.frame["score_with"].between(50, 100).all()
    assert found.flagged == 120


@pytest.mark.parametrize("flagged", [1, 3, 9])
def test_what_a_few_flagged_people_said_is_not_told_by_a_difference(flagged: int):
    made, *_ = survey(flagged=flagged)
    found = compared(books(made), View(NOW))
    assert np.isnan(found.flagged)
    assert found.hidden
    assert (
        found.frame[["gap_with", "score_with", "gap_moved", "score_moved", "n_flagged"]].isna().all(axis=None)
    )
    assert found.frame[["gap", "score"]].notna().all(axis=None)
    assert not found.matters


def test_a_few_of_one_branch_are_not_told_by_choosing_the_others():
    """Twenty flagged at the first branch, three at the second: no two selections may differ by the three."""
    parts = []
    for branch, flagged in ((1, 20), (2, 3), (3, 0), (4, 30)):
        made, *_ = survey(clean=200, flagged=flagged, branch=branch)
        parts.append(made)
    book = books(Cube.join(parts))
    told = {}
    for chosen in ((), (1,), (2,), (1, 2), (1, 4), (2, 4), (1, 2, 4), (4,), (3,)):
        found = compared(book, View(NOW, chosen))
        told[chosen] = not np.isnan(found.flagged)
        assert told[chosen] == found.frame["gap_with"].notna().all()
    assert not told[2,]
    assert told[3,]
    everybody, least = {1, 2, 3, 4}, [c for c, seen in told.items() if seen]
    for one in least:
        for other in least:
            difference = (set(one) or everybody) ^ (set(other) or everybody)
            assert difference - {3} != {2}, (one, other)


def test_within_a_channel_flagged_responses_are_counted_only_when_there_are_none():
    e, p = answers(1, 200, 3)
    line = np.full((40, 3), 7.0)
    book = books(
        Cube.join(
            [cube(e, p, channel=1), cube(line, line, channel=1, quality=FLAGGED), cube(e, p, channel=2)]
        )
    )
    assert np.isnan(compared(book, View(NOW, channels=(1,))).flagged)
    assert compared(book, View(NOW, channels=(2,))).flagged == 0
    assert compared(book, View(NOW)).flagged == 40


def test_an_empty_quarter_has_no_numbers():
    found = compared(books(Cube.empty()), View(NOW))
    assert found.flagged == 0
    assert found.frame[["gap", "score", "gap_with", "score_with"]].isna().all(axis=None)
    assert not found.matters
