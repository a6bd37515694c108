#!/bin/sh
# npm of this machine or, where there is none, the one that the Python index carries (requirements/node.txt).
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

if ! command -v npm >/dev/null 2>&1; then
    echo "No npm on this machine: installing one into .venv" >&2
    "$project/.venv/bin/uv" pip install --quiet --python "$project/.venv/bin/python" \
        --require-hashes -r "$project/requirements/node.txt"
    PATH="$project/.venv/bin:$PATH"
fi
exec npm "$@"
