"""Addresses are secrets: each person sets their own, an administrator anybody's, and nobody reads them again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError
from mot.domain.receivers import (
    MOST_ADDRESSES,
    AddressNotAllowedError,
    AddressNotFoundError,
    BadAddressError,
    NotDeliveredError,
    TooManyAddressesError,
)
from mot.services import people, receivers
from mot.services.people import UnknownPersonError, local_actor
from mot.services.vault import FileKeyError
from mot.settings import load_settings
from mot.storage import audit
from tests.services.listener import Listener
from tests.services.service_samples import everything_stored

SECRET = "693a91f6-7b2c-4bc4-97a0-0ec2af15aaae"
WECOM = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={SECRET}"


@pytest.fixture(autouse=True)
def staff(engine: sa.Engine, bank: object, ada: Actor, lin: Actor, mei: Actor, chen: Actor) -> None:
    """The cast may come in."""
    for person in (ada, lin, mei, chen):
        codes = [b.code for b in bank.branches if b.id in (person.scope.branches or ())]  # type: ignore[attr-defined]
        people.admit(engine, local_actor(), person.login, person.name, person.role, codes)


def test_an_address_is_kept_sealed_and_never_shown_in_full(engine: sa.Engine, mei: Actor) -> None:
    added = receivers.add(engine, mei, WECOM)
    assert [a.shown for a in added.addresses] == ["wecombot://…aaae"]
    assert (added.login, added.language, added.active) == ("mei", "zh", True)
    assert receivers.receiver(engine, mei) == added
    assert SECRET not in repr(everything_stored(engine))
    assert SECRET not in repr(receivers.receiver(engine, mei))
    with engine.connect() as tx:
        line = audit.read(tx)[0]
    assert (line.login, line.event, line.subject) == ("mei", "receiver_changed", "mei")
    assert line.detail["addresses"] == ["wecombot://…aaae"]


def test_the_same_address_added_again_is_the_same_one(engine: sa.Engine, mei: Actor) -> None:
    first = receivers.add(engine, mei, WECOM)
    assert receivers.add(engine, mei, f"wecombot://{SECRET}") == first
    gone = receivers.remove(engine, mei, first.addresses[0].key)
    assert gone.addresses == ()
    assert receivers.add(engine, mei, WECOM).addresses == first.addresses


def test_mei_sets_her_own_and_neither_reads_nor_changes_that_of_lin(
    engine: sa.Engine, lin: Actor, mei: Actor, chen: Actor
) -> None:
    key = receivers.add(engine, lin, WECOM).addresses[0].key
    for other in (mei, chen):
        for forbidden in (
            lambda who: receivers.receiver(engine, who, "lin"),
            lambda who: receivers.add(engine, who, WECOM, login="lin"),
            lambda who: receivers.remove(engine, who, key, login="lin"),
            lambda who: receivers.choose(engine, who, language="en", login="lin"),
            lambda who: receivers.send_test(engine, who, login="lin"),
            lambda who: receivers.everyone(engine, who),
        ):
            with pytest.raises(NotAllowedError):
                forbidden(other)
    assert receivers.receiver(engine, mei).addresses == ()
    assert len(receivers.add(engine, chen, "feishu://4f5e6d7c-8b9a").addresses) == 1, (
        "the leader has an own one"
    )


def test_an_administrator_sets_anybodys(engine: sa.Engine, ada: Actor, mei: Actor) -> None:
    added = receivers.add(engine, ada, WECOM, login="mei", language="en")
    changed = receivers.choose(engine, ada, language="en", active=False, login="mei")
    assert (changed.addresses, changed.language, changed.active) == (added.addresses, "en", False)
    assert receivers.everyone(engine, ada) == (changed,)
    assert receivers.receiver(engine, mei) == changed
    with pytest.raises(UnknownPersonError):
        receivers.add(engine, ada, WECOM, login="nobody")


def test_a_server_of_ones_own_choice_is_for_the_administrator(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    with pytest.raises(AddressNotAllowedError):
        receivers.add(engine, mei, "json://10.0.0.1/admin")
    assert len(receivers.add(engine, ada, "json://10.0.0.1/inbox", login="mei").addresses) == 1


def test_who_works_without_signing_in_has_an_address_and_only_there(
    engine: sa.Engine, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(receivers.add(engine, local_actor(), WECOM).addresses) == 1
    monkeypatch.setenv("MOT_SIGN_IN", "oidc")
    load_settings.cache_clear()
    try:
        with pytest.raises(UnknownPersonError):
            receivers.add(engine, local_actor(), WECOM)
        assert len(receivers.add(engine, local_actor(), WECOM, login="mei").addresses) == 1
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()


def test_a_wrong_address_changes_nothing(engine: sa.Engine, mei: Actor) -> None:
    before = everything_stored(engine)
    with pytest.raises(BadAddressError):
        receivers.add(engine, mei, "hello")
    with pytest.raises(AddressNotFoundError):
        receivers.remove(engine, mei, "0")
    assert everything_stored(engine) == before


def test_two_changes_at_once_both_count(engine: sa.Engine, mei: Actor) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: receivers.add(engine, mei, f"feishu://token-number-{n}"), range(4)))
    assert len(receivers.receiver(engine, mei).addresses) == 4
    receivers.add(engine, mei, "feishu://one-more")
    with pytest.raises(TooManyAddressesError):
        receivers.add(engine, mei, "feishu://one-too-many")
    assert len(receivers.receiver(engine, mei).addresses) == MOST_ADDRESSES


def test_a_test_message_tells_where_it_did_not_arrive(engine: sa.Engine, ada: Actor, mei: Actor) -> None:
    good, bad = Listener(), Listener()
    bad.status = 500
    for listener in (good, bad):
        receivers.add(engine, ada, listener.url, login="mei", language="zh")
    failed = receivers.send_test(engine, mei)
    assert [type(error) for error in failed] == [NotDeliveredError]
    assert [len(listener.messages) for listener in (good, bad)] == [1, 1]
    assert good.messages[0]["title"] == "关键时刻：测试消息"
    good.close()
    bad.close()


def test_another_key_opens_nothing(engine: sa.Engine, mei: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    receivers.add(engine, mei, WECOM)
    monkeypatch.setenv("MOT_FILE_KEY", "ab" * 32)
    load_settings.cache_clear()
    try:
        with pytest.raises(FileKeyError):
            receivers.receiver(engine, mei)
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()
