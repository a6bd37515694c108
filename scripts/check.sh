#!/bin/sh
# Every check that needs no running site. Goes through all of them, then names those that failed.
set -u
bin=.venv/bin
failed=

LUPAUS_VAR=$(mktemp -d)
export LUPAUS_VAR
trap 'rm -rf "$LUPAUS_VAR"' EXIT

step() {
    name=$1
    shift
    echo "Checking $name"
    "$@" || failed="$failed, $name"
}

in_production() {
    env LUPAUS_PRODUCTION=1 LUPAUS_HOSTS=lupaus.example LUPAUS_ADDRESS=https://lupaus.example \
        SECRET_KEY="$($bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        DATABASE_URL="sqlite:///$LUPAUS_VAR/check.sqlite3" EMAIL_URL=smtp://localhost:25 LUPAUS_TRUSTED_PROXIES=1 "$@"
}

step "format" $bin/ruff format --check --quiet .
step "style" $bin/ruff check --quiet .
step "settings" $bin/python manage.py check
step "production settings" in_production $bin/python manage.py check --deploy --fail-level WARNING
step "migrations" $bin/python manage.py makemigrations --check --dry-run
step "templates" $bin/djlint --lint --quiet .
step "translations" $bin/python scripts/messages.py --check
step "architecture" $bin/pytest tests/test_architecture.py -q

if [ -n "$failed" ]; then
    echo "Failed: ${failed#, }" >&2
    exit 1
fi
echo "All checks passed"
