"""The institution's own shape: names, regions, branches, journey, labels, thresholds."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_, MotError
from mot.domain.packs import PACKS, load_pack, load_step_presets
from mot.domain.survey import Branch, Institution, Label, Name, Touchpoint
from mot.domain.thresholds import Thresholds
from mot.services.books import open_books
from mot.storage import audit, demonstration, institution, settings
from mot.storage.institution import Kind as Kind


class NamelessError(MotError):
    """A row of a table was left without a name."""

    message = N_("Row {row} has no name. Enter one, or switch the row off instead of clearing it.")


class TwiceError(MotError):
    """Two rows carry the same name, so that a file could not tell them apart."""

    message = N_("“{name}” is there twice. Give one of them another name.")


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch as the settings page edits it; id 0 for a new one, `region` by its name in either language."""

    id: int
    name: Name
    region: str
    aliases: tuple[str, ...]
    active: bool


def current(engine: sa.Engine, actor: Actor) -> tuple[Institution, Thresholds]:
    """The institution and its thresholds."""
    actor.require(Permission.EDIT_INSTITUTION)
    books = open_books(engine, actor)
    return books.institution, books.thresholds


def rename(engine: sa.Engine, actor: Actor, name: Name) -> None:
    """Give the institution its name."""
    actor.require(Permission.EDIT_INSTITUTION)
    with _turn(engine) as tx:
        there = institution.load(tx)
        institution.identify(tx, name, there.industry, demonstration=there.demonstration)
        _done(tx, actor, "institution_renamed", name.zh)


def apply_pack(engine: sa.Engine, actor: Actor, industry: str) -> None:
    """Start from an industry's touchpoints and labels; what has feedback stays, the rest is put aside."""
    actor.require(Permission.EDIT_INSTITUTION)
    if industry not in PACKS:
        raise ValueError(f"there is no pack {industry!r}")
    pack = load_pack(industry)
    with _turn(engine) as tx:
        there = institution.load(tx)
        institution.identify(tx, there.name, industry, demonstration=there.demonstration)
        wanted = {t.code: t for t in pack.touchpoints}
        for t in there.touchpoints:
            institution.update_touchpoint(tx, replace(t, active=t.code in wanted))
        known = {t.code: t.id for t in there.touchpoints}
        order = [
            known.get(code)
            or institution.add_touchpoint(
                tx, t.name, stage=t.stage, dimension=t.dimension, step=t.step, code=code, aliases=t.aliases
            )
            for code, t in wanted.items()
        ]
        institution.reorder(tx, Kind.TOUCHPOINT, order)
        demonstration.drop_unused_labels(tx)
        left = institution.load(tx)
        for kind, labels, present in (
            (Kind.CHANNEL, pack.channels, left.channels),
            (Kind.SEGMENT, pack.segments, left.segments),
            (Kind.FIGURE, pack.figures, left.figures),
        ):
            codes = {x.code for x in present}
            for x in labels:
                if x.code not in codes:
                    institution.add_label(tx, kind, x.name, code=x.code, aliases=x.aliases)
        institution.name_steps(tx, pack.step_presets[0].steps)
        _done(tx, actor, "pack_applied", industry)


def save_touchpoints(engine: sa.Engine, actor: Actor, rows: Sequence[Touchpoint]) -> None:
    """Store the journey as it stands in `rows`, in that order; id 0 adds one, those not listed go last."""
    actor.require(Permission.EDIT_INSTITUTION)
    _check((row.name, row.active) for row in rows)
    with _turn(engine) as tx:
        order = []
        for row in rows:
            if row.id:
                institution.update_touchpoint(tx, row)
                order.append(row.id)
            else:
                order.append(
                    institution.add_touchpoint(
                        tx,
                        row.name,
                        stage=row.stage,
                        dimension=row.dimension,
                        step=row.step,
                        aliases=row.aliases,
                    )
                )
        institution.reorder(tx, Kind.TOUCHPOINT, order)
        _done(tx, actor, "touchpoints_saved", str(len(rows)))


def save_branches(engine: sa.Engine, actor: Actor, rows: Sequence[BranchRow]) -> None:
    """Store the branches as they stand in `rows`; a region that does not exist yet is created."""
    actor.require(Permission.EDIT_INSTITUTION)
    _check((row.name, row.active) for row in rows)
    with _turn(engine) as tx:
        there = institution.load(tx)
        regions = {spelling: r.id for r in there.regions for spelling in (r.name.zh, r.name.en) if spelling}
        codes = {b.id: b.code for b in there.branches}
        order = []
        for row in rows:
            region = regions.get(row.region) if row.region else None
            if row.region and region is None:
                region = regions[row.region] = institution.add_region(tx, Name(row.region))
            if row.id:
                home = region or next(b.region for b in there.branches if b.id == row.id)
                institution.update_branch(
                    tx, Branch(row.id, codes[row.id], row.name, home, row.aliases, row.active)
                )
                order.append(row.id)
            else:
                order.append(institution.add_branch(tx, row.name, region_id=region, aliases=row.aliases))
        institution.reorder(tx, Kind.BRANCH, order)
        _done(tx, actor, "branches_saved", str(len(rows)))


def save_labels(engine: sa.Engine, actor: Actor, kind: Kind, rows: Sequence[Label]) -> None:
    """Store the channels, the segments or the outcome figures as they stand in `rows`; id 0 adds one."""
    actor.require(Permission.EDIT_INSTITUTION)
    _check((row.name, True) for row in rows)
    with _turn(engine) as tx:
        order = []
        for row in rows:
            if row.id:
                institution.update_label(tx, kind, row)
                order.append(row.id)
            else:
                order.append(institution.add_label(tx, kind, row.name, aliases=row.aliases))
        institution.reorder(tx, kind, order)
        _done(tx, actor, f"{kind}s_saved", str(len(rows)))


def choose_steps(engine: sa.Engine, actor: Actor, preset: str) -> None:
    """Name the four behaviour steps by one of the presets."""
    actor.require(Permission.EDIT_INSTITUTION)
    chosen = next(p for p in load_step_presets() if p.code == preset)
    with _turn(engine) as tx:
        institution.name_steps(tx, chosen.steps)
        _done(tx, actor, "steps_named", preset)


def save_thresholds(engine: sa.Engine, actor: Actor, thresholds: Thresholds) -> None:
    """Store when a finding is a finding. Every number follows at once."""
    actor.require(Permission.EDIT_INSTITUTION)
    with _turn(engine) as tx:
        settings.put(tx, "thresholds", thresholds.as_dict())
        _done(tx, actor, "thresholds_saved", "", thresholds.as_dict())


@contextmanager
def _turn(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction in which nobody else changes anything: people who save at once take turns."""
    with engine.begin() as tx:
        settings.hold_version(tx)
        yield tx


def _check(names: Iterable[tuple[Name, bool]]) -> None:
    """Every row has a name, and none of those in use has that of another, in either language."""
    seen: set[str] = set()
    for row, (name, active) in enumerate(names, start=1):
        spellings = {text.strip() for text in (name.zh, name.en)} - {""}
        if not spellings:
            raise NamelessError(row=row)
        if active and (again := spellings & seen):
            raise TwiceError(name=min(again))
        if active:
            seen |= spellings


def _done(
    tx: sa.Connection, actor: Actor, event: str, subject: str, detail: dict[str, float] | None = None
) -> None:
    audit.write(tx, actor.login, event, subject, detail or {})
    settings.bump_version(tx)
