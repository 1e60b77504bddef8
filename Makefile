# 关键时刻 · Moments of Truth. `make` alone lists what there is.
# Needs Python 3.11 or newer; uses uv where it is installed, pip where it is not.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY      = $(VENV)/bin/python
INSTALL = $(shell uv --version >/dev/null 2>&1 && echo uv pip install --quiet --python $(PY) \
	|| echo $(PY) -m pip install --quiet --disable-pip-version-check)
DEMO    = build/demo
CODE    = app.py pages mot sample_data static tests bench docs

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint fix bench screenshots slides messages formats requirements

help:  ## list what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: $(VENV)/runtime.stamp  ## install what is missing and start the product on this machine
	@test -z "$$MOT_DATABASE_URL" -a -f "$${MOT_DATA_DIR:-data}/moments.db" || $(PY) -m mot prepare
	@$(PY) -m streamlit run app.py --server.address localhost

demo: $(VENV)/runtime.stamp  ## the same on a fresh demonstration bank, away from your own data
	@rm -rf $(DEMO)
	@MOT_DATABASE_URL= MOT_DATA_DIR=$(DEMO) $(PY) -m mot prepare
	@MOT_DATABASE_URL= MOT_DATA_DIR=$(DEMO) $(PY) -m streamlit run app.py --server.address localhost

test: $(VENV)/development.stamp  ## every test: units, properties, pages, browser, decks; PostgreSQL where SQL is at stake
	@$(PY) tests/browser/chromium.py
	@$(PY) -m tests.rendered.office
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: lint  ## what a change must pass: style, types, and every test on both databases
	@MOT_THOROUGH=1 $(MAKE) --no-print-directory test

lint: $(VENV)/development.stamp  ## style and types
	@$(VENV)/bin/ruff check $(CODE)
	@$(VENV)/bin/ruff format --check $(CODE)
	@$(VENV)/bin/mypy

fix: $(VENV)/development.stamp  ## mend what can be mended by itself
	@$(VENV)/bin/ruff check --fix $(CODE)
	@$(VENV)/bin/ruff format $(CODE)

bench: $(VENV)/development.stamp  ## speed, as ratios measured side by side (bench/README.md names the parts)
	@$(PY) -m bench

screenshots: $(VENV)/development.stamp  ## the pictures of the README, from the demonstration bank
	@$(PY) tests/browser/chromium.py
	@$(PY) docs/screenshots/make.py

slides: $(VENV)/development.stamp  ## draw review decks by LibreOffice into build/slides, to look at
	@$(PY) -m tests.rendered.office
	@$(PY) -m tests.rendered.decks

messages: $(VENV)/development.stamp  ## collect the sentences of the code into the catalogues
	@$(PY) -m mot.locale.extract

formats: $(VENV)/development.stamp  ## the table of formats in the README, from the layouts
	@$(PY) -m mot formats --into README.md

requirements: $(VENV)/development.stamp  ## pin pyproject.toml's dependencies anew (needs uv)
	uv pip compile pyproject.toml -o requirements.txt --universal --python-version 3.11 --no-header
	uv pip compile pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt \
		--universal --python-version 3.11 --no-header

$(VENV)/runtime.stamp: requirements.txt | $(PY)
	@echo "Installing requirements.txt ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/development.stamp: requirements-dev.txt requirements.txt | $(PY)
	@echo "Installing requirements-dev.txt ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $(VENV)/runtime.stamp $@

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, then: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Creating $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt install python3-venv, then try again."; rm -rf $(VENV); exit 1; }
