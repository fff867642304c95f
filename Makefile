# make demo | test | bench | lint. Everything happens in .venv; demo writes only below build/.

BIN := .venv/bin
# Models here are small: one thread each is faster than two that fight, and leaves a core for the person.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt

.PHONY: demo test bench lint
.DEFAULT_GOAL := demo

demo: .venv/installed
	$(BIN)/extractor demo --out build/demo

test: .venv/installed-dev
	.ci/system-packages
	$(MAKE) --no-print-directory lint
	.ci/with-postgres $(BIN)/python -m pytest -rs

bench: .venv/installed-dev
	$(BIN)/python -m tests.benchmarks

lint: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/installed: pyproject.toml constraints.txt
	@python=$$(.ci/python) || exit 1; test -x $(BIN)/python || "$$python" -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[dev,postgres]'
	@touch $@
