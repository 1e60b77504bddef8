"""Files are kept sealed or not at all; drafts, rejected rows and what imports have to do with each other."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Seal the files that are there when a seal is given (`mot.storage.database.migrate`), else remove them."""
    op.create_table(
        "kept_file",
        sa.Column("sha256", sa.Text, sa.ForeignKey("source_file.sha256"), primary_key=True),
        _bytes("sealed"),
    )
    _take_contents_away()
    op.create_table(
        "draft_file",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("login", "file_name", "sha256")),
        _integer("size"),
        _bytes("sealed"),
        sa.Column("decisions", sa.JSON, nullable=False),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=False)
            for name in ("created_at", "updated_at", "expires_at")
        ),
        sa.UniqueConstraint("login", "sha256"),
    )
    op.create_table(
        "batch_link",
        _batch("batch_id"),
        _batch("earlier_id", index=True),
        sa.Column("kind", sa.Text, primary_key=True),
        _integer("rows"),
    )
    op.create_table("reject_block", _batch("batch_id"), _bytes("content"))


def downgrade() -> None:
    """Remove the tables; imports stay, their files come back empty."""
    for table in ("reject_block", "batch_link", "draft_file", "kept_file"):
        op.drop_table(table)
    op.add_column(
        "source_file", sa.Column("content", sa.LargeBinary, nullable=False, server_default=sa.text("''"))
    )


def _take_contents_away() -> None:
    """No file stays in the clear, in no free page of SQLite and no old row version of PostgreSQL either."""
    tx, seal = op.get_bind(), op.get_context().config.attributes.get("seal")  # type: ignore[union-attr]
    lite = tx.dialect.name == "sqlite"
    source = sa.table("source_file", sa.column("sha256", sa.Text), sa.column("content", sa.LargeBinary))
    kept = sa.table("kept_file", sa.column("sha256", sa.Text), sa.column("sealed", sa.LargeBinary))
    if seal is not None:
        for sha256 in tx.scalars(sa.select(source.c.sha256)).all():
            content = tx.execute(sa.select(source.c.content).where(source.c.sha256 == sha256)).scalar_one()
            tx.execute(kept.insert(), {"sha256": sha256, "sealed": seal(sha256, bytes(content))})
    if lite:
        op.execute("PRAGMA secure_delete = ON")
        tx.execute(source.update().values(content=b""))
    op.drop_column("source_file", "content")
    if not lite:
        key = sa.inspect(tx).get_pk_constraint("source_file")["name"]
        op.execute(f"CLUSTER source_file USING {key}")  # writes the table anew, without what was dropped


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _batch(name: str, *, index: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey("batch.id")
    return sa.Column(name, sa.Integer, key, primary_key=True, autoincrement=False, index=index)
