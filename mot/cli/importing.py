"""`python -m mot import`: files one by one, or a folder of them by several processes."""

import sys
from pathlib import Path

import click

from mot.cli import folder
from mot.cli.opening import open_engine
from mot.cli.saying import draft_line, issue_lines
from mot.domain.errors import N_, MotError
from mot.domain.periods import Quarter
from mot.domain.survey import SCALES
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.privacy import mask_file_name
from mot.locale.words import Locale
from mot.services import imports
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.services.startup import Engine


class OptionError(MotError):
    """An option of a command is not what it should be."""

    message = N_("--{option} cannot be {value}. It may be {choices}.")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--branch", default="", help="Code of the branch, for files without a branch column.")
@click.option("--quarter", default="", help="Quarter such as 2026Q3, for rows without a date.")
@click.option("--sheet", default="", help="Name of the sheet to read.")
@click.option("--scale", default="", help="Scale of the ratings, such as 1-5.")
@click.option(
    "--password",
    "locked",
    is_flag=True,
    help="Ask for the password that opens the files; it is kept nowhere.",
)
@click.option("--preview", "only_preview", is_flag=True, help="Show what would be imported; store nothing.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Processes that read a folder; one per core unless told.",
)
@click.pass_obj
def import_files(
    locale: Locale,
    paths: tuple[Path, ...],
    branch: str,
    quarter: str,
    sheet: str,
    scale: str,
    locked: bool,
    only_preview: bool,
    jobs: int | None,
) -> None:
    """Import PATHS of feedback or outcome figures: files, or folders with all files in and below them.

    A file that needs a decision is left out, and the exit code is 1. Of a folder, files that were imported
    before are passed over; Ctrl-C stops after the file in hand.
    """
    engine, actor = (
        open_engine(demo=False),
        local_actor(),
    )  # own feedback is never mixed with the demonstration
    chosen = _decisions(engine, branch=branch, quarter=quarter, sheet=sheet, scale=scale)
    password = click.prompt(locale.t("Password"), hide_input=True, err=True) if locked else ""
    if jobs or any(path.is_dir() for path in paths):
        sys.exit(
            folder.run(
                locale, engine, actor, paths, chosen, password=password, jobs=jobs, only_preview=only_preview
            )
        )
    failed = 0
    for file in paths:
        try:
            draft = imports.preview(engine, actor, SourceFile(file.name, file.read_bytes(), password), chosen)
            click.echo(draft_line(locale, draft))
            for line in issue_lines(locale, draft):
                click.echo("  " + line)
            if only_preview:
                continue
            batch = imports.commit(engine, actor, draft)
        except MotError as error:
            click.echo(f"{mask_file_name(file.name)}: {locale.error(error)}", err=True)
            failed += 1
        else:
            click.echo("  " + locale.t("Stored as import number {number}.", number=batch.id))
    sys.exit(1 if failed else 0)


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
