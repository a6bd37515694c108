"""The page of an organisation in a campaign: only of those that are named, and only what they permit."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone, translation

from cms.kept import pages
from people import pictures
from people.models import Purpose
from pledges import actions
from pledges.own_part import permit
from pledges.views.organisations import MOST
from tests import make, make_pages
from tests.pictures import upload
from tests.pledges.gallery_makers import public
from tests.staff import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


@pytest.fixture
def hosts():
    return make_pages.campaign_pages(make.campaign(**make.announced()))


@pytest.fixture
def campaign(hosts):
    return hosts["fi"].campaign


@pytest.fixture
def town():
    return make.organisation(
        kind="municipality",
        name=make.words("Helsinki", "Helsingfors"),
        website="https://hel.example",
        municipality_id="091",
        logo=pictures.store(upload()),
    )


@pytest.fixture
def look(client, hosts):
    """The page of an organisation as it is now, or the status of another answer."""

    def show(organisation, code="sv"):
        with translation.override(code):
            answer = client.get(hosts[code].organisation_address(organisation.public_id))
        return (
            BeautifulSoup(answer.content, "html.parser") if answer.status_code == 200 else answer.status_code
        )

    return show


def titles(page, section: str) -> list[str]:
    return [title.text.strip() for title in page.select(f"section[aria-labelledby={section}] .entry-card h3")]


def head(page) -> list[str]:
    """Kind with place, name, website."""
    return [part.text.strip() for part in page.select(".organisation-head :is(p, h1)")]


def test_it_says_who_it_is_what_it_promises_and_where_it_takes_part(look, campaign, town):
    public(campaign, organisation=town, title="Oma")
    make.partner(public(campaign, title="Toisen"), state="confirmed", organisation=town)
    public(make.campaign(), organisation=town, title="Muualla")
    make.permission(make.entry(campaign=campaign, state="accepted", organisation=town, title="Nimetön"))

    page = look(town)

    assert head(page) == ["Municipality · Helsingfors, Nyland", "Helsingfors", "https://hel.example"]
    assert (titles(page, "filed"), titles(page, "joined")) == (["Oma"], ["Toisen"])
    assert page.select_one(".organisation-head img")["src"] == reverse("public_logo", args=[town.public_id])


def test_its_awards_stand_with_their_grounds_after_the_release_alone(look, campaign, town):
    entry = public(campaign, organisation=town)
    make.award(entry, name=make.words("Palkinto", "Pris"), grounds=make.words("Rohkea.", "Modig."))
    pending = make.decision(entry)
    assert look(town).select(".award") == []
    pending.delete()
    make.decision(entry, released=True)
    [award] = look(town).select(".award")
    assert [part.text for part in award.select("h3, .pre-line")] == ["Pris", "Modig."]


def test_of_a_partner_its_name_and_kind_are_told_and_its_logo_where_it_permits_that(
    client, look, campaign, town
):
    partner = make.partner(public(campaign, title="Toisen"), state="confirmed", organisation=town)
    page = look(town)
    assert (head(page), titles(page, "joined"), page.select(".organisation-head img")) == (
        ["Municipality", "Helsingfors"],
        ["Toisen"],
        [],
    )
    logo = reverse("public_logo", args=[town.public_id])
    assert client.get(logo).status_code == 404
    permit(partner, may_use_name=True, may_use_logo=True)
    assert (len(look(town).select(".organisation-head img")), client.get(logo)["Content-Type"]) == (
        1,
        "image/webp",
    )
    permit(partner, may_use_name=False, may_use_logo=False)
    assert (look(town), client.get(logo).status_code) == (404, 404)


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: actions.withdraw_permission(entry, Purpose.PUBLISH_ORGANISATION, by=None),
        lambda entry: actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None),
        lambda entry: actions.withdraw_permissions(entry, by=None),
        lambda entry: actions.withdraw(entry, by=None),
    ],
)
def test_with_its_last_permission_the_page_and_the_logo_go_at_the_next_request(
    client, look, campaign, town, change
):
    entry, logo = public(campaign, organisation=town), reverse("public_logo", args=[town.public_id])
    for _ in range(2):
        assert (titles(look(town), "filed"), client.get(logo).status_code) == ([entry.title], 200)
    change(entry)
    assert (look(town), client.get(logo).status_code) == (404, 404)


def test_another_name_is_read_at_the_next_request(look, campaign, town):
    public(campaign, organisation=town)
    assert look(town).h1.text == "Helsingfors"
    town.name = make.words("Espoo", "Esbo")
    town.save()
    assert look(town).h1.text == "Esbo"


@pytest.mark.parametrize("key", ["x", "0" * 16, "a" * 300, "Ä", "%00", "x/y"])
def test_nobody_else_has_a_page(client, look, hosts, campaign, town, key):
    public(make.campaign(), organisation=town)
    make.entry(campaign=campaign, state="submitted", organisation=town, published=True)
    assert look(town) == 404
    for visitor in (client, client_of("Screener")):
        assert visitor.get(f"{hosts['fi'].url}organisations/{key}/").status_code == 404


def test_before_the_publication_moment_there_is_no_page(look, campaign, town):
    public(campaign, organisation=town)
    campaign.publishes_at = timezone.now() + timedelta(seconds=30)
    campaign.save()
    assert look(town) == 404
    with time_machine.travel(campaign.publishes_at, tick=False):
        assert look(town) != 404


def test_wherever_it_is_named_its_name_leads_there(client, hosts, campaign, town):
    entry = public(campaign, organisation=town, themes=[make.theme(campaign)])
    make.partner(public(campaign, themes=campaign.themes.all()), state="confirmed", organisation=town)
    with translation.override("sv"):
        page, gallery, search = hosts["sv"], hosts["sv"].gallery_address, reverse("search")
        wanted = page.organisation_address(town.public_id)
        showing = [
            *(page.entry_address(one.reference) for one in campaign.entries.all()),
            *(page.address, gallery, f"{gallery}?view=list", page.theme_address(campaign.themes.get().slug)),
            *("/sv/", f"{search}?q=helsingfors"),
        ]
    found = {at: BeautifulSoup(client.get(at).content, "html.parser").main for at in showing}
    assert {at for at, main in found.items() if not main.select(f'a[href="{wanted}"]')} == set()
    linked = BeautifulSoup(client.get(showing[0]).content, "html.parser").head
    assert f"http://localhost:8000{wanted}" in linked.select_one("script[type='application/ld+json']").text
    assert entry.reference in showing[0]


def test_the_page_is_the_same_for_whoever_is_signed_in_and_links_to_its_twins(client, hosts, campaign, town):
    public(campaign, organisation=town)
    addresses = {}
    for code, page in hosts.items():
        with translation.override(code):
            addresses[code] = page.organisation_address(town.public_id)
    both = [one.get(addresses["sv"]) for one in (client, client_of("Screener"))]
    read = [BeautifulSoup(answer.content, "html.parser") for answer in both]
    assert len({" ".join(page.main.decode().split()) for page in read}) == 1
    for page in read:
        twins = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
        assert twins == {code: f"http://localhost:8000{at}" for code, at in addresses.items()}
        assert page.select_one("link[rel=canonical]")["href"] == twins["sv"]


@pytest.mark.parametrize("number", [2, MOST + 2])
def test_it_costs_the_same_however_much_it_promises(
    client, look, campaign, town, number, django_assert_num_queries
):
    for _ in range(number):
        entry = public(campaign, organisation=town)
        make.award(entry)
        make.decision(entry, released=True)
        make.partner(public(campaign), state="confirmed", organisation=town)
    page = look(town)
    shown = [len(titles(page, part)) for part in ("filed", "joined")]
    narrowed = len(page.select('main .more a[href*="?"]'))
    assert (shown, narrowed) == ([min(number, MOST)] * 2, int(number > MOST))
    with django_assert_num_queries(1):
        look(town)
    pages.clear()
    with django_assert_num_queries(22):
        look(town)
