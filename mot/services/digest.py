"""What is new for each person, sent once to where they want it."""

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa

from mot.analysis import digests as analysis
from mot.analysis import planner
from mot.analysis.books import Books
from mot.analysis.digests import Digest
from mot.analysis.family import alarms
from mot.analysis.lens import quarters_with_data
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.periods import Quarter, month_of
from mot.domain.receivers import BadAddressError, NotDeliveredError, Receiver
from mot.locale.sentences import digest as sentences
from mot.services import actions, delivery, verdicts
from mot.services import receivers as service
from mot.services.books import open_books
from mot.services.people import UnknownPersonError
from mot.services.vault import vault
from mot.settings import load_settings
from mot.storage import people, receivers

LAPSES = dt.timedelta(
    minutes=15
)  # after that, whoever began to send ended before they knew whether it arrived


@dataclass(frozen=True, slots=True)
class Told:
    """What one person was sent at one address (as shown), and whether it arrived."""

    login: str
    shown: str
    items: int
    arrived: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run sent; `nothing_new` are the addresses with nothing to say."""

    told: tuple[Told, ...]
    nothing_new: int

    @property
    def failed(self) -> tuple[Told, ...]:
        """What did not arrive; the next run tries again."""
        return tuple(one for one in self.told if not one.arrived)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent to a person at some addresses (as shown; none: it would not be sent), in words."""

    login: str
    shown: tuple[str, ...]
    title: str
    body: str


def digest(engine: sa.Engine, person: Actor, today: dt.date | None = None) -> Digest:
    """All that this person may be told as of today, the most urgent of each kind first."""
    person.require(Permission.VIEW_RESULTS)
    day = today or dt.date.today()
    books = open_books(engine, person)
    there = books.institution
    view = _view(books, day)
    found = alarms(books, view, day)
    listed = analysis.of_alarms(there, (*found.points, *found.drifts), day)
    visible = actions.actions(engine, person)
    judged = verdicts.verdicts(engine, person, day) if visible else {}
    work = analysis.of_actions(visible, judged, person.login, day)
    return Digest(
        person,
        (*listed, *work, *_needed(books, person, day)),
        found.unit,
        {t.id: t.name for t in there.touchpoints},
        {b.id: b.name for b in there.branches},
    )


def send(
    engine: sa.Engine, actor: Actor, today: dt.date | None = None, *, logins: Collection[str] = ()
) -> Sent:
    """Send everybody with an address (or those with these logins) what they were not told yet.

    Of several runs at once, one sends an item. What did not arrive is sent by the next run.

    Raises
    ------
    UnknownPersonError
    """
    actor.require(Permission.MANAGE_PEOPLE)
    with engine.connect() as tx:
        stored = [one for one in receivers.everyone(tx) if not logins or one.login in logins]
        _require_known(tx, logins)
    told, silent = [], 0
    for one in stored:
        with engine.connect() as tx:
            person = service.person(tx, one.login)
        if person is None or not one.active:
            continue
        found = digest(engine, person, today)
        for key in service.unsealed(vault(engine), one).urls:
            sent = _send(engine, found, key)
            if sent is None:
                silent += 1
            else:
                told.append(sent)
    return Sent(tuple(told), silent)


def previews(
    engine: sa.Engine, actor: Actor, today: dt.date | None = None, *, logins: Collection[str] = ()
) -> tuple[Preview, ...]:
    """What would be sent now to everybody (or to those with these logins); nothing is sent or noted."""
    actor.require(Permission.MANAGE_PEOPLE)
    with engine.connect() as tx:
        _require_known(tx, logins)
        known = {p.login for p in people.everyone(tx)} | {one.login for one in receivers.everyone(tx)}
        wanted = [service.person(tx, login) for login in sorted(set(logins) or known | {actor.login})]
    made = []
    for person in wanted:
        if person is None:
            continue
        found = digest(engine, person, today)
        made += [preview for preview in _previews(engine, found) if preview.body]
    return tuple(made)


def _previews(engine: sa.Engine, found: Digest) -> list[Preview]:
    login = found.person.login
    with engine.connect() as tx:
        stored = receivers.get(tx, login)
        receiver = service.unsealed(vault(engine), stored).receiver if stored else Receiver(login)
        told = {a.key: receivers.told(tx, login, a.key) for a in receiver.addresses}
    if not receiver.active or not receiver.addresses:
        return [_preview(found, receiver, ())]
    groups: dict[frozenset[str], list[str]] = {}
    for address in receiver.addresses:
        groups.setdefault(told[address.key], []).append(address.shown)
    return [_preview(_without(found, known), receiver, shown) for known, shown in groups.items()]


def _preview(found: Digest, receiver: Receiver, shown: Collection[str]) -> Preview:
    locale, address = service.TALKS[receiver.language], load_settings().public_url
    return Preview(
        found.person.login,
        tuple(shown),
        sentences.title(locale, found),
        sentences.body(locale, found, address),
    )


def _send(engine: sa.Engine, found: Digest, key: str) -> Told | None:
    """Send to one address what was not sent there yet; None when there is nothing.

    It is noted before it is sent, so that nobody else sends it, and taken back when it did not arrive.
    """
    login, token = found.person.login, secrets.token_hex(16)
    with engine.begin() as tx:
        stored = receivers.get(tx, login, hold=True)
        opened = service.unsealed(vault(engine), stored) if stored else None
        if opened is None or not opened.receiver.active or key not in opened.urls:
            return None  # changed since this run began
        now = dt.datetime.now(dt.UTC)
        keys = [item.key for item in found.items]
        mine = receivers.claim(tx, login, key, keys, token, now=now, given_up=now - LAPSES)
    if not mine:
        return None
    news = replace(found, items=tuple(item for item in found.items if item.key in mine))
    words = _preview(news, opened.receiver, ())
    url, arrived = opened.urls[key], False
    try:
        delivery.deliver(url, words.title, words.body)
        arrived = True
    except (NotDeliveredError, BadAddressError):
        pass
    finally:
        with engine.begin() as tx:
            if arrived:
                receivers.settle(tx, token, now=dt.datetime.now(dt.UTC))
            else:
                receivers.release(tx, token)
    return Told(login, delivery.shown(url), len(news.items), arrived)


def _require_known(tx: sa.Connection, logins: Collection[str]) -> None:
    for login in logins:
        if service.person(tx, login) is None:
            raise UnknownPersonError(login=login)


def _without(found: Digest, known: Collection[str]) -> Digest:
    return replace(found, items=tuple(item for item in found.items if item.key not in known))


def _view(books: Books, today: dt.date) -> View:
    """All branches in the newest quarter of which a month is over."""
    over = [q for q in quarters_with_data(books.cube) if q.months[0] < month_of(today)]
    return View(over[-1] if over else Quarter.of_month(month_of(today)))


def _needed(books: Books, person: Actor, today: dt.date) -> tuple[analysis.PlanItem, ...]:
    """The sample plan for who may collect answers, while answers come in at all."""
    quarter = Quarter.of_month(month_of(today))
    lately = set(quarters_with_data(books.cube)) & {quarter, quarter.previous}
    if not person.may(Permission.IMPORT) or not lately:
        return ()
    return analysis.of_plan(planner.plan(books, View(quarter), planner.Wish(), today), quarter, today)
