"""How tags and actions are called on slides."""

import pytest
import sqlalchemy as sa

from mot.domain.survey import Name
from mot.reports.slides import work
from tests.reports.slides.surveys import ADA, ask
from tests.reports.slides.work_samples import CHEN, MEI


@pytest.mark.parametrize(
    ("actor", "view", "branches", "said"),
    [
        (ADA, (), (1, 2, 3, 4, 5), "All branches"),
        (CHEN, (), (3, 4, 5), "South"),
        (MEI, (), (3, 4, 5), "South"),
        (MEI, (), (4,), "New District"),
        (MEI, (), (3, 5), "South Lake, Harbour"),
        (MEI, (), (1, 2, 3, 4, 5), "5 branches"),
        (CHEN, (3, 4), (3, 4, 5), "South Lake, New District and 1 other branch"),
        (MEI, (), (1,), "1 branch"),
    ],
)
def test_places_name_only_what_the_review_is_about(worked: sa.Engine, actor, view, branches, said) -> None:
    assert work.places(ask(worked, actor=actor, branches=view), branches) == said


def test_the_first_of_many_names_stands_for_them(worked: sa.Engine) -> None:
    names = [Name("甲", "A"), Name("乙", "B"), Name("丙", "C")]
    assert work.listed(ask(worked), names) == "A and 2 more"
    assert work.listed(ask(worked), names, most=3) == "A, B, C"


@pytest.mark.parametrize(
    "text", ["", "短", "Short enough", "一二三四五六七八九十" * 9, "word " * 50, "a" * 300]
)
def test_a_text_that_is_cut_fits(text: str) -> None:
    told = work.cut(text, 40)
    assert sum(2 if ord(letter) > 0x2E7F else 1 for letter in told) <= 40
    assert told.rstrip("…") in " ".join(text.split())
