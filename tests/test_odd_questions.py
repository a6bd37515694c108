"""Questions that nobody meant, to every public address and form, in names that they know and others."""

import ast
import re
import time
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from people.models import Purpose
from tests import make, make_pages
from tests.addresses import english
from tests.journeys.walker import values
from tests.pledges.gallery_makers import public
from tests.test_architecture import name, parsed, source

pytestmark = pytest.mark.django_db

ODD = [
    "'",
    "'; DROP TABLE pledges_entry; --",
    "1 OR 1=1",
    "%' UNION SELECT email FROM people_user --",
    "%s%(x)s{0}{{7*7}}",
    "-1",
    "9" * 40,
    "1e309",
    "NaN",
    "\x00",
    "\ud7ff\U0010ffff\u202e",
    "../../etc/passwd",
    "a,b|c;d",
    "x" * 20_000,
]
KNOWN = [
    "q",
    "in",
    "page",
    "p",
    "kind",
    "theme",
    "region",
    "municipality",
    "tag",
    "together",
    "award",
    "partners",
    "sort",
    "view",
    "after",
    "next",
    "lang",
    "cursor",
    "campaign",
    "since",
    "limit",
    "format",
    "state",
]
MOST_SECONDS = 0.1
# Names by which Django would look something up, or put something in an order.
LOOKUPS = {
    "contact_email__startswith": "maija",
    "organisation__representatives__user__email__contains": "@",
    "author__password__regex": ".*",
    "state": "draft",
    "state__in": "draft,submitted",
    "order_by": "contact_email",
    "ordering": "-contact_email",
    "sort": "contact_email",
    "o": "1.2",
    "fields": "contact_email",
    "expand": "*",
    "q[]": "x",
    "q[$ne]": "x",
    "pk__gt": "0",
}


@pytest.fixture
def addresses():
    hosts = make_pages.campaign_pages()
    campaign = hosts["fi"].campaign
    make.theme(campaign, slug="tyo")
    entry = public(campaign, title="Talkoot", contact_email="maija@example.org")
    make.entry(campaign=campaign, title="Luonnos")
    host = hosts["fi"]
    rows = ("entries", "entries.csv", "entries.jsonl", "entries.atom", "organisations", "campaigns", "awards")
    return {
        "home": "/fi/",
        "campaign": host.url,
        "gallery": host.gallery_address,
        "entry": host.entry_address(entry.reference),
        "statistics": f"{host.url}statistics/",
        "search": "/fi/search/",
        "language": "/language/sv/",
        **{row: f"/open-data/v1/{row}" for row in (*rows, "statistics")},
    }


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd)[:20])
def test_every_public_address_answers_whatever_is_asked(client, addresses, odd):
    told = {}
    for kind, address in addresses.items():
        for asked in (dict.fromkeys(KNOWN, odd), {f"{known}[]": [odd, odd] for known in KNOWN}):
            told[kind] = client.get(f"{address}?{urlencode(asked, doseq=True)}").status_code
    assert {kind: status for kind, status in told.items() if status not in (200, 302, 400, 404)} == {}


def test_no_name_of_a_field_looks_anything_up_or_puts_anything_in_order(client, addresses):
    found = {}
    for kind in ("gallery", "statistics", "entries", "entries.csv", "entries.jsonl", "organisations"):
        plain = body(client.get(addresses[kind]))
        for asked, value in LOOKUPS.items():
            answer = client.get(addresses[kind], {asked: value})
            if answer.status_code not in (400, 404) and body(answer) != plain:
                found[kind, asked] = answer.status_code
    assert found == {}


def test_no_question_becomes_names_of_arguments():
    """What somebody asks is never unfolded into a call: `filter(**request.GET.dict())`."""
    unfolded = [
        f"{name(path)}:{node.lineno} {ast.unparse(keyword.value)}"
        for path in source()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg is None and re.search(r"request|GET|POST|query", ast.unparse(keyword.value))
    ]
    assert unfolded == []


# What costs most; a server refuses addresses of more than 65,534 characters by itself.
DEAR = {
    "quotes": ("gallery", {"q": '"' * 10_000}),
    "brackets": ("search", {"q": "(" * 5_000 + ")" * 5_000}),
    "a long text": ("search", {"q": "sana " * 12_000}),
    "stars": ("search", {"q": "a*" * 5_000}),
    "every choice": (
        "gallery",
        {one: [str(number) for number in range(300)] for one in ("theme", "tag", "region")},
    ),
    "a far page": ("search", {"q": "talkoot", "in": "entries", "page": "99999999"}),
    "a forged cursor": ("entries", {"cursor": "A" * 5_000}),
    "many names": ("gallery", {f"name{number}": "x" for number in range(900)}),
}


@pytest.mark.parametrize("kind", DEAR)
def test_nothing_that_is_asked_keeps_the_processor_busy(client, addresses, kind):
    """The quickest of three: what else the machine does is no fault of ours."""
    at, asked = DEAR[kind]
    address = f"{addresses[at]}?{urlencode(asked, doseq=True)}"
    client.get(addresses[at], {"q": "talkoot"})
    spent = []
    for _ in range(3):
        began = time.process_time()
        assert client.get(address).status_code in (200, 400, 404)
        spent.append(time.process_time() - began)
    assert min(spent) < MOST_SECONDS, spent


FORMS = ("feedback", "sign in", "partner")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_everybody_answers_whatever_is_sent(client, form):
    for purpose in Purpose:
        make.consent_text(purpose)
    partner = make.partner(make.entry())
    address = {
        "feedback": english("accessibility_feedback"),
        "sign in": english("account_login"),
        "partner": english("pledges:partner_answer", partner.key),
    }[form]
    offered = values(BeautifulSoup(client.get(address).content, "html.parser").select_one("main form"))
    told = {
        (field, odd[:20]): client.post(address, offered | {field: odd}).status_code
        for field in (*offered, "answer", "unknown")
        for odd in ODD
    }
    assert {key: status for key, status in told.items() if status >= 500} == {}
