"""Each person is told what is new for them: once, within what they may see, and again when it did not arrive."""

import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from mot.analysis.digests import MissingItem
from mot.domain.access import Actor, NotAllowedError
from mot.domain.improvements import Stage
from mot.domain.survey import Institution
from mot.services import actions, delivery, digest, people, receivers
from mot.services.people import local_actor
from mot.settings import load_settings
from mot.storage import demonstration
from mot.storage import receivers as stored
from tests.services.action_samples import content
from tests.services.digest_samples import TODAY, months
from tests.services.listener import Listener
from tests.services.service_samples import NORTH_NAMES, SOUTH_NAMES, bring_in, everything_stored

pytestmark = pytest.mark.both

NORTH_WORDS = ("北门", "老城", "North Gate", "Old Town", "北区")
DUE = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def staff(engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor) -> None:
    """The cast may come in."""
    for person in (ada, lin, mei, chen):
        codes = [b.code for b in bank.branches if b.id in (person.scope.branches or ())]
        people.admit(engine, local_actor(), person.login, person.name, person.role, codes)


@pytest.fixture
def inbox() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def subscribe(engine: sa.Engine, ada: Actor, inbox: Listener, *logins: str, place: str = "") -> None:
    for login in logins:
        receivers.add(engine, ada, f"{inbox.url}/{login}{place}", login=login)


def overdue(engine: sa.Engine, actor: Actor, *branches: int, title: str = "叫号分流", owner: str = "") -> int:
    """An action that should have been done a month ago."""
    asked = content(*branches, title=title, due=DUE, owner=owner, stage=Stage.UNDER_WAY)
    return actions.create(engine, actor, asked, today=dt.date(2026, 6, 1)).id


def keys(found: digest.Digest) -> set[str]:
    return {item.key for item in found.items}


def words(inbox: Listener) -> str:
    return "\n".join(m["title"] + "\n" + m["message"] for m in inbox.messages)


def test_a_digest_holds_alarms_and_what_is_to_be_done(engine: sa.Engine, ada: Actor, mei: Actor) -> None:
    bring_in(engine, ada, months(SOUTH_NAMES, bad=("南湖支行",)))
    number = overdue(engine, mei, 3, owner="mei")
    found = digest.digest(engine, mei, TODAY)
    assert "alarm:202609:queue:s1:low" in keys(found)
    assert f"overdue:{number}:2026-09-01" in keys(found)
    assert "answers:2026Q4:202610" in keys(found)
    later = digest.digest(engine, mei, TODAY + dt.timedelta(days=1))
    assert keys(later) == keys(found), "the same news have the same keys"


def test_mei_is_told_no_word_of_the_north(
    engine: sa.Engine, ada: Actor, lin: Actor, mei: Actor, chen: Actor, inbox: Listener
) -> None:
    bring_in(engine, ada, months(SOUTH_NAMES, bad=("南湖支行",)))
    overdue(engine, mei, 3, title="南湖叫号")
    alone = digest.digest(engine, mei, TODAY)
    bring_in(engine, ada, months(NORTH_NAMES, bad=("北门支行",), seed=2, each=30))
    overdue(engine, lin, 1, title="北门弹性窗口")
    found = digest.digest(engine, mei, TODAY)
    assert keys(found) == keys(alone)
    subscribe(engine, ada, inbox, "mei")
    digest.send(engine, ada, TODAY)
    assert "南湖" in words(inbox)
    assert not [word for word in NORTH_WORDS if word in words(inbox)]
    inbox.messages.clear()
    subscribe(engine, ada, inbox, "chen", "lin")
    digest.send(engine, ada, TODAY)
    assert "北门弹性窗口" in words(inbox), "there is something to be kept from her"
    assert "alarm:202609:queue:n1:low" in keys(digest.digest(engine, chen, TODAY))


