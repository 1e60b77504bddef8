"""The questionnaire of the measurements: a bank, a workbook of any length, and the same as a draft."""

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import sqlalchemy as sa
import xlsxwriter

from mot.domain.batches import Counts
from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Region, Scale, Touchpoint
from mot.ingest.draft import Answers, Decisions, Draft, Reference, Responses
from mot.storage import database, institution

BRANCHES = 12
TOUCHPOINTS = 20
MONTHS = 24
FIRST_DAY = dt.date(2024, 1, 1)
SCALE = Scale(1, 5)

BANK = Institution(
    name=Name("测速银行", "Bench Bank"),
    industry="bank",
    regions=(Region(1, "all", Name("全部", "All")),),
    branches=tuple(
        Branch(i + 1, f"b{i:02d}", Name(f"第{i:02d}支行", f"Branch {i:02d}"), 1) for i in range(BRANCHES)
    ),
    touchpoints=tuple(
        Touchpoint(
            i + 1,
            f"t{i:02d}",
            Name(f"触点{i:02d}", f"Touchpoint {i:02d}"),
            Name(f"阶段{i // 5}", f"Stage {i // 5}"),
            list(Dimension)[i % 5],
        )
        for i in range(TOUCHPOINTS)
    ),
    channels=(Label(1, "counter", Name("网点", "Counter")),),
    segments=(Label(1, "retail", Name("个人", "Retail")),),
    step_names=(),
)


def fresh(url: str) -> sa.Engine:
    """A migrated database with the bank and no feedback."""
    engine = database.connect(url)
    database.migrate(engine)
    with engine.begin() as tx:
        if institution.is_empty(tx):
            institution.save_pack(tx, BANK)
    return engine


def ratings(respondents: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Expectations and perceptions, respondents × touchpoints, on 1 to 5."""
    rng = np.random.default_rng(seed)
    shape = (respondents, TOUCHPOINTS)
    expected = np.clip(np.rint(rng.normal(4.2, 0.8, shape)), 1, 5).astype(np.int16)
    perceived = np.clip(np.rint(expected - 0.4 + rng.normal(0, 1, shape)), 1, 5).astype(np.int16)
    return expected, perceived


def write_workbook(path: Path, respondents: int) -> None:
    """One row per respondent, paired columns, as a survey tool exports it."""
    expected, perceived = ratings(respondents)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("答卷")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    header = ["答卷编号", "网点", "日期", "渠道", "客群", "总体满意度", "NPS", "意见"]
    header += [f"{kind}-{touchpoint.name.zh}" for touchpoint in BANK.touchpoints for kind in ("期望", "感知")]
    sheet.write_row(0, 0, header)
    both = np.stack([expected, perceived], axis=2).reshape(respondents, -1).tolist()
    for i, row in enumerate(both):
        comment = "排队太久" if i % 7 == 0 else ""
        sheet.write_row(i + 1, 0, [f"R{i:06d}", BANK.branches[i % BRANCHES].name.zh])
        sheet.write_datetime(i + 1, 2, dt.datetime(2025, 1, 1) + dt.timedelta(days=i % 90), day)
        sheet.write_row(i + 1, 3, ["网点", "个人", row[0], min(10, row[1] * 2), comment])
        sheet.write_row(i + 1, 8, row)
    book.close()


def workbook(folder: Path, respondents: int) -> Path:
    """The workbook of this length, written once and kept."""
    path = folder / f"feedback-{respondents}.xlsx"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(".part")
        write_workbook(begun, respondents)
        begun.rename(path)
    return path


def draft(respondents: int) -> Draft:
    """Respondents spread evenly over 24 months and 12 branches: any number fills the same cells."""
    expected, perceived = ratings(respondents)
    spot = np.arange(respondents) % (MONTHS * BRANCHES)
    month = spot // BRANCHES
    first = np.array(
        [
            (dt.date(FIRST_DAY.year + m // 12, 1 + m % 12, 15) - dt.date(1970, 1, 1)).days
            for m in range(MONTHS)
        ]
    )
    told = Responses(
        row=np.arange(2, respondents + 2, dtype=np.int32),
        day=first[month].astype(np.int32),
        branch=(spot % BRANCHES).astype(np.int32),
        channel=np.zeros(respondents, dtype=np.int32),
        segment=np.zeros(respondents, dtype=np.int32),
        overall=expected[:, 0].copy(),
        nps=(perceived[:, 0] * 2).astype(np.int16),
        duration=np.full(respondents, -1, dtype=np.int32),
        quality=np.zeros(respondents, dtype=np.int8),
        respondent=pa.array([f"{i:032x}" for i in range(respondents)]),
        comment=pa.array([""] * respondents),
    )
    answers = tuple(
        Answers(t, np.ascontiguousarray(expected[:, t]), np.ascontiguousarray(perceived[:, t]))
        for t in range(TOUCHPOINTS)
    )
    return Draft(
        file_name=f"{respondents}.xlsx",
        sha256=f"{respondents:064x}",
        content=b"",
        sheets=("答卷",),
        sheet="答卷",
        layout="wide",
        layout_confidence=1.0,
        fingerprint="bench",
        columns=(),
        decisions=Decisions(),
        scale=SCALE,
        overall_scale=SCALE,
        branches=tuple(Reference(b.code, b.name.zh) for b in BANK.branches),
        touchpoints=tuple(Reference(t.code, t.name.zh) for t in BANK.touchpoints),
        channels=(Reference("counter", "网点"),),
        segments=(Reference("retail", "个人"),),
        responses=told,
        answers=answers,
        issues=(),
        set_aside=(),
        counts=Counts(respondents, respondents, 2 * respondents * TOUCHPOINTS),
    )
