import re

import pytest
from django.urls import reverse

from people import pictures
from people.models import Organisation
from tests import make, make_pages
from tests.pictures import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    """Every address that shows a picture of this entry or organisation, and who asks for it."""
    author, staff, juror = make.user(), make.user(role="Screener"), make.user(role="Juror")
    organisation = make.organisation(people=[author], logo=pictures.store(upload()))
    entry = make.entry(
        state="accepted",
        published=True,
        author=author,
        organisation=organisation,
        image=pictures.store(upload()),
        image_alt="Talkoot",
    )
    make_pages.campaign_pages(entry.campaign)
    assignment = make.assignment(make.juror(make.panel(entry.campaign), juror), entry)
    return entry, {
        reverse("entry_picture", args=[entry.reference, 480]): None,
        reverse("entry_picture_avif", args=[entry.reference, 480]): None,
        reverse("pledges:own_picture", args=[entry.uuid]): author,
        reverse("organisation_logo", args=[organisation.uuid]): author,
        reverse("pledges:partner_picture", args=[make.partner(entry).key]): None,
        reverse("entries:picture", args=[entry.pk, 480]): staff,
        reverse("judging:picture", args=[assignment.pk, 480]): juror,
    }


def statuses(client, addresses) -> set[int]:
    found = set()
    for address, user in addresses.items():
        client.logout() if user is None else client.force_login(user)
        response = client.get(address)
        found.add(response.status_code)
        for closer in response._resource_closers:
            closer()
    return found


def test_a_picture_whose_file_is_lost_is_not_found_and_no_fault(client, addresses):
    entry, asked = addresses
    before = statuses(client, asked)
    for name in (entry.image, Organisation.objects.get(pk=entry.organisation_id).logo):
        pictures.remove(name)

    assert (before, statuses(client, asked)) == ({200}, {404})


@pytest.mark.parametrize("width", [0, 481, 10**299], ids=["none", "other", "endless"])
def test_a_width_that_there_is_none_of_is_not_found_and_no_fault(client, addresses, width):
    _, asked = addresses
    other = {
        re.sub(r"\b480\b", str(width), address): user
        for address, user in asked.items()
        if re.search(r"\b480\b", address)
    }

    assert (len(other), statuses(client, other)) == (4, {404})
