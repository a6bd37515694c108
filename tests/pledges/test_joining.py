"""An organisation tells a public initiative that it would like to join; its submitter alone learns of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from wagtail.log_actions import log

from campaign.lifecycle import IllegalMove, move
from people.models import Letter, Organisation, Purpose
from people.permissions import represents
from people.privacy import forget
from pledges import actions, joining, retention
from pledges.models import Answer, Entry, Interest, Partner
from pledges.refusals import AlreadyPartner, TooManyInvitations
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

OFFER = {"words": "Salimme on iltaisin vapaa.", "email": "puuha@example.org", "language": "en"}


@pytest.fixture
def campaign(hosts):
    made = hosts["fi"].campaign
    make.question(made, slug="haku", type="yes_no", seeks_partners=True)
    return made


@pytest.fixture
def author():
    return make.user()


def initiative(campaign, author, **fields):
    made = make.entry(
        campaign=campaign, author=author, kind="initiative", title="Yhteinen keittiö", language="en", **fields
    )
    Answer.objects.create(entry=made, question=campaign.questions.get(), text="yes")
    for purpose in Purpose:
        make.permission(made, purpose, by=author)
    make.submission(made, by=author)
    return move(made, "accepted", by=None)


@pytest.fixture
def entry(campaign, author):
    return initiative(campaign, author, contact_email=author.email)


@pytest.fixture
def person():
    return make.user("puuha@example.org")


@pytest.fixture
def club(person):
    return make.organisation(people=[person], name=make.words("Puuhaseura"))


@pytest.fixture
def interest(entry, club, person):
    return joining.register(entry, club, **OFFER, by=person)


def public_page(hosts, entry) -> str:
    with translation.override("en"):
        return hosts["en"].entry_address(entry.reference)


# --- the whole story -----------------------------------------------------------------------------
def test_a_visitor_signs_in_tells_and_is_invited_with_one_click(client, hosts, entry, club, person, author):
    join = english("pledges:join", entry.reference)
    sign_in = client.get(join)
    assert (sign_in.status_code, f"next={join}" in sign_in.url) == (302, True)
    client.force_login(person)
    page = client.get(join)
    assert ("Yhteinen keittiö" in page.text, page.context["form"]["email"].value()) == (True, person.email)

    data = {"organisation": club.uuid, "words": OFFER["words"], "email": OFFER["email"]}
    told = client.post(join, data, follow=True)
    assert "The submitter has been told by letter." in told.text
    assert ("Waits for an answer" in told.text, "Yhteinen keittiö" in told.text) == (True, True)
    letter = Letter.objects.get(kind="interest")
    assert (letter.to, OFFER["words"] in letter.body, OFFER["email"] in letter.body) == (
        author.email,
        True,
        True,
    )

    client.force_login(author)
    own = client.get(english("pledges:entry_status", entry.uuid)).text
    assert ("Would like to join" in own, "Puuhaseura" in own, OFFER["words"] in own) == (True, True, True)
    assert "Partners can be invited only while the entry can be changed." in own
    move(entry, "returned", by=None)  # taken back to be changed
    own = client.get(english("pledges:entry_status", entry.uuid)).text
    step = f"{english('pledges:edit', entry.uuid, 'partners')}?interest={Interest.objects.get().pk}"
    assert step in own
    form = client.get(step).context["form"]
    assert (form.organisation, form["contribution"].value()) == (club, OFFER["words"])
    words = {"organisation": club.uuid, "role": "Tilat", "contribution": OFFER["words"], "language": "en"}
    client.post(english("pledges:invite", entry.uuid), words)
    assert Partner.objects.get().organisation == club
    assert "Invited as a partner" in client.get(english("pledges:entry_status", entry.uuid)).text


def test_the_button_stands_on_initiatives_that_look_for_partners_only(client, hosts, campaign, entry, author):
    others = make.entry(campaign=campaign, author=author, state="accepted", published=True)
    texts = [client.get(public_page(hosts, one)).text for one in (entry, others)]
    assert [english("pledges:join", entry.reference) in text for text in texts] == [True, False]


def test_nobody_is_asked_to_join_what_is_completed(client, hosts, entry, club, person):
    type(entry.campaign).objects.update(**make.announced())
    make.decision(entry, released=True)
    move(entry, "in_practice", by=None)
    assert Entry.objects.welcoming().get() == entry
    move(entry, "completed", by=None)
    client.force_login(person)
    join = english("pledges:join", entry.reference)
    assert (join in client.get(public_page(hosts, entry)).text, client.get(join).status_code) == (False, 404)
    assert not Entry.objects.welcoming().exists()
    with pytest.raises(PermissionDenied):
        joining.register(entry, club, **OFFER, by=person)


def test_nothing_of_it_is_public(client, hosts, entry, interest):
    page = client.get(public_page(hosts, entry)).text
    assert ("Puuhaseura" in page, OFFER["words"] in page) == (False, False)


# --- who may -------------------------------------------------------------------------------------
def test_only_who_acts_for_the_organisation_may(entry, club):
    with pytest.raises(PermissionDenied):
        joining.register(entry, club, **OFFER, by=make.user())


def test_who_acts_for_nobody_registers_an_organisation_in_the_same_go(client, entry):
    newcomer = make.user()
    client.force_login(newcomer)
    join = english("pledges:join", entry.reference)
    assert "You do not act for any organisation here yet." in client.get(join).text
    sent = {"words": OFFER["words"], "email": OFFER["email"], "new-name": "Naapurit ry"}
    page = client.post(join, sent)
    assert page.context["new"].errors == {"kind": ["This field is required."]}
    assert (page.context["new"]["name"].value(), Interest.objects.count()) == ("Naapurit ry", 0)
    client.post(join, sent | {"new-kind": "association"})
    interest = Interest.objects.get()
    assert (str(interest.organisation), interest.words) == ("Naapurit ry", OFFER["words"])
    assert represents(newcomer, interest.organisation)


def test_an_organisation_whose_wish_is_refused_is_not_registered(client, entry):
    newcomer = make.user()
    client.force_login(newcomer)
    for _ in range(joining.MOST_A_DAY):
        log(instance=entry, action="pledges.entry.interest", user=newcomer, data={})
    sent = {"words": "Tilat", "email": "a@b.example", "new-name": "Naapurit ry", "new-kind": "association"}
    page = client.post(english("pledges:join", entry.reference), sent)
    refused = ["You have written to very many initiatives today. Please go on tomorrow."]
    assert page.context["form"].non_field_errors() == refused
    assert not Organisation.objects.filter(representatives__user=newcomer).exists()


def test_not_after_the_initiative_left_the_public(client, entry, club, person, author):
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=author)
    client.force_login(person)
    assert client.get(english("pledges:join", entry.reference)).status_code == 404
    with pytest.raises(PermissionDenied):
        joining.register(entry, club, **OFFER, by=person)


def test_nobody_tells_twice_nor_joins_what_is_its_own(entry, interest, club, person, author):
    with pytest.raises(AlreadyPartner):
        joining.register(entry, club, **OFFER, by=person)
    with pytest.raises(AlreadyPartner):
        joining.register(entry, entry.organisation, **OFFER, by=author)


def test_ten_a_day_and_one_a_day_for_each_initiative(campaign, author, entry, interest, club, person):
    joining.take_back(interest, by=person)
    with pytest.raises(TooManyInvitations):
        joining.register(entry, club, **OFFER, by=person)
    for _ in range(9):
        joining.register(initiative(campaign, author), club, **OFFER, by=person)
    another = initiative(campaign, author)
    with pytest.raises(TooManyInvitations):
        joining.register(another, club, **OFFER, by=person)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        joining.register(another, club, **OFFER, by=person)


# --- the answer ----------------------------------------------------------------------------------
def test_declining_writes_one_letter_with_the_word(client, entry, interest, author):
    client.force_login(author)
    address = english("pledges:decline_interest", entry.uuid, interest.pk)
    assert "Puuhaseura" in client.get(address).text
    answers = [client.post(address, {"answer": "Kiitos, olemme jo koolla."}).url for _ in range(2)]
    assert answers == [f"{english('pledges:entry_status', entry.uuid)}#interests"] * 2
    letter = Letter.objects.get(kind="interest_declined")
    assert (letter.to, "Kiitos, olemme jo koolla." in letter.body) == (OFFER["email"], True)
    assert "Declined" in client.get(english("pledges:entry_status", entry.uuid)).text
    with pytest.raises(IllegalMove):
        joining.decline(interest, "", by=author)


def test_a_stranger_declines_and_takes_back_nothing(client, entry, interest):
    client.force_login(make.user())
    assert client.post(english("pledges:decline_interest", entry.uuid, interest.pk)).status_code == 404
    assert client.post(english("pledges:take_back_interest", interest.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        joining.take_back(interest, by=make.user())


def test_the_interested_take_it_back_and_nothing_stays(client, interest, person):
    client.force_login(person)
    client.post(english("pledges:take_back_interest", interest.pk))
    assert Interest.objects.count() == 0
    assert "Initiatives that you would like to join" not in client.get(english("pledges:my_entries")).text


def test_what_is_not_public_any_more_is_not_named_to_the_interested(client, entry, interest, person, author):
    actions.withdraw(entry, by=author)
    client.force_login(person)
    page = client.get(english("pledges:my_entries")).text
    assert ("An initiative that is not public now" in page, entry.title in page) == (True, False)


# --- what is kept --------------------------------------------------------------------------------
def test_forgetting_the_person_takes_it_with_its_letter(interest, person):
    forget(person, by=person)
    assert (Interest.objects.count(), Letter.objects.filter(kind="interest").count()) == (0, 0)


def test_it_goes_at_the_date_of_the_campaign(entry, interest):
    assert retention.holdings(entry.campaign)["Wishes of organisations to join an initiative"] == 1
    retention.erase(entry.campaign)
    assert (Interest.objects.count(), Entry.objects.count()) == (0, 1)


UNSENT = "Kukaan ei ole vielä lukenut"


@pytest.mark.parametrize("state", ["declined", "expired", "left"])
def test_who_is_told_no_more_reads_of_nothing_that_is_being_written(client, entry, interest, person, state):
    """Neither who would like to join, nor who was asked once: not in their data, not in the letter."""
    make.partner(entry, organisation=make.organisation(), email=person.email, state=state)
    move(entry, "returned", by=None)
    Entry.objects.filter(pk=entry.pk).update(title=UNSENT)
    joining.decline(Interest.objects.get(pk=interest.pk), "Kiitos!", by=None)
    client.force_login(person)
    read = [client.get(english(name)).content.decode() for name in ("my_data", "download_my_data")]
    read += [client.get(english("pledges:my_entries")).content.decode()]
    letter = Letter.objects.get(kind="interest_declined")
    assert [UNSENT in text for text in [*read, letter.subject + letter.body]] == [False] * 4
    assert "Yhteinen keittiö" in letter.subject
    assert [entry.reference in text for text in read[:2]] == [True, True]
