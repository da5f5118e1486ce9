"""The library: what each owner made, with its edits together; and a piece's facts for the list.

Pieces from before are the local owner's. A row is seen only by the owner that ``app.owner`` names.
"""

import gzip
import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from gospel_keys.platform.words import searchable

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LOCAL = "local"
BATCH = 200
TITLE = 120
FACTS = ("key", "tempo", "time_signature", "num_bars", "duration_seconds", "application")

ROOTS = """
WITH RECURSIVE line AS (
  SELECT id, id AS root FROM piece WHERE parent_id IS NULL
  UNION ALL SELECT piece.id, line.root FROM piece JOIN line ON piece.parent_id = line.id)
UPDATE piece SET root_id = line.root FROM line WHERE line.id = piece.id AND line.root <> piece.id
"""
VERSIONS = """
INSERT INTO library_version (owner, piece_id, root_id, made_at)
SELECT 'local', piece.id, coalesce(piece.root_id, piece.id), piece.created_at FROM piece
WHERE facts IS NOT NULL
AND EXISTS (SELECT FROM library_item WHERE root_id = coalesce(piece.root_id, piece.id))
"""
LATEST = """
SELECT DISTINCT ON (coalesce(root_id, id)) coalesce(root_id, id) AS root_id, id AS shown_id,
  genre, facts, created_at AS changed_at, (
    SELECT created_at FROM piece AS root WHERE root.id = coalesce(piece.root_id, piece.id)
  ) AS made_at
FROM piece WHERE facts IS NOT NULL
ORDER BY coalesce(root_id, id), created_at DESC, id
"""


def upgrade() -> None:
    op.add_column("piece", sa.Column("root_id", sa.Text, nullable=True))
    op.add_column("piece", sa.Column("facts", JSONB, nullable=True))
    _make_tables()
    for table in ("library_item", "library_version"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY {table}_of_owner ON {table}"
            " USING (owner = current_setting('app.owner', true))"
        )
        op.execute(f"GRANT SELECT, INSERT, DELETE ON {table} TO app_user")
    op.execute(
        "GRANT UPDATE (shown_id, title, title_words, words, favourite, changed_at, removed_at)"
        " ON library_item TO app_user"
    )
    _take_over(op.get_bind())


def _make_tables() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "library_item",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column(
            "root_id", sa.Text, sa.ForeignKey("piece.id", name="item_root"), primary_key=True
        ),
        sa.Column(
            "shown_id", sa.Text, sa.ForeignKey("piece.id", name="item_shown"), nullable=False
        ),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("title_words", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("favourite", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("made_at", moment, nullable=False, server_default=sa.func.clock_timestamp()),
        sa.Column("changed_at", moment, nullable=False, server_default=sa.func.clock_timestamp()),
        sa.Column("removed_at", moment, nullable=True),
        sa.CheckConstraint(f"length(title) BETWEEN 1 AND {TITLE}", name="item_title_length"),
    )
    op.create_table(
        "library_version",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column(
            "piece_id", sa.Text, sa.ForeignKey("piece.id", name="version_piece"), primary_key=True
        ),
        sa.Column("root_id", sa.Text, nullable=False),
        sa.Column("made_at", moment, nullable=False, server_default=sa.func.clock_timestamp()),
        sa.ForeignKeyConstraint(
            ["owner", "root_id"],
            ["library_item.owner", "library_item.root_id"],
            name="version_item",
            ondelete="CASCADE",
        ),
    )
    there = sa.text("removed_at IS NULL")
    for name, column in (("item_changed_at", "changed_at"), ("item_title", "title_words")):
        op.create_index(name, "library_item", ["owner", column, "root_id"], postgresql_where=there)
    op.create_index("version_item_made_at", "library_version", ["owner", "root_id", "made_at"])


def _take_over(connection: sa.Connection) -> None:
    """The pieces there are, into the local owner's library; one that cannot be read stays out."""
    connection.execute(sa.text(ROOTS))
    ids = list(connection.scalars(sa.text("SELECT id FROM piece")))
    for start in range(0, len(ids), BATCH):
        rows = connection.execute(
            sa.text("SELECT id, score FROM piece WHERE id = ANY(:ids)"),
            {"ids": ids[start : start + BATCH]},
        )
        for piece_id, score in rows.all():
            facts = _facts(bytes(score))
            if facts:
                query = sa.text("UPDATE piece SET facts = :facts WHERE id = :id")
                query = query.bindparams(sa.bindparam("facts", type_=JSONB))
                connection.execute(query, {"facts": facts, "id": piece_id})
    connection.execute(sa.text(f"SELECT set_config('app.owner', '{LOCAL}', true)"))
    items = [_item(row._mapping) for row in connection.execute(sa.text(LATEST)).all()]
    if items:
        connection.execute(sa.text(_insert(items[0])), items)
    connection.execute(sa.text(VERSIONS))


def _facts(score: bytes) -> dict[str, Any] | None:
    """What the list shows of a piece, from the answer that was kept."""
    try:
        kept = json.loads(gzip.decompress(score))
        facts = {name: kept["metadata"][name] for name in FACTS}
        return {"description": kept["brief"]["description"], **facts}
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None


def _item(row: sa.RowMapping) -> dict[str, Any]:
    facts = row["facts"]
    title = facts["description"][:TITLE] or row["genre"]
    return {
        "owner": LOCAL,
        "root_id": row["root_id"],
        "shown_id": row["shown_id"],
        "title": title,
        "title_words": searchable(title),
        "words": searchable(facts["description"], row["genre"], facts["key"]),
        "made_at": row["made_at"],
        "changed_at": row["changed_at"],
    }


def _insert(item: dict[str, Any]) -> str:
    names = list(item)
    marks = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO library_item ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


def downgrade() -> None:
    op.drop_table("library_version")
    op.drop_table("library_item")
    op.drop_column("piece", "facts")
    op.drop_column("piece", "root_id")
