"""A draft becomes rows: its names get ids, its file a batch, its answers or figures their places."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
import sqlalchemy as sa

import mot
from mot.domain.access import Actor
from mot.domain.cube import Cube, Ints
from mot.domain.survey import UNKNOWN, Dimension, Group
from mot.ingest import block, cubing, figures
from mot.ingest.draft import Draft
from mot.services import naming
from mot.storage import answers, batches, cells, institution, questions, rejects, responses
from mot.storage.institution import Kind

WORTH_THREADS = 3_000  # responses from which it pays to start threads


def store(
    tx: sa.Connection,
    actor: Actor,
    draft: Draft,
    *,
    now: dt.datetime,
    demonstration: bool,
    sealed: bytes | None = None,
) -> int:
    """Store everything that a draft holds, within the transaction; the number of the new batch.

    `sealed` is its file, encrypted, where files are kept.

    Raises
    ------
    OutOfScopeError, DraftOutdatedError
    """
    there = institution.load(tx)
    branch_ids = naming.ids(tx, actor, Kind.BRANCH, draft.branches, there)
    if len(draft.figures):
        figure_ids = naming.ids(tx, actor, Kind.FIGURE, draft.figure_names, there)
        first, last = _months(draft.figures.month)
        number = _batch(
            tx, actor, draft, branch_ids, first, last, sealed, now=now, demonstration=demonstration
        )
        told = figures.tally(draft.figures, branch_ids=branch_ids, figure_ids=figure_ids)
        cells.insert(tx, number, replace(Cube.empty(), figures=told))
        return number
    days = draft.responses.day.astype("datetime64[D]")
    first, last = days.min().item(), days.max().item()
    ids = {
        "branch_ids": branch_ids,
        "touchpoint_ids": naming.ids(tx, actor, Kind.TOUCHPOINT, draft.touchpoints, there),
        "channel_ids": naming.ids(tx, actor, Kind.CHANNEL, draft.channels, there),
        "segment_ids": naming.ids(tx, actor, Kind.SEGMENT, draft.segments, there),
    }
    number = _batch(tx, actor, draft, branch_ids, first, last, sealed, now=now, demonstration=demonstration)
    _feedback(tx, number, draft, ids)
    if draft.wordings:
        questions.insert(tx, number, dict(zip(ids["touchpoint_ids"].tolist(), draft.wordings, strict=True)))
    return number


def _batch(
    tx: sa.Connection,
    actor: Actor,
    draft: Draft,
    branch_ids: Ints,
    first: dt.date,
    last: dt.date,
    sealed: bytes | None,
    *,
    now: dt.datetime,
    demonstration: bool,
) -> int:
    told = draft.figures if len(draft.figures) else draft.responses
    number = batches.insert(
        tx,
        file_name=draft.file_name,
        sha256=draft.sha256,
        size=len(draft.content),
        sealed=sealed,
        layout=draft.layout,
        counts=draft.counts,
        created_at=now,
        created_by=actor.login,
        branches=set(branch_ids[np.unique(told.branch)].tolist()),
        scale=draft.scale,
        overall_scale=draft.overall_scale,
        first_day=first,
        last_day=last,
        rows_set_aside=draft.set_aside,
        issues=draft.issues,
        fingerprint=draft.fingerprint,
        decisions=draft.decisions,
        demonstration=demonstration,
        product_version=mot.__version__,
    )
    rejects.insert(tx, number, draft.rejects.with_aside(draft.set_aside))
    return number


def _feedback(tx: sa.Connection, number: int, draft: Draft, ids: dict[str, Ints]) -> None:
    """The answers as a block, the responses, and what both add up to."""
    told = draft.responses
    groups = {
        t.id: Group[t.dimension.name]
        for t in institution.load(tx).touchpoints
        if t.dimension is not Dimension.NONE
    }
    columns = {
        "row": told.row,
        "day": told.day,
        "branch_id": ids["branch_ids"][told.branch],
        "channel_id": _labels(ids["channel_ids"], told.channel),
        "segment_id": _labels(ids["segment_ids"], told.segment),
        "overall": told.overall,
        "nps": told.nps,
        "respondent": told.respondent,
        "comment": told.comment,
    }
    pack = partial(block.to_parquet, told, draft.answers, **ids)
    add_up = partial(
        cubing.tally,
        told,
        draft.answers,
        scale=draft.scale,
        overall_scale=draft.overall_scale,
        dimension_of=groups,
        **ids,
    )
    if len(told) < WORTH_THREADS:
        responses.insert(tx, number, columns)
        answers.insert_block(tx, number, pack())
        cells.insert(tx, number, add_up())
        return
    with ThreadPoolExecutor(2, thread_name_prefix="store") as pool:  # both spend their time outside Python
        packed, cube = pool.submit(pack), pool.submit(add_up)
        responses.insert(tx, number, columns)
        answers.insert_block(tx, number, packed.result())
        cells.insert(tx, number, cube.result())


def _labels(ids: Ints, positions: np.ndarray) -> Ints:
    """Ids by position, with the sentinel for what was not stated."""
    return np.asarray(np.append(ids, UNKNOWN)[positions], dtype=np.int64)


def _months(months: np.ndarray) -> tuple[dt.date, dt.date]:
    """The first day of the first and the last day of the last of some months (yyyymm)."""
    first, last = int(months.min()), int(months.max())
    after = dt.date(last // 100 + last % 100 // 12, last % 100 % 12 + 1, 1)
    return dt.date(first // 100, first % 100, 1), after - dt.timedelta(days=1)
