"""Partners are named only when they have said so themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from campaign.lifecycle import IllegalMove
from people.models import Letter, Organisation
from pledges import partnership
from pledges.models import Entry, Partner
from pledges.open_data import public_record
from pledges.states import PUBLIC
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Naapuri ry",
    "kind": "association",
    "business_id": "",
    "role": "Tilat",
    "contribution": "Sali",
    "email": "naapuri@example.org",
    "language": "fi",
}


@pytest.fixture
def author():
    return make.user()


@pytest.fixture
def entry(author):
    return make.entry(author=author)


def invite(entry, by, **words) -> Partner:
    return partnership.invite(entry, **WORDS | words, by=by)


def invited_addresses() -> list[str]:
    return sorted(Letter.objects.filter(kind="invitation").values_list("to", flat=True))


def test_an_invitation_makes_an_unclaimed_organisation_and_writes_one_letter(entry, author):
    partner = invite(entry, author)
    assert (str(partner.organisation), partner.organisation.is_claimed, partner.state) == (
        "Naapuri ry",
        False,
        "invited",
    )
    assert invited_addresses() == ["naapuri@example.org"]


def test_a_business_id_finds_the_organisation_that_is_there(entry, author):
    known = make.organisation(business_id="0201256-6")
    assert invite(entry, author, business_id="FI02012566").organisation == known
    assert Organisation.objects.filter(business_id="0201256-6").count() == 1


def test_a_represented_organisation_is_asked_at_its_own_addresses(entry, author):
    people = [make.user("yksi@example.org"), make.user("kaksi@example.org")]
    make.organisation(business_id="0201256-6", people=people)
    invite(entry, author, business_id="0201256-6", email="kaappaaja@example.org")
    assert invited_addresses() == ["kaksi@example.org", "yksi@example.org"]


def test_the_submitter_cannot_be_its_own_partner(author):
    own = make.organisation(people=[author], business_id="0201256-6", name=make.words("Me ry"))
    entry = make.entry(author=author, organisation=own)
    for words in ({"business_id": "0201256-6"}, {"name": "me RY"}):
        with pytest.raises(partnership.AlreadyPartner):
            invite(entry, author, **words)


def test_nobody_is_invited_twice_while_the_first_invitation_stands(entry, author):
    first = invite(entry, author)
    with pytest.raises(partnership.AlreadyPartner):
        invite(entry, author, name="NAAPURI ry")
    partnership.remove(first, by=author)
    assert invite(entry, author).pk != first.pk


def test_strangers_partners_and_late_comers_cannot_invite(entry, author):
    stranger = make.user()
    sent = make.entry(author=author, state="submitted")
    for by, where in ((stranger, entry), (author, sent)):
        with pytest.raises(PermissionDenied):
            invite(where, by)
    assert Partner.objects.count() == 0


def test_nobody_sends_invitations_without_end(entry, author, monkeypatch):
    monkeypatch.setattr(partnership, "MOST_A_DAY", 2)
    other = make.entry(author=author, organisation=entry.organisation)
    invite(entry, author, name="Yksi")
    invite(other, author, name="Kaksi")
    with pytest.raises(partnership.TooManyInvitations):
        invite(entry, author, name="Kolme")
    Partner.objects.update(invited_at=timezone.now() - timedelta(days=1, seconds=1))
    assert invite(entry, author, name="Kolme").state == "invited"


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "accepted", "selected"])
def test_a_partner_may_answer_in_every_state_that_the_entry_lives_in(author, state):
    partner = make.partner(make.entry(author=author, state=state))
    partnership.confirm(partner, role="Ohjaus", contribution="", name=str(partner.organisation))
    partner.refresh_from_db()
    # What screening has passed stands as it was screened.
    role, corrected = ("Tilat", False) if state in PUBLIC else ("Ohjaus", True)
    assert (partner.state, partner.role, partner.corrected) == ("confirmed", role, corrected)


def test_a_confirmation_as_it_stood_is_no_correction(entry):
    partner = make.partner(entry)
    partnership.confirm(
        partner, role=partner.role, contribution=partner.contribution, name=str(partner.organisation)
    )
    assert partner.corrected is False


def test_an_unclaimed_name_may_be_corrected_and_a_claimed_one_not(entry):
    free = make.partner(entry)
    claimed = make.partner(entry, organisation=make.organisation(people=[make.user()]))
    name = str(claimed.organisation)
    for partner in (free, claimed):
        partnership.confirm(partner, role="A", contribution="", name="Uusi nimi")
    assert [str(Organisation.objects.get(pk=partner.organisation_id)) for partner in (free, claimed)] == [
        "Uusi nimi",
        name,
    ]


@pytest.mark.parametrize("known_as", ["owner of the campaign", "submitter", "partner of others"])
def test_knowing_a_business_id_does_not_let_anybody_rename_an_organisation_in_use(author, known_as):
    known = make.organisation(business_id="0201256-6", name=make.words("Ministeriö"))
    entry = make.entry(author=author)
    {
        "owner of the campaign": lambda: make.campaign(owner=known),
        "submitter": lambda: make.entry(organisation=known),
        "partner of others": lambda: make.partner(make.entry(), organisation=known),
    }[known_as]()
    partner = invite(entry, author, business_id="0201256-6")
    partnership.confirm(partner, role="A", contribution="", name="Kaapattu")
    assert str(Organisation.objects.get(pk=known.pk)) == "Ministeriö"


@pytest.mark.parametrize("first", ["confirm", "decline", "remove"])
@pytest.mark.parametrize("second", ["confirm", "decline"])
def test_an_invitation_is_answered_once(entry, author, first, second):
    partner = make.partner(entry)
    stale = Partner.objects.get(pk=partner.pk)
    answers = {
        "confirm": lambda it: partnership.confirm(it, role="A", contribution="", name="B"),
        "decline": lambda it: partnership.decline(it),
        "remove": lambda it: partnership.remove(it, by=author),
    }
    key = partner.key
    answers[first](partner)
    partner.refresh_from_db()
    stands = (partner.state, partner.role)
    with pytest.raises(IllegalMove):
        answers[second](stale)
    partner.refresh_from_db()
    assert ((partner.state, partner.role), partner.key != key) == (stands, True)


def test_only_confirmed_partners_are_named(author):
    entry = make.entry(author=author, state="accepted", published=True)
    for state in ("invited", "confirmed", "declined", "left"):
        make.partner(entry, state=state, organisation=make.organisation(name=make.words(state)))
    public = Entry.objects.public().for_reading().get(pk=entry.pk)
    assert [partner.name for partner in public_record(public).partners] == ["confirmed"]
