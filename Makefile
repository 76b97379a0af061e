# Two commands are enough: `make run` and `make test`. Each sets up what it needs.
# Needs make, /bin/sh and Python 3.11 to 3.13 with venv; packages come from PyPI.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
OUT ?= out
INPUT ?= tests/data/samples
BENCH_ARTICLES ?= 100000
BENCH_COPIES ?= 20000
KILLS ?= 20
WATCH_KILLS ?= 30

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports tests bench bench-extract bench-compiled bench-linking bench-copies bench-report kill kill-watch bench-watch bench-export bench-page places map compiled golden floors clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.installed ## set up, run the main job on the samples into ./out, show the result
	$(BIN)/wirebeam run --input $(INPUT) --output $(OUT)
	@echo
	$(BIN)/wirebeam query $(OUT) "SELECT date_start, event_type, place, targets, attacker, killed, injured FROM events WHERE killed > 0 ORDER BY ALL LIMIT 10"
	@echo
	@echo "The command is $(BIN)/wirebeam; see $(BIN)/wirebeam --help"

test: check ## set up, then all checks and tests

check: lint types imports tests ## the same: what CI runs

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy

imports: $(VENV)/.developing
	$(BIN)/lint-imports

tests: $(VENV)/.developing
	$(BIN)/python -m pytest -n 2 --dist loadscope -q

bench: $(VENV)/.developing ## measure the bounded run against a plain loop (minutes)
	$(BIN)/python -m tests.bench.bench_ingest --articles $(BENCH_ARTICLES)

bench-extract: $(VENV)/.developing ## measure the extractor: articles/s by language, start-up
	$(BIN)/python -m tests.bench.bench_extract

bench-compiled: compiled ## the same of the extractor as machine code, without the start-up
	PYTHONPATH=build/compiled $(BIN)/python tests/bench/bench_extract.py --no-start

bench-linking: $(VENV)/.developing ## measure linking: time and growth with the number of reports
	$(BIN)/python -m tests.bench.bench_linking

bench-copies: $(VENV)/.developing ## measure near-duplicates on a corpus whose copies are known (minutes)
	$(BIN)/python -m tests.bench.bench_copies --articles $(BENCH_COPIES)

bench-report: $(VENV)/.developing ## measure the report of 1,000 and 50,000 incidents: size, time, memory
	$(BIN)/python -m tests.bench.bench_report

kill: $(VENV)/.developing ## kill a run at random moments and compare the tables (minutes)
	$(BIN)/python -m tests.e2e.kill_resume --times $(KILLS)

kill-watch: $(VENV)/.developing ## kill a watch at random moments and compare the tables (minutes)
	$(BIN)/python -m tests.e2e.kill_watch --kills $(WATCH_KILLS)

bench-watch: $(VENV)/.developing ## measure rounds of 500 local feeds, and memory over 200 rounds (minutes)
	$(BIN)/python -m tests.bench.bench_watch

bench-page: $(VENV)/.developing ## measure the report's page with 1,000 and 50,000 incidents (Chromium)
	$(BIN)/python -m tests.bench.bench_page

bench-export: $(VENV)/.developing ## measure exports of 200,000 incidents: time, memory, size (minutes)
	$(BIN)/python -m tests.bench.bench_export

places: $(VENV)/.developing ## build the gazetteer from GeoNames data anew
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[build-data]'
	$(BIN)/python -m configs.places.build

map: $(VENV)/.developing ## build the outlines of the report's map anew (npm client)
	$(BIN)/python -m configs.map.build

compiled: $(VENV)/.developing ## build a wheel in ./dist whose extractor is machine code (C compiler, minutes)
	rm -rf build dist/wirebeam-*.whl
	$(BIN)/python -m configs.compiled.build --quiet bdist_wheel --dist-dir dist
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target build/compiled dist/wirebeam-*.whl
	$(BIN)/python -m pipelines.cli evaluate tests/data/gold --as-of 2026-11-01T00:00:00Z --output build/as_sources.json >build/as_sources.txt
	cd build/compiled && $(abspath $(BIN))/python -m pipelines.cli evaluate ../../tests/data/gold --as-of 2026-11-01T00:00:00Z --output ../as_machine_code.json >../as_machine_code.txt
	cd build/compiled && $(abspath $(BIN))/python -c "import transforms.events.extract as e; assert not e.__file__.endswith('.py'), e.__file__"
	cmp build/as_sources.json build/as_machine_code.json

golden: $(VENV)/.developing ## write the golden files of the tables anew, after a wanted change
	WIREBEAM_WRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/unit/test_tables.py

floors: $(VENV)/.developing ## measure the extractor anew and write the floors of its figures
	WIREBEAM_WRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/unit/test_regression.py

clean: ## remove the environment, caches and ./out
	rm -rf $(VENV) $(OUT) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.created:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "make: $(PYTHON) not found; install Python 3.11 to 3.13 or say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "make: wirebeam needs Python 3.11 to 3.13, $(PYTHON) is $$($(PYTHON) -V 2>&1); say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: $(PYTHON) has no venv; install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.developing: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed
