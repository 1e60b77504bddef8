"""A ledger of actions: taken over as a whole, by the rules of actions, and taken back as a whole."""

import datetime as dt
import html
import io
import zipfile
from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError
from mot.domain.improvements import Again, Learning, Lever, Stage
from mot.domain.issues import Severity
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.ledger.draft import Fate, LedgerDraft
from mot.services import actions, ledger
from mot.services.ledger import LedgerNotReadyError, NothingNewError
from mot.storage import audit
from tests.services.action_samples import BEFORE, DURING, content
from tests.services.ledger_samples import edited, handed_out, rows

pytestmark = pytest.mark.usefixtures("bank")

QUEUE = (
    1,
    "排队等候",
    "增设弹性窗口",
    "南湖支行",
    "王芳",
    dt.date(2026, 7, 6),
    dt.date(2026, 9, 30),
    "进行中",
)
QUEUE_OWN = (None, "南湖的行动", "", "排队等候", "南湖支行")
ADVICE = (2, "理财咨询", "话术演练", "新区支行", "李雷", dt.date(2026, 8, 3), "2026年10月底前", "未开始")


def preview(engine: sa.Engine, actor: Actor, source: SourceFile, **decided: object) -> LedgerDraft:
    return ledger.preview(engine, actor, source, Decisions(**decided), today=BEFORE)  # type: ignore[arg-type]


def fates(draft: LedgerDraft) -> list[tuple[int, str]]:
    return [(row.row, row.fate.value) for row in draft.rows]


def left_out(draft: LedgerDraft) -> list[tuple[int, str, str]]:
    return [(cell["row"], cell["column"], cell["reason"]) for cell in draft.rejects.cells.to_pylist()]


def test_a_usual_ledger_becomes_actions(engine: sa.Engine, mei: Actor) -> None:
    draft = preview(engine, mei, rows(QUEUE, ADVICE))
    assert fates(draft) == [(2, "new"), (3, "new")]
    assert draft.ready
    assert not actions.actions(engine, mei), "a preview stores nothing"
    done = ledger.commit(engine, mei, draft, today=BEFORE)
    assert (len(done.created), done.changed, done.unchanged, done.left_out) == (2, (), 0, 0)
    one = actions.action(engine, mei, done.created[0][0])
    assert (one.content.title, one.content.owner_name, one.content.stage) == (
        "增设弹性窗口",
        "王芳",
        Stage.UNDER_WAY,
    )
    assert (one.content.plan.touchpoint, one.content.plan.branches) == (2, {3})
    assert (one.content.plan.start, one.content.due) == (dt.date(2026, 7, 6), dt.date(2026, 9, 30))
    assert one.content.plan.evaluate == dt.date(2026, 11, 1), "when the three months after July are over"
    assert one.content.plan.comparison, "compared with all others, as every action is"
    two = actions.action(engine, mei, done.created[1][0])
    assert (two.content.due, two.content.stage) == (dt.date(2026, 10, 31), Stage.PLANNED)
    assert [line.event for line in actions.log(engine, mei, one.id)] == ["created"]


def test_the_same_ledger_again_changes_nothing_and_later_only_what_differs(
    engine: sa.Engine, mei: Actor
) -> None:
    ledger.commit(engine, mei, preview(engine, mei, rows(QUEUE, ADVICE)), today=BEFORE)
    again = preview(engine, mei, rows(QUEUE, ADVICE))
    assert fates(again) == [(2, "unchanged"), (3, "unchanged")]
    with pytest.raises(NothingNewError):
        ledger.commit(engine, mei, again)
    later = preview(engine, mei, rows((*QUEUE[:7], "已完成"), ADVICE))
    assert fates(later) == [(2, "changed"), (3, "unchanged")]
    assert later.rows[0].changed == ("stage",)
    done = ledger.commit(engine, mei, later, today=BEFORE)
    assert len(actions.actions(engine, mei)) == 2
    assert (len(done.changed), done.unchanged) == (1, 1)
    assert actions.action(engine, mei, done.changed[0][0]).content.stage is Stage.REMEASURE


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_ledger_that_was_handed_out_changes_nothing(engine: sa.Engine, ada: Actor, language: str) -> None:
    actions.create(
        engine,
        ada,
        content(
            1, 3, title="=1+1", description="-第一行\n\n  第二行", lever=Lever.TRAINING, owner_name="外部讲师",
            due=dt.date(2026, 9, 1), stage=Stage.CLOSED, audience="大堂经理", trained=dt.date(2026, 8, 1),
            learning=Learning("提前排班有效，+2 人", Again.CHANGED), window=6, target=-5.123456789, seasonal=True,
        ),
        today=BEFORE,
    )  # fmt: skip
    actions.create(engine, ada, content(2, title="001", comparison=frozenset({5})), today=BEFORE)
    actions.create(engine, ada, content(4, 5, title="无", stage=Stage.DROPPED, owner="ada"), today=BEFORE)
    before = actions.actions(engine, ada)
    draft = preview(engine, ada, handed_out(engine, ada, language))  # type: ignore[arg-type]
    assert fates(draft) == [(2, "unchanged"), (3, "unchanged"), (4, "unchanged")]
    assert not draft.issues
    assert not len(draft.rejects)
    assert actions.actions(engine, ada) == before


