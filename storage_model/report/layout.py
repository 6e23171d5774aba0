"""What makes a folder a run of ours."""

MANIFEST = "manifest.json"
KIND = "storage_model run"
# Layout of a run folder; a reader refuses any other.
SCHEMA_VERSION = 2
