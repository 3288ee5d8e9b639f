#!/usr/bin/env bash
# Installs Debian's Chromium for the browser tests, where none is present and apt is.
# Never fails: without a browser these tests are counted as skipped.
set -u

for name in chromium chromium-browser google-chrome-stable google-chrome; do
  if command -v "$name" >/dev/null; then
    echo "Browser tests will use $(command -v "$name")."
    exit 0
  fi
done

without() {
  echo "No Chromium ($1): the browser tests will be skipped."
  exit 0
}

command -v apt-get >/dev/null || without "no apt-get here; install one and put it on PATH or in CHROMIUM_PATH"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || without "apt-get needs root"
  as_root=(sudo -n)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing Chromium from Debian packages."
if "${as_root[@]}" apt-get update >"$log" 2>&1 &&
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    chromium fonts-noto-cjk >>"$log" 2>&1; then
  echo "Installed $(command -v chromium || command -v chromium-browser)."
else
  tail -n 5 "$log"
  without "apt-get could not install it, see above"
fi
