"""A small frozen review, made by hand: every kind of finding once."""

import datetime as dt

from mot.domain.periods import Quarter
from mot.domain.reviews import Basis, Content, Fact, Place, Source
from mot.domain.slides import Deck, Slide
from mot.domain.survey import Name

EARLIER = Quarter(2026, 2)
AT = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
PLACES = (
    Place(1, "queue", Name("取号排队", "Queueing"), ("排队取号", "排队")),
    Place(2, "counter", Name("柜台办理", "Counter service")),
    Place(3, "mobile", Name("手机银行", "Mobile banking")),
    Place(4, "lobby", Name("网点环境", "Branch lobby")),
    Place(5, "advice", Name("理财咨询", "Investment advice")),
    Place(6, "complaint", Name("投诉处理", "Complaint handling")),
    Place(7, "callback", Name("回访跟进", "Follow-up call")),
)
BRANCHES = (
    Place(1, "n1", Name("北门支行", "North Gate Branch"), ("北门",)),
    Place(3, "s1", Name("南湖支行", "South Lake Branch")),
)


def gap(
    number: int, value: float | None, lo: float | None, hi: float | None, status: str, n: int = 3101
) -> Fact:
    return Fact(
        "gaps", f"touchpoint:{number}", "gap", value, lo, hi, n if value is not None else None, status
    )


def moved(number: int, value: float | None, lo: float | None, hi: float | None, status: str) -> Fact:
    return Fact(
        "gaps", f"touchpoint:{number}", "change", value, lo, hi, 3101 if value is not None else None, status
    )


FACTS = (
    Fact("summary", "overall", "gap", -0.40, -0.45, -0.35, 3758),
    Fact("summary", "overall", "answers", 3758.0),
    Fact("trends", "overall", "change", 0.02, -0.01, 0.05, 3758, "unclear"),
    gap(1, -0.86, -0.91, -0.81, "weak"),
    gap(2, -0.30, -0.35, -0.25, "likely_weak"),
    gap(3, 0.35, 0.30, 0.40, "delight"),
    gap(4, -0.02, -0.05, 0.01, "meets"),
    gap(5, -0.10, -0.25, 0.05, "unclear", 60),
    gap(6, None, None, None, "suppressed"),
    gap(7, -0.84, -0.95, -0.73, "weak", 140),
    moved(1, 0.03, -0.04, 0.10, "unclear"),
    moved(2, 0.20, 0.12, 0.28, "up"),
    moved(3, -0.15, -0.22, -0.08, "down"),
    moved(4, 0.01, -0.03, 0.05, "unclear"),
    moved(5, 0.06, -0.10, 0.22, "unclear"),
    moved(6, None, None, None, "unclear"),
    moved(7, -0.05, -0.20, 0.10, "unclear"),
    Fact("results", "action:4", "effect", 0.05, -0.10, 0.20, 80, "no_evidence_yet"),
    Fact("results", "action:5", "effect", 0.30, 0.15, 0.45, 90, "improved"),
)
SOURCES = (
    Source("batch", 11, "三季度.xlsx", 1, "committed", AT, 3101, "ab"),
    Source("moment", 2, "取号排队", 1, "weak", AT, digest="cd"),
    Source("action", 4, "弹性窗口", 2, "under_way", AT),
    Source("action", 5, "回访话术培训", 3, "closed", AT),
)


def deck(language: str, title: str = "Queueing", line: str = "It falls short.") -> Deck:
    return Deck(
        language,
        (
            Slide("title", "title", "", "Review"),
            Slide("gaps", "gaps", "", title, (line, "Another line.")),
        ),
    )


def content(
    facts: tuple[Fact, ...] = FACTS,
    sources: tuple[Source, ...] = SOURCES,
    *,
    decks: dict[str, Deck] | None = None,
    settings: dict[str, float] | None = None,
    product: str = "1.0",
    branches: tuple[Place, ...] = BRANCHES,
    comparison: Quarter = EARLIER,
) -> Content:
    basis = Basis(
        quarter=Quarter(2026, 3),
        comparison=comparison,
        everything=True,
        branches=branches,
        touchpoints=PLACES,
        sources=sources,
        settings={"delta": 5.0, "n_suppress": 10} if settings is None else settings,
        unit="likert5",
        decimals=2,
        responses=3758,
        data_version=7,
        product_version=product,
        today=AT.date(),
        made_at=AT,
        made_by="林",
        institution=Name("江城银行", "River City Bank"),
    )
    return Content(basis, facts, decks or {"zh": deck("zh"), "en": deck("en")})
