#!/bin/sh
# Prints the path of a Chromium that starts; finds one, or else installs one. Everything else goes to standard error.
set -eu

works() {
    [ -x "$1" ] && "$1" --version >/dev/null 2>&1
}

found() {
    for name in "${LUPAUS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        path=$(command -v "$name" 2>/dev/null) && works "$path" && echo "$path" && return
    done
    path=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
')
    works "$path" && echo "$path"
}

found && exit 0
sh scripts/debian.sh chromium chromium fonts-liberation && found && exit 0
echo "Downloading Chromium with Playwright instead" >&2
.venv/bin/playwright install chromium >&2 && found && exit 0

echo "The tests need Chromium and none could be installed." >&2
echo "Install chromium or google-chrome, or set LUPAUS_CHROMIUM to the path of one, and try again." >&2
exit 1
