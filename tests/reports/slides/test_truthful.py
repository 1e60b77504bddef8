"""What slides say of a quarter whatever it is compared with, and whether it is over."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from mot.analysis import comparing
from mot.analysis.effects import Judged
from mot.domain.slides import Slide
from mot.reports.slides import SLIDES, ahead, findings, results, trends
from mot.reports.slides.asked import Asked
from mot.services import comparison, overview
from tests.analysis.survey_maker import FIVE, answers, cube
from tests.reports.slides.surveys import ADA, BEFORE, EN, NOW, ZH, ask, bank, people, stored


def _every(asked: Asked) -> list[Slide]:
    return [slide for section in SLIDES for slide in section.compose(asked)]


@pytest.mark.parametrize("there", ["two_quarters", "worked", "demo"])
def test_the_size_of_a_change_that_may_be_none_is_not_told(
    there: str, request: pytest.FixtureRequest
) -> None:
    asked = ask(request.getfixturevalue(there))
    found = overview.overview(asked.engine, ADA, asked.view)
    moves = comparing.overall(found, BEFORE, asked.books.thresholds)
    lines = trends.compose(asked)[0].lines[:2]
    for line, moved in zip(lines, moves, strict=True):
        assert ("a change of" in line) == moved.clear
        assert ("no clear change since Q2 2026" in line) == (not moved.clear)


def test_both_kinds_of_change_occur(demo: sa.Engine) -> None:
    told = trends.compose(ask(demo))[0].lines
    assert any("a change of" in line for line in told)
    assert any("no clear change" in line for line in told)


def test_a_quarter_before_the_eight_is_not_said_to_be_empty(two_quarters: sa.Engine) -> None:
    first = trends.compose(ask(two_quarters, earlier=NOW.shifted(-9)))[0]
    assert first.title == "Q2 2024 lies before the eight quarters shown, so no overall change is told"
    assert not [line for line in first.lines if "change" in line]


def test_a_quarter_that_was_asked_otherwise_is_not_said_to_have_no_gap(two_quarters: sa.Engine) -> None:
    asked = ask(two_quarters)
    found = comparison.comparison(two_quarters, ADA, asked.view, BEFORE)
    without = replace(found, moves=found.moves.iloc[:0])
    said = "Touchpoints were asked otherwise in Q2 2026, so no change is told."
    assert findings.movement(asked, without) == said
    empty = replace(without, before=replace(found.before, frame=found.before.frame.iloc[:0]))
    assert findings.movement(asked, empty) == "There is no gap of Q2 2026 to compare with."


@pytest.mark.parametrize(("locale", "said"), [(EN, "the quarter is not over yet"), (ZH, "本季尚未结束")])
def test_every_slide_of_a_quarter_that_goes_on_says_so(demo: sa.Engine, locale, said: str) -> None:
    during = replace(ask(demo, locale), today=NOW.last_day)
    slides = _every(during)
    for slide in slides:
        assert said in (slide.footnote or slide.lines[-1]), slide.key
    after = replace(ask(demo, locale), today=NOW.shifted(1).last_day)
    assert not [slide.key for slide in _every(after) if said in slide.footnote + "".join(slide.lines)]


def test_another_scale_than_in_the_comparison_quarter_is_told_wherever_changes_are(
    sqlite_template: Path, tmp_path: Path
) -> None:
    e, p = answers(2, 160, 4, scale=FIVE)
    before = cube(e, p, branch=np.repeat([1, 2, 3, 4], 40), quarter=BEFORE, scale=FIVE)
    mixed = stored(sqlite_template, tmp_path, people(4, 40, 4, shift=-1.2), before, bank=bank(4, 4))
    asked = ask(mixed)
    said = "Q2 2026 was asked on another scale (1–5, now 1–7): part of a change may come from that."
    assert [said in " ".join(slide.lines) for slide in trends.compose(asked)] == [True, True]
    found = comparison.comparison(mixed, ADA, asked.view, BEFORE)
    assert findings.movement(asked, found).endswith(said)


def test_the_same_scale_is_no_news(two_quarters: sa.Engine, demo: sa.Engine) -> None:
    told = [line for there in (two_quarters, demo) for slide in _every(ask(there)) for line in slide.lines]
    assert not [line for line in told if "another scale" in line]


def test_what_is_only_probably_weak_is_not_called_weak(sqlite_template: Path, tmp_path: Path) -> None:
    thin = stored(sqlite_template, tmp_path, people(3, 5, 4), bank=bank(3, 4))
    found = overview.overview(thin, ADA, ask(thin).view)
    assert set(found.now.frame["status"]) == {"likely_weak"}
    (line,) = ahead.compose(ask(thin))[0].lines
    assert line.startswith("Probably weak and not tagged yet: ")


def test_what_is_surely_weak_is_called_so(demo: sa.Engine) -> None:
    asked = ask(demo)
    sure = overview.overview(demo, ADA, asked.view).now.frame
    names = {str(asked.touchpoints[int(n)].en) for n in sure.loc[sure["status"] == "weak", "touchpoint"]}
    (line,) = [one for one in ahead.compose(asked)[0].lines if "not tagged yet" in one]
    assert line.startswith("Weak and not tagged yet: ")
    told = line.removeprefix("Weak and not tagged yet: ").split(", ")
    assert {one.rpartition(" −")[0] for one in told} <= names


@pytest.mark.parametrize("picked_low", [True, False])
def test_speakers_are_told_what_would_have_come_back_by_itself(
    worked: sa.Engine, monkeypatch: pytest.MonkeyPatch, picked_low: bool
) -> None:
    asked = ask(worked)
    real = results.work.judged(asked)

    def judged(_: Asked) -> dict[int, Judged]:
        return {n: replace(one, bounce_matters=picked_low, expected_bounce=0.21) for n, one in real.items()}

    monkeypatch.setattr(results.work, "judged", judged)
    (slide,) = results.compose(asked)
    told = [one for one in results.reported(asked) if one[1].told]
    assert told
    assert slide.notes.count("come back by themselves") == (len(told) if picked_low else 0)
    assert ("about 0.21 points" in slide.notes) == picked_low
