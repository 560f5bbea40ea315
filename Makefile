# The commands of Repasse. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := build/stamps
JOURNEYS ?= 10000
KILLS ?= 1000
FORMS := $(wildcard ui/*.ui resources/*.qrc resources/*/*)

# Without its files of bytecode Python would compile all of both programs in every process that is started here.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-servers check screens sheets pages packages test-packages desktop bench soak lock translations clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMPS)/run $(STAMPS)/assets ## set up, start a backend and a station, reset a password
	@$(PY) -m demo $(DEMO)

test: $(STAMPS)/test $(STAMPS)/assets ## the suite on the embedded stack
	@packaging/suite.sh "not servers and not exhaustive" $(ARGS)
	@echo "make test-servers would add: the store, the locks, the audit chain, two backend processes on PostgreSQL that share every journey and die at any statement, and a purge of a million rows; the alert rules by promtool; accounts in OpenLDAP, 389 Directory Server and Active Directory (Samba); mail through postfix, SMS through Kannel, calls through kamailio to a telephone that records; console, phone pages and the station's window together in Chromium, with passkeys and a real OpenID provider; axe over every page; a station on a file system that is full or mounted read-only; every kill of every write with the directory down, and every record of the trail tampered with."

test-servers: $(STAMPS)/servers $(STAMPS)/assets ## the suite against every real server; a missing one fails
	@packaging/suite.sh "servers or exhaustive" $(ARGS)

check: $(STAMPS)/test $(STAMPS)/assets ## format, lint, types, layers, translations, docs
	@$(PY) packaging/check.py

screens: $(STAMPS)/test $(STAMPS)/assets ## a picture of every page, language, theme and size in build/screens/
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/screens.py $(ARGS)

packages: ## the Debian packages of both programs, in build/packages/
	@packaging/packages.sh

test-packages: ## install, enrol, use, break, upgrade and purge them in two containers (root, a quarter of an hour)
	@packaging/test_packages.sh

desktop: ## the station as one folder for this system (PyInstaller), in build/desktop/
	@$(PYTHON) packaging/pyinstaller/build.py

sheets: $(STAMPS)/test $(STAMPS)/assets ## a printable page for students in each language, in build/sheets/
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/student_sheet.py $(ARGS)

pages: $(STAMPS)/servers $(STAMPS)/assets ## axe over every page of console and phone; their pictures in docs/images/
	@$(PY) packaging/page_pictures.py $(ARGS)

bench: $(STAMPS)/servers $(STAMPS)/bench $(STAMPS)/assets ## the benchmarks, and build/bench/*.json
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/bench.py $(ARGS)

soak: $(STAMPS)/test $(STAMPS)/assets ## JOURNEYS=10000 in one station process, KILLS=1000 of it; build/soak/ (hours)
	@QT_QPA_PLATFORM=offscreen $(PY) packaging/soak.py --journeys $(JOURNEYS) --kills $(KILLS) $(ARGS)

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

$(STAMPS)/servers: $(STAMPS)/test tests/servers/oidc_provider/package-lock.json tests/servers/axe_core/package-lock.json
	@PYTHON="$(PYTHON)" packaging/setup.sh servers

$(STAMPS)/bench: packaging/lock/bench.txt $(STAMPS)/test
	@PYTHON="$(PYTHON)" packaging/setup.sh bench

$(STAMPS)/assets: $(FORMS) packaging/build_assets.py
	@mkdir -p $(STAMPS)
	@$(PY) packaging/build_assets.py
	@touch $@
