#!/usr/bin/env bash
# The virtual environment at the root, with every package pinned and hashed.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x .venv/bin/python ]; then
  python=$(bash scripts/find-python.sh)
  echo "==> making .venv with $("$python" --version)"
  "$python" -m venv .venv
fi
echo "==> installing Python packages"
if [ ! -x .venv/bin/uv ]; then
  .venv/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/uv.txt
fi
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/dev.txt
