"""Organisations of open data: those that a public entry names, and only what it says of them."""

import pytest
from django.utils import translation

from people.models import Purpose
from pledges import actions
from pledges.models import Entry
from pledges.named import NamedOrganisation, named_in, named_organisations
from pledges.own_part import permit
from tests import make

pytestmark = pytest.mark.django_db


def named() -> list[NamedOrganisation]:
    entries = Entry.objects.public()
    return named_organisations(named_in(entries).order_by("pk"), entries)


def public(organisation, *purposes, **fields):
    entry = make.entry(state="accepted", organisation=organisation, **fields)
    for purpose in (Purpose.PUBLISH_TEXT, *purposes):
        make.permission(entry, purpose)
    return entry


def test_who_filed_a_public_entry_is_told_where_it_permits_to_be_named():
    town = make.organisation(
        kind="municipality", name=make.words("Kaupunki", "Staden"), website="https://kaupunki.example"
    )
    entry = public(town, Purpose.PUBLISH_ORGANISATION)
    public(town)
    public(make.organisation())
    make.entry(state="submitted", published=True)

    with translation.override("sv"):
        assert named() == [
            NamedOrganisation(
                id=town.public_id,
                name="Staden",
                kind="municipality",
                website="https://kaupunki.example",
                filed=1,
                joined=0,
                campaigns=frozenset([entry.campaign_id]),
            )
        ]


def test_a_partner_is_told_without_its_website_for_as_long_as_it_permits_to_be_named():
    entry = public(make.organisation())
    partner = make.partner(
        entry,
        state="confirmed",
        organisation=make.organisation(name=make.words("Apuri"), website="https://apuri.example"),
    )
    make.partner(entry, state="invited")
    make.partner(make.entry(state="accepted"), state="confirmed")

    assert named() == [
        NamedOrganisation(
            id=partner.organisation.public_id,
            name="Apuri",
            kind="association",
            website="",
            filed=0,
            joined=1,
            campaigns=frozenset([entry.campaign_id]),
        )
    ]
    permit(partner, may_use_name=False, may_use_logo=False)
    assert named() == []


def test_an_organisation_goes_with_its_last_public_entry():
    entry = public(make.organisation(), Purpose.PUBLISH_ORGANISATION)
    assert len(named()) == 1
    actions.withdraw(entry, by=None)
    assert named() == []


@pytest.mark.parametrize("count", [1, 3])
def test_they_cost_the_same_queries_however_many_they_are(count, django_assert_num_queries):
    for _ in range(count):
        make.partner(public(make.organisation(), Purpose.PUBLISH_ORGANISATION), state="confirmed")
    with django_assert_num_queries(3):
        assert len(named()) == 2 * count


def test_what_an_organisation_is_called_tells_nothing_of_its_addresses_here():
    one, other = make.organisation(), make.organisation()
    assert (one.public_id, one.public_id == other.public_id, one.uuid.hex[:8] in one.public_id) == (
        type(one).objects.get(pk=one.pk).public_id,
        False,
        False,
    )
