"""Where each person's digest goes. Addresses hold secrets: they are sealed, and never shown in full again."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, cast

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import MotError
from mot.domain.receivers import (
    MOST_ADDRESSES,
    Address,
    AddressNotAllowedError,
    AddressNotFoundError,
    BadAddressError,
    NotDeliveredError,
    Receiver,
    TooManyAddressesError,
)
from mot.locale.sentences import digest as sentences
from mot.locale.words import LANGUAGES, Locale
from mot.services import delivery
from mot.services.people import LOCAL_LOGIN, UnknownPersonError, local_actor
from mot.services.vault import Vault, vault
from mot.settings import load_settings
from mot.storage import audit, people, receivers, settings

Language = Literal["zh", "en"]
TALKS = {language: Locale(language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Opened:
    """A receiver with its addresses as they are: for sending alone, by the key that stands for each."""

    receiver: Receiver
    urls: dict[str, str] = field(repr=False)


def receiver(engine: sa.Engine, actor: Actor, login: str = "") -> Receiver:
    """The actor's own receiver, or that of `login` for an administrator; without addresses when there is none."""
    return _opened(engine, _whose(actor, login)).receiver


def everyone(engine: sa.Engine, actor: Actor) -> tuple[Receiver, ...]:
    """All receivers, by login."""
    actor.require(Permission.MANAGE_PEOPLE)
    with engine.connect() as tx:
        stored = receivers.everyone(tx)
    return tuple(unsealed(vault(engine), one).receiver for one in stored)


def add(
    engine: sa.Engine, actor: Actor, typed: str, *, login: str = "", language: Language | None = None
) -> Receiver:
    """Send digests to one more address, such as ``wecombot://KEY`` or the webhook as pasted.

    Raises
    ------
    BadAddressError, AddressNotAllowedError, TooManyAddressesError, UnknownPersonError
    """
    whose = _whose(actor, login)
    url = delivery.tidy(typed)
    if delivery.kind(url) not in delivery.OPEN_TO_ALL and not actor.may(Permission.MANAGE_PEOPLE):
        raise AddressNotAllowedError(kind=delivery.kind(url))

    def more(urls: dict[str, str]) -> dict[str, str]:
        added = {**urls, _key(vault(engine), url): url}
        if len(added) > MOST_ADDRESSES:
            raise TooManyAddressesError(most=MOST_ADDRESSES)
        return added

    return _change(engine, actor, whose, more, language=language)


def remove(engine: sa.Engine, actor: Actor, key: str, *, login: str = "") -> Receiver:
    """Send nothing to an address any more.

    Raises
    ------
    AddressNotFoundError
    """
    whose = _whose(actor, login)

    def fewer(urls: dict[str, str]) -> dict[str, str]:
        if key not in urls:
            raise AddressNotFoundError(login=whose, key=key, shown=", ".join(urls) or "–")
        return {k: url for k, url in urls.items() if k != key}

    return _change(engine, actor, whose, fewer)


def choose(
    engine: sa.Engine, actor: Actor, *, language: Language, active: bool = True, login: str = ""
) -> Receiver:
    """Set the language of digests, and whether any are sent."""
    whose = _whose(actor, login)
    return _change(engine, actor, whose, lambda urls: urls, language=language, active=active)


def send_test(engine: sa.Engine, actor: Actor, *, login: str = "") -> tuple[MotError, ...]:
    """Send a test message to each address of a person now; why it did not arrive, for each where it did not."""
    opened = _opened(engine, _whose(actor, login))
    locale = TALKS[opened.receiver.language]
    failed: list[MotError] = []
    for url in opened.urls.values():
        try:
            delivery.deliver(url, sentences.trial_title(locale), sentences.trial_body(locale))
        except (NotDeliveredError, BadAddressError) as error:
            failed.append(error)
    return tuple(failed)


def unsealed(safe: Vault, stored: receivers.Stored) -> Opened:
    """What is stored of a person, with the addresses as they are."""
    urls: dict[str, str] = json.loads(safe.open(_label(stored.login), stored.sealed))
    addresses = tuple(Address(key, delivery.shown(url)) for key, url in urls.items())
    return Opened(Receiver(stored.login, addresses, cast("Language", stored.language), stored.active), urls)


def person(tx: sa.Connection, login: str) -> Actor | None:
    """Who is behind a login now: a person who may come in, or the one person of a place without sign-in."""
    if login == LOCAL_LOGIN and load_settings().sign_in == "local":
        return local_actor()
    return people.get(tx, login)


def _whose(actor: Actor, login: str) -> str:
    if login and login != actor.login:
        actor.require(Permission.MANAGE_PEOPLE)
    return login or actor.login


def _opened(engine: sa.Engine, login: str) -> Opened:
    with engine.connect() as tx:
        stored = receivers.get(tx, login)
    return Opened(Receiver(login), {}) if stored is None else unsealed(vault(engine), stored)


def _change(
    engine: sa.Engine,
    actor: Actor,
    login: str,
    edit: Callable[[dict[str, str]], dict[str, str]],
    *,
    language: Language | None = None,
    active: bool | None = None,
) -> Receiver:
    safe = vault(engine)
    with engine.begin() as tx:
        settings.hold_version(tx)  # two changes at once follow each other, the first of a person too
        if person(tx, login) is None:
            raise UnknownPersonError(login=login)
        stored = receivers.get(tx, login)
        before = Opened(Receiver(login), {}) if stored is None else unsealed(safe, stored)
        urls = edit(before.urls)
        after = receivers.Stored(
            login,
            safe.seal(_label(login), json.dumps(urls).encode()),
            language or before.receiver.language,
            before.receiver.active if active is None else active,
        )
        receivers.put(tx, after)
        found = unsealed(safe, after).receiver
        detail = {"addresses": [a.shown for a in found.addresses], "active": found.active}
        audit.write(tx, actor.login, "receiver_changed", login, detail)
    return found


def _key(safe: Vault, url: str) -> str:
    """Stands for an address, and is the same whenever it is added again; the address cannot be told from it."""
    return hashlib.blake2b(url.encode(), key=safe.key, digest_size=4).hexdigest()


def _label(login: str) -> str:
    return f"receiver:{login}"
