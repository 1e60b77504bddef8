"""Drivers and what-if, from files to findings: within one's scope, hidden where sums are, true to what was planted."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from mot.domain.access import GRANTS, Actor, NotAllowedError, Role
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.ingest.draft import Decisions, SourceFile
from mot.services import books, demonstration, drivers, gaps, imports
from mot.stats.importance import DriverState
from mot.storage import database
from tests.services.service_samples import (
    EVERYWHERE,
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    bring_in,
    people,
    workbook,
)

DEMO = Path(__file__).parents[2] / "sample_data" / "demo"
VIEW = View(Quarter(2026, 3))
OSAT = HEADER.index("总体满意度")
RATED = [HEADER.index(f"感知-{name}") for name in ("网点环境", "排队等候", "柜台办理", "理财咨询")]


def following(branches, weights, **options):
    """Rows of people whose overall satisfaction follows the four touchpoints by weights."""
    rows = people(branches, **options)
    rng = np.random.default_rng(9)
    for row in rows:
        felt = sum(w * (row[at] - 3) for w, at in zip(weights, RATED, strict=True))
        row[OSAT] = int(np.clip(round(3 + felt + rng.normal(0, 0.4)), 1, 5))
    return rows


def bring(engine, actor, rows, name="反馈.xlsx", header=HEADER, decisions=None):
    source = SourceFile(name, workbook(rows, header))
    return bring_in(engine, actor, source, decisions or Decisions())


@pytest.fixture
def told(engine, bank, ada):
    """Queueing drives the South, the counter the North; 60 people at every branch."""
    bring(engine, ada, following(SOUTH_NAMES, (0.1, 0.9, 0.1, 0.1), each=60, seed=1), "南.xlsx")
    bring(engine, ada, following(NORTH_NAMES, (0.1, 0.1, 0.9, 0.1), each=60, seed=2), "北.xlsx")


def most_important(found):
    return int(found.frame.loc[found.frame["importance"].idxmax(), "touchpoint"])


def test_importance_and_performance_stand_beside_the_gap(engine, bank, ada, told):
    found = drivers.drivers(engine, ada, VIEW)
    table = gaps.gap_table(engine, ada, VIEW).frame
    assert found.state is DriverState.FINE
    assert found.n == 300
    assert found.frame["touchpoint"].tolist() == table["touchpoint"].tolist()
    pd.testing.assert_series_equal(found.frame["gap"], table["gap"])
    pd.testing.assert_series_equal(found.frame["performance"], table["perception"], check_names=False)
    assert found.frame["importance"].sum() == pytest.approx(1)


def test_mei_never_sees_what_drives_the_north(engine, bank, ada, mei, lin, told):
    mine = drivers.drivers(engine, mei, VIEW)
    assert mine.n == 180
    assert most_important(mine) == 2
    assert most_important(drivers.drivers(engine, lin, VIEW)) == 3
    of_south = drivers.drivers(engine, ada, View(VIEW.quarter, branches=(3, 4, 5)))
    pd.testing.assert_frame_equal(mine.frame, of_south.frame)
    asked = drivers.drivers(engine, mei, View(VIEW.quarter, branches=(1, 2)))
    assert asked.state is DriverState.NO_DATA
    assert asked.frame[["importance", "performance", "gap", "priority"]].isna().all(axis=None)
    assert drivers.what_if(engine, mei, View(VIEW.quarter, branches=(1, 2)), [3], 1).per_point == {}


def test_mei_predicts_from_her_own_branches(engine, bank, ada, mei, told):
    mine = drivers.what_if(engine, mei, VIEW, [3], 1)
    of_south = drivers.what_if(engine, ada, View(VIEW.quarter, branches=(3, 4, 5)), [3], 1)
    everywhere = drivers.what_if(engine, ada, VIEW, [3], 1)
    assert mine == of_south
    assert mine.change < 0.25 < everywhere.change


def test_the_prediction_is_in_points_of_the_questionnaire(engine, bank, mei, told):
    found = drivers.what_if(engine, mei, VIEW, [2], 0.5)
    assert found.change == pytest.approx(0.5 * found.per_point[2])
    assert 0.6 < found.per_point[2] < 1
    assert found.lo < found.change < found.hi
    assert found.moved == {2: pytest.approx(0.5)}


@pytest.mark.parametrize("each", [9, 60])
def test_where_the_whole_is_hidden_there_are_no_drivers(engine, bank, ada, each):
    """A branch of nine is hidden, and so is everything that would tell it."""
    rows = following(EVERYWHERE[1:], (0.5, 0.3, 0.1, 0.1), each=60)
    rows += following(EVERYWHERE[:1], (0.5, 0.3, 0.1, 0.1), each=each, seed=3, prefix="N")
    bring(engine, ada, rows)
    view = View(VIEW.quarter, branches=(2, 3, 4, 5))
    found = drivers.drivers(engine, ada, view)
    hidden = gaps.gap_table(engine, ada, view).frame["hidden"].any()
    assert (found.state is DriverState.SUPPRESSED) == (each == 9) == hidden
    shown = found.frame[["importance", "performance", "gap", "priority", "n_pairs"]].notna()
    assert shown.any(axis=None) == (each == 60)
    assert drivers.what_if(engine, ada, view, [2], 1).state is found.state


def test_few_people_are_not_enough(engine, bank, ada):
    bring(engine, ada, following(EVERYWHERE, (0.5, 0.3, 0.1, 0.1), each=9, seed=4))
    found = drivers.drivers(engine, ada, VIEW)
    assert found.state is DriverState.NOT_ENOUGH
    assert found.frame["importance"].isna().all()
    assert found.n == 45


def test_overall_satisfaction_on_another_scale_counts_too(engine, bank, ada):
    rows = following(EVERYWHERE, (0.5, 0.3, 0.1, 0.1), each=30)
    bring(engine, ada, rows)
    one = drivers.drivers(engine, ada, VIEW)
    imports.undo(engine, ada, 1)
    for row in rows:
        row[OSAT] = 2 * row[OSAT]
    bring(engine, ada, rows, "十分.xlsx")
    other = drivers.drivers(engine, ada, VIEW)
    np.testing.assert_allclose(other.frame["importance"], one.frame["importance"])
    found = drivers.what_if(engine, ada, VIEW, [1], 1)
    assert found.overall_unit.scale is not None
    assert found.overall_unit.scale.high == 10


def test_an_undone_file_drives_nothing(engine, bank, ada, told):
    for number in (1, 2):
        imports.undo(engine, ada, number)
    assert drivers.drivers(engine, ada, VIEW).state is DriverState.NO_DATA


def test_whoever_may_not_see_results_asks_in_vain(engine, bank, monkeypatch):
    outsider = Actor("x", "X", Role.LEADER)
    monkeypatch.setitem(GRANTS, Role.LEADER, frozenset())
    for ask in (
        lambda: drivers.drivers(engine, outsider, VIEW),
        lambda: drivers.what_if(engine, outsider, VIEW, [1], 1),
    ):
        with pytest.raises(NotAllowedError):
            ask()


# the demonstration


@pytest.fixture(scope="module")
def demo(sqlite_template, tmp_path_factory):
    """The last quarter of the demonstration bank, on SQLite."""
    home = tmp_path_factory.mktemp("drivers")
    for name in ("institution.toml", "demo_2026Q3.xlsx"):
        shutil.copyfile(DEMO / name, home / name)
    shutil.copyfile(sqlite_template, home / "mot.db")
    engine = database.connect(f"sqlite:///{home / 'mot.db'}")
    assert demonstration.load(engine, Actor("ada", "Ada", Role.ADMIN), home) == 1
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def planted():
    """The weight of each touchpoint in overall satisfaction, by code."""
    told = json.loads((DEMO / "truth.json").read_text("utf-8"))
    return {code: facts["weight_in_overall"] for code, facts in told["touchpoints"].items()}


def by_code(engine: sa.Engine, actor: Actor, frame: pd.DataFrame) -> pd.DataFrame:
    codes = {t.id: t.code for t in books.open_books(engine, actor).institution.touchpoints}
    return frame.set_index(frame["touchpoint"].map(codes))


def test_the_planted_drivers_come_out_first(demo, ada, planted):
    found = drivers.drivers(demo, ada, VIEW)
    frame = by_code(demo, ada, found.frame)
    strongest = sorted(planted, key=planted.__getitem__, reverse=True)[:3]
    assert set(frame["importance"].nlargest(3).index) == set(strongest)
    others = frame.drop(strongest)
    assert frame.loc[strongest, "importance_lo"].min() > others["importance_hi"].max()
    assert 0.5 < found.r2 < 0.8
    assert found.separable
    assert (frame["vif"].dropna() < 2).all()


def test_the_planted_weights_come_out_in_their_proportions(demo, ada, planted):
    """Answers are rounded and cut off at 5, which flattens the slopes of the best rated touchpoints a little."""
    codes = {t.id: t.code for t in books.open_books(demo, ada).institution.touchpoints}
    found = drivers.what_if(demo, ada, VIEW, [], 0)
    slopes = {codes[number]: slope for number, slope in found.per_point.items()}
    assert max(slopes, key=slopes.__getitem__) == max(planted, key=planted.__getitem__)
    for code in ("counter", "queue", "advice"):
        assert slopes[code] == pytest.approx(1.25 * planted[code], abs=0.08)
    assert max(slope for code, slope in slopes.items() if planted[code] < 0.1) < 0.15


def test_queueing_is_where_to_begin(demo, ada):
    frame = by_code(demo, ada, drivers.drivers(demo, ada, VIEW).frame)
    assert frame.loc["queue", "rank"] == 1
    assert frame.loc["queue", "quadrant"] == "concentrate_here"
    assert frame.loc["complaint", "notes"] == ("dropped_few_pairs",)
    assert frame.loc["counter", "quadrant"] == "keep_up"
