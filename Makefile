# The commands of Repasse. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := build/stamps
FORMS := $(wildcard ui/*.ui resources/*.qrc resources/*/*)
PYTEST := QT_QPA_PLATFORM=offscreen $(PY) -m pytest

.DEFAULT_GOAL := help
.PHONY: help demo test test-servers check screens bench lock translations clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMPS)/run $(STAMPS)/assets ## set up, start a backend and a station, reset a password
	@$(PY) -m demo $(DEMO)

test: $(STAMPS)/test $(STAMPS)/assets ## the suite on the embedded stack
	@$(PYTEST) -n auto --dist loadfile -m "not servers" $(ARGS)
	@echo "make test-servers would add: the store, the locks and two backend processes on PostgreSQL, and the staff console in Chromium."

test-servers: $(STAMPS)/servers $(STAMPS)/assets ## the suite against every real server; a missing one fails
	@$(PYTEST) -m servers $(ARGS)

check: $(STAMPS)/test $(STAMPS)/assets ## format, lint, types, layers, translations, docs
	@$(PY) packaging/check.py

screens: $(STAMPS)/test $(STAMPS)/assets ## a picture of every page, language, theme and size in build/screens/
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/screens.py $(ARGS)

bench: $(STAMPS)/bench $(STAMPS)/assets ## the benchmarks, and build/bench/*.json
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/bench.py $(ARGS)

translations: $(STAMPS)/test ## take new texts into resources/i18n/
	@$(PY) packaging/translations.py update

lock: ## pin every dependency anew (needs uv)
	@packaging/lock.sh

clean: ## remove everything that was made here
	rm -rf build $(VENV) kiosk/_generated *.egg-info

$(STAMPS)/run: packaging/lock/run.txt packaging/debian-packages.txt packaging/setup.sh pyproject.toml
	@PYTHON="$(PYTHON)" packaging/setup.sh run

$(STAMPS)/test: packaging/lock/test.txt packaging/debian-packages.txt packaging/setup.sh pyproject.toml
	@PYTHON="$(PYTHON)" packaging/setup.sh test

$(STAMPS)/servers: $(STAMPS)/test
	@PYTHON="$(PYTHON)" packaging/setup.sh servers

$(STAMPS)/bench: packaging/lock/bench.txt $(STAMPS)/test
	@PYTHON="$(PYTHON)" packaging/setup.sh bench

$(STAMPS)/assets: $(FORMS) packaging/build_assets.py
	@mkdir -p $(STAMPS)
	@$(PY) packaging/build_assets.py
	@touch $@
