"""A late pass from its organisation's side: letter, link, writing and sending after closing."""

import logging

import pytest
import time_machine
from django.core.signing import Signer
from django.utils import timezone

from campaign import closing, lateness
from people.models import Letter
from pledges import tokens
from pledges.models import Entry
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db
UNTIL = make.moment("2099-11-20 10:00:00")


@pytest.fixture
def call():
    return make.campaign(
        opens_at=make.moment("2015-10-06 07:00:00"),
        closes_at=make.moment("2015-11-16 21:59:59"),
        announces_at=make.moment("2099-12-31 10:00:00"),
    )


@pytest.fixture
def author():
    return make.user("maija@example.org", language="en")


@pytest.fixture
def own(author):
    return make.organisation(people=[author], name=make.words("Naapuri ry"))


@pytest.fixture
def late(call, own):
    return lateness.give(call, own, UNTIL, "Sairastui", by=None)


def link(late) -> str:
    return english("pledges:late_pass", tokens.of_late_pass(late))


def start(call) -> str:
    return english("pledges:start", call.slug)


# --- the letter and its link --------------------------------------------------------------------
def test_everybody_who_acts_for_the_organisation_gets_a_letter_with_the_link_and_no_reason(late, own):
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.subject) == (
        "late_pass_given",
        "maija@example.org",
        "You may still send: Partnership campaign",
    )
    assert "until Friday 20 November 2099 at 12:00 (Finnish time, EET)" in letter.body
    assert link(late) in letter.body
    assert "Sairastui" not in letter.body


def test_the_link_leads_to_a_new_entry_to_the_one_draft_or_to_the_list(writing, author, own, call, late):
    assert writing.get(link(late)).url == start(call)
    draft = make.entry(organisation=own, author=author, campaign=call)
    assert writing.get(link(late)).url == english("pledges:edit", draft.uuid, "check")
    make.entry(organisation=own, author=author, campaign=call)
    assert writing.get(link(late)).url == english("pledges:my_entries")


def test_the_link_signs_nobody_in_and_tells_others_nothing(client, late):
    pages = [client.get(link(late))]
    client.force_login(make.user())
    pages.append(client.get(link(late)))

    assert [page.templates[0].name for page in pages] == ["pledges/late_pass.html"] * 2
    for page in pages:
        assert "Naapuri" not in page.text
        assert "2099" not in page.text
        assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
        assert "next=/en/late-pass" not in page.text
    assert client.get(start(late.campaign)).templates[0].name == "pledges/not_open.html"


MADE_UP = {
    "a key": "1",
    "a wrong signature": "1:abc",
    "no key": "x",
    "signed for something else": Signer(salt="other").sign(1),
    "signed for nothing": Signer().sign(1),
    "long": "9" * 400,
}


@pytest.mark.parametrize("token", MADE_UP.values(), ids=MADE_UP)
def test_a_made_up_token_opens_nothing(writing, late, token):
    """checks.md A05: a word signed for another purpose is as good as none."""
    assert writing.get(english("pledges:late_pass", token)).status_code == 404


def test_the_token_stands_in_no_log(client, late, caplog):
    """checks.md A05, V05"""
    with caplog.at_level(logging.DEBUG):
        client.get(link(late))
        client.force_login(late.organisation.people.get())
        client.get(link(late))
        lateness.take_back(late, by=None)
        client.get(link(late))

    token = tokens.of_late_pass(late)
    assert [record for record in caplog.records if token in record.getMessage()] == []


# --- writing and sending ------------------------------------------------------------------------
def test_with_a_pass_an_entry_is_begun_written_and_sent_after_closing(writing, author, own, call, late):
    page = writing.get(start(call))
    assert "Your organisation has a late pass" in page.text
    assert "Friday 20 November 2099 at 12:00 (Finnish time, EET)" in page.text.replace("\xa0", " ")
    assert "Another organisation, which I register now" not in page.text
    token = page.context["form"]["token"].value()
    begun = writing.post(start(call), {"kind": "pledge", "organisation": str(own.uuid), "token": token})

    entry = Entry.objects.get()
    assert begun.url == english("pledges:edit", entry.uuid, "about")
    assert "Your organisation has a late pass" in writing.get(begun.url).text
    assert "Friday 20 November 2099" in writing.get(english("pledges:my_entries")).text.replace("\xa0", " ")
    Entry.objects.update(
        title="Töitä", summary="Kaikille", description="Kesällä", contact_name="M", contact_email=author.email
    )
    writing.post(english("pledges:submit", entry.uuid))
    entry.refresh_from_db()
    assert entry.state == "submitted"


