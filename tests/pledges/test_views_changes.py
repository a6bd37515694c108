"""Changing what was sent, on the screen: offered, begun, left, sent; and what each version changed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from campaign import closing
from people.models import Letter
from pledges import actions, changing, versions
from pledges.models import Entry
from tests import make
from tests.addresses import english
from tests.staff import text_of

pytestmark = pytest.mark.django_db


def sent(author, how="free", **fields) -> Entry:
    call = make.campaign(changes_after_sending=how, **fields.pop("moments", {}))
    entry = make.entry(author=author, campaign=call, language="en", **fields)
    actions.submit(entry, by=author)
    return entry


def fresh(entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def page_of(client, entry) -> str:
    return text_of(client.get(english("pledges:entry_status", entry.uuid)))


OFFERS = {
    "none": "",
    "recall": "Take it back for changes",
    "free": "Change the entry",
}


@pytest.mark.parametrize("how", OFFERS)
def test_the_page_of_the_entry_offers_what_the_campaign_allows(writing, author, how):
    page = page_of(writing, sent(author, how))
    assert [words for words in OFFERS.values() if words and words in page] == list(
        filter(None, [OFFERS[how]])
    )


@pytest.mark.parametrize("how", OFFERS)
def test_before_sending_one_reads_whether_it_can_be_changed_afterwards(writing, author, how):
    entry = make.entry(author=author, campaign=make.campaign(changes_after_sending=how))
    page = text_of(writing.get(english("pledges:edit", entry.uuid, "check")))
    said = {
        "none": "After sending you cannot change the text, unless screening asks you to.",
        "recall": "After sending you can take the entry back and change it until the call closes",
        "free": "After sending you can still change the entry until the call closes",
    }
    assert [words for words in said.values() if words in page] == [said[how]]


@pytest.mark.parametrize(
    ("how", "state", "banner"),
    [
        ("free", "changing", "What we received stands until you send the changes."),
        ("recall", "recalled", "It is not received until you send it again."),
    ],
)
def test_one_press_opens_the_form_and_every_step_says_what_stands(writing, author, how, state, banner):
    entry = sent(author, how)
    opened = writing.post(english("pledges:change", entry.uuid))
    assert (opened.url, fresh(entry).state) == (english("pledges:edit", entry.uuid, "about"), state)
    for step in ("about", "partners", "details", "permissions", "check"):
        assert banner in text_of(writing.get(english("pledges:edit", entry.uuid, step)))
    assert writing.post(english("pledges:change", entry.uuid)).url == opened.url  # pressed twice


def test_a_press_that_comes_too_late_changes_nothing_and_says_so(writing, author, time_machine):
    entry = sent(author)
    time_machine.move_to(entry.campaign.closes_at + timedelta(seconds=2))
    writing.force_login(author)
    answer = writing.post(english("pledges:change", entry.uuid), follow=True)
    assert (fresh(entry).state, "This is not possible any more." in answer.text) == ("submitted", True)


def test_one_press_leaves_it_as_it_was(writing, author):
    entry = sent(author, title="Ennen")
    writing.post(english("pledges:change", entry.uuid))
    actions.save_draft(fresh(entry), fresh(entry).version, {"title": "Nyt"}, by=author)
    answer = writing.post(english("pledges:leave_as_it_was", entry.uuid), follow=True)
    assert "Nothing was changed: what we received before stands." in answer.text
    assert (fresh(entry).state, fresh(entry).title) == ("submitted", "Ennen")


@pytest.mark.parametrize(
    ("how", "then", "expected"),
    [
        ("free", ["withdraw"], ["Submitted", "Being changed", "Withdrawn"]),
        ("recall", ["withdraw"], ["Submitted", "Taken back for changes", "Withdrawn"]),
        ("free", ["leave_as_it_was"], ["Submitted", "Being changed", "Left as it was"]),
        ("free", ["submit"], ["Submitted", "Being changed", "Submitted"]),
        ("recall", ["submit"], ["Submitted", "Taken back for changes", "Submitted"]),
        (
            *("free", ["submit", "change", "leave_as_it_was", "withdraw"]),
            ["Submitted", "Being changed", "Submitted", "Being changed", "Left as it was", "Withdrawn"],
        ),
    ],
)
def test_each_line_of_what_has_happened_tells_it(writing, author, how, then, expected):
    entry = sent(author, how)
    for name in ("change", *then):
        writing.post(english(f"pledges:{name}", entry.uuid))
    page = writing.get(english("pledges:entry_status", entry.uuid))
    assert [event.label for event in page.context["past"]] == ["Draft started", *expected]


@pytest.mark.parametrize("name", ["change", "leave_as_it_was"])
def test_nothing_happens_by_looking_and_strangers_find_nothing(client, author, name):
    entry = sent(author)
    client.force_login(author)
    client.get(english(f"pledges:{name}", entry.uuid))
    client.force_login(make.user())
    assert client.post(english(f"pledges:{name}", entry.uuid)).status_code == 404
    assert fresh(entry).state == "submitted"


def test_after_closing_the_changes_are_refused_and_what_was_received_stands(writing, author, time_machine):
    entry = sent(author)
    writing.post(english("pledges:change", entry.uuid))
    time_machine.move_to(entry.campaign.closes_at + timedelta(seconds=2))
    writing.force_login(author)
    refused = writing.post(english("pledges:submit", entry.uuid))
    assert (refused.status_code, "What we received before you began to change it stands" in refused.text) == (
        403,
        True,
    )
    assert "What we received before you began to change it stands." in page_of(writing, entry)


# --- versions -----------------------------------------------------------------------------------
@pytest.fixture
def twice(author):
    entry = sent(author, title="Work for ten people", description="In summer.", place="")
    changing.begin(entry, by=author)
    new = {"title": "Work for twenty people", "place": "Kallio"}
    actions.save_draft(entry, entry.version, new, by=author)
    actions.submit(fresh(entry), by=author)
    return fresh(entry)


def test_each_version_shows_what_it_changed_with_the_words_marked(writing, twice):
    status = page_of(writing, twice)
    assert ("Version 1," in status, "Version 2," in status) == (True, True)

    page = writing.get(english("pledges:version", twice.uuid, 2))

    assert page.context["changes"] == [
        versions.Change("Title", "Work for ten people", "Work for twenty people"),
        versions.Change("Place", "", "Kallio"),
    ]
    assert (
        "Work for <del>ten</del> people" in page.text,
        "Work for <ins>twenty</ins> people" in page.text,
    ) == (
        True,
        True,
    )


def test_the_first_version_has_nothing_before_it_and_a_third_does_not_exist(writing, twice):
    first = writing.get(english("pledges:version", twice.uuid, 1))
    assert ("Work for ten people" in first.text, "What changed since" in first.text) == (True, False)
    assert writing.get(english("pledges:version", twice.uuid, 3)).status_code == 404


def test_sent_again_as_it_was_nothing_changed(writing, author):
    entry = sent(author)
    changing.begin(entry, by=author)
    actions.submit(fresh(entry), by=author)
    page = text_of(writing.get(english("pledges:version", entry.uuid, 2)))
    assert "Nothing: it was sent again as it was." in page


# --- beside it ----------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["free", "recall"])
def test_screening_is_not_offered_what_is_being_changed(client, author, how):
    entry = sent(author, how, title="Received title")
    changing.begin(entry, by=author)
    client.force_login(make.user(role="Screener"))

    page = client.get(reverse("entries:entry", args=[entry.pk])).text

    assert ("Received title" in page, reverse("screening:accept", args=[entry.pk]) in page) == (True, False)


def test_a_moved_closing_is_told_to_whoever_is_changing_something(author):
    entry = sent(author, contact_email=author.email)
    changing.begin(entry, by=author)
    closing.move_closing(entry.campaign, entry.campaign.closes_at + timedelta(days=1), "Katko", by=None)
    assert Letter.objects.filter(kind="closing_moved", to=author.email).count() == 1
