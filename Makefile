# make run · make test · make check · make reliability · make mutants · make bench · make docs
# Each creates .venv from the locks when it is missing or out of date; nothing but Python 3.11+ and make is needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core.stamp
DEV := $(VENV)/.dev.stamp
UV := $(VENV)/.uv.stamp
SOURCES := pyproject.toml

.PHONY: run test check reliability mutants bench docs lock clean

run: $(CORE)
	@$(BIN)/storage-model run $(CASE)

test: $(DEV)
	@$(BIN)/python -m pytest -n auto

check: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/architecture

# Everything that is tried to break the program, in full numbers; the table is that of docs/reliability.md.
reliability: $(DEV)
	@STORAGE_MODEL_DAMAGES=223 STORAGE_MODEL_FUZZED=2000 $(BIN)/python -m pytest -n auto -m reliability --reliability

# A sample of small wrong changes to the money, each against the tests that reach it (about half an hour of two cores).
mutants: $(DEV)
	@folder=$$(mktemp -d) && $(BIN)/python -m tests.mutation "$$folder" 12 400; rm -rf "$$folder"

bench: $(DEV)
	@$(BIN)/python -m pytest benchmarks -o python_files='bench_*.py' -p no:xdist --benchmark-columns=median,rounds -s

docs: $(DEV)
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@$(BIN)/python -m pytest -n auto tests/docs
	@echo "docs/_build/html/index.html"

lock: $(UV)
	@PATH="$(BIN):$$PATH" requirements/lock.sh

$(UV): requirements/bootstrap.lock
	@$(PYTHON) -c 'import sys; sys.exit("storage_model needs Python 3.11 or newer; set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	@echo "preparing $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock
	@touch $@

$(CORE): $(UV) requirements/core.lock $(SOURCES)
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/core.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(CORE) requirements/dev.lock
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@touch $@

clean:
	@rm -rf $(VENV)
