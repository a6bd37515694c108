"""A juror's evening in a real browser: with the keyboard alone, and on a phone without script."""

import re

import pytest
from playwright.sync_api import expect

from judging.models import Ballot
from tests import make


@pytest.fixture
def two(juror, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(2)]
    return [make.assignment(juror, entry) for entry in entries]


def ballots() -> list[tuple]:
    stored = Ballot.objects.order_by("pk")
    return [(sorted(b.scores.values_list("level", flat=True)), b.comment, b.is_final) for b in stored]


def sign_in(client, user):
    user.language = "en"
    user.save()
    client.force_login(user)
    client.cookies["django_language"] = "en"


def test_twenty_entries_need_no_mouse(page, client, juror, two):
    sign_in(client, juror.user)
    page.sign_in(client, juror.user)
    page.open("/admin/judging/")
    page.get_by_role("link", name="Begin scoring").press("Enter")
    page.get_by_role("radio", name="Not answered").first.focus()
    page.keyboard.press("ArrowUp")  # the highest level
    page.keyboard.press("Tab")  # the next criterion, where "not answered" stands
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("Selkeä")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("final ballot saved.")
    assert ballots() == [([2, 3], "Selkeä", True)]
    assert re.search(r"/admin/judging/score/\d+/$", page.url)


def test_a_juror_scores_on_a_phone_without_script(chromium, live_server, client, juror, two):
    sign_in(client, juror.user)
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies(
        [{"name": key, "value": one.value, "url": live_server.url} for key, one in client.cookies.items()]
    )
    phone = context.new_page()
    phone.goto(f"{live_server.url}/admin/judging/")
    phone.get_by_role("link", name="Begin scoring").click()
    phone.get_by_text("Erinomainen").first.click()
    phone.get_by_label("Comment to the jury").fill("Ilman skriptiä")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("Total 100.0")).to_be_visible()
    assert ballots() == [([3], "Ilman skriptiä", False)]
    context.close()
