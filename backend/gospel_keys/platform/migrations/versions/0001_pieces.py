"""Pieces: what was asked, the MIDI that was given, and the whole piece as a document."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "piece",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.Column("genre", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("request", JSONB, nullable=False),
        sa.Column("midi", sa.LargeBinary, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("score", sa.LargeBinary, nullable=False),
        sa.Column("score_version", sa.SmallInteger, nullable=False),
        sa.CheckConstraint("seed >= 0", name="piece_seed_not_negative"),
        sa.CheckConstraint("length(id) >= 16", name="piece_id_unguessable"),
    )
    op.create_index("piece_genre_created_at", "piece", ["genre", "created_at"])
    for column in ("midi", "document", "score"):
        # compressed already, or too small to gain: keep the server from trying again
        op.execute(f"ALTER TABLE piece ALTER COLUMN {column} SET STORAGE EXTERNAL")
    op.execute("GRANT USAGE ON SCHEMA public TO app_user")
    op.execute("GRANT SELECT, INSERT ON piece TO app_user")
    op.execute("GRANT UPDATE (score, score_version) ON piece TO app_user")


def downgrade() -> None:
    op.drop_table("piece")
