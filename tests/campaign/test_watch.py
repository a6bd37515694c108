"""Whether the site answers is seen by asking it."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from campaign import watch
from campaign.models import Heartbeat, Outage
from people import chores
from tests import make, make_pages

STATUS = {"/": 200, "/moved": 302, "/broken": 500, "/busy": 503}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(STATUS[self.path])
        if self.path == "/moved":
            self.send_header("Location", "/")
        self.end_headers()

    def log_message(self, *arguments):
        """Says nothing."""


@pytest.fixture
def site():
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_site_answers_when_it_shows_its_front_page(site):
    assert {path: watch.answers(site + path) for path in STATUS} == {
        "/": True,
        "/moved": True,
        "/broken": False,
        "/busy": False,
    }


def test_where_nobody_listens_nobody_answers():
    assert [watch.answers(address) for address in ("http://127.0.0.1:1/", "http://nowhere.invalid/")] == [
        False,
        False,
    ]


@pytest.mark.django_db(transaction=True)
def test_the_chore_stamps_what_answers_and_notes_the_pause_before_it(live_server, settings):
    call = make.campaign(closes_at=timezone.now() + timedelta(hours=3))
    make_pages.campaign_pages(call)
    before = timezone.now() - timedelta(minutes=35)
    Heartbeat.objects.create(pk=1, at=before)

    settings.WATCHED_ADDRESS = "http://127.0.0.1:1/"
    chores.do_due()
    assert Heartbeat.objects.get().at == before

    settings.WATCHED_ADDRESS = live_server.url
    chores.do_due()
    outage, heartbeat = Outage.objects.get(), Heartbeat.objects.get()
    assert (outage.campaign, outage.began_at, outage.ended_at) == (call, before, heartbeat.at)


@pytest.mark.django_db(transaction=True)
def test_the_first_look_notes_nothing(live_server, settings):
    call = make.campaign(closes_at=timezone.now() + timedelta(hours=3))
    make_pages.campaign_pages(call)
    settings.WATCHED_ADDRESS = live_server.url

    chores.do_due()

    assert (Heartbeat.objects.count(), Outage.objects.count()) == (1, 0)
