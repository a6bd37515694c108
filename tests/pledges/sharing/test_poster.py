"""What a poster's words are set in, that its address can be typed from the wall, and when it is drawn."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from cms import kept
from pledges.sharing import poster
from pledges.sharing.faces import TEXT, WEIGHT
from pledges.sharing.poster import AT_ONCE, INK, _Sheet
from tests import make_pages
from tests.pledges.test_public_views import publish

ADDRESS = "https://lupaukset.example/fi/maahanmuuttajanuorten-kotolupaus/ehdotukset/KOTO-2015-0009/"


def test_small_words_are_not_set_in_the_thinnest_of_their_weights():
    sheet = _Sheet("Talkoot")
    sheet.put("Yhdessä", TEXT, 14, INK)
    (face,) = sheet.fonts.values()
    assert face.ttfont["OS/2"].usWeightClass == WEIGHT
    sheet.close()


def test_an_address_longer_than_its_room_is_made_smaller_and_a_shorter_one_is_not():
    sheet = _Sheet("Talkoot")
    heights = []
    for address in (ADDRESS, "https://lupaukset.example/"):
        before = sheet.get_y()
        sheet.put_on_a_line(address, TEXT, 11, INK, width=118)
        heights.append((round(sheet.get_y() - before, 1), round(sheet.font_size_pt, 1)))
    assert heights == [(3.4, 7.9), (4.7, 11)]
    sheet.close()


@pytest.fixture
def page():
    poster._drawn.cache_clear()
    return make_pages.campaign_pages()["en"]


def address_of(page, entry) -> str:
    with translation.override("en"):
        return f"{page.entry_address(entry.reference)}poster/"


@pytest.mark.django_db
def test_a_poster_is_drawn_anew_only_when_it_would_look_different(client, page):
    campaign, entry, now = page.campaign, publish(page.campaign), timezone.now()

    def drawn(hours: int) -> bytes:
        with time_machine.travel(now + timedelta(hours=hours), tick=False):  # the file says when it was made
            return client.get(address_of(page, entry)).content

    first = drawn(hours=0)
    publish(campaign)
    assert drawn(hours=1) == first
    campaign.refresh_from_db()
    campaign.hashtag = "#talkoot"
    campaign.save()
    assert drawn(hours=2) != first


@pytest.mark.django_db
def test_who_comes_while_others_wait_for_their_posters_is_asked_to_come_back(client, page):
    entry = publish(page.campaign)
    address = address_of(page, entry)
    for _ in range(AT_ONCE):
        poster._places.acquire()
    busy = client.get(address)
    poster._places.release(AT_ONCE)
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"], busy.text) == (
        503,
        "5",
        "no-store",
        "Many posters are being drawn just now. Please try again in a moment.",
    )
    assert client.get(address).status_code == 200
    for _ in range(AT_ONCE):
        poster._places.acquire()
    kept.pages.clear()
    again = client.get(address).status_code
    poster._places.release(AT_ONCE)
    assert again == 200  # drawn before


def test_one_poster_is_drawn_at_a_time():
    poster._drawn.cache_clear()
    shown = poster._Shown("en", "KOTI-1", 1, "#12245e", "Lupaus", "Talkoot", "Seura", "", "Read:", ADDRESS)
    drawing = threading.Thread(target=poster._drawn, args=[shown])
    with poster._one_at_a_time:
        drawing.start()
        drawing.join(timeout=2)
        assert drawing.is_alive()
    drawing.join(timeout=20)
    assert (drawing.is_alive(), poster._drawn.cache_info().currsize) == (False, 1)
