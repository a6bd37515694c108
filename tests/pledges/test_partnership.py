"""Asking others to take part, and what the submitter can do about it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove
from people.models import Letter, Organisation
from pledges import partnership
from pledges.models import Partner
from pledges.refusals import AlreadyPartner, RemindedToday, TooManyInvitations, TooManyPartners
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
        with pytest.raises(AlreadyPartner):
            invite(entry, author, **words)


def test_nobody_is_invited_twice_while_the_first_invitation_stands(entry, author):
    first = invite(entry, author)
    with pytest.raises(AlreadyPartner):
        invite(entry, author, name="NAAPURI ry")
    partnership.remove(first, by=author)
    again = invite(entry, author, role="Ohjaus")
    assert (again.pk, again.role, again.key != first.key) == (first.pk, "Ohjaus", True)


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
    with pytest.raises(TooManyInvitations):
        invite(entry, author, name="Kolme")
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=1, seconds=1))
    assert invite(entry, author, name="Kolme").state == "invited"


def test_an_organisation_of_the_register_is_asked_as_it_stands_there(entry, author):
    known = make.organisation(business_id="0201256-6", name=make.words("Rekisteri ry"))
    words = {name: WORDS[name] for name in ("role", "contribution", "email", "language")}
    partner = partnership.invite(entry, organisation=known, **words, by=author)
    assert (
        partner.organisation,
        partner.invited_by,
        Organisation.objects.filter(kind="association").count(),
    ) == (
        known,
        author,
        2,
    )


def test_a_link_to_hand_on_needs_no_letter_unless_somebody_acts_for_the_organisation(entry, author):
    free = invite(entry, author, email="")
    person = make.user("edustaja@example.org")
    claimed = make.organisation(business_id="0201256-6", people=[person])
    invite(entry, author, business_id="0201256-6", email="")
    assert (free.email, invited_addresses(), claimed.is_claimed) == ("", [person.email], True)


def test_no_more_partners_are_asked_than_the_campaign_allows(author):
    entry = make.entry(author=author, campaign=make.campaign(max_partners=2))
    for state in ("declined", "left", "expired", "confirmed"):
        make.partner(entry, state=state)
    asked = invite(entry, author, name="Yksi")
    with pytest.raises(TooManyPartners):
        invite(entry, author, name="Kaksi")
    partnership.remove(asked, by=author)
    assert invite(entry, author, name="Kaksi").state == "invited"


def test_an_invitation_ends_with_a_minute_so_that_its_last_day_reads_without_seconds(entry, author):
    with time_machine.travel(make.moment("2026-03-02 18:20:13"), tick=False):
        partner = make.partner(entry, state="invited")
        again = partnership.invite_again(partner, **AGAIN, by=author)
    expires = make.moment("2026-03-23 18:20:59")
    assert (partner.expires_at, again.expires_at) == (expires, expires)


AGAIN = {"role": "Uusi", "contribution": "", "email": "toinen@example.org", "language": "sv"}


@pytest.mark.parametrize("state", ["invited", "declined", "left", "expired"])
def test_asking_again_gives_a_fresh_link_and_all_its_time(entry, author, state):
    """checks.md A05"""
    partner = make.partner(entry, state=state, answer_note="Ei nyt.")
    old = (partner.key, partner.own_key)
    Partner.objects.filter(pk=partner.pk).update(
        expires_at=timezone.now() - timedelta(days=1), reminded_at=timezone.now()
    )
    again = partnership.invite_again(partner, **AGAIN, by=author)
    again.refresh_from_db()
    assert (again.state, again.role, again.email, again.language) == (
        "invited",
        "Uusi",
        "toinen@example.org",
        "sv",
    )
    assert (again.answer_note, again.answered_at, again.reminded_at, again.invited_by) == (
        "",
        None,
        None,
        author,
    )
    assert (again.key in old, again.own_key in old, again.expires_at > timezone.now()) == (False, False, True)
    assert str(again.key) in Letter.objects.get(kind="invitation", to="toinen@example.org").body


@pytest.mark.parametrize("state", ["confirmed", "corrected"])
def test_who_takes_part_is_not_asked_again(entry, author, state):
    with pytest.raises(AlreadyPartner):
        partnership.invite_again(make.partner(entry, state=state), **AGAIN, by=author)


def waiting_since(days, entry) -> Partner:
    return make.partner(entry, invited_at=timezone.now() - timedelta(days=days))


def test_a_reminder_by_hand_is_sent_once_a_day(entry, author):
    partner = waiting_since(2, entry)
    partnership.remind(partner, by=author)
    for again in (partner, Partner.objects.get(pk=partner.pk)):
        with pytest.raises(RemindedToday):
            partnership.remind(again, by=author)
    Partner.objects.update(reminded_at=timezone.now() - timedelta(days=1))
    partnership.remind(Partner.objects.get(pk=partner.pk), by=author)
    assert Letter.objects.filter(kind="reminder").count() == 2


def test_who_was_asked_just_now_is_not_reminded(entry, author):
    with pytest.raises(RemindedToday):
        partnership.remind(make.partner(entry), by=author)


def test_reminders_count_among_the_letters_of_a_day(entry, author, monkeypatch):
    monkeypatch.setattr(partnership, "MOST_A_DAY", 1)
    partnership.remind(waiting_since(2, entry), by=author)
    with pytest.raises(TooManyInvitations):
        partnership.remind(waiting_since(2, entry), by=author)


@pytest.mark.parametrize("state", ["confirmed", "declined", "left", "expired"])
def test_nobody_is_reminded_of_what_is_settled(entry, author, state):
    with pytest.raises(PermissionDenied):
        partnership.remind(make.partner(entry, state=state), by=author)


@pytest.mark.parametrize(
    ("entry_state", "state", "is_removed"),
    [
        ("draft", "invited", True),
        ("draft", "confirmed", True),
        ("returned", "corrected", True),
        ("submitted", "invited", True),
        ("accepted", "invited", True),
        ("submitted", "confirmed", False),
        ("accepted", "corrected", False),
        ("draft", "declined", False),
    ],
)
def test_an_invitation_is_taken_back_at_any_time_and_a_partner_out_of_a_draft(
    author, entry_state, state, is_removed
):
    partner = make.partner(make.entry(author=author, state=entry_state), state=state)
    if is_removed:
        partnership.remove(partner, by=author)
    else:
        with pytest.raises((PermissionDenied, IllegalMove)):
            partnership.remove(partner, by=author)
    partner.refresh_from_db()
    assert (partner.state, partner.may_use_name) == (
        ("left", False) if is_removed else (state, state != "declined")
    )
    assert Letter.objects.filter(kind="partnership_ended").count() == int(is_removed)


def test_the_submitter_takes_note_of_a_correction_once(entry, author):
    partner = make.partner(entry, state="corrected")
    partnership.take_note(partner, by=author)
    assert (partner.state, partner.may_use_name) == ("confirmed", True)
    with pytest.raises(IllegalMove):
        partnership.take_note(partner, by=author)


@pytest.mark.parametrize("state", ["invited", "declined", "left", "expired"])
def test_nobody_confirms_by_taking_note_in_place_of_the_invited(entry, author, state):
    partner = make.partner(entry, state=state)
    with pytest.raises(IllegalMove):
        partnership.take_note(partner, by=author)
    partner.refresh_from_db()
    assert partner.state == state


def test_nobody_else_touches_the_partners_of_an_entry(entry):
    stranger = make.user()
    partners = {state: make.partner(entry, state=state) for state in ("invited", "corrected", "declined")}
    for attempt in (
        lambda: partnership.remind(partners["invited"], by=stranger),
        lambda: partnership.remove(partners["invited"], by=stranger),
        lambda: partnership.invite_again(partners["declined"], **AGAIN, by=stranger),
        lambda: partnership.take_note(partners["corrected"], by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
