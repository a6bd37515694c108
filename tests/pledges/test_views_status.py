"""After the form: sending, the receipt, permissions, and taking an entry back."""

import re

import pytest
import time_machine

from people.models import Consent, Letter, Purpose, Representative
from pledges import actions
from pledges.models import Entry, Submission
from pledges.states import State
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make.user(first_name="Maija", last_name="Malli")


def send(client, entry):
    return client.post(english("pledges:submit", entry.uuid))


def receipt(entry) -> str:
    return english("pledges:entry_status", entry.uuid)


# --- sending -------------------------------------------------------------------------------------
def test_sending_leads_to_the_receipt_with_number_time_and_fingerprint(writing, author):
    entry = make.entry(author=author, language="en", contact_email=author.email)
    assert send(writing, entry).url == f"{receipt(entry)}?sent"
    entry.refresh_from_db()
    page, submission = writing.get(f"{receipt(entry)}?sent"), Submission.objects.get()
    assert (entry.state, submission.by) == ("submitted", author)
    for words in (entry.reference, submission.digest, "(Finnish time, ", "a receipt is on its way by e-mail"):
        assert words in page.text


def test_who_has_permitted_it_is_told_that_it_is_shown_once_accepted(writing, author):
    entry, kept_back = make.entry(author=author, language="en"), make.entry(author=author, language="en")
    make.permission(entry, Purpose.PUBLISH_TEXT, by=author)
    for one in (entry, kept_back):
        send(writing, one)
    words = "Not public yet. Once accepted, it is shown as you permitted."
    told = [writing.get(receipt(one)).context["visibility"] for one in (entry, kept_back)]
    assert told == [words, "Not public."]


def test_a_second_press_leads_to_the_same_receipt_without_a_second_letter(writing, author):
    entry = make.entry(author=author, contact_email=author.email)
    assert [send(writing, entry).url for _ in range(3)] == [f"{receipt(entry)}?sent"] * 3
    assert (Submission.objects.count(), Letter.objects.filter(kind="receipt").count()) == (1, 1)


def test_nobody_is_thanked_twice_or_for_what_is_being_written(writing, author):
    thanks = "Thank you! We have received it"
    sent, draft = make.entry(author=author, state="submitted"), make.entry(author=author)
    assert thanks not in writing.get(receipt(sent)).text
    assert thanks not in writing.get(f"{receipt(draft)}?sent").text


def test_an_incomplete_entry_leads_back_to_what_is_missing(writing, author):
    entry = make.entry(author=author, title="")
    assert send(writing, entry).url == english("pledges:edit", entry.uuid, "check")
    assert Entry.objects.get().state == "draft"


def test_nobody_sends_what_a_colleague_changed_after_they_had_read_it(writing, author):
    entry, colleague = make.entry(author=author), make.user()
    Representative.objects.create(user=colleague, organisation=entry.organisation)
    address = english("pledges:edit", entry.uuid, "check")
    read = re.search(r'name="version" value="(\d+)"', writing.get(address).text)[1]
    actions.save_draft(entry, entry.version, {"title": "Toinen otsikko"}, by=colleague)

    refused = writing.post(english("pledges:submit", entry.uuid), {"version": read}, follow=True)
    assert refused.redirect_chain == [(address, 302)]
    assert "Somebody changed the entry meanwhile. Read it once more, then send it." in refused.text
    assert Entry.objects.get().state == "draft"

    again = re.search(r'name="version" value="(\d+)"', refused.text)[1]
    writing.post(english("pledges:submit", entry.uuid), {"version": again})
    assert Submission.objects.get().content["title"] == "Toinen otsikko"


def test_opening_the_address_of_sending_sends_nothing(writing, author):
    entry = make.entry(author=author)
    assert writing.get(english("pledges:submit", entry.uuid)).status_code == 302
    assert Entry.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("arrives", "status", "state"),
    [
        ("2015-11-16 21:59:58", 302, "submitted"),
        ("2015-11-16 21:59:59", 302, "submitted"),
        ("2015-11-16 21:59:59.999999", 302, "submitted"),
        ("2015-11-16 22:00:00", 403, "draft"),
        ("2015-11-16 22:00:01", 403, "draft"),
    ],
)
def test_the_last_second_counts_and_the_next_does_not(client, author, arrives, status, state):
    call = make.campaign(
        opens_at=make.moment("2015-10-06 07:00:00"),
        closes_at=make.moment("2015-11-16 21:59:59"),
        announces_at=make.moment("2015-12-31 10:00:00"),
    )
    entry = make.entry(author=author, campaign=call)
    with time_machine.travel(make.moment(arrives), tick=False):
        client.force_login(author)
        response = send(client, entry)
    assert (response.status_code, Entry.objects.get().state) == (status, state)