def test_a_ledger_handed_out_brings_back_what_was_filled_in(engine: sa.Engine, mei: Actor) -> None:
    one = actions.create(engine, mei, content(3, due=dt.date(2026, 9, 1)), today=BEFORE)
    source = edited(
        handed_out(engine, mei),
        {(2, "截止日期"): None, (2, "说明"): "周三复盘", (2, "进度"): "进行中"},
        (None, "新行动", "", "排队等候", "码头支行"),
    )
    draft = preview(engine, mei, source)
    assert fates(draft) == [(2, "changed"), (3, "new")]
    assert set(draft.rows[0].changed) == {"due", "description", "stage"}
    ledger.commit(engine, mei, draft, today=BEFORE)
    now = actions.action(engine, mei, one.id).content
    assert now == replace(one.content, due=None, description="周三复盘", stage=Stage.UNDER_WAY)
    assert {a.content.title for a in actions.actions(engine, mei)} == {"叫号分流", "新行动"}


def test_what_somebody_changed_since_the_ledger_was_written_is_not_put_back(
    engine: sa.Engine, mei: Actor, ada: Actor
) -> None:
    one = actions.create(engine, mei, content(3), today=BEFORE)
    written = handed_out(engine, mei)
    theirs = replace(one.content, title="叫号分流二期", description="她写的", stage=Stage.UNDER_WAY)
    actions.change(engine, ada, one.id, theirs, version=1, today=BEFORE)
    assert fates(preview(engine, mei, written)) == [(2, "unchanged")], (
        "the old words are not hers to put back"
    )
    mine = edited(written, {(2, "说明"): "我写的", (2, "负责人"): "王芳"})
    draft = preview(engine, mei, mine)
    (conflict,) = [issue for issue in draft.issues if issue.code == "ledger_conflict"]
    assert (conflict.severity, conflict.chosen, conflict.params["columns"]) == (
        Severity.DECIDE,
        "theirs",
        ["说明"],
    )
    assert draft.rows[0].changed == ("owner_name",)
    insisting = preview(engine, mei, mine, values={conflict.key: "mine"})
    assert set(insisting.rows[0].changed) == {"owner_name", "description"}
    ledger.commit(engine, mei, insisting, today=BEFORE)
    now = actions.action(engine, mei, one.id).content
    assert now == replace(theirs, description="我写的", owner_name="王芳")


def test_what_changed_between_preview_and_commit_is_told_and_left(
    engine: sa.Engine, mei: Actor, ada: Actor
) -> None:
    one = actions.create(engine, mei, content(3), today=BEFORE)
    source = edited(
        handed_out(engine, mei), {(2, "说明"): "我写的"}, (None, "新行动", "", "排队等候", "码头支行")
    )
    draft = preview(engine, mei, source)
    actions.change(engine, ada, one.id, replace(one.content, description="她写的"), version=1, today=BEFORE)
    done = ledger.commit(engine, mei, draft, today=BEFORE)
    assert (done.changed, len(done.created)) == ((), 1)
    assert [row for _, row in done.overtaken] == [2]
    assert actions.action(engine, mei, one.id).content.description == "她写的"


