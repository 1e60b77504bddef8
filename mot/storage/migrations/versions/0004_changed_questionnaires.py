"""In which words each import asked, and by which headers a changed questionnaire is recognised."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both; of imports and questionnaires that are there neither is known."""
    op.create_table(
        "batch_question",
        *(
            sa.Column(
                f"{table}_id",
                sa.Integer,
                sa.ForeignKey(f"{table}.id"),
                primary_key=True,
                autoincrement=False,
            )
            for table in ("batch", "touchpoint")
        ),
        sa.Column("wording", sa.Text, nullable=False),
    )
    op.add_column("recipe", sa.Column("layout", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("recipe", sa.Column("headers", sa.Text, nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Remove both; nothing else is lost."""
    op.drop_column("recipe", "headers")
    op.drop_column("recipe", "layout")
    op.drop_table("batch_question")
