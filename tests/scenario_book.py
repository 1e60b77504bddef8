"""The survey with planted findings as somebody's workbook, and what was planted.

The tables lie in `tests/oracles/scenario/` with a note on where they come from.
"""

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
import xlsxwriter

from mot.domain.access import Actor, Role
from mot.domain.batches import Batch
from mot.domain.cube import CLEAN, FLAGGED, View
from mot.domain.periods import Quarter
from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Region, Touchpoint
from mot.ingest.draft import Draft, SourceFile
from mot.services import books, imports
from mot.stats.tally import PairTally
from mot.storage import database, institution

FOLDER = Path(__file__).parent / "oracles" / "scenario"
ADA = Actor("ada", "Ada", Role.ADMIN)
TRUTH: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text("utf-8"))
PLANTED, QUALITY, REFERENCE = (TRUTH[key] for key in ("planted", "data_quality", "reference_results"))
MOMENTS = tuple(one["name"] for one in TRUTH["touchpoints"])  # in journey order
BRANCHES = tuple(TRUTH["branch_effects_pomp"])
MONTHS = tuple(year * 100 + month for year in (2024, 2025) for month in range(1, 13))[:18]
POMP = 100 / 6  # percent of the scale's width in one point of 1 to 7
QUARTER = Quarter(2025, 2)
VIEW = View(QUARTER)
KEPT = {"clean": (CLEAN,), "all": (CLEAN, FLAGGED)}

OUTCOMES = {"总体满意度": "overall_satisfaction", "推荐意愿(0-10)": "nps", "答题用时(秒)": "seconds"}
COLUMNS = {
    "答卷编号": "respondent_id", "网点": "branch", "日期": "date", "渠道": "channel", "客群": "segment",
} | OUTCOMES  # fmt: skip
KINDS = {"期望": "expectation", "感知": "perception"}


@cache
def respondents() -> pd.DataFrame:
    """One row per form, those handed in twice included; `row` is its row in the workbook."""
    table = pd.read_csv(FOLDER / "respondents.csv.gz")
    return table.assign(
        date=[dt.date.fromisoformat(day) for day in table["date"]], row=np.arange(len(table)) + 2
    )


@cache
def ratings() -> pd.DataFrame:
    """One row per form and touchpoint as they came."""
    return pd.read_csv(FOLDER / "ratings.csv.gz")


@cache
def answers() -> dict[tuple[str, str, str], int]:
    """Every answer by respondent, touchpoint and kind."""
    once = ratings().drop_duplicates(["respondent_id", "touchpoint"])
    return {
        (who, moment, kind): value
        for kind in KINDS.values()
        for who, moment, value in once[["respondent_id", "touchpoint", kind]].itertuples(index=False)
    }


def rows_of(who: list[str]) -> set[int]:
    """The rows of the workbook in which some respondents come first."""
    first = respondents().drop_duplicates("respondent_id").set_index("respondent_id")["row"]
    return set(first[who].tolist())


def repeated_rows() -> set[int]:
    """The rows of forms that had been handed in before."""
    table = respondents()
    return set(table["row"][table["respondent_id"].duplicated()].tolist())


def as_dated(day: dt.date) -> dt.date:
    """The day itself."""
    return day


def within_a_quarter(day: dt.date) -> dt.date:
    """A day of one and the same quarter, the same for all forms of one day."""
    return dt.date(QUARTER.year, QUARTER.number * 3 - 2 + (day.month - 1) % 3, day.day)


def workbook(moved: Callable[[dt.date], dt.date]) -> bytes:
    """One row per form: who, where, when, what in all, and a pair of columns for each touchpoint."""
    chinese = {one["name"]: one["zh"] for one in TRUTH["touchpoints"]}
    pairs = {
        f"{word}-{chinese[moment]}": (moment, kind) for moment in MOMENTS for word, kind in KINDS.items()
    }
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": dt.datetime(2026, 1, 1)})
    sheet = book.add_worksheet("反馈")
    sheet.write_row(0, 0, [*COLUMNS, *pairs])
    given = answers()
    for row, form in enumerate(respondents()[list(COLUMNS.values())].itertuples(index=False), start=1):
        facts = form._replace(date=moved(form.date))
        rated = (given.get((form.respondent_id, *pair)) for pair in pairs.values())
        for column, value in enumerate((*facts, *rated)):
            if value is not None:
                sheet.write(row, column, value)
    book.close()
    return out.getvalue()


