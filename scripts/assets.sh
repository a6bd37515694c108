#!/bin/sh
# Installs the front-end packages into .venv/assets/node_modules, where Django's static files find them.
set -eu
project=$(pwd)

mkdir -p .venv/assets
cp .npmrc package.json package-lock.json .venv/assets/
cd .venv/assets
sh "$project/scripts/npm.sh" ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null

# Of the design system what the pages use: all of its components weigh ten times as much, and are seen nowhere.
parts=node_modules/@digdir/designsystemet-css/dist/src
mkdir -p node_modules/lupaus
{
	echo "@layer ds.theme, ds.base, ds.components;"
	echo "@layer ds.base {" && cat "$parts/base.css" && echo "}"
	echo "@layer ds.components {" && cat "$parts/button.css" && echo "}"
} >node_modules/lupaus/designsystemet.css

"$project/.venv/bin/python" "$project/scripts/faces.py" "$project/cms/static/lupaus/css/lupaus.css"
