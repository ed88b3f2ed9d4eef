# Secure Base. Needs Python >= 3.11 and make; everything else goes into .venv from the lock.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup chat run test lint format bench lock

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready ## .venv with the locked dependencies

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Secure Base needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

chat: setup ## talk in this terminal, no token needed
	@$(RUN) -m bot chat

run: setup ## Telegram, with the token from .env
	@$(RUN) -m bot run

lint: setup ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## lint, types, the words' checks and all tests
	$(RUN) -m bot check
	$(RUN) -m pytest

format: setup ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## every figure of docs/figures.md, measured here
	$(RUN) -m bench

lock: ## resolve the dependencies afresh (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --group dev pyproject.toml -o requirements.lock
