#!/bin/sh
# Runs the tests in two processes and a real browser; takes pytest's arguments.
set -eu

LUPAUS_CHROMIUM=$(sh scripts/browser.sh)
export LUPAUS_CHROMIUM
sh scripts/debian.sh faketime faketime
echo "Running the tests on ${DATABASE_URL:-SQLite} with $LUPAUS_CHROMIUM"
# Whoever is done takes over half of what the other still has: tests in the browser stand together.
exec .venv/bin/pytest -n 2 --dist worksteal "$@"
