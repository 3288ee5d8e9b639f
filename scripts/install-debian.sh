#!/usr/bin/env bash
# Installs the Debian packages that some tests need, where they are missing and apt is there: Chromium
# for the browser tests, redis-server for the shared weight budget. Never fails: without them those
# tests are counted as skipped.
set -u

first_of() {
  local name
  for name in "$@"; do command -v "$name" && return; done
}

packages=()
if [ -n "$(first_of chromium chromium-browser google-chrome-stable google-chrome)" ]; then
  echo "Chromium is there."
else
  packages+=(chromium fonts-noto-cjk)
fi
if [ -n "$(first_of redis-server)" ]; then echo "redis-server is there."; else packages+=(redis-server); fi
[ "${#packages[@]}" -gt 0 ] || exit 0

without() {
  echo "Not installed (${packages[*]}): $1. The tests that need them will be skipped."
  exit 0
}

command -v apt-get >/dev/null || without "there is no apt-get here; install them yourself"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || without "apt-get needs root"
  as_root=(sudo -n)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${packages[*]} from Debian packages."
# RUNLEVEL=1 keeps the package from starting a Redis of its own: the tests start theirs.
if "${as_root[@]}" apt-get update >"$log" 2>&1 &&
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install --yes \
    --no-install-recommends "${packages[@]}" >>"$log" 2>&1; then
  echo "Installed."
else
  tail -n 5 "$log"
  without "apt-get could not, see above"
fi
