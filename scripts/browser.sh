#!/bin/sh
# Prints the path of a Chromium that starts; finds one, or else installs one. Everything else goes to standard error.
# The one without windows of its own draws the same pages in a third less time.
set -eu

works() {
    [ -x "$1" ] && "$1" --version >/dev/null 2>&1
}

found() {
    for name in "$@"; do
        path=$(command -v "$name" 2>/dev/null) && works "$path" && echo "$path" && return
    done
    return 1
}

brought_by_playwright() {
    path=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
')
    works "$path" && echo "$path"
}

shell=chromium-headless-shell
found "${LUPAUS_CHROMIUM:-}" $shell && exit 0
echo "Installing $shell, where that can be done" >&2
sh scripts/debian.sh $shell $shell fonts-liberation 2>/dev/null && found $shell && exit 0
found chromium chromium-browser google-chrome && exit 0
brought_by_playwright && exit 0
sh scripts/debian.sh chromium chromium fonts-liberation && found chromium && exit 0
echo "Downloading Chromium with Playwright instead" >&2
.venv/bin/playwright install chromium >&2 && brought_by_playwright && exit 0

echo "The tests need Chromium and none could be installed." >&2
echo "Install chromium or google-chrome, or set LUPAUS_CHROMIUM to the path of one, and try again." >&2
exit 1
