"""A bank that is hard to draw: 200 branches and 30 touchpoints with long names, and branches that three people know."""

import csv
import io
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Region, Step, Touchpoint
from mot.ingest.direction import HIGH_IS_BEST, KEY
from mot.ingest.draft import Decisions, SourceFile
from mot.services import imports, startup
from mot.services.people import local_actor
from mot.settings import Settings
from mot.storage import institution

BRANCHES, TOUCHPOINTS, REGIONS = 200, 30, 8
STEPS = tuple(s for s in Step if s is not Step.NONE)
FIVE = tuple(d for d in Dimension if d is not Dimension.NONE)
STAGES = ("到店与等候", "沟通与需求了解", "业务办理全过程", "离店之后的跟进")


def bank() -> Institution:
    """Names of twenty Chinese letters, and English ones of forty."""
    return Institution(
        name=Name(
            "江城商业银行股份有限公司江南新区管理部",
            "Jiangcheng Commercial Bank Corporation, Jiangnan New Area",
        ),
        industry="bank",
        regions=tuple(
            Region(
                i + 1,
                f"r{i}",
                Name(f"江南新区第{i + 1}片区零售业务管理中心", f"Retail Management Centre of Area {i + 1}"),
            )
            for i in range(REGIONS)
        ),
        branches=tuple(
            Branch(
                i + 1,
                f"b{i:03d}",
                Name(
                    f"江城商业银行高新开发区第{i + 1:03d}号营业部",
                    f"High-Tech Development Zone Business Office {i + 1:03d}",
                ),
                i % REGIONS + 1,
            )
            for i in range(BRANCHES)
        ),
        touchpoints=tuple(
            Touchpoint(
                i + 1,
                f"t{i:02d}",
                Name(
                    f"第{i + 1:02d}项大额存单与理财到期提醒服务",
                    f"Reminder of maturing deposits and funds no. {i + 1:02d}",
                ),
                Name(STAGES[i * len(STAGES) // TOUCHPOINTS], f"Stage {i * len(STAGES) // TOUCHPOINTS + 1}"),
                FIVE[i % len(FIVE)],
                STEPS[i % len(STEPS)],
            )
            for i in range(TOUCHPOINTS)
        ),
        channels=(Label(1, "c1", Name("柜面", "Counter")),),
    )


def _feedback(there: Institution, quarter_month: str, seed: int) -> bytes:
    """Thirty people at most branches, three at every tenth; the gap grows from touchpoint to touchpoint."""
    rng = np.random.default_rng(seed)
    out = io.StringIO()
    write = csv.writer(out)
    pairs = [f"{kind}-{t.name.zh}" for t in there.touchpoints for kind in ("期望", "感知")]
    write.writerow(["答卷编号", "网点", "日期", "渠道", "总体满意度", *pairs])
    shift = np.linspace(0.2, -1.0, TOUCHPOINTS)
    number = 0
    for branch in there.branches:
        size = 3 if branch.id % 10 == 0 else 30
        expected = np.clip(np.rint(rng.normal(4.2, 0.6, (size, TOUCHPOINTS))), 1, 5)
        seen = np.clip(np.rint(expected + rng.normal(shift, 0.7, (size, TOUCHPOINTS))), 1, 5)
        for e, p in zip(expected.astype(int), seen.astype(int), strict=True):
            number += 1
            rated = [value for pair in zip(e, p, strict=True) for value in pair]
            day = f"{quarter_month}-{number % 28 + 1:02d}"
            write.writerow([f"{seed}-{number}", branch.name.zh, day, "柜面", round(p.mean()), *rated])
    return out.getvalue().encode()


def stored(home: Path) -> sa.Engine:
    """A database with two quarters of this bank."""
    settled = Settings(data_dir=home, database_url="", demo=False)  # type: ignore[call-arg]
    engine, there = startup.prepare(settled), bank()
    with engine.begin() as tx:
        institution.save_pack(tx, there)
    actor, sure = local_actor(), Decisions(answers={KEY: HIGH_IS_BEST})
    for month, seed in (("2026-05", 1), ("2026-08", 2)):
        source = SourceFile(f"反馈_{month}.csv", _feedback(there, month, seed))
        imports.commit(engine, actor, imports.preview(engine, actor, source, sure))
    return engine
