"""`python -m mot user`: who may sign in."""

import click

from mot.cli.opening import open_engine
from mot.domain.access import Role
from mot.services import people
from mot.services.people import local_actor


@click.group()
def user() -> None:
    """Who may sign in, where MOT_SIGN_IN is oidc."""


@user.command("add")
@click.argument("login")
@click.option("--name", default="", help="Name to show; the login when left out.")
@click.option(
    "--role", type=click.Choice([r.value for r in Role]), default=Role.MANAGER.value, show_default=True
)
@click.option(
    "--branch", "branches", multiple=True, help="Code of a branch they see; repeat. None: the whole network."
)
def add_user(login: str, name: str, role: str, branches: tuple[str, ...]) -> None:
    """Let LOGIN (as the sign-in provider names it, often an e-mail address) in, or change what they see."""
    person = people.admit(open_engine(), local_actor(), login, name, Role(role), branches)
    click.echo(f"{person.login}\t{person.role.value}\t{', '.join(branches) or '*'}")


@user.command("remove")
@click.argument("login")
def remove_user(login: str) -> None:
    """Take LOGIN's access away; what they did stays on record."""
    people.shut_out(open_engine(), local_actor(), login)


@user.command("list")
def list_users() -> None:
    """List who may sign in."""
    for person in people.everyone(open_engine(), local_actor()):
        seen = "*" if person.scope.branches is None else str(len(person.scope.branches))
        click.echo(f"{person.login}\t{person.name}\t{person.role.value}\t{seen}")
