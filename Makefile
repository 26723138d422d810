# The front door. `make demo` and `make test` need nothing but Python >= 3.11 and make.
.DEFAULT_GOAL := help
.PHONY: help help-text lexicon score-explore evidence-battery setup demo test check check-style check-types check-layers format bench score new clean

ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts/
  ifndef PYTHON
    PYTHON := python
  endif
else
  BIN := .venv/bin/
  ifndef PYTHON
    PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
      $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
  endif
  # Tests that open a window get a screen of their own where xvfb is installed.
  SCREEN := $(shell command -v xvfb-run >/dev/null 2>&1 && echo xvfb-run -a)
endif

PY := $(BIN)python
READY := .venv/.ready
SOURCES := src tests bench tools

help:
	$(info make setup                 make .venv with everything, and the command loanexit-auto)
	$(info make demo                  find or install a browser, then walk the bundled mock portal of JD Finance)
	$(info make test [ARGS=…]         run the tests; with FULL=1 every case of every mock portal too)
	$(info make check                 style, types, layers)
	$(info make format                put the sources into the project's style)
	$(info make bench                 run the benchmarks; each prints ratios)
	$(info make score                 score how well screens are read)
	$(info make score-explore         score how well the entry is found on generated portals)
	$(info make evidence-battery      attack, cut off and fill up the evidence, and count what is caught)
	$(info make new PLATFORM=some-id  start a scenario with its mock portal)
	$(info make lexicon               compile the lexicon after changing lexicon.yaml)
	$(info make clean                 remove .venv and caches)
	@$(PYTHON) -c ""

setup: $(READY)

$(READY): pyproject.toml uv.lock tools/environment.py
	$(if $(PYTHON),,$(error No Python from 3.11 on was found. Install one from https://www.python.org, or name it: make PYTHON=/path/to/python3))
	$(PYTHON) tools/environment.py

demo: $(READY)
	$(BIN)loanexit-auto doctor --fix
	$(BIN)loanexit-auto run jd-finance --mock --stand-in $(ARGS)

test: export LOANEXIT_TEST_FULL := $(FULL)
test: $(READY)
	$(BIN)loanexit-auto doctor --fix
	$(SCREEN) $(PY) -m pytest -n auto $(ARGS)

check: check-style check-types check-layers

check-style: $(READY)
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m ruff format --check $(SOURCES)

check-types: $(READY)
	$(PY) -m mypy
	$(PY) -m mypy --strict tools/environment.py tools/new_platform.py

check-layers: $(READY)
	$(BIN)lint-imports

lexicon: $(READY)
	$(PY) -c "from loanexit_auto.scenario import wordbook as w; print(w.compile_to(w.SOURCE, w.COMPILED), 'phrases')"

format: $(READY)
	$(PY) -m ruff check --fix $(SOURCES)
	$(PY) -m ruff format $(SOURCES)

ALL_OF_BENCH := $(patsubst bench/%.py,%,$(wildcard bench/[a-z]*.py))
BENCHMARKS := $(ALL_OF_BENCH)

bench: $(READY) $(BENCHMARKS:%=run-bench-%)

score: $(READY)
	$(PY) -m tools.score $(ARGS)

score-explore: $(READY)
	$(PY) -m tools.score_explore $(ARGS)

.PHONY: $(ALL_OF_BENCH:%=run-bench-%)
$(ALL_OF_BENCH:%=run-bench-%): run-bench-%: $(READY)
	$(PY) -m bench.$* $(ARGS)

evidence-battery: $(READY)
	$(PY) tools/evidence_battery.py $(ARGS)

help-text: $(READY)
	$(PY) -m tools.help_text

new: $(READY)
	$(if $(PLATFORM),,$(error Say which platform: make new PLATFORM=some-id (small letters, digits, hyphens)))
	$(PY) tools/new_platform.py $(PLATFORM)

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('.venv', '.mypy_cache', '.ruff_cache', '.pytest_cache', '.import_linter_cache', '.hypothesis', 'test-results')]"
