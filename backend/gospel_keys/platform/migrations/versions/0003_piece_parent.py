"""The piece that a piece is an edit of. Pieces made from words have none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("piece", sa.Column("parent_id", sa.Text, nullable=True))
    op.create_foreign_key("piece_parent", "piece", "piece", ["parent_id"], ["id"])
    op.create_index(
        "piece_parent_id", "piece", ["parent_id"], postgresql_where=sa.text("parent_id IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_index("piece_parent_id", "piece")
    op.drop_constraint("piece_parent", "piece")
    op.drop_column("piece", "parent_id")
