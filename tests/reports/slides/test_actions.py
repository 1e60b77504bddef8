"""Actions on slides: what was promised, what became of it, what comes next; nothing is claimed that is not certain."""

import datetime as dt
import math
from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.analysis.effects import Stand, Verdict
from mot.domain.improvements import Stage
from mot.domain.slides import Slide
from mot.locale.sentences import effects as sentences
from mot.reports.slides import action_table, ahead, promised, results, work
from mot.services import actions, moments, verdicts
from tests.reports.slides.surveys import BEFORE, EN, TODAY, ask, both
from tests.reports.slides.work_samples import ADA, CHEN, LIN, MEI


def column(slide: Slide, key: str) -> list[object]:
    assert slide.table is not None
    at = [c.key for c in slide.table.columns].index(key)
    return [row[at] for row in slide.table.rows]


def test_promised_is_what_had_begun_and_was_open_in_the_quarter(worked: sa.Engine) -> None:
    (slide,) = both(promised.compose, ask(worked, actor=MEI))
    assert column(slide, "title") == ["南区叫号分流", "两地联动"]
    assert column(slide, "branches") == ["South Lake", "New District and 1 other branch"]
    assert column(slide, "due") == ["2026-07-31"] * 2
    assert column(slide, "owner") == ["赵敏"] * 2
    assert column(slide, "stage") == ["Under way, overdue"] * 2
    assert slide.table.tones[0][6] == "weak"
    assert slide.title == "2 actions were promised: 2 are under way; 2 overdue"


