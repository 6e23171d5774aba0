#!/bin/sh
# Renew the locks: versions and hashes, no registry address (docs/decisions/001-locks.md).
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile -q --generate-hashes --no-header --no-annotate --python-version 3.11 "$@"; }
printf 'uv\n' | compile - -o requirements/bootstrap.lock
printf 'hatchling\neditables\n' | compile pyproject.toml - -o requirements/core.lock
printf 'hatchling\neditables\n' | compile pyproject.toml - --extra dev -o requirements/dev.lock
