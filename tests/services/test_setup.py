"""The institution's own shape, as the settings page saves it."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.packs import PACKS, load_pack, load_step_presets
from mot.domain.periods import Quarter
from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Step, Touchpoint
from mot.domain.thresholds import ThresholdError, Thresholds
from mot.services import books, gaps, imports, setup
from mot.services.setup import BranchRow, Kind, NamelessError, TwiceError
from mot.storage import audit
from tests.services.service_samples import SOUTH_NAMES, bring_in, everything_stored, feedback

QUARTER = Quarter(2026, 3)


def now(engine: sa.Engine, ada: Actor) -> Institution:
    return setup.current(engine, ada)[0]


def rows(there: Institution) -> list[BranchRow]:
    regions = {r.id: r.name.zh for r in there.regions}
    return [BranchRow(b.id, b.name, regions[b.region], b.aliases, b.active) for b in there.branches]


def test_a_new_name_is_stored_and_written_down(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    version = books.version_of(engine)
    setup.rename(engine, ada, Name("滨江银行", "Riverside"))
    assert now(engine, ada).name == Name("滨江银行", "Riverside")
    assert now(engine, ada).industry == "bank"
    assert books.version_of(engine) == version + 1
    with engine.connect() as tx:
        assert audit.read(tx)[0].event == "institution_renamed"


# --- packs


@pytest.mark.parametrize("industry", PACKS)
def test_a_pack_brings_its_touchpoints_labels_and_steps(engine: sa.Engine, ada: Actor, industry: str) -> None:
    setup.apply_pack(engine, ada, industry)
    there, pack = now(engine, ada), load_pack(industry)
    assert there.industry == industry
    assert [t.name for t in there.touchpoints] == [t.name for t in pack.touchpoints]
    assert [c.name for c in there.channels] == [c.name for c in pack.channels]
    assert [s.name for s in there.segments] == [s.name for s in pack.segments]
    assert there.step_names == pack.step_presets[0].steps
    setup.apply_pack(engine, ada, industry)
    again = now(engine, ada)
    assert again.touchpoints == there.touchpoints, "a second time changes nothing"
    assert [c.code for c in again.channels] == [c.code for c in there.channels]


def test_another_pack_leaves_what_has_feedback(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, feedback())
    before = gaps.gap_table(engine, ada, View(QUARTER)).frame.set_index("touchpoint")["gap"]
    setup.apply_pack(engine, ada, "restaurant")
    there = now(engine, ada)
    assert [t.code for t in there.touchpoints if t.active] == [
        t.code for t in load_pack("restaurant").touchpoints
    ]
    assert {c.code for c in bank.channels} <= {c.code for c in there.channels}
    after = gaps.gap_table(engine, ada, View(QUARTER)).frame.set_index("touchpoint")["gap"]
    assert after[before.index].tolist() == before.tolist()
    setup.apply_pack(engine, ada, "bank")


def test_an_unknown_pack_is_a_mistake(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    with pytest.raises(ValueError, match="zoo"):
        setup.apply_pack(engine, ada, "zoo")
    assert now(engine, ada) == bank


def test_behaviour_steps_are_named_by_a_preset(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    for preset in load_step_presets():
        setup.choose_steps(engine, ada, preset.code)
        assert now(engine, ada).step_names == preset.steps


# --- touchpoints


def test_touchpoints_are_renamed_added_and_put_in_order(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    lobby, queue, counter, advice = bank.touchpoints
    new = Touchpoint(
        0, "", Name("停车", "Parking"), Name("到店", "Arrival"), Dimension.TANGIBLES, Step.EXPLORE
    )
    renamed = replace(counter, name=Name("柜面服务", "Counter service"), aliases=("柜台",))
    setup.save_touchpoints(engine, ada, [new, queue, renamed, replace(advice, active=False), lobby])
    there = now(engine, ada).touchpoints
    assert [t.name.zh for t in there] == ["停车", "排队等候", "柜面服务", "理财咨询", "网点环境"]
    assert there[2] == renamed
    assert replace(there[0], id=0, code="") == new
    assert not there[3].active


def test_touchpoints_that_are_not_listed_come_last(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    lobby, queue, counter, advice = bank.touchpoints
    setup.save_touchpoints(engine, ada, [advice, counter])
    assert now(engine, ada).touchpoints == (advice, counter, lobby, queue)


def test_the_order_of_the_journey_is_the_order_of_the_gaps(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    setup.save_touchpoints(engine, ada, list(reversed(bank.touchpoints)))
    table = gaps.gap_table(engine, ada, View(QUARTER)).frame
    assert table["touchpoint"].tolist() == [t.id for t in reversed(bank.touchpoints)]


def test_a_renamed_touchpoint_is_recognised_by_its_other_spelling(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    lobby, queue, counter, advice = bank.touchpoints
    renamed = replace(queue, name=Name("等候时间", "Waiting"), aliases=("排队等候",))
    setup.save_touchpoints(engine, ada, [lobby, renamed, counter, advice])
    draft = imports.preview(engine, ada, feedback())
    assert [t.code for t in draft.touchpoints] == ["lobby", "queue", "counter", "advice"]


# --- branches


def test_branches_are_renamed_moved_added_and_switched_off(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    n1, n2, s1, s2, s3 = rows(bank)
    changed = [
        replace(s3, active=False),
        replace(n1, region="South", aliases=("北门", "北门口")),
        BranchRow(0, Name("江湾支行", "River Bend"), "东区", (), True),
        BranchRow(0, Name("无区支行"), "", (), True),
        n2, s1, s2,
    ]  # fmt: skip
    setup.save_branches(engine, ada, changed)
    there = now(engine, ada)
    regions = {r.id: r.name.zh for r in there.regions}
    assert [(b.name.zh, regions[b.region], b.active) for b in there.branches] == [
        ("码头支行", "南区", False),
        ("北门支行", "南区", True),
        ("江湾支行", "东区", True),
        ("无区支行", "未分区", True),
        ("老城支行", "北区", True),
        ("南湖支行", "南区", True),
        ("新区支行", "南区", True),
    ]
    assert {b.code for b in bank.branches} <= {b.code for b in there.branches}
    assert there.branches[1].aliases == ("北门", "北门口")


def test_saving_what_is_there_changes_nothing(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    setup.save_branches(engine, ada, rows(bank))
    setup.save_touchpoints(engine, ada, bank.touchpoints)
    setup.save_labels(engine, ada, Kind.CHANNEL, bank.channels)
    setup.save_labels(engine, ada, Kind.SEGMENT, bank.segments)
    assert now(engine, ada) == bank


def test_a_branch_switched_off_keeps_its_feedback(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, feedback())
    before = gaps.gap_table(engine, ada, View(QUARTER)).frame
    setup.save_branches(engine, ada, [replace(r, active=r.id != 3) for r in rows(bank)])
    after = gaps.gap_table(engine, ada, View(QUARTER)).frame
    assert after["n"].tolist() == before["n"].tolist()
    draft = imports.preview(engine, ada, feedback(SOUTH_NAMES, seed=2))
    assert "s1" not in [b.code for b in draft.branches]


# --- channels and segments


def test_labels_are_renamed_added_and_put_in_order(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    counter, mobile = bank.channels
    wechat = Label(0, "", Name("微信", "WeChat"), ("公众号",))
    setup.save_labels(
        engine, ada, Kind.CHANNEL, [wechat, replace(mobile, name=Name("手机", "Phone")), counter]
    )
    there = now(engine, ada)
    assert [c.name.en for c in there.channels] == ["WeChat", "Phone", "Counter"]
    assert there.channels[0].aliases == ("公众号",)
    assert there.segments == bank.segments


# --- what is refused


@pytest.mark.parametrize("nameless", [Name(""), Name("  ", " ")])
def test_a_row_without_a_name_is_refused_and_nothing_is_stored(
    engine: sa.Engine, bank: Institution, ada: Actor, nameless: Name
) -> None:
    before = everything_stored(engine)
    points = [replace(bank.touchpoints[0], active=False), replace(bank.touchpoints[1], name=nameless)]
    with pytest.raises(NamelessError) as caught:
        setup.save_touchpoints(engine, ada, points)
    assert caught.value.params["row"] == 2, "rows are counted as the person sees them"
    with pytest.raises(NamelessError):
        setup.save_branches(engine, ada, [replace(rows(bank)[0], name=nameless)])
    with pytest.raises(NamelessError):
        setup.save_labels(engine, ada, Kind.SEGMENT, [replace(bank.segments[0], name=nameless)])
    assert everything_stored(engine) == before


@pytest.mark.parametrize("taken", [Name("老城支行"), Name("老城", "Old Town"), Name("老城支行 ")])
def test_a_name_that_is_there_twice_is_refused(
    engine: sa.Engine, bank: Institution, ada: Actor, taken: Name
) -> None:
    before = everything_stored(engine)
    with pytest.raises(TwiceError):
        setup.save_branches(engine, ada, [*rows(bank), BranchRow(0, taken, "北区", (), True)])
    again = replace(bank.channels[1], name=bank.channels[0].name)
    with pytest.raises(TwiceError):
        setup.save_labels(engine, ada, Kind.CHANNEL, [bank.channels[0], again])
    assert everything_stored(engine) == before


def test_the_name_of_a_branch_switched_off_may_be_used_again(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    old = replace(rows(bank)[1], active=False)
    setup.save_branches(engine, ada, [old, BranchRow(0, old.name, "北区", (), True)])
    draft = imports.preview(engine, ada, feedback(("北门支行", "老城支行")))
    found = {b.code: b.name for b in draft.branches}
    assert "n2" not in found
    assert "老城支行" in found.values()


# --- thresholds


def test_every_number_follows_the_thresholds(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, feedback())
    assert not gaps.gap_table(engine, ada, View(QUARTER)).frame["hidden"].any()
    setup.save_thresholds(engine, ada, Thresholds(n_suppress=50))
    assert not gaps.gap_table(engine, ada, View(QUARTER)).frame["hidden"].any()
    few = gaps.gap_table(engine, ada, View(QUARTER, branches=(3, 4, 5))).frame
    assert few["hidden"].all()
    assert few[["gap", "lo", "hi", "expectation", "perception"]].isna().all(axis=None)
    wide, narrow = (
        gaps.gap_table(engine, ada, View(QUARTER)).frame
        for confidence in (0.99, 0.8)
        if setup.save_thresholds(engine, ada, Thresholds(confidence=confidence)) is None
    )
    assert ((wide["hi"] - wide["lo"]) > (narrow["hi"] - narrow["lo"])).all()


def test_a_threshold_out_of_bounds_never_arrives(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    with pytest.raises(ThresholdError):
        setup.save_thresholds(engine, ada, Thresholds.from_dict({"n_suppress": 1}))
    assert setup.current(engine, ada)[1] == Thresholds()


def test_the_newest_branch_is_at_the_end_and_knows_its_code(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    setup.save_branches(engine, ada, [*rows(bank), BranchRow(0, Name("江湾支行"), "北区", (), True)])
    newest = now(engine, ada).branches[-1]
    assert newest == Branch(newest.id, "b001", Name("江湾支行"), bank.branches[0].region)
