"""The tables every server has; those that hold rows of runs come with the first run of their columns."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA = "storage_model"
# Migrations in their order; the last one is what this version of the program works with.
REVISIONS = ("0001", "0002")
METADATA = MetaData(schema=SCHEMA)

# One run, or one folder of many cases: `kind` is that of its manifest, `sha256` the seal. It is shown from the moment
# it is complete. `summary` is summary.json of a run, of any other kind what `ls` says of it.
RUNS = Table(
    "runs",
    METADATA,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("case_name", Text, nullable=False),
    Column("written", DateTime(timezone=True), nullable=False),
    Column("published", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("publisher", Text, nullable=False, server_default=text("CURRENT_USER")),
    Column("complete", Boolean, nullable=False, server_default=text("false")),
    Column("summary", JSONB, nullable=False),
    Column("kind", Text, nullable=False),
)

# Bytes known by their hash, which the server checks; runs that hold the same file share it.
FILES = Table(
    "files",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("encode(sha256(content), 'hex') = sha256", name="files_content_is_its_hash"),
)

RUN_FILES = Table(
    "run_files",
    METADATA,
    Column("run_id", BigInteger, ForeignKey(RUNS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sha256", String(64), ForeignKey(FILES.c.sha256), nullable=False),
)

# A set of columns and the relation that holds rows of it: assets name columns, so sites differ.
LAYOUTS = Table(
    "layouts",
    METADATA,
    Column("id", Integer, Identity(always=True), primary_key=True),
    Column("table_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("relation", Text, nullable=False, unique=True),
    Column("columns", JSONB, nullable=False),
    UniqueConstraint("table_name", "sha256"),
)

RUN_TABLES = Table(
    "run_tables",
    METADATA,
    Column("run_id", BigInteger, ForeignKey(RUNS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("table_name", Text, primary_key=True),
    Column("layout_id", Integer, ForeignKey(LAYOUTS.c.id), nullable=False),
    Column("rows", BigInteger, nullable=False),
)
