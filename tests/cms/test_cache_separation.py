"""Nobody gets what was made for somebody else: for another person, in another language, under another name.

A mix of requests, the same in every run: people with and without sessions, in every language, with whatever a
header may say, to everything that is kept. What others may be shown must come out as it did for the first
visitor, to the last byte. `LUPAUS_MIXED_REQUESTS` says how many.
"""

import os
import random
import re

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms import epochs, middleware
from pledges.gallery import catalogue, drawing, index
from tests import make, make_pages
from tests.pledges.gallery_makers import public

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]

NUMBER = int(os.environ.get("LUPAUS_MIXED_REQUESTS", "200"))
LANGUAGES = ("fi", "sv", "en")
OURS, ANOTHER, FORGED = "testserver", "toinen.example", "kanariahost.example"
HOSTS = (OURS, OURS, ANOTHER, FORGED)
CANARY = re.compile("kanaria[a-z]+", re.IGNORECASE)
PEOPLE = {"submitter": None, "juror": "Juror", "screener": "Screener", "editor": "Editor"}
# No session: what visitors bring along all the same.
COOKIES = (
    {},
    {installed.SESSION_COOKIE_NAME: "x" * 32},
    {installed.SESSION_COOKIE_NAME: ""},
    {installed.LANGUAGE_COOKIE_NAME: "sv"},
    {installed.CSRF_COOKIE_NAME: "kanariacookie"},
    {"_ga": "kanariacookie"},
)
HEADERS = (
    *(
        {name: FORGED}
        for name in (
            "X-Forwarded-Host",
            "X-Forwarded-Server",
            "X-Host",
            "X-Original-Host",
            "Origin",
            "Referer",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Prefix",
            "X-Requested-With",
            "Via",
        )
    ),
    {"Forwarded": f"host={FORGED};proto=https"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Port": "8443"},
    {"X-Original-URL": "/kanariapath/", "X-Rewrite-URL": "/kanariapath/"},
    {"X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE"},
    {"Accept-Language": "sv-FI,sv;q=0.9"},
    {"Accept-Language": "en"},
    {"Accept-Language": "kanarialanguage"},
    {"Accept": "application/json"},
    {"Accept": "image/avif,*/*"},
    {"Accept-Charset": "kanariacharset"},
    {"Range": "bytes=0-9"},
    {"Authorization": "Basic a2FuYXJpYTprYW5hcmlh"},
    {"Cache-Control": "no-cache", "Pragma": "no-cache"},
    {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"If-None-Match": '"kanariatag"'},
    {"Purpose": "prefetch", "Sec-Purpose": "prefetch"},
    {"Content-Type": "application/json"},
)


@pytest.fixture
def addresses() -> list[str]:
    """Of everything that is kept, or is the same for everybody."""
    hosts = make_pages.campaign_pages()
    theme = make.theme(hosts["fi"].campaign)
    entry = public(hosts["fi"].campaign, title="Talkoot", themes=[theme])
    found = ["/open-data/v1/", "/open-data/v1/statistics", f"/open-data/v1/entries/{entry.reference}"]
    for code in LANGUAGES:
        host = hosts[code]
        with translation.override(code):
            at = host.entry_address(entry.reference)
            found += [f"/{code}/", host.url, host.gallery_address, f"{host.gallery_address}?view=list"]
            found += [at, f"{at}badge/", host.themes_address]
            found += [host.address + host.reverse_subpage("statistics")]
            found += [host.theme_address(theme.slug), host.organisation_address(entry.organisation.public_id)]
        found += [f"/open-data/v1/{part}?lang={code}" for part in ("entries", "entries.atom", "awards")]
    return [*found, f"{at}share-card/"]


@pytest.fixture
def people() -> dict[str, str]:
    """The sessions by the name that stands on their own pages alone; "" has none."""
    sessions = {"": ""}
    for name, role in PEOPLE.items():
        client = Client()
        client.force_login(make.user(f"{name}@example.org", role=role, first_name=f"Kanaria{name}"))
        sessions[f"kanaria{name}"] = client.cookies[installed.SESSION_COOKIE_NAME].value
    return sessions


def start_anew():
    """As another process does: whoever comes next makes what all others get."""
    for kept in (index, catalogue, drawing, epochs, middleware):
        kept.forget()


def told(response) -> tuple:
    return response.status_code, response.get("Content-Language"), response["Content-Type"], response.content


def faults(response, first: tuple, who: str, address: str) -> list[str]:
    """What an answer has of others or of somebody's headers, and what it lacks."""
    text = response.content.decode(errors="replace")
    everything = f"{text}{dict(response.headers)}{response.cookies}"
    found = [f"tells {word}" for word in {word.lower() for word in CANARY.findall(everything)} - {who}]
    is_own = {"private", "no-store"} & set(response.get("Cache-Control", "").split(", "))
    if who and first[2].startswith("text/html"):
        with translation.override(address[1:3]):
            is_theirs = is_own and reverse("pledges:my_entries") in text
        return found if is_theirs else [*found, "not their page"]
    if response.cookies and not is_own:
        found.append("a cookie that others may be given")
    return found if told(response) == first else [*found, "another answer"]


def faults_of_own_page(response, who: str) -> list[str]:
    """Of a page with the name of whoever is signed in; nobody else is let in."""
    names = {word.lower() for word in CANARY.findall(response.text)}
    if not who:
        return [] if (response.status_code, names) == (302, set()) else ["opens to nobody"]
    return [] if names == {who} and "no-store" in response["Cache-Control"] else [f"tells {names} to {who}"]


class Mix:
    """One request after another, drawn by lot; the same ones in every run."""

    def __init__(self, addresses: list[str], people: dict[str, str]):
        self.client, self.people, self.chance = Client(), people, random.Random(2026)
        self.first = {address: told(self.client.get(address)) for address in addresses}
        self.tags = [self.client.get(address).get("ETag", "") for address in addresses]

    def ask(self) -> list:
        """What was wrong with one answer, and what had been asked."""
        choose = self.chance.choice
        who, address, host = choose(["", "", *self.people]), choose(list(self.first)), choose(HOSTS)
        if self.chance.random() < 0.05:
            with translation.override(choose(LANGUAGES)):
                address = reverse("account")
        sent = {"Host": host} | choose(HEADERS) | choose([{}, {"If-None-Match": choose(self.tags)}])
        cookies = choose(COOKIES) | ({installed.SESSION_COOKIE_NAME: self.people[who]} if who else {})
        self.client.cookies.clear()
        self.client.cookies.load(cookies)
        wrong = self.judge(self.client.get(address, headers=sent), sent, who, address)
        return [(one, who, address, sent, cookies) for one in wrong]

    def judge(self, response, sent: dict[str, str], who: str, address: str) -> list[str]:
        if sent["Host"] == FORGED:
            return [] if response.status_code == 400 else ["answers to a forged name"]
        if address not in self.first:
            return faults_of_own_page(response, who)
        if response.status_code == 304:
            is_same = (response["ETag"], response.content) == (sent["If-None-Match"], b"")
            return [] if is_same else ["another page is said to be the same"]
        return faults(response, self.first[address], who, address)


def test_whatever_comes_together_nobody_gets_what_was_made_for_another(settings, addresses, people):
    settings.ALLOWED_HOSTS = [OURS, ANOTHER]
    mix, found = Mix(addresses, people), []
    assert {status for status, *_rest in mix.first.values()} == {200}
    for number in range(NUMBER):
        if number % 100 == 99:
            start_anew()
        found += mix.ask()
    assert found == []
