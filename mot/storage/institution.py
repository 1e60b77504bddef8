"""The institution: regions, branches, touchpoints, channels, segments, figures. Nothing of it is ever removed."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa

from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Region, Step, Touchpoint
from mot.storage import settings
from mot.storage.schema import branch, label, region, step_name, touchpoint

UNASSIGNED = "unassigned"  # the code of the region of branches that an import created
_UNASSIGNED_NAME = Name("未分区", "Unassigned")
_IDENTITY = "institution"  # the setting that holds name, industry and whether it is a demonstration


class Kind(StrEnum):
    """What the institution names and orders; the value is a letter before generated codes and a table."""

    REGION = "region"
    BRANCH = "branch"
    TOUCHPOINT = "touchpoint"
    CHANNEL = "channel"
    SEGMENT = "segment"
    FIGURE = "figure"

    @property
    def table(self) -> sa.Table:
        """The table that holds them; channels, segments and outcome figures share one."""
        tables = {Kind.REGION: region, Kind.BRANCH: branch, Kind.TOUCHPOINT: touchpoint}
        return tables.get(self, label)

    @property
    def own(self) -> sa.ColumnElement[bool]:
        """The rows of the table that are of this kind."""
        return label.c.kind == self.value if self.table is label else sa.true()


def load(tx: sa.Connection) -> Institution:
    """Everything, in the order in which the institution shows it; an empty one when nothing is stored.

    Id 0, "not stated", is not among channels and segments.
    """
    who = settings.get(tx, _IDENTITY, {})
    steps = tx.execute(sa.select(step_name).order_by(step_name.c.position))
    return Institution(
        name=Name(who.get("zh", ""), who.get("en", "")),
        industry=who.get("industry", ""),
        demonstration=who.get("demonstration", False),
        regions=tuple(Region(r.id, r.code, _name(r)) for r in _rows(tx, Kind.REGION)),
        branches=tuple(
            Branch(r.id, r.code, _name(r), r.region_id, tuple(r.aliases), r.active)
            for r in _rows(tx, Kind.BRANCH)
        ),
        touchpoints=tuple(_touchpoint(r) for r in _rows(tx, Kind.TOUCHPOINT)),
        channels=_labels(tx, Kind.CHANNEL),
        segments=_labels(tx, Kind.SEGMENT),
        figures=_labels(tx, Kind.FIGURE),
        step_names=tuple((Step(r.step), _name(r)) for r in steps),
    )


def is_empty(tx: sa.Connection) -> bool:
    """Whether there is neither a branch nor a touchpoint."""
    return not any(tx.scalar(sa.select(sa.exists().where(t.c.id > 0))) for t in (branch, touchpoint))


def save_pack(tx: sa.Connection, pack: Institution) -> None:
    """Store a whole institution in an empty database; its ids only say which region a branch is in."""
    if not is_empty(tx):
        raise ValueError("a pack is stored in an empty database only")
    identify(tx, pack.name, pack.industry, demonstration=pack.demonstration)
    regions = {r.id: add_region(tx, r.name, code=r.code) for r in pack.regions}
    for b in pack.branches:
        number = add_branch(tx, b.name, region_id=regions[b.region], code=b.code, aliases=b.aliases)
        if not b.active:
            _update(tx, Kind.BRANCH, number, active=False)
    for t in pack.touchpoints:
        number = add_touchpoint(
            tx, t.name, stage=t.stage, dimension=t.dimension, step=t.step, code=t.code, aliases=t.aliases
        )
        if not t.active:
            _update(tx, Kind.TOUCHPOINT, number, active=False)
    of_kind = {Kind.CHANNEL: pack.channels, Kind.SEGMENT: pack.segments, Kind.FIGURE: pack.figures}
    for kind, labels in of_kind.items():
        for item in labels:
            add_label(tx, kind, item.name, code=item.code, aliases=item.aliases)
    name_steps(tx, pack.step_names)


def identify(tx: sa.Connection, name: Name, industry: str, *, demonstration: bool = False) -> None:
    """Set the institution's name, its industry, and whether all of it is a demonstration."""
    who = {"zh": name.zh, "en": name.en, "industry": industry, "demonstration": demonstration}
    settings.put(tx, _IDENTITY, who)


def add_region(tx: sa.Connection, name: Name, *, code: str = "") -> int:
    """Add a region after the others; its id."""
    return _add(tx, Kind.REGION, name, code)


def add_branch(
    tx: sa.Connection,
    name: Name,
    *,
    region_id: int | None = None,
    code: str = "",
    aliases: Sequence[str] = (),
) -> int:
    """Add a branch after the others; its id. Without a region it goes to the region "unassigned"."""
    within = _unassigned(tx) if region_id is None else region_id
    return _add(tx, Kind.BRANCH, name, code, region_id=within, aliases=list(aliases), active=True)


def add_touchpoint(
    tx: sa.Connection,
    name: Name,
    *,
    stage: Name = Name(""),  # noqa: B008  (a frozen value)
    dimension: Dimension = Dimension.NONE,
    step: Step = Step.NONE,
    code: str = "",
    aliases: Sequence[str] = (),
) -> int:
    """Add a touchpoint at the end of the journey; its id."""
    return _add(
        tx, Kind.TOUCHPOINT, name, code, **_stage(stage), dimension=dimension.value, step=step.value,
        aliases=list(aliases), active=True,
    )  # fmt: skip


