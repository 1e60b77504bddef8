"""Tags, actions and reviews that belong to the demonstration: dated back when they come in, and gone with it."""

import datetime as dt

import sqlalchemy as sa

from mot.storage.schema import batch, setting
from mot.storage.schema_reviews import review, review_batch, review_branch, review_remark, review_text
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
    moment,
    moment_batch,
    moment_branch,
    self_check,
)

LOADED = "demonstration_work"  # the setting that tells what came in already
_OF_AN_ACTION = (
    action_batch, action_branch, action_change, action_file, action_link, action_moment, action_remark, action_task,
)  # fmt: skip
_OF_A_REVIEW = (review_batch, review_branch, review_text, review_remark)
_OF_A_MOMENT = (moment_batch, moment_branch, self_check, action_moment)


def remove(tx: sa.Connection, *, everything: bool) -> None:
    """Remove tags, actions and reviews of the demonstration; `everything` when its branches go as well.

    What was tagged, planned or reviewed on real feedback stays, without the demonstration's batches among its own.
    """
    actions = sa.select(action.c.id).where(sa.true() if everything else action.c.demonstration)
    moments = sa.select(moment.c.id).where(sa.true() if everything else moment.c.demonstration)
    for table in _OF_AN_ACTION:
        tx.execute(sa.delete(table).where(table.c.action_id.in_(actions)))
    for table in _OF_A_MOMENT:
        tx.execute(sa.delete(table).where(table.c.moment_id.in_(moments)))
    tx.execute(sa.delete(action).where(action.c.id.in_(actions)))
    tx.execute(sa.delete(moment).where(moment.c.id.in_(moments)))
    reviews = sa.select(review.c.id).where(sa.true() if everything else review.c.demonstration)
    for table in _OF_A_REVIEW:
        tx.execute(sa.delete(table).where(table.c.review_id.in_(reviews)))
    tx.execute(sa.update(review).where(review.c.previous_id.in_(reviews)).values(previous_id=None))
    tx.execute(sa.delete(review).where(review.c.id.in_(reviews)))
    shown = sa.select(batch.c.id).where(batch.c.demonstration)
    for table in (action_batch, moment_batch, review_batch):
        tx.execute(sa.delete(table).where(table.c.batch_id.in_(shown)))
    tx.execute(sa.delete(setting).where(setting.c.name == LOADED))


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
