"""The page on which people read what open data there is, and the ways that lead to it."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from cms.api.columns import NAMES
from tests import make, make_pages

pytestmark = pytest.mark.django_db

PAGE = "/en/open-data/"


def test_everything_on_it_that_can_be_pressed_answers(client, hosts, campaign):
    make.entry(state="accepted", campaign=campaign, published=True)
    text = client.get(PAGE).content.decode()
    addresses = {
        address.replace("&amp;", "&").removeprefix("http://localhost:8000")
        for address in re.findall(r'href="(http://localhost:8000/open-data[^"]*|/open-data[^"]*)"', text)
    }
    found = {}
    for address in addresses:
        answer = client.get(address)
        answer.getvalue()
        found[address] = answer.status_code
    assert (set(found.values()), len(found)) == ({200}, 11)


def test_it_explains_every_column_and_every_problem(client, hosts):
    text = client.get(PAGE).content.decode()
    for name in NAMES:
        assert f"{name.replace('_', '_<wbr>')}</code>" in text, name
    for kind in ("parameter", "cursor", "not-found", "gone", "method"):
        assert f'id="{kind}"' in text, kind


def test_on_a_phone_a_name_breaks_after_its_marks_and_nowhere_else(client, hosts):
    text = client.get(PAGE).content.decode()
    names = re.findall(r'<th scope="row">.*?<code dir="ltr">(.*?)</code>', text)
    assert ["entries/<wbr>{reference}" in names, "report_<wbr>every_<wbr>months" in names] == [True, True]
    assert {re.sub(r"(?<=[/_])<wbr>", "", name) for name in names} >= {*NAMES, "entries/{reference}"}


def test_its_examples_can_be_typed_as_they_stand(client, hosts):
    text = client.get(PAGE).content.decode().replace("&amp;", "&").replace("&#x27;", "'")
    addresses = re.findall(r"curl[^<]*'http://localhost:8000([^']+)'", text)
    assert len(addresses) == 3
    for address in addresses:
        answer = client.get(address)
        answer.getvalue()
        assert answer.status_code == 200, address


def test_it_is_there_before_the_first_campaign(client):
    make_pages.site()
    assert client.get(PAGE).status_code == 200


def test_its_bare_address_leads_to_it_in_the_visitors_language(client, hosts):
    answer = client.get("/open-data/", headers={"accept-language": "sv"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sv/open-data/")


def test_every_page_leads_to_it_from_its_foot(client, hosts):
    text = client.get(hosts["sv"].url).content.decode()
    with translation.override("sv"):
        assert f'href="{reverse("open_data")}"' in text.partition("<footer")[2]


def test_the_gallery_offers_a_feed_of_what_was_chosen_in_it(client, hosts, campaign):
    make.theme(campaign, slug="tyo")
    theme = make.theme(campaign, slug="asuminen")
    make.entry(state="accepted", campaign=campaign, published=True, themes=[theme], title="Koti")
    make.entry(state="accepted", campaign=campaign, published=True, title="Muu")
    with translation.override("sv"):
        gallery = hosts["sv"].gallery_address
    text = client.get(f"{gallery}?theme=asuminen&region=&after=x&sort=oldest").content.decode()
    [feed] = set(re.findall(r'href="(/open-data/[^"]*atom[^"]*)"', text))
    answer = client.get(feed.replace("&amp;", "&"))
    assert (answer.status_code, "Koti" in answer.content.decode(), "Muu<" in answer.content.decode()) == (
        *(200, True, False),
    )
