"""A NUL character means nothing to anybody, and PostgreSQL takes none: it brings no address down."""

import pytest

from tests import make, make_pages
from tests.addresses import english

pytestmark = pytest.mark.django_db


def test_in_a_query_it_is_left_out(client):
    request = client.get(f"{english('search')}?q=a%00b&in=%00").wsgi_request
    assert (request.GET.dict(), request.META["QUERY_STRING"]) == ({"q": "ab", "in": ""}, "q=ab&in=")


def test_open_data_has_no_campaign_of_that_name(client):
    make_pages.campaign_pages()
    assert client.get("/open-data/v1/entries?campaign=%00").status_code == 400


def test_whoever_chooses_or_looks_for_one_gets_an_answer(client):
    hosts = make_pages.campaign_pages()
    panel, slug = make.panel(hosts["fi"].campaign), hosts["fi"].campaign.slug
    chosen = "&".join(f"{name}=%00" for name in ("q", "tag", "theme", "region", "municipality", "kind"))
    client.force_login(make.user(is_superuser=True))
    addresses = [
        f"{hosts['fi'].gallery_address}?{chosen}",
        f"/open-data/v1/entries?campaign={slug}&q=%00",
        f"/admin/judging/rounds/{panel.round_id}/picking/?q=%00",
        "/admin/entries/?q=%00",
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_an_address_with_one_leads_nowhere(client):
    client.force_login(make.user())
    join = english("pledges:join", "X").replace("X", "%00")
    addresses = ["/entry-picture/a%00-480.webp", "/entry-file/a%00/1/", join, "/fi/%00/"]
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert client.get("/open-data/v1/entries/%00").status_code == 404


def test_a_query_has_none_left_when_its_own_parts_would_make_another(client):
    request = client.get(f"{english('search')}?q=a%0%0%0000b").wsgi_request
    assert request.GET.dict() == {"q": "ab"}


def test_the_form_to_begin_an_entry_knows_no_example_of_that_name(client):
    slug = make_pages.campaign_pages()["fi"].campaign.slug
    client.force_login(make.user())
    again = client.post(english("pledges:start", slug), {"kind": "pledge", "example": "\0"})
    assert (again.status_code, again.context["example"]) == (200, None)
