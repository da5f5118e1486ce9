#!/usr/bin/env bash
# The engine's tests as ARM code (NEON), in an emulator. Slow: minutes.
#
#   rustup target add aarch64-unknown-linux-gnu
#   apt install gcc-aarch64-linux-gnu g++-aarch64-linux-gnu qemu-user
#   scripts/neon.sh [a test target's options, such as --lib or --test golden]
set -euo pipefail
cd "$(dirname "$0")/../rust-audio-engine"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="qemu-aarch64 -L /usr/aarch64-linux-gnu"
[ $# -gt 0 ] || set -- --lib --test golden
# without the GPU: an emulated processor has none
cargo test --locked -p gospel-engine --no-default-features --features mp3 \
  --target aarch64-unknown-linux-gnu "$@"
