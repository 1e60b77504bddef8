"""Reviews to begin a test with: written by hand for the small bank, and a bank to compose them from."""

import shutil
from pathlib import Path

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.reviews import Content, Place, Review
from mot.domain.slides import Deck, Slide, Takeaway
from mot.domain.survey import Name
from mot.services import reviews
from mot.storage import database, institution
from tests.analysis import review_samples
from tests.conftest import BANK
from tests.services.service_samples import NORTH_NAMES, SOUTH_NAMES, bring_in, feedback

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


def bank_with_feedback(template: Path, folder: Path, ada: Actor) -> sa.Engine:
    """The small bank in a SQLite file of one's own, with feedback of every branch in two quarters."""
    path = folder / "reviewed.db"
    shutil.copyfile(template, path)
    engine = database.connect(f"sqlite:///{path}")
    with engine.begin() as tx:
        institution.save_pack(tx, BANK)
    bring_in(engine, ada, feedback(NORTH_NAMES, name="北区.xlsx", seed=1, month=8, each=30))
    bring_in(engine, ada, feedback(SOUTH_NAMES, name="南区.xlsx", seed=2, month=8, each=30))
    bring_in(engine, ada, feedback(name="二季度.xlsx", seed=3, month=5, each=30))
    return engine
