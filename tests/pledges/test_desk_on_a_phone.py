"""The page of an entry on the screening desk in a real browser as wide as a phone."""

import pytest
from django.urls import reverse

from people import proposals
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db

# What of a text is drawn beyond the edge of what holds it, or of the window.
CUT = """texts => texts.filter(one => one.scrollWidth > one.clientWidth + 1
    || one.getBoundingClientRect().right > innerWidth).map(one => one.innerText)"""


@pytest.fixture
def desk(page, client):
    client.cookies["django_language"] = "en"
    page.sign_in(client, make.user(role="Screener", language="en"))
    return page


def test_the_reference_stands_in_one_line_beside_no_button(desk):
    campaign = make.campaign(reference_prefix="KOTO-NYT")
    first, _second = (make.entry(campaign=campaign, state=State.SUBMITTED) for _number in range(2))
    desk.open(reverse("entries:entry", args=[first.pk]), width=390)

    title = desk.locator(".w-breadcrumbs a", has_text=first.reference)
    assert title.bounding_box()["height"] < 30
    buttons = desk.locator("#w-slim-header-buttons")
    assert buttons.bounding_box()["y"] > title.bounding_box()["y"] + 20
    assert desk.looked_at("desk-header", 390) == []


def test_no_heading_is_cut_off(desk):
    entry = make.entry(state=State.RETURNED, title="Maahanmuuttajataustaistenvarhaiskasvatusikäisten kahvila")
    entry.summary = "Palkkaamme kaksikymmentä nuorta."
    entry.save()
    make.submission(entry)
    desk.open(reverse("entries:entry", args=[entry.pk]), width=390)

    assert desk.get_by_text("Changed since it was sent in last time").is_visible()
    assert desk.locator("main h2").evaluate_all(CUT) == []


def test_a_long_address_that_is_asked_for_stays_on_the_page_and_says_what_it_is(desk):
    owner = make.user()
    club = make.organisation(people=[owner])
    make.campaign(owner=club)
    proposals.change(club, name=club.name.data, website=f"https://n.example/{'pitka' * 12}/", by=owner)
    desk.open("/admin/organisation-changes/", width=390)

    assert desk.locator("main td").evaluate_all(CUT) == []
    labels = desk.locator("main tbody td[data-label]").evaluate_all(
        "all => all.map(one => one.dataset.label)"
    )
    assert labels == ["Stands", "Asked for"]
