# Needs python3 >= 3.11, git and make. Everything is installed into .venv; nothing outside this folder changes.
#   PYTHON=python3.13 make test     another interpreter (for a new .venv)
#   make test ARGS="-k emphasis"    arguments for the command that a target runs

PYTHON ?= python3
VENV ?= .venv
SHARED ?= ../shared
ARGS ?=

BIN := $(VENV)/bin
# One more than there are processors, as some tests wait.
PROCESSES := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
# Two makes at once share one .venv: where flock exists, the second waits and finds the work done.
LOCK := $(shell command -v flock >/dev/null 2>&1 && echo flock pyproject.toml)

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo quick test check format score corpus oracle bench docs mutants clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.test ## set up .venv and check the example site
	@echo "postlint check --exit-zero fixtures/example-site"
	@$(BIN)/postlint check --exit-zero $(ARGS) fixtures/example-site

test: $(VENV)/.test ## set up .venv and run all tests
	@$(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal $(ARGS)

quick: $(VENV)/.test ## the tests that one waits for: no Hugo, no network, few random examples
	@POSTLINT_QUICK=1 $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev ## format, lint, types and tests, as in CI
	@echo "ruff format --check" && $(BIN)/ruff format --check --quiet . || { echo "make format repairs this" >&2; exit 1; }
	@echo "ruff check" && $(BIN)/ruff check --quiet .
	@echo "mypy --strict postlint rules" && $(MYPY) postlint rules
	@echo "pytest" && $(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered $(ARGS)

# The rules lie in plain folders; with the root as the package base, link/empty.py and heading/empty.py stay apart.
MYPY = $(BIN)/mypy --strict --namespace-packages --explicit-package-bases --no-error-summary

format: $(VENV)/.dev ## format the code and repair what ruff can
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format .

score: $(VENV)/.test ## found, repaired and wrongly flagged on real cases
	@test -f $(SHARED)/cases/score.py || { echo "no real cases here: $(SHARED)/cases is missing, nothing was scored" >&2; exit 1; }
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	tar -xzf $(SHARED)/cases/dev-cases.tar.gz -C "$$tmp" && \
	$(BIN)/python $(SHARED)/cases/score.py $(BIN)/postlint "$$tmp/positives" "$$tmp/negatives" $(ARGS)

corpus: $(VENV)/.test ## findings of the default rules on real sites
	@$(BIN)/python bench/corpus.py $(ARGS)

oracle: $(VENV)/.test ## what postlint thinks of real sites, against what Hugo published
	@test -f $(SHARED)/oracle/compare.py || { echo "no answers of Hugo here: $(SHARED)/oracle is missing, nothing was compared" >&2; exit 1; }
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	for truth in $(SHARED)/oracle/truth/*.json.gz; do \
	  name=$$(basename "$$truth" .json.gz) && echo "$$name" && mkdir "$$tmp/$$name" && \
	  tar -xzf "$(SHARED)/corpora/$$name.tar.gz" -C "$$tmp/$$name" && \
	  $(BIN)/postlint site "$$tmp/$$name" --output-format json >"$$tmp/$$name.json" && \
	  $(BIN)/python $(SHARED)/oracle/compare.py "$$tmp/$$name.json" "$$truth" $(ARGS) || exit 1; \
	done

bench: $(VENV)/.test ## speed and memory against other linters, and how time grows with the length of a text
	@$(BIN)/python bench/run.py $(ARGS)
	@$(BIN)/python bench/growth.py

docs: $(VENV)/.test ## the documentation as a site, in build/site
	@$(PIP) install -e ".[docs]"
	@$(BIN)/python docs/build.py $(ARGS)
	@find build/docs -name "*.md" -exec $(BIN)/postlint check --isolated --select link,anchor {} +

mutants: $(VENV)/.dev ## small changes made on purpose, and how many of them the tests notice
	@$(PIP) install -e ".[mutants]"
	@$(BIN)/python bench/mutants.py $(ARGS)

clean: ## remove .venv, caches and builds
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find postlint rules tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: .test has the test extra, .dev also the tools of `make check`. A changed pyproject.toml renews both.
$(VENV)/.test: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("postlint needs Python 3.11 or newer; this is " + sys.version.split()[0] + " (set PYTHON=...)" if sys.version_info < (3, 11) else 0)'
	@echo "setting up $(VENV) for the tests; the first time takes a minute"
	@$(LOCK) sh -c 'test $@ -nt pyproject.toml || { $(PYTHON) -m venv $(VENV) && $(PIP) install -e ".[test]" && touch $@; }'

$(VENV)/.dev: pyproject.toml $(VENV)/.test
	@echo "adding ruff, mypy and the build tools to $(VENV)"
	@$(LOCK) sh -c 'test $@ -nt $(VENV)/.test || { $(PIP) install -e ".[test,dev]" && touch $@; }'
