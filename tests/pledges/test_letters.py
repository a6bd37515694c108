"""The letters of an entry's life, read as their readers read them."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import translation

from cms.hosted import address_of
from people.models import Letter, Purpose
from people.privacy import forget
from pledges import actions, answering, partnership
from pledges.models import Entry
from pledges.states import State
from pledges.tokens import of_withdrawal
from tests import make, make_pages
from tests.pledges.test_public_views import address

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
        "Received: Monday 16 November 2015 at 14:02 (Finnish time, EET)",
        "You have given these permissions:\n– Publish the text\n"
        "You can give or withdraw each permission at any time on the page of your entry."
        " It takes effect at once."
        "\nTo withdraw all of them without signing in, open this address and press the button:"
        f"\nhttp://localhost:8000/en/withdraw-permissions/{entry.uuid}/{of_withdrawal(entry)}/",
        "What happens next: we read the entry and write to you."
        " The results are announced on Thursday 31 December 2099 at 12:00 (Finnish time, EET).",
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


def test_the_letter_of_acceptance_leads_to_the_page_that_is_public_at_once(author):
    hosts = make_pages.campaign_pages()
    call = hosts["en"].campaign
    entry = make.entry(author=author, campaign=call, language="en", state="submitted", published=True)
    actions.accept(entry, by=None)
    assert paragraphs(read("accepted"))[2] == (
        "You have permitted us to publish it, and everybody can read it now. Share it from its page:\n"
        f"http://localhost:8000{address(hosts['en'], entry.reference, 'en')}"
    )


def test_where_a_page_is_public_is_found_in_two_queries_for_each_reader(author, django_assert_num_queries):
    hosts = make_pages.campaign_pages()
    entry = make.entry(author=author, campaign=hosts["en"].campaign, state="accepted", published=True)
    with translation.override("en"):
        assert address_of(entry) == address(hosts["en"], entry.reference, "en")
        with django_assert_num_queries(2):
            address_of(entry)
    with translation.override("ar"):
        assert address_of(entry) == ""
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    with translation.override("en"):
        assert address_of(entry) == ""


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


def test_letters_are_written_in_the_language_of_their_reader(entry, author):
    with translation.override("fi"):
        partnership.invite(entry, **WORDS | {"language": "sv"}, by=author)
    invitation = read("invitation")
    with translation.override("sv"):
        link = reverse("pledges:partner_answer", args=[entry.partners.get().key])
    assert invitation.language == "sv"
    assert f"http://localhost:8000{link}" in invitation.body.split("\n")


def test_no_letter_has_two_empty_lines_or_spaces_at_line_ends(entry, author):
    partner = partnership.invite(entry, **WORDS | {"contribution": ""}, by=author)
    answering.confirm(partner, role="A", contribution="", name=WORDS["name"])
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
    assert Entry.objects.get(pk=entry.pk).submitters() == [("yhteys@example.org", "fi")]


def test_each_reads_in_the_language_they_chose_and_who_chose_none_in_that_of_the_entry():
    author, contact = (
        make.user("kirjoittaja@example.org", language="en"),
        make.user("b@example.org", language="sv"),
    )
    own = make.entry(author=author, contact_email="B@example.org", language="fi")
    foreign = make.entry(author=author, contact_email="uusi@example.org", language="fi")

    assert own.submitters() == [("kirjoittaja@example.org", "en"), (contact.email, "sv")]
    assert foreign.submitters() == [("kirjoittaja@example.org", "en"), ("uusi@example.org", "fi")]

    actions.submit(own, by=author)
    assert [
        (letter.to, letter.language, f"/{letter.language}/my-entries/" in letter.body)
        for letter in Letter.objects.filter(kind="receipt").order_by("pk")
    ] == [("kirjoittaja@example.org", "en", True), ("b@example.org", "sv", True)]
