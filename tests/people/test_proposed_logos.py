"""Another logo of an organisation that others read already: nobody else sees it before staff have."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from people import pictures as kept
from people import proposals
from people.models import Letter, Organisation, Proposal
from people.organisation_form import OrganisationForm
from tests import make, make_pages, pictures
from tests.addresses import english
from tests.pledges.gallery_makers import public as made_public
from tests.staff import client_of, said, who_comes_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make.user("maija@example.org", language="en")


@pytest.fixture
def club(owner):
    logo = kept.store(pictures.upload())
    return make.organisation(people=[owner], name=make.words("Naapurit ry"), logo=logo)


@pytest.fixture
def public(club, owner):
    """An entry of theirs that everybody reads."""
    campaign = make_pages.campaign_pages()["fi"].campaign
    return made_public(campaign, author=owner, organisation=club)


@pytest.fixture
def screener():
    return make.user(role="Screener")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Pictures go when it is certain that nothing shows them any more."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def person(client, owner):
    client.force_login(owner)
    return client


def stands(club) -> str:
    return Organisation.objects.get(pk=club.pk).logo


def send(person, club, **fields):
    asked = Proposal.objects.filter(organisation=club).first()
    names = {f"name_{code}": "Naapurit ry" for code in ("fi", "sv", "en")}
    typed = {**names, "municipality": "", "website": ""}
    typed |= {"seen": asked.pk if asked else "", **fields}
    return person.post(english("organisation", club.uuid), typed)


def send_logo(person, club, **fields) -> Proposal:
    send(person, club, logo=pictures.upload(pictures.encoded(size=(30, 30))), **fields)
    return Proposal.objects.get(organisation=club)


def seen_by_its_people(person, club) -> bytes:
    address = english("organisation_logo", club.uuid)
    assert f'src="{address}"' in person.get(english("organisation", club.uuid)).text
    return b"".join(person.get(address))


def seen_by_everybody(client, club) -> bytes:
    client.logout()
    return client.get(reverse("public_logo", args=[club.public_id])).content


def test_another_logo_waits_where_others_see_the_one_that_stands(person, club, public):
    before, old = stands(club), seen_by_everybody(person, club)
    person.force_login(club.people.get())
    told = person.get(english("organisation", club.uuid)).text
    assert "Others see it once we have looked at it." in told
    answer = send(person, club, logo=pictures.upload(pictures.encoded(size=(30, 30))))
    asked = Proposal.objects.get()
    assert said(answer) == ["Saved. We look at the new name, website or logo first; you get a letter."]
    assert (stands(club), bool(asked.logo), asked.logo == before) == (before, True, False)
    page = person.get(english("organisation", club.uuid)).text
    assert "We look at the new logo first; until then nobody else sees it." in page
    assert seen_by_its_people(person, club) == pictures.stored(asked.logo) != old
    assert seen_by_everybody(person, club) == old == pictures.stored(before)


def test_where_nobody_reads_of_it_another_stands_at_once(person, club):
    before = stands(club)
    send(person, club, logo=pictures.upload())
    assert (stands(club) == before, Proposal.objects.count()) == (False, 0)


def test_a_logo_that_is_accepted_stands_and_the_old_one_is_not_kept(
    person, club, public, screener, committed
):
    before, asked = stands(club), send_logo(person, club)
    with committed():
        proposals.accept(asked, by=screener)
    assert (stands(club), Proposal.objects.count()) == (asked.logo, 0)
    assert "The new logo" in Letter.objects.get(kind="proposal_accepted").body
    with pytest.raises(FileNotFoundError):
        pictures.stored(before)


def test_a_logo_that_is_declined_is_not_kept(person, club, public, screener, committed):
    before, asked = stands(club), send_logo(person, club)
    with committed():
        proposals.decline(asked, "Logo on toisen.", by=screener)
    assert (stands(club), Proposal.objects.count()) == (before, 0)
    assert pictures.stored(before)
    assert "The new logo" in Letter.objects.get(kind="proposal_declined").body
    with pytest.raises(FileNotFoundError):
        pictures.stored(asked.logo)


def test_other_words_later_keep_the_logo_that_was_asked_for(person, club, public):
    first = send_logo(person, club)
    send(person, club, name_fi="Parempi nimi")
    second = Proposal.objects.get()
    assert (second.pk == first.pk, second.logo, second.name.data["fi"]) == (False, first.logo, "Parempi nimi")
    assert pictures.stored(first.logo)


def test_a_third_logo_replaces_the_one_that_was_asked_for(person, club, public, screener, committed):
    first = send_logo(person, club)
    with committed():
        second = send_logo(person, club)
    assert (second.logo == first.logo, Proposal.objects.count()) == (False, 1)
    with pytest.raises(FileNotFoundError):
        pictures.stored(first.logo)
    with pytest.raises(proposals.AlreadyDecided):
        proposals.accept(first, by=screener)


def test_taking_the_logo_away_needs_nobody_and_takes_back_what_was_asked_for(person, club, public, committed):
    before, asked = stands(club), send_logo(person, club)
    with committed():
        send(person, club, remove_logo="on")
    assert (stands(club), Proposal.objects.count()) == ("", 0)
    for gone in (before, asked.logo):
        with pytest.raises(FileNotFoundError):
            pictures.stored(gone)


def test_a_picture_that_nobody_may_ask_for_is_not_kept(club, public):
    before = pictures.all_stored()
    typed = {"name_fi": "Naapurit ry", "name_sv": "", "name_en": "", "municipality": "", "website": ""}
    form = OrganisationForm(typed, {"logo": pictures.upload()}, organisation=club)
    assert form.is_valid()
    with pytest.raises(PermissionDenied):
        form.save(by=make.user())
    assert (pictures.all_stored(), Proposal.objects.count()) == (before, 0)


# --- what staff see -------------------------------------------------------------------------------
def test_staff_see_both_logos_before_they_decide(person, club, public):
    asked = send_logo(person, club)
    before, staff = stands(club), client_of("Screener")
    doors = [reverse("organisation_changes:logo", args=[asked.pk, which]) for which in ("stands", "asked")]
    page = staff.get(reverse("organisation_changes:index")).text
    assert [page.count(f'src="{door}"') for door in doors] == [1, 1]
    shown = [b"".join(staff.get(door)) for door in doors]
    assert shown == [pictures.stored(before), pictures.stored(asked.logo)]
    assert who_comes_in(doors[1]) == {"Screener", "Coordinator"}
