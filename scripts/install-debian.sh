#!/usr/bin/env bash
# Installs the Debian packages that some tests need, where they are missing and apt is there: Chromium
# for the browser tests, redis-server for the shared weight budget. Never fails: without them those
# tests are counted as skipped.
set -u

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

is_there() {
  local name
  for name in "$@"; do
    if command -v "$name" >/dev/null; then
      echo "$name is there."
      return
    fi
  done
  return 1
}

# Once, however much is installed.
update() {
  [ -n "${updated:-}" ] || { "${as_root[@]}" apt-get update && updated=yes; }
}

# RUNLEVEL=1 keeps the package from starting a Redis of its own: the tests start theirs.
install() {
  echo "Installing $* from Debian packages."
  if { update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install --yes \
    --no-install-recommends "$@"; } >"$log" 2>&1; then
    echo "Installed."
  else
    tail -n 5 "$log"
    echo "Not installed: $*. apt-get could not, see above."
    return 1
  fi
}

# The headless shell opens a page in half the time, because it has no window to draw.
is_there chromium-headless-shell ||
  install chromium-headless-shell fonts-noto-cjk ||
  is_there chromium chromium-browser google-chrome-stable google-chrome ||
  install chromium fonts-noto-cjk ||
  echo "The tests in a browser will be skipped."
is_there redis-server ||
  install redis-server ||
  echo "The tests of a shared weight budget will be skipped."