def network() -> Institution:
    """The institution that was surveyed."""

    def labels(column: str) -> tuple[Label, ...]:
        names = sorted(respondents()[column].unique())
        return tuple(Label(number, name, Name(name)) for number, name in enumerate(names, start=1))

    return Institution(
        name=Name("试点机构", "Pilot"),
        industry="bank",
        regions=(Region(1, "all", Name("全部", "All")),),
        branches=tuple(Branch(i, code, Name(code), 1) for i, code in enumerate(BRANCHES, start=1)),
        touchpoints=tuple(
            Touchpoint(i, f"t{i}", Name(one["zh"], one["name"]), Name("旅程"), Dimension(one["dimension"]))
            for i, one in enumerate(TRUTH["touchpoints"], start=1)
        ),
        channels=labels("channel"),
        segments=labels("segment"),
    )


@dataclass(frozen=True, slots=True)
class Imported:
    """A database in which the workbook is the only import, and what the preview had said."""

    engine: sa.Engine
    draft: Draft
    batch: Batch


def imported(path: Path, moved: Callable[[dt.date], dt.date]) -> Iterator[Imported]:
    """Bring the workbook into the migrated, empty database at `path`, as anybody would."""
    engine = database.connect(f"sqlite:///{path}")
    with engine.begin() as tx:
        institution.save_pack(tx, network())
    draft = imports.preview(engine, ADA, SourceFile("反馈.xlsx", workbook(moved)))
    yield Imported(engine, draft, imports.commit(engine, ADA, draft))
    engine.dispose()


def moments_of(engine: sa.Engine) -> dict[int, str]:
    """The planted names of touchpoints by id."""
    return {t.id: t.name.en for t in books.open_books(engine, ADA).institution.touchpoints}


def branches_of(engine: sa.Engine) -> dict[int, str]:
    """The codes of branches by id."""
    return {b.id: b.code for b in books.open_books(engine, ADA).institution.branches}


@dataclass(frozen=True, slots=True)
class Sums:
    """Count, sum and sum of squares (moments, branches, months) of gaps or perceptions, and their scale."""

    n: np.ndarray
    s: np.ndarray
    s2: np.ndarray
    scale: tuple[int, int]

    def __iter__(self) -> Iterator[np.ndarray]:
        return iter((self.n, self.s, self.s2))


def sums(engine: sa.Engine, measure: str, quality: str = "clean") -> Sums:
    """The sums of every touchpoint at every branch in every month, in the order in which they were planted."""
    cells = books.open_books(engine, ADA).cube.cells.select(quality=KEPT[quality])
    keys = ("touchpoint", "branch", "month")
    rows = cells.group(*keys)
    names = {"touchpoint": moments_of(engine), "branch": branches_of(engine)}
    places: Mapping[str, tuple[object, ...]] = {"touchpoint": MOMENTS, "branch": BRANCHES, "month": MONTHS}
    at = tuple(
        np.array([places[key].index(names[key][i] if key in names else i) for i in rows.keys[key].tolist()])
        for key in keys
    )
    tally = PairTally.from_columns(rows.sums)
    told = {
        "gap": (tally.n, tally.s_g, tally.s_g2),
        "perception": (tally.n_p, tally.s_p_all, tally.s_p2_all),
    }[measure]
    grids = [np.zeros((len(MOMENTS), len(BRANCHES), len(MONTHS)), dtype=np.int64) for _ in told]
    for grid, column in zip(grids, told, strict=True):
        grid[at] = column
    return Sums(*grids, (0, 6) if measure == "gap" else (1, 7))
