"""A folder of files on the command line: a line for each on stderr, what became of all of them on stdout."""

import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import click

from mot.cli.saying import blocking_lines, draft_line
from mot.domain.access import Actor
from mot.domain.errors import N_, MotError
from mot.ingest.draft import Decisions
from mot.ingest.privacy import mask_file_name
from mot.ingest.workbook import ENDINGS
from mot.locale.words import Locale
from mot.services import folders
from mot.services.folders import Done, Outcome
from mot.services.startup import Engine

STOPPED = 130  # the exit code of a program that Ctrl-C stopped


class NoFilesError(MotError):
    """There is nothing to import in a folder."""

    message = N_("There is no file to import in {folder}. Files of these kinds are looked for: {kinds}.")


def run(
    locale: Locale,
    engine: Engine,
    actor: Actor,
    paths: Sequence[Path],
    decisions: Decisions,
    *,
    password: str,
    jobs: int | None,
    only_preview: bool,
) -> int:
    """Import all files in some folders, and some files, in order; the exit code.

    Raises
    ------
    NoFilesError
    """
    names: dict[Path, Path] = {}
    for path in paths:
        for file in folders.files_in(path) if path.is_dir() else (path,):
            names.setdefault(file, file.relative_to(path) if path.is_dir() else Path(file.name))
    if not names:
        kinds = " ".join(f".{ending}" for ending in ENDINGS)
        raise NoFilesError(folder=", ".join(str(path) for path in paths), kinds=kinds)
    counts: Counter[Outcome] = Counter()
    with _asked_to_stop() as asked, closing(
        folders.import_files(
            engine, actor, tuple(names), decisions,
            password=password, jobs=jobs or folders.worthwhile_jobs(len(names)), only_preview=only_preview,
        )
    ) as work:  # fmt: skip
        for done in work:
            if asked and done.error is not None:
                break  # Ctrl-C reaches whatever was reading this file, too
            counts[done.outcome] += 1
            place = f"{counts.total()}/{len(names)}"
            click.echo(f"{place} {_line(locale, done, names[done.path])}", err=True)
            if asked:
                break
    if asked:
        click.echo(
            locale.t(
                "Stopped after {n} of {all} files. What was imported stays.", n=counts.total(), all=len(names)
            )
        )
    click.echo(_summary(locale, counts, only_preview=only_preview))
    return STOPPED if asked else 1 if counts[Outcome.LEFT_OUT] else 0


def _line(locale: Locale, done: Done, name: Path) -> str:
    file = "/".join(mask_file_name(part) for part in name.parts)
    if done.outcome is Outcome.THERE:
        return locale.t("{file}: there already", file=file)
    if done.outcome is Outcome.LEFT_OUT:
        if done.error is not None:
            reason = locale.error(done.error)
        else:
            reason = locale.paragraph(blocking_lines(locale, done.draft) if done.draft else [])
        reason = reason or locale.t("Nothing in it can be imported.")
        return locale.t("{file}: left out. {reason}", file=file, reason=reason)
    line = draft_line(locale, done.draft, file) if done.draft else file
    stored = locale.t("Stored as import number {number}.", number=done.batch.id) if done.batch else ""
    return f"{line} · {stored}" if stored else line


def _summary(locale: Locale, counts: Counter[Outcome], *, only_preview: bool) -> str:
    numbers = {
        "n": locale.exact(counts[Outcome.READY if only_preview else Outcome.IMPORTED]),
        "left_out": locale.exact(counts[Outcome.LEFT_OUT]),
        "there": locale.exact(counts[Outcome.THERE]),
    }
    if only_preview:
        return locale.t("{n} can be imported, {left_out} left out, {there} there already", **numbers)
    return locale.t("{n} imported, {left_out} left out, {there} there already", **numbers)


@contextmanager
def _asked_to_stop() -> Iterator[list[int]]:
    """Is filled by the first Ctrl-C, which lets the file in hand be finished; the second one ends everything."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
