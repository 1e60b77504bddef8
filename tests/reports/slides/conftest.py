"""The surveys that several tests of slides look at, each stored once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from mot.domain.cube import Cube
from mot.domain.survey import Institution
from mot.services import demonstration
from mot.storage import database
from tests.reports.slides import work_samples
from tests.reports.slides.surveys import ADA, BEFORE, NOW, bank, long_names, people, stored

DEMO = Path(__file__).parents[3] / "sample_data" / "demo"


@pytest.fixture(scope="session")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """The last two quarters of the demonstration bank, and its outcome figures."""
    home = tmp_path_factory.mktemp("demo")
    for name in ("institution.toml", "demo_2026Q2.xlsx", "demo_2026Q3.xlsx", "figures.xlsx"):
        shutil.copyfile(DEMO / name, home / name)
    shutil.copyfile(sqlite_template, home / "mot.db")
    engine = database.connect(f"sqlite:///{home / 'mot.db'}")
    demonstration.load(engine, ADA, home)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def two_quarters(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Eight branches in two regions with 40 people each, four touchpoints; before, the gap was half as wide."""
    told = (people(8, 40, 4, shift=-1.2), people(8, 40, 4, seed=2, quarter=BEFORE, shift=-0.5))
    yield from _once(sqlite_template, tmp_path_factory, *told, bank=bank(8, 4))


@pytest.fixture(scope="session")
def many_touchpoints(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Thirty touchpoints at four branches; nobody answered before."""
    yield from _once(sqlite_template, tmp_path_factory, people(4, 30, 30), bank=bank(4, 30))


@pytest.fixture(scope="session")
def many_branches(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Two hundred branches with long names in five regions, 12 people each, three touchpoints."""
    yield from _once(
        sqlite_template, tmp_path_factory, people(200, 12, 3), bank=long_names(bank(200, 3, regions=5))
    )


@pytest.fixture(scope="session")
def perceptions(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Four branches, three touchpoints, expectations not asked."""
    told = (people(4, 40, 3, paired=False), people(4, 40, 3, seed=2, quarter=BEFORE, paired=False))
    yield from _once(sqlite_template, tmp_path_factory, *told, bank=bank(4, 3))


@pytest.fixture(scope="session")
def three_people(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """One branch, three people."""
    yield from _once(sqlite_template, tmp_path_factory, people(1, 3, 3), bank=bank(1, 3, regions=1))


@pytest.fixture(scope="session")
def one_branch(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """One branch, sixty people."""
    yield from _once(sqlite_template, tmp_path_factory, people(1, 60, 3), bank=bank(1, 3, regions=1))


@pytest.fixture(scope="session")
def uneven(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Six branches in two regions; at the first four people answered, at the others 40."""
    yield from _once(sqlite_template, tmp_path_factory, people(6, 40, 3, first=4), bank=bank(6, 3))


@pytest.fixture(scope="session")
def steady(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Four branches; the first touchpoint falls far shorter than the second in each of three quarters."""
    told = [people(4, 40, 2, quarter=NOW.shifted(-back), shift=[-2.5, -0.2]) for back in range(3)]
    yield from _once(sqlite_template, tmp_path_factory, *told, bank=bank(4, 2))


@pytest.fixture(scope="session")
def hidden_touchpoint(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Three branches, three touchpoints, the last of which six people met."""
    yield from _once(sqlite_template, tmp_path_factory, people(3, 40, 3, last=6), bank=bank(3, 3))


@pytest.fixture(scope="session")
def worked(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Two regions with feedback, comments, tags and actions of their own."""
    engine = work_samples.worked(sqlite_template, tmp_path_factory.mktemp("worked"))
    yield engine
    engine.dispose()


def _once(
    template: Path, factory: pytest.TempPathFactory, *told: Cube, bank: Institution
) -> Iterator[sa.Engine]:
    engine = stored(template, factory.mktemp("survey"), *told, bank=bank)
    yield engine
    engine.dispose()