def add_label(
    tx: sa.Connection, kind: Kind, name: Name, *, code: str = "", aliases: Sequence[str] = ()
) -> int:
    """Add a channel, a segment or an outcome figure after the others; its id."""
    if kind.table is not label:
        raise ValueError(f"a label is a channel or a segment or an outcome figure, not a {kind}")
    return _add(tx, kind, name, code, kind=kind.value, aliases=list(aliases))


def update_region(tx: sa.Connection, changed: Region) -> None:
    """Rename a region."""
    _update(tx, Kind.REGION, changed.id, code=changed.code, **_named(changed.name))


def update_branch(tx: sa.Connection, changed: Branch) -> None:
    """Replace all that is known about a branch."""
    _update(
        tx, Kind.BRANCH, changed.id, code=changed.code, **_named(changed.name), region_id=changed.region,
        aliases=list(changed.aliases), active=changed.active,
    )  # fmt: skip


def update_touchpoint(tx: sa.Connection, changed: Touchpoint) -> None:
    """Replace all that is known about a touchpoint."""
    _update(
        tx, Kind.TOUCHPOINT, changed.id, code=changed.code, **_named(changed.name), **_stage(changed.stage),
        dimension=changed.dimension.value, step=changed.step.value, aliases=list(changed.aliases),
        active=changed.active,
    )  # fmt: skip


def update_label(tx: sa.Connection, kind: Kind, changed: Label) -> None:
    """Replace all that is known about a channel, a segment or an outcome figure."""
    _update(tx, kind, changed.id, code=changed.code, **_named(changed.name), aliases=list(changed.aliases))


def reorder(tx: sa.Connection, kind: Kind, ids: Sequence[int]) -> None:
    """Show these first and in this order; the others follow in the order they had."""
    others = tx.scalars(_ids(kind)).all()
    known = set(others)
    if len(set(ids)) < len(ids) or not known.issuperset(ids):
        raise ValueError(f"the order names a {kind} twice, or one that does not exist")
    for position, number in enumerate((*ids, *(o for o in others if o not in set(ids)))):
        _update(tx, kind, number, position=position)


def name_steps(tx: sa.Connection, names: Sequence[tuple[Step, Name]]) -> None:
    """Replace the names of the behaviour steps."""
    tx.execute(sa.delete(step_name))
    for position, (step, name) in enumerate(names):
        tx.execute(sa.insert(step_name).values(step=step.value, position=position, **_named(name)))


def _add(tx: sa.Connection, what: Kind, name: Name, code: str, **columns: Any) -> int:
    table = what.table
    settings.hold_version(tx)  # two people who add at once get different codes and positions
    last = tx.scalar(sa.select(sa.func.max(table.c.position)).where(what.own))
    values = {"code": code or _free_code(tx, what), "position": 0 if last is None else last + 1, **columns}
    made = tx.execute(sa.insert(table).values(**values, **_named(name)).returning(table.c.id))
    return int(made.scalar_one())


def _update(tx: sa.Connection, kind: Kind, number: int, **columns: Any) -> None:
    table = kind.table
    changed = tx.execute(sa.update(table).where(table.c.id == number, kind.own).values(columns))
    if changed.rowcount == 0:
        raise ValueError(f"there is no {kind} with the id {number}")


def _free_code(tx: sa.Connection, kind: Kind) -> str:
    """The kind's letter and the number after the highest in use, for example b013."""
    taken = tx.scalars(sa.select(kind.table.c.code).where(kind.own))
    numbers = [int(m[1]) for code in taken if (m := re.fullmatch(rf"{kind.value[0]}(\d{{1,9}})", code))]
    return f"{kind.value[0]}{max(numbers, default=0) + 1:03d}"


def _unassigned(tx: sa.Connection) -> int:
    settings.hold_version(tx)
    found = tx.scalar(sa.select(region.c.id).where(region.c.code == UNASSIGNED))
    return add_region(tx, _UNASSIGNED_NAME, code=UNASSIGNED) if found is None else int(found)


def _ids(kind: Kind) -> sa.Select[Any]:
    return sa.select(kind.table.c.id).where(kind.own).order_by(kind.table.c.position, kind.table.c.id)


@cache
def _in_order(kind: Kind) -> sa.Select[Any]:
    return sa.select(kind.table).where(kind.own).order_by(kind.table.c.position, kind.table.c.id)


def _rows(tx: sa.Connection, kind: Kind) -> Sequence[Any]:
    return tx.execute(_in_order(kind)).all()


def _labels(tx: sa.Connection, kind: Kind) -> tuple[Label, ...]:
    return tuple(Label(r.id, r.code, _name(r), tuple(r.aliases)) for r in _rows(tx, kind))


def _touchpoint(row: Any) -> Touchpoint:
    return Touchpoint(
        row.id, row.code, _name(row), Name(row.stage_zh, row.stage_en), Dimension(row.dimension),
        Step(row.step), tuple(row.aliases), row.active,
    )  # fmt: skip


def _name(row: Any) -> Name:
    return Name(row.name_zh, row.name_en)


def _named(name: Name) -> dict[str, str]:
    return {"name_zh": name.zh, "name_en": name.en}


def _stage(name: Name) -> dict[str, str]:
    return {"stage_zh": name.zh, "stage_en": name.en}
