# Two commands are enough: `make run` and `make test`. Everything lives in .venv and .demo; `make clean` takes both away.

VENV  := .venv
BIN   := $(VENV)/bin
DEMO  := .demo/tracker.db
# Two processes a core (tests of the app wait more than they work), at most eight: each loads a language model.
JOBS  ?= $(shell n=$$(( 2 * $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) )); [ "$$n" -gt 8 ] && n=8; echo $$n)
# PYTHON=/path/to/python3.12 chooses the interpreter; otherwise the newest of these that really is 3.11 or later.
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3 python)
PIP   := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help run test check bench calibrate lock clean compiled

help:
	@echo 'make run     install what is needed and open the sample article (without a terminal: print its status)'
	@echo 'make test    run the tests'
	@echo 'make check   style, types and import rules'
	@echo 'make bench   measure: start, keys, memory, reading speed'
	@echo 'make calibrate   measure what a confidence is worth (needs annotated articles: SHARED=FOLDER)'
	@echo 'make clean   remove what these made'

# A candidate counts only when it runs: a version manager may leave a command of that name that starts nothing. A .venv
# that works already (made by an editor, by hand) is used as it is.
GOOD := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
$(VENV)/made:
	@if [ -z "$(PYTHON)" ] && $(BIN)/python -c '$(GOOD)' >/dev/null 2>&1; then touch $@; exit 0; fi; \
	for python in $(CANDIDATES); do \
	    if "$$python" -c '$(GOOD)' >/dev/null 2>&1; then \
	        echo "Making $(VENV) with $$("$$python" -c 'import sys; print(sys.executable, sys.version.split()[0])')"; \
	        rm -rf $(VENV) && "$$python" -m venv $(VENV) && touch $@ && exit 0; exit 2; \
	    fi; \
	done; \
	echo 'No Python 3.11 or later (with its venv module) was found. Name one: make PYTHON=/path/to/python3.11' >&2; exit 2

# The package itself needs no download: setuptools comes, hashed, with the requirements. The plain kind of editable install
# costs nothing at every start; the other one loads a finder first.
$(VENV)/for-run: requirements.txt pyproject.toml $(VENV)/made
	@echo 'Installing what Tracker needs (once, a minute or two)'
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --config-settings editable_mode=compat -e .
	@touch $@

$(VENV)/for-dev: requirements-dev.txt $(VENV)/for-run
	@echo 'Installing what the tests need (once, a minute or two)'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# As pip does with every package but one that stays where it is: without it each start compiles our own modules anew
# wherever Python may not write beside its sources (PYTHONDONTWRITEBYTECODE), which took a fifth of the start.
compiled: $(VENV)/for-run
	@$(BIN)/python -m compileall -q tracker

# The sample is read into a demonstration file, never into the person's own; an article read before is only recognised.
run: $(VENV)/for-run compiled
	@mkdir -p $(dir $(DEMO))
	@$(BIN)/tracker --db $(DEMO) ingest seeds
	@echo 'Demonstration file: $(DEMO), read from seeds/; the day is that of its newest article.'
	@$(BIN)/tracker --db $(DEMO) --as-of newest

test: $(VENV)/for-dev compiled
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: $(VENV)/for-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/for-dev compiled
	@$(BIN)/python -m tests.benchmarks $(ARGS)

# What a confidence is worth, measured anew from annotated articles after a change of rules; writes calibration.json.
SHARED ?= ../shared/extraction
calibrate: $(VENV)/for-dev
	@$(BIN)/python tools/calibrate.py $(SHARED) --write

# Pins and hashes anew, from the registry that pip is set up for; UV=/path/to/uv where it is not on the path.
UV ?= uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) .demo build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find tracker tests -name __pycache__ -type d -prune -exec rm -rf {} +
