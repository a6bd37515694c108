#!/bin/sh
# Installs the front-end packages into .venv/assets/node_modules, where Django's static files find them.
set -eu
project=$(pwd)

mkdir -p .venv/assets
cp .npmrc package.json package-lock.json .venv/assets/
cd .venv/assets
sh "$project/scripts/npm.sh" ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