def test_what_was_closed_before_the_quarter_is_not_promised_any_more(
    worked: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = work.actions_of(ask(worked, actor=MEI))
    for day, there in ((dt.datetime(2026, 6, 30, tzinfo=dt.UTC), False), (TODAY, True)):
        at = day if isinstance(day, dt.datetime) else dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
        closed = replace(first, content=replace(first.content, stage=Stage.CLOSED), closed_at=at)
        monkeypatch.setattr(work, "actions_of", lambda asked, one=closed: (one,))
        slides = promised.compose(ask(worked, actor=MEI))
        assert bool(slides) is there
    assert slides[0].title == "1 action was promised: 1 is done"


def test_a_plan_for_later_is_not_promised_yet(worked: sa.Engine) -> None:
    assert promised.compose(ask(worked, actor=MEI, quarter=BEFORE.previous, earlier=BEFORE.shifted(-3))) == ()


def test_many_actions_go_on_on_a_second_slide(worked: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(worked, actor=MEI)
    first = work.actions_of(asked)[0]
    many = tuple(replace(first, id=number) for number in range(1, 31))
    monkeypatch.setattr(work, "actions_of", lambda asked: many)
    for module, rows in ((promised, action_table.ROWS), (ahead, ahead.ROWS)):
        slides = module.compose(asked)
        assert [s.key for s in slides] == [module.KEY, f"{module.KEY}-2"]
        assert [len(s.table.rows) for s in slides] == [rows] * 2
        assert slides[1].table.note == f"Shown are the first {2 * rows} of 30; the appendix has all."
        assert len(slides[0].data[0].rows) == 30


def test_effects_are_those_of_the_service(worked: sa.Engine) -> None:
    (slide,) = both(results.compose, ask(worked, actor=ADA))
    found = verdicts.verdicts(worked, ADA, TODAY)
    told = {one.content.title: found[one.id] for one in actions.actions(worked, ADA)}
    shown = [told[str(title)] for title in column(slide, "title")]
    assert column(slide, "verdict") == [sentences.short(EN, j) for j in shown]
    assert slide.chart is not None
    effects = [j for j in shown if j.told]
    assert effects
    assert slide.chart.columns["change"] == tuple(j.effect for j in effects)
    assert slide.chart.columns["lo"] == tuple(j.lo for j in effects)
    assert slide.chart.columns["change_text"] == tuple(EN.signed(j.effect, 2) for j in effects)
    assert [row[8:10] for row in slide.data[0].rows] == [(j.n_before, j.n_after) for j in shown]
    assert "南区预约办理" not in column(slide, "title")  # it has not begun


def test_an_effect_has_a_colour_and_a_sentence_only_when_certain(
    worked: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(worked, actor=MEI)
    one = next(o for o in work.actions_of(asked) if o.content.title == "南区叫号分流")
    usual = work.judged(asked)[one.id]
    for verdict, interim, state, sentence in (
        (Verdict.IMPROVED, False, "above", True),
        (Verdict.IMPROVED, True, "above", True),
        (Verdict.NO_EVIDENCE_YET, False, "unclear", False),
        (Verdict.WORSE, False, "weak", True),
    ):
        judged = replace(
            usual, stand=Stand.JUDGED, verdict=verdict, interim=interim, effect=0.31, lo=0.1, hi=0.5
        )
        monkeypatch.setattr(work, "judged", lambda asked, j=judged: {one.id: j})
        (slide,) = results.compose(asked)
        assert slide.chart.columns["state"] == (state,)
        assert bool(slide.lines) is sentence
        assert ("interim" in column(slide, "verdict")[0]) is interim
        assert ("Interim" in " ".join(slide.lines)) is (interim and sentence)
        assert ("shown to work" in slide.title) is (verdict is Verdict.IMPROVED and not interim)


def test_an_action_with_branches_beyond_the_review_has_a_verdict_and_no_number(worked: sa.Engine) -> None:
    everywhere = {row[1]: row for row in results.compose(ask(worked, actor=CHEN))[0].data[0].rows}
    south = {
        row[1]: row for row in results.compose(ask(worked, actor=CHEN, branches=(3, 4, 5)))[0].data[0].rows
    }
    assert everywhere["两地联动"][5] is not None
    assert south["两地联动"][5:10] == (None,) * 5
    assert not any(letter.isdigit() for letter in str(south["两地联动"][4]))
    mine = {row[1]: row for row in results.compose(ask(worked, actor=MEI))[0].data[0].rows}
    assert south["南区叫号分流"] == mine["南区叫号分流"], (
        "what a reader of the South may know of the comparison"
    )


def test_what_began_after_the_review_or_was_dropped_is_no_result(
    worked: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(worked, actor=LIN)
    (first, *_) = work.actions_of(asked)
    dropped = replace(first, content=replace(first.content, stage=Stage.DROPPED))
    monkeypatch.setattr(work, "actions_of", lambda asked: (dropped,))
    assert results.compose(asked) == ()


def test_what_began_after_the_quarter_is_no_result_of_it(worked: sa.Engine) -> None:
    earlier = BEFORE.previous
    assert results.compose(ask(worked, actor=MEI, quarter=BEFORE, earlier=earlier))
    assert results.compose(ask(worked, actor=MEI, quarter=earlier, earlier=earlier.previous)) == ()


def test_what_comes_next_is_open_and_in_the_order_of_judgement(worked: sa.Engine) -> None:
    (slide,) = both(ahead.compose, ask(worked, actor=MEI))
    assert column(slide, "title") == ["南区叫号分流", "两地联动", "南区预约办理"]
    assert column(slide, "evaluate") == ["2026-09-01", "2026-09-01", "2027-03-31"]
    assert slide.title == (
        "3 actions go on, 2 to be judged by the end of Q4 2026; weak moments without an action: 1"
    )
    assert slide.lines[0] == "Without an action yet: Queueing (Harbour)."


def test_weak_moments_that_nobody_tagged_are_worth_tagging(two_quarters: sa.Engine) -> None:
    (slide,) = both(ahead.compose, asked := ask(two_quarters))
    found = moments.suggestions(two_quarters, ADA, asked.view)
    assert slide.title == "No action is under way or planned for Q4 2026"
    assert slide.lines[0].startswith("Weak and not tagged yet: ")
    assert EN.signed(found[0].gap, 2) in slide.lines[0]
    assert slide.table is None


def test_without_actions_and_tags_there_is_nothing(three_people: sa.Engine, perceptions: sa.Engine) -> None:
    for engine in (three_people, perceptions):
        for compose in (promised.compose, results.compose, ahead.compose):
            assert compose(ask(engine)) == ()


def test_a_number_that_is_not_there_is_not_drawn(worked: sa.Engine) -> None:
    (slide,) = results.compose(ask(worked, actor=ADA))
    for column_ in slide.chart.columns.values():
        assert not any(isinstance(v, float) and math.isnan(v) for v in column_)
