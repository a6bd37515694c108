# Everything needed to run, change and check Lupaus, from a machine with Python 3.11 or newer (with venv) and make.
# Each step leaves a mark in .venv/.done and runs again only when the files it depends on have changed.

PORT ?= 8000
DONE = .venv/.done
INSTALL = .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes
SYNC = .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes

# After an upgrade of the system's Python the environment is of no use: start over.
GONE != .venv/bin/python -c pass 2>/dev/null || rm -rf $(DONE)

.PHONY: help setup dev run test check bench messages lock

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(DONE)/libraries $(DONE)/assets ## Make the environment in .venv, and nothing else
	@.venv/bin/python scripts/messages.py --compile

run: setup ## Serve the site with a demo campaign on http://localhost:8000 (PORT=8000 START_ARGS=--host=0.0.0.0)
	@.venv/bin/python manage.py start --port $(PORT) $(START_ARGS)

dev: setup $(DONE)/dev

test: dev ## Run the tests (PYTEST_ARGS="-k letters" runs some of them)
	@sh scripts/test.sh $(PYTEST_ARGS)

check: dev ## Check format, style, settings, migrations, templates, translations and architecture
	@sh scripts/debian.sh xgettext gettext
	@sh scripts/check.sh

bench: dev ## Measure the pages that must be fast, and how often an adjusted ranking is right
	@.venv/bin/python -m tests.bench
	@.venv/bin/python -m tests.bench_site
	@.venv/bin/python -m tests.bench_open_data
	@.venv/bin/python -m tests.bench_search
	@.venv/bin/python -m tests.bench_burst
	@.venv/bin/python -m tests.bench_burst --kill
	@.venv/bin/python -m tests.bench_assignment
	@.venv/bin/python -m tests.bench_ranking
	@.venv/bin/python -m tests.bench_jury
	@.venv/bin/python -m tests.bench_jury --entries 10000 --each 20

messages: dev ## Collect new messages into locale/*/LC_MESSAGES/django.po
	@sh scripts/debian.sh xgettext gettext
	@.venv/bin/python scripts/messages.py --refresh

lock: setup ## Write requirements/*.txt and package-lock.json anew (LOCK_ARGS=--upgrade for newer versions)
	@sh scripts/lock.sh $(LOCK_ARGS)

$(DONE)/environment:
	@sh scripts/environment.sh
	@touch $@

$(DONE)/uv: $(DONE)/environment requirements/uv.txt
	@echo "Installing uv, which installs the rest"
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# Installs without removing, so that `make run` after `make test` leaves the test tools in place.
$(DONE)/libraries: $(DONE)/uv requirements/run.txt
	@echo "Installing the libraries of requirements/run.txt"
	@$(INSTALL) -r requirements/run.txt
	@touch $@

# Exactly the locked versions, nothing left over: dev.txt holds all of run.txt.
$(DONE)/dev: $(DONE)/libraries requirements/dev.txt
	@echo "Installing the test tools of requirements/dev.txt"
	@$(SYNC) requirements/dev.txt
	@touch $@

$(DONE)/assets: $(DONE)/libraries .npmrc package.json package-lock.json scripts/assets.sh scripts/faces.py cms/static/lupaus/css/lupaus.css
	@echo "Installing the style sheets and fonts of package.json"
	@sh scripts/assets.sh
	@touch $@
