"""Reviews to begin a test with: written by hand for the small bank, without an import behind them."""

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.reviews import Content, Place, Review
from mot.domain.slides import Deck, Slide, Takeaway
from mot.domain.survey import Name
from mot.services import reviews
from tests.analysis import review_samples

NAMES = {1: "北门支行", 2: "老城支行", 3: "南湖支行", 4: "新区支行", 5: "码头支行"}
SECTIONS = ("title", "gaps", "trends", "methods")


def frozen(*branches: int) -> Content:
    """The content of a review of these branches (the South without any), in both languages."""
    places = tuple(Place(b, f"b{b}", Name(NAMES[b])) for b in branches or (3, 4, 5))
    decks = {language: _deck(language) for language in ("zh", "en")}
    return review_samples.content(branches=places, sources=(), decks=decks)


def _deck(language: str) -> Deck:
    def told(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    return Deck(
        language,
        (
            Slide("title", "title", "", told("客户体验回顾", "Review"), ("一行",)),
            Slide(
                "gaps", "gaps", "", told("取号排队最弱", "Queueing is the weakest"), ("第一句。", "第二句。"),
                (Takeaway("−0.86", told("取号排队", "Queueing"), told("低于期望", "below")),),
            ),
            Slide("trends", "trends", "", told("没有异常", "Nothing unusual")),
        ),
    )  # fmt: skip


def draft(engine: sa.Engine, actor: Actor, *branches: int) -> Review:
    """A draft by this person."""
    return reviews.store(engine, actor, frozen(*branches), title="三季度回顾", sections=SECTIONS)
