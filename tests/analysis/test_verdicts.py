"""What the answers say of an action: numbers against sums over single answers, and every state of the judging."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from scipy import stats

from mot.analysis.books import Books
from mot.analysis.effects import Outlook, Stand, Verdict, judge
from mot.domain.cube import Cube
from mot.domain.improvements import Plan
from mot.domain.thresholds import Thresholds
from mot.stats.effects import effect
from mot.stats.windows import Answers, BeforeAfter
from tests.analysis.month_samples import survey
from tests.analysis.survey_maker import FIVE, SEVEN, answers, institution

MONTHS = tuple(202601 + i for i in range(9))
PLAN = Plan(101, frozenset({1}), dt.date(2026, 4, 10), dt.date(2026, 8, 1), comparison=frozenset({2, 3, 4}))
BEFORE, AFTER = (202601, 202602, 202603), (202605, 202606, 202607)
DAY = dt.date(2026, 9, 30)
SMALL = Thresholds(n_suppress=5)


def months(people=40, gain=0.0, branches=range(1, 5), *, only=MONTHS, scale=SEVEN, asked=True, low=0.0):
    """Every month `people` at each branch; branch 1 gains `gain` points after April and lies `low` lower before."""
    parts, raw = [], {}
    for at, month in enumerate(only):
        for branch in branches:
            shift = -0.5 if branch > 1 else -0.5 + (gain if month > 202604 else -low)
            count = people(month, branch) if callable(people) else people
            if not count:
                continue
            e, p = answers(100 * at + branch, count, 1, shift=shift, scale=scale)
            raw[month, branch] = (e[:, 0], p[:, 0])
            parts.append(survey(month, e if asked else None, p, branch=branch, scale=scale))
    return parts, raw


def opened(parts, *, own=None, rules=None, version=1) -> Books:
    bank = institution(branches=12, touchpoints=1)
    told = Cube.join(parts)
    if own is not None:
        bank = dataclasses.replace(bank, branches=tuple(b for b in bank.branches if b.id in own))
        told = Cube(
            *(
                getattr(told, name).select(branch=list(own))
                for name in ("cells", "rollups", "moments", "outcomes")
            )
        )
    return Books(version, bank, rules or Thresholds(), told)


def judged(parts, plan=PLAN, today=DAY, **options):
    books = opened(parts, **options)
    return judge(books, books, plan, today)


def pooled(raw, branch, window, width=6):
    gaps = np.concatenate([raw[m, branch][1] - raw[m, branch][0] for m in window if (m, branch) in raw])
    return gaps[~np.isnan(gaps)] * 100 / width


def unit_of(raw, branches, window, width=6):
    groups = [pooled(raw, b, window, width) for b in branches]
    return Answers([len(g) for g in groups], [g.mean() for g in groups], [g.var(ddof=1) for g in groups])


# numbers


def test_the_numbers_are_those_of_the_single_answers():
    parts, raw = months(gain=0.8)
    found = judged(parts)
    before, after = pooled(raw, 1, BEFORE), pooled(raw, 1, AFTER)
    assert (found.n_before, found.n_after) == (len(before), len(after))
    point = 6 / 100  # one of POMP in points of the scale
    got = [found.before, found.after, found.change]
    assert got == pytest.approx(
        [x * point for x in (before.mean(), after.mean(), after.mean() - before.mean())]
    )
    welch = stats.ttest_ind(after, before, equal_var=False).confidence_interval()
    assert [found.change_lo, found.change_hi] == pytest.approx([welch.low * point, welch.high * point])
    plain = stats.t.interval(0.95, len(before) - 1, before.mean(), stats.sem(before))
    assert [found.before_lo, found.before_hi] == pytest.approx([x * point for x in plain])
    controls = BeforeAfter(unit_of(raw, (2, 3, 4), BEFORE), unit_of(raw, (2, 3, 4), AFTER))
    want = effect(BeforeAfter(unit_of(raw, (1,), BEFORE), unit_of(raw, (1,), AFTER)), controls)
    assert [found.effect, found.lo, found.hi, found.expected_bounce] == pytest.approx(
        [x * point for x in (want.fair.effect, want.fair.lo, want.fair.hi, want.expected_bounce)]
    )
    assert found.verdict is want.verdict is Verdict.IMPROVED
    assert found.controls == 3
    everyone = np.concatenate([pooled(raw, b, BEFORE) for b in (2, 3, 4)])
    assert found.compared_before == pytest.approx(everyone.mean() * point)


def test_several_branches_count_as_all_their_answers_together():
    parts, raw = months(gain=0.8)
    found = judged(parts, dataclasses.replace(PLAN, branches=frozenset({1, 2}), comparison=frozenset({3, 4})))
    both = np.concatenate([pooled(raw, b, AFTER) for b in (1, 2)])
    assert (found.n_after, found.after) == (len(both), pytest.approx(both.mean() * 0.06))
    assert found.controls == 2


def test_answers_on_two_scales_are_compared_in_percent():
    parts, raw = months(gain=0.8)
    five, raw_five = months(gain=0.6, branches=[1, 2, 3, 4], scale=FIVE)
    found = judged(parts + five)
    before = np.concatenate([pooled(raw, 1, BEFORE), pooled(raw_five, 1, BEFORE, 4)])
    assert found.unit.scale is None
    assert (found.n_before, found.before) == (len(before), pytest.approx(before.mean()))
    assert found.stand is Stand.JUDGED


def test_the_month_of_the_start_counts_nowhere():
    parts, _ = months(gain=0.8)
    calm = judged(parts)
    wild, _ = months(gain=0.8, people=lambda month, branch: 300 if month == 202604 else 40)
    one = judged(wild)
    assert (calm.before, calm.after, calm.n_after) == (one.before, one.after, one.n_after)


def test_seasonal_plans_look_at_the_same_months_of_the_year_before():
    last_year = tuple(month - 100 for month in AFTER)
    parts, raw = months(only=(*last_year, *MONTHS))
    found = judged(parts, dataclasses.replace(PLAN, seasonal=True))
    assert found.before_months == last_year
    assert found.before == pytest.approx(pooled(raw, 1, last_year).mean() * 0.06)


def test_perceptions_are_compared_where_no_expectation_was_asked():
    parts, raw = months(gain=0.8, asked=False)
    found = judged(parts, dataclasses.replace(PLAN, target=-5.0))
    assert not found.paired
    assert found.before == pytest.approx(np.concatenate([raw[m, 1][1] for m in BEFORE]).mean())
    assert np.isnan(found.target)


def test_expectations_that_are_no_longer_asked_do_not_pass_for_a_change():
    early, raw = months(only=MONTHS[:4])
    late, raw_late = months(only=MONTHS[4:], asked=False)
    found = judged(early + late)
    assert not found.paired
    assert found.after == pytest.approx(np.concatenate([raw_late[m, 1][1] for m in AFTER]).mean())
    assert found.before == pytest.approx(np.concatenate([raw[m, 1][1] for m in BEFORE]).mean())


def test_the_target_is_told_in_the_unit_shown():
    parts, _ = months()
    assert judged(parts, dataclasses.replace(PLAN, target=-5.0)).target == pytest.approx(-0.3)


# states


def test_before_its_first_day_an_action_is_not_judged():
    parts, _ = months(gain=0.8)
    found = judged(parts, today=dt.date(2026, 4, 9))
    assert (found.stand, found.verdict, found.started) == (Stand.NOT_STARTED, Verdict.TOO_FEW, False)
    assert not found.told
    assert found.n_before


def test_without_answers_after_the_start_it_is_too_early():
    parts, _ = months(only=MONTHS[:4])
    found = judged(parts, today=dt.date(2026, 5, 20))
    assert (found.stand, found.n_after, found.missing_after) == (Stand.TOO_EARLY, 0, 20)
    assert (found.outlook, found.expected) == (Outlook.NONE_COMING, None)


def test_it_is_interim_until_the_day_of_judgement_and_the_end_of_the_window():
    parts, _ = months()
    assert judged(parts, today=dt.date(2026, 7, 31)).interim
    assert not judged(parts, today=dt.date(2026, 8, 1)).interim
    early = dataclasses.replace(PLAN, evaluate=dt.date(2026, 6, 1))
    assert judged(parts, early, today=dt.date(2026, 7, 31)).interim


def test_answers_on_another_scale_are_no_comparison():
    early, _ = months(only=MONTHS[:4])
    late, _ = months(only=MONTHS[4:], scale=FIVE)
    found = judged(early + late)
    assert (found.stand, found.verdict) == (Stand.OTHER_SCALE, Verdict.TOO_FEW)
    assert not found.told


@pytest.mark.parametrize(
    ("gain", "verdict"),
    [
        (0.9, Verdict.UP_NO_COMPARISON),
        (-0.9, Verdict.DOWN_NO_COMPARISON),
        (0.0, Verdict.UNCLEAR_NO_COMPARISON),
    ],
)
def test_without_comparison_branches_the_change_is_told_and_no_effect(gain, verdict):
    parts, _ = months(people=60, gain=gain)
    found = judged(parts, dataclasses.replace(PLAN, comparison=frozenset()))
    assert (found.verdict, found.controls, found.told) == (verdict, 0, False)
    assert not np.isnan(found.change_lo)


def test_without_stored_ones_all_other_active_branches_are_compared():
    parts, _ = months()
    assert judged(parts, dataclasses.replace(PLAN, comparison=None)).controls == 3


# what is missing


def test_answers_that_come_in_slowly_are_expected_on_a_day():
    """Two a week: 20 after about ten weeks, within the window of three months."""
    parts, _ = months(people=lambda month, branch: 40 if branch > 1 or month < 202604 else 8, only=MONTHS[:6])
    found = judged(parts, today=dt.date(2026, 6, 30), rules=SMALL)
    assert (found.n_after, found.missing_after, found.verdict) == (16, 4, Verdict.TOO_FEW)
    assert found.outlook is Outlook.COMING
    assert found.expected == dt.date(2026, 7, 16)  # 61 days brought 16


def test_answers_that_will_not_come_in_time_are_not_promised():
    parts, _ = months(people=lambda month, branch: 40 if branch > 1 or month < 202605 else 3, only=MONTHS[:6])
    found = judged(parts, today=dt.date(2026, 6, 30), rules=SMALL)
    assert (found.missing_after, found.outlook, found.expected) == (14, Outlook.TOO_SLOW, None)


def test_once_the_window_has_ended_nothing_more_is_expected():
    parts, _ = months(people=lambda month, branch: 40 if branch > 1 or month < 202604 else 5)
    found = judged(parts, rules=SMALL)
    assert (found.n_after, found.outlook) == (15, Outlook.OVER)


def test_too_few_to_be_shown_are_too_few_to_be_counted():
    parts, _ = months(people=lambda month, branch: 40 if branch > 1 or month < 202604 else 3)
    found = judged(parts)
    assert found.verdict is Verdict.TOO_FEW
    assert (found.n_after, found.missing_after, found.missing_exact, found.expected) == (
        None,
        20,
        False,
        None,
    )
    assert found.outlook is Outlook.UNTOLD
    assert np.isnan([found.after, found.after_lo, found.change, found.effect]).all()
    assert found.n_before == 120


# luck


def test_the_worst_of_thirty_equal_branches_comes_back_and_is_not_called_improved():
    """A hundred times the lowest of thirty equal branches is chosen and nothing is done."""
    rng = np.random.default_rng(7)
    rose = improved = 0
    for _ in range(100):
        before, after = (rng.normal(-10, 22 / np.sqrt(30), 30) for _ in range(2))
        lowest = int(before.argmin())
        rest = np.arange(30) != lowest

        def side(means, who):
            return Answers(np.full(who.sum(), 30), means[who], np.full(who.sum(), 22.0**2))

        one, others = (BeforeAfter(side(before, who), side(after, who)) for who in (~rest, rest))
        found = effect(one, others)
        rose += found.change.difference > 0
        improved += found.verdict is Verdict.IMPROVED
    assert rose > 90
    assert improved <= 5


# readers


def test_a_reader_of_one_branch_gets_the_verdict_of_all_and_no_number_of_the_others():
    parts, _ = months(people=60, gain=0.9, branches=range(1, 9))
    plan = dataclasses.replace(PLAN, comparison=frozenset(range(2, 9)))
    network, own = opened(parts), opened(parts, own={1})
    whole, mine = judge(network, network, plan, DAY), judge(network, own, plan, DAY)
    assert (mine.verdict, mine.effect, mine.lo, mine.hi) == (whole.verdict, whole.effect, whole.lo, whole.hi)
    assert mine.controls == 7
    assert not mine.controls_known
    assert np.isnan([mine.compared_before, mine.compared_after]).all()
    assert not np.isnan(whole.compared_before)
    assert (mine.before, mine.n_before) == (whole.before, whole.n_before)


@pytest.mark.parametrize(("outside", "controls"), [(4, 0), (5, 5)])
def test_fewer_than_five_branches_outside_the_scope_do_not_count(outside, controls):
    parts, _ = months(people=60, gain=0.9, branches=range(1, 2 + outside))
    plan = dataclasses.replace(PLAN, comparison=frozenset(range(2, 13)))  # the others have no answers
    found = judge(opened(parts), opened(parts, own={1}), plan, DAY)
    assert found.controls == controls
    assert found.verdict is (Verdict.IMPROVED if controls else Verdict.UP_NO_COMPARISON)


def test_who_sees_only_some_of_the_branches_gets_verdict_and_effect_alone():
    parts, _ = months(people=60, gain=0.9, branches=range(1, 10))
    plan = dataclasses.replace(PLAN, branches=frozenset({1, 2}), comparison=frozenset(range(3, 10)))
    network = opened(parts)
    whole, mine = judge(network, network, plan, DAY), judge(network, opened(parts, own={1}), plan, DAY)
    assert not mine.whole
    assert (mine.verdict, mine.effect, mine.hi) == (whole.verdict, whole.effect, whole.hi)
    assert (mine.n_before, mine.n_after, mine.missing_after) == (None, None, None)
    numbers = [mine.before, mine.after, mine.change, mine.change_lo, mine.before_lo, mine.expected_bounce]
    assert np.isnan(numbers).all()
    assert mine.series.empty
    assert mine.outlook is Outlook.UNTOLD


def test_a_window_that_tells_a_small_month_keeps_its_numbers_to_itself():
    """April has 6 answers; the quarter from April less May and June, the months after, would tell them."""
    parts, _ = months(
        people=lambda month, branch: 6 if month == 202604 and branch == 1 else 40, only=MONTHS[:6]
    )
    plan = dataclasses.replace(PLAN, window=2)
    found = judged(parts, plan)
    assert found.hidden
    assert (found.n_after, found.n_before) == (None, 80)
    assert np.isnan([found.after, found.change, found.change_hi]).all()
    assert found.missing_after == 0
    assert found.told  # the effect mixes in the answers of the others
    open_one, _ = months(only=MONTHS[:6])
    assert judged(open_one, plan).n_after == 80


# the quarters around


def test_the_quarters_around_the_start_are_those_of_the_pages():
    parts, raw = months(gain=0.8)
    found = judged(parts).series
    assert found["first"].tolist() == [202601, 202604, 202607]
    assert found["side"].tolist() == ["before", "start", "after"]
    third = pooled(raw, 1, (202607, 202608, 202609))
    assert found["value"].iloc[-1] == pytest.approx(third.mean() * 0.06)
    assert found["n"].iloc[-1] == len(third)


def test_a_quarter_that_pages_hide_is_hidden_here():
    parts, _ = months(people=lambda month, branch: 2 if month < 202604 and branch == 1 else 40)
    row = judged(parts).series.iloc[0]
    assert row[["value", "lo", "hi", "n"]].isna().all()
