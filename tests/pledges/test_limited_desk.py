"""checks.md Z16: a screener of campaign A neither reads nor decides on entries of campaign B."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied

from pledges import actions
from pledges.models import Answer, Entry
from pledges.states import State
from tests import make
from tests.pledges.test_desk import press
from tests.staff import client_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return make.entry(state=State.SUBMITTED, title="Oma lupaus", campaign=make.campaign(attachments_most=2))


@pytest.fixture
def foreign():
    entry = make.entry(
        state=State.SUBMITTED, title="Vieras lupaus", campaign=make.campaign(attachments_most=2)
    )
    question = make.question(entry.campaign, label=make.words("Vieras kysymys"))
    Answer.objects.create(entry=entry, question=question, text="Vieras vastaus")
    make.theme(entry.campaign, label=make.words("Vieras teema"))
    return entry


@pytest.fixture
def limited(own):
    person = make.user(role="Screener")
    make.reach(person, own.campaign)
    return person


@pytest.fixture
def screener(limited):
    client = client_of("")
    client.force_login(limited)
    return client


@pytest.mark.parametrize("verb", ["accept", "return", "decline"])
def test_an_entry_of_another_campaign_is_missing_whatever_is_to_be_done_with_it(verb, screener, foreign):
    answer = screener.post(f"/admin/screening/{foreign.pk}/{verb}/", {"reason": "Koska."})

    foreign.refresh_from_db()
    assert (answer.status_code, foreign.state) == (404, State.SUBMITTED)


def test_reading_pictures_files_and_history_of_it_are_missing_too(screener, own, foreign):
    file = make.attachment(foreign)
    paths = ("", "picture/480/", f"attachment/{file.pk}/")
    addresses = [f"/admin/entries/{foreign.pk}/{path}" for path in paths]
    addresses += [f"/admin/entries/history/{foreign.pk}/", f"/admin/entries/{own.pk}/attachment/{file.pk}/"]

    assert [screener.get(address).status_code for address in addresses] == [404] * 5


@pytest.mark.parametrize("name", ["entries", "screening"])
@pytest.mark.parametrize("query", ["", "?campaign={}", "?q=Vieras", "?state=submitted"])
def test_no_list_or_filter_names_it(name, query, screener, foreign):
    page = screener.get(f"/admin/{name}/{query.format(foreign.campaign_id)}").text

    words = ("Vieras lupaus", "Vieras teema", foreign.reference, f'value="{foreign.campaign_id}"')
    assert [word for word in words if word in page] == []


@pytest.mark.parametrize("query", ["", "&campaign={}"])
def test_a_download_holds_neither_its_rows_nor_its_questions(query, screener, own, foreign):
    answer = screener.get(f"/admin/entries/?export=csv{query.format(foreign.campaign_id)}")
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text

    assert "Vieras" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Title"] for row in rows] in ([own.title], [])


def test_what_waits_elsewhere_is_neither_counted_nor_led_to(screener, own, foreign):
    answer = press(screener, "accept", own)

    assert (answer.url, said(answer)) == (
        "/admin/screening/#",
        [f"{own.reference} is accepted. Nothing waits any more."],
    )


def test_the_action_asks_itself(limited, foreign):
    for act in (
        lambda: actions.accept(foreign, by=limited),
        lambda: actions.return_for_changes(foreign, "Koska.", by=limited),
        lambda: actions.decline(foreign, "Koska.", by=limited),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Entry.objects.get(pk=foreign.pk).state == State.SUBMITTED
