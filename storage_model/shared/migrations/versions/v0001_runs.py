"""Runs, their files and the layouts of their tables."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out and not taken from schema.py: that one moves on, this step stays what it was.
_TABLES = """
CREATE TABLE storage_model.runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256 varchar(64) NOT NULL UNIQUE,
    name text NOT NULL,
    case_name text NOT NULL,
    written timestamptz NOT NULL,
    published timestamptz NOT NULL DEFAULT now(),
    publisher text NOT NULL DEFAULT CURRENT_USER,
    complete boolean NOT NULL DEFAULT false,
    summary jsonb NOT NULL
);
CREATE TABLE storage_model.files (
    sha256 varchar(64) PRIMARY KEY,
    content bytea NOT NULL,
    CONSTRAINT files_content_is_its_hash CHECK (encode(sha256(content), 'hex') = sha256)
);
CREATE TABLE storage_model.run_files (
    run_id bigint REFERENCES storage_model.runs (id) ON DELETE CASCADE,
    name text,
    sha256 varchar(64) NOT NULL REFERENCES storage_model.files (sha256),
    PRIMARY KEY (run_id, name)
);
CREATE TABLE storage_model.layouts (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name text NOT NULL,
    sha256 varchar(64) NOT NULL,
    relation text NOT NULL UNIQUE,
    columns jsonb NOT NULL,
    UNIQUE (table_name, sha256)
);
CREATE TABLE storage_model.run_tables (
    run_id bigint REFERENCES storage_model.runs (id) ON DELETE CASCADE,
    table_name text,
    layout_id integer NOT NULL REFERENCES storage_model.layouts (id),
    rows bigint NOT NULL,
    PRIMARY KEY (run_id, table_name)
);
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(_TABLES)


def downgrade() -> None:
    """Take the tables away again, and what they hold."""
    op.execute("DROP TABLE storage_model.run_tables, storage_model.layouts, storage_model.run_files")
    op.execute("DROP TABLE storage_model.files, storage_model.runs")
