# `make` builds the English guides; `make help` lists the rest. Everything happens in .venv.

PYTHON ?= python3
BIN := .venv/bin
ATTACKERS := tests/attacks/.venv
MKDOCS := tests/programs/sites/mkdocs/.venv/bin/mkdocs
.DEFAULT_GOAL := build
.PHONY: build update status check test lint docs bench bench-faults bench-history bench-checks bench-mt bench-revisions e2e e2e-engines fuzz-attacks clean help

build: $(BIN)/.ready ## build the localized guides in build/ (the default)
	@$(BIN)/i18n build

update: $(BIN)/.ready ## bring the PO files up to date with the guides
	@$(BIN)/i18n update

status: $(BIN)/.ready ## show how much is translated
	@$(BIN)/i18n status

check: $(BIN)/.ready ## fail where the translation is not complete and sound
	@$(BIN)/i18n check

test: $(BIN)/.ready-dev ## run the tests
	@$(BIN)/python -m pytest

lint: $(BIN)/.ready-dev ## ruff, mypy and the one-way imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

docs: $(BIN)/.ready-dev ## write what the code says of itself into README.md and docs/: the rules, the commands
	@$(BIN)/python -m handbook

bench: $(BIN)/.ready-dev ## time extract, update, check and build beside a bare Markdown parse
	@$(BIN)/python benchmarks/bench.py

bench-faults: $(BIN)/.ready-dev ## translate a corpus with a slow and unreliable server, kill it, and count what is lost
	@$(BIN)/python benchmarks/faulty_server.py

bench-history: $(BIN)/.ready-dev ## show what edits to the guides cost the translators, with msgmerge and pybabel beside
	@$(BIN)/python benchmarks/history.py

bench-mt: $(BIN)/.ready-dev ## show how far memory and glossary get with guides that were not seen before
	@$(BIN)/python benchmarks/memory.py

bench-checks: $(BIN)/.ready-dev ## show what the rules say of good translations, and what they catch of damaged ones
	@$(BIN)/python benchmarks/checks.py

bench-revisions: $(BIN)/.ready-dev ## show what is written or said otherwise than by the checkout BEFORE=...
	@$(BIN)/python benchmarks/revisions.py $(BEFORE) .

e2e: $(BIN)/.ready-dev $(MKDOCS) ## build the guides with Docusaurus, VitePress and MkDocs, and look at them in a browser (needs npm)
	@npm install --prefix tests/programs/mdx --no-package-lock --no-audit --no-fund --silent
	@npm install --prefix tests/programs/sites --no-package-lock --no-audit --no-fund --silent
	@npm install --prefix tests/site/slugs --no-package-lock --no-audit --no-fund --silent
	@SITES_PACKAGES=tests/programs/sites MKDOCS=$(CURDIR)/$(MKDOCS) $(BIN)/python -m pytest tests/programs/test_mdx.py tests/site/test_slugs.py tests/programs/test_sites.py

$(MKDOCS):
	@$(PYTHON) -m venv tests/programs/sites/mkdocs/.venv
	@tests/programs/sites/mkdocs/.venv/bin/pip install --quiet --disable-pip-version-check 'mkdocs-material>=9.6,<10'

e2e-engines: $(BIN)/.ready-dev ## run a real LibreTranslate and a real model, with tiny models made on the spot
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[offline]'
	@test -x .venv-engines/bin/libretranslate || { echo "setting up .venv-engines (once) ..." && $(PYTHON) -m venv .venv-engines && \
		.venv-engines/bin/python -m pip install --quiet --disable-pip-version-check -r tests/programs/engines.txt; }
	@ENGINES=.venv-engines $(BIN)/python -m pytest tests/programs/test_real_engines.py

fuzz-attacks: $(ATTACKERS)/.ready ## try hostile translations on the site generators' own code: ATTACKS=all, a number, or what SECONDS allow
	@npm install --prefix tests/attacks --no-package-lock --no-audit --no-fund --silent --legacy-peer-deps
	@$(ATTACKERS)/bin/python tests/attacks/fuzz.py

$(ATTACKERS)/.ready: tests/attacks/requirements.txt pyproject.toml
	@echo "setting up $(ATTACKERS) (once) ..."
	@$(PYTHON) -m venv $(ATTACKERS)
	@$(ATTACKERS)/bin/pip install --quiet --disable-pip-version-check -r tests/attacks/requirements.txt -e .
	@touch $@

clean: ## remove what was built, and the virtual environment
	@rm -rf .venv .venv-engines tests/programs/mdx/node_modules tests/programs/sites/node_modules tests/site/slugs/node_modules tests/programs/sites/mkdocs/.venv \
		tests/attacks/node_modules $(ATTACKERS) build/* locales/templates
	@[ -d .i18n/displaced ] || rm -rf .i18n
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

$(BIN)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) --version >/dev/null 2>&1 || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) --version 2>&1); Python 3.11 or newer is needed. Name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . || { echo "The packages could not be installed; is the package index reachable?"; exit 1; }
	@touch $@

$(BIN)/.ready-dev: $(BIN)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' || { echo "The packages could not be installed; is the package index reachable?"; exit 1; }
	@touch $@
