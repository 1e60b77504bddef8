"""Facts: every number of a review by whose it is and what was measured, hidden ones as None."""

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from mot.analysis import comparing
from mot.domain.access import Actor
from mot.domain.reviews import Fact
from mot.reports.facts import NOT_ASKED_ALIKE, facts
from mot.reports.slides.asked import Asked
from mot.services import branches, comparison, diagnosis, drivers, moments, outcomes, overview, verdicts
from tests.reports.slides.surveys import ADA, BEFORE, NOW, TODAY, ask, people, stored
from tests.reports.slides.surveys import bank as small
from tests.reports.slides.work_samples import CHEN, MEI, worked

SOUTH = (3, 4, 5)


@pytest.fixture(scope="module")
def bank(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    engine = worked(sqlite_template, tmp_path_factory.mktemp("facts"))
    yield engine
    engine.dispose()


@pytest.fixture
def three_bank(sqlite_template: Path, tmp_path: Path) -> sa.Engine:
    return stored(sqlite_template, tmp_path, people(1, 3, 3), bank=small(1, 3, regions=1))


@pytest.fixture
def two_quarters_bank(sqlite_template: Path, tmp_path: Path) -> sa.Engine:
    told_ = (people(8, 40, 4, shift=-1.2), people(8, 40, 4, seed=2, quarter=BEFORE, shift=-0.5))
    return stored(sqlite_template, tmp_path, *told_, bank=small(8, 4))


@pytest.fixture
def perception_bank(sqlite_template: Path, tmp_path: Path) -> sa.Engine:
    told_ = (people(4, 40, 3, paired=False), people(4, 40, 3, seed=2, quarter=BEFORE, paired=False))
    return stored(sqlite_template, tmp_path, *told_, bank=small(4, 3))


def told(asked: Asked) -> dict[tuple[str, str, str], Fact]:
    found = facts(asked)
    keys = [(one.section, one.subject, one.measure) for one in found]
    assert not [key for key, n in Counter(keys).items() if n > 1]
    return dict(zip(keys, found, strict=True))


def number(value: float) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def test_the_overall_numbers_are_those_of_the_overview(bank: sa.Engine) -> None:
    found, asked = told(ask(bank)), ask(bank)
    seen = overview.overview(bank, ADA, asked.view)
    last = seen.gaps.iloc[-1]
    gap = found["summary", "overall", "gap"]
    assert (gap.value, gap.lo, gap.hi, gap.n) == (last["mean"], last["lo"], last["hi"], last["n"])
    assert found["summary", "overall", "answers"].value == seen.responses[-1] == 200
    assert found["summary", "overall", "weak"].value == seen.weak[-1]
    moved, _ = comparing.overall(seen, BEFORE, asked.books.thresholds)
    change = found["summary", "overall", "change"]
    assert (change.value, change.lo, change.hi) == (moved.change, moved.lo, moved.hi)
    assert change.status == (("up" if moved.change > 0 else "down") if moved.clear else "unclear")
    earlier = found["trends", f"quarter:{BEFORE.code}", "gap"]
    assert earlier.value == seen.gaps["mean"].iloc[-2]


def test_every_touchpoint_is_told_with_its_change(bank: sa.Engine) -> None:
    found, seen = told(ask(bank)), comparison.comparison(bank, ADA, ask(bank).view, BEFORE)
    for _, row in seen.now.frame.iterrows():
        subject = f"touchpoint:{int(row['touchpoint'])}"
        gap = found["gaps", subject, "gap"]
        assert (gap.value, gap.lo, gap.hi, gap.n) == (row["gap"], row["lo"], row["hi"], row["n"])
        assert gap.status == row["status"]
        assert found["gaps", subject, "perception"].value == row["perception"]
        assert found["gaps", subject, "expectation"].value == row["expectation"]
    for _, row in seen.moves.iterrows():
        change = found["gaps", f"touchpoint:{int(row['touchpoint'])}", "change"]
        assert (change.value, change.lo, change.hi) == (row["change"], row["lo"], row["hi"])
        assert (change.status == "unclear") == (not row["clear"])


def test_a_clear_change_says_which_way(two_quarters_bank: sa.Engine) -> None:
    found = told(ask(two_quarters_bank))
    assert found["summary", "overall", "change"].status == "down"
    assert {found["gaps", f"touchpoint:{i}", "change"].status for i in range(1, 5)} <= {"down", "unclear"}


def test_a_question_in_other_words_has_no_change_and_says_so(
    bank: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(bank)
    seen = comparison.comparison(bank, ADA, asked.view, BEFORE)
    left = int(seen.moves["touchpoint"].iloc[0])
    fewer = comparing.Comparison(seen.quarter, seen.earlier, seen.now, seen.before, seen.moves.iloc[1:])
    usual = Asked.ask
    monkeypatch.setattr(
        Asked, "ask", lambda s, f, *a, **o: fewer if f is comparison.comparison else usual(s, f, *a, **o)
    )
    change = told(asked)["gaps", f"touchpoint:{left}", "change"]
    assert (change.value, change.n, change.status) == (None, None, NOT_ASKED_ALIKE)


def test_importance_branches_steps_and_outcomes(bank: sa.Engine) -> None:
    found, view = told(ask(bank)), ask(bank).view
    for _, row in drivers.drivers(bank, ADA, view).frame.iterrows():
        one = found["priorities", f"touchpoint:{int(row['touchpoint'])}", "importance"]
        assert one.value == number(row["importance"])
        assert one.status == ((row["quadrant"] or "") if one.value is not None else "")
    for _, row in branches.branches(bank, ADA, view).frame.iterrows():
        subject = f"branch:{int(row['branch'])}"
        assert found["branches", subject, "gap"].value == number(row["value"])
        score = found["branches", subject, "score"]
        assert (score.value, score.lo, score.hi) == tuple(
            number(row[c]) for c in ("fair", "fair_lo", "fair_hi")
        )
        assert score.status == row["signal"]
        assert found["branches", subject, "answers"].value == row["n"]
    for _, row in diagnosis.diagnosis(bank, ADA, view).steps.iterrows():
        if row["touchpoints"]:
            assert found["diagnosis", f"step:{row['step']}", "gap"].value == number(row["gap"])
    for one in outcomes.outcomes(bank, ADA, view):
        assert found["trends", f"outcome:{one.code}", "score"].value == number(one.frame["value"].iloc[-1])


def test_tags_and_effects(bank: sa.Engine) -> None:
    found = told(ask(bank))
    for one in moments.moments(bank, ADA):
        fact = found["moments", f"moment:{one.id}", "gap"]
        assert (fact.value, fact.n) == (one.evidence.numbers["gap"], one.evidence.numbers["n"])
        assert fact.status == one.evidence.numbers["status"]
    judged = verdicts.verdicts(bank, ADA, TODAY)
    effects = {key: fact for key, fact in found.items() if key[2] == "effect"}
    assert effects
    for (_, subject, _), fact in effects.items():
        verdict = judged[int(subject.partition(":")[2])]
        assert (fact.value, fact.status) == (number(verdict.effect), str(verdict.verdict))


@pytest.mark.parametrize("actor", [MEI, CHEN, ADA], ids=lambda one: one.login)
def test_of_a_review_about_the_south_no_fact_is_about_the_north(bank: sa.Engine, actor: Actor) -> None:
    found = told(ask(bank, actor=actor, branches=SOUTH))
    assert {s for _, s, _ in found if s.startswith("branch:")} == {f"branch:{i}" for i in SOUTH}
    for _, row in branches.branches(bank, MEI, ask(bank).view).frame.iterrows():
        score = found["branches", f"branch:{int(row['branch'])}", "score"]
        assert score.value == number(row["fair"])  # drawn towards branches of the South alone
    of_north = {m.id for m in moments.moments(bank, ADA) if not m.branches <= set(SOUTH)}
    assert of_north
    assert not {f"moment:{i}" for i in of_north} & {s for _, s, _ in found}
    both = [f for (_, s, m), f in found.items() if m == "effect" and f.value is None]
    assert all(f.n is None and f.lo is None and f.hi is None for f in both)


def test_a_change_of_what_is_known_changes_a_fact(bank: sa.Engine) -> None:
    one, other = ask(bank), ask(bank, earlier=NOW.shifted(-2))
    assert facts(one) == facts(ask(bank))
    changed = {(a.subject, a.measure) for a, b in zip(facts(one), facts(other), strict=True) if a != b}
    assert changed
    assert {measure for _, measure in changed} == {"change"}


def test_three_people_tell_nothing_but_that_they_are_three(three_bank: sa.Engine) -> None:
    for key, fact in told(ask(three_bank)).items():
        if key[2] == "answers" and key[1] in ("overall", f"quarter:{NOW.code}"):
            assert fact.value == 3
        else:
            assert (fact.value, fact.lo, fact.hi, fact.n) == (None,) * 4, key


def test_perceptions_alone_have_no_gap(perception_bank: sa.Engine) -> None:
    found = told(ask(perception_bank))
    assert not [key for key in found if key[0] == "gaps" and key[2] in ("gap", "expectation")]
    level = found["gaps", "touchpoint:1", "perception"]
    assert level.lo < level.value < level.hi
    assert level.n == 160
    assert np.isfinite(found["summary", "overall", "change"].value)
