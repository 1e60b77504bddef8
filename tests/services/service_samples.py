"""Feedback files built row by row, and every number of the product in one comparable value."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
import xlsxwriter

from mot.analysis.lens import quarters_with_data
from mot.domain.access import Actor, Scope
from mot.domain.batches import Batch
from mot.domain.cube import View
from mot.domain.issues import Severity
from mot.ingest.block import from_parquet
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services import books, gaps, imports, overview
from mot.storage import answers, cells
from mot.storage.schema import metadata, response

TOUCHPOINTS = ("网点环境", "排队等候", "柜台办理", "理财咨询")
PAIRS = tuple(f"{kind}-{name}" for name in TOUCHPOINTS for kind in ("期望", "感知"))
HEADER = ("答卷编号", "网点", "日期", "渠道", "客群", "总体满意度", "推荐意愿(0-10)", "意见", *PAIRS)
NORTH_NAMES, SOUTH_NAMES = ("北门支行", "老城支行"), ("南湖支行", "新区支行", "码头支行")
EVERYWHERE = NORTH_NAMES + SOUTH_NAMES
NONE = Decisions()


def workbook(rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> bytes:
    """An .xlsx file with one sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": dt.datetime(2026, 1, 1)})
    sheet = book.add_worksheet("反馈")
    for r, values in enumerate([header, *rows]):
        for c, value in enumerate(values):
            if value is not None:
                sheet.write(r, c, value)
    book.close()
    return out.getvalue()


def people(
    branches: Sequence[str],
    *,
    each: int = 12,
    seed: int = 1,
    first: int = 1,
    month: int = 7,
    prefix: str = "R",
) -> list[list[object]]:
    """Rows below `HEADER`: `each` people at every branch, who expect about 4 and get about 3."""
    rng = np.random.default_rng(seed)
    rows: list[list[object]] = []
    for number, branch in enumerate([b for b in branches for _ in range(each)], start=first):
        expected, got = rng.integers(3, 6, 4), rng.integers(1, 6, 4)
        pairs = [int(x) for pair in zip(expected, got, strict=True) for x in pair]
        day = dt.date(2026, month, int(rng.integers(1, 28)))
        channel, segment = ("柜面", "手机银行")[number % 2], ("个人", "对公")[number // 2 % 2]
        outcome = [
            int(rng.integers(1, 6)),
            int(rng.integers(0, 11)),
            f"第{number}条意见" if number % 3 else None,
        ]
        rows.append([f"{prefix}{seed}-{number}", branch, day, channel, segment, *outcome, *pairs])
    return rows


def feedback(branches: Sequence[str] = EVERYWHERE, *, name: str = "反馈.xlsx", **options: int) -> SourceFile:
    """A good file about some branches; `options` as of `people`."""
    return SourceFile(name, _written(tuple(branches), **options))


@cache
def _written(branches: tuple[str, ...], **options: int) -> bytes:
    return workbook(people(branches, **options))


FIGURE_HEADER = ("网点", "月份", "指标", "分子", "分母")


def figure_rows(
    branches: Sequence[str], *, month: str = "2026-07", complaints: int = 10, transactions: int = 4000
) -> list[list[object]]:
    """Rows below `FIGURE_HEADER`: complaints out of transactions, and transactions, at every branch."""
    return [
        row
        for place, branch in enumerate(branches)
        for row in (
            [branch, month, "投诉率", complaints + place, transactions],
            [branch, month, "业务量", transactions, None],
        )
    ]


def figures(
    branches: Sequence[str] = EVERYWHERE, *, name: str = "结果指标.xlsx", **options: Any
) -> SourceFile:
    """A good sheet of outcome figures about some branches; `options` as of `figure_rows`."""
    return SourceFile(name, workbook(figure_rows(branches, **options), FIGURE_HEADER))


def bring_in(engine: sa.Engine, actor: Actor, source: SourceFile, decisions: Decisions = NONE) -> Batch:
    """Preview and commit."""
    return imports.commit(engine, actor, imports.preview(engine, actor, source, decisions))


def blocking(draft: Draft) -> list[str]:
    """The codes of what blocks a draft."""
    return [issue.code for issue in draft.issues if issue.severity is Severity.BLOCKING]


def stored_counts(engine: sa.Engine, number: int) -> Mapping[str, int]:
    """What the tables hold of a batch, counted in four independent places."""
    with engine.connect() as tx:
        cube = cells.of_batch(tx, Scope(), number)
        block = from_parquet(answers.read_block(tx, Scope(), number))
        rows = tx.scalar(
            sa.select(sa.func.count()).select_from(response).where(response.c.batch_id == number)
        )
    given = [c for c in block.column_names if c[:2] in ("e_", "p_", "m_", "i_")]
    return {
        "responses": int(rows or 0),
        "responses_in_block": block.num_rows,
        "responses_in_cube": int(cube.outcomes["responses"].sum()),
        "ratings_in_block": sum(len(block[c]) - block[c].null_count for c in given),
        "ratings_in_cube": int(cube.cells["n_e"].sum() + cube.cells["n_p"].sum()),
    }


def numbers(engine: sa.Engine, actor: Actor) -> dict[str, object]:
    """What the pages show an actor: every quarter with its history, the newest one also by branch."""
    opened = books.open_books(engine, actor)
    quarters = quarters_with_data(opened.cube)
    found: dict[str, object] = {"quarters": [q.code for q in quarters]}
    single = [(b.id,) for b in opened.institution.branches][-1:]
    for quarter in quarters:
        for selection in ((), *(single if quarter == quarters[-1] else ())):
            view = View(quarter, selection)
            told = overview.overview(engine, actor, view)
            place = f"{quarter.code} {selection}"
            found[f"{place} figures"] = repr(
                (told.unit, told.gap_moved, told.perception_moved, told.weak, told.responses, told.coverage)
            )
            for name in ("moves", "gaps", "perceptions"):
                found[f"{place} {name}"] = getattr(told, name)
            found[f"{place} table"] = gaps.gap_table(engine, actor, view).frame
            found[f"{place} heat"] = gaps.heatmap(engine, actor, view).frame
        touchpoint = opened.institution.touchpoints[1].id
        found[f"{quarter.code} history"] = gaps.history(engine, actor, View(quarter), touchpoint)
    return found | sums(engine, actor)


def sums(engine: sa.Engine, actor: Actor) -> dict[str, object]:
    """Every sum that an actor's numbers are computed from, in one order."""
    found: dict[str, object] = {}
    cube = books.open_books(engine, actor).cube
    for part in ("cells", "rollups", "moments", "outcomes", "figures"):
        tallies = getattr(cube, part)
        rows = tallies.group(*tallies.keys) if len(tallies) else tallies
        found[part] = pd.DataFrame({**rows.keys, **rows.sums})
    return found


def assert_same_numbers(one: Mapping[str, object], other: Mapping[str, object]) -> None:
    """Stop unless two results of `numbers` agree to the last bit."""
    assert one.keys() == other.keys()
    for name, value in one.items():
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, other[name], check_exact=True, obj=name)
        else:
            assert value == other[name], name


def everything_stored(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with engine.connect() as tx:
        return {
            table.name: sorted((tuple(row) for row in tx.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
        }
