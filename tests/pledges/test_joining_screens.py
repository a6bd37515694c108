"""The screens of joining and of guidance in a real browser: they fit at both widths, for everybody."""

import pytest
from django.utils import translation

from people.models import Organisation
from tests import make
from tests.addresses import english
from tests.pledges.test_joining import OFFER, initiative, public_page
from tests.pledges.test_screens import look


@pytest.fixture
def campaign(hosts):
    made = hosts["fi"].campaign
    make.question(made, slug="haku", type="yes_no", seeks_partners=True)
    return made


@pytest.fixture
def tab(page, client, author):
    page.sign_in(client, author)
    return page


@pytest.fixture
def author(db):
    return make.user("maija@example.org", first_name="Maija", last_name="Malli", language="en")


def test_they_fit_and_can_be_used_by_everybody(tab, hosts, campaign, author):
    entry = initiative(campaign, author, contact_email=author.email)
    other = initiative(campaign, make.user())
    club = make.organisation(people=[make.user("puuha@example.org")], name=make.words("Puuhaseura"))
    interest = make.interest(entry, club, by=club.people.get(), words=OFFER["words"])
    make.interest(other, entry.organisation, by=author)
    make.advice(campaign, Organisation.Kind.ASSOCIATION)
    draft = make.entry(campaign=campaign, author=author, organisation=entry.organisation)
    with translation.override("en"):
        front = hosts["en"].get_url()
    screens = {
        "join": english("pledges:join", initiative(campaign, make.user()).reference),
        "public": public_page(hosts, entry),
        "list": english("pledges:entry_status", entry.uuid),
        "decline": english("pledges:decline_interest", entry.uuid, interest.pk),
        "mine": english("pledges:my_entries"),
        "about": english("pledges:edit", draft.uuid, "about"),
        "front": front,
    }
    found = {}
    for name, address in screens.items():
        found[name] = look(tab, address)
        tab.screenshot(f"joining-{name}")
    assert found == {name: [] for name in screens}