def test_an_action_at_branches_of_both_is_told_without_the_names_of_the_others(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    overdue(engine, ada, 1, 3, title="全行叫号")
    subscribe(engine, ada, inbox, "mei")
    digest.send(engine, ada, TODAY)
    assert "全行叫号" in words(inbox)
    assert not [word for word in NORTH_WORDS if word in words(inbox)]


def test_nothing_is_sent_twice_and_nothing_new_is_not_sent(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    subscribe(engine, ada, inbox, "mei")
    assert digest.send(engine, ada, TODAY) == digest.Sent((), 1), "there is nothing to say yet"
    assert not inbox.messages
    overdue(engine, mei, 3)
    sent = digest.send(engine, ada, TODAY)
    assert [(one.login, one.items, one.arrived) for one in sent.told] == [("mei", 1, True)]
    assert digest.send(engine, ada, TODAY + dt.timedelta(days=1)).told == ()
    assert len(inbox.messages) == 1
    overdue(engine, mei, 4, title="第二项")
    digest.send(engine, ada, TODAY)
    assert "第二项" in inbox.messages[1]["message"]
    assert "叫号分流" not in inbox.messages[1]["message"]


def test_a_due_date_that_was_put_off_and_missed_again_is_news(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    subscribe(engine, ada, inbox, "mei")
    number = overdue(engine, mei, 3)
    digest.send(engine, ada, TODAY)
    there = actions.action(engine, mei, number)
    moved = content(3, due=dt.date(2026, 10, 10), stage=Stage.UNDER_WAY)
    actions.change(engine, mei, number, moved, version=there.version, today=TODAY)
    assert digest.send(engine, ada, TODAY).told == ()
    assert len(digest.send(engine, ada, dt.date(2026, 10, 11)).told) == 1


@pytest.mark.parametrize("trouble", ["refused", "slow", "away"])
def test_what_did_not_arrive_is_sent_by_the_next_run(
    trouble: str, engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ANSWER_SECONDS", 0.3)
    subscribe(engine, ada, inbox, "mei")
    overdue(engine, mei, 3)
    inbox.status, inbox.delay = (500, 0) if trouble == "refused" else (200, 1.0 if trouble == "slow" else 0)
    if trouble == "away":
        monkeypatch.setattr(delivery.requests.sessions.Session, "send", _nobody_there)
    sent = digest.send(engine, ada, TODAY)
    assert [one.arrived for one in sent.failed] == [False]
    assert not everything_stored(engine)["digest_sent"]
    if trouble == "away":
        monkeypatch.undo()
    inbox.status, inbox.delay = 200, 0
    assert [one.arrived for one in digest.send(engine, ada, TODAY).told] == [True]
    assert digest.send(engine, ada, TODAY).told == ()


def _nobody_there(*_: object, **__: object) -> None:
    raise delivery.requests.ConnectionError


def test_one_bad_address_does_not_keep_a_message_from_the_others(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    broken = Listener()
    broken.status = 500
    subscribe(engine, ada, broken, "mei", "ada")
    subscribe(engine, ada, inbox, "mei", "chen")
    overdue(engine, mei, 3)
    for run in range(2):
        sent = digest.send(engine, ada, TODAY)
        assert [one.login for one in sent.failed] == ["ada", "mei"], run
    assert len(inbox.messages) == 2, "one for mei and one for chen, in the first run"
    broken.status = 200
    assert [one.login for one in digest.send(engine, ada, TODAY).told] == ["ada", "mei"]
    assert len(inbox.messages) == 2
    broken.close()


def test_two_runs_at_once_send_each_thing_once(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    inbox.delay = 0.1
    subscribe(engine, ada, inbox, "ada", "chen", "mei")
    for title in ("一", "二", "三"):
        overdue(engine, mei, 3, title=f"行动{title}")
    start = threading.Barrier(4)

    def run(_: int) -> digest.Sent:
        start.wait()
        return digest.send(engine, ada, TODAY)

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(run, range(4)))
    assert sorted(one.login for all_ in sent for one in all_.told) == ["ada", "chen", "mei"]
    assert len(inbox.messages) == 3
    assert words(inbox).count("行动二") == 3
    assert len(everything_stored(engine)["digest_sent"]) == 9


def test_what_a_run_began_to_send_before_it_was_killed_is_sent_a_quarter_of_an_hour_later(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    subscribe(engine, ada, inbox, "mei")
    number = overdue(engine, mei, 3)
    key = receivers.receiver(engine, mei).addresses[0].key
    for ago, arrives in ((dt.timedelta(minutes=1), False), (dt.timedelta(minutes=16), True)):
        now = dt.datetime.now(dt.UTC) - ago
        with engine.begin() as tx:
            stored.get(tx, "mei", hold=True)
            stored.release(tx, "killed")
            item = [f"overdue:{number}:2026-09-01"]
            assert stored.claim(tx, "mei", key, item, "killed", now=now, given_up=now)
        assert bool(digest.send(engine, ada, TODAY).told) is arrives
    assert digest.send(engine, ada, TODAY).told == ()


def test_who_was_shut_out_or_switched_it_off_is_sent_nothing(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    subscribe(engine, ada, inbox, "mei", "chen")
    overdue(engine, mei, 3)
    people.shut_out(engine, ada, "mei")
    receivers.choose(engine, ada, language="zh", active=False, login="chen")
    assert digest.send(engine, ada, TODAY).told == ()
    receivers.choose(engine, ada, language="zh", active=True, login="chen")
    assert [one.login for one in digest.send(engine, ada, TODAY).told] == ["chen"]


def test_only_who_manages_people_sends_digests(engine: sa.Engine, mei: Actor, chen: Actor) -> None:
    for person in (mei, chen):
        with pytest.raises(NotAllowedError):
            digest.send(engine, person, TODAY)
        with pytest.raises(NotAllowedError):
            digest.previews(engine, person, TODAY)


def test_a_name_nobody_has_is_told(engine: sa.Engine, ada: Actor) -> None:
    for ask in (digest.send, digest.previews):
        with pytest.raises(people.UnknownPersonError):
            ask(engine, ada, TODAY, logins=["nobody"])


def test_a_dry_run_tells_everybodys_words_and_changes_nothing(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(engine, ada, inbox, "mei")
    receivers.choose(engine, ada, language="en", login="mei")
    overdue(engine, mei, 3, owner="mei")
    monkeypatch.setenv("MOT_PUBLIC_URL", "https://moments.bank.example/")
    load_settings.cache_clear()
    try:
        before = everything_stored(engine)
        found = {one.login: one for one in digest.previews(engine, ada, TODAY)}
        assert everything_stored(engine) == before
        assert not inbox.messages
        assert sorted(found) == ["ada", "chen", "mei"], "lin has nothing to read"
        assert found["mei"].shown == (receivers.receiver(engine, mei).addresses[0].shown,)
        assert found["chen"].shown == ()
        assert found["mei"].title == "Moments of Truth: 1 thing is new"
        assert found["mei"].body == (
            "Overdue actions\n• “叫号分流”, which you run, was due on 1 Sept 2026.\n"
            "https://moments.bank.example/actions"
        )
        digest.send(engine, ada, TODAY)
        assert inbox.messages[0]["message"] == found["mei"].body
        assert "mei" not in {one.login for one in digest.previews(engine, ada, TODAY)}
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()


def test_a_message_fits_into_a_robot_of_wecom_whatever_there_is_to_say(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    bring_in(engine, ada, months(SOUTH_NAMES, bad=SOUTH_NAMES))
    for number in range(30):
        overdue(engine, mei, 3, title=f"第{number}项" + "改进排队体验" * 30)
    subscribe(engine, ada, inbox, "mei")
    digest.send(engine, ada, TODAY)
    message = inbox.messages[0]
    whole = f"{message['title']}\n{message['message']}"
    assert 800 < len(whole.encode()) <= 2048
    assert "• 另有" in whole
    assert whole.count("改进排队体验") > 0
    assert digest.send(engine, ada, TODAY).told == (), "what was counted is told"


def test_an_action_is_judged_when_there_are_answers_and_lacks_them_otherwise(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, months(("新区支行", "码头支行", *NORTH_NAMES)))
    bring_in(engine, ada, months(("南湖支行",), each=5, seed=2))
    dates = {"start": dt.date(2026, 4, 1), "evaluate": dt.date(2026, 9, 30)}
    few, many = (
        actions.create(
            engine, mei, content(branch, stage=Stage.UNDER_WAY, **dates), today=dt.date(2026, 3, 1)
        ).id
        for branch in (3, 4)
    )
    work = {k for k in keys(digest.digest(engine, mei, TODAY)) if not k.startswith("answers")}
    assert work == {f"ready:{many}", f"missing:{few}:202610"}
    missing = next(i for i in digest.digest(engine, mei, TODAY).items if i.key.startswith("missing"))
    assert isinstance(missing, MissingItem)
    assert missing.missing
    assert missing.missing > 0
    later = keys(digest.digest(engine, mei, dt.date(2026, 12, 1)))
    assert {f"ready:{many}", f"ready:{few}"} <= later, "no more answers come in: it is to be closed"
    early = keys(digest.digest(engine, mei, dt.date(2026, 7, 5)))
    assert not [k for k in early if k.startswith(("ready", "missing"))], "too early to be reminded"


def test_what_was_sent_of_the_demonstration_is_forgotten_with_it(
    engine: sa.Engine, ada: Actor, mei: Actor, inbox: Listener
) -> None:
    subscribe(engine, ada, inbox, "mei")
    overdue(engine, mei, 3)
    digest.send(engine, ada, TODAY)
    with engine.begin() as tx:
        demonstration.remove(tx)
    assert not everything_stored(engine)["digest_sent"]
    assert len(receivers.receiver(engine, mei).addresses) == 1


def test_old_files_are_no_news(engine: sa.Engine, ada: Actor, mei: Actor) -> None:
    bring_in(engine, ada, months(SOUTH_NAMES, bad=("南湖支行",)))
    found = digest.digest(engine, mei, dt.date(2027, 9, 5))
    assert not found.items