def test_waiting_for_the_database_does_not_cost_the_deadline(client, author, monkeypatch):
    call = make.campaign(
        opens_at=make.moment("2015-10-06 07:00:00"),
        closes_at=make.moment("2015-11-16 21:59:59"),
        announces_at=make.moment("2015-12-31 10:00:00"),
    )
    entry = make.entry(author=author, campaign=call)
    with time_machine.travel(make.moment("2015-11-16 21:59:59"), tick=False) as clock:
        client.force_login(author)
        submit = actions.submit

        def after_a_wait(*args, **kwargs):
            clock.shift(30)
            return submit(*args, **kwargs)

        monkeypatch.setattr(actions, "submit", after_a_wait)
        assert send(client, entry).status_code == 302
    assert Submission.objects.get().at == make.moment("2015-11-16 21:59:59")


def test_too_late_says_that_the_draft_is_kept(writing, author):
    entry = make.entry(author=author, campaign=make.campaign(**make.closed()))
    page = send(writing, entry)
    assert (page.status_code, page.templates[0].name) == (403, "pledges/too_late.html")
    assert "Your draft is kept as it is" in page.text


def test_an_entry_returned_for_changes_may_be_sent_again_after_closing(writing, author):
    entry = make.entry(author=author, campaign=make.campaign(**make.closed()), state="submitted")
    reference = entry.reference
    actions.return_for_changes(entry, "Kuka?", by=None)
    assert send(writing, entry).url == f"{receipt(entry)}?sent"
    assert (Entry.objects.get().reference, Submission.objects.count()) == (reference, 2)


# --- the receipt ---------------------------------------------------------------------------------
def test_the_receipt_lists_what_was_received_even_when_the_entry_changes_later(writing, author):
    entry = make.entry(author=author, title="Lähetetty", state="submitted")
    actions.return_for_changes(entry, "Kuka?", by=None)
    actions.save_draft(entry, entry.version, {"title": "Muutettu"}, by=author)
    assert dict(writing.get(receipt(entry)).context["received"])["Title"] == "Lähetetty"


def test_the_status_page_tells_the_line_of_events_without_names_of_staff(writing, author):
    screener = make.user(role="Screener", first_name="Salainen", last_name="Tarkastaja")
    entry = make.entry(author=author, state="submitted")
    actions.return_for_changes(entry, "Kuka?", by=screener)
    page = writing.get(receipt(entry))
    assert [event.label for event in page.context["past"]] == [
        "Draft started",
        "Submitted",
        "Returned for changes",
    ]
    assert "Salainen" not in page.text


@pytest.mark.parametrize("state", State.values)
def test_the_status_page_and_the_list_open_in_every_state(writing, author, state):
    entry = make.entry(author=author, state=state)
    assert writing.get(receipt(entry)).status_code == 200
    assert entry.title in writing.get(english("pledges:my_entries")).text


# --- permissions ---------------------------------------------------------------------------------
def standing(entry) -> list[str]:
    return sorted(Consent.objects.in_force().about(entry.uuid).by_purpose())


def press(client, entry, **button):
    return client.post(english("pledges:permissions", entry.uuid), button)


def test_a_permission_is_withdrawn_by_one_press_and_takes_effect_at_once(writing, author):
    entry = make.entry(author=author, state="accepted", published=True)
    assert Entry.objects.public().count() == 1
    assert press(writing, entry, withdraw="publish_text").url == f"{receipt(entry)}#permissions"
    assert (Entry.objects.public().count(), standing(entry)) == (
        0,
        ["publish_contact", "publish_image", "publish_organisation", "quote", "reuse"],
    )


def test_a_permission_is_given_again_with_the_wording_shown(writing, author):
    entry = make.entry(author=author, state="accepted", published=True)
    press(writing, entry, withdraw="publish_text")
    press(writing, entry, give="publish_text_1")
    assert ("publish_text" in standing(entry), Entry.objects.public().count()) == (True, 1)


