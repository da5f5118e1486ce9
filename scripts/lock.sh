#!/usr/bin/env bash
# Hashed requirement files without download hosts: the same for every platform we support.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
    --no-emit-index-url --no-emit-find-links --python-version 3.12 "$@"
}
compile pyproject.toml -o requirements/run.txt
compile pyproject.toml --group dev -o requirements/dev.txt
printf 'uv==%s\n' "$(.venv/bin/uv --version | cut -d' ' -f2)" | compile - -o requirements/uv.txt
