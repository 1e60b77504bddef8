"""`python -m mot`: the same jobs as on the pages, for the command line and for cron."""

import sys
from pathlib import Path

import click

from mot.domain.access import Role
from mot.domain.errors import N_, MotError
from mot.domain.issues import Severity
from mot.domain.periods import Quarter
from mot.domain.survey import SCALES
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.issue_texts import ISSUE_TEXTS
from mot.ingest.layouts.figures import NAME as FIGURES
from mot.ingest.privacy import mask_file_name
from mot.ingest.privacy.gate import cleansed
from mot.locale.words import LANGUAGES, Locale
from mot.reports import formats
from mot.reports.figures_template import figures_template
from mot.reports.template import template as make_template
from mot.services import imports, people
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.services.startup import Engine
from mot.services.startup import prepare as open_database
from mot.settings import load_settings


class Edge(click.Group):
    """The edge of the program: what stops a person is said in one sentence, with exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; show a person's error as a sentence."""
        try:
            return super().invoke(ctx)
        except MotError as error:
            click.echo(Locale(ctx.params.get("language", "zh")).error(error), err=True)
            sys.exit(1)


@click.group(cls=Edge)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language of messages."
)
@click.version_option(package_name=None, version=__import__("mot").__version__, prog_name="moments-of-truth")
@click.pass_context
def main(ctx: click.Context, language: str) -> None:
    """关键时刻 · Moments of Truth. From a feedback spreadsheet to owned, tested improvements.

    Settings are read from MOT_* variables, such as MOT_DATABASE_URL and MOT_DATA_DIR.
    """
    ctx.obj = Locale(language)  # type: ignore[arg-type]


def _engine(*, demo: bool = True) -> Engine:
    chosen = load_settings()
    return open_database(chosen if demo else chosen.model_copy(update={"demo": False}))


@main.command()
def prepare() -> None:
    """Create or upgrade the database; load the demonstration bank where nothing is stored."""
    engine = _engine()
    books = open_books(engine, local_actor())
    click.echo(f"{engine.url.render_as_string(hide_password=True)} · {len(books.cube.cells)}")


@main.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--branch", default="", help="Code of the branch, for files without a branch column.")
@click.option("--quarter", default="", help="Quarter such as 2026Q3, for rows without a date.")
@click.option("--sheet", default="", help="Name of the sheet to read.")
@click.option("--scale", default="", help="Scale of the ratings, such as 1-5.")
@click.option("--preview", "only_preview", is_flag=True, help="Show what would be imported; store nothing.")
@click.pass_obj
def import_files(
    locale: Locale,
    files: tuple[Path, ...],
    branch: str,
    quarter: str,
    sheet: str,
    scale: str,
    only_preview: bool,
) -> None:
    """Import FILES of feedback or outcome figures. A file that needs a decision is left out, and the exit code is 1."""
    engine, actor = _engine(demo=False), local_actor()  # own feedback is never mixed with the demonstration
    chosen = _decisions(engine, branch=branch, quarter=quarter, sheet=sheet, scale=scale)
    failed = 0
    for file in files:
        try:
            draft = imports.preview(engine, actor, SourceFile(file.name, file.read_bytes()), chosen)
            _tell(locale, draft)
            if only_preview:
                continue
            batch = imports.commit(engine, actor, draft)
        except MotError as error:
            click.echo(f"{mask_file_name(file.name)}: {locale.error(error)}", err=True)
            failed += 1
        else:
            click.echo("  " + locale.t("Stored as import number {number}.", number=batch.id))
    sys.exit(1 if failed else 0)


class OptionError(MotError):
    """An option of a command is not what it should be."""

    message = N_("--{option} cannot be {value}. It may be {choices}.")


def _decisions(engine: Engine, *, branch: str, quarter: str, sheet: str, scale: str) -> Decisions:
    """What the options decide, checked before any file is read."""
    if quarter and Quarter.parse(quarter) is None:
        raise OptionError(option="quarter", value=quarter, choices="2026Q3")
    if scale and scale not in {s.code for s in SCALES}:
        raise OptionError(option="scale", value=scale, choices=" ".join(s.code for s in SCALES))
    if branch:
        known = [b.code for b in open_books(engine, local_actor()).institution.branches if b.active]
        if branch not in known:
            raise OptionError(option="branch", value=branch, choices=" ".join(known) or "–")
    return Decisions(branch=branch, quarter=quarter.upper(), sheet=sheet, scale=scale)


