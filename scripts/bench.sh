#!/usr/bin/env bash
# Prints the benchmark tables; figures are ratios against a peer in the same run where there is one.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -m benchmarks "$@"
