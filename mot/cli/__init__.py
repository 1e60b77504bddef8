"""`python -m mot`: the same jobs as on the pages, for the command line and for cron."""

import sys
from pathlib import Path

import click

from mot.cli.digest import send_digests
from mot.cli.importing import import_files
from mot.cli.opening import open_engine
from mot.cli.people import user
from mot.cli.receivers import receiver
from mot.cli.review import make_review
from mot.domain.errors import MotError
from mot.locale.words import LANGUAGES, Locale
from mot.reports import formats
from mot.reports.figures_template import figures_template
from mot.reports.template import template as make_template
from mot.services import imports
from mot.services.books import open_books
from mot.services.people import local_actor


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


@main.command()
def prepare() -> None:
    """Create or upgrade the database; load the demonstration bank where nothing is stored."""
    engine = open_engine()
    books = open_books(engine, local_actor())
    click.echo(f"{engine.url.render_as_string(hide_password=True)} · {len(books.cube.cells)}")


@main.command()
@click.argument("number", type=int)
@click.pass_obj
def undo(locale: Locale, number: int) -> None:
    """Undo import NUMBER; every figure goes back to what it was without it."""
    batch = imports.undo(open_engine(), local_actor(), number)
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
    for batch in imports.history(open_engine(), local_actor()):
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
    books = open_books(open_engine(), local_actor())
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


main.add_command(import_files)
main.add_command(user)
main.add_command(receiver)
main.add_command(send_digests)
main.add_command(make_review)
