#!/usr/bin/env bash
# Says clearly what is missing before anything is built.
set -u
cd "$(dirname "$0")/.."
missing=0
need() { printf 'missing: %s\n         %s\n' "$1" "$2" >&2; missing=1; }

[ -x .venv/bin/python ] || bash scripts/find-python.sh >/dev/null ||
  need "Python 3.13 (3.12 works too)" "install it from your system's packages or with pyenv, with its venv module"

if command -v node >/dev/null 2>&1; then
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || need "Node.js >= 20 (found $(node --version))" "install a current Node.js"
else
  need "Node.js >= 20" "install a current Node.js"
fi
command -v npm >/dev/null 2>&1 || need "npm" "it comes with Node.js"
if command -v cargo >/dev/null 2>&1; then
  minor=$(cargo --version | sed -E 's/^cargo 1\.([0-9]+).*/\1/')
  [ "$minor" -ge 89 ] || need "Rust >= 1.89 (found $(cargo --version))" "rustup update stable"
else
  need "Rust (cargo)" "install it with rustup"
fi
command -v cc >/dev/null 2>&1 || need "a C linker (cc)" "Debian: apt install gcc libc6-dev; macOS: xcode-select --install"
exit $missing
