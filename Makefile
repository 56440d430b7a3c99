# Needs Python 3.11 or newer and make. Everything else goes into .venv, in exactly the versions of constraints.txt.
PYTHON ?= python3
PROGRAMME ?= college-statistics
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.DEFAULT_GOAL := help
.PHONY: help demo test check test-office test-browser lab benchmark constraints clean

help: ## list the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.installed ## do the main job on the bundled data and say where the results are
	@$(BIN)/curmap run $(PROGRAMME)

test: $(VENV)/.installed-dev check ## style, types and all tests but those that need LibreOffice or a browser
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test-office: $(VENV)/.installed-dev ## open the workbooks with LibreOffice, which must be installed
	$(BIN)/python -m pytest -m office

test-browser: $(VENV)/.installed-dev ## drive the review desk in Chromium, which must be installed
	$(BIN)/python -m pytest -m browser tests/browser

lab: $(VENV)/.installed ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

benchmark: $(VENV)/.installed-dev ## measure, as ratios within one run
	$(BIN)/python benchmarks/main_job.py
	$(BIN)/python benchmarks/library.py
	$(BIN)/python benchmarks/suggestions.py
	$(BIN)/python benchmarks/desk.py

constraints: $(VENV)/.installed-dev ## write constraints.txt anew from the ranges of pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --upgrade --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file constraints.txt

clean: ## remove .venv, caches and results
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
	find exports -mindepth 1 ! -name README.md -delete

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed, this is ' + sys.version.split()[0] + '; try: make PYTHON=python3.12 demo')"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "the module venv of Python is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "installing into $(VENV), about a minute ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "installing into $(VENV), about a minute ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@ $(VENV)/.installed
