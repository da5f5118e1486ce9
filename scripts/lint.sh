#!/usr/bin/env bash
# Formatters, linters, types and import rules of all three languages.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n==> %s\n' "$*"; }
step "Python: ruff";            .venv/bin/ruff check backend benchmarks scripts
                                .venv/bin/ruff format --check backend benchmarks scripts
step "Python: types";           .venv/bin/mypy
step "Python: import rules";    .venv/bin/lint-imports
step "API document";            .venv/bin/python scripts/api_docs.py --check
step "Examples";                PYTHONPATH=backend .venv/bin/python scripts/gallery.py --check
step "Rust: format and clippy"; (cd rust-audio-engine && cargo fmt --all --check && cargo clippy --locked --workspace --all-targets -- -D warnings)
step "Page: lint and types";    (cd frontend && npm run --silent lint && npm run --silent typecheck)
