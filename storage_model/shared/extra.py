"""Whether what speaks to PostgreSQL is installed; asked before any other file of this folder is imported."""

from importlib.util import find_spec

from storage_model.problems import MissingPartError

PARTS = ("sqlalchemy", "alembic", "psycopg", "adbc_driver_postgresql")
INSTALL = (
    "共享结果需要可选部分 server · shared results need the extra `server` (missing: {missing}):\n"
    '    pip install "storage-model[server]"'
)


def require_extra() -> None:
    """Raise MissingPartError with the line that installs what is missing."""
    missing = [name for name in PARTS if find_spec(name) is None]
    if missing:
        raise MissingPartError(INSTALL.format(missing=", ".join(missing)))
