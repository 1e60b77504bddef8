"""Taking the demonstration away: the one place where rows disappear, and only those that were never real."""

import datetime as dt

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
from mot.storage.schema_work import (
    action,
    action_batch,
    action_branch,
    action_change,
    action_file,
    action_link,
    action_moment,
    action_remark,
    action_task,
    digest_sent,
    moment,
    moment_batch,
    moment_branch,
    self_check,
)

_OF_AN_ACTION = (
    action_batch, action_branch, action_change, action_file, action_link, action_moment, action_remark,
    action_task,
)  # fmt: skip
_OF_A_MOMENT = (moment_batch, moment_branch, self_check, action_moment)
_OF_A_BATCH = (
    moment_batch, action_batch,
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
    _remove_work(tx, everything=not own_feedback(tx))
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


def _remove_work(tx: sa.Connection, *, everything: bool) -> None:
    """Remove the tags and actions that came with the demonstration; all of them when nothing else is there."""
    for table, parts in ((action, _OF_AN_ACTION), (moment, _OF_A_MOMENT)):
        gone = sa.select(table.c.id).where(sa.true() if everything else table.c.demonstration)
        for part in parts:
            tx.execute(sa.delete(part).where(part.c[f"{table.name}_id"].in_(gone)))
        tx.execute(sa.delete(table).where(table.c.id.in_(gone)))
    tx.execute(sa.delete(setting).where(setting.c.name == "demonstration_work"))


def date_moment(tx: sa.Connection, number: int, at: dt.datetime) -> None:
    """Make a tag one of the demonstration, made at that time."""
    values = {"demonstration": True, "created_at": at, "updated_at": at}
    tx.execute(sa.update(moment).where(moment.c.id == number).values(values))


def date_action(
    tx: sa.Connection, number: int, made: dt.datetime, changed: dt.datetime, *, closed: bool
) -> None:
    """Make an action one of the demonstration, made and last changed at those times."""
    values: dict[str, object] = {"demonstration": True, "created_at": made, "updated_at": changed}
    values |= {"closed_at": changed} if closed else {}
    tx.execute(sa.update(action).where(action.c.id == number).values(values))
    for table in (action_change, action_remark):
        tx.execute(sa.update(table).where(table.c.action_id == number).values(at=changed))


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
