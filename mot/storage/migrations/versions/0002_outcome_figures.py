"""Outcome figures: a table of their own, and how many an import holds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the count; imports that are there hold no figures."""
    keys = [
        sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)
        for name in ("batch_id", "month", "branch", "figure")
    ]
    sums = [sa.Column(name, sa.BigInteger, nullable=False) for name in ("numerator", "denominator")]
    op.create_table("figure", *keys, *sums, sqlite_with_rowid=False)
    op.add_column("batch", sa.Column("figures", sa.Integer, nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    """Remove both; feedback stays."""
    op.drop_column("batch", "figures")
    op.drop_table("figure")
