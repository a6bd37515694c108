"""Filing together, taking back, coming late: in a real browser, on a phone and a desktop."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from campaign.models import Campaign
from cms.models import CampaignPage
from people.models import Letter, Purpose
from pledges import actions, tokens
from pledges.models import Entry, Partner
from tests import make, make_pages
from tests.addresses import english
from tests.journeys.scene import link_in
from tests.journeys.test_in_chromium import look


@pytest.fixture
def author():
    return make.user("aino@example.org", language="en", first_name="Aino", last_name="Salo")


@pytest.fixture
def call():
    for purpose in Purpose:
        make.consent_text(purpose)
    call = make.campaign(changes_after_sending="free", reference_prefix="KOTO-2026")
    make_pages.campaign_pages(call)
    return call


def draft(author, call, **fields) -> Entry:
    club = make.organisation(people=[author], name=make.words("Kielikahvila ry"))
    words = {
        "title": "A language café in every library",
        "summary": "We open a language café in five libraries.",
        "description": "Volunteers lead the conversations.\n\nEverybody may come.",
    }
    return make.entry(author=author, campaign=call, organisation=club, language="en", **words | fields)


def invite(page, entry, name, email, role, language):
    page.open(f"{english('pledges:edit', entry.uuid, 'partners')}?new=1#invite")
    page.get_by_label("Name of the organisation").fill(name)
    page.get_by_label("Kind of organisation").select_option("association")
    page.get_by_role("textbox", name="Role", exact=True).fill(role)
    page.get_by_label("Language of the invitation").select_option(language)
    page.get_by_label("E-mail address of the person to ask").fill(email)
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("The invitation is on its way.").wait_for()


def answer(page, email, screen=""):
    """By the link in the letter, in another browser, without an account."""
    page.context.clear_cookies()
    letter = Letter.objects.filter(kind="invitation", to=email).latest("pk")
    link = next(word for word in letter.body.split() if word.startswith("http"))
    page.open("/" + link.split("/", 3)[3])
    page.locator("input[name=may_use_name]").check()
    page.get_by_role("textbox", name="Role", exact=True).fill("Offers premises and coffee")
    if screen:
        look(page, screen)
    page.locator("button[value=confirm]").click()
    page.get_by_role("heading", name="Thank you: you are a partner").wait_for()
    return letter.language


def test_two_partners_in_three_languages_write_along_and_all_get_the_letter(page, client, author, call):
    entry = draft(author, call)
    page.sign_in(client, author)
    invite(page, entry, "Martat ry", "martat@example.org", "Offers premises", "sv")
    invite(page, entry, "Library Friends", "friends@example.org", "Finds mentors", "fi")
    look(page, "partners-invited")
    answered = [
        answer(page, "martat@example.org", "partner-answer"),
        answer(page, "friends@example.org"),
    ]
    assert answered == ["sv", "fi"]
    _somebody_writes_along(page, entry)
    page.sign_in(client, author)
    page.open(english("pledges:edit", entry.uuid, "partners"))
    look(page, "partners-corrected")
    page.open(english("pledges:edit", entry.uuid, "check"))
    page.get_by_role("button", name="Send the pledge").click()
    page.get_by_role("heading", name="Receipt").wait_for()
    told = Letter.objects.filter(kind="sent_in").order_by("to").values_list("to", "language")
    assert list(told) == [("friends@example.org", "fi"), ("martat@example.org", "sv")]
    _changed_and_sent_again(page, entry)


def _somebody_writes_along(page, entry):
    with translation.override("en"):
        link = reverse("pledges:partnership", args=[Partner.objects.get(email="martat@example.org").own_key])
    page.open(link)
    page.get_by_label("E-mail address").fill("lina@example.org")
    page.get_by_role("button", name="Let them write along").click()
    page.get_by_text("lina@example.org", exact=True).wait_for()
    look(page, "partnership")
    page.sign_in(Client(), make.user("lina@example.org"))
    page.open(english("pledges:my_entries"))
    look(page, "my-entries-writing-along")
    page.get_by_role("link", name="A language café in every library").click()
    page.locator("#id_summary").fill("We open a language café in seven libraries.")
    look(page, "writing-along")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Goals and questions").wait_for()
    assert Entry.objects.get(pk=entry.pk).summary == "We open a language café in seven libraries."


def _changed_and_sent_again(page, entry):
    page.get_by_role("button", name="Change the entry").click()
    page.locator("#id_title").fill("A language café in every village")
    look(page, "changing")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Partners of this entry").wait_for()
    page.open(english("pledges:edit", entry.uuid, "check"))
    page.get_by_role("button", name="Send the changes").click()
    page.get_by_role("heading", name="Receipt").wait_for()
    look(page, "receipt-of-two-versions")
    page.get_by_role("link", name="Version 2,").click()
    page.get_by_role("heading", name="What changed since version 1").wait_for()
    look(page, "version")


def test_partners_without_an_account_decline_change_their_mind_and_leave(page, author, call):
    entry = draft(author, call)
    asked, taking_part = make.partner(entry), make.partner(entry, state="confirmed", may_use_logo=True)
    page.open(english("pledges:partner_answer", asked.key))
    page.get_by_label("A word to the submitter").fill("Next year, gladly.")
    page.get_by_role("button", name="Decline").click()
    page.get_by_role("heading", name="Thank you for your answer").wait_for()
    look(page, "partner-declined")
    page.open(english("pledges:partner_answer", asked.key))
    look(page, "partner-gone")
    page.open(english("pledges:partnership", taking_part.own_key))
    page.locator("input[name=may_use_logo]").uncheck()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. This takes effect at once.").wait_for()
    page.get_by_role("link", name="Leave this entry").click()
    look(page, "partner-leave")
    page.get_by_role("button", name="Leave this entry").click()
    page.get_by_role("heading", name="You do not take part any more").wait_for()
    assert list(entry.partners.order_by("pk").values_list("state", flat=True)) == ["declined", "left"]
    assert page.context.cookies() == []


def test_permissions_are_withdrawn_by_the_link_in_the_receipt_and_the_page_is_gone(page, author, call):
    entry = draft(author, call)
    for purpose in Purpose:
        make.permission(entry, purpose, by=author)
    actions.submit(entry, by=author)
    actions.accept(Entry.objects.get(pk=entry.pk), by=None)
    entry.refresh_from_db()
    host = CampaignPage.objects.get(campaign=call, locale__language_code="en")
    with translation.override("en"):
        public = host.entry_address(entry.reference)
    assert page.open(public) == 200
    body = Letter.objects.get(kind="receipt", to=author.email).body
    link = next(word for word in body.split() if "withdraw-permissions" in word)
    page.open("/" + link.split("/", 3)[3])
    look(page, "withdraw-permissions")
    page.get_by_role("button", name="Withdraw all permissions").click()
    page.get_by_text("Nothing of this entry may be published").wait_for()
    look(page, "permissions-withdrawn")
    assert page.open(public) == 410
    look(page, "gone")


def test_with_a_late_pass_one_sends_after_closing_and_without_it_reads_why_not(page, client, author, call):
    entry = draft(author, call, contact_email=author.email)
    now = timezone.now()
    Campaign.objects.filter(pk=call.pk).update(closes_at=now - timedelta(hours=1))
    page.sign_in(client, author)
    page.open(english("pledges:edit", entry.uuid, "about"))
    look(page, "too-late-form")
    late = make.late_pass(call, entry.organisation, until=now + timedelta(days=2))
    page.open(english("pledges:late_pass", tokens.of_late_pass(late)))
    look(page, "late-pass-check")
    page.get_by_role("button", name="Send the pledge").click()
    page.get_by_role("heading", name="Receipt").wait_for()
    assert Entry.objects.get(pk=entry.pk).state == "submitted"
    assert link_in("receipt").startswith("/en/")
