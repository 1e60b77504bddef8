"""`python -m mot review`: the quarterly review as a file, for cron."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from mot.cli.importing import OptionError
from mot.cli.opening import open_engine
from mot.cli.review_options import sections_of, view_of
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.errors import N_, MotError
from mot.domain.periods import Quarter
from mot.domain.reviews import Review, State
from mot.locale.words import Locale
from mot.reports import composing, outputs
from mot.services import review_changes, review_writing, reviews
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.services.startup import Engine

STEP = 0.05  # share of the work between two lines of progress


class CannotWriteError(MotError):
    """The file cannot be written where it was asked for."""

    message = N_("{path} cannot be written: {reason}. Name another file or folder.")


@click.command("review")
@click.option("--period", default="", help="Quarter such as 2026Q3; the last one that is over unless told.")
@click.option("--scope", default="all", show_default=True, help="all, region:CODE or branch:CODE,CODE.")
@click.option("--compare", default="", help="Earlier quarter to compare with; the one before unless told.")
@click.option(
    "--out",
    "outs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .pptx, .pdf, .html, .xlsx or .zip (a page per branch); repeat for several.",
)
@click.option("--number", type=int, help="Write this review again instead of making one.")
@click.option("--sections", default="", help="Sections in order, with commas; all of them unless told.")
@click.option("--title", default="", help="Title of a new review.")
@click.option("--present", "presented", is_flag=True, help="Mark it as presented; it stays as it is then.")
@click.option("--list", "only_list", is_flag=True, help="List the reviews, newest first, and make none.")
@click.pass_obj
def make_review(
    locale: Locale,
    period: str,
    scope: str,
    compare: str,
    outs: tuple[Path, ...],
    number: int | None,
    sections: str,
    title: str,
    presented: bool,
    only_list: bool,
) -> None:
    """Freeze a quarterly review and write it to files.

    A review of the same quarter and branches is used again while nothing it rests on has changed; otherwise a new
    snapshot of it is made and its author's sentences come along. What was written is printed with the snapshot's
    id, progress goes to the standard error. The exit code is 1 when nothing could be made.
    """
    for path in outs:
        if path.suffix.lower() not in outputs.OUTPUTS:
            raise OptionError(option="out", value=path.name, choices=" ".join(outputs.OUTPUTS))
    engine, actor = open_engine(), local_actor()
    if only_list:
        _list(locale, engine, actor)
        return
    wanted = sections_of(sections)
    if number is None:
        books = open_books(engine, actor)
        view, earlier = view_of(books, period, scope, compare)
        told = _made(locale, engine, actor, view, earlier, title, wanted)
    else:
        told = reviews.review(engine, actor, number)
    for path in outs:
        progress = Progress(locale, path.name)
        content = outputs.write(
            path.suffix.lower(), engine, actor, told.id, locale.language, told=progress.hear
        )
        write_whole(path, content)
        click.echo(f"{path}\t{told.stamp}")
    if presented and told.state is State.DRAFT:
        review_writing.present(engine, actor, told.id, version=told.version)
        click.echo(locale.t("Review number {number} is presented.", number=told.id), err=True)
    if not outs:
        click.echo(f"{told.id}\t{told.stamp}")


class Progress:
    """Says how far something is, a line every few percent."""

    def __init__(self, locale: Locale, what: str = "") -> None:
        self._locale, self._what, self._said = locale, what, -1.0

    def hear(self, share: float, name: str) -> None:
        """Take note of the share done and what is at work now."""
        if share - self._said < STEP and share < 1:
            return
        self._said = share
        parts = (self._what, self._locale.share(share), self._locale.t(name))
        click.echo("  ".join(part for part in parts if part), err=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever finds half of it.

    Raises
    ------
    CannotWriteError
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise CannotWriteError(path=path, reason=error.strerror or error) from error
    begun = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        begun.chmod(0o666 & ~_umask())
        begun.replace(path)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise CannotWriteError(path=path, reason=error.strerror or error) from error


def _umask() -> int:
    """What this process takes from the rights of new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _made(
    locale: Locale,
    engine: Engine,
    actor: Actor,
    view: View,
    earlier: Quarter,
    title: str,
    sections: Sequence[str],
) -> Review:
    """The review that is there already, a new snapshot of it, or a new one."""
    there = _existing(engine, actor, view, earlier, title.strip(), sections)
    if there and not review_changes.news(engine, actor, there.id):
        click.echo(
            locale.t(
                "Nothing has changed since review number {number} was made; it is used again.",
                number=there.id,
            ),
            err=True,
        )
        return there
    progress = Progress(locale)
    if there:
        made = composing.renew(engine, actor, there.id, told=progress.hear)
        click.echo(
            locale.t(
                "Review number {number} is a new snapshot of number {old}; its sentences came along.",
                number=made.id,
                old=there.id,
            ),
            err=True,
        )
        return made
    return composing.make(
        engine, actor, view, title=title, sections=sections, earlier=earlier, told=progress.hear
    )


def _existing(
    engine: Engine, actor: Actor, view: View, earlier: Quarter, title: str, sections: Sequence[str]
) -> Review | None:
    """The newest review of the same quarter, comparison and branches, with the title and sections asked for."""
    for one in reviews.reviews(engine, actor):
        alike = (one.quarter, one.comparison, one.everything) == (view.quarter, earlier, not view.branches)
        same = one.everything or one.branches == frozenset(view.branches)
        named = (not title or one.title == title) and (not sections or one.sections == tuple(sections))
        if alike and same and named and one.state is not State.ARCHIVED:
            return one
    return None


def _list(locale: Locale, engine: Engine, actor: Actor) -> None:
    for one in reviews.reviews(engine, actor):
        scope = "all" if one.everything else str(len(one.branches))
        told = (str(one.id), one.stamp, one.quarter.code, one.comparison.code, scope, one.state.value)
        click.echo("\t".join((*told, locale.time(one.created_at), one.title)))
