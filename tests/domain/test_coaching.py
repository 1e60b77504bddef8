"""Every step of every industry has a whole card, in both languages, without a sentence said twice."""

import re
from collections import Counter

import pytest

from mot.domain.coaching import EXERCISE_MINUTES, STEPS, card_of, load_cards, step_names
from mot.domain.packs import PACKS, load_step_presets
from mot.domain.survey import Institution, Name, Step

HAN = re.compile(r"[一-鿿]")
CARDS = [card for industry in PACKS for card in load_cards(industry)]
HALF_WIDTH = re.compile(r"[一-鿿][,;:?!.]|[,;:?!.][一-鿿]|\"")


@pytest.fixture(params=CARDS, ids=[f"{c.industry}-{c.step}" for c in CARDS])
def card(request):
    return request.param


def test_every_industry_has_a_card_for_each_step():
    assert [(c.industry, c.step) for c in CARDS] == [(i, step) for i in PACKS for step in STEPS]
    assert set(STEPS) == set(Step) - {Step.NONE}


def test_a_card_is_whole(card):
    assert 3 <= len(card.good) <= 4
    assert 4 <= len(card.questions) <= 5
    assert 3 <= len(card.slips) <= 4
    assert len(card.exercise.turns) >= 3


def test_the_exercise_takes_ten_minutes(card):
    assert sum(turn.minutes for turn in card.exercise.turns) == EXERCISE_MINUTES
    assert all(turn.minutes >= 1 for turn in card.exercise.turns)


def test_every_text_is_there_in_both_languages(card):
    for text in card.texts():
        assert HAN.search(text.zh), text
        assert not HALF_WIDTH.search(text.zh), text.zh
        assert re.search("[A-Za-z]", text.en), text
        assert not HAN.search(text.en), text.en
        assert not re.search("[，。？！；]", text.en), text.en


def test_sentences_end_as_sentences_do(card):
    for text in (card.aim, *card.good, *card.slips, *(turn.text for turn in card.exercise.turns)):
        assert text.zh.endswith(("。", "？”", "。”")), text.zh
        assert text.en.endswith((".", "?”", ".”")), text.en
    for text in card.questions:
        assert text.zh.endswith(("？", "。")), text.zh
        assert text.en.endswith(("?", ".")), text.en
    asked = [text for text in card.questions if "？" in text.zh and "?" in text.en]
    assert len(asked) >= len(card.questions) - 2


def test_no_sentence_is_said_twice():
    for language in ("zh", "en"):
        said = Counter(text.in_language(language).casefold() for card in CARDS for text in card.texts())
        assert [text for text, times in said.items() if times > 1] == []


def test_cards_carry_the_names_that_the_institution_gives_its_steps():
    short = dict(load_step_presets()[1].steps)
    named = Institution(Name("示例"), "bank", step_names=((Step.CONFIRM, short[Step.CONFIRM]),))
    assert step_names(named)[Step.CONFIRM].zh == "行动"
    assert step_names(named)[Step.EXPLORE].zh == "探询需求", "the usual name where there is no own one"
    assert list(step_names(named)) == list(STEPS)


def test_an_industry_without_cards_gets_those_of_the_bank():
    assert load_cards("library") == load_cards("bank")


def test_there_is_no_card_for_no_step():
    with pytest.raises(ValueError, match="none"):
        card_of("bank", Step.NONE)
    assert card_of("hospital", Step.PROPOSE).exercise.name.zh == "讲给奶奶听"