def test_the_same_draft_committed_twice_makes_no_action_twice(engine: sa.Engine, mei: Actor) -> None:
    draft = preview(engine, mei, rows(QUEUE, ADVICE))
    ledger.commit(engine, mei, draft, today=BEFORE)
    again = ledger.commit(engine, mei, draft, today=BEFORE)
    assert (again.created, [row for _, row in again.overtaken]) == ((), [2, 3])
    assert len(actions.actions(engine, mei)) == 2


def test_undoing_a_ledger_gives_every_action_its_words_back(engine: sa.Engine, mei: Actor) -> None:
    one = actions.create(engine, mei, content(3), today=BEFORE)
    source = edited(
        handed_out(engine, mei), {(2, "说明"): "我写的"}, (None, "新行动", "", "排队等候", "码头支行")
    )
    done = ledger.commit(engine, mei, preview(engine, mei, source), today=BEFORE)
    told = ledger.undo(engine, mei, done, today=BEFORE)
    (made,) = [number for number, _ in done.created]
    assert (told.dropped, told.restored, told.kept) == ((made,), (one.id,), ())
    assert actions.action(engine, mei, one.id).content == one.content
    assert actions.action(engine, mei, made).content.stage is Stage.DROPPED
    twice = ledger.undo(engine, mei, done, today=BEFORE)
    assert (twice.dropped, twice.restored, set(twice.kept)) == ((), (), {made, one.id})
    with engine.connect() as tx:
        events = [line.event for line in audit.read(tx)]
    assert events.count("ledger_imported") == 1
    assert events.count("ledger_undone") == 2
    back = preview(engine, mei, source)
    assert fates(back) == [(2, "changed"), (3, "changed")], (
        "a dropped action is taken up again, not made twice"
    )


def test_undoing_leaves_what_somebody_worked_on_since(engine: sa.Engine, mei: Actor, ada: Actor) -> None:
    done = ledger.commit(engine, mei, preview(engine, mei, rows(QUEUE, ADVICE)), today=BEFORE)
    (first, _), (second, _) = done.created
    there = actions.action(engine, ada, first)
    actions.change(engine, ada, first, replace(there.content, description="她写的"), version=1, today=BEFORE)
    told = ledger.undo(engine, mei, done, today=BEFORE)
    assert (told.dropped, told.kept) == ((second,), (first,))
    assert actions.action(engine, mei, first).content.description == "她写的"


def test_from_its_start_on_the_plan_stays_and_the_rest_is_taken_over(engine: sa.Engine, mei: Actor) -> None:
    one = actions.create(engine, mei, content(3), today=BEFORE)
    source = edited(handed_out(engine, mei), {(2, "评估日期"): dt.date(2027, 6, 1), (2, "说明"): "周三复盘"})
    draft = ledger.preview(engine, mei, source, today=DURING)
    assert [(row, why) for row, _, why in left_out(draft)] == [(2, "plan_fixed")]
    assert draft.rows[0].changed == ("description",)
    ledger.commit(engine, mei, draft, today=DURING)
    assert actions.action(engine, mei, one.id).content == replace(one.content, description="周三复盘")


def test_rows_that_cannot_be_are_left_out_with_their_place_and_reason(engine: sa.Engine, mei: Actor) -> None:
    draft = preview(
        engine,
        mei,
        rows(
            QUEUE,
            (2, "排队等候", None, "南湖支行", "王芳", "2026-07-06", "2026-09-30", "进行中"),
            (3, None, None, "南湖支行", "王芳", "2026-07-06", "2026-09-30", "进行中"),
            (4, "排队等候", "早于开始", "南湖支行", "王芳", "2026-07-06", "2026-06-30", "进行中"),
            (5, "排队等候", "说不清", "南湖支行", "王芳", "2026-07-06", "找时间", "进行中"),
            QUEUE,
        ),
    )
    assert left_out(draft) == [
        (3, "C", "no_title"),
        (4, "C", "no_title"),
        (4, "B", "no_touchpoint"),
        (5, "G", "due_before_start"),
        (6, "G", "no_day"),
        (7, "C", "repeated"),
    ]
    assert fates(draft) == [(2, "new"), (6, "new")]
    done = ledger.commit(engine, mei, draft, today=BEFORE)
    assert done.left_out == 4, "row 6 comes in without its deadline"


