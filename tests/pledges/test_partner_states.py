"""checks.md C08 and A05: whatever a partner presses, and whenever, it is done or told why not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pledges import actions, partnership
from pledges.models import Entry, Partner
from pledges.states import PartnerState
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

UNKNOWN = "00000000-0000-0000-0000-000000000000"
WORDS = {"name": "Martat ry", "role": "Tilat", "contribution": "Salit ja ohjaajat", "note": ""}

# What the link of the invitation does, by the state in which it finds the partner: what stands after
# "Confirm", and after "Decline".
INVITATION = {
    "invited": ("confirmed", "declined"),
    "confirmed": ("confirmed", "confirmed"),
    "corrected": ("corrected", "corrected"),
    "declined": ("declined", "declined"),
    "left": ("left", "left"),
    "expired": ("expired", "expired"),
}
HEADINGS = {
    "confirmed": "You have confirmed already",
    "corrected": "You have confirmed already",
    "declined": "You have declined already",
    "left": "You do not take part any more",
    "expired": "The time to answer has passed",
}


def partner_in(state, author, *, entry_state="draft", **fields) -> Partner:
    entry = make.entry(author=author, state=entry_state, **fields)
    return make.partner(entry, state=state, organisation=make.organisation(name=make.words("Martat ry")))


def now_of(partner) -> str:
    return Partner.objects.get(pk=partner.pk).state


def whom_to_ask(partner) -> list[str]:
    return [f"ask {partner.entry.organisation}", str(partner.entry.campaign.owner)]


def test_the_table_knows_every_state():
    assert set(INVITATION) == set(PartnerState.values)


@pytest.mark.parametrize("state", INVITATION)
@pytest.mark.parametrize(("button", "column"), [("confirm", 0), ("decline", 1)])
def test_the_link_of_an_invitation_answers_once_and_then_says_what_happened(
    client, author, state, button, column
):
    partner = partner_in(state, author)
    page = client.post(english("pledges:partner_answer", partner.key), {**WORDS, "answer": button})
    assert now_of(partner) == INVITATION[state][column]
    if state == "invited":
        page = client.get(english("pledges:partner_answer", partner.key))
    assert page.status_code == 410
    assert HEADINGS[now_of(partner)] in page.text
    assert [words for words in whom_to_ask(partner) if words not in page.text] == []


@pytest.mark.parametrize("state", PartnerState.values)
@pytest.mark.parametrize("name", ["partnership", "leave", "partner_use"])
def test_the_link_of_a_partner_opens_only_while_it_takes_part(client, author, state, name):
    partner = partner_in(state, author)
    page = client.get(english(f"pledges:{name}", partner.own_key), follow=True)
    takes_part = state in ("confirmed", "corrected")
    assert page.status_code == (200 if takes_part else 410)
    if not takes_part and state != "invited":
        assert HEADINGS[state] in page.text


@pytest.mark.parametrize("state", PartnerState.values)
def test_each_link_opens_its_own_door_only(client, author, state):
    partner = partner_in(state, author)
    for name in ("partnership", "leave", "partner_use"):
        assert client.post(english(f"pledges:{name}", partner.key)).status_code == 404
    answer = client.post(english("pledges:partner_answer", partner.own_key), {**WORDS, "answer": "confirm"})
    assert (answer.status_code, now_of(partner)) == (404, state)


@pytest.mark.parametrize("name", ["partner_answer", "partner_picture", "partnership", "leave", "partner_use"])
def test_an_unknown_link_says_what_may_have_happened(client, name):
    page = client.get(english(f"pledges:{name}", UNKNOWN))
    assert page.status_code == 404
    assert "Perhaps a newer letter with another link has been sent to you since" in page.text


def test_the_link_of_an_older_invitation_is_unknown(client, author):
    partner = partner_in("expired", author)
    old = partner.key
    words = {"role": "Tilat", "contribution": "", "email": "a@example.org", "language": "en"}
    partnership.invite_again(partner, **words, by=author)
    assert client.get(english("pledges:partner_answer", old)).status_code == 404
    assert client.get(english("pledges:partner_answer", partner.key)).status_code == 200


def test_an_answer_that_comes_after_its_time_is_not_taken_even_before_anybody_closed_it(client, author):
    partner = partner_in("invited", author)
    Partner.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = client.post(english("pledges:partner_answer", partner.key), {**WORDS, "answer": "confirm"})
    assert (page.status_code, now_of(partner)) == (410, "invited")
    assert HEADINGS["expired"] in page.text


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted"])
def test_after_the_deadline_nothing_is_answered_and_whom_to_ask_is_said(client, author, state):
    partner = partner_in("invited", author, entry_state=state, campaign=make.campaign(**make.closed()))
    page = client.post(english("pledges:partner_answer", partner.key), {**WORDS, "answer": "confirm"})
    assert (page.status_code, now_of(partner)) == (410, "invited")
    assert HEADINGS["expired"] in page.text
    assert [words for words in whom_to_ask(partner) if words not in page.text] == []


def test_what_was_returned_after_the_deadline_may_still_be_answered(client, author):
    partner = partner_in("invited", author, entry_state="returned", campaign=make.campaign(**make.closed()))
    client.post(english("pledges:partner_answer", partner.key), {**WORDS, "answer": "confirm"})
    assert now_of(partner) == "confirmed"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("withdrawn", "has withdrawn the entry. You are not named anywhere."),
        ("declined", "The entry was not accepted to the campaign. You are not named anywhere."),
    ],
)
def test_of_an_entry_that_has_ended_the_invited_learn_that(client, author, end, said):
    partner = partner_in("invited", author, entry_state="submitted")
    if end == "withdrawn":
        actions.withdraw(partner.entry, by=author)
    else:
        actions.decline(partner.entry, "Ei aihe", by=None)
    page = client.post(english("pledges:partner_answer", partner.key), {**WORDS, "answer": "confirm"})
    assert (page.status_code, now_of(partner)) == (410, "invited")
    assert said in page.text


def test_a_confirmation_and_the_submitters_next_save_do_not_disturb_each_other(client, author):
    partner = partner_in("invited", author)
    before = Entry.objects.get(pk=partner.entry_id)
    client.post(
        english("pledges:partner_answer", partner.key), {**WORDS, "role": "Keittiö", "answer": "confirm"}
    )
    saved = actions.save_draft(before, before.version, {"title": "Uusi"}, by=author)
    assert (saved.title, saved.partners.get().role, now_of(partner)) == ("Uusi", "Keittiö", "corrected")


def test_no_page_or_redirect_of_a_partner_is_kept_or_tells_its_address(client, author):
    """checks.md A05, V05"""
    partner = partner_in("confirmed", author)
    for response in (
        client.get(english("pledges:partnership", partner.own_key)),
        client.get(english("pledges:leave", partner.own_key)),
        client.post(english("pledges:partner_use", partner.own_key), {"may_use_name": "on"}),
        client.post(english("pledges:leave", partner.own_key)),
        client.get(english("pledges:partnership", partner.own_key)),
    ):
        assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
        assert "no-store" in response["Cache-Control"]
        assert client.cookies == {}
