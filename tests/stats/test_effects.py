import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mot.stats.effects import Verdict, effect
from mot.stats.windows import Answers, BeforeAfter

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "16_effect.json").read_text("utf-8"))["cases"]
WINDOW = st.tuples(st.integers(1, 300), st.floats(30, 90), st.floats(0, 900))
UNIT = st.tuples(WINDOW, WINDOW)
ANSWERED = UNIT.filter(lambda unit: unit[0][0] > 1)
NOBODY = Answers([], [], [])


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def tallied(windows, scale):
    columns = ([window[key] for window in windows] for key in ("n", "sum", "sumsq"))
    return Answers.from_sums(*(np.array(column, dtype=int) for column in columns), *scale)


def asked(case):
    given = case["input"]
    treated, controls = (
        BeforeAfter(*(tallied(side if isinstance(side, list) else [side], given["scale"]) for side in sides))
        for sides in (
            (given["treated_before"], given["treated_after"]),
            (given["controls_before"], given["controls_after"]),
        )
    )
    options = {key: given[key] for key in ("delta", "n_min", "prior_scale_change", "prior_scale_level")}
    return effect(treated, controls, **options)


def units(*rows):
    before, after = ([row[side] for row in rows] for side in (0, 1))
    return BeforeAfter(
        *(Answers(*(np.array(column) for column in zip(*side, strict=True))) for side in (before, after))
    )


def nobody():
    return BeforeAfter(NOBODY, NOBODY)


def numbers(found):
    for field in fields(found):
        value = getattr(found, field.name)
        if hasattr(value, "__dataclass_fields__"):
            yield from numbers(value)
        elif not isinstance(value, str):
            yield np.asarray(value, dtype=float)


# against R


@named(CASES)
def test_the_verdict_agrees_with_r(case):
    assert asked(case).verdict == case["expected"]["verdict"]


@named(CASES)
def test_the_change_and_its_welch_interval_agree_with_r(case):
    found, want = asked(case), case["expected"]
    got = [
        found.pooled_var,
        found.before,
        found.after,
        found.change.difference,
        found.change.lo,
        found.change.hi,
    ]
    keys = ["pooled_var", "before", "after", "change", "change_lo", "change_hi"]
    np.testing.assert_allclose(got, [want[key] for key in keys], rtol=1e-6)


@named([case for case in CASES if "did_simple" in case["expected"]])
def test_the_simple_comparison_agrees_with_the_linear_model(case):
    found, want = asked(case).simple, case["expected"]["did_simple"]
    got = [found.difference, found.se, found.df, found.lo, found.hi]
    np.testing.assert_allclose(got, [want[key] for key in ("effect", "se", "df", "lo", "hi")], rtol=1e-6)


@named([case for case in CASES if "did_fair" in case["expected"]])
def test_the_robust_and_the_fair_comparison_agree_with_the_fine_grid(case):
    found, want = asked(case), case["expected"]
    robust, fair = want["did_robust"], want["did_fair"]
    for got, expected in ((found.robust, robust), (found.fair, fair)):
        np.testing.assert_allclose(
            [got.effect, got.lo, got.hi], [expected[key] for key in ("effect", "lo", "hi")], atol=0.02
        )
    assert found.fair.p_improved == pytest.approx(fair["p_improved"], abs=0.001)
    assert found.control_change == pytest.approx(robust["control_change"], abs=0.01)
    assert found.wobble == pytest.approx(robust["tau_mean"], abs=0.01)
    assert found.before_fair == pytest.approx(fair["before_shrunk"], abs=0.01)
    assert found.before_fair_sd == pytest.approx(fair["before_shrunk_sd"], abs=0.01)
    assert found.expected_bounce == pytest.approx(fair["expected_bounce"], abs=0.01)


def test_welch_agrees_with_scipy():
    found = effect(units(((40, 60.0, 500.0), (25, 66.0, 350.0))), nobody()).change
    want = stats.ttest_ind_from_stats(66, 350**0.5, 25, 60, 500**0.5, 40, equal_var=False)
    assert found.p == pytest.approx(want.pvalue)
    assert found.difference / found.se == pytest.approx(want.statistic)


# laws


