"""A small bank with feedback, comments, tags and actions of both regions, each piece named after its region."""

import datetime as dt
import shutil
from pathlib import Path

import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.cube import View
from mot.domain.improvements import Content, Plan, Stage
from mot.domain.moments import Cause, Judgement, Kind, Principle, Visibility
from mot.domain.slides import Slide
from mot.domain.survey import Step
from mot.ingest.draft import SourceFile
from mot.reports.slides import ahead, diagnosis, methods, moments, plan, promised, results, trends
from mot.reports.slides.asked import Asked
from mot.services import actions
from mot.services import moments as tags
from mot.storage import database, institution, people
from tests.conftest import BANK, NORTH, SOUTH
from tests.reports.slides.surveys import ADA, BEFORE, NOW
from tests.services.service_samples import NORTH_NAMES, SOUTH_NAMES, bring_in, workbook
from tests.services.service_samples import people as rows_of

LIN = Actor("lin", "林", Role.MANAGER, Scope(NORTH))
MEI = Actor("mei", "梅", Role.MANAGER, Scope(SOUTH))
CHEN = Actor("chen", "陈", Role.LEADER)
QUEUE, COUNTER = 2, 3
COMPOSERS = (trends, diagnosis, moments, promised, results, ahead, plan, methods)
NORTHERN = ("北", "老城", "North", "Old Town")  # what only stands where the North is told of
PLANNED = dt.date(2026, 5, 2)


def worked(template: Path, home: Path) -> sa.Engine:
    """Four files of two quarters, five tags, four actions."""
    shutil.copyfile(template, home / "mot.db")
    engine = database.connect(f"sqlite:///{home / 'mot.db'}")
    with engine.begin() as tx:
        institution.save_pack(tx, BANK)
        for person in (ADA, LIN, MEI, CHEN):
            people.put(tx, person)
    for month in (3, 5, 8):
        for region, names in (("北区", NORTH_NAMES), ("南区", SOUTH_NAMES)):
            bring_in(engine, ADA, _file(region, names, month))
    _tag_and_plan(engine)
    return engine


def _file(region: str, names: tuple[str, ...], month: int) -> SourceFile:
    """Answers of a month; every third person says of the queue where they are."""
    rows = rows_of(names, each=40, seed=month, month=month, first=1000 * month, prefix=region)
    for number, row in enumerate(rows):
        row[7] = f"排队等候太久，{region}第{number}位" if number % 3 == 0 else None
    return SourceFile(f"{region}{month}月.xlsx", workbook(rows))


def judgement(kind: Kind, note: str, *causes: Cause, steps: tuple[Step, ...] = ()) -> Judgement:
    return Judgement(kind, causes, steps, (Principle.COMMUNICATION,), None, note, Visibility.NETWORK)


def content(title: str, *branches: int) -> Content:
    """An action at the queue from the tenth of June on, judged on the first of September."""
    scheme = Plan(QUEUE, frozenset(branches), dt.date(2026, 6, 10), dt.date(2026, 9, 1), 3)
    return Content(title, scheme, due=dt.date(2026, 7, 31), stage=Stage.UNDER_WAY, owner_name="赵敏")


def _tag_and_plan(engine: sa.Engine) -> None:
    now, before = View(NOW), View(BEFORE)
    weak = judgement(Kind.WEAK, "南湖午间只开一个窗口。", Cause.RESOURCES, steps=(Step.EXPLORE,))
    tags.tag(engine, LIN, now, QUEUE, judgement(Kind.WEAK, "北门没有导引。", Cause.PROCESS), branch=1)
    south = tags.tag(engine, MEI, now, QUEUE, weak, branch=3)
    tags.tag(engine, MEI, now, COUNTER, judgement(Kind.DELIGHT, "新区把材料清单贴在门口。"), branch=4)
    tags.tag(engine, MEI, before, QUEUE, judgement(Kind.WEAK, "码头缺人手。", Cause.RESOURCES), branch=5)
    tags.tag(engine, ADA, now, COUNTER, judgement(Kind.WEAK, "南北都慢。", Cause.PROCESS, Cause.PRODUCT))
    actions.create(engine, LIN, content("北区叫号分流", 1), today=PLANNED)
    actions.create(engine, MEI, content("南区叫号分流", 3), moments=(south.id,), today=PLANNED)
    actions.create(engine, ADA, content("两地联动", 2, 4), today=PLANNED)
    later = Plan(COUNTER, frozenset({4}), dt.date(2026, 11, 2), dt.date(2027, 3, 31))
    actions.create(engine, MEI, Content("南区预约办理", later), today=PLANNED)


def every(asked: Asked) -> tuple[Slide, ...]:
    """The slides of all sections that are made of work, plans and rules."""
    return tuple(slide for module in COMPOSERS for slide in module.compose(asked))