def test_a_wording_that_changed_meanwhile_is_not_agreed_to(writing, author):
    entry = make.entry(author=author, state="accepted")
    make.consent_text(Purpose.PUBLISH_TEXT)
    make.consent_text(Purpose.PUBLISH_TEXT)
    press(writing, entry, give="publish_text_1")
    assert standing(entry) == []


def test_where_the_wording_is_another_now_one_is_asked_again_and_the_old_words_stay(writing, author):
    """checks.md V09"""
    entry = make.entry(author=author, state="accepted")
    make.permission(entry, by=author)
    newer = make.consent_text(wording=make.words("Tekstin saa julkaista kaikkialla."))
    address = english("pledges:entry_status", entry.uuid)
    page = writing.get(address).text
    asked = ("The wording is another now. Do you agree to it?", "Tekstin saa julkaista kaikkialla.")
    assert [words in page for words in (*asked, "Tekstin saa julkaista.")] == [True, True, True]

    writing.post(english("pledges:permissions", entry.uuid), {"give": f"publish_text_{newer.version}"})

    assert asked[0] not in writing.get(address).text
    given = Consent.objects.about(entry.uuid).order_by("pk").values_list("text__version", "wording", "person")
    assert list(given) == [
        (1, "Tekstin saa julkaista.", author.pk),
        (2, "Tekstin saa julkaista kaikkialla.", author.pk),
    ]


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_nothing_can_be_permitted_for_an_entry_that_is_out(writing, author, state):
    entry = make.entry(author=author, state=state)
    make.consent_text(Purpose.PUBLISH_TEXT)
    press(writing, entry, give="publish_text_1")
    assert standing(entry) == []


@pytest.mark.parametrize(
    "button", [{"withdraw": "everything"}, {"give": "publish_text_1"}, {"give": "x"}, {"give": ""}, {}]
)
def test_an_unknown_permission_is_not_found(writing, author, button):
    assert press(writing, make.entry(author=author), **button).status_code == 404


# --- taking back ---------------------------------------------------------------------------------
def test_withdrawing_asks_once_and_ends_everything(writing, author):
    entry = make.entry(author=author, state="accepted", published=True)
    address = english("pledges:withdraw", entry.uuid)
    assert writing.get(address).templates[0].name == "pledges/withdraw.html"
    assert Entry.objects.get().state == "accepted"
    assert writing.post(address).url == receipt(entry)
    assert (Entry.objects.get().state, standing(entry), Entry.objects.public().count()) == (
        "withdrawn",
        [],
        0,
    )


@pytest.mark.parametrize("state", ["completed", "declined", "withdrawn"])
def test_what_has_ended_cannot_be_withdrawn(writing, author, state):
    entry = make.entry(author=author, state=state)
    assert writing.post(english("pledges:withdraw", entry.uuid)).url == receipt(entry)
    assert Entry.objects.get().state == state


# --- my entries ----------------------------------------------------------------------------------
def test_the_list_shows_own_entries_only_soonest_deadline_first(writing, author):
    own = make.organisation(people=[author])
    soon, later = (
        make.campaign(
            closes_at=make.moment(f"{year}-01-01 00:00:00"), announces_at=make.moment("2099-02-01 00:00:00")
        )
        for year in (2098, 2099)
    )
    waits = make.entry(author=author, organisation=own, state="submitted")
    second = make.entry(author=author, organisation=own, campaign=later)
    first = make.entry(author=author, organisation=own, campaign=soon)
    make.entry(author=make.user())
    page = writing.get(english("pledges:my_entries"))
    assert [(group, [row[0] for row in rows]) for group, rows in page.context["groups"]] == [
        (own, [first, second, waits])
    ]


def test_whoever_has_nothing_is_led_to_what_is_open(writing):
    call = make.campaign()
    page = writing.get(english("pledges:my_entries"))
    assert english("pledges:start", call.slug) in page.text


def test_whoever_has_nothing_and_comes_too_late_is_told_so(writing):
    assert "No campaign takes entries at the moment" in writing.get(english("pledges:my_entries")).text


def test_the_list_says_how_much_a_draft_lacks(writing, author):
    make.entry(author=author, title="", summary="")
    assert "Finish the draft: 2 things are missing." in writing.get(english("pledges:my_entries")).text
