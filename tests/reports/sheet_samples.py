"""A small bank with two quarters of feedback, some of it too little to be shown, and its actions."""

import datetime as dt
import shutil
from pathlib import Path

import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.branch_sheets import BranchSheet, Fair, Overall, Row, Task
from mot.domain.improvements import Content, Plan
from mot.domain.periods import Quarter
from mot.domain.reviews import Basis, Place, Review, State
from mot.domain.survey import Name
from mot.ingest.draft import SourceFile
from mot.services import actions
from mot.storage import database, institution
from tests.conftest import BANK, SOUTH
from tests.services.service_samples import EVERYWHERE, bring_in, people, workbook

ADA = Actor("ada", "Ada", Role.ADMIN)
MEI = Actor("mei", "梅", Role.MANAGER, Scope(SOUTH))
QUARTER, EARLIER = Quarter(2026, 3), Quarter(2026, 2)
TODAY = dt.date(2026, 11, 20)
FEW, THIN = 5, 4  # Harbour: three people in all · New District: four of its people rated advice
AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
LONG = "江城商业银行股份有限公司经济技术开发区支行"  # 21 letters


def stored(template: Path, folder: Path) -> sa.Engine:
    """The bank with its feedback and two actions in the South."""
    path = folder / "sheets.db"
    shutil.copyfile(template, path)
    engine = database.connect(f"sqlite:///{path}")
    with engine.begin() as tx:
        institution.save_pack(tx, BANK)
    now = [*people(EVERYWHERE[:4], each=40, seed=1), *people(EVERYWHERE[4:], each=3, seed=2)]
    thin = [row for row in now if row[1] == "新区支行"][4:]
    for row in thin:
        row[-2:] = [None, None]
    before = people(EVERYWHERE, each=30, seed=3, month=5)
    bring_in(engine, ADA, SourceFile("三季度.xlsx", workbook(now)))
    bring_in(engine, ADA, SourceFile("二季度.xlsx", workbook(before)))
    for title, branches, due in (("叫号分流", {3, 4}, dt.date(2026, 10, 1)), ("北区晨会", {1}, None)):
        plan = Plan(2, frozenset(branches), dt.date(2026, 9, 1), dt.date(2027, 6, 30))
        actions.create(engine, ADA, Content(title, plan, due=due, owner_name="周宁"), today=TODAY)
    return engine


def basis(*, names: dict[int, str] | None = None, touchpoints: int = 4, digits: int = 2) -> Basis:
    """Of a review written by hand."""
    told = names or {7: LONG}
    return Basis(
        quarter=QUARTER,
        comparison=EARLIER,
        everything=True,
        branches=tuple(Place(number, f"b{number}", Name(name)) for number, name in told.items()),
        touchpoints=tuple(
            Place(
                i, f"t{i}", Name(f"第{i}个触点的名称也可以非常长很长", f"A touchpoint with a long name {i}")
            )
            for i in range(1, touchpoints + 1)
        ),
        sources=(),
        settings={"confidence": 0.95, "n_suppress": 10, "unknown": 1.0},
        unit="1-5",
        decimals=digits,
        responses=1234,
        data_version=3,
        product_version="0.1.0",
        today=TODAY,
        made_at=AT,
        made_by="林",
        institution=Name("江城银行", "River City Bank"),
    )


def review(**changes: object) -> Review:
    """A review without content."""
    told = {
        "id": 12, "title": "三季度回顾", "quarter": QUARTER, "comparison": EARLIER, "everything": True,
        "branches": frozenset({7}), "sections": (), "state": State.DRAFT, "digest": "3f9a1c2b" * 8,
        "data_version": 3, "created_at": AT, "created_by": "lin", "updated_at": AT, "updated_by": "lin",
        "version": 1,
    }  # fmt: skip
    return Review(**{**told, **changes})  # type: ignore[arg-type]


def sheet(branch: int = 7, *, touchpoints: int = 4, signed: bool = True, tasks: int = 2) -> BranchSheet:
    """A sheet in which every finding occurs."""
    findings = (
        "weak", "likely_weak", "delight", "meets", "slightly_below", "unclear", "too_few", "suppressed",
        "no_responses",
    )  # fmt: skip
    rows = []
    for i in range(1, touchpoints + 1):
        finding = findings[i % len(findings)] if signed else "perception_only"
        if finding in ("suppressed", "no_responses"):
            rows.append(Row(i, None, None, None, None, None, None, finding, None, None, False))
            continue
        gap = -1 + 0.07 * i if signed else None
        ends = (gap - 0.2, gap + 0.2) if gap is not None else (3.9, 4.1)
        expected = 4.4 if signed else None
        rows.append(
            Row(
                i,
                40 + i,
                expected,
                4.4 + (gap or -0.4),
                gap,
                *ends,
                finding,
                gap,
                0.3 if i == 2 else 0.1,
                i == 2,
            )
        )
    overall = Overall(-0.42, -0.5, -0.3, 120, -0.6, 0.18, 0.05, 0.3, True)
    work = tuple(
        Task(i, f"第 {i} 项行动：{LONG}" * 3, 1, "under_way", "一个名字很长的负责人", TODAY, True)
        for i in range(tasks)
    )
    return BranchSheet(branch, 123, signed, overall, Fair("below", "below", 12), tuple(rows), work)
