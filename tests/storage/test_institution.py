"""The institution comes back as it was stored and can be added to, changed and reordered."""

import dataclasses

import pytest
import sqlalchemy as sa

from mot.domain.survey import Dimension, Institution, Name, Step
from mot.storage import institution
from mot.storage.institution import Kind
from tests.conftest import BANK


def test_an_empty_database_has_no_institution(engine: sa.Engine) -> None:
    with engine.connect() as tx:
        assert institution.is_empty(tx)
        assert institution.load(tx) == Institution(Name(""), "")


def test_a_pack_comes_back_as_it_was_stored(engine: sa.Engine, bank: Institution) -> None:
    segments = tuple(dataclasses.replace(s, id=s.id + len(BANK.channels)) for s in BANK.segments)
    assert bank == dataclasses.replace(BANK, segments=segments)


def test_a_pack_is_not_stored_over_another(engine: sa.Engine, bank: Institution) -> None:
    with pytest.raises(ValueError, match="empty"), engine.begin() as tx:
        institution.save_pack(tx, BANK)


def test_ids_of_channels_and_segments_leave_zero_to_the_unknown(bank: Institution) -> None:
    assert min(label.id for label in (*bank.channels, *bank.segments)) > 0


def test_a_switched_off_branch_of_a_pack_stays_off(engine: sa.Engine) -> None:
    off = dataclasses.replace(
        BANK,
        branches=(dataclasses.replace(BANK.branches[0], active=False),),
        touchpoints=(dataclasses.replace(BANK.touchpoints[0], active=False),),
    )
    with engine.begin() as tx:
        institution.save_pack(tx, off)
        stored = institution.load(tx)
    assert not stored.branches[0].active
    assert not stored.touchpoints[0].active


def test_a_new_branch_gets_the_next_code_and_the_region_for_the_unassigned(
    engine: sa.Engine, bank: Institution
) -> None:
    with engine.begin() as tx:
        institution.add_branch(tx, Name("江滩支行"), code="b012")
        number = institution.add_branch(tx, Name("东湖支行"), aliases=["东湖"])
        stored = institution.load(tx)
    new = stored.branches[-1]
    assert (new.id, new.code, new.name, new.aliases) == (number, "b013", Name("东湖支行"), ("东湖",))
    assert [r.code for r in stored.regions] == ["north", "south", "unassigned"]
    assert {b.region for b in stored.branches[-2:]} == {stored.regions[-1].id}
    assert stored.regions[-1].name == Name("未分区", "Unassigned")


def test_everything_can_be_added_without_a_code(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        institution.add_region(tx, Name("东区"))
        institution.add_touchpoint(
            tx, Name("开户"), stage=Name("办理"), dimension=Dimension.ASSURANCE, step=Step.CONFIRM
        )
        institution.add_label(tx, Kind.CHANNEL, Name("电话"), aliases=["热线"])
        institution.add_label(tx, Kind.SEGMENT, Name("老年"))
        stored = institution.load(tx)
    named = (*stored.regions, *stored.touchpoints, *stored.channels, *stored.segments)
    assert [thing.code for thing in named] == ["r001", "t001", "c001", "s001"]
    assert stored.touchpoints[0].dimension is Dimension.ASSURANCE
    assert stored.touchpoints[0].step is Step.CONFIRM
    assert stored.channels[0].aliases == ("热线",)


def test_a_code_is_used_once(engine: sa.Engine, bank: Institution) -> None:
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as tx:
        institution.add_branch(tx, Name("又一个"), code="n1")
    with engine.begin() as tx:  # a channel and a segment may share one
        institution.add_label(tx, Kind.SEGMENT, Name("手机"), code="mobile")


def test_changes_come_back(engine: sa.Engine, bank: Institution) -> None:
    region = dataclasses.replace(bank.regions[0], name=Name("北部", "The North"))
    branch = dataclasses.replace(
        bank.branches[0], region=bank.regions[1].id, aliases=("甲", "乙"), active=False
    )
    touchpoint = dataclasses.replace(bank.touchpoints[1], stage=Name("离店"), step=Step.NONE)
    channel = dataclasses.replace(bank.channels[0], name=Name("柜台"), aliases=("窗口",))
    with engine.begin() as tx:
        institution.update_region(tx, region)
        institution.update_branch(tx, branch)
        institution.update_touchpoint(tx, touchpoint)
        institution.update_label(tx, Kind.CHANNEL, channel)
        institution.identify(tx, Name("新名", "New"), "hospital", demonstration=True)
        institution.name_steps(tx, [(Step.PROPOSE, Name("提议")), (Step.EXPLORE, Name("探索"))])
        stored = institution.load(tx)
    assert stored == dataclasses.replace(
        bank,
        name=Name("新名", "New"),
        industry="hospital",
        demonstration=True,
        regions=(region, bank.regions[1]),
        branches=(branch, *bank.branches[1:]),
        touchpoints=(bank.touchpoints[0], touchpoint, *bank.touchpoints[2:]),
        channels=(channel, bank.channels[1]),
        step_names=((Step.PROPOSE, Name("提议")), (Step.EXPLORE, Name("探索"))),
    )


def test_changing_what_does_not_exist_is_a_mistake(engine: sa.Engine, bank: Institution) -> None:
    with pytest.raises(ValueError, match="no segment"), engine.begin() as tx:
        institution.update_label(tx, Kind.SEGMENT, bank.channels[0])
    with pytest.raises(ValueError, match="channel or a segment"), engine.begin() as tx:
        institution.add_label(tx, Kind.BRANCH, Name("x"))


def test_the_journey_can_be_reordered(engine: sa.Engine, bank: Institution) -> None:
    ids = [t.id for t in bank.touchpoints]
    with engine.begin() as tx:
        institution.reorder(tx, Kind.TOUCHPOINT, [ids[3], ids[1]])
        assert [t.id for t in institution.load(tx).touchpoints] == [ids[3], ids[1], ids[0], ids[2]]
        new = institution.add_touchpoint(tx, Name("回访"))
        assert institution.load(tx).touchpoints[-1].id == new
        for wrong in ([ids[0], ids[0]], [999]):
            with pytest.raises(ValueError, match="twice, or one that does not exist"):
                institution.reorder(tx, Kind.TOUCHPOINT, wrong)
