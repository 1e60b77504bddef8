"""`python -m mot receiver`: where each person's digest goes."""

import sys

import click

from mot.cli.opening import open_engine
from mot.domain.receivers import Receiver
from mot.locale.words import LANGUAGES, Language, Locale
from mot.services import receivers as service
from mot.services.people import LOCAL_LOGIN, local_actor

whose = click.option(
    "--login", default=LOCAL_LOGIN, show_default=True, help="Whose; local is who works without signing in."
)


@click.group()
def receiver() -> None:
    """Where digests go: WeCom, DingTalk and Feishu robots, e-mail and others. Addresses are stored sealed."""


@receiver.command("add")
@click.argument("address", required=False)
@whose
@click.option("--in", "language", type=click.Choice(LANGUAGES), help="Language of the digests.")
@click.pass_obj
def add(locale: Locale, address: str | None, login: str, language: Language | None) -> None:
    """Send digests to ADDRESS too; without it, it is asked for, so that no other user of the machine sees it.

    The webhook of a robot as it is shown, or wecombot://KEY, dingtalk://TOKEN, dingtalk://SECRET@TOKEN,
    feishu://TOKEN, mailtos://USER:PASSWORD@HOST?to=ADDRESS, or jsons://HOST/PATH for a service of your own.
    """
    typed = address or click.prompt(locale.t("Address"), hide_input=True, err=True)
    _list(locale, service.add(open_engine(), local_actor(), typed, login=login, language=language))


@receiver.command("remove")
@click.argument("key")
@whose
@click.pass_obj
def remove(locale: Locale, key: str, login: str) -> None:
    """Send nothing to the address KEY (as listed) any more."""
    _list(locale, service.remove(open_engine(), local_actor(), key, login=login))


@receiver.command("list")
@click.pass_obj
def list_all(locale: Locale) -> None:
    """List who gets digests where: login, key, address without its secret, language."""
    for one in service.everyone(open_engine(), local_actor()):
        _list(locale, one)


@receiver.command("test")
@whose
@click.pass_obj
def try_out(locale: Locale, login: str) -> None:
    """Send a test message now; the exit code is 1 when it does not arrive everywhere."""
    engine, actor = open_engine(), local_actor()
    addresses = service.receiver(engine, actor, login).addresses
    if not addresses:
        click.echo(locale.t("{login} has no address yet.", login=login), err=True)
        sys.exit(1)
    failed = service.send_test(engine, actor, login=login)
    for error in failed:
        click.echo(locale.error(error), err=True)
    click.echo(
        locale.t(
            "{n} of {all} addresses took the test message.",
            n=len(addresses) - len(failed),
            all=len(addresses),
        )
    )
    sys.exit(1 if failed else 0)


def _list(locale: Locale, one: Receiver) -> None:
    for address in one.addresses:
        state = "" if one.active else f"\t{locale.t('switched off')}"
        click.echo(f"{one.login}\t{address.key}\t{address.shown}\t{one.language}{state}")
