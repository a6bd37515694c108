"""Feeds after RFC 4287: valid, in order, with identifiers that stay."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import timezone

from cms.api import feeds
from pledges import actions
from tests import make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ROOT = "/open-data/v1/entries.atom"


def feed(client, query="?campaign=koto&lang=fi"):
    response = client.get(ROOT + query)
    assert (response.status_code, response.headers["Content-Type"]) == (
        *(200, "application/atom+xml; charset=utf-8"),
    )
    made = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    check(made)
    return made


def check(made) -> None:
    """What RFC 4287 demands of a feed and its entries."""
    assert made.tag == f"{ATOM}feed"
    assert made.get(f"{XML}lang") in ("fi", "sv", "en")
    entries = made.findall(f"{ATOM}entry")
    for one in (made, *entries):
        for name in ("id", "title", "updated"):
            assert len(one.findall(ATOM + name)) == 1, name
        assert said(one, "id").startswith("urn:uuid:")
        assert datetime.fromisoformat(said(one, "updated")).tzinfo
    assert len({said(one, "id") for one in entries}) == len(entries)
    assert len(links(made, "self")) == len(links(made, "alternate")) == 1
    for one in entries:
        assert one.find(f"{ATOM}author/{ATOM}name").text
        assert len(links(one, "alternate")) == 1
        assert said(one, "published") <= said(one, "updated") <= said(made, "updated")


def said(one, name) -> str:
    return one.findtext(ATOM + name)


def links(one, rel) -> list[str]:
    return [link.get("href") for link in one.findall(f"{ATOM}link") if link.get("rel") == rel]


def titles(made) -> list[str]:
    return [said(one, "title") for one in made.findall(f"{ATOM}entry")]


def public(campaign, **fields):
    return make.entry(state="accepted", campaign=campaign, published=True, **fields)


def test_an_entry_is_told_with_its_author_its_theme_and_its_licence(client, hosts, campaign):
    entry = public(
        campaign,
        title="Töitä & <tekoja>",
        themes=[make.theme(campaign, slug="tyo")],
        organisation=make.organisation(name=make.words("Kylä ry"), website="https://kyla.example"),
        language="sv",
    )
    made = feed(client)
    [one] = made.findall(f"{ATOM}entry")

    assert said(made, "title") == "Kotolupaus – Pledges and initiatives"
    assert (titles(made), one.get(f"{XML}lang")) == (["Töitä & <tekoja>"], "sv")
    assert (said(one, "summary"), said(one, "content")) == (entry.summary, entry.description)
    assert (one.find(f"{ATOM}author/{ATOM}name").text, one.find(f"{ATOM}author/{ATOM}uri").text) == (
        "Kylä ry",
        "https://kyla.example",
    )
    assert [c.get("term") for c in one.findall(f"{ATOM}category")] == ["pledge", "tyo"]
    assert (said(one, "rights"), links(one, "license")) == (
        "CC BY 4.0",
        ["https://creativecommons.org/licenses/by/4.0/"],
    )
    assert client.get(links(one, "alternate")[0].removeprefix("http://localhost:8000")).status_code == 200


def test_an_entry_without_more_permissions_has_no_name_and_no_licence(client, hosts, campaign):
    make.permission(make.entry(state="accepted", campaign=campaign))
    [one] = feed(client).findall(f"{ATOM}entry")
    assert one.find(f"{ATOM}author/{ATOM}name").text == "The organisation’s name is not public"
    assert (said(one, "rights"), links(one, "license")) == (None, [])


def test_the_newest_come_first_and_the_rest_on_following_pages(client, hosts, campaign, monkeypatch):
    monkeypatch.setattr(feeds, "SCREEN", 2)
    now = timezone.now()
    for number in range(5):
        sent = now - timedelta(hours=number // 2)
        public(campaign, title=f"Lupaus {number}", submitted_at=sent)
    query, pages, names = "?campaign=koto&lang=sv", [], set()
    while query:
        made = feed(client, query)
        names.add(said(made, "id"))
        pages.append(titles(made))
        assert links(made, "self") == [f"http://localhost:8000{ROOT}{query}"]
        following = links(made, "next")
        query = following and following[0].removeprefix(f"http://localhost:8000{ROOT}")
    assert pages == [["Lupaus 1", "Lupaus 0"], ["Lupaus 3", "Lupaus 2"], ["Lupaus 4"]]
    assert len(names) == 1


def test_entries_of_every_public_state_stand_among_each_other(client, hosts, campaign):
    now = timezone.now()
    for hours, state in enumerate(("accepted", "completed", "selected", "in_practice", "accepted")):
        made = make.entry(
            campaign=campaign, state=state, title=str(hours), submitted_at=now - timedelta(hours=hours)
        )
        make.permission(made)
    assert titles(feed(client)) == ["0", "1", "2", "3", "4"]


def test_identifiers_stay_whatever_happens_to_the_entry_and_the_site(client, hosts, campaign, settings):
    entry = public(campaign)
    before = feed(client)
    settings.PUBLIC_ADDRESS = "https://uusi.example"
    make.decision(entry, released=True)
    after = feed(client, "?lang=fi&campaign=koto")
    assert [said(one, "id") for one in (before, before.find(f"{ATOM}entry"))] == [
        said(one, "id") for one in (after, after.find(f"{ATOM}entry"))
    ]
    assert entry.uuid.hex not in said(before.find(f"{ATOM}entry"), "id").replace("-", "")


def test_feeds_of_other_choices_and_languages_have_other_identifiers(client, hosts, campaign):
    make.theme(campaign, slug="tyo")
    make.theme(campaign, slug="asuminen")
    queries = ("", "&theme=tyo", "&theme=asuminen", "&kind=pledge")
    found = {said(feed(client, f"?campaign=koto&lang=fi{query}"), "id") for query in queries}
    found |= {said(feed(client, "?campaign=koto&lang=sv"), "id"), said(feed(client, ""), "id")}
    assert len(found) == 6


def test_a_feed_of_a_choice_leads_to_the_gallery_with_the_same_choice(client, hosts, campaign):
    theme = make.theme(campaign, slug="tyo")
    make.theme(campaign, slug="asuminen")
    public(campaign, title="Töitä", themes=[theme])
    public(campaign, title="Koti")
    made = feed(client, "?campaign=koto&theme=tyo&lang=fi")
    [page] = links(made, "alternate")
    assert (titles(made), page.endswith("?theme=tyo")) == (["Töitä"], True)
    assert client.get(page.removeprefix("http://localhost:8000")).status_code == 200


def test_when_it_changes_is_when_its_readers_got_something_new(client, hosts, campaign):
    with time_machine.travel(datetime(2026, 5, 4, 12, tzinfo=UTC), tick=False):
        campaign.publishes_at = timezone.now() - timedelta(days=1)
        campaign.save()
        entry = make.entry(campaign=campaign, state="submitted")
        make.permission(entry)
    with time_machine.travel(datetime(2026, 5, 6, 12, tzinfo=UTC), tick=False):
        actions.accept(entry, by=None)
        made = feed(client)
    assert (said(made.find(f"{ATOM}entry"), "published"), said(made, "updated")) == (
        *("2026-05-06T12:00:00Z", "2026-05-06T12:00:00Z"),
    )


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(client, hosts, campaign):
    public(campaign, title="a\x01b\x0bc\ufffe\uffff", summary="😀 ‮x")
    assert titles(feed(client)) == ["abc"]


def test_an_empty_feed_is_a_feed(client, hosts):
    assert titles(feed(client)) == []
