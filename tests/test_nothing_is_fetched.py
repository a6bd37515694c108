"""checks.md I14: addresses that people give are shown, and never asked for anything."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from people import chores
from pledges import actions
from pledges.models import Entry
from tests import make, make_pages
from tests.addresses import english
from tests.test_architecture import name, source

MODULES = "urllib.request|http.client|urllib3|requests|httpx|aiohttp|ftplib"
IMPORTS = re.compile(rf"^\s*(from|import) ({MODULES})\b", re.MULTILINE)


def test_one_module_asks_and_only_for_our_own_front_page():
    assert [name(path) for path in source() if IMPORTS.search(path.read_text())] == ["campaign/watch.py"]


@pytest.fixture
def trap():
    """A server on this machine that writes down whoever asks it for anything."""
    asked = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()

        do_HEAD = do_POST = do_GET  # noqa: N815

    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_no_address_that_somebody_gives_is_asked(client, trap):
    address, asked = trap
    pages = make_pages.campaign_pages(make.campaign())
    author = make.user()
    club = make.organisation(people=[author])
    client.force_login(author)
    form = {"name_fi": "Seura", "website": address, "seen": ""}
    assert client.post(english("organisation", club.uuid), form).status_code == 302
    club.refresh_from_db()
    assert club.website == address
    entry = make.entry(
        author=author,
        organisation=club,
        campaign=pages["fi"].campaign,
        description=f"Katso {address} <img src={address}> [x]({address})",
        published=True,
    )
    actions.submit(entry, by=author)
    client.get(english("pledges:entry_status", entry.uuid))
    client.force_login(make.user(role="Screener"))
    assert address in client.get(reverse("entries:entry", args=[entry.pk])).text
    actions.accept(Entry.objects.get(pk=entry.pk), by=None)
    assert address in client.get(pages["fi"].entry_address(entry.reference)).text
    chores.do_due()
    assert asked == []
