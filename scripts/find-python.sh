#!/usr/bin/env bash
# Prints the path of the Python to use: 3.13 first, then 3.12; on the PATH or in pyenv.
set -u
for version in 3.13 3.12; do
  candidate=$(command -v "python$version" 2>/dev/null)
  # A pyenv shim answers the lookup even where the version behind it is not selected: run it.
  if [ -n "$candidate" ] && "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "$candidate"; exit 0
  fi
  for home in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version"*; do
    if [ -x "$home/bin/python" ] && "$home/bin/python" -c 'import venv, ensurepip' 2>/dev/null; then
      echo "$home/bin/python"; exit 0
    fi
  done
done
exit 1