@pytest.mark.parametrize(
    ("arrives", "state"),
    [
        ("2099-11-20 09:59:59", "submitted"),
        ("2099-11-20 10:00:00.999999", "submitted"),
        ("2099-11-20 10:00:01", "draft"),
    ],
)
def test_a_pass_ends_with_its_second(client, author, own, call, late, arrives, state):
    """checks.md C05"""
    entry = make.entry(organisation=own, author=author, campaign=call)
    with time_machine.travel(make.moment(arrives), tick=False):
        client.force_login(author)
        client.post(english("pledges:submit", entry.uuid))
    entry.refresh_from_db()
    assert entry.state == state


def test_taken_back_it_counts_no_more_from_the_next_request_on(writing, author, own, call, late):
    """checks.md C07"""
    entry = make.entry(organisation=own, author=author, campaign=call)
    assert writing.get(english("pledges:edit", entry.uuid, "check")).context["ground"] == "late_pass"
    lateness.take_back(late, by=None)

    refused = writing.post(english("pledges:submit", entry.uuid))

    entry.refresh_from_db()
    assert (refused.status_code, refused.templates[0].name, entry.state) == (
        403,
        "pledges/too_late.html",
        "draft",
    )
    assert writing.get(link(late)).url == english("pledges:edit", entry.uuid, "check")
    assert writing.get(start(call)).templates[0].name == "pledges/not_open.html"


def test_the_pass_is_its_organisations_alone(client, call, late):
    stranger = make.user()
    foreign = make.organisation(people=[stranger])
    entry = make.entry(organisation=foreign, author=stranger, campaign=call)
    client.force_login(stranger)

    assert client.post(english("pledges:submit", entry.uuid)).status_code == 403
    page = client.post(
        start(call),
        {"kind": "pledge", "organisation": str(late.organisation.uuid), "token": str(entry.uuid)},
    )
    assert (page.status_code, page.templates[0].name) == (403, "pledges/not_open.html")


def test_whoever_acts_for_two_organisations_begins_only_for_the_one_with_the_pass(
    writing, author, own, call, late
):
    make.organisation(people=[author], name=make.words("Toinen ry"))

    page = writing.get(start(call))

    assert [label for _, label in page.context["form"].fields["organisation"].choices] == ["Naapuri ry"]


# --- moved closings -----------------------------------------------------------------------------
def test_everybody_with_something_unfinished_gets_one_letter_about_a_moved_closing(author, own):
    call = make.campaign(
        closes_at=make.moment("2099-11-16 21:59:59"), announces_at=make.moment("2099-12-31 10:00:00")
    )
    for _ in range(2):
        make.entry(organisation=own, author=author, campaign=call, language="en", contact_email=author.email)
    make.entry(campaign=call, state="submitted", contact_email="ready@example.org")
    make.entry(contact_email="elsewhere@example.org")

    closing.move_closing(call, make.moment("2099-11-18 21:59:59"), "Katko", by=None)

    letter = Letter.objects.get(kind="closing_moved")
    assert (letter.to, letter.subject) == ("maija@example.org", "More time: Partnership campaign")
    assert "You can send until Wednesday 18 November 2099 at 23:59 (Finnish time, EET)." in letter.body
    assert [
        str(entry.uuid) in letter.body for entry in Entry.objects.filter(state="draft", campaign=call)
    ] == [
        True,
        True,
    ]
    assert "Katko" not in letter.body

    closing.move_closing(call, make.moment("2099-11-17 21:59:59"), "Erehdys", by=None)
    assert Letter.objects.filter(kind="closing_moved").latest("pk").subject == (
        "Less time: Partnership campaign"
    )


def test_the_public_reads_that_the_call_was_extended_and_from_when(client):
    call = make.campaign(
        closes_at=make.moment("2099-11-16 21:59:59"), announces_at=make.moment("2099-12-31 10:00:00")
    )
    closing.move_closing(call, make.moment("2099-11-18 21:59:59"), "Katko", by=None)
    client.force_login(make.user())

    page = client.get(start(call)).text.replace("\xa0", " ")

    assert "Wednesday 18 November 2099 at 23:59 (Finnish time, EET)" in page
    assert (
        "Extended: the call was first to close on Monday 16 November 2099 at 23:59 (Finnish time, EET)."
        in page
    )
    assert timezone.now() < call.closes_at
