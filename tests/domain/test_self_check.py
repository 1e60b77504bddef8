"""Five questions, one per principle, and answers that are whole."""

import re

import pytest

from mot.domain.moments import Principle
from mot.domain.self_check import HIGHEST, LOWEST, SelfCheckIncompleteError, checked, load_questions

WHOLE = dict.fromkeys(Principle, 3)


def test_there_is_one_question_per_principle_in_both_languages():
    check = load_questions()
    assert [q.principle for q in check.five] == list(Principle)
    assert len(check.answers) == HIGHEST - LOWEST + 1
    for text in (check.about, *check.answers, *(q.text for q in check.five)):
        assert re.search("[一-鿿]", text.zh)
        assert re.search("[A-Za-z]", text.en)
        assert not re.search("[一-鿿]", text.en)
    assert all(len(q.text.zh) <= 30 for q in check.five), "short enough to be read aloud"


def test_answers_come_in_the_order_of_the_principles():
    turned = dict(reversed(WHOLE.items()))
    assert list(checked(turned)) == list(Principle)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {p: 3 for p in Principle if p is not Principle.COLLABORATION},
        WHOLE | {Principle.COMMITMENT: 0},
        WHOLE | {Principle.COMMITMENT: 6},
        WHOLE | {Principle.COMMITMENT: True},
        WHOLE | {Principle.COMMITMENT: 2.5},
    ],
)
def test_what_is_not_whole_is_not_taken(answers):
    with pytest.raises(SelfCheckIncompleteError):
        checked(answers)
