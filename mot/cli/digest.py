"""`python -m mot digest`: what is new, sent to each person once."""

import sys

import click

from mot.cli.opening import open_engine
from mot.locale.words import Locale
from mot.services import digest as service
from mot.services.people import local_actor


@click.command("digest")
@click.option("--dry-run", is_flag=True, help="Print what would be sent to whom; send and note nothing.")
@click.option("--login", "logins", multiple=True, help="Only for this person; repeat for several.")
@click.pass_obj
def send_digests(locale: Locale, dry_run: bool, logins: tuple[str, ...]) -> None:
    """Send everybody what is new for them: alarms, overdue actions, actions to judge, missing answers.

    For cron, such as every weekday at eight. It is sent to the addresses set with `receiver add` or on the
    pages, each thing once. The exit code is 1 when something did not arrive; the next run tries it again.
    """
    engine, actor = open_engine(), local_actor()
    if dry_run:
        found = service.previews(engine, actor, logins=logins)
        for one in found:
            to = ", ".join(one.shown) or locale.t("no address")
            click.echo(f"--- {one.login} → {to}\n{one.title}\n{one.body}\n")
        click.echo(
            locale.tn("{n} digest would be written.", "{n} digests would be written.", len(found)), err=True
        )
        return
    sent = service.send(engine, actor, logins=logins)
    for told in sent.told:
        numbers = {"login": told.login, "shown": told.shown}
        if told.arrived:
            click.echo(
                locale.tn("{login}: {n} thing sent to {shown}", "{login}: {n} things sent to {shown}",
                          told.items, **numbers)
            )  # fmt: skip
        else:
            click.echo(
                locale.t("{login}: nothing arrived at {shown}; the next run tries again", **numbers), err=True
            )
    click.echo(
        locale.t(
            "Digests sent: {n}. Not arrived: {failed}. Addresses with nothing new: {silent}.",
            n=len(sent.told) - len(sent.failed),
            failed=len(sent.failed),
            silent=sent.nothing_new,
        )
    )
    sys.exit(1 if sent.failed else 0)
