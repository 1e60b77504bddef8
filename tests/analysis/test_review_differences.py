"""One snapshot against another: numbers, sentences and what lies behind them."""

from dataclasses import replace

import pytest

from mot.analysis.review_differences import (
    Carried,
    Differences,
    FactChange,
    News,
    PlaceChange,
    SentenceChange,
    SettingChange,
    SourceChange,
    Turn,
    differences,
    named,
    news,
)
from mot.domain.reviews import Content, Fact
from mot.domain.slides import Deck, Slide
from mot.domain.survey import Name
from mot.locale.sentences import reviews as said
from mot.locale.words import Locale
from tests.analysis.review_samples import AT, FACTS, PLACES, SOURCES, content, deck, gap

ZH, EN = Locale("zh"), Locale("en")
FROZEN = content()


def against(
    new: Content, old: Content = FROZEN, texts: dict[str, dict[tuple[str, str], str]] | None = None
) -> Differences:
    why = news(
        old.basis,
        sources=new.basis.sources,
        settings=new.basis.settings,
        product=new.basis.product_version,
        places=named(new.basis),
        replaced={11: 12},
    )
    return differences(old, new, texts or {}, numbers=(1, 2), why=why)


def test_two_snapshots_of_the_same_do_not_differ() -> None:
    later = replace(FROZEN, basis=replace(FROZEN.basis, made_at=AT.replace(hour=9), data_version=9))
    found = against(later)
    assert not found
    assert not found.why
    assert not News()


def test_a_number_tells_what_it_was_and_what_it_is_with_its_people() -> None:
    moved = gap(1, -0.84, -0.89, -0.79, "likely_weak", 3158)
    found = against(content(tuple(moved if f == FACTS[3] else f for f in FACTS)))
    assert found.facts == (FactChange(FACTS[3], moved),)
    (change,) = found.facts
    assert change.turn is Turn.CHANGED
    assert (
        said.fact_change(ZH, change, FROZEN.basis) == "取号排队的差距由 −0.86 变为 −0.84（3,101 → 3,158 人）"
    )
    assert said.fact_change(EN, change, FROZEN.basis) == (
        "Queueing: the gap went from −0.86 to −0.84 (3,101 → 3,158 people)"
    )
    assert said.finding_change(ZH, change, FROZEN.basis) == "取号排队由“薄弱时刻”变为“可能薄弱”"


def test_numbers_that_come_go_or_are_hidden_say_so_and_never_what_is_hidden() -> None:
    hidden = gap(1, None, None, None, "suppressed")
    came = Fact("results", "action:9", "effect", 0.1, -0.1, 0.3, 40, "no_evidence_yet")
    kept = tuple(hidden if f == FACTS[3] else f for f in FACTS if f != FACTS[4])
    found = against(content((*kept, came)))
    assert [(c.fact.subject, c.turn) for c in found.facts] == [
        ("touchpoint:1", Turn.CHANGED),
        ("action:9", Turn.NEW),
        ("touchpoint:2", Turn.GONE),
    ]
    told = [said.fact_change(ZH, change, FROZEN.basis) for change in found.facts]
    assert told == [
        "取号排队的差距原为 −0.86，现不再显示",
        "编号 9的效果为 +0.10，上一快照未显示",
        "柜台办理的差距原为 −0.30，现不再显示",
    ]
    both = FactChange(hidden, replace(hidden, status="no_responses"))
    assert said.fact_change(ZH, both, FROZEN.basis) == "取号排队的差距在两次快照中都不显示"


def test_a_change_behind_the_decimals_stays_what_it_was() -> None:
    nearly = FactChange(FACTS[3], replace(FACTS[3], value=-0.861, n=3102))
    assert said.fact_change(ZH, nearly, FROZEN.basis) == "取号排队的差距仍为 −0.86（3,101 → 3,102 人）"
    assert said.finding_change(ZH, nearly, FROZEN.basis) == ""


def test_the_same_number_in_two_sections_is_two_numbers() -> None:
    other = replace(FACTS[3], section="heat", value=-0.5)
    found = against(content((*FACTS, replace(other, value=-0.4))), content((*FACTS, other)))
    assert [(c.fact.section, c.old and c.old.value, c.fact.value) for c in found.facts] == [
        ("heat", -0.5, -0.4)
    ]


