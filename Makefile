# Secure Base. Needs Python >= 3.11 and make; everything else goes into .venv from the lock.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help setup tools chat run test lint format bench lock train

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready ## .venv with the locked dependencies

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Secure Base needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

tools: .venv/ready-dev ## what authors and tests need beside it

chat: setup ## talk in this terminal, no token needed
	@$(RUN) -m bot chat

run: setup ## Telegram, with the token from .env
	@$(RUN) -m bot run

lint: tools ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## lint, types, the words' checks and all tests
	$(RUN) -m bot check
	$(RUN) -m pytest -n auto

format: tools ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: tools ## every figure of docs/figures.md, measured here
	$(RUN) -m bench

train: tools ## learn the listener and the rewriter anew from their lines
	$(RUN) -m tools.train_listener
	$(RUN) -m tools.train_rewriter

lock: ## resolve the dependencies afresh (needs uv)
	uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	uv pip compile $(LOCK) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
