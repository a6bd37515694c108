"""Logos are public beside an entry, so screening sees them before it decides."""

import pytest
from django.urls import reverse

from people import pictures as kept
from people.models import Organisation
from pledges import desk
from pledges.models import Entry
from pledges.states import State
from tests import make, pictures
from tests.staff import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make.user("maija@example.org")


@pytest.fixture
def club(owner):
    return make.organisation(people=[owner], logo=kept.store(pictures.upload()))


def test_screening_sees_the_logos_of_all_who_take_part(club, owner):
    entry = make.entry(state=State.SUBMITTED, author=owner, organisation=club)
    partner = make.organisation(logo=kept.store(pictures.upload(pictures.encoded(size=(30, 30)))))
    make.partner(entry, organisation=partner, state="confirmed")
    stranger = make.organisation(logo=kept.store(pictures.upload()))
    staff = client_of("Screener")

    def door(organisation):
        return reverse("entries:logo", args=[entry.pk, organisation.pk])

    page = staff.get(reverse("entries:entry", args=[entry.pk])).text
    assert [page.count(f'src="{door(one)}"') for one in (club, partner)] == [1, 1]
    assert [b"".join(staff.get(door(one))) for one in (club, partner)] == [
        pictures.stored(club.logo),
        pictures.stored(partner.logo),
    ]
    assert staff.get(door(stranger)).status_code == 404


def test_a_logo_is_part_of_what_screening_decides_on(club, owner):
    entry = make.entry(state=State.SUBMITTED, author=owner, organisation=club)
    partner = make.partner(entry)
    for organisation in (club, partner.organisation):
        read = desk.fingerprint(Entry.objects.get())
        Organisation.objects.filter(pk=organisation.pk).update(logo="muu")
        assert desk.fingerprint(Entry.objects.get()) != read
