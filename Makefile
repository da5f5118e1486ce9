# Gospel Keys: every job has one name. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STAMPS := .setup
PORT ?= 8000

# The system's certificates (people work behind proxies), no interpreter downloads, no chatter.
export UV_SYSTEM_CERTS := true
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYO3_PYTHON := $(CURDIR)/$(BIN)/python

RUST_SOURCES := $(shell git ls-files -co --exclude-standard -- 'rust-audio-engine/*.rs' 'rust-audio-engine/*.toml' 'rust-audio-engine/Cargo.lock' 'rust-audio-engine/*.wgsl' 2>/dev/null)
WEB_SOURCES := $(shell git ls-files -co --exclude-standard -- frontend/src frontend/public frontend/scripts frontend/tooling frontend/index.html frontend/vite.config.ts frontend/openapi.json 2>/dev/null)

.PHONY: help setup run dev test lint format bench evaluate lock wheel hooks clean check-tools system-packages

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

check-tools:
	@bash scripts/check-tools.sh

$(STAMPS)/python: requirements/dev.txt scripts/setup-python.sh | check-tools
	@bash scripts/setup-python.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/engine: $(RUST_SOURCES) pyproject.toml $(STAMPS)/python
	@bash scripts/build-engine.sh
	@touch $@

$(STAMPS)/node: frontend/package-lock.json frontend/package.json | check-tools
	@echo "==> installing the page's packages"
	@cd frontend && npm ci --no-audit --no-fund
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/web: $(WEB_SOURCES) $(STAMPS)/node
	@echo "==> building the page"
	@cd frontend && npm run --silent build
	@touch $@

setup: $(STAMPS)/python $(STAMPS)/engine $(STAMPS)/web ## install and build everything
	@echo "==> ready: make run"

run: setup ## start the app at http://127.0.0.1:8000
	@exec $(BIN)/gospel-keys serve --port $(PORT)

dev: setup ## API on 8000 and the page on 3000, both reloading
	@bash scripts/dev.sh

system-packages:
	@bash scripts/system-packages.sh

test: setup system-packages ## everything: lint, types, Rust, Python, page, browser
	@bash scripts/test.sh

lint: setup ## formatters, linters, types, import rules
	@bash scripts/lint.sh

format: setup ## rewrite files the way the linters want them
	$(BIN)/ruff check --fix-only backend benchmarks scripts
	$(BIN)/ruff format backend benchmarks scripts
	cd rust-audio-engine && cargo fmt --all
	cd frontend && npm run --silent format

bench: setup system-packages ## measure speed and size, print the tables
	@bash scripts/bench.sh

evaluate: setup ## compose and measure thousands of pieces a genre (GENRE=, PIECES=, CONTRACT=)
	@bash scripts/evaluate.sh

lock: $(STAMPS)/python ## write the hashed requirement files again
	@bash scripts/lock.sh

wheel: setup ## one wheel with page, migrations, engine and genres, in dist/
	$(BIN)/maturin build --release --locked --out dist

hooks: $(STAMPS)/python ## run the quick checks before each commit
	$(BIN)/pre-commit install

clean: ## remove what was built (your data stays)
	rm -rf $(STAMPS) $(VENV) dist backend/gospel_keys/web frontend/node_modules rust-audio-engine/target
