"""The letters of an entry's life, read as their readers read them."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import translation

from people.models import Letter, Purpose
from people.privacy import forget
from pledges import actions, partnership
from pledges.models import Entry
from pledges.states import State
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Oy <Esimerkki> & Pojat",
    "kind": "company",
    "business_id": "",
    "role": "Tilat & ohjaajat",
    "contribution": "Sali",
    "email": "kumppani@example.org",
    "language": "en",
}


@pytest.fixture
def author():
    return make.user("kirjoittaja@example.org", language="en")


@pytest.fixture
def call():
    """A campaign whose moments do not depend on today's date."""
    owner = make.organisation(name=make.words("Ministeriö", "Ministeriet", "The Ministry"))
    return make.campaign(
        owner=owner,
        opens_at=make.moment("2015-10-06 07:00:00"),
        closes_at=make.moment("2099-11-16 21:59:59"),
        announces_at=make.moment("2099-12-31 10:00:00"),
    )


@pytest.fixture
def entry(author, call):
    return make.entry(
        author=author,
        campaign=call,
        language="en",
        title="Work & <b>warmth</b>",
        contact_email="kirjoittaja@example.org",
        organisation=make.organisation(people=[author], name=make.words("Naapurit ry")),
    )


def read(kind: str) -> Letter:
    """The newest letter of a kind."""
    return Letter.objects.filter(kind=kind).latest("pk")


def paragraphs(letter: Letter) -> list[str]:
    return letter.body.split("\n\n")


def test_the_receipt_says_what_was_received_when_and_with_which_permissions(entry, author):
    make.permission(entry, Purpose.PUBLISH_TEXT, by=author)
    submission = actions.submit(entry, by=author, at=make.moment("2015-11-16 12:02:00"))
    entry.refresh_from_db()
    letter = read("receipt")
    assert letter.subject == f"We have received your entry {entry.reference}"
    assert letter.to == "kirjoittaja@example.org"
    assert paragraphs(letter) == [
        "Hello,",
        "Thank you! “Work & <b>warmth</b>” has arrived. This letter is your receipt; please keep it.",
        f"Reference number: {entry.reference}\nOrganisation: Naapurit ry\n"
        "Received: Monday 16 November 2015 at 14:02 (Finnish time)",
        "You have given these permissions:\n– Publish the text\n"
        "You can give or withdraw each permission at any time on the page of your entry."
        " It takes effect at once.",
        "What happens next: we read the entry and write to you."
        " The results are announced on Thursday 31 December 2099 at 12:00 (Finnish time).",
        "The page of the entry, for those who act for Naapurit ry:\n"
        f"http://localhost:8000/en/my-entries/{entry.uuid}/",
        "The fingerprint (SHA-256) of what we received, by which you can later prove what you sent:\n"
        f"{submission.digest}",
        "With kind regards\nThe Ministry\nPartnership campaign",
    ]


def test_the_receipt_says_when_nothing_may_be_published(entry, author):
    actions.submit(entry, by=author)
    assert paragraphs(read("receipt"))[3] == (
        "You have not permitted us to publish anything: the entry is read and assessed,"
        " but not shown to the public.\n"
        "You can give or withdraw each permission at any time on the page of your entry."
        " It takes effect at once."
    )


def test_a_second_receipt_calls_itself_one_of_changes(entry, author):
    actions.submit(entry, by=author)
    actions.return_for_changes(entry, "Kuka ohjaa?", by=None)
    actions.submit(entry, by=author)
    assert list(Letter.objects.filter(kind="receipt").order_by("pk").values_list("subject", flat=True)) == [
        f"We have received your entry {entry.reference}",
        f"We have received your changes to {entry.reference}",
    ]


def test_the_contact_person_gets_the_same_receipt_once(entry, author, letters):
    entry.contact_email = "Toinen@Example.org"
    entry.save()
    actions.submit(entry, by=author)
    assert letters() == [("receipt", "kirjoittaja@example.org"), ("receipt", "toinen@example.org")]


@pytest.mark.parametrize("permitted", [True, False])
def test_the_letter_of_acceptance_says_whether_the_public_will_see_it(author, call, permitted):
    entry = make.entry(author=author, campaign=call, language="en", state="submitted", published=permitted)
    actions.accept(entry, by=None)
    words = paragraphs(read("accepted"))[2]
    assert words.startswith("You have permitted us to publish it. Accepted entries are public") == permitted
    assert words.startswith("You have not permitted us to publish it") == (not permitted)


@pytest.mark.parametrize(
    ("act", "kind"), [(actions.return_for_changes, "returned"), (actions.decline, "declined")]
)
def test_the_screeners_message_reaches_the_submitter_whole(author, call, act, kind):
    entry = make.entry(author=author, campaign=call, language="en", state="submitted")
    act(entry, "Kuka ohjaa?\n\nJa <missä>?", by=None)
    assert {
        letter.body.count("Kuka ohjaa?\n\nJa <missä>?") for letter in Letter.objects.filter(kind=kind)
    } == {1}


