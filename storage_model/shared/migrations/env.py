"""What Alembic runs around the steps: on the connection it is handed, inside that connection's transaction."""

from alembic import context

from storage_model.shared.schema import METADATA, SCHEMA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table_schema=SCHEMA
)
with context.begin_transaction():
    context.run_migrations()