# --- who may


def test_mei_cannot_reach_the_north_by_a_ledger(engine: sa.Engine, lin: Actor, mei: Actor) -> None:
    of_north = actions.create(engine, lin, content(1, title="北门的行动"), today=BEFORE)
    source = edited(handed_out(engine, lin), {(2, "行动"): "改名"}, QUEUE_OWN)
    draft = preview(engine, mei, source)
    asked = [issue for issue in draft.issues if issue.severity is Severity.BLOCKING]
    assert [(issue.code, issue.params["name"]) for issue in asked] == [("ledger_branch", "北门支行")]
    assert set(asked[0].choices) == {"s1", "s2", "s3", "-"}, "only her own branches are offered"
    with pytest.raises(LedgerNotReadyError):
        ledger.commit(engine, mei, draft)
    decided = preview(engine, mei, source, values={asked[0].key: "-"})
    assert fates(decided) == [(3, "new")]
    assert [why for *_, why in left_out(decided)] == ["branches_refused"]
    ledger.commit(engine, mei, decided, today=BEFORE)
    assert actions.action(engine, lin, of_north.id) == of_north
    assert [one.content.plan.branches for one in actions.actions(engine, mei)] == [{3}]


def test_a_number_of_the_north_tells_mei_nothing(engine: sa.Engine, lin: Actor, mei: Actor) -> None:
    of_north = actions.create(engine, lin, content(1, title="北门的行动"), today=BEFORE)
    source = edited(handed_out(engine, mei), {}, (of_north.id, "南湖的行动", "", "排队等候", "南湖支行"))
    draft = preview(engine, mei, source)
    assert fates(draft) == [(2, "new")]
    assert not [
        issue for issue in draft.issues if issue.severity is not Severity.NOTE and issue.key != "start"
    ]
    ledger.commit(engine, mei, draft, today=BEFORE)
    assert actions.action(engine, lin, of_north.id) == of_north


def test_mei_takes_an_action_of_the_whole_bank_away_without_the_names_of_the_north(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    shared = actions.create(engine, ada, content(1, 3), today=BEFORE)
    source = handed_out(engine, mei)
    draft = preview(engine, mei, source)
    assert fates(draft) == [(2, "unchanged")]
    changed = preview(engine, mei, edited(source, {(2, "说明"): "我写的"}))
    assert fates(changed) == []
    assert [why for *_, why in left_out(changed)] == ["not_yours"]
    assert actions.action(engine, ada, shared.id) == shared
    package = zipfile.ZipFile(io.BytesIO(source.content))
    parts = [package.read(name).decode("utf-8", "ignore") for name in package.namelist()]
    everything = html.unescape("".join(parts))
    assert "南湖支行" in everything
    assert "北门支行" not in everything
    assert "老城支行" not in everything


def test_the_leader_reads_the_ledger_and_brings_none_in(engine: sa.Engine, chen: Actor, ada: Actor) -> None:
    actions.create(engine, ada, content(1, 3), today=BEFORE)
    assert handed_out(engine, chen).content
    with pytest.raises(NotAllowedError):
        preview(engine, chen, rows(QUEUE))
    draft = preview(engine, ada, rows(QUEUE))
    with pytest.raises(NotAllowedError):
        ledger.commit(engine, chen, draft)
    with pytest.raises(NotAllowedError):
        ledger.undo(engine, chen, ledger.commit(engine, ada, draft, today=BEFORE))


def test_nothing_is_stored_when_one_row_is_forbidden_at_the_last_moment(
    engine: sa.Engine, mei: Actor
) -> None:
    draft = preview(engine, mei, rows(QUEUE, ADVICE))
    last = draft.rows[1]
    outside = replace(last.content, plan=replace(last.content.plan, branches=frozenset({1})))
    tampered = replace(draft, rows=(draft.rows[0], replace(last, content=outside)))
    with pytest.raises(OutOfScopeError):
        ledger.commit(engine, mei, tampered, today=BEFORE)
    assert not actions.actions(engine, mei)
    assert draft.count(Fate.NEW) == 2
