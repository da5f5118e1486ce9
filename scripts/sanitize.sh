#!/usr/bin/env bash
# The engine under AddressSanitizer: its tests, in both instruction sets, then the
# fuzz targets for a stated number of executions each. A stable compiler does.
#
#   scripts/sanitize.sh [tests | fuzz [EXECUTIONS]]      both by default
#
# Without a number each target runs as often as fuzz/README.md states.
set -euo pipefail
cd "$(dirname "$0")/../rust-audio-engine"
target=$(rustc -vV | sed -n 's/^host: //p')
# the switch that lets a stable compiler take -Z; the sanitizer's runtime comes with it
export RUSTC_BOOTSTRAP=1
export ASAN_OPTIONS=detect_leaks=0
common="-Zsanitizer=address -Cforce-frame-pointers"

tests() {
  export CARGO_TARGET_DIR=target/sanitized
  for set in "" portable; do
    echo "==> tests under AddressSanitizer, ${set:-the fastest} instructions"
    env ${set:+GOSPEL_ENGINE_PORTABLE=1} RUSTFLAGS="$common" \
      cargo test -q -p gospel-engine --no-default-features --features mp3 --target "$target"
  done
}

# One corpus: NAME TARGET EXECUTIONS
one() {
  echo "==> fuzzing $1: $3 executions of $2"
  mkdir -p artifacts
  "$CARGO_TARGET_DIR/$target/release/$2" "corpus/$1" -runs="$3" -max_len=8192 -timeout=25 \
    -rss_limit_mb=2048 -artifact_prefix="artifacts/$1-" -print_final_stats=1 2>&1 |
    grep -E "ERROR|SUMMARY|DONE|number_of_executed|peak_rss" || true
  [ "${PIPESTATUS[0]}" = 0 ]
}

fuzz() {
  cd fuzz
  export CARGO_TARGET_DIR=$PWD/target
  cover="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
  cover+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
  cover+=" -Cllvm-args=-sanitizer-coverage-pc-table"
  cover+=" -Cllvm-args=-sanitizer-coverage-trace-compares"
  RUSTFLAGS="$common $cover --cfg fuzzing" cargo build -q --release --target "$target"
  "$CARGO_TARGET_DIR/$target/release/seeds"
  one sf2 font "${1:-100000}"
  one sf3 font "${1:-50000}"
  one smf song "${1:-300000}"
  one wav recording "${1:-20000}"
  one decoder recording "${1:-80000}"
}

case "${1:-all}" in
  tests) tests ;;
  fuzz) fuzz "${2:-}" ;;
  all) (tests) && fuzz "" ;;
  *) echo "usage: scripts/sanitize.sh [tests | fuzz [EXECUTIONS]]" >&2; exit 2 ;;
esac
