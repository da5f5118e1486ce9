#!/usr/bin/env bash
# Everything that must hold, cheapest first.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n==> %s\n' "$*"; }
bash scripts/lint.sh
step "Page: units, generated client, size"
(cd frontend && npm run --silent test && npm run --silent api:check && npm run --silent size)
step "Rust";   (cd rust-audio-engine && cargo test --locked --workspace)
step "Python"; .venv/bin/pytest -n 2 --dist loadgroup --cov --cov-report=
step "Python: coverage of the core"
.venv/bin/coverage report --include='*/gospel_keys/music/*,*/gospel_keys/score/*,*/gospel_keys/arranger/*' --fail-under=95 | tail -3
.venv/bin/coverage report | tail -1
step "Browser"; (cd frontend && npm run --silent e2e)
step "all green"
