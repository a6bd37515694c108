#!/bin/sh
# Writes the lock files anew: every version with its hashes, no index address. --upgrade takes newer versions.
set -eu

lock() {
    file=$1
    shift
    echo "Locking requirements/$file.txt"
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header "$@" -o "requirements/$file.txt"
}

lock run pyproject.toml "$@"
lock dev pyproject.toml --group dev -c requirements/run.txt "$@"
lock node --group node "$@"
lock uv --group uv "$@"

echo "Locking package-lock.json"
sh scripts/npm.sh install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
