"""Taking the demonstration away: the one place where rows disappear, and only those that were never real."""

import sqlalchemy as sa

from mot.storage import settings, work_of_demonstration
from mot.storage.schema import (
    answer_block,
    batch,
    batch_branch,
    batch_link,
    batch_question,
    branch,
    cell,
    figure,
    kept_file,
    label,
    outcome,
    person_branch,
    recipe,
    region,
    reject_block,
    response,
    rollup,
    rollup_moment,
    set_aside,
    setting,
    source_file,
    step_name,
    touchpoint,
)
from mot.storage.schema_work import digest_sent

_OF_A_BATCH = (
    cell, rollup, rollup_moment, outcome, figure, response, answer_block, set_aside, reject_block, batch_link,
    batch_branch, batch_question,
)  # fmt: skip
_OF_THE_INSTITUTION = (person_branch, branch, region, touchpoint, label, step_name, recipe)


def present(tx: sa.Connection) -> bool:
    """Whether there is any demonstration batch."""
    return bool(tx.scalar(sa.select(sa.exists().where(batch.c.demonstration))))


def own_feedback(tx: sa.Connection) -> bool:
    """Whether anything was ever imported that is not the demonstration."""
    return bool(tx.scalar(sa.select(sa.exists().where(batch.c.demonstration.is_(False)))))


def remove(tx: sa.Connection) -> None:
    """Remove the demonstration batches, and the demonstration bank too unless real feedback refers to it.

    People and the audit stay; the data version goes up.
    """
    settings.hold_version(tx)
    tx.execute(sa.delete(digest_sent))  # others may get the numbers and codes that its items have
    shown = sa.select(batch.c.id).where(batch.c.demonstration)
    work_of_demonstration.remove(tx, everything=not own_feedback(tx))
    for table in _OF_A_BATCH:
        tx.execute(sa.delete(table).where(table.c.batch_id.in_(shown)))
    tx.execute(sa.delete(batch_link).where(batch_link.c.earlier_id.in_(shown)))
    tx.execute(sa.delete(batch).where(batch.c.demonstration))
    for table in (kept_file, source_file):
        tx.execute(sa.delete(table).where(table.c.sha256.not_in(sa.select(batch.c.sha256))))
    if tx.scalar(sa.select(sa.exists().where(batch.c.id > 0))) is False:
        for table in _OF_THE_INSTITUTION:
            tx.execute(sa.delete(table))
        tx.execute(sa.delete(setting).where(setting.c.name == "institution"))
    settings.bump_version(tx)


def retire_branches(tx: sa.Connection) -> None:
    """Put away the branches that no batch speaks of."""
    spoken_of = sa.select(batch_branch.c.branch_id).scalar_subquery()
    tx.execute(sa.update(branch).where(branch.c.id.not_in(spoken_of)).values(active=False))


def drop_unused_labels(tx: sa.Connection) -> None:
    """Remove channels and segments that no response, and outcome figures that no sheet, ever named."""
    for kind, column in (
        ("channel", response.c.channel_id),
        ("segment", response.c.segment_id),
        ("figure", figure.c.figure),
    ):
        named = sa.exists().where(column == label.c.id)
        tx.execute(sa.delete(label).where(label.c.kind == kind, label.c.id > 0, ~named))
