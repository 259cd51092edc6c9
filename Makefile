# Two commands do everything on a machine with python3 (3.11 or later), venv and make:
#
#   make demo    searches and crawls the sample and shows what comes out
#   make test    runs the whole test suite
#
# Both make .venv first, from the exact versions in requirements/ (each checked by its hash), and only once: a second
# run needs no network. When a lock changes, .venv is made anew. Another Python, beside the first:
#
#   make test PYTHON=python3.13 VENV=build/venv-3.13

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Every package is a wheel whose hash is in the lock, so nothing is compiled and nothing unknown is run. A lock is
# complete, so pip need not look for dependencies.
PIP := PIP_USER=0 $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED := install --quiet --no-deps --require-hashes --only-binary :all:

# uv resolves for all platforms at once, which pip cannot; this version of it writes the locks.
UV_VERSION := 0.13.9
UV := build/uv/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" $(ARGS)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint format bench floors platforms lock reference wheel clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.project ## search and crawl the sample, with real output
	@$(BIN)/tracuu demo $(ARGS)

test: $(VENV)/.dev ## run the whole test suite (ARGS="-k word" for a part of it)
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev ## put the code into its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure speed, memory and size, beside baselines (ARGS="--versions 10000" for less)
	$(BIN)/python -m bench.all $(ARGS)

floors: $(VENV)/.dev ## measure on a small archive and fail below the floors of bench/floors.toml
	$(BIN)/python -m bench.floors $(ARGS)

platforms: $(UV) ## check that the locked wheels exist for Windows, macOS and Linux (needs the network)
	$(PYTHON) tools/platforms.py $(UV)

reference: $(VENV)/.project ## write docs/cli.md from the --help texts
	$(BIN)/python tools/cli_reference.py docs/cli.md

wheel: $(VENV)/.dev ## build dist/tracuu-VERSION-py3-none-any.whl with the locked build tool
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: $(UV) ## resolve requirements/ anew (ARGS=--upgrade for the newest versions; needs the network)
	$(COMPILE) pyproject.toml --output-file requirements/runtime.txt
	$(COMPILE) requirements/build.in --output-file requirements/build.txt
	$(COMPILE) pyproject.toml requirements/build.in --group dev --constraints requirements/runtime.txt \
		--constraints requirements/build.txt --output-file requirements/dev.txt

clean: ## take away everything that can be made again
	rm -rf $(VENV) build dist .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The stamps: what each holds is installed when the file is there and newer than its lock.
$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt
	@$(PYTHON) tools/check_python.py || { echo "Cannot use '$(PYTHON)'. Name another: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making $(VENV) from requirements/runtime.txt (once; takes a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) $(LOCKED) -r requirements/runtime.txt
	@$(PIP) $(LOCKED) -r requirements/build.txt
	@touch $@

$(VENV)/.project: $(VENV)/.runtime pyproject.toml
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.project requirements/dev.txt
	@echo "Adding the developers' packages from requirements/dev.txt ..."
	@$(PIP) $(LOCKED) -r requirements/dev.txt
	@touch $@

build/uv/bin/uv: Makefile
	@$(PYTHON) tools/check_python.py
	@$(PYTHON) -m venv --clear build/uv
	@build/uv/bin/python -m pip --disable-pip-version-check install --quiet uv==$(UV_VERSION)
	@touch $@
