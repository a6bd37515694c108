"""checks.md A04, V08: what production bakes, read off the answers that a visitor receives over HTTPS."""

import json
import os
import secrets
import shutil
import subprocess
import sys

import pytest
from django.conf import settings as installed

DAY = 24 * 3600
AGES = {"__Host-session": 14 * DAY, "__Host-csrf": 14 * DAY, "__Host-language": 365 * DAY}
# No domain: with that, and over HTTPS alone, a neighbouring site can neither read nor set one.
SAFE = {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    var = tmp_path_factory.mktemp("production")
    (var / "static").mkdir()
    if installed.ON_SQLITE and installed.MIGRATED_DATABASE.exists():
        shutil.copy(installed.MIGRATED_DATABASE, var / "lupaus.sqlite3")
    production = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LUPAUS_PRODUCTION": "1",
        "LUPAUS_VAR": str(var),
        "LUPAUS_HOSTS": "lupaus.example",
        "LUPAUS_ADDRESS": "https://lupaus.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": f"sqlite:///{var}/lupaus.sqlite3",
        "EMAIL_URL": "smtp://localhost:25",
    }
    told = subprocess.run(
        [sys.executable, "-m", "tests.people.visit_in_production"],
        cwd=installed.BASE_DIR,
        env={**os.environ, **production},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def taken_apart(cookie: str) -> tuple[str, int, set[str]]:
    name, *attributes = cookie.split("; ")
    age = [int(one.partition("=")[2]) for one in attributes if one.startswith("Max-Age=")]
    kept = {one for one in attributes if not one.startswith(("Max-Age=", "expires="))}
    return name.partition("=")[0], age[0], kept


def test_every_cookie_is_out_of_reach_of_scripts_of_other_sites_and_of_plain_http(answers):
    baked = [taken_apart(cookie) for answer in answers for cookie in answer["cookies"]]
    assert {name: (age, frozenset(kept)) for name, age, kept in baked} == {
        name: (age, frozenset(SAFE)) for name, age in AGES.items()
    }
    assert {(age, frozenset(kept)) for _, age, kept in baked} == {
        (age, frozenset(SAFE)) for age in AGES.values()
    }


SESSION, CSRF, LANGUAGE = ["__Host-session"], ["__Host-csrf"], ["__Host-language"]
SIGNING_IN = [
    ("GET /en/sign-in/", 200, CSRF),
    ("POST /en/sign-in/", 302, SESSION),
    ("GET /en/sign-in/code/", 200, CSRF),
]
OWN_PAGES = [
    ("GET /en/my-account/", 200, CSRF),
    ("GET /en/", 200, []),
    ("POST /en/sign-out/", 302, SESSION),
    ("GET /en/my-entries/", 302, []),
]


def test_cookies_come_where_they_are_needed_and_nowhere_else(answers):
    told = [
        (answer["page"], answer["status"], [taken_apart(cookie)[0] for cookie in answer["cookies"]])
        for answer in answers
    ]
    assert told == [
        ("GET /en/", 200, []),
        ("GET /language/sv/", 302, LANGUAGE),
        ("GET /sv/finns-inte/", 404, []),
        *SIGNING_IN,
        ("POST /en/sign-in/code/", 302, CSRF + SESSION),
        ("GET /en/my-entries/", 200, SESSION),  # "you are signed in" has been read
        *OWN_PAGES,
        *SIGNING_IN,
        ("POST /en/sign-in/code/", 302, SESSION),
        ("GET /en/second-factor/authenticate/", 200, CSRF),
        ("POST /en/second-factor/authenticate/", 302, CSRF + SESSION),
        ("GET /admin/", 200, CSRF + SESSION),
        ("GET /en/my-entries/", 200, []),
        *OWN_PAGES,
    ]


def test_no_cache_keeps_what_anybody_sees_from_signing_in_to_signing_out(answers):
    """checks.md V08"""
    from_the_door = answers[3:]
    assert [answer["page"] for answer in from_the_door if "no-store" not in answer["kept"]] == []
    assert [answer["cleared"] for answer in answers if "sign-out" in answer["page"]] == ['"storage"'] * 2
