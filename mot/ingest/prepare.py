"""A file becomes a draft: pure, the same every time, nothing stored."""

import datetime as dt
import hashlib
from typing import Any

import numpy as np
import pyarrow as pa

from mot.domain.batches import Counts
from mot.domain.issues import SetAside
from mot.domain.progress import Progress, Stage, unheard
from mot.domain.survey import Institution
from mot.ingest.answers import USUAL
from mot.ingest.changes import Similar
from mot.ingest.checks import run_checks, run_figure_checks, unusable
from mot.ingest.checks.encoding import check_encoding
from mot.ingest.choose import choose
from mot.ingest.draft import SHEET_STEP, Decisions, Draft, Figures, Reference, Responses, SourceFile
from mot.ingest.fates import DUPLICATE, set_aside
from mot.ingest.figures import read_figures
from mot.ingest.gather import of_the_file
from mot.ingest.labels import compact
from mot.ingest.layouts import Table
from mot.ingest.layouts.figures import NAME as FIGURES
from mot.ingest.names import Directory
from mot.ingest.outcomes import respondents_of
from mot.ingest.privacy import mask_file_name
from mot.ingest.read import Recall, read
from mot.ingest.reading import FigureReading, Placed, Reading
from mot.ingest.recipe import fingerprint
from mot.ingest.rejecting import rejects_of
from mot.ingest.workbook import LARGE, USUAL_LIMITS, Limits, Workbook, read_workbook

NOTHING_DECIDED = Decisions()
References = tuple[Reference, ...]


def prepare(
    source: SourceFile,
    institution: Institution,
    *,
    decisions: Decisions = NOTHING_DECIDED,
    secret: bytes,
    today: dt.date,
    recall: Recall | None = None,
    similar: Similar | None = None,
    large: int = LARGE,
    limits: Limits = USUAL_LIMITS,
    progress: Progress = unheard,
) -> Draft:
    """What a file would become, given what the person decided so far. No clock, nothing stored.

    Parameters
    ----------
    secret
        Key of the hash that stands for a respondent.
    today
        No feedback is later than this day.
    recall
        Finds what was decided for files with the same fingerprint; what is decided now comes first. The
        draft carries both.
    similar
        Lists how other questionnaires in a layout were read, the newest first; the nearest one is taken over.
    large
        Bytes of sheet XML from which a sheet is read as typed columns in one pass.
    limits
        The most that is read of one file.
    progress
        Is told which stage begins; what it raises stops the work.

    Raises
    ------
    MotError
        A subclass of `mot.ingest.workbook` or `mot.ingest.choose`, when nothing can be made of the file.
    """
    progress(Stage.READ, 0.0)
    book = read_workbook(
        source,
        limits=limits,
        encoding=decisions.answers.get("encoding", ""),
        large=large,
        waiting=lambda: progress(Stage.READ, 0.0),
    )
    progress(Stage.UNDERSTAND, 0.5)
    choice = choose(book, decisions)
    if choice.layout.name == FIGURES:
        figures = read_figures(book, choice, institution, decisions, today, recall)
        return _of_figures(source, book, figures, secret)
    reading = read(book, choice, institution, decisions, today, recall, similar)
    progress(Stage.CHECK, 0.8)
    return _of_feedback(source, book, reading, secret)


def _of_feedback(source: SourceFile, book: Workbook, reading: Reading, secret: bytes) -> Draft:
    responses, branches, channels, segments = _responses(reading, secret)
    aside = _set_aside(reading)
    counts = Counts(
        rows=len(reading.forms) + len(reading.rows.set_aside),
        responses=len(reading.kept),
        ratings=int(reading.flags.ratings.sum()),
        set_aside=len(aside),
        duplicates=int((reading.fate == DUPLICATE).sum()),
        values_missing=sum(len(found.rows) for found in unusable(reading)),
    )
    return Draft(
        **_of_file(source, book, reading),
        scale=reading.scale.scale,
        overall_scale=reading.overall_scale,
        branches=branches,
        touchpoints=reading.touchpoints,
        channels=channels,
        segments=segments,
        responses=responses,
        answers=reading.answers,
        direction=reading.direction.proof.value,
        wordings=reading.wordings,
        issues=(*check_encoding(book, source.content, reading.decisions), *run_checks(reading)),
        set_aside=aside,
        rejects=rejects_of(reading, aside, secret),
        counts=counts,
    )


