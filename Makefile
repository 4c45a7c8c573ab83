# `make run` and `make test` need nothing but make and Python 3.11, 3.12 or 3.13.
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
export HOST PORT

FITS = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c '$(FITS)' 2>/dev/null && echo "$$p" && break; done)
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test install install-dev lint format types contracts migrations messages lock bench

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install:
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 was found. Install one, or say where it is: make run PYTHON=/path/to/python"; exit 1; }
	@"$(PYTHON)" deploy/environment.py requirements.txt

install-dev: install
	@"$(PYTHON)" deploy/environment.py requirements-dev.txt

run: install  ## Install, prepare the database with a demo clinic, and serve (HOST=127.0.0.1 PORT=8000)
	@exec $(BIN)/python manage.py serve --demo

test: install-dev  ## Run the whole suite (WORKERS=2)
	@$(BIN)/pytest -n $(WORKERS) --cov --cov-report=term $(ARGS)

lint: install-dev  ## Check style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: install-dev  ## Mend style
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

types: install-dev  ## Check types
	@$(BIN)/mypy backend cms api

contracts: install-dev  ## Check which module may import which
	@$(BIN)/lint-imports

migrations: install-dev  ## Check that migrations are complete and, on PostgreSQL, safe to run while others read
	@$(BIN)/pytest tests/test_migrations.py

messages: install-dev  ## Collect texts to translate and compile the translations
	@cd api && ../$(BIN)/django-admin makemessages --locale es --no-location && ../$(BIN)/django-admin compilemessages
	@cd cms && ../$(BIN)/django-admin makemessages --locale es --no-location && ../$(BIN)/django-admin compilemessages

lock: install-dev  ## Pin the dependencies of pyproject.toml anew
	@for options in "requirements.txt" "requirements-dev.txt --extra dev"; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
			--output-file $$options pyproject.toml; done

bench: install-dev  ## Measure against a bare server and stock Wagtail into docs/benchmarks.md (ARGS="--growth 100000")
	@$(BIN)/python -m bench $(ARGS)
