# Needs Python 3.11 or newer and make. Everything else goes into .venv, in exactly the versions of constraints.txt.
PYTHON ?= python3
PROGRAMME ?= college-statistics
ROUNDS ?= 1
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.DEFAULT_GOAL := help
.PHONY: help demo test check search test-office test-browser test-audit lab desk docs gallery benchmark constraints clean

help: ## list the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.installed ## do the main job on the bundled data and say where the results are
	@$(BIN)/curmap run $(PROGRAMME)

test: $(VENV)/.installed-dev check ## style, types and all tests but those that need LibreOffice or a browser
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.installed-dev ## style, types and what may import what
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

search: $(VENV)/.installed-dev ## try the properties on cases of chance, other ones each time; ROUNDS=10 for ten times as many
	for round in $$(seq $(ROUNDS)); do \
		$(BIN)/python -m pytest -n auto -q -m "hypothesis and not office and not browser" --hypothesis-profile search \
		--hypothesis-seed $$(date +%N) || exit 1; done

test-office: $(VENV)/.installed-dev ## open the workbooks with LibreOffice, which must be installed
	$(BIN)/python -m pytest -n auto --dist loadfile -m office

test-browser: $(VENV)/.installed-dev ## drive the review desk in Chromium, which must be installed
	$(BIN)/python -m pytest -n auto --dist loadfile -m browser tests/browser

test-audit: $(VENV)/.installed ## verify an audit run in a new virtual environment, with the project in another folder
	bash tests/audit/fresh_environment.sh

lab: $(VENV)/.installed ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

desk: $(VENV)/.installed ## open the review desk as a page of its own, without JupyterLab; needs the extra voila
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[voila]"
	$(BIN)/voila notebooks/03_suggest_and_review.ipynb

docs: $(VENV)/.installed-dev ## write the map of the house anew, build the documentation into build/docs/
	$(BIN)/python docs/generate.py
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --conf-dir docs . build/docs
	@echo "build/docs/docs/index.html"

PICTURE = $(BIN)/curmap plot $(PROGRAMME) --date 2026-11-21 --format svg --lang

gallery: $(VENV)/.installed-dev ## draw the pictures of docs/gallery/ anew; needs Chrome, Edge or Chromium and the extra images
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[images]"
	for lang in kk ru en; do $(PICTURE) $$lang --figure functions --out docs/gallery/functions.$$lang.svg || exit 1; done
	for figure in steps statements levels disciplines flow contributions; do \
		$(PICTURE) en --figure $$figure --out docs/gallery/$$figure.en.svg || exit 1; done
	$(PICTURE) en --figure programmes --with bachelor-social-work --standard V2000019833 2022-08-18-N318 \
		--out docs/gallery/programmes.en.svg
	$(PICTURE) en --figure difference --before 2026-11-20 --out docs/gallery/difference.en.svg

benchmark: $(VENV)/.installed-dev ## measure, as ratios within one run
	$(BIN)/python benchmarks/main_job.py
	$(BIN)/python benchmarks/library.py
	$(BIN)/python benchmarks/suggestions.py
	$(BIN)/python benchmarks/desk.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/figures.py

constraints: $(VENV)/.installed-dev ## write constraints.txt anew from the ranges of pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra docs --universal --upgrade --python-version 3.11 \
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
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev,docs]"
	@touch $@ $(VENV)/.installed
