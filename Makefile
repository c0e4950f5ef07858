# Every command of the project; `make help` lists them. Needs make and Python 3.11 or newer, nothing else.

MAKEFLAGS += --no-print-directory
VENV := .venv/bin
.DEFAULT_GOAL := help
.PHONY: setup develop spark up test static check browser bench faults audit help

setup: ## build .venv with what runs, from the locked list
	@sh requirements/install.sh run
	@$(VENV)/python -m sekoci.kit.translations compile > /dev/null

develop: ## build .venv with what tests and checks need too
	@sh requirements/install.sh dev

spark: setup ## add Apache Spark to .venv, for `sekoci link --engine spark` (half a gigabyte; needs Java 17)
	@sh requirements/install.sh spark

up: setup ## start the database, the shop and the worker on http://127.0.0.1:8000; Ctrl-C stops them
	@exec $(VENV)/sekoci up

test: develop ## run the tests; `make test DATABASE_URL=postgresql://...` on a server of yours, `make test ARGS="-k stock"` some
	@$(VENV)/python -m pytest -m "not faults" $(ARGS)

static: develop ## check format, lint, types and layers, without tests
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .
	@$(VENV)/mypy --strict sekoci config bench
	@$(VENV)/lint-imports

check: static test ## everything that must hold before a change is handed over

browser: ## install Debian's Chromium, for the tests that use the pages as people do
	@sh tests/journeys/install_chromium.sh

bench: develop ## measure: `make bench NAME=orders`
	@$(VENV)/python -m bench $(NAME)

faults: develop ## the long tests: processes killed, databases gone
	@$(VENV)/python -m pytest -m faults $(ARGS)

audit: setup ## look for known holes in other people's code (needs the internet)
	@python3 -m venv .venv/audit
	@.venv/audit/bin/pip install -q --require-hashes -r requirements/audit.txt
	@.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/run.txt -r requirements/dev.txt
	@if command -v npm > /dev/null; then cd bench/witness && npm audit --package-lock-only; fi

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'
