"""How open data is answered: to everybody alike, told apart by nothing but the address, and told once."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.http import http_date

from people.models import Purpose, Representative
from pledges import actions
from pledges.own_part import leave, permit
from tests import make

pytestmark = pytest.mark.django_db

ROOT = "/open-data/v1/"
ADDRESSES = (
    *("", "openapi.json", "entries", "entries.csv", "entries.csv-metadata.json", "entries.jsonl"),
    *("entries.atom", "organisations", "campaigns", "awards", "statistics"),
)


@pytest.fixture
def entry(hosts, campaign):
    return make.entry(state="accepted", campaign=campaign, published=True)


def later():
    """When what has been changed now is settled."""
    return time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False)


@pytest.mark.parametrize("address", ADDRESSES)
def test_everybody_is_answered_alike_without_a_cookie_and_from_any_origin(client, entry, address):
    answers = []
    person = make.user()
    Representative.objects.create(user=person, organisation=entry.organisation, role="owner")
    for signed_in in (False, True):
        if signed_in:
            client.force_login(person)
        client.cookies["django_language"] = "sv"
        answer = client.get(
            ROOT + address, headers={"accept-language": "sv", "origin": "https://muu.example"}
        )
        answers.append((answer.status_code, answer.getvalue(), answer.headers.get("Content-Language")))
        assert not answer.cookies
        assert {name: answer.headers.get(name) for name in ("Vary", "Cache-Control")} == {
            "Vary": None,
            "Cache-Control": "public, no-cache",
        }
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert (answers[0], answers[0][0], answers[0][2]) == (answers[1], 200, "fi")


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_has_it_already_is_told_so_by_etag_and_by_date(client, entry, address):
    with later():
        first = client.get(ROOT + address)
        first.getvalue()
        by_tag = client.get(ROOT + address, headers={"if-none-match": first.headers["ETag"]})
        by_date = client.get(ROOT + address, headers={"if-modified-since": first.headers["Last-Modified"]})
    for known in (by_tag, by_date):
        assert (known.status_code, known.getvalue(), known.headers["ETag"]) == (
            *(304, b""),
            first.headers["ETag"],
        )
        assert known.headers["Access-Control-Allow-Origin"] == "*"
        assert known.headers["Cache-Control"] == "public, no-cache"


def test_a_list_is_known_by_its_etag_at_once_but_nothing_fresh_by_a_date(client, entry):
    first = client.get(f"{ROOT}entries")
    assert client.get(f"{ROOT}entries", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    now = http_date(timezone.now().timestamp() + 5)
    assert client.get(f"{ROOT}entries", headers={"if-modified-since": now}).status_code == 200
    dump = client.get(f"{ROOT}entries.csv", headers={"if-modified-since": now})
    assert (dump.status_code, "ETag" in dump.headers) == (200, False)


def withdraw(entry, partner):
    actions.withdraw(entry, by=None)


def withdraw_permissions(entry, partner):
    actions.withdraw_permissions(entry, by=None)


def withdraw_the_name(entry, partner):
    actions.withdraw_permission(entry, Purpose.PUBLISH_ORGANISATION, by=None)


def withdraw_the_picture(entry, partner):
    actions.withdraw_permission(entry, Purpose.PUBLISH_IMAGE, by=None)


def withdraw_the_licence(entry, partner):
    actions.withdraw_permission(entry, Purpose.REUSE, by=None)


def partner_leaves(entry, partner):
    leave(partner)


def partner_forbids_its_name(entry, partner):
    permit(partner, may_use_name=False, may_use_logo=False)


def entry_moves_on(entry, partner):
    make.decision(entry, released=True)


def campaign_page_goes(entry, partner):
    for page in entry.campaign.campaign_pages.all():
        page.specific.unpublish()


CHANGES = [
    *(withdraw, withdraw_permissions, withdraw_the_name, withdraw_the_picture, withdraw_the_licence),
    *(partner_leaves, partner_forbids_its_name, entry_moves_on, campaign_page_goes),
]


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_goes_unnoticed_by_what_is_compared_without_being_made(client, hosts, campaign, change):
    entry = make.entry(state="accepted", campaign=campaign, published=True, image="a" * 32, image_alt="Väki")
    partner = make.partner(entry, state="confirmed")
    with later():
        before = client.get(f"{ROOT}entries.csv")
        before_text = before.getvalue()
    with time_machine.travel(timezone.now() + timedelta(minutes=4), tick=True):
        change(entry, partner)
    for waited in (4, 9):
        with time_machine.travel(timezone.now() + timedelta(minutes=waited), tick=False):
            after = client.get(f"{ROOT}entries.csv", headers={"if-none-match": before.headers["ETag"]})
            by_date = client.get(
                f"{ROOT}entries.csv", headers={"if-modified-since": before.headers["Last-Modified"]}
            )
            assert (after.status_code, by_date.status_code) == (200, 200)
            assert after.getvalue() != before_text


def test_the_publication_moment_of_a_campaign_is_a_change_that_nobody_makes(client, entry):
    opens = timezone.now() + timedelta(days=1)
    type(entry.campaign).objects.update(publishes_at=opens, announces_at=opens + timedelta(days=9))
    with time_machine.travel(opens - timedelta(minutes=2), tick=False):
        before = client.get(f"{ROOT}entries.csv")
    with time_machine.travel(opens + timedelta(minutes=2), tick=False):
        after = client.get(f"{ROOT}entries.csv", headers={"if-none-match": before.headers["ETag"]})
        assert (after.status_code, entry.reference in after.getvalue().decode()) == (200, True)


def test_each_language_and_choice_has_an_etag_of_its_own(client, entry):
    with later():
        tags = {
            client.get(f"{ROOT}entries.csv{query}").headers["ETag"]
            for query in ("", "?lang=sv", "?lang=en", "?delimiter=semicolon", "?campaign=koto")
        }
    assert len(tags) == 5


@pytest.mark.parametrize("address", ["entries", "entries.csv"])
def test_head_answers_like_get_without_the_body(client, entry, address):
    with later():
        got, asked = client.get(ROOT + address), client.head(ROOT + address)
    got.getvalue()
    kept = ("Content-Type", "ETag", "Last-Modified", "Cache-Control", "Access-Control-Allow-Origin")
    assert (asked.status_code, asked.getvalue()) == (200, b"")
    if address == "entries":
        assert asked.headers["Content-Length"] == str(len(got.content))
    else:
        assert "Content-Length" not in asked.headers
    assert {name: asked.headers[name] for name in kept} == {name: got.headers[name] for name in kept}
    assert asked.headers.get("Content-Disposition") == got.headers.get("Content-Disposition")


def test_a_browser_that_asks_beforehand_may_read_and_no_more(client, hosts):
    answer = client.options(f"{ROOT}entries", headers={"origin": "https://muu.example"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert {
        name: answer.headers[name] for name in answer.headers if name.startswith("Access-Control-Allow")
    } == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    }


# --- problems -----------------------------------------------------------------------------------
def problem(response) -> tuple:
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    told = json.loads(response.content)
    assert (set(told) - {"errors"}, told["status"]) == (
        {"type", "title", "status", "detail"},
        response.status_code,
    )
    assert told["type"].startswith("http://localhost:8000/open-data/#")
    return (
        response.status_code,
        told["type"].partition("#")[2],
        [one["parameter"] for one in told.get("errors", [])],
    )


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("entries?limit=0", (400, "parameter", ["limit"])),
        ("entries?limit=101", (400, "parameter", ["limit"])),
        ("entries?limit=99999999999999999999999", (400, "parameter", ["limit"])),
        ("entries?limit=x", (400, "parameter", ["limit"])),
        ("entries?lang=xx", (400, "parameter", ["lang"])),
        ("entries?lang=%00", (400, "parameter", ["lang"])),
        ("entries?campaign=koto&kind=secret", (400, "parameter", ["kind"])),
        ("entries?campaign=koto&status=submitted", (400, "parameter", ["status"])),
        ("entries?campaign=koto&theme=nothing", (400, "parameter", ["theme"])),
        ("entries?campaign=koto&region=%F0%9F%98%80", (400, "parameter", ["region"])),
        ("entries?campaign=koto&municipality=999", (400, "parameter", ["municipality"])),
        ("entries?kind=pledge", (400, "parameter", ["kind"])),
        ("entries?campaign=../etc", (400, "parameter", ["campaign"])),
        (f"entries?q={'x' * 300}&campaign=koto", (400, "parameter", ["q"])),
        ("entries.csv?delimiter=tab", (400, "parameter", ["delimiter"])),
        ("entries?cursor=x", (400, "cursor", [])),
        ("entries.atom?cursor=WzFd:abc", (400, "cursor", [])),
        ("entries?campaign=nothing", (404, "not-found", [])),
        ("statistics?campaign=nothing", (404, "not-found", [])),
        ("entries/KOTO-9", (404, "not-found", [])),
        ("entries/%00", (404, "not-found", [])),
        ("entries/..%2f..%2fetc", (404, "not-found", [])),
        ("nothing", (404, "not-found", [])),
        ("entries/", (404, "not-found", [])),
    ],
)
def test_what_cannot_be_answered_is_told_as_a_problem(client, entry, address, told):
    assert problem(client.get(ROOT + address)) == told


def test_a_tag_of_a_draft_is_told_to_be_none_like_one_that_there_is_not(client, entry, campaign):
    make.entry(campaign=campaign).tags.add("fuusio")
    answers = [client.get(f"{ROOT}entries?campaign=koto&tag={tag}") for tag in ("fuusio", "nosuch")]
    assert [problem(answer) for answer in answers] == [(400, "parameter", ["tag"])] * 2
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, entry, method):
    answer = getattr(client, method)(f"{ROOT}entries")
    assert (problem(answer), answer.headers["Allow"]) == ((405, "method", []), "GET, HEAD, OPTIONS")


def test_a_cursor_is_of_no_use_to_another_list_nor_after_a_letter_has_changed(client, read, campaign):
    for _ in range(2):
        make.entry(state="accepted", campaign=campaign, published=True)
    address = read("entries?limit=1")["next"].removeprefix("http://localhost:8000")
    assert client.get(address).status_code == 200
    assert problem(client.get(address.replace("entries", "organisations"))) == (400, "cursor", [])
    place = address.index("cursor=") + 12
    other = "A" if address[place] != "A" else "B"
    changed = address[:place] + other + address[place + 1 :]
    assert problem(client.get(changed)) == (400, "cursor", [])


def test_a_page_of_a_list_has_the_same_address_every_time(read, campaign):
    for _ in range(2):
        make.entry(state="accepted", campaign=campaign, published=True)
    first = read("entries?limit=1")["next"]
    with later():
        assert read("entries?limit=1")["next"] == first


def test_what_was_public_once_is_gone_and_what_never_was_is_not_there(client, hosts, campaign):
    gone = make.entry(state="accepted", campaign=campaign, published=True)
    never = make.entry(state="accepted", campaign=campaign)
    actions.withdraw(gone, by=None)
    assert problem(client.get(f"{ROOT}entries/{gone.reference}")) == (410, "gone", [])
    assert problem(client.get(f"{ROOT}entries/{never.reference}")) == (404, "not-found", [])
    assert gone.title not in client.get(f"{ROOT}entries/{gone.reference}").content.decode()
