"""What hangs together with an import is named in words before it is undone."""

from mot.domain.dependence import Dependence
from mot.ui.history import ABOUT_UNDOING, DEPENDENTS


def test_every_kind_of_dependence_has_its_words() -> None:
    assert set(DEPENDENTS) == set(Dependence)
    for words in DEPENDENTS.values():
        assert "{number}" in words


def test_tags_verdicts_and_reviews_that_rest_on_it_are_named_before_undoing() -> None:
    assert {Dependence.TAGGED, Dependence.JUDGED, Dependence.REVIEWED} <= ABOUT_UNDOING
