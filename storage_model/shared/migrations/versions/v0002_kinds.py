"""Of what each folder is: a run, as all were until now, or many cases of a kind."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RUN = "storage_model run"


def upgrade() -> None:
    """Say of every folder that it is a run; from now on each says so itself."""
    op.execute(f"ALTER TABLE storage_model.runs ADD COLUMN kind text NOT NULL DEFAULT '{_RUN}'")
    op.execute("ALTER TABLE storage_model.runs ALTER COLUMN kind DROP DEFAULT")


def downgrade() -> None:
    """Take away what the version before takes for a run and cannot read, then the column."""
    op.execute(f"DELETE FROM storage_model.runs WHERE kind <> '{_RUN}'")
    op.execute("ALTER TABLE storage_model.runs DROP COLUMN kind")