def test_a_withdrawal_is_confirmed_by_letter_once_received_but_not_for_a_draft(author, call, letters):
    received = make.entry(author=author, campaign=call, state="submitted", contact_email=author.email)
    draft = make.entry(author=author, campaign=call, contact_email=author.email)
    before = letters()
    actions.withdraw(received, by=author)
    actions.withdraw(draft, by=author)
    assert letters() == [*before, ("withdrawn", author.email)]


def test_the_invitation_says_who_asks_what_is_said_and_what_to_do(entry, author):
    partner = partnership.invite(entry, **WORDS, by=author)
    letter = read("invitation")
    assert (letter.to, letter.subject) == ("kumppani@example.org", "Naapurit ry asks you to be a partner")
    assert paragraphs(letter) == [
        "Hello,",
        "Naapurit ry takes part in Partnership campaign and would like to name"
        " Oy <Esimerkki> & Pojat as a partner.",
        "What it is about: Work & <b>warmth</b>\nYour role: Tilat & ohjaajat\nYour contribution: Sali",
        "Please look at what is said of you and confirm, correct or decline it."
        " It takes one minute; you need no account:\n"
        f"http://localhost:8000/en/invitation/{partner.key}/",
        "You are named only if you confirm. The link is meant for you and works once;"
        " please do not pass it on outside your organisation.",
        "With kind regards\nThe Ministry\nPartnership campaign",
    ]


def test_a_confirmation_with_corrections_shows_what_now_stands(entry, author):
    partner = partnership.invite(entry, **WORDS, by=author)
    partnership.confirm(partner, role="Ohjaajat", contribution="", name="Esimerkki Oy", note="Mielellämme!")
    letter = read("partner_answered")
    assert (letter.to, letter.subject) == ("kirjoittaja@example.org", "Esimerkki Oy has confirmed")
    assert paragraphs(letter)[1:-1] == [
        "Esimerkki Oy has confirmed that it is a partner in “Work & <b>warmth</b>” and may be named.",
        "It corrected what is said of it. This now stands in the entry:\nRole: Ohjaajat",
        "Its word to you:\nMielellämme!",
        "The page of the entry, for those who act for Naapurit ry:\n"
        f"http://localhost:8000/en/my-entries/{entry.uuid}/",
    ]


def test_a_refusal_says_so_without_details(entry, author):
    partner = partnership.invite(entry, **WORDS, by=author)
    partnership.decline(partner, note="")
    letter = read("partner_answered")
    assert letter.subject == "Oy <Esimerkki> & Pojat has declined"
    assert paragraphs(letter)[1] == (
        "Oy <Esimerkki> & Pojat does not take part in “Work & <b>warmth</b>” and is not named in it."
    )


def test_no_letter_to_the_submitter_carries_the_partners_link(entry, author):
    partner = partnership.invite(entry, **WORDS, by=author)
    key = str(partner.key)
    partnership.confirm(partner, role="A", contribution="", name=WORDS["name"])
    actions.submit(entry, by=author)
    to_submitter = Letter.objects.filter(to="kirjoittaja@example.org")
    assert [letter.kind for letter in to_submitter if key in letter.body] == []
    assert str(entry.uuid) not in read("invitation").body


def test_letters_are_written_in_the_language_of_their_reader(entry, author):
    with translation.override("fi"):
        partnership.invite(entry, **WORDS | {"language": "sv"}, by=author)
    invitation = read("invitation")
    with translation.override("sv"):
        link = reverse("pledges:partner_answer", args=[entry.partners.get().key])
    assert invitation.language == "sv"
    assert f"http://localhost:8000{link}" in invitation.body.split("\n")


def test_a_new_representative_learns_who_added_them(author, entry):
    from people.actions import add_representative

    add_representative(entry.organisation, "Uusi@Example.org", by=author)
    letter = read("representative_added")
    assert (letter.to, letter.subject) == ("uusi@example.org", "You can now act for Naapurit ry")
    assert paragraphs(letter)[1] == (
        "kirjoittaja@example.org has added you as a representative of Naapurit ry."
        " You can read and write its entries and decide what may be published of them."
    )


def test_no_letter_has_two_empty_lines_or_spaces_at_line_ends(entry, author):
    partner = partnership.invite(entry, **WORDS | {"contribution": ""}, by=author)
    partnership.confirm(partner, role="A", contribution="", name=WORDS["name"])
    actions.submit(entry, by=author)
    actions.return_for_changes(entry, "Kuka?", by=None)
    actions.submit(entry, by=author)
    actions.accept(entry, by=None)
    actions.withdraw(Entry.objects.get(pk=entry.pk), by=author)
    assert entry.state == State.ACCEPTED
    untidy = [
        letter.kind
        for letter in Letter.objects.all()
        if any(line != line.rstrip() for line in letter.body.split("\n"))
        or any(not one and not other for one, other in pairwise(letter.body.split("\n")))
    ]
    assert untidy == []


def test_no_letter_goes_to_a_writer_who_is_forgotten():
    author = make.user()
    entry = make.entry(author=author, contact_email="yhteys@example.org")
    forget(author, by=None)
    assert Entry.objects.get(pk=entry.pk).submitters() == ["yhteys@example.org"]
