"""The first tables: institution, people, batches, answers and the cube."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "setting", "region", "branch", "touchpoint", "label", "step_name", "person", "person_branch", "source_file",
    "batch", "batch_branch", "answer_block", "response", "set_aside", "cell", "rollup", "outcome",
    "rollup_moment", "recipe", "audit",
)  # fmt: skip


def upgrade() -> None:
    """Make all tables and the data version 0."""
    _institution()
    _people()
    _batches()
    _feedback()
    _cube()
    _memory()


def downgrade() -> None:
    """Remove all tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _key(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _batch() -> sa.Column[Any]:
    return sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False)


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _institution() -> None:
    setting = op.create_table("setting", sa.Column("name", sa.Text, primary_key=True), _json("value"))
    op.bulk_insert(setting, [{"name": "data_version", "value": 0}])
    op.create_table(
        "region",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        _text("name_zh"),
        _text("name_en"),
        _integer("position"),
    )
    op.create_table(
        "branch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        _text("name_zh"),
        _text("name_en"),
        _integer("position"),
        sa.Column("region_id", sa.Integer, sa.ForeignKey("region.id"), nullable=False),
        _json("aliases"),
        _flag("active"),
    )
    op.create_table(
        "touchpoint",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        _text("name_zh"),
        _text("name_en"),
        _integer("position"),
        _text("stage_zh"),
        _text("stage_en"),
        _text("dimension"),
        _text("step"),
        _json("aliases"),
        _flag("active"),
    )
    op.create_table(
        "label",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("code"),
        _text("name_zh"),
        _text("name_en"),
        _integer("position"),
        _text("kind"),
        _json("aliases"),
        sa.UniqueConstraint("kind", "code"),
    )
    op.create_table(
        "step_name",
        sa.Column("step", sa.Text, primary_key=True),
        _text("name_zh"),
        _text("name_en"),
        _integer("position"),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("login", sa.Text, primary_key=True),
        _text("name"),
        _text("role"),
        _flag("everything"),
        _flag("active"),
    )
    op.create_table(
        "person_branch",
        sa.Column("login", sa.Text, sa.ForeignKey("person.login"), primary_key=True),
        sa.Column("branch_id", sa.Integer, sa.ForeignKey("branch.id"), primary_key=True),
    )


def _batches() -> None:
    op.create_table(
        "source_file", sa.Column("sha256", sa.Text, primary_key=True), _bytes("content"), _integer("size")
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("status", sa.Text, nullable=False, index=True),
        _text("file_name"),
        sa.Column("sha256", sa.Text, sa.ForeignKey("source_file.sha256"), nullable=False, index=True),
        _text("layout"),
        _integer("rows"),
        _integer("responses"),
        _integer("ratings"),
        _integer("set_aside"),
        _integer("duplicates"),
        _integer("values_missing"),
        _time("created_at"),
        _text("created_by"),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        _text("undone_by"),
        _flag("demonstration"),
        _text("fingerprint"),
        _json("decisions"),
        _json("issues"),
        _text("product_version"),
        _integer("scale"),
        _integer("overall_scale"),
    )
    op.create_table(
        "batch_branch",
        _batch(),
        sa.Column(
            "branch_id",
            sa.Integer,
            sa.ForeignKey("branch.id"),
            primary_key=True,
            autoincrement=False,
            index=True,
        ),
    )
    op.create_table(
        "set_aside",
        _batch(),
        _key("position"),
        _text("sheet"),
        _integer("row"),
        _text("reason"),
        _text("column"),
        _text("value"),
    )


def _feedback() -> None:
    op.create_table("answer_block", _batch(), _bytes("content"))
    op.create_table(
        "response",
        _key("batch_id"),
        _key("row"),
        sa.Column("day", sa.Date, nullable=False),
        _integer("branch_id"),
        _integer("channel_id"),
        _integer("segment_id"),
        sa.Column("overall", sa.Integer),
        sa.Column("nps", sa.Integer),
        _text("respondent"),
        _text("comment"),
        sqlite_with_rowid=False,
    )
    _partial_index("ix_response_branch_id_day", "response", ["branch_id", "day"], "comment != ''")
    _partial_index("ix_response_respondent", "response", ["respondent"], "respondent != ''")


def _sums(table: str, keys: str, sums: str) -> None:
    numbers = [sa.Column(name, sa.BigInteger, nullable=False) for name in sums.split()]
    op.create_table(table, _key("batch_id"), *map(_key, keys.split()), *numbers, sqlite_with_rowid=False)


def _cube() -> None:
    _sums(
        "cell",
        "month branch touchpoint channel segment scale against quality",
        "n s_e s_p s_e2 s_p2 s_ep n_below n_equal n_above n_e_max n_e s_e_all s_e2_all n_p s_p_all s_p2_all",
    )
    _sums(
        "rollup", "month branch channel segment scale quality group measure", "n_resp s k s2 k2 sk"
    )  # fmt: skip
    _sums(
        "outcome",
        "month branch channel segment scale quality",
        "responses osat_n osat_s osat_s2 osat_top promoters passives detractors comments",
    )
    keys = "month branch channel segment scale quality"
    op.create_table("rollup_moment", _key("batch_id"), *map(_key, keys.split()), _bytes("sums"))


def _memory() -> None:
    op.create_table(
        "recipe",
        sa.Column("fingerprint", sa.Text, primary_key=True),
        _json("decisions"),
        _time("created_at"),
        _text("created_by"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        _time("at"),
        _text("login"),
        _text("event"),
        _text("subject"),
        _json("detail"),
    )