def _tell(locale: Locale, draft: Draft) -> None:
    """Say what a file would become, and what wants a decision."""
    counts = draft.counts
    click.echo(
        locale.t(
            "{file}: {rows} rows, {figures} outcome figures, {aside} set aside",
            file=draft.file_name,
            rows=locale.exact(counts.rows),
            figures=locale.exact(counts.figures),
            aside=locale.exact(counts.set_aside),
        )
        if draft.layout == FIGURES
        else locale.t(
            "{file}: {rows} rows, {responses} responses, {duplicates} duplicates, {aside} set aside",
            file=draft.file_name,
            rows=locale.exact(counts.rows),
            responses=locale.exact(counts.responses),
            duplicates=locale.exact(counts.duplicates),
            aside=locale.exact(counts.set_aside),
        )
    )
    for issue in cleansed(draft).issues:  # a log may keep what is printed
        if issue.severity is not Severity.NOTE or not draft.ready:
            text = ISSUE_TEXTS.get(issue.code, issue.code)
            click.echo("  " + locale.t(text, **({"count": issue.count} | issue.params)))


@main.command()
@click.argument("number", type=int)
@click.pass_obj
def undo(locale: Locale, number: int) -> None:
    """Undo import NUMBER; every figure goes back to what it was without it."""
    batch = imports.undo(_engine(), local_actor(), number)
    click.echo(
        locale.t(
            "Import number {number} is undone; {n} outcome figures stop counting.",
            number=batch.id,
            n=locale.exact(batch.counts.figures),
        )
        if batch.counts.figures
        else locale.t(
            "Import number {number} is undone; {n} responses stop counting.",
            number=batch.id,
            n=locale.exact(batch.counts.responses),
        )
    )


@main.command()
@click.pass_obj
def history(locale: Locale) -> None:
    """List the imports, newest first."""
    for batch in imports.history(_engine(), local_actor()):
        click.echo(
            "\t".join(
                (
                    str(batch.id),
                    locale.time(batch.created_at),
                    batch.status.value,
                    locale.tn("{n} outcome figure", "{n} outcome figures", batch.counts.figures)
                    if batch.counts.figures
                    else locale.exact(batch.counts.responses),
                    batch.file_name,
                )
            )
        )


@main.command()
@click.option("--figures", is_flag=True, help="The workbook for outcome figures such as the complaint rate.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.pass_obj
def template(locale: Locale, figures: bool, out: Path | None) -> None:
    """Write the workbook for typing feedback or outcome figures by hand, with drop-downs and instructions."""
    books = open_books(_engine(), local_actor())
    make = figures_template if figures else make_template
    out = out or Path("figures-template.xlsx" if figures else "feedback-template.xlsx")
    out.write_bytes(make(books.institution, locale.language))
    click.echo(str(out))


@main.command("formats")
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A README whose tables of formats are brought up to date.",
)
@click.pass_obj
def list_formats(locale: Locale, into: Path | None) -> None:
    """List the survey formats that are recognised."""
    if into is None:
        click.echo(formats.format_table(locale))
        return
    into.write_text(formats.with_formats(into.read_text(encoding="utf-8")), encoding="utf-8")


@main.group()
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
    person = people.admit(_engine(), local_actor(), login, name, Role(role), branches)
    click.echo(f"{person.login}\t{person.role.value}\t{', '.join(branches) or '*'}")


@user.command("remove")
@click.argument("login")
def remove_user(login: str) -> None:
    """Take LOGIN's access away; what they did stays on record."""
    people.shut_out(_engine(), local_actor(), login)


@user.command("list")
def list_users() -> None:
    """List who may sign in."""
    for person in people.everyone(_engine(), local_actor()):
        seen = "*" if person.scope.branches is None else str(len(person.scope.branches))
        click.echo(f"{person.login}\t{person.name}\t{person.role.value}\t{seen}")
