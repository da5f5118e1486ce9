#!/usr/bin/env bash
# What the tests need beside the language toolchains. Installed as root on Debian; elsewhere the
# tests that need a missing program skip, and say which one and how to get it.
set -euo pipefail
packages=(chromium firefox-esr fluidsynth libfluidsynth3 fluid-soundfont-gm mesa-vulkan-drivers redis-server)
missing=()
if command -v dpkg-query >/dev/null 2>&1; then
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
else
  echo "==> not a Debian system: tests use the programs they find (Chromium, Firefox, fluidsynth)"
  exit 0
fi
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "==> not root: tests that need ${missing[*]} will skip; install with: sudo apt install ${missing[*]}"
  exit 0
fi
echo "==> installing ${missing[*]}"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
