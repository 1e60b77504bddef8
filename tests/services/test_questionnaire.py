"""The sample questionnaire and the ideas start from the pack and are edited from there."""

from dataclasses import replace

import pytest

from mot.domain.access import NotAllowedError
from mot.domain.packs import Idea, Lever, load_pack
from mot.domain.survey import Name
from mot.services import questionnaire, setup


@pytest.fixture
def restaurant(engine, bank, ada):
    setup.apply_pack(engine, ada, "restaurant")
    return load_pack("restaurant")


def test_every_touchpoint_of_a_pack_comes_with_its_question_and_its_ideas(engine, ada, restaurant):
    asked = questionnaire.questions(engine, ada)
    assert [q.touchpoint for q in asked] == [t.code for t in restaurant.touchpoints]
    assert all(q.expectation.zh and q.perception.en for q in asked)
    assert {i.touchpoint for i in questionnaire.ideas(engine, ada)} == {
        t.code for t in restaurant.touchpoints
    }


def test_an_edited_question_stays_and_the_others_are_untouched(engine, ada, restaurant):
    before = questionnaire.questions(engine, ada)
    changed = replace(before[0], expectation=Name("您希望多快入座？", "How soon do you hope to be seated?"))
    questionnaire.save_questions(engine, ada, [changed])
    assert questionnaire.questions(engine, ada) == (changed, *before[1:])


def test_ideas_are_kept_as_edited_and_empty_rows_are_left_out(engine, ada, restaurant):
    code = restaurant.touchpoints[0].code
    mine = Idea(code, Lever.TRAINING, Name("晨会演练三分钟", "Three-minute drill each morning"))
    questionnaire.save_ideas(engine, ada, [mine, Idea(code, Lever.PROCESS, Name(""))])
    assert questionnaire.ideas(engine, ada) == (mine,)


def test_a_manager_cannot_edit_them(engine, bank, mei):
    with pytest.raises(NotAllowedError):
        questionnaire.save_ideas(engine, mei, [])
    with pytest.raises(NotAllowedError):
        questionnaire.save_questions(engine, mei, [])
