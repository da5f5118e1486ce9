#!/usr/bin/env bash
# Composes and measures many pieces of each genre and prints every number beside its target.
# GENRE="a b" names genres, PIECES the pieces measured, SEEDS those for each complexity, CONTRACT
# the further draws; WRITE names a file for the table.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=backend
read -ra genres <<<"${GENRE:-}"
exec "${PYTHON:-.venv/bin/python}" -m critic.evaluation "${genres[@]}" \
  --pieces "${PIECES:-250}" --seeds "${SEEDS:-200}" --contract "${CONTRACT:-5000}" \
  ${WRITE:+--write "$WRITE"}
