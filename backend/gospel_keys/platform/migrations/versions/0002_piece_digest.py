"""What a piece was made from, as a digest: the same is kept once. Older pieces have none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("piece", sa.Column("digest", sa.LargeBinary, nullable=True))
    op.create_unique_constraint("piece_digest_once", "piece", ["digest"])


def downgrade() -> None:
    op.drop_constraint("piece_digest_once", "piece")
    op.drop_column("piece", "digest")