def _of_figures(source: SourceFile, book: Workbook, reading: FigureReading, secret: bytes) -> Draft:
    kept, aside = reading.kept, _set_aside(reading)
    branch, branches = compact(reading.labels.branch.position[kept], reading.labels.branch.references)
    figure, names = compact(reading.names.position[kept], reading.names.references)
    figures = Figures(
        row=reading.table.rows[kept].astype(np.int32),
        month=reading.months.month[kept],
        branch=branch,
        figure=figure,
        numerator=reading.numerator.value[kept],
        denominator=reading.denominator.value[kept],
    )
    rows = len(reading.forms) + len(reading.rows.set_aside)
    return Draft(
        **_of_file(source, book, reading),
        scale=USUAL.scale,
        overall_scale=USUAL.scale,
        branches=branches,
        touchpoints=(),
        channels=(),
        segments=(),
        responses=Responses.none(),
        answers=(),
        issues=(*check_encoding(book, source.content, reading.decisions), *run_figure_checks(reading)),
        set_aside=aside,
        rejects=rejects_of(reading, aside, secret, every_row=True),
        counts=Counts(rows=rows, set_aside=len(aside), figures=len(kept)),
        figures=figures,
        figure_names=names,
    )


def _of_file(source: SourceFile, book: Workbook, reading: Placed) -> dict[str, Any]:
    """What a draft of either kind says about the file and how it is read."""
    layout = reading.choice.layout.name
    return {
        "file_name": mask_file_name(book.name, Directory.of(reading.institution.branches).exact),
        "sha256": hashlib.sha256(source.content).hexdigest(),
        "content": source.content,
        "sheets": tuple(sheet.name for sheet in book.sheets if sheet.n_rows),
        "sheet": reading.sheet,
        "layout": layout,
        "layouts": reading.choice.layouts,
        "saw": reading.choice.seen.saw,
        "layout_confidence": round(reading.choice.seen.confidence, 2),
        "fingerprint": fingerprint(layout, of_the_file(reading.table.headers)),
        "columns": reading.columns,
        "decisions": reading.decisions,
    }


def _places(table: Table, rows: np.ndarray) -> np.ndarray:
    """The place of some rows in the file, as `Responses.row` has it."""
    place = table.rows[rows] + table.sheet[rows].astype(np.int32) * SHEET_STEP
    return np.asarray(place, dtype=np.int32)


def _set_aside(reading: Placed) -> tuple[SetAside, ...]:
    """All rows set aside, in file order."""
    places = {name: place for place, name in enumerate(reading.table.sheet_names)}
    aside = set_aside(reading.fate, reading.forms, reading.table, reading.columns)
    return tuple(sorted((*reading.rows.set_aside, *aside), key=lambda one: (places[one.sheet], one.row)))


def _responses(reading: Reading, secret: bytes) -> tuple[Responses, References, References, References]:
    """The kept forms as responses, and the branches, channels and segments they speak of."""
    kept, labels, outcomes = reading.kept, reading.labels, reading.outcomes
    branch, branches = compact(labels.branch.position[kept], labels.branch.references)
    channel, channels = compact(labels.channel.position[kept], labels.channel.references)
    segment, segments = compact(labels.segment.position[kept], labels.segment.references)
    responses = Responses(
        row=_places(reading.table, reading.forms.first[kept]),
        day=reading.days.day[kept].astype(np.int32),
        branch=branch,
        channel=channel,
        segment=segment,
        overall=outcomes.overall[kept],
        nps=outcomes.nps[kept],
        duration=outcomes.duration[kept],
        quality=reading.flags.quality,
        respondent=respondents_of(outcomes.who, secret, kept),
        comment=outcomes.comment.take(pa.array(kept)),
    )
    return responses, branches, channels, segments
