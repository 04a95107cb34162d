# A newcomer needs `make demo` and `make test`. Each makes .venv from requirements.lock first.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint types bench lock clean drawing browser

PYTHON ?=
BIN := .venv/bin
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
READY := .venv/.installed

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile
	@echo 'PYTHON=python3.12 make demo chooses the Python (3.11 or newer) of a new .venv; make clean forgets the old one.'

demo: $(READY) drawing ## a worked patient: the advice in brief, the way to it and the dossier in build/demo
	@mkdir -p build/demo
	@$(BIN)/ossature consult demo/case.yaml --option prophylactic_fixation --graph build/demo/decision_path.png > /dev/null
	@$(BIN)/ossature consult demo/case.yaml --brief --option prophylactic_fixation --graph build/demo/decision_path.svg \
		--html build/demo/dossier.html
	@echo
	@echo 'The way from the facts to the advice: build/demo/decision_path.svg (and .png)'
	@echo 'All of it on one page, for the meeting: build/demo/dossier.html'
	@echo 'Why, and what is missing: $(BIN)/ossature consult demo/case.yaml'

test: $(READY) drawing browser lint types ## style, types, then all tests with branch coverage
	$(BIN)/pytest -n auto --cov

lint: $(READY) ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

bench: $(READY) ## time the engine
	$(BIN)/python -m benchmarks

lock: .venv/.locked ## pin anew what pyproject.toml asks for (UPGRADE=--upgrade: the newest of each)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and \
		"requirements.lock is made with the oldest Python: make clean lock PYTHON=python3.11")'
	CUSTOM_COMPILE_COMMAND='make lock' PYTHONWARNINGS=ignore $(BIN)/pip-compile --quiet --extra dev --build-deps-for editable \
		--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links $(UPGRADE) --output-file requirements.lock pyproject.toml

clean: ## remove all that make made, .venv too
	rm -rf .venv build dist *.egg-info .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

drawing browser:
	@sh scripts/prerequisites.sh $@

# durable-rules comes as source. Its build must not depend on the setuptools of the day, so the locked one
# goes in first; Python 3.13 dropped PyEval_CallObject, which it calls, for PyObject_CallObject.
.venv/.locked: requirements.lock
	@python=$$(PYTHON='$(PYTHON)' sh scripts/prerequisites.sh build drawing) && rm -rf .venv && \
		echo "Making .venv with $$($$python --version) (a minute or two: durable-rules is compiled)" && \
		"$$python" -m venv .venv
	@awk '/^[^ ]/ { tool = /^(pip|setuptools|wheel|packaging)==/ } tool' requirements.lock > .venv/build-tools.lock
	@$(PIP) install --require-hashes --requirement .venv/build-tools.lock
	@CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject" \
		$(PIP) install --require-hashes --no-build-isolation --requirement requirements.lock
	@$(BIN)/python -c 'import durable_rules_engine' || { \
		echo 'ossature: pip kept a durable-rules built without this: $(BIN)/pip cache remove durable_rules, then make' >&2; exit 1; }
	@touch $@

$(READY): .venv/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@
