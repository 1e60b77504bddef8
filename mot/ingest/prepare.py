"""A file becomes a draft: pure, the same every time, nothing stored."""

import datetime as dt
import hashlib

import numpy as np
import pyarrow as pa

from mot.domain.batches import Counts
from mot.domain.survey import Institution
from mot.ingest.checks import run_checks, unusable
from mot.ingest.draft import Decisions, Draft, Reference, Responses, SourceFile
from mot.ingest.fates import DUPLICATE, set_aside
from mot.ingest.labels import compact
from mot.ingest.outcomes import respondents_of
from mot.ingest.read import Recall, read
from mot.ingest.reading import Reading
from mot.ingest.recipe import fingerprint
from mot.ingest.workbook import LARGE, MAX_BYTES, read_workbook

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
    large: int = LARGE,
    max_bytes: int = MAX_BYTES,
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
    large
        Bytes of sheet XML from which a sheet is read as typed columns in one pass.
    max_bytes
        Size of the largest file that is read.

    Raises
    ------
    MotError
        A subclass of `mot.ingest.workbook` or `mot.ingest.choose`, when nothing can be made of the file.
    """
    book = read_workbook(source, large=large, max_bytes=max_bytes)
    reading = read(book, institution, decisions, today, recall)
    responses, branches, channels, segments = _responses(reading, secret)
    aside = set_aside(reading.fate, reading.forms, reading.table, reading.columns, reading.sheet)
    aside = tuple(sorted((*reading.rows.set_aside, *aside), key=lambda one: one.row))
    counts = Counts(
        rows=len(reading.forms) + len(reading.rows.set_aside),
        responses=len(reading.kept),
        ratings=int(reading.flags.ratings.sum()),
        set_aside=len(aside),
        duplicates=int((reading.fate == DUPLICATE).sum()),
        values_missing=sum(len(found.rows) for found in unusable(reading)),
    )
    return Draft(
        file_name=source.name,
        sha256=hashlib.sha256(source.content).hexdigest(),
        content=source.content,
        sheets=tuple(sheet.name for sheet in book.sheets if sheet.n_rows),
        sheet=reading.sheet,
        layout=reading.choice.layout.name,
        layout_confidence=round(reading.choice.seen.confidence, 2),
        fingerprint=fingerprint(reading.choice.layout.name, reading.table.headers),
        columns=reading.columns,
        decisions=reading.decisions,
        scale=reading.scale.scale,
        overall_scale=reading.overall_scale,
        branches=branches,
        touchpoints=reading.touchpoints,
        channels=channels,
        segments=segments,
        responses=responses,
        answers=reading.answers,
        issues=run_checks(reading),
        set_aside=aside,
        counts=counts,
    )


def _responses(reading: Reading, secret: bytes) -> tuple[Responses, References, References, References]:
    """The kept forms as responses, and the branches, channels and segments they speak of."""
    kept, labels, outcomes = reading.kept, reading.labels, reading.outcomes
    branch, branches = compact(labels.branch.position[kept], labels.branch.references)
    channel, channels = compact(labels.channel.position[kept], labels.channel.references)
    segment, segments = compact(labels.segment.position[kept], labels.segment.references)
    responses = Responses(
        row=reading.table.rows[reading.forms.first[kept]].astype(np.int32),
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
