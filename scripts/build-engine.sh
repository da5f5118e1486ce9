#!/usr/bin/env bash
# Builds the Rust engine and installs the project into .venv, editable.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "==> building the audio engine (a few minutes the first time)"
export VIRTUAL_ENV="$PWD/.venv" PATH="$PWD/.venv/bin:$PATH"
maturin develop --release --locked --uv --quiet
