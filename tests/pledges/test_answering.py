"""Partners take part, and are named, only when they have said so themselves."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove
from people.models import Organisation
from pledges import answering, desk, own_part, partnership
from pledges.models import Entry, Partner
from pledges.states import PUBLIC
from tests import make
from tests.pledges.test_partnership import invite
from tests.staff import client_of

pytestmark = pytest.mark.django_db


def confirm(partner, **words) -> Partner:
    said = {"role": partner.role, "contribution": partner.contribution, "name": str(partner.organisation)}
    return answering.confirm(partner, **said | words)


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted"])
def test_a_partner_may_answer_in_every_state_that_the_entry_lives_in(author, state):
    partner = make.partner(make.entry(author=author, state=state))
    confirm(partner, role="Ohjaus", contribution="")
    partner.refresh_from_db()
    before = {"role": "Tilat", "contribution": "Salit ja ohjaajat"}
    # What screening has passed stands as it was screened.
    stands = ("confirmed", "Tilat", {}) if state in PUBLIC else ("corrected", "Ohjaus", before)
    assert (partner.state, partner.role, partner.corrected_from) == stands


def test_a_confirmation_as_it_stood_is_no_correction(entry):
    partner = confirm(make.partner(entry))
    assert (partner.state, partner.corrected_from) == ("confirmed", {})


@pytest.mark.parametrize(("name", "logo"), [(True, True), (True, False), (False, True), (False, False)])
def test_name_and_logo_are_permitted_each_for_itself_and_the_wording_is_kept(entry, name, logo):
    partner = confirm(make.partner(entry), may_use_name=name, may_use_logo=logo)
    partner.refresh_from_db()
    assert (partner.may_use_name, partner.may_use_logo, partner.is_named) == (name, logo, name)
    kept = ModelLogEntry.objects.get(action="pledges.partner.permissions").data
    assert kept == {
        "name": str(own_part.NAME_WORDING) if name else "",
        "logo": str(own_part.LOGO_WORDING) if logo else "",
        "language": "fi",
    }


def test_a_link_that_was_handed_on_leaves_an_address_to_write_to(entry):
    handed, sent = make.partner(entry, email=""), make.partner(entry, email="a@example.org")
    for partner in (handed, sent):
        confirm(partner, email="b@example.org")
    assert (handed.email, sent.email) == ("b@example.org", "a@example.org")


def test_screening_reads_how_each_answer_came(author):
    entry = make.entry(author=author, state="submitted")
    someone = make.user(email="edustaja@kunta.example")
    ways = {
        "handed_on": confirm(make.partner(entry, email=""), email="toinen@osoite.example"),
        "letter": confirm(make.partner(entry, email="kutsuttu@yhdistys.example")),
        "representatives": confirm(make.partner(entry, organisation=make.organisation(people=[someone]))),
        "sign_in": confirm(make.partner(entry, organisation=make.organisation(people=[someone])), by=someone),
    }
    assert {way: partner.answered_from for way, partner in ways.items()} == {way: way for way in ways}
    shown = client_of("Screener").get(reverse("entries:entry", args=[entry.pk])).content.decode()
    told = [
        "Answered from a link that the submitter handed on, by somebody who gave this address: "
        "<bdi>toinen@osoite.example</bdi>.",
        "Answered from the letter to the address that the submitter gave: "
        "<bdi>kutsuttu@yhdistys.example</bdi>.",
        "Answered from the letter to those who act for it here.",
        "Answered by somebody who had signed in and acts for the organisation here.",
    ]
    assert [shown.count(words) for words in told] == [1] * 4
    assert shown.count("make sure that it was the organisation that answered") == 2


def test_those_who_came_to_act_for_it_later_vouch_for_no_link_that_was_out_before(author):
    """The submitter has had it all the time, and nobody wrote to them."""
    entry = make.entry(author=author, state="submitted")
    handed, sent = make.partner(entry, email=""), make.partner(entry, email="oma@osoite.example")
    for partner in (handed, sent):
        partner.organisation.representatives.create(user=make.user(), role="owner")
        confirm(partner, email="toinen@osoite.example")
    assert [partner.answered_from for partner in (handed, sent)] == ["handed_on", "letter"]
    shown = client_of("Screener").get(reverse("entries:entry", args=[entry.pk])).content.decode()
    words = "here came only later: make sure that it was the organisation that answered"
    assert (shown.count(words), shown.count("Nobody acts for the organisation here")) == (2, 0)


def test_somebody_who_cannot_sign_in_any_more_was_not_asked(entry):
    gone = make.user(is_active=False)
    partner = confirm(make.partner(entry, organisation=make.organisation(people=[gone]), email=""))
    assert partner.answered_from == "handed_on"


def test_screening_reads_whose_hands_an_open_invitation_is_in(author):
    entry = make.entry(author=author, state="submitted")
    make.partner(entry, organisation=make.organisation(people=[make.user()]))
    waits = "Whoever has the link can answer, also after you have accepted the entry."
    letter = "The letter went to the address that the submitter gave: <bdi>oma@osoite.example</bdi>."
    handed = "The submitter hands the link on."

    def told():
        page = client_of("Screener").get(reverse("entries:entry", args=[entry.pk])).content.decode()
        return [page.count(words) for words in (waits, letter, handed)]

    asked = told()
    make.partner(entry, email="oma@osoite.example")
    make.partner(entry, email="")
    assert (asked, told()) == ([0, 0, 0], [2, 1, 1])


@pytest.mark.parametrize("what", [{"answered_from": "handed_on"}, {"email": "toinen@osoite.example"}])
def test_how_a_partner_answered_is_part_of_what_screening_decides_on(author, what):
    partner = make.partner(make.entry(author=author, state="submitted"), state="confirmed")
    read = desk.fingerprint(Entry.objects.get())
    Partner.objects.filter(pk=partner.pk).update(**what)
    assert desk.fingerprint(Entry.objects.get()) != read


def test_an_unclaimed_name_may_be_corrected_and_a_claimed_one_not(entry):
    free = make.partner(entry)
    claimed = make.partner(entry, organisation=make.organisation(people=[make.user()]))
    name = str(claimed.organisation)
    for partner in (free, claimed):
        confirm(partner, name="Uusi nimi", logo="kuva")
    stand = [Organisation.objects.get(pk=partner.organisation_id) for partner in (free, claimed)]
    assert [(str(one), one.logo) for one in stand] == [("Uusi nimi", "kuva"), (name, "")]


@pytest.mark.parametrize("known_as", ["owner of the campaign", "submitter", "partner of others"])
def test_knowing_a_business_id_does_not_let_anybody_rename_an_organisation_in_use(author, known_as):
    known = make.organisation(business_id="0201256-6", name=make.words("Ministeriö"))
    entry = make.entry(author=author)
    {
        "owner of the campaign": lambda: make.campaign(owner=known),
        "submitter": lambda: make.entry(organisation=known),
        "partner of others": lambda: make.partner(make.entry(), organisation=known),
    }[known_as]()
    confirm(invite(entry, author, business_id="0201256-6"), name="Kaapattu", logo="kuva")
    stands = Organisation.objects.get(pk=known.pk)
    assert (str(stands), stands.logo) == ("Ministeriö", "")


@pytest.mark.parametrize("first", ["confirm", "decline", "remove", "invite_again"])
@pytest.mark.parametrize("second", ["confirm", "decline"])
def test_an_invitation_is_answered_once_and_by_its_newest_link(entry, author, first, second):
    """checks.md A05"""
    partner = make.partner(entry)
    stale = Partner.objects.get(pk=partner.pk)
    answers = {
        "confirm": lambda it: confirm(it, role="A"),
        "decline": lambda it: answering.decline(it),
        "remove": lambda it: partnership.remove(it, by=author),
        "invite_again": lambda it: partnership.invite_again(
            it, role="Tilat", contribution="", email="b@example.org", language="fi", by=author
        ),
    }
    answers[first](partner)
    partner.refresh_from_db()
    stands = (partner.state, partner.role)
    with pytest.raises(IllegalMove):
        answers[second](stale)
    partner.refresh_from_db()
    assert (partner.state, partner.role) == stands


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted", "selected", "withdrawn"])
def test_a_partner_leaves_whatever_became_of_the_entry(author, state):
    partner = make.partner(make.entry(author=author, state=state), state="confirmed", may_use_logo=True)
    own_part.leave(partner, note="Emme ehdi.")
    partner.refresh_from_db()
    assert (partner.state, partner.may_use_name, partner.may_use_logo, partner.answer_note) == (
        "left",
        False,
        False,
        "Emme ehdi.",
    )
    with pytest.raises(IllegalMove):
        own_part.leave(partner)


def test_what_was_permitted_is_withdrawn_and_given_as_easily(entry):
    partner = make.partner(entry, state="corrected")
    for name, logo in ((False, False), (True, True)):
        own_part.permit(Partner.objects.get(pk=partner.pk), may_use_name=name, may_use_logo=logo)
        partner.refresh_from_db()
        assert (partner.state, partner.may_use_name, partner.may_use_logo) == ("corrected", name, logo)


@pytest.mark.parametrize("state", ["invited", "declined", "left", "expired"])
def test_who_takes_no_part_permits_nothing_and_cannot_leave(entry, state):
    partner = make.partner(entry, state=state)
    with pytest.raises(IllegalMove):
        own_part.permit(partner, may_use_name=True, may_use_logo=True)
    with pytest.raises(IllegalMove):
        own_part.leave(partner)


# --- an organisation that an invitation made ----------------------------------------------------
def asked(organisation) -> list[tuple[str, str]]:
    return list(organisation.nominations.values_list("email", "role"))


def test_whoever_holds_the_invited_address_may_come_to_act_for_it_after_confirming(entry, author, letters):
    partner = invite(entry, author, business_id="0201256-6")
    before = asked(partner.organisation)
    confirm(partner)

    assert (before, asked(partner.organisation)) == ([], [(partner.email.lower(), "owner")])
    assert "nominated" not in [kind for kind, _to in letters()]


def test_whoever_declines_is_asked_nothing(entry, author):
    partner = invite(entry, author)
    answering.decline(partner)
    assert asked(partner.organisation) == []


@pytest.mark.parametrize("known_as", ["partner", "submitter", "owner", "claimed"])
def test_an_answer_gives_nobody_an_organisation_that_stands_elsewhere_or_is_somebodys(author, known_as):
    known = make.organisation(business_id="0201256-6", people=[make.user()] if known_as == "claimed" else [])
    if known_as == "partner":
        make.partner(make.entry(), organisation=known, state="confirmed")
    elif known_as == "submitter":
        make.entry(organisation=known)
    elif known_as == "owner":
        make.campaign(owner=known)
    own = make.entry(author=author)
    confirm(invite(own, author, business_id="0201256-6"))

    assert (asked(known), own.partners.get().organisation) == ([], known)
