"""Tagged moments stand on slides as they were frozen, and nobody reads of branches that are not theirs."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.moments import Kind
from mot.reports.slides import moments, moments_quotes, work
from mot.services import comments
from mot.services import moments as tags
from tests.reports.slides.surveys import ADA, BEFORE, ask, both, values
from tests.reports.slides.work_samples import CHEN, MEI, NORTHERN, QUEUE, every

SOUTH = (3, 4, 5)


def column(slide, key: str) -> list[object]:
    at = [c.key for c in slide.table.columns].index(key)
    return [row[at] for row in slide.table.rows]


def test_gap_interval_and_n_are_those_that_were_frozen(worked: sa.Engine) -> None:
    slide, *_ = both(moments.compose, ask(worked, actor=MEI))
    frozen = [m for m in tags.moments(worked, MEI) if m.evidence]
    assert sorted(zip(column(slide, "gap"), column(slide, "n"), strict=True)) == sorted(
        (m.evidence.numbers["gap"], m.evidence.numbers["n"]) for m in frozen
    )
    (data,) = slide.data
    assert {row[5:7] for row in data.rows} == {
        (m.evidence.numbers["lo"], m.evidence.numbers["hi"]) for m in frozen
    }


def test_the_quarter_comes_first_then_older_ones_that_are_open(worked: sa.Engine) -> None:
    slide, *_ = moments.compose(ask(worked, actor=MEI))
    assert column(slide, "quarter") == ["26Q3", "26Q3", "26Q2"]
    assert column(slide, "kind") == ["Weak moment", "Delight", "Weak moment"]
    assert slide.title == "2 moments tagged this quarter, 1 of them weak; 1 older still open"
    assert slide.lines == ("Worth copying, Counter (New District): 新区把材料清单贴在门口。",)


def test_a_review_of_an_earlier_quarter_knows_no_later_tag(worked: sa.Engine) -> None:
    slide, *_ = moments.compose(ask(worked, actor=MEI, quarter=BEFORE, earlier=BEFORE.previous))
    assert column(slide, "quarter") == ["26Q2"]


@pytest.mark.parametrize("actor", [MEI, ADA, CHEN], ids=lambda one: one.login)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_review_about_the_south_holds_nothing_of_the_north(
    worked: sa.Engine, actor: Actor, language: str
) -> None:
    """Whoever makes it: those who see no more than the South may read it."""
    asked = ask(worked, actor=actor, branches=SOUTH)
    told = [v for v in values(every(asked.in_language(replace(asked.locale, language=language)))) if v]
    assert len(told) > 200
    for text in told:
        assert not any(name in str(text) for name in NORTHERN), text


def test_whoever_sees_the_north_reads_of_it(worked: sa.Engine) -> None:
    """Else the test above would find nothing whatever the slides held."""
    told = " ".join(str(v) for v in values(every(ask(worked, actor=ADA))))
    for mark in ("北门没有导引", "北区叫号分流", "北区8月.xlsx", "南北都慢", "Old Town"):
        assert mark in told
    assert moments.compose(ask(worked, branches=(1, 2)))[-1].lines[0].count("北区第")


def test_a_hidden_gap_stays_hidden_with_its_n(worked: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(worked, actor=MEI)
    hide(monkeypatch, asked)
    slide, *_ = moments.compose(asked)
    assert column(slide, "gap") == column(slide, "n") == [None] * 3
    assert set(column(slide, "interval")) == {""}
    assert {row[4:8] for row in slide.data[0].rows} == {(None,) * 4}


def hide(monkeypatch: pytest.MonkeyPatch, asked) -> None:
    found = [one for one in asked.ask(tags.moments) if one.evidence]
    hidden = tuple(
        replace(one, evidence=replace(one.evidence, numbers=dict(one.evidence.numbers) | {"n": None}))
        for one in found
    )
    monkeypatch.setattr(work, "tags", lambda asked: hidden)


def test_many_tags_go_on_on_a_second_slide_and_say_what_is_left_out(
    worked: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(worked, actor=MEI)
    first = work.tags(asked)[0]
    monkeypatch.setattr(work, "tags", lambda asked: (first,) * 20)
    slides = [s for s in moments.compose(asked) if s.table]
    assert [s.key for s in slides] == ["moments", "moments-2"]
    assert [len(s.table.rows) for s in slides] == [8, 8]
    assert slides[1].table.note == "Shown are the first 16 of 20; the appendix has all."
    assert len(slides[0].data[0].rows) == 20


def test_a_long_note_is_cut_on_the_slide_and_whole_behind_it(
    worked: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(worked, actor=MEI)
    first = work.tags(asked)[0]
    long = replace(first, judgement=replace(first.judgement, note="很长的说明" * 100))
    monkeypatch.setattr(work, "tags", lambda asked: (long,))
    slide, *_ = moments.compose(asked)
    (note,) = column(slide, "note")
    assert note.endswith("…")
    assert len(note) <= 48
    assert slide.data[0].rows[0][9] == long.judgement.note


def test_a_gap_of_another_scale_says_so(worked: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(worked, actor=MEI)
    first = work.tags(asked)[0]
    other = replace(first, evidence=replace(first.evidence, unit="0-10"))
    monkeypatch.setattr(work, "tags", lambda asked: (other,))
    assert column(moments.compose(asked)[0], "interval")[0].endswith("(other scale: 0–10)")


def test_quotes_are_what_the_service_shows_and_none_twice(worked: sa.Engine) -> None:
    (slide,) = both(moments_quotes.quotes, ask(worked, actor=MEI))
    shown = comments.comments(worked, MEI, ask(worked).view, QUEUE).texts
    said = [line.partition("“")[2].removesuffix("”") for line in slide.lines]
    assert 1 <= len(said) <= 4
    assert len(set(said)) == len(said)
    assert set(said) <= set(shown)
    assert all("南区" in text for text in said)


def test_who_may_not_read_comments_gets_no_quote(worked: sa.Engine) -> None:
    class Deaf(Actor):
        def may(self, permission: Permission) -> bool:
            return permission is not Permission.READ_COMMENTS and Actor.may(self, permission)

    deaf = Deaf(MEI.login, MEI.name, MEI.role, MEI.scope)
    assert moments_quotes.quotes(ask(worked, actor=MEI))
    assert moments_quotes.quotes(ask(worked, actor=deaf)) == ()


def test_hidden_comments_stay_hidden(worked: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(worked, actor=MEI)
    kept_back = comments.Comments(("x",), ("x",), 1, hidden=True)
    monkeypatch.setattr(type(asked), "ask", _answering(type(asked).ask, comments.comments, kept_back))
    assert moments_quotes.quotes(asked) == ()


def _answering(ask, service, answer):
    return lambda self, asked, *args, **options: (
        answer if asked is service else ask(self, asked, *args, **options)
    )


def test_without_tags_there_is_no_table(two_quarters: sa.Engine, three_people: sa.Engine) -> None:
    assert moments.compose(ask(two_quarters)) == ()
    assert moments.compose(ask(three_people)) == ()


def test_tags_of_a_kind_are_known() -> None:
    assert set(moments.TONES) == set(moments.ORDER) == set(Kind)
