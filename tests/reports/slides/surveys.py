"""Small surveys in a database, and what is asked of them: people, touchpoints and branches as a test wants them."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.batches import Counts
from mot.domain.cube import Cube, Tallies, View
from mot.domain.periods import Quarter
from mot.domain.slides import Slide, Value
from mot.domain.survey import Institution
from mot.locale.words import Locale
from mot.reports.slides.asked import Asked
from mot.services.books import open_books
from mot.storage import batches, cells, database, institution, settings
from tests.analysis.survey_maker import NOW, SEVEN, answers, cube
from tests.analysis.survey_maker import institution as bank_of

ADA = Actor("ada", "Ada", Role.ADMIN)
BEFORE = NOW.previous
TODAY = dt.date(2026, 10, 5)
FIRST = 101  # the id of the first touchpoint in a survey; in a database it is 1
ZH, EN = Locale("zh"), Locale("en")
LONG = "金水湾高新技术产业开发区第一综合"  # with a number and 支行 about twenty letters


def people(
    branches: int,
    each: int,
    touchpoints: int,
    *,
    seed: int = 1,
    quarter: Quarter = NOW,
    shift: float | list[float] = -0.6,
    paired: bool = True,
    first: int | None = None,
    last: int | None = None,
) -> Cube:
    """The same number of people at each branch.

    `first`: how many there are at the first one · `last`: how many of them all met the last touchpoint.
    """
    e, p = answers(seed, branches * each, touchpoints, shift=shift)
    if last is not None:
        e[last:, -1] = p[last:, -1] = np.nan
    at = np.repeat(np.arange(1, branches + 1), each)
    kept = np.arange(len(at)) >= (0 if first is None else each - first)
    e, p, at = e[kept], p[kept], at[kept]
    return cube(e if paired else None, p, branch=at, quarter=quarter, scale=SEVEN)


def stored(template: Path, home: Path, *told: Cube, bank: Institution) -> sa.Engine:
    """A database with a bank and one batch with these answers."""
    path = home / "mot.db"
    shutil.copyfile(template, path)
    engine = database.connect(f"sqlite:///{path}")
    whole = Cube.join(told)
    keys = whole.cells.keys
    renumbered = Tallies({**keys, "touchpoint": keys["touchpoint"] - FIRST + 1}, whole.cells.sums)
    with engine.begin() as tx:
        institution.save_pack(tx, bank)
        number = batches.insert(
            tx,
            file_name="survey.xlsx",
            sha256="0" * 64,
            size=0,
            layout="wide",
            counts=Counts(rows=1_200, responses=1_193, set_aside=7),
            created_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
            created_by="ada",
            branches=[b.id for b in bank.branches],
            scale=SEVEN,
            first_day=dt.date(2026, 1, 1),
            last_day=dt.date(2026, 9, 30),
        )
        cells.insert(tx, number, replace(whole, cells=renumbered))
        settings.bump_version(tx)
    return engine


def long_names(bank: Institution) -> Institution:
    """The bank with names of about twenty letters that differ in the middle."""
    return replace(
        bank,
        branches=tuple(
            replace(
                b,
                name=replace(b.name, zh=f"{LONG}{b.id:03d}支行", en=f"High-tech Development Zone {b.id:03d}"),
            )
            for b in bank.branches
        ),
    )


def ask(
    engine: sa.Engine,
    locale: Locale = EN,
    *,
    branches: tuple[int, ...] = (),
    actor: Actor = ADA,
    quarter: Quarter = NOW,
    earlier: Quarter = BEFORE,
) -> Asked:
    return Asked(engine, actor, View(quarter, branches), earlier, open_books(engine, actor), locale, TODAY)


def manager(*branches: int) -> Actor:
    return Actor("m", "M", Role.MANAGER, Scope(frozenset(branches)))


def values(slides: tuple[Slide, ...]) -> Iterator[Value]:
    """Every text and number that slides hold."""
    for slide in slides:
        yield from (slide.key, slide.kicker, slide.title, *slide.lines, slide.footnote, slide.notes)
        yield from (text for one in slide.takeaways for text in (one.value, one.label, one.text))
        if slide.chart:
            yield from (slide.chart.caption, slide.chart.description, *slide.chart.words.values())
            yield from (value for column in slide.chart.columns.values() for value in column)
        for table in (*((slide.table,) if slide.table else ()), *slide.data):
            yield from (table.title, table.note, *(c.title for c in table.columns))
            yield from (value for row in table.rows for value in row)


def both(compose: Callable[[Asked], tuple[Slide, ...]], asked: Asked) -> tuple[Slide, ...]:
    """The slides in English, after a look at those in Chinese: the same ones with the same numbers, no text twice."""
    english, chinese = (compose(asked.in_language(locale)) for locale in (EN, ZH))
    assert [s.key for s in english] == [s.key for s in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert bool(one.chart) == bool(other.chart)
        if one.chart and other.chart:
            assert one.chart.columns.keys() == other.chart.columns.keys()
        for a, b in zip(one.data, other.data, strict=True):
            assert a.key == b.key
            assert [numbers(row) for row in a.rows] == [numbers(row) for row in b.rows]
        assert other.title != one.title
        for text in (other.kicker, other.title, *other.lines, other.notes):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text), text
    return english


def numbers(row: tuple[Value, ...]) -> list[Value]:
    return [value for value in row if not isinstance(value, str)]


def bank(branches: int, touchpoints: int, regions: int = 2) -> Institution:
    return bank_of(branches=branches, touchpoints=touchpoints, regions=regions)
