#!/bin/sh
# Makes the virtual environment .venv, unless there is one that works.
set -eu

needs() {
    echo "Lupaus needs Python 3.11 or newer with venv. On Debian: apt-get install python3-venv" >&2
    exit 1
}

works='import sys, pip; sys.exit(sys.version_info < (3, 11))'
if ! .venv/bin/python -c "$works" 2>/dev/null; then
    echo "Making the environment .venv"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || needs
    python3 -m venv --clear .venv || {
        rm -rf .venv
        needs
    }
fi
mkdir -p .venv/.done