def test_what_lies_behind_it_came_went_or_changed() -> None:
    batch, tag, action, closed = SOURCES
    late = replace(batch, number=13, title="晚到.xlsx", size=57)
    sources = (late, replace(action, version=3, state="closed"), replace(closed, version=4))
    found = against(content(sources=sources, settings={"delta": 7.5, "n_status": 12.0}, product="1.1")).why
    assert found.sources == (
        SourceChange(Turn.GONE, batch, batch, 12),
        SourceChange(Turn.GONE, tag, tag),
        SourceChange(Turn.NEW, late),
        SourceChange(Turn.CHANGED, sources[1], action),
        SourceChange(Turn.CHANGED, sources[2], closed),
    )
    assert [c.answers for c in found.sources[:3]] == [-3101, 0, 57]
    assert found.settings == (
        SettingChange("delta", 5.0, 7.5),
        SettingChange("n_suppress", 10, None),
        SettingChange("n_status", None, 12.0),
    )
    assert [said.source_change(ZH, change) for change in found.sources] == [
        "文件 三季度.xlsx（第 11 次导入，3,101 份答卷）已由第 12 次导入替换",
        "标记“取号排队”（第 2 号）已撤回",
        "晚到文件 晚到.xlsx（第 13 次导入）新增 57 份答卷",
        "行动“弹性窗口”（第 4 号）由“进行中”变为“已结案”",
        "行动“回访话术培训”（第 5 号）有修改",
    ]
    assert found.product is not None
    assert said.product_change(EN, found.product) == "The product went from version 1.0 to 1.1"
    assert (
        said.setting_change(EN, found.settings[1])
        == "The setting “Hide below this many answers” went from 10 to –"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            SourceChange(Turn.GONE, SOURCES[0], SOURCES[0]),
            "三季度.xlsx (import number 11) was undone: 3,101 responses fewer",
        ),
        (
            SourceChange(Turn.CHANGED, SOURCES[0], replace(SOURCES[0], size=3000)),
            "三季度.xlsx (import number 11): 3,000 responses counted, now 3,101 do",
        ),
        (SourceChange(Turn.CHANGED, SOURCES[1], SOURCES[1]), "The tag “取号排队” (No. 2) was changed"),
        (SourceChange(Turn.NEW, SOURCES[2]), "The action “弹性窗口” (No. 4) was added"),
    ],
)
def test_every_turn_of_a_source_is_a_sentence(change: SourceChange, told: str) -> None:
    assert said.source_change(EN, change) == told


def test_places_that_come_go_or_are_renamed_are_told() -> None:
    renamed = replace(PLACES[0], name=Name("取号与排队", "Queue"))
    later = replace(FROZEN.basis, touchpoints=(renamed, *PLACES[2:]), branches=FROZEN.basis.branches[:1])
    found = against(replace(FROZEN, basis=later)).why.places
    assert found == (
        PlaceChange(Turn.GONE, "branch", "南湖支行", ""),
        PlaceChange(Turn.CHANGED, "touchpoint", "取号排队", "取号与排队"),
        PlaceChange(Turn.GONE, "touchpoint", "柜台办理", ""),
    )
    assert said.place_change(ZH, found[1]) == "触点取号排队改名为取号与排队"


def test_sentences_that_the_product_writes_otherwise_are_told_and_words_over_them_reported() -> None:
    later = content(
        decks={"zh": deck("zh", "柜台最弱"), "en": Deck("en", (Slide("title", "title", "", "Review"),))}
    )
    texts = {
        "zh": {("gaps", "title"): "我的标题", ("gaps", "line.0"): "我的句子"},
        "en": {("gaps", "title"): "My title"},
    }
    found = against(later, texts=texts)
    assert found.sentences[0] == SentenceChange("zh", "gaps", "title", "Queueing", "柜台最弱")
    assert {(s.language, s.field, s.new) for s in found.sentences[1:]} == {
        ("en", "title", ""), ("en", "line.0", ""), ("en", "line.1", ""),
    }  # fmt: skip
    assert found.carried == (
        Carried("zh", "gaps", "title", "我的标题", "Queueing", "柜台最弱"),
        Carried("en", "gaps", "title", "My title", "Queueing", None),
    )
    assert said.carried(ZH, found.carried[0]) == "改写保留不变，但原句已有变化"
    assert said.carried(ZH, found.carried[1]) == "原句在新快照中已不存在，这处改写不再显示"
