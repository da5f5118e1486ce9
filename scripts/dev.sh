#!/usr/bin/env bash
# The API on 8000 and Vite on 3000 with a proxy to it; Ctrl-C stops both.
set -euo pipefail
cd "$(dirname "$0")/.."
trap 'kill 0' EXIT
.venv/bin/gospel-keys serve --port 8000 --reload &
(cd frontend && npm run dev) &
wait -n
