#!/bin/sh
# Installs the front-end packages into .venv/assets/node_modules, where Django's static files find them.
set -eu
project=$(pwd)

mkdir -p .venv/assets
cp .npmrc package.json package-lock.json .venv/assets/
cd .venv/assets
sh "$project/scripts/npm.sh" ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null

# Of the design system what the pages use, in one file: all of its components weigh ten times as much, and are seen
# nowhere. Nor are these of its colours, and the styles of its headings and longer texts: ours have their own.
parts=node_modules/@digdir/designsystemet-css/dist/src
theme=node_modules/@digdir/designsystemet-css/dist/theme/designsystemet.css
unused='(brand1|brand2|info|success|warning)'
mkdir -p node_modules/lupaus
{
	sed -E "s/--ds-(color-$unused|heading|body-short|body-long)-[a-z0-9-]+:[^;}]*;?//g
		s/\\[data-color-scheme\\]\\[data-color=$unused\\],\\[data-color=$unused\\]\\{[^}]*\\}//g" $theme
	echo "@layer ds.theme, ds.base, ds.components;"
	echo "@layer ds.base {" && cat "$parts/base.css" && echo "}"
	echo "@layer ds.components {" && cat "$parts/button.css" && echo "}"
} >node_modules/lupaus/designsystemet.css

"$project/.venv/bin/python" "$project/scripts/faces.py" "$project/cms/static/lupaus/css/lupaus.css"