@given(UNIT, st.lists(UNIT, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_comparison_units_changes_nothing(treated, controls, random):
    mixed = list(controls)
    random.shuffle(mixed)
    one, other = (effect(units(treated), units(*some)) for some in (controls, mixed))
    for a, b in zip(numbers(one), numbers(other), strict=True):
        np.testing.assert_array_equal(a, b)
    assert one.verdict is other.verdict


@given(UNIT, st.lists(UNIT, min_size=1, max_size=6), st.floats(-30, 30))
def test_a_shift_of_all_answers_changes_no_effect(treated, controls, shift):
    def moved(row):
        return tuple((n, mean + shift, var) for n, mean, var in row)

    one = effect(units(treated), units(*controls))
    other = effect(units(moved(treated)), units(*map(moved, controls)))
    np.testing.assert_allclose(
        [other.fair.effect, other.fair.lo, other.robust.hi, other.expected_bounce],
        [one.fair.effect, one.fair.lo, one.robust.hi, one.expected_bounce],
        atol=1e-6,
    )


@given(ANSWERED, st.lists(UNIT, min_size=1, max_size=6), st.floats(1, 40))
def test_the_effect_grows_with_the_change_and_nothing_else(treated, controls, more):
    n, mean, var = treated[1]
    one = effect(units(treated), units(*controls))
    other = effect(units((treated[0], (n, mean + more, var))), units(*controls))
    assert other.fair.effect - one.fair.effect == pytest.approx(more, abs=1e-6)
    assert other.fair.lo > one.fair.lo


@given(UNIT, st.lists(UNIT, max_size=6))
def test_a_verdict_never_claims_more_than_its_interval(treated, controls):
    found = effect(units(treated), units(*controls) if controls else nobody())
    if found.verdict is Verdict.IMPROVED:
        assert found.fair.lo > 0
    if found.verdict in {Verdict.UP_NO_COMPARISON, Verdict.DOWN_NO_COMPARISON}:
        assert found.change.lo * found.change.hi > 0
        assert found.controls == 0
    if found.verdict is not Verdict.TOO_FEW:
        assert found.missing_before == found.missing_after == 0
    assert not any(np.isinf(value).any() for value in numbers(found))


def test_units_with_ups_and_downs_of_their_own_widen_the_interval():
    treated = ((200, 60.0, 400.0), (200, 72.0, 400.0))
    calm = [((200, 60.0 + i, 400.0), (200, 60.0 + i, 400.0)) for i in range(6)]
    restless = [((200, 60.0 + i, 400.0), (200, 60.0 + i + 12 * (-1) ** i, 400.0)) for i in range(6)]
    assert effect(units(treated), units(*calm)).verdict is Verdict.IMPROVED
    assert effect(units(treated), units(*restless)).verdict is Verdict.NO_EVIDENCE_YET


def test_a_branch_picked_when_it_was_low_gets_no_credit_for_coming_back():
    others = [((40, 70.0 + i, 500.0), (40, 70.0 + i, 500.0)) for i in range(-4, 5)]
    low = effect(units(((30, 55.0, 500.0), (200, 63.0, 500.0))), units(*others))
    assert low.expected_bounce > 5
    assert low.fair.effect < low.robust.effect - 5
    usual = effect(units(((30, 70.0, 500.0), (200, 78.0, 500.0))), units(*others))
    assert abs(usual.expected_bounce) < 1


# edge cases


def test_no_rows_are_too_few():
    empty = BeforeAfter(Answers(0, np.nan, np.nan), Answers(0, np.nan, np.nan))
    for controls in (nobody(), units(((50, 60.0, 400.0), (50, 61.0, 400.0)))):
        found = effect(empty, controls)
        assert found.verdict is Verdict.TOO_FEW
        assert (found.missing_before, found.missing_after) == (20, 20)
        assert np.isnan(
            [found.before, found.change.difference, found.fair.effect, found.expected_bounce]
        ).all()


def test_no_answers_after_the_start_are_too_few():
    treated = BeforeAfter(Answers(50, 60.0, 400.0), Answers(0, np.nan, np.nan))
    found = effect(treated, units(((50, 60.0, 400.0), (50, 61.0, 400.0))))
    assert found.verdict is Verdict.TOO_FEW
    assert (found.before, found.missing_before, found.missing_after) == (60, 0, 20)
    assert np.isnan([found.after, found.fair.effect, found.simple.difference]).all()


def test_one_answer_is_too_few_and_tells_how_many_are_missing():
    found = effect(
        units(((1, 50.0, np.nan), (30, 70.0, 400.0))), units(((50, 60.0, 400.0), (1, 61.0, np.nan)))
    )
    assert found.verdict is Verdict.TOO_FEW
    assert (found.missing_before, found.missing_after) == (19, 0)
    assert found.change.difference == 20
    assert np.isnan([found.change.lo, found.change.hi]).all()


@pytest.mark.parametrize(("n", "verdict"), [(19, Verdict.TOO_FEW), (20, Verdict.IMPROVED)])
@pytest.mark.parametrize("side", [0, 1])
def test_the_verdict_begins_with_the_twentieth_answer_of_each_window(n, verdict, side):
    windows = [(200, 40.0, 100.0), (200, 80.0, 100.0)]
    windows[side] = (n, *windows[side][1:])
    others = [((200, 50.0 + i, 100.0), (200, 50.0 + i, 100.0)) for i in range(-8, 8)]
    assert effect(units(tuple(windows)), units(*others)).verdict is verdict


def test_equal_answers_are_no_certainty():
    others = units(*[((50, 60.0, 0.0), (50, 60.0, 0.0))] * 4)
    found = effect(units(((50, 60.0, 0.0), (50, 61.0, 0.0))), others)
    assert found.pooled_var == 25
    assert found.change.lo < 1 < found.change.hi
    assert found.simple.lo < found.simple.difference < found.simple.hi
    assert found.fair.lo < 0 < found.fair.hi


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (75.0, Verdict.UP_NO_COMPARISON),
        (45.0, Verdict.DOWN_NO_COMPARISON),
        (62.0, Verdict.UNCLEAR_NO_COMPARISON),
    ],
)
def test_without_a_comparison_the_reason_stays_open(after, verdict):
    found = effect(units(((100, 60.0, 400.0), (100, after, 400.0))), nobody())
    assert found.verdict is verdict
    assert np.isnan([found.fair.effect, found.robust.lo, found.simple.difference, found.before_fair]).all()


