#!/bin/sh
# Makes the virtual environment .venv, or a new one where the old one's Python is gone.
set -eu

needs() {
    echo "Lupaus needs Python 3.11 or newer with venv. On Debian: apt-get install python3-venv" >&2
    exit 1
}

echo "Making the environment .venv"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || needs
python3 -m venv --clear .venv || {
    rm -rf .venv
    needs
}
