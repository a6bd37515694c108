"""What every test stands on: a database that starts at once, promises checked after each test, a browser."""

import os
import shutil
import sqlite3
from collections import Counter

import pytest
from django.conf import settings as installed
from django.utils import translation
from django.utils.translation import trans_real

from cms import epochs, middleware
from cms.api import kept_dumps
from pledges import statistics
from pledges.gallery import catalogue, drawing, index
from tests import browser, initial, invariants, make_pages, postbox
from tests.staff import client_of

CASES_ON_ANOTHER_DATABASE = 2


def pytest_configure(config):
    config.addinivalue_line("markers", "breaks_promises: leaves the database unlawful on purpose")
    for name in ("SQLite", "PostgreSQL"):
        config.addinivalue_line("markers", f"of_{name.lower()}: about what there is on {name} alone")


def pytest_addoption(parser):
    told = "leave out what is alike on every database: no questions to it, a browser, a third case"
    parser.addoption("--on-another-database", action="store_true", help=told)


def pytest_unconfigure(config):
    shutil.rmtree(installed.RUN, ignore_errors=True)


def commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    named = {"transactional_db", "live_server", "page"} & set(item.fixturenames)
    return bool(named or (marker and marker.kwargs.get("transaction")))


def asks_the_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


def differs_by_database(items):
    """Those that ask the database without a browser; of what no other connection sees, a few cases each."""
    cases = Counter()
    for item in items:
        if asks_the_database(item) and "chromium" not in item.fixturenames:
            test = item.nodeid.partition("[")[0]
            cases[test] += 1
            if commits(item) or cases[test] <= CASES_ON_ANOTHER_DATABASE:
                yield item


def pytest_collection_modifyitems(config, items):
    """Tests with real commits empty the tables; they first get back what the migrations put there."""
    of_others = "of_postgresql" if installed.ON_SQLITE else "of_sqlite"
    kept = [item for item in items if not item.get_closest_marker(of_others)]
    if config.getoption("on_another_database"):
        kept = list(differs_by_database(kept))
    config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    items[:] = kept
    for item in items:
        if commits(item):
            committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(committing, append=False)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_createdb, django_db_modify_db_settings):
    """On SQLite start from a copy of the migrated database that an earlier run left."""
    if not installed.ON_SQLITE:
        return django_db_keepdb
    if django_db_createdb or not installed.MIGRATED_DATABASE.exists():
        return False
    shutil.copy(installed.MIGRATED_DATABASE, installed.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_keepdb, django_db_setup, django_db_blocker):
    if installed.ON_SQLITE and not django_db_keepdb:
        unfinished = installed.MIGRATED_DATABASE.with_suffix(f".{os.getpid()}")
        with sqlite3.connect(installed.DATABASES["default"]["TEST"]["NAME"]) as made:
            made.execute("VACUUM INTO ?", [str(unfinished)])
        made.close()
        unfinished.replace(installed.MIGRATED_DATABASE)
    with django_db_blocker.unblock():
        initial.see_to_it()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    try:
        result = yield
    except Exception as failure:
        if "page" in item.funcargs:
            failure.add_note(item.funcargs["page"].shown())
        raise
    # On another database they are of use where more than one connection writes.
    is_checked = commits(item) or not item.config.getoption("on_another_database")
    if is_checked and asks_the_database(item) and not item.get_closest_marker("breaks_promises"):
        broken = invariants.check()
        if broken:
            pytest.fail(
                "The test leaves a database that breaks promises:\n" + "\n".join(broken), pytrace=False
            )
    return result


@pytest.fixture(autouse=True)
def main_language():
    """Every test begins in the main language: a request leaves its own behind in the process."""
    with translation.override(installed.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def empty_memory():
    """What is kept of campaigns is of no use for the next test's database."""
    for kept in (index, catalogue, drawing, statistics, epochs, middleware, kept_dumps):
        kept.forget()


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def coordinator(db):
    """The browser of a coordinator, in English."""
    return client_of("Coordinator")


@pytest.fixture
def officer(db):
    """The browser of a data protection officer, in English."""
    return client_of("Data protection officer")


@pytest.fixture
def hosts(db):
    """The pages of a campaign in every language."""
    return make_pages.campaign_pages()


@pytest.fixture
def letters(db):
    """The letters in the outbox, oldest first, as (kind, to) pairs: `letters()`."""
    return postbox.letters


@pytest.fixture
def mail_server(settings):
    """A real SMTP server that keeps what it receives; `mail_server.refuse` holds addresses it rejects."""
    with postbox.server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.hostname, running.port
        yield running


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the whole run."""
    with browser.chromium() as running:
        yield running


@pytest.fixture
def page(chromium, live_server):
    """A tab on the live site that fails the test on any foreign request, script error or policy breach."""
    with browser.tab(chromium, live_server.url) as tab:
        yield tab
    assert tab.faults == []


@pytest.fixture
def plain(chromium, live_server):
    """Such a tab in which no script runs."""
    with browser.tab(chromium, live_server.url, java_script_enabled=False) as tab:
        yield tab
    assert tab.faults == []


@pytest.fixture
def translated(settings):
    """The translations that people read, which tests otherwise leave aside.

    Not for tests that lead to addresses: those would stay translated for whatever comes after.
    """
    settings.LOCALE_PATHS = [settings.BASE_DIR / "locale"]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()