def test_one_comparison_unit_is_allowed_and_leaves_the_interval_wide():
    treated, other = ((150, 60.0, 400.0), (150, 70.0, 400.0)), ((100, 62.0, 400.0), (100, 62.0, 400.0))
    one, many = effect(units(treated), units(other)), effect(units(treated), units(*[other] * 8))
    assert one.controls == 1
    assert one.verdict is Verdict.NO_EVIDENCE_YET
    assert one.fair.hi - one.fair.lo > 1.4 * (many.fair.hi - many.fair.lo)
    assert many.verdict is Verdict.IMPROVED


def test_comparison_units_without_answers_in_both_windows_are_left_out():
    kept = ((50, 62.0, 400.0), (60, 61.0, 400.0))
    treated = units(((50, 60.0, 400.0), (50, 66.0, 400.0)))
    gone = [((0, np.nan, np.nan), (40, 10.0, 400.0)), ((40, 10.0, 400.0), (0, np.nan, np.nan))]
    one, other = effect(treated, units(kept)), effect(treated, units(gone[0], kept, gone[1]))
    assert other.controls == 1
    assert other.fair == one.fair
    only_gone = effect(treated, units(*gone))
    assert only_gone.controls == 0
    assert only_gone.verdict is Verdict.UNCLEAR_NO_COMPARISON


def test_a_large_shift_of_everyone_is_not_the_action():
    others = [((400, 60.0 + i, 400.0), (400, 75.0 + i, 400.0)) for i in range(10)]
    found = effect(units(((900, 64.0, 400.0), (900, 79.0, 400.0))), units(*others))
    assert found.change.lo > 10
    assert found.verdict is Verdict.NO_MEANINGFUL_CHANGE


@pytest.mark.parametrize(
    ("gain", "verdict"),
    [
        (0.0, Verdict.NO_MEANINGFUL_CHANGE),
        (2.5, Verdict.NO_EVIDENCE_YET),
        (-2.5, Verdict.NO_EVIDENCE_YET),
        (6.0, Verdict.IMPROVED),
        (-6.0, Verdict.WORSE),
    ],
)
def test_an_interval_that_leaves_room_for_a_real_change_is_no_proof_of_none(gain, verdict):
    others = [((400, 60.0 + i, 400.0), (400, 60.0 + i, 400.0)) for i in range(10)]
    found = effect(units(((500, 64.5, 400.0), (500, 64.5 + gain, 400.0))), units(*others))
    assert found.verdict is verdict


def test_what_makes_no_sense_is_refused():
    one = units(((50, 60.0, 400.0), (50, 66.0, 400.0)))
    with pytest.raises(ValueError, match="positive"):
        effect(one, nobody(), delta=0)
    with pytest.raises(ValueError, match="one treated unit"):
        effect(nobody(), one)
    with pytest.raises(ValueError, match="between 0 and 1"):
        effect(one, nobody(), conf=95)
